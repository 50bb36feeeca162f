//! Claims, answers and incidents as they are written: a member where it has no place is refused by name, and by path.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::hostile::{object, part_value, resigned};
use support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value};
use vrm_core::message::MessageKind;

const REQUEST: MessageKind = MessageKind::RightsRequest;
const ANSWER: MessageKind = MessageKind::RightsAnswer;
const INCIDENT: MessageKind = MessageKind::Incident;

/// A text with these members, and without those.
fn read(kind: MessageKind, with: &[(&'static str, Value)], without: &[&str]) -> Option<(Code, String)> {
    let mut two = Two::new(8);
    let text = two.text(kind);
    let kept: Vec<(String, Value)> = object(&part_value(&text, 1))
        .iter()
        .filter(|(name, _)| !without.contains(name) && with.iter().all(|(other, _)| other != name))
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    let form = kept.into_iter().fold(Object::new(), |form, (name, value)| form.with(name, value));
    let form = with.iter().fold(form, |form, (name, value)| form.with(*name, value.clone()));
    let signed = resigned(two.shop.sign(), &text, |_| Value::Object(form).canonical());
    two.read(kind, signed).err().map(|error| (error.code(), error.path().unwrap_or_default()))
}

fn refused(kind: MessageKind, with: &[(&'static str, Value)], without: &[&str], code: Code, path: &str) {
    assert_eq!(read(kind, with, without), Some((code, path.to_owned())), "{with:?} {without:?}");
}

fn one(name: &'static str, value: impl Into<Value>) -> Object {
    Object::new().with(name, value)
}

#[test]
fn a_request_is_the_claim_an_addition_or_a_withdrawal() {
    assert_eq!(read(REQUEST, &[], &[]), None);
    assert_eq!(read(REQUEST, &[], &["proof"]), None);
    assert_eq!(read(REQUEST, &[], &["answers", "proof"]), None);
    assert_eq!(read(REQUEST, &[("withdrawn", true.into())], &["proof"]), None);
    let unknown = Code::JsonUnknownMember;
    refused(REQUEST, &[], &["answers"], unknown, "/proof");
    refused(REQUEST, &[("withdrawn", true.into())], &[], unknown, "/proof");
    refused(REQUEST, &[("withdrawn", true.into())], &["answers", "proof"], Code::JsonMissingMember, "/answers");
    refused(REQUEST, &[("withdrawn", false.into())], &["proof"], Code::FormUnknownValue, "/withdrawn");
}

#[test]
fn a_claim_is_of_a_right_that_its_law_gives_and_over_something() {
    refused(REQUEST, &[("right", "no-sale-or-sharing".into())], &[], Code::RightsNotInLaw, "/right");
    refused(REQUEST, &[("right", "Access".into())], &[], Code::FormUnknownValue, "/right");
    refused(REQUEST, &[("law", "pipeda".into())], &[], Code::FormUnknownValue, "/law");
    let scope = |scope: Object| [("scope", Value::Object(scope))];
    refused(REQUEST, &scope(Object::new()), &[], Code::JsonMissingMember, "/scope/all");
    refused(REQUEST, &scope(one("all", false)), &[], Code::FormUnknownValue, "/scope/all");
    refused(REQUEST, &scope(one("data", Vec::<Value>::new())), &[], Code::FormEmpty, "/scope/data");
    refused(REQUEST, &scope(one("agreement", "ab")), &[], Code::FormHex, "/scope/agreement");
    let both = one("data", vec![Value::from("https://w3id.org/dpv/pd#Name")]).with("all", true);
    refused(REQUEST, &scope(both), &[], Code::JsonUnknownMember, "/scope/all");
    assert_eq!(read(REQUEST, &scope(one("all", true)), &[]), None);
}

#[test]
fn all_but_a_full_answer_has_a_reason_and_none_has_data() {
    for outcome in ["part", "refused", "needs-more", "extended"] {
        assert_eq!(read(ANSWER, &[("outcome", outcome.into())], &[]), None);
        refused(ANSWER, &[("outcome", outcome.into())], &["reason"], Code::JsonMissingMember, "/reason");
    }
    assert_eq!(read(ANSWER, &[("outcome", "full".into())], &["reason"]), None);
    refused(ANSWER, &[("outcome", "full".into())], &[], Code::JsonUnknownMember, "/reason");
    refused(ANSWER, &[("outcome", "done".into())], &[], Code::FormUnknownValue, "/outcome");
    refused(ANSWER, &[("reason", "".into())], &[], Code::RightsStatement, "/reason");
    refused(ANSWER, &[("reason", "x".repeat(2049).into())], &[], Code::RightsStatement, "/reason");
    refused(ANSWER, &[("data", Value::Object(Object::new()))], &[], Code::JsonUnknownMember, "/data");
}

#[test]
fn an_incident_says_what_when_and_of_which_data() {
    assert_eq!(read(INCIDENT, &[], &[]), None);
    for name in ["agreement", "at", "what", "data"] {
        refused(INCIDENT, &[], &[name], Code::JsonMissingMember, &format!("/{name}"));
    }
    refused(INCIDENT, &[("at", 1_772_357_401.into())], &[], Code::FormNotAMinute, "/at");
    refused(INCIDENT, &[("what", "".into())], &[], Code::RightsStatement, "/what");
    refused(INCIDENT, &[("data", Vec::<Value>::new().into())], &[], Code::FormEmpty, "/data");
}
