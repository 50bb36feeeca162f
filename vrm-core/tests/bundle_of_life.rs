//! What a person can show of an agreement, out of its life.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeMap;
use support::carried::{Lived, import};
use vrm_core::agreement::Role;
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::dispute::{Bundle, Label, Subject};
use vrm_core::error::{Code, Fault};
use vrm_core::message::MessageKind;

#[test]
fn everything_that_was_signed_is_labelled_as_who_signed_it() {
    let mut lived = Lived::new(1);
    lived.carry_again();
    let bundle = lived.person.bundle(lived.relationship, &lived.agreement).unwrap();
    let bundle = Bundle::parse(bundle.to_json().unwrap().as_bytes()).unwrap();
    let findings = bundle.verify(lived.at);
    assert_eq!((findings.agreement, findings.late), (Some(lived.agreement), None));
    let mut said: BTreeMap<(MessageKind, Label), usize> = BTreeMap::new();
    let (mut texts, mut rotations, mut covered) = (0, 0, 0);
    for statement in findings.statements {
        assert_eq!(statement.doubt, None, "{:?}", statement.subject);
        assert_ne!(statement.label, Label::Asserted);
        match statement.subject {
            Subject::Message { read, .. } => *said.entry((read.unwrap().kind, statement.label)).or_default() += 1,
            Subject::Machine | Subject::Text { .. } => texts += 1,
            Subject::Rotation { .. } => rotations += 1,
            Subject::Stream { of, covered: n, .. } => {
                assert_eq!((of, statement.label), (Role::Person, Label::Person));
                covered = n;
            }
            _ => {}
        }
    }
    assert_eq!((texts, rotations), (5, 2), "rules, plain and legal texts in two languages; one rotation of each side");
    assert!(covered > 0, "as far as the person has acknowledged");
    let kinds = |label| said.keys().filter(|(_, by)| *by == label).map(|(kind, _)| *kind).collect::<Vec<_>>();
    let person = [
        MessageKind::Proffer,
        MessageKind::Signature,
        MessageKind::Answer,
        MessageKind::Withdrawal,
        MessageKind::Pause,
        MessageKind::Resume,
        MessageKind::Seen,
    ];
    assert_eq!(kinds(Label::Person), person);
    let vendor = [MessageKind::Profile, MessageKind::Signature, MessageKind::Ask, MessageKind::Seen];
    assert_eq!(kinds(Label::Vendor), vendor);
}

/// The bundle is about one agreement, and names nobody else.
#[test]
fn nothing_else_of_the_life_is_in_it() {
    let lived = Lived::new(2);
    let file = lived.person.bundle(lived.relationship, &lived.agreement).unwrap().to_json().unwrap();
    let view = lived.person.view();
    let other = view.relationships().find(|between| between.id() != lived.relationship).unwrap();
    for private in [other.vendor().as_str(), "Mein Laden", "no-ads", "no-profile", lived.gone.as_str()] {
        assert!(!file.contains(private), "{private}");
    }
}

#[test]
fn it_is_the_same_wherever_the_life_went() {
    let lived = Lived::new(3);
    let export = lived.person.danger_export().unwrap();
    let elsewhere = import(export.danger_expose().as_bytes(), 4).0.unwrap();
    let bundle = |person: &vrm_core::person::Person| person.bundle(lived.relationship, &lived.agreement).unwrap();
    assert_eq!(bundle(&elsewhere).to_json(), bundle(&lived.person).to_json());
}

#[test]
fn what_was_not_agreed_has_no_bundle() {
    let lived = Lived::new(5);
    let nothing = AgreementId::from_bytes([7; 32]);
    let error = |stream: StreamId, agreement| lived.person.bundle(stream, &agreement).unwrap_err().code();
    assert_eq!(error(lived.relationship, nothing), Code::StateNoSuchAgreement);
    assert_eq!(error(lived.erased, lived.agreement), Code::StateNoSuchRelationship);
}
