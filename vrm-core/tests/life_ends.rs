//! How agreements and relationships end, and what may begin after it.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{Met, carried, line, received};
use support::negotiated::request;
use support::two::declaration;
use vrm_core::decision::{AgreementId, Effect, WhichGrants};
use vrm_core::error::Error;
use vrm_core::log::LogError;
use vrm_core::message::{MessageKind, Reply};
use vrm_core::negotiation::NegotiationState;
use vrm_core::relationship::{AgreementState, RelationshipState};
use vrm_core::terms::{Talk, Who};
use vrm_core::view::StateError;

impl Met {
    fn terminate(&mut self) -> Result<Vec<&'static str>, Error> {
        let (id, at) = (self.relationship, self.at);
        self.person.terminate(id, None, at, &mut self.random).map(|outcome| outcome.kinds)
    }
}

#[test]
fn an_agreement_ends_once() {
    let (mut met, agreement) = Met::agreed();
    let unknown = AgreementId::from_bytes([1; 32]);
    let (id, at, customer) = (met.relationship, met.at, met.customer());
    let error = met.person.end(id, unknown, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchAgreement { id: unknown }.into());
    met.person.end(id, agreement, None, at, &mut met.random).unwrap();
    assert_eq!(met.effects(&request()), [Effect::Deny, Effect::Permit]);
    carried(&mut met);
    assert_eq!(met.states(agreement), [AgreementState::Ended; 2]);
    assert_eq!([met.here().state(), met.there().state()], [RelationshipState::Inactive; 2]);
    assert!(met.here().unacknowledged().is_empty());
    let again = [
        met.person.end(id, agreement, None, at, &mut met.random),
        met.desk.end(customer, agreement, None, at, &mut met.random),
        met.person.withdraw(id, agreement, &WhichGrants::All, None, at, &mut met.random),
        met.person.renew(id, agreement, &["SD-BASE"], None, at, &mut met.random),
    ];
    for result in again {
        assert_eq!(result.unwrap_err(), StateError::NoSuchAgreement { id: agreement }.into());
    }
}

#[test]
fn both_may_end_it_at_once() {
    let (mut met, agreement) = Met::agreed();
    let (id, at, customer) = (met.relationship, met.at, met.customer());
    met.person.end(id, agreement, None, at, &mut met.random).unwrap();
    met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.states(agreement), [AgreementState::Ended; 2]);
    assert!(met.here().unacknowledged().is_empty() && met.there().unacknowledged().is_empty());
}

#[test]
fn an_end_closes_every_agreement_in_the_same_commit() {
    let agent = line(Talk::Anyone, &["SD-BASE", "PDC-GOOD"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &declaration());
    met.proffer(&["SD-BASE"]);
    met.wait(60);
    met.proffer(&["PDC-GOOD"]);
    assert_eq!(met.terminate().unwrap(), ["ended", "ended", "terminated"]);
    assert_eq!(met.here().state(), RelationshipState::Terminated);
    assert!(met.here().agreements().all(|agreed| agreed.state == AgreementState::Ended));
    assert_eq!(met.effects(&request()), [Effect::Deny, Effect::Permit]);
    assert!(matches!(met.terminate().unwrap_err(), Error::Chart(_) | Error::State(StateError::Chart(_))));
    carried(&mut met);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    assert!(met.there().agreements().all(|agreed| agreed.state == AgreementState::Ended));
    assert_eq!(met.there().state(), RelationshipState::Inactive);
    assert!(met.here().unacknowledged().is_empty());
}

#[test]
fn after_an_end_one_comes_back_as_somebody_else() {
    let (mut met, old) = Met::agreed();
    let before = (*met.here().own_keys().unwrap(), met.customer());
    met.terminate().unwrap();
    carried(&mut met);
    met.wait(3_600);
    met.proffer(&["SD-BASE"]);
    let after = *met.here().own_keys().unwrap();
    for (old, new) in [
        (before.0.sign().thumbprint(), after.sign().thumbprint()),
        (before.0.seal().thumbprint(), after.seal().thumbprint()),
        (before.0.next(), after.next()),
    ] {
        assert_ne!(old, new);
        assert_ne!(before.0.next(), new);
    }
    let customers = met.desk.customers().unwrap();
    assert_eq!(customers.len(), 2);
    let new = customers.into_iter().find(|customer| *customer != before.1).unwrap();
    assert_eq!(met.here().state(), RelationshipState::Active);
    let effects = [new, before.1].map(|customer| met.desk.decide(customer, &request(), met.at).unwrap().effect());
    assert_eq!(effects, [Effect::Permit, Effect::Deny]);
    assert_eq!(met.here().agreement(&old).unwrap().state, AgreementState::Ended);
    assert_eq!(met.person.decide(&met.shop, &request(), met.at).unwrap().effect(), Effect::Permit);
}

#[test]
fn what_waits_is_refused_when_it_ends() {
    for theirs in ["SD-BASE", "SD-BASE-A"] {
        let mine = line(Talk::Anyone, &["SD-BASE", "SD-BASE-A"], Who::Me);
        let mut met = Met::with(&mine, &line(Talk::Anyone, &[theirs], Who::Agent), &declaration());
        met.proffer(&["SD-BASE"]);
        met.terminate().unwrap();
        assert!(met.here().negotiation().unwrap().is_over());
        carried(&mut met);
        assert!(met.there().negotiation().unwrap().is_over());
        let error = met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap_err();
        assert_eq!(error, StateError::NoNegotiation.into());
        // And a new one may begin at once.
        met.proffer(&["SD-BASE"]);
        assert_eq!(met.desk.customers().unwrap().len(), 2);
    }
}

#[test]
fn an_answer_to_a_proffer_that_was_broken_off_comes_to_nothing() {
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &declaration());
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    met.terminate().unwrap();
    assert_eq!(met.here().negotiation().unwrap().state(), NegotiationState::Terminated);
    received(met.at_desk(&proffer.bytes));
    let document = met.their_letter();
    assert_eq!(met.person_refuses(&document.bytes), StateError::NoNegotiation.into());
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
}

#[test]
fn a_signature_cannot_be_taken_back() {
    let agent = line(Talk::Anyone, &["SD-BASE", "SD-BASE-A"], Who::Agent);
    let mut met = Met::with(&agent, &line(Talk::Anyone, &["SD-BASE-A"], Who::Agent), &declaration());
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    received(met.at_desk(&proffer.bytes));
    let counter = met.their_letter();
    received(met.at_person(&counter.bytes));
    let head = met.person.head();
    assert_eq!(met.terminate().unwrap_err(), StateError::Negotiating.into());
    assert_eq!(met.person.head(), head);
    carried(&mut met);
    met.terminate().unwrap();
}

#[test]
fn nothing_is_done_in_a_relationship_that_ended() {
    let (mut met, agreement) = Met::agreed();
    met.terminate().unwrap();
    let (id, at, all) = (met.relationship, met.at, WhichGrants::All);
    let question = vrm_core::keys::SignedId::from_bytes([1; 32]);
    let random = &mut met.random;
    assert!(met.person.withdraw(id, agreement, &all, None, at, random).is_err());
    assert!(met.person.accept(id, None, at, random).is_err());
    assert!(met.person.refuse(id, None, at, random).is_err());
    assert!(met.person.answer(id, question, Reply::No, None, at, random).is_err());
    assert!(met.person.renew(id, agreement, &["SD-BASE"], None, at, random).is_err());
}

#[test]
fn a_desk_ends_it_too() {
    let (mut met, agreement) = Met::agreed();
    let (customer, at) = (met.customer(), met.at);
    let done = met.desk.terminate(customer, None, at, &mut met.random).unwrap();
    assert_eq!(done.said.iter().map(|sent| sent.kind).collect::<Vec<_>>(), [MessageKind::Ended]);
    assert_eq!(met.effects(&request()), [Effect::Permit, Effect::Deny]);
    carried(&mut met);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    assert_eq!(met.states(agreement), [AgreementState::Ended; 2]);
    assert_eq!([met.here().state(), met.there().state()], [RelationshipState::Inactive, RelationshipState::Terminated]);
    assert!(met.desk.terminate(customer, None, at, &mut met.random).is_err());
    // The same persona is not talked to any more; a fresh one is somebody new.
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [NegotiationState::NegotiationRefused; 2]);
    met.terminate().unwrap();
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.here().negotiation().unwrap().state(), NegotiationState::Accepted);
    assert_eq!(met.desk.customers().unwrap().len(), 2);
}

#[test]
fn a_closed_life_does_nothing_more() {
    let (mut met, agreement) = Met::agreed();
    let (id, at) = (met.relationship, met.at);
    met.person.close_life(None, at, &mut met.random).unwrap();
    let head = met.person.head();
    assert_eq!(met.terminate().unwrap_err(), StateError::Closed.into());
    let error = met.person.end(id, agreement, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::Closed.into());
    let customer = met.customer();
    met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
    let ended = met.their_letter();
    let error = met.person.receive(&ended.bytes, at, &mut met.random).unwrap_err();
    assert_eq!((error, met.person.head()), (StateError::Closed.into(), head));
    // Decisions stay as they were.
    assert_eq!(met.effects(&request())[0], Effect::Permit);
}

#[test]
fn erasing_needs_an_end_first() {
    let (mut met, _) = Met::agreed();
    let (id, at) = (met.relationship, met.at);
    let error = met.person.erase(id, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::InForce.into());
    met.terminate().unwrap();
    // The vendor has to learn of the end.
    assert_eq!(met.person.erase(id, None, at, &mut met.random).unwrap_err(), StateError::LettersWait.into());
    let letter = met.my_letter();
    met.person.erase(id, None, at, &mut met.random).unwrap();
    let view = met.person.view();
    assert_eq!(view.relationship(id).unwrap_err(), StateError::NoSuchRelationship { id });
    assert_eq!(view.tombstones().map(|(stream, _)| stream).collect::<Vec<_>>(), [id]);
    let error = met.person.erase(id, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchRelationship { id }.into());
    assert_eq!(met.person.resend(letter.id).unwrap_err(), LogError::NoSuchLetter.into());
    // What still comes is for nobody here.
    received(met.at_desk(&letter.bytes));
    let seen = met.their_letter();
    met.person_refuses(&seen.bytes);
}
