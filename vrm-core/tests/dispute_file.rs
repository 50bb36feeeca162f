//! The bundle as a file: what is read, what is refused, and that no byte of it is without weight.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use proptest::prelude::*;
use std::sync::LazyLock;
use support::disputed::{History, audit, labels, seen, whole_life, withdrawal};
use support::parties::{Two, after, base_entry};
use vrm_core::agreement::Role;
use vrm_core::dispute::{Bundle, Findings, Label, Statement, Subject};
use vrm_core::error::Fault;
use vrm_core::form::FormError;
use vrm_core::json::{JsonError, Object, Value, ours};

/// Everything there can be in a bundle, in as few bytes as it goes.
fn small() -> Bundle {
    let mut two = Two::named("small");
    let agreement = two.agreement();
    let history = History::new(Role::Person, 2);
    let (rotation, _) = two.rotate(Role::Person, after(600));
    let seen = two.say(Role::Person, seen(history.head(2)), after(660));
    let bundle = Bundle::of(&agreement).with_rotation(rotation.as_str()).with_message(seen.as_str());
    let bundle = bundle.with_stream(history.of, history.id, history.commitments());
    bundle.with_event(history.events[1].clone())
}

fn form(bundle: &Bundle) -> Object {
    match ours::parse_within(bundle.to_json().unwrap().as_bytes(), Bundle::MAX_BYTES).unwrap() {
        Value::Object(form) => form,
        _ => panic!("no object"),
    }
}

fn parse(form: Object) -> Result<Bundle, FormError> {
    Bundle::parse(Value::Object(form).canonical().as_bytes())
}

#[test]
fn what_is_written_is_read() {
    let mut two = Two::named("empty");
    let empty = Bundle::of(&two.agreement());
    let half = Bundle::of_half(&two.document().sign(two.shop.sign(), after(0)).unwrap());
    for bundle in [empty, half, small(), whole_life(&mut two)] {
        let file = bundle.to_json().unwrap();
        let read = Bundle::parse(file.as_bytes()).unwrap();
        assert!(read == bundle);
        assert_eq!(read.to_json().unwrap(), file);
        assert_eq!(audit(&read), audit(&bundle));
        // In another order and with space between, it says the same.
        let Value::Object(form) = ours::parse_within(file.as_bytes(), Bundle::MAX_BYTES).unwrap() else { panic!() };
        let members = form.iter().collect::<Vec<_>>().into_iter().rev();
        let members: Vec<String> = members.map(|(name, value)| format!("\"{name}\" : {}", value.canonical())).collect();
        assert!(Bundle::parse(format!("{{\n {} }}\n", members.join(",\n")).as_bytes()).unwrap() == bundle);
    }
}

#[test]
fn members_are_closed_and_all_there() {
    let whole = form(&whole_life(&mut Two::named("members")));
    let places = whole.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(places.len(), 9);
    for name in places {
        let mut without = Object::new();
        for (member, value) in whole.iter().filter(|(member, _)| *member != name) {
            without = without.with(member, value.clone());
        }
        let error = parse(without).unwrap_err();
        assert!(matches!(error, FormError::Json(JsonError::Missing { .. })), "{name}: {error:?}");
        assert_eq!(error.path(), Some(format!("/{name}")));
    }
    let error = parse(whole.clone().with("verdict", "guilty")).unwrap_err();
    assert!(matches!(error, FormError::Json(JsonError::Unknown { .. })), "{error:?}");
    for (name, inner) in [("terms", None), ("streams", Some(0)), ("events", Some(0))] {
        let more = |value: &Value| match value {
            Value::Object(object) => Value::Object(object.clone().with("more", 1)),
            _ => panic!("no object"),
        };
        let changed = match (whole.get(name).unwrap(), inner) {
            (Value::Array(items), Some(at)) => [vec![more(&items[at])], items[1..].to_vec()].concat().into(),
            (value, _) => more(value),
        };
        let error = parse(whole.clone().with(name, changed)).unwrap_err();
        assert!(matches!(error, FormError::Json(JsonError::Unknown { .. })), "{name}: {error:?}");
    }
}

#[test]
fn wrong_values_are_refused_with_their_place() {
    let file = whole_life(&mut Two::named("values")).to_json().unwrap();
    for (old, new, place) in [
        (r#""ctx":"vrm-dispute""#, r#""ctx":"vrm-agreement""#, "/ctx"),
        (r#""ctx":"vrm-dispute""#, r#""ctx":1"#, "/ctx"),
        (r#""v":1}"#, r#""v":2}"#, "/v"),
        (r#""v":1}"#, r#""v":"1"}"#, "/v"),
        (r#""payload":""#, r#""payload":7,"#, ""),
        (r#""n":1,"of":"person""#, r#""n":0,"of":"person""#, "/events/0/n"),
        (r#""n":1,"of":"person""#, r#""n":-1,"of":"person""#, "/events/0/n"),
        (r#""n":1,"of":"person""#, r#""n":"1","of":"person""#, "/events/0/n"),
        (r#""n":1,"of":"person""#, r#""n":1.0,"of":"person""#, "/events/0/n"),
        (r#""n":1,"of":"person""#, r#""n":1,"of":"Person""#, "/events/0/of"),
        (r#""n":1,"of":"person""#, r#""n":1,"of":"both""#, "/events/0/of"),
        (r#""n":1,"of":"person""#, r#""n":1,"of":null"#, "/events/0/of"),
        (r#""salt":"01"#, r#""salt":"0"#, "/events/0/salt"),
        (r#""salt":"01"#, r#""salt":"0g"#, "/events/0/salt"),
        (r#""id":"01"#, r#""id":"0101"#, "/streams/0/id"),
        (r#""commitments":[""#, r#""commitments":["A"#, "/streams/0/commitments/0"),
        (r#""commitments":["#, r#""commitments":[1,"#, "/streams/0/commitments/0"),
        (r#""messages":["#, r#""messages":[{},"#, "/messages/0"),
        (r#""rotations":["#, r#""rotations":[null,"#, "/rotations/0"),
        (r#""signatures":["#, r#""signatures":[true,"#, "/signatures/0"),
        (r#""plain":{"#, r#""plain":{"de":1,"#, "/terms/plain/de"),
    ] {
        let changed = file.replacen(old, new, 1);
        assert_ne!(changed, file, "{old}");
        let error = Bundle::parse(changed.as_bytes()).err().unwrap_or_else(|| panic!("{new} is taken"));
        if !place.is_empty() {
            assert_eq!(error.path().as_deref(), Some(place), "{new}: {error}");
        }
    }
    for text in ["", "null", "[]", "{}", "\"vrm-dispute\"", "{\"ctx\":\"vrm-dispute\",\"ctx\":\"vrm-dispute\"}"] {
        assert!(Bundle::parse(text.as_bytes()).is_err(), "{text}");
    }
    assert!(Bundle::parse(&[file.as_bytes(), b"x"].concat()).is_err());
    assert!(Bundle::parse(&file.as_bytes()[..file.len() - 1]).is_err());
}

#[test]
fn a_bundle_has_an_end() {
    let file = small().to_json().unwrap();
    let padded = |length: usize| file.clone() + &" ".repeat(length - file.len());
    assert!(Bundle::parse(padded(Bundle::MAX_BYTES).as_bytes()).unwrap() == small());
    let error = Bundle::parse(padded(Bundle::MAX_BYTES + 1).as_bytes()).unwrap_err();
    let (length, limit) = (Bundle::MAX_BYTES + 1, Bundle::MAX_BYTES);
    assert_eq!(error, FormError::Json(JsonError::TooLong { length, limit }));
}

#[test]
fn a_long_relationship_fits() {
    let mut two = Two::named("long");
    let agreement = two.agreement();
    let history = History::new(Role::Person, 200);
    let mut bundle = Bundle::of(&agreement).with_texts(base_entry());
    for n in 1..=100 {
        bundle = bundle.with_message(two.say(Role::Person, withdrawal(&agreement, n), after(600)).as_str());
    }
    bundle = bundle.with_stream(history.of, history.id, history.commitments());
    let findings = audit(&Bundle::parse(bundle.to_json().unwrap().as_bytes()).unwrap());
    assert_eq!(findings.statements.iter().filter(|statement| statement.label == Label::Person).count(), 100);
}

/// What a statement is about, but for what was found out of it.
fn place(statement: &Statement) -> String {
    match &statement.subject {
        Subject::Message { index, .. } => format!("message {index}"),
        Subject::Stream { index, .. } => format!("stream {index}"),
        Subject::Event { index, .. } => format!("event {index}"),
        Subject::Text { layer, .. } => format!("{layer:?}"),
        Subject::Agreement { .. } => "agreement".to_owned(),
        subject => format!("{subject:?}"),
    }
}

/// The law of the file, for an honest bundle in which every statement is signed and every commitment is covered:
/// change any one byte, and the file is refused, or at least one statement that was signed is merely asserted or gone;
/// and every other keeps its label, or that of one of the two when the other's signature over the agreement is spoiled.
/// No statement gains a signer, or another.
fn is_found(before: &Findings, bytes: &[u8], what: usize) {
    let Ok(bundle) = Bundle::parse(bytes) else { return };
    let after = audit(&bundle);
    assert_ne!(labels(&after), labels(before), "byte {what} is without weight");
    for statement in &after.statements {
        let Subject::Signature { .. } = statement.subject else {
            let same = before.statements.iter().filter(|other| place(other) == place(statement));
            let was: Vec<Label> = same.map(|other| other.label).collect();
            let less = |was: &Label| *was == Label::Both && statement.label != Label::Both;
            let kept = was.contains(&statement.label) || statement.label == Label::Asserted;
            assert!(kept || was.iter().any(less), "byte {what}: {statement:?} was {was:?}");
            continue;
        };
        assert_eq!(statement.label, Label::Asserted);
    }
    assert!(after.agreement.is_none() || after.agreement == before.agreement, "byte {what}");
}

/// Every byte of a small bundle, each changed in one bit; which bit goes round. Inside of the long texts, which are
/// signed as wholes, every 61st.
#[test]
fn no_byte_is_without_weight() {
    let bundle = small();
    let before = audit(&bundle);
    let mut file = bundle.to_json().unwrap().into_bytes();
    let quotes = file.windows(2).enumerate().filter(|(_, pair)| pair[0] != b'\\' && pair[1] == b'"');
    let quotes = quotes.map(|(index, _)| index + 1);
    let quotes: Vec<usize> = [0].into_iter().chain(quotes).chain([file.len()]).collect();
    for part in quotes.windows(2) {
        let step = if part[1] - part[0] > 200 { 61 } else { 1 };
        for index in (part[0]..part[1]).step_by(step) {
            let bit = 1 << (index % 7);
            file[index] ^= bit;
            is_found(&before, &file, index);
            file[index] ^= bit;
        }
    }
}

static LIFE: LazyLock<(Findings, Vec<u8>)> = LazyLock::new(|| {
    let bundle = whole_life(&mut Two::named("life"));
    (audit(&bundle), bundle.to_json().unwrap().into_bytes())
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any byte of a whole life, changed to any other.
    #[test]
    fn no_byte_gives_a_signer(at in any::<prop::sample::Index>(), other in any::<u8>()) {
        let (before, mut file) = LIFE.clone();
        let at = at.index(file.len());
        prop_assume!(file[at] != other);
        file[at] = other;
        is_found(&before, &file, at);
    }
}
