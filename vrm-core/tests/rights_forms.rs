//! Claims, answers and incidents as they are written: a member where it has no place is refused by name, and by path.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::hostile::{object, part_value, resigned};
use support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::history::Entry;
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
fn all_but_a_full_answer_has_a_reason() {
    for outcome in ["part", "refused", "needs-more", "extended"] {
        assert_eq!(read(ANSWER, &[("outcome", outcome.into())], &[]), None);
        refused(ANSWER, &[("outcome", outcome.into())], &["reason"], Code::JsonMissingMember, "/reason");
    }
    assert_eq!(read(ANSWER, &[("outcome", "full".into())], &["reason"]), None);
    refused(ANSWER, &[("outcome", "full".into())], &[], Code::JsonUnknownMember, "/reason");
    refused(ANSWER, &[("outcome", "done".into())], &[], Code::FormUnknownValue, "/outcome");
    refused(ANSWER, &[("reason", "".into())], &[], Code::RightsStatement, "/reason");
    refused(ANSWER, &[("reason", "x".repeat(2049).into())], &[], Code::RightsStatement, "/reason");
}

#[test]
fn a_copy_of_data_comes_with_an_answer_in_full_or_in_part() {
    let value = |data: &str| one("data", format!("https://w3id.org/dpv/pd#{data}")).with("value", "x");
    let copy = |values: Vec<Object>| ("data", Value::from(values.into_iter().map(Value::from).collect::<Vec<_>>()));
    assert_eq!(read(ANSWER, &[copy(vec![value("Name")])], &[]), None);
    assert_eq!(read(ANSWER, &[("outcome", "full".into()), copy(vec![value("Name")])], &["reason"]), None);
    for outcome in ["refused", "needs-more", "extended"] {
        let with = [("outcome", outcome.into()), copy(vec![value("Name")])];
        refused(ANSWER, &with, &[], Code::JsonUnknownMember, "/data");
    }
    refused(ANSWER, &[copy(vec![])], &[], Code::FormEmpty, "/data");
    refused(ANSWER, &[copy(vec![value("Name").with("hash", "ab")])], &[], Code::JsonUnknownMember, "/data/0/hash");
    refused(ANSWER, &[copy(vec![one("value", "x")])], &[], Code::JsonMissingMember, "/data/0/data");
    refused(ANSWER, &[("data", Value::Object(Object::new()))], &[], Code::JsonWrongType, "/data");
    // A set is in order, and holds nothing twice.
    let (name, email) = (value("Name"), value("EmailAddress"));
    assert_eq!(read(ANSWER, &[copy(vec![email.clone(), name.clone()])], &[]), None);
    assert!(read(ANSWER, &[copy(vec![name.clone(), email])], &[]).is_some());
    assert!(read(ANSWER, &[copy(vec![name.clone(), name])], &[]).is_some());
}

/// What has values of the person's in it is no text that an event keeps, whoever wrote it down.
#[test]
fn no_event_keeps_a_proof_or_a_copy() {
    let mut two = Two::new(8);
    let proof = two.text(REQUEST);
    let without = two.kept_text(REQUEST);
    let answer = two.text(ANSWER);
    let value = one("data", "https://w3id.org/dpv/pd#Name").with("value", "x");
    let said = part_value(&answer, 1);
    let copy = resigned(two.shop.sign(), &answer, |_| {
        let form = object(&said).with("data", vec![Value::from(value.clone())]);
        Value::Object(form).canonical()
    });
    let event = |kind: &str, text: &str| {
        let body = Object::new().with("by", "person").with("text", text);
        let form = Object::new().with("v", 1).with("stream", "00".repeat(16)).with("n", 1).with("at", 1_772_357_400);
        Entry::parse(Value::Object(form.with("kind", kind).with("body", body)).canonical().as_bytes())
    };
    assert!(event("right-claimed", &without).is_ok() && event("right-answered", &answer).is_ok());
    for (kind, text) in [("right-claimed", proof), ("right-answered", copy)] {
        let error = event(kind, &text).unwrap_err();
        assert_eq!((error.code(), error.path().as_deref()), (Code::FormUnknownValue, Some("/body/text")));
    }
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
