//! Each thing that a receipt may claim beyond what was agreed, alone.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod records;

use records::{at, care, did, event, places, receipt, record, shop, words};
use vrm_core::consent::{ConsentEvent, ConsentStatus, Excess, IsoReceipt, ReceiptFacts, RecordFacts, RecordId, excess};
use vrm_core::json::{Object, Value};
use vrm_core::terms::{Basis, Form, Keep, Necessity, Process, Start, Stated, TermsHash};
use vrm_core::text::{Language, Name};
use vrm_core::vocab::{OwnWord, Places, Recipient, Vocabulary};

fn found(receipt: &IsoReceipt, agreed: &[RecordFacts]) -> Vec<Excess> {
    excess(receipt, None, agreed, Vocabulary::dpv())
}

/// The one thing in excess, by its name and its text after the record's number.
fn only(claimed: RecordFacts, agreed: RecordFacts) -> (Excess, String) {
    let mut all = found(&IsoReceipt::new(receipt(vec![claimed])).unwrap(), &[agreed]);
    assert_eq!(all.len(), 1, "{all:?}");
    let one = all.remove(0);
    let text = one.to_string();
    let begin = format!("record {}: ", record().id);
    let text = text.strip_prefix(&begin).unwrap_or(&text).to_owned();
    (one, text)
}

fn claims(change: impl FnOnce(&mut RecordFacts), name: &str, text: &str) {
    let mut claimed = record();
    change(&mut claimed);
    let (one, said) = only(claimed, record());
    assert_eq!((one.name(), said.as_str()), (name, text));
}

fn process(change: impl FnOnce(&mut Process), name: &str, text: &str) {
    claims(|claimed| change(&mut claimed.processes[0]), name, &format!("process 0 {text}"));
}

#[test]
fn what_was_agreed_is_no_excess() {
    let receipt = IsoReceipt::new(receipt(vec![record()])).unwrap();
    assert_eq!(found(&receipt, &[record()]), []);
    let other = RecordFacts { id: RecordId::of_random([1; 16]), ..record() };
    assert_eq!(found(&receipt, &[other, record()]), []); // a receipt may leave a record out
}

#[test]
fn a_receipt_for_somebody_else() {
    let facts = ReceiptFacts { recipient: did("did:example:other"), ..receipt(vec![record()]) };
    let all = found(&IsoReceipt::new(facts).unwrap(), &[record()]);
    assert_eq!(all, [Excess::GivenTo]);
    assert_eq!(all[0].to_string(), "the receipt is given to somebody else than the person");
}

#[test]
fn a_receipt_of_somebody_else() {
    let mut facts = receipt(vec![record()]);
    facts.publisher.did = did("did:web:other.example");
    let all = found(&IsoReceipt::new(facts.clone()).unwrap(), &[record()]);
    assert_eq!(all, [Excess::Publisher { found: facts.publisher.did, name: shop().name }]);
    let text = "the receipt is of `Shop`, `did:web:other.example`, who is not the vendor";
    assert_eq!((all[0].name(), all[0].to_string().as_str()), ("publisher", text));
}

#[test]
fn a_record_that_nobody_knows() {
    let mut claimed = record();
    claimed.id = RecordId::of_random([1; 16]);
    let (id, receipt) = (claimed.id, IsoReceipt::new(receipt(vec![record(), claimed])).unwrap());
    assert_eq!(found(&receipt, &[record()]), [Excess::Record { record: id }]);
    let unknown = record().id;
    assert_eq!(found(&receipt, &[]), [Excess::Record { record: unknown }, Excess::Record { record: id }]);
}

#[test]
fn whom_it_is_about_who_decides_and_what_was_shown() {
    claims(|claimed| claimed.subject = did("did:example:other"), "subject", "it is about somebody else");
    let text = "`Shop`, `did:web:other.example`, decides, who is not the vendor";
    claims(|claimed| claimed.controller.did = did("did:web:other.example"), "controller", text);
    let text = "`Other`, `did:web:shop.example`, decides, who is not the vendor";
    claims(|claimed| claimed.controller.name = Name::parse("Other").unwrap(), "controller", text);
    let text = "another text was shown, or in another language";
    claims(|claimed| claimed.notice.text = TermsHash::of(b"another"), "notice", text);
    claims(|claimed| claimed.notice.language = Language::parse("fr").unwrap(), "notice", text);
    claims(|claimed| claimed.notice.name = "another".into(), "notice", text);
}

#[test]
fn how_a_controller_is_reached_is_no_excess() {
    let mut claimed = record();
    claimed.controller.contact = Some(records::contact());
    assert_eq!(found(&IsoReceipt::new(receipt(vec![claimed])).unwrap(), &[record()]), []);
}

fn events(list: &[(ConsentStatus, u32)]) -> RecordFacts {
    RecordFacts { events: list.iter().map(|(status, minutes)| event(*status, *minutes)).collect(), ..record() }
}

#[test]
fn a_consent_that_is_over_or_was_never_given() {
    use ConsentStatus::{Given, Refused, Requested, Withdrawn};
    let (one, text) = only(events(&[(Given, 10)]), events(&[(Given, 10), (Withdrawn, 20)]));
    assert_eq!((one.name(), text.as_str()), ("status", "the consent is given, known is withdrawn"));
    let all = |claimed: &[(ConsentStatus, u32)], agreed: &[(ConsentStatus, u32)]| -> Vec<&'static str> {
        let receipt = IsoReceipt::new(receipt(vec![events(claimed)])).unwrap();
        found(&receipt, &[events(agreed)]).iter().map(Excess::name).collect()
    };
    assert_eq!(all(&[(Requested, 5), (Given, 10)], &[(Requested, 5), (Refused, 10)]), ["unsaid", "status"]);
    assert_eq!(all(&[(Given, 10), (Withdrawn, 20)], &[(Requested, 5), (Refused, 10)]), ["unsaid"]);
    let again = [(Given, 10), (Withdrawn, 20), (Requested, 30), (Given, 40)];
    assert_eq!(all(&again, &again[..2]), ["unsaid", "status"]);
    assert_eq!(all(&again[..2], &again), [""; 0]); // less
    assert_eq!(all(&[(Given, 30)], &again), ["unsaid"]); // while there was none
    assert_eq!(all(&[(Given, 45)], &again), [""; 0]);
}

#[test]
fn a_yes_that_is_earlier_more_longer_or_of_others() {
    use ConsentStatus::{Given, Renewed, Requested, Withdrawn};
    let earlier = "the consent begins at 2026-03-01T09:39:00Z, it was given at 2026-03-01T09:40:00Z";
    claims(|claimed| claimed.events[0].at = at(9), "earlier", earlier);
    let renewed = "renewed at 2026-03-01T09:50:00Z, which nobody said";
    claims(|claimed| claimed.events.push(event(Renewed, 20)), "unsaid", renewed);
    let by = "the consent at 2026-03-01T09:40:00Z is by `did:web:shop.example`, who did not say it";
    claims(|claimed| claimed.events[0].by = did("did:web:shop.example"), "said-by", by);

    let ending = RecordFacts { events: vec![ConsentEvent { until: Some(at(50)), ..event(Given, 10) }], ..record() };
    let (one, text) = only(record(), ending.clone());
    assert_eq!((one.name(), text.as_str()), ("until", "the consent has no end, agreed is 2026-03-01T10:20:00Z"));
    let mut longer = ending.clone();
    longer.events[0].until = Some(at(51));
    let (one, text) = only(longer, ending);
    let expected = "the consent holds until 2026-03-01T10:21:00Z, agreed is 2026-03-01T10:20:00Z";
    assert_eq!((one.name(), text.as_str()), ("until", expected));

    let agreed = events(&[(Given, 10), (Withdrawn, 20), (Requested, 30), (Given, 40)]);
    let (one, text) = only(events(&[(Given, 10), (Withdrawn, 25), (Requested, 30), (Given, 40)]), agreed);
    let expected = "the consent goes on past 2026-03-01T09:50:00Z, when it was withdrawn";
    assert_eq!((one.name(), text.as_str()), ("ending", expected));
}

#[test]
fn a_receipt_that_says_nowhere_where_it_is_taken_back() {
    let Value::Object(whole) = IsoReceipt::new(receipt(vec![record()])).unwrap().to_value() else {
        panic!("an object")
    };
    let Some(Value::Array(records)) = whole.get("dpv:hasRecordOfActivity") else { panic!("an array") };
    let Value::Object(one) = &records[0] else { panic!("an object") };
    let left = one.iter().filter(|(name, _)| *name != "dpv:hasConsentControl");
    let left = left.fold(Object::new(), |all, (name, value)| all.with(name, value.clone()));
    let whole = whole.clone().with("dpv:hasRecordOfActivity", vec![left.into()]);
    let receipt = IsoReceipt::parse(Value::Object(whole).canonical().as_bytes()).unwrap();
    let all = found(&receipt, &[record()]);
    assert_eq!(all, [Excess::NotExercised { record: record().id }]);
    assert!(all[0].to_string().ends_with("nowhere is said where it is taken back"));
}

#[test]
fn each_part_of_a_process() {
    let agreed = "agreed is `pd:EmailAddress`, `pd:Name`";
    let data = |names: &[&str]| words(names);
    process(|one| one.data = data(&["pd:Contact", "pd:Name"]), "data", &format!("takes `pd:Contact`, {agreed}"));
    let purpose = "is for `dpv:Marketing`, agreed is `dpv:CustomerCare`";
    process(|one| one.purpose = words(&["dpv:CustomerCare", "dpv:Marketing"]), "purpose", purpose);
    let operation = "does `dpv:Share`, agreed is `dpv:Use`";
    process(|one| one.operation = words(&["dpv:Use", "dpv:Share"]), "operation", operation);
    let recipient = "gives to `third-party`, agreed is `vendor`, `same-group`";
    process(|one| one.recipient = Stated::Known([Recipient::ThirdParty].into()), "recipient", recipient);
    let agreed = "agreed is for 30 days from the end of the purpose";
    let days = |days, from| Stated::Known(Keep::Days { days, from });
    let keep = format!("keeps for 31 days from the end of the purpose, {agreed}");
    process(|one| one.keep = days(31, Start::PurposeEnd), "keep", &keep);
    let keep = format!("keeps for 1 days from the collection, {agreed}");
    process(|one| one.keep = days(1, Start::Collected), "keep", &keep);
    let keep = format!("keeps without limit, {agreed}");
    process(|one| one.keep = Stated::Known(Keep::Unlimited), "keep", &keep);
    let form = "is identified, agreed is pseudonymised";
    process(|one| one.form = Stated::Known(Form::Identified), "form", form);
    let place = "is done in `US`, agreed is `FR`, `IE`";
    process(|one| one.places = Stated::Known(places(&["US"])), "places", place);
    let place = "is done in any place, agreed is `FR`, `IE`";
    process(|one| one.places = Stated::Known(Places::Anywhere), "places", place);
    process(|one| one.measures = words(&["dpv:AccessControlMethod"]), "measures", "lacks the measure `dpv:Encryption`");
    process(|one| one.measures = words(&[]), "measures", "lacks the measure `dpv:Encryption`");
    process(|one| one.basis = Basis::Contract, "basis", "stands on the contract, agreed is consent");
    process(|one| one.basis = Basis::LegalDuty, "basis", "stands on a legal duty, agreed is consent");
    let required = "is required, agreed is that it waits for a yes";
    process(|one| one.necessity = Necessity::Required, "necessity", required);
}

#[test]
fn a_process_like_none() {
    let marketing = Process { data: words(&["pd:Age"]), purpose: words(&["dpv:Marketing"]), ..care() };
    claims(|claimed| claimed.processes.push(marketing), "process", "process 2 is like none that was agreed");
}

/// Everything is named, in the order of the receipt.
#[test]
fn every_excess_of_one_process_is_named() {
    let mut claimed = record();
    claimed.processes[0].data = words(&["pd:EmailAddress", "pd:Age", "pd:Income"]);
    claimed.processes[0].keep = Stated::Known(Keep::Unlimited);
    claimed.processes[1].necessity = Necessity::Required;
    claimed.events[0].at = at(9);
    let all = found(&IsoReceipt::new(receipt(vec![claimed])).unwrap(), &[record()]);
    let names: Vec<&str> = all.iter().map(Excess::name).collect();
    assert_eq!(names, ["earlier", "data", "data", "keep", "necessity"]);
}

/// An ordinary word never holds a marked one, and a marked word only by a marked one.
#[test]
fn marked_words_are_held_by_marked_words_alone() {
    let with = |names: &[&str]| {
        let mut facts = record();
        facts.processes[0].data = words(names);
        facts
    };
    let (one, _) = only(with(&["pd:Prescription"]), with(&["dpv:PersonalData"]));
    assert_eq!(one.name(), "data");
    let receipt = IsoReceipt::new(receipt(vec![with(&["pd:Prescription"])])).unwrap();
    assert_eq!(found(&receipt, &[with(&["pd:MedicalHealth"])]), []);
}

#[test]
fn own_words_mean_what_the_text_says() {
    let own =
        OwnWord { word: "https://own.example/#Mail".parse().unwrap(), below: vec!["pd:EmailAddress".parse().unwrap()] };
    let mut claimed = record();
    claimed.processes[0].data = words(&["https://own.example/#Mail"]);
    let receipt = IsoReceipt::new(receipt(vec![claimed])).unwrap();
    assert_eq!(found(&receipt, &[record()])[0].name(), "data");
    let vocabulary = Vocabulary::dpv().extend(&[own]).unwrap();
    assert_eq!(excess(&receipt, None, &[record()], &vocabulary), []);
}

/// A claim is one however deep it stands in a member that is none.
#[test]
fn claims_inside_of_members_that_are_none() {
    let json = IsoReceipt::new(receipt(vec![record()])).unwrap().to_json();
    let process = r#""@type":"dpv:Process""#;
    let claim = r#""dpv:hasPurpose":["dpv:Marketing"]"#;
    let deep = format!("{}{{{claim}}}{}", r#"[{"ex:more":"#.repeat(10), "}]".repeat(10));
    for (member, unread) in [
        (format!(r#""ex:note":{{{claim}}}"#), true),
        (format!(r#""ex:note":{deep}"#), true),
        (format!(r#""dpv:hasService":{{"@type":"dpv:Service",{claim}}}"#), true),
        (format!(r#""dpv:hasService":[{{"ex:more":{{"dpv:hasProcess":{{{claim}}}}}}}]"#), true),
        (r#""dpv:hasRight":{"http://www.w3.org/ns/dpv#hasPurpose":"dpv:Marketing"}"#.to_owned(), true),
        (r#""ex:note":{"@context":{"p":"https://w3id.org/dpv#"},"p:hasPurpose":"dpv:Marketing"}"#.to_owned(), true),
        (r#""ex:note":{"@graph":[]}"#.to_owned(), true),
        (r#""dpv:hasService":{"@type":"dpv:Service","@id":"ex:news","dpv:hasName":"News"}"#.to_owned(), false),
        (r#""ex:note":{"@value":"dpv:Marketing","@language":"en"}"#.to_owned(), false),
        (r#""ex:note":["dpv:Marketing",{"ex:more":[{"schema:name":"x"}]}]"#.to_owned(), false),
    ] {
        let json = json.replacen(process, &format!("{process},{member}"), 1);
        let all = found(&IsoReceipt::parse(json.as_bytes()).unwrap(), &[record()]);
        let names: Vec<&str> = all.iter().map(Excess::name).collect();
        assert_eq!(names, if unread { vec!["unread"] } else { vec![] }, "{member}");
        // Said once, where the member stands.
        let name = member.split('"').nth(1).unwrap();
        assert!(all.iter().all(|one| one.to_string().contains(&format!("/0/{name}`"))), "{all:?}");
    }
}

#[test]
fn explicit_consent_that_was_an_ordinary_one() {
    let own = || {
        let mut facts = record();
        facts.processes[0].data = words(&["https://own.example/#Dose"]);
        facts
    };
    let explicit = || RecordFacts { explicit: [0].into(), ..own() };
    let (one, text) = only(explicit(), own());
    assert_eq!((one.name(), text.as_str()), ("explicit", "process 0 stands on explicit consent, agreed is consent"));
    for claimed in [own(), explicit()] {
        let receipt = IsoReceipt::new(receipt(vec![claimed])).unwrap();
        assert_eq!(found(&receipt, &[explicit()]), []);
    }
}

/// What is said in DPV's words, or JSON-LD's, beside what is read is not passed over.
#[test]
fn claims_in_members_that_are_not_compared() {
    let json = IsoReceipt::new(receipt(vec![record()])).unwrap().to_json();
    let process = r#""@type":"dpv:Process""#;
    for (name, unread) in [
        ("dpv:hasPersonalDataHandling", true),
        ("dpv:hasProcess", true),
        ("https://w3id.org/dpv#hasPurpose", true),
        ("vrm:more", true),
        ("@included", true),
        ("dpv:hasService", false),
        ("dct:title", false),
        ("ex:colour", false),
        ("", false),
    ] {
        let json = json.replacen(process, &format!(r#"{process},"{name}":["dpv:Marketing"]"#), 1);
        let all = found(&IsoReceipt::parse(json.as_bytes()).unwrap(), &[record()]);
        assert_eq!(all.len(), usize::from(unread), "{name}");
        assert!(
            all.iter().all(|one| one.name() == "unread" && one.to_string().contains("/dpv:hasProcess/0/")),
            "{all:?}"
        );
    }
}
