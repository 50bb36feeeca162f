//! The forms of texts, declarations and requests: what is written is read back, what is not so written is refused or
//! means the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod draw;

use draw::{Dice, World, process, request, terms, word};
use proptest::prelude::*;
use vrm_core::decision::{Effect, Request};
use vrm_core::error::Fault;
use vrm_core::json::{Object, Value, ours};
use vrm_core::terms::{
    Basis, Declaration, Draft, Due, Duty, Form, Keep, Necessity, Origin, Permission, Process, Prohibition, Start,
    Stated, Terms, TermsError, Timing, Trigger,
};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{OwnWord, Place, Places, Recipient};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn window(from: &str, until: &str) -> Window {
    Window::new(Some(at(from)), Some(at(until))).unwrap()
}

fn duty(what: &str, timing: Timing) -> Duty {
    let due = (timing == Timing::After).then_some(Due { days: 30, from: Trigger::PurposeEnd });
    Duty { what: word(what), timing, due }
}

fn own(name: &str, below: &[&str]) -> OwnWord {
    OwnWord { word: word(name), below: below.iter().map(|above| word(above)).collect() }
}

fn place(code: &str) -> Places {
    Places::within([Place::parse(code).unwrap()]).unwrap()
}

/// A drawn text as own terms, with the parts that no drawn rule has.
fn drawn(dice: &mut Dice) -> Terms {
    let world = World::draw(dice);
    loop {
        let plain = terms(&world, dice);
        let mut draft = Draft::own();
        for own in plain.vocabulary().own().iter().rev() {
            draft.extend(own.clone());
        }
        for rule in plain.permissions() {
            let mut rule = rule.clone();
            if dice.percent(40) {
                let until = *dice.pick(&["2026-03-01T12:01:00Z", "9999-12-31T23:59:00Z"]);
                rule = rule.during(window("2000-01-01T00:00:00Z", until));
            }
            for _ in 0..dice.below(4) {
                let what = dice.name(&["dpv:Delete", "ieee-7012:DataDeletionRequired", "dpv:Consent"]);
                rule = rule.duty(duty(what, *dice.pick(&[Timing::Before, Timing::After])));
            }
            draft.permit(rule);
        }
        for rule in plain.prohibitions() {
            draft.forbid(rule.clone());
        }
        draft.duty(duty("ieee-7012:DataDeletionOnRequest", Timing::After)).duty(duty("dpv:Delete", Timing::Before));
        // A text of a roster may name all data, own terms may not.
        if let Ok(terms) = draft.finish() {
            return terms;
        }
    }
}

/// The same JSON with every object's members the other way round, and with spaces.
fn turned(text: &str) -> String {
    fn turn(value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(turn).collect::<Vec<_>>().into(),
            Value::Object(object) => {
                let members: Vec<_> = object.iter().collect();
                let turned = members.into_iter().rev();
                turned.fold(Object::new(), |all, (name, value)| all.with(name, turn(value))).into()
            }
            other => other.clone(),
        }
    }
    serde_json::to_string_pretty(&turn(&ours::parse_within(text.as_bytes(), Terms::MAX_BYTES).unwrap())).unwrap()
}

proptest! {
    #[test]
    fn a_text_is_read_back_part_by_part_and_in_its_one_form_only(seed: u64) {
        let terms = drawn(&mut Dice::new(seed));
        let form = terms.machine_form();
        let read = Terms::parse(form.as_bytes()).unwrap();
        prop_assert_eq!((read.machine_form(), read.hash(), read.origin()), (form, terms.hash(), &Origin::Own));
        prop_assert_eq!(read.permissions(), terms.permissions());
        prop_assert_eq!((read.prohibitions(), read.duties()), (terms.prohibitions(), terms.duties()));
        prop_assert_eq!(read.vocabulary().own(), terms.vocabulary().own());
        prop_assert_eq!(ours::parse_within(form.as_bytes(), Terms::MAX_BYTES).unwrap().canonical(), form);
        prop_assert_eq!(Terms::parse(turned(form).as_bytes()), Err(TermsError::NotCanonical));
    }

    #[test]
    fn a_declaration_is_read_back_and_in_any_order_of_members(seed: u64) {
        let mut dice = Dice::new(seed);
        let world = World::draw(&mut dice);
        let terms = terms(&world, &mut dice);
        let processes = (0..dice.within(1, 3)).map(|_| Process {
            basis: *dice.pick(&[Basis::Consent, Basis::Contract, Basis::LegalDuty]),
            necessity: *dice.pick(&[Necessity::Required, Necessity::Optional]),
            ..process(&world, &terms, &mut dice)
        });
        let declaration = Declaration::new(processes.collect::<Vec<_>>()).unwrap();
        let form = declaration.to_json();
        prop_assert_eq!(Declaration::parse(form.as_bytes()).unwrap().to_json(), form.clone());
        for form in [turned(&form), form] {
            prop_assert_eq!(Declaration::parse(form.as_bytes()), Ok(declaration.clone()));
        }
    }

    #[test]
    fn a_request_is_read_back_and_in_any_order_of_members(seed: u64) {
        let mut dice = Dice::new(seed);
        let world = World::draw(&mut dice);
        let terms = terms(&world, &mut dice);
        let request = request(&world, &terms, &mut dice);
        let form = request.to_json();
        prop_assert_eq!(Request::parse(form.as_bytes()).unwrap().to_json(), form.clone());
        for form in [turned(&form), form] {
            prop_assert_eq!(Request::parse(form.as_bytes()), Ok(request.clone()));
        }
    }
}

/// What an error says: its code and place.
type Said = (&'static str, Option<String>);

fn said<T>(answer: Result<T, TermsError>) -> Option<Said> {
    answer.err().map(|error| (error.code().name(), error.path()))
}

/// Each row changes the first of a part of a good form into something that must be refused so, at this place.
fn refused(good: &str, parse: fn(&[u8]) -> Option<Said>, rows: &[(&str, &str, &'static str, &str)]) {
    assert_eq!(parse(good.as_bytes()), None, "{good}");
    for (from, to, code, path) in rows {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        let path = Some(*path).filter(|path| *path != "-").map(str::to_owned);
        assert_eq!(parse(bad.as_bytes()), Some((*code, path)), "{from} as {to}");
    }
}

#[test]
fn a_text_has_one_form_and_says_where_another_departs_from_it() {
    let mut draft = Draft::own();
    draft.extend(own("vrm:Tuning", &["dpv:Marketing"]));
    let news = Permission::new("news", ["pd:EmailAddress", "pd:Name"].map(word), [word("vrm:Tuning")])
        .operation([word("dpv:Use")])
        .recipient(["did:web:a.example", "vendor"].map(|name| name.parse().unwrap()))
        .keep(Keep::Days { days: 30, from: Start::Collected })
        .form(Form::Pseudonymised)
        .places(place("EU"))
        .measures([word("dpv:Encryption")])
        .during(window("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
        .ask();
    draft.permit(news).forbid(Prohibition::new("no-ads").purpose([word("dpv:Advertising")]));
    draft.duty(Duty { what: word("ieee-7012:DataDeletionRequired"), timing: Timing::After, due: None });
    let email = "\"https://w3id.org/dpv/pd#EmailAddress\"";
    let both = format!("{email},\"https://w3id.org/dpv/pd#Name\"");
    let (twice, swapped) = (format!("{email},{both}"), both.split(',').rev().collect::<Vec<_>>().join(","));
    let (one_data, all_data) = (format!("\"data\":[{both}]"), format!("\"data\":{email}"));
    let rows = [
        ("{\"dpv\"", "{ \"dpv\"", "terms-not-canonical", "-"),
        ("\"v\":1}", "\"v\":1}\n", "terms-not-canonical", "-"),
        ("\"days\":30,\"from\":\"collected\"", "\"from\":\"collected\",\"days\":30", "terms-not-canonical", "-"),
        ("\"v\":1", "\"v\":1,\"v\":1", "json-duplicate-member", "/v"),
        ("\"v\":1", "\"v\":\"1\"", "json-wrong-type", "/v"),
        ("\"v\":1", "\"v\":1.0", "json-not-whole", "/v"),
        ("\"v\":1", "\"v\":2", "terms-form-version", "/v"),
        ("\"v\":1", "\"V\":1", "json-missing-member", "/v"),
        ("\"v\":1", "\"also\":0,\"v\":1", "json-unknown-member", "/also"),
        ("\"dpv\":\"2.3\"", "\"dpv\":\"2.2\"", "terms-vocabulary-version", "/dpv"),
        ("\"dpv\":\"2.3\"", "\"dpv\":2", "json-wrong-type", "/dpv"),
        ("\"ask\":true", "\"ask\":false", "terms-not-canonical", "-"),
        ("\"ask\":true", "\"ask\":null", "json-wrong-type", "/permissions/0/ask"),
        ("\"ask\":true", "\"Ask\":true", "json-unknown-member", "/permissions/0/Ask"),
        (&both, &swapped, "terms-not-canonical", "-"),
        (&both, &twice, "terms-not-canonical", "-"),
        (&both, "", "terms-empty-dimension", "/permissions/0/data"),
        (&both, "7", "json-wrong-type", "/permissions/0/data/0"),
        (&both, "\"pd: Name\"", "vocab-malformed", "/permissions/0/data/0"),
        (&one_data, &all_data, "json-wrong-type", "/permissions/0/data"),
        (&one_data, "\"data\":null", "json-wrong-type", "/permissions/0/data"),
        ("https://w3id.org/dpv/pd#Name", "pd:Name", "terms-not-canonical", "-"),
        ("pd#Name", "pd#name", "terms-unknown-word", "/permissions/0/data"),
        ("ieee/7012#Data", "p7012#Data", "terms-not-canonical", "-"),
        ("\"operation\":[\"https://w3id.org/dpv#Use\"]", "\"operation\":[]", "terms-not-canonical", "-"),
        ("\"https://w3id.org/dpv#Encryption\"", "", "terms-not-canonical", "-"),
        ("\"https://w3id.org/dpv/loc#EU\"", "", "vocab-no-places", "/permissions/0/places"),
        ("loc#EU", "loc#EU27", "terms-not-canonical", "-"),
        ("loc#EU", "loc#eu", "terms-unknown-word", "/permissions/0/places"),
        ("https://w3id.org/vrm#vendor", "vendor", "terms-not-canonical", "-"),
        ("vrm#vendor", "vrm#Vendor", "terms-unknown-word", "/permissions/0/recipient"),
        ("did:web:a.example", "did:web:", "vocab-malformed", "/permissions/0/recipient/0"),
        ("pseudonymised", "Pseudonymised", "terms-unknown-value", "/permissions/0/form"),
        ("pseudonymised", "identified", "terms-not-canonical", "-"),
        ("\"days\":30", "\"days\":-1", "terms-out-of-range", "/permissions/0/keep/days"),
        ("\"days\":30", "\"days\":4294967296", "terms-out-of-range", "/permissions/0/keep/days"),
        ("\"days\":30,", "", "json-missing-member", "/permissions/0/keep/days"),
        ("collected", "asking", "terms-unknown-value", "/permissions/0/keep/from"),
        ("1767225600", "1767225601", "terms-bad-window", "/permissions/0/window"),
        ("1767225600", "1798761600", "terms-bad-window", "/permissions/0/window"),
        ("1767225600", "0", "terms-bad-window", "/permissions/0/window"),
        ("\"from\":1767225600,\"until\":1798761600", "", "terms-not-canonical", "-"),
        ("\"when\":\"after\"", "\"when\":\"After\"", "terms-unknown-value", "/duties/0/when"),
        ("\"id\":\"no-ads\"", "\"id\":\"news\"", "terms-repeated-id", "/prohibitions/0/id"),
        ("\"id\":\"no-ads\"", "\"id\":\"no ads\"", "terms-bad-id", "/prohibitions/0/id"),
        ("\"id\":\"no-ads\"", "\"ask\":true,\"id\":\"no-ads\"", "json-unknown-member", "/prohibitions/0/ask"),
        ("\"below\":[\"https://w3id.org/dpv#Marketing\"]", "\"below\":[]", "vocab-nothing-above", "/extends"),
        ("\"iri\":\"https://w3id.org/vrm#Tuning\"", "\"iri\":\"dpv:Use\"", "vocab-already-known", "/extends"),
        ("\"iri\":\"https://w3id.org/vrm#Tuning\"", "\"iri\":[]", "json-wrong-type", "/extends/0/iri"),
        ("\"iri\":\"https", "\"at\":0,\"iri\":\"https", "json-unknown-member", "/extends/0/at"),
        ("\"prohibitions\":[", "\"prohibitions\":[[],", "json-wrong-type", "/prohibitions/0"),
    ];
    refused(draft.finish().unwrap().machine_form(), |bytes| said(Terms::parse(bytes)), &rows);
}

const CARE: &str = r#"{"data":"pd:Name","operation":"dpv:Store","places":["FR","DE"],"purpose":"dpv:CustomerCare","recipient":"vendor"}"#;
const PROCESS: &str = r#"{"processes":[{"basis":"contract","data":["pd:Name","pd:Age"],"form":"anonymised","keep":{"days":7,"from":"collected"},"measures":"unknown","operation":["dpv:Store"],"places":["FR"],"purpose":["dpv:CustomerCare"],"recipient":["vendor"]}]}"#;

#[test]
fn a_declaration_that_is_not_as_it_must_be_says_where() {
    let row = [
        ("\"basis\":\"contract\",", "", "json-missing-member", "/processes/0/basis"),
        ("\"contract\"", "\"Contract\"", "terms-unknown-value", "/processes/0/basis"),
        ("\"contract\"", "\"unknown\"", "terms-unknown-value", "/processes/0/basis"),
        ("\"basis\"", "\"necessity\":\"maybe\",\"basis\"", "terms-unknown-value", "/processes/0/necessity"),
        ("\"basis\"", "\"because\":0,\"basis\"", "json-unknown-member", "/processes/0/because"),
        ("\"basis\"", "\"form\":\"anonymised\",\"basis\"", "json-duplicate-member", "/processes/0/form"),
        ("[\"pd:Name\",\"pd:Age\"]", "[]", "terms-empty-dimension", "/processes/0/data"),
        ("[\"pd:Name\",\"pd:Age\"]", "\"Unknown\"", "json-wrong-type", "/processes/0/data"),
        ("[\"pd:Name\",\"pd:Age\"]", "null", "json-wrong-type", "/processes/0/data"),
        ("\"pd:Age\"", "\"pd:\\u202eAge\"", "vocab-malformed", "/processes/0/data/1"),
        ("[\"vendor\"]", "[]", "terms-empty-dimension", "/processes/0/recipient"),
        ("[\"vendor\"]", "\"vendor\"", "json-wrong-type", "/processes/0/recipient"),
        ("[\"FR\"]", "[]", "vocab-no-places", "/processes/0/places"),
        ("{\"days\":7,\"from\":\"collected\"}", "7", "json-wrong-type", "/processes/0/keep"),
        ("\"anonymised\"", "\"anonymized\"", "terms-unknown-value", "/processes/0/form"),
        ("{\"processes\"", "{\"Processes\"", "json-unknown-member", "/Processes"),
        ("{\"processes\"", "{\"v\":1,\"processes\"", "json-unknown-member", "/v"),
    ];
    refused(PROCESS, |bytes| said(Declaration::parse(bytes)), &row);
    for none in ["{}", "{\"processes\":[]}"] {
        assert_eq!(said(Declaration::parse(none.as_bytes())), Some(("terms-no-process", None)));
    }
    let known = Declaration::parse(PROCESS.as_bytes()).unwrap().processes()[0].clone();
    let of = |process: Process| said(Declaration::new([known.clone(), process]));
    let at = |dimension: &str| Some(("terms-empty-dimension", Some(format!("/processes/1/{dimension}"))));
    assert_eq!(of(Process { purpose: Stated::Known([].into()), ..known.clone() }), at("purpose"));
    assert_eq!(of(Process { operation: Stated::Known([].into()), ..known.clone() }), at("operation"));
}

#[test]
fn a_request_that_is_not_as_it_must_be_says_where() {
    let rows = [
        ("\"recipient\":\"vendor\"", "\"Recipient\":\"vendor\"", "json-missing-member", "/recipient"),
        ("\"vendor\"", "[\"vendor\"]", "json-wrong-type", "/recipient"),
        ("\"vendor\"", "\"did:web\"", "vocab-malformed", "/recipient"),
        ("\"pd:Name\"", "null", "json-wrong-type", "/data"),
        ("\"pd:Name\"", "\"\"", "vocab-malformed", "/data"),
        ("{\"data\"", "{\"data\":\"pd:Age\",\"data\"", "json-duplicate-member", "/data"),
        ("{\"data\"", "{\"now\":0,\"data\"", "json-unknown-member", "/now"),
        ("{\"data\"", "{\"form\":\"Identified\",\"data\"", "terms-unknown-value", "/form"),
        ("{\"data\"", "{\"keep\":\"unknown\",\"data\"", "json-wrong-type", "/keep"),
        ("{\"data\"", "{\"keep\":{\"days\":0.5,\"from\":\"collected\"},\"data\"", "json-not-whole", "/keep/days"),
        ("{\"data\"", "{\"measures\":[[]],\"data\"", "json-wrong-type", "/measures/0"),
        ("[\"FR\",\"DE\"]", "[]", "vocab-no-places", "/places"),
        ("[\"FR\",\"DE\"]", "[\"F R\"]", "vocab-malformed", "/places/0"),
    ];
    refused(CARE, |bytes| said(Request::parse(bytes)), &rows);
}

#[test]
fn declarations_and_requests_are_read_in_other_spellings_and_written_in_one() {
    let same = |good: &str, written: fn(&[u8]) -> String, other: &[(&str, &str)]| {
        let form = written(good.as_bytes());
        assert_eq!(written(form.as_bytes()), form);
        for (from, to) in other {
            let other = good.replacen(from, to, 1);
            assert_ne!(other, good, "{from}");
            assert_eq!(written(other.as_bytes()), form, "{from} as {to}");
        }
    };
    let spellings = [
        ("\"vendor\"", "\"vrm:vendor\""),
        ("\"FR\"", "\"https://w3id.org/dpv/loc#FR\""),
        ("\"FR\"", "\"FR\",\"loc:FR\""),
        ("\"pd:Name\"", "\"https://w3id.org/dpv/pd#Name\""),
    ];
    let request = |bytes: &[u8]| Request::parse(bytes).unwrap().to_json();
    same(CARE, request, &spellings);
    same(CARE, request, &[("\"FR\",\"DE\"", "\"DE\",\"FR\""), ("{", "{\"form\":\"identified\",\"measures\":[], ")]);
    let declaration = |bytes: &[u8]| Declaration::parse(bytes).unwrap().to_json();
    same(PROCESS, declaration, &spellings);
    let stated = ("\"basis\"", "\"necessity\":\"required\",\"basis\"");
    same(PROCESS, declaration, &[("\"pd:Name\",\"pd:Age\"", "\"pd:Age\",\"pd:Name\",\"pd:Age\""), stated]);
}

/// Nothing is kept longer than without limit; a prohibition that says nothing of keeping hits however long.
#[test]
fn a_prohibition_states_how_long_as_a_permission_does_and_unlimited_is_not_stated() {
    let most = Keep::Days { days: 30, from: Start::Collected };
    let with = |rule: Prohibition| {
        let mut draft = Draft::own();
        draft.permit(Permission::new("p", [word("pd:Name")], [word("dpv:Marketing")])).forbid(rule);
        draft.finish().unwrap()
    };
    let short = with(Prohibition::new("short").keep_longer_than(30, Start::Collected));
    let none = with(Prohibition::new("none"));
    for (terms, keep) in [(&short, most), (&none, Keep::Unlimited)] {
        assert_eq!(terms.prohibitions().first().unwrap().limits().keep, keep);
        assert_eq!(&Terms::parse(terms.machine_form().as_bytes()).unwrap(), terms);
    }
    assert!(!none.machine_form().contains("keep"));
    let permits = |terms: &Terms, keep: Keep| {
        let request = Request::new(word("pd:Name"), word("dpv:Marketing"), word("dpv:Use"), Recipient::Vendor);
        terms.compile().verdict(&request.keep(keep)).effect == Effect::Permit
    };
    let longer = Keep::Days { days: 31, from: Start::Collected };
    let elsewhere = Keep::Days { days: 30, from: Start::PurposeEnd };
    for (keep, allowed) in [(most, true), (longer, false), (elsewhere, false), (Keep::Unlimited, false)] {
        assert_eq!((permits(&short, keep), permits(&none, keep)), (allowed, false), "{keep:?}");
    }
}

/// Short names grow when they are written as IRIs.
#[test]
fn what_would_be_too_long_to_read_again_is_refused() {
    let many = |count: usize| (0..count).map(|number| format!("\"EU-{number}\"")).collect::<Vec<_>>().join(",");
    let with = |form: &str, count: usize| form.replacen("\"FR\"", &many(count), 1);
    let too_long = Some(("terms-too-long", None));
    let request = |count: usize| said(Request::parse(with(CARE, count).as_bytes()));
    assert!(with(CARE, 3_000).len() < ours::LIMIT);
    assert_eq!((request(1_000), request(3_000)), (None, too_long.clone()));
    let declaration = |count: usize| said(Declaration::parse(with(PROCESS, count).as_bytes()));
    assert!(with(PROCESS, 150_000).len() < Declaration::MAX_BYTES);
    assert_eq!((declaration(50_000), declaration(150_000)), (None, too_long));
}
