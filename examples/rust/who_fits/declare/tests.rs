use std::collections::BTreeSet;

use super::super::{Keep, Reader};
use super::*;

/// A vendor of the list, by its members.
fn listed(vendor: &str) -> Source {
    let list = format!(r#"{{"vendorListVersion": 1, "vendors": {{"7": {vendor}}}}}"#);
    Reader::new().unwrap().read(list.as_bytes()).unwrap().sources.remove(0)
}

fn only(source: &Source) -> terms::Process {
    let declared = Declared::of(source).unwrap();
    let [process] = declared.stated.processes() else { panic!("{declared:?}") };
    process.clone()
}

#[test]
fn what_is_no_word_or_form_is_refused() {
    let good = listed(r#"{"name": "A", "purposes": [8], "dataDeclaration": [1]}"#);
    let refused = |change: fn(&mut Process)| {
        let mut source = good.clone();
        change(&mut source.processes[0]);
        Declared::of(&source).unwrap_err().to_string()
    };
    let text = refused(|it| it.data = Part::Known(vec!["a b".to_owned()]));
    assert!(text.starts_with("`a b` is malformed"), "{text}");
    let text = refused(|it| it.form = Part::Known("blurred".to_owned()));
    assert_eq!(text, "/form: `blurred` is none of anonymised, pseudonymised, identified");
    let text = refused(|it| it.places = Part::Known(vec![]));
    assert!(text.contains("list of places is empty"), "{text}");
    let text = refused(|it| it.purpose = Part::Known(vec![]));
    assert_eq!(text, "/processes/0/purpose is empty: name at least one");
    let mut source = good.clone();
    source.processes.clear();
    assert!(Declared::of(&source).is_err());
}

#[test]
fn known_parts_are_carried_and_unknown_ones_stay_so() {
    let mut source = listed(r#"{"name": "A", "purposes": [9], "dataDeclaration": [1], "dataRetention": {}}"#);
    let process = only(&source);
    assert_eq!(process.data, Stated::Known(BTreeSet::from(["pd:IPAddress".parse().unwrap()])));
    assert_eq!(process.operation, Stated::Known(BTreeSet::from(["dpv:Combine".parse().unwrap()])));
    let open =
        [terms::Part::Form, terms::Part::Keep, terms::Part::Measures, terms::Part::Places, terms::Part::Recipient];
    assert_eq!(process.unknowns(), open);
    assert_eq!((process.basis, process.necessity), (terms::Basis::Consent, terms::Necessity::Optional));
    let from = &mut source.processes[0];
    from.keep = Part::Known(Keep { days: 30 });
    from.form = Part::Known("pseudonymised".to_owned());
    from.places = Part::Known(vec!["loc:DE".to_owned(), "loc:EU".to_owned()]);
    let process = only(&source);
    assert_eq!(process.keep, Stated::Known(terms::Keep::Days { days: 30, from: Start::Collected }));
    assert_eq!(process.form, Stated::Known(Form::Pseudonymised));
    assert_eq!(process.places.known().unwrap().named().len(), 2);
}

#[test]
fn what_nobody_could_read_is_kept_by_name() {
    let declared = Declared::of(&listed(r#"{"name": "A", "purposes": [12], "dataDeclaration": [1]}"#)).unwrap();
    assert_eq!(declared.unread, [["purpose: purpose:12", "operation: purpose:12"]]);
}

#[test]
fn a_legitimate_interest_is_judged_like_a_contract_and_a_legal_duty_is_not() {
    let mut source = listed(r#"{"name": "A", "purposes": [8], "dataDeclaration": [1]}"#);
    let bases = [
        (Part::Known(Basis::Consent), terms::Basis::Consent),
        (Part::Known(Basis::Contract), terms::Basis::Contract),
        (Part::Known(Basis::LegitimateInterest), terms::Basis::Contract),
        (Part::Known(Basis::LegalDuty), terms::Basis::LegalDuty),
        (Part::Unknown, terms::Basis::Contract),
    ];
    for (from, to) in bases {
        source.processes[0].basis = from;
        assert_eq!(only(&source).basis, to);
    }
    source.processes[0].necessity = Part::Unknown;
    assert_eq!(only(&source).necessity, terms::Necessity::Required);
}

#[test]
fn only_unknown_recipients_are_read_as_the_vendor() {
    let mut source = listed(r#"{"name": "A", "purposes": [8], "dataDeclaration": [1]}"#);
    let vendor = Stated::Known(BTreeSet::from([Recipient::Vendor]));
    let declared = Declared::of(&source).unwrap();
    let [stated, read] = [&declared.stated, &declared.to_vendor].map(|it| it.processes()[0].clone());
    assert_eq!((&stated.recipient, &read.recipient), (&Stated::Unknown, &vendor));
    assert_eq!(terms::Process { recipient: Stated::Unknown, ..read }, stated);
    source.processes[0].recipient = Part::Known(vec!["third-party".to_owned()]);
    let declared = Declared::of(&source).unwrap();
    assert_eq!(declared.stated, declared.to_vendor);
}

#[test]
fn vendors_are_found_by_a_part_of_their_name() {
    let declared = Declared::of(&listed(r#"{"name": "Example Ärzte", "purposes": [8]}"#)).unwrap();
    assert!(declared.is_named("ärz") && declared.is_named("EXAMPLE") && !declared.is_named("Shop"));
}

#[test]
fn the_vendor_of_a_notice_is_found_by_its_file_too() {
    let reader = Reader::new().unwrap();
    let read = |text: &str| {
        let reading = reader.read(text.as_bytes()).unwrap().in_file("bakery.example.json");
        Declared::of(&reading.sources[0]).unwrap()
    };
    let notice = read(r#"{"meta": {}, "controller": {"name": "A. Baker"}}"#);
    assert!(notice.is_named("baker") && notice.is_named("Bakery.Example") && !notice.is_named("shop"));
    assert_eq!(read(r#"{"meta": {}, "controller": {}}"#).vendor, "bakery.example.json");
    let list = read(r#"{"vendorListVersion": 1, "vendors": {"7": {"name": "A. Baker"}}}"#);
    assert!(!list.is_named("bakery"));
}
