//! What follows on claims and incidents as Kotlin and Swift have it: single values forgotten, proofs, copies of data, an
//! authority, and incidents that each side notes for itself.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod clinic;
mod host;

use clinic::{ADDRESS, Met, clinic, new_item, said, word};
use host::{at, now};
use vrm::core::keys::SignedId;
use vrm::core::message::Jti;
use vrm::mobile::VrmError;
use vrm::value::{Disclosed, Incident, IncidentState, Law, Outcome, Right, RightsOutcome, RightsState};

fn name(outcome: Result<impl std::fmt::Debug, VrmError>) -> String {
    said(outcome.unwrap_err()).0
}

fn nothing() -> SignedId {
    SignedId::from_bytes([5; 32])
}

fn because(reason: &str) -> String {
    reason.to_owned()
}

impl Met {
    fn claimed(&self, right: Right) -> SignedId {
        let claim = self.claim(right, Law::Gdpr).unwrap().said[0].id.unwrap();
        self.carried();
        claim
    }

    fn answered(&self, claim: SignedId, outcome: RightsOutcome) -> Outcome {
        let outcome = self.desk.answer_right(self.customer, claim, outcome, None, now()).unwrap();
        self.carried();
        outcome
    }

    fn stands(&self, claim: SignedId) -> vrm::value::Claimed {
        self.person.view().unwrap().right(self.relationship, claim, now()).unwrap().unwrap()
    }
}

#[test]
fn single_values_are_forgotten_on_the_side_that_forgets_them() {
    let met = clinic();
    let (person, relationship) = (&met.person, met.relationship);
    let item = person.store_item(new_item("pd:EmailAddress", ADDRESS), None, now()).unwrap().item.unwrap();
    let other = person.store_item(new_item("pd:EmailAddress", "\"2\""), None, now()).unwrap().item.unwrap();
    let given = person.give(relationship, met.grant("pd:EmailAddress"), vec![item, other], None, now()).unwrap();
    let letter = given.said[0].letter;
    met.carried();
    let unknown = Jti::from_bytes([1; 16]);
    assert_eq!(name(person.forget_values(relationship, unknown, vec![0], None, now())), "vault-no-such-disclosure");
    assert_eq!(name(met.desk.forget_values(met.customer, unknown, vec![0], None, now())), "vault-no-such-disclosure");
    assert_eq!(name(person.forget_values(relationship, letter, vec![2], None, now())), "vault-deleted");

    assert_eq!(person.disclosed(relationship, letter).unwrap().len(), 2);
    person.forget_values(relationship, letter, vec![0], None, now()).unwrap();
    assert_eq!(person.disclosed(relationship, letter).unwrap().len(), 1);
    let here = person.view().unwrap().disclosure(relationship, letter).unwrap().unwrap();
    assert_eq!(here.items.iter().map(|value| value.kept).collect::<Vec<_>>(), [false, true]);
    assert_eq!(name(person.forget_values(relationship, letter, vec![0], None, now())), "vault-deleted");
    // The vendor keeps what it has, until it forgets too.
    assert_eq!(met.desk.disclosed(met.customer, letter).unwrap().len(), 2);
    met.desk.forget_values(met.customer, letter, vec![0, 1], None, now()).unwrap();
    assert_eq!(name(met.desk.disclosed(met.customer, letter)), "vault-deleted");
}

#[test]
fn a_proof_is_read_by_the_two_sides_and_by_nobody_else() {
    let met = clinic();
    let claim = met.claimed(Right::Access);
    let answer = met.answered(claim, RightsOutcome::NeedsMore { reason: because("who asks?") }).said[0].id.unwrap();
    let unknown = Jti::from_bytes([1; 16]);
    assert_eq!(name(met.person.proof(met.relationship, unknown)), "vault-no-such-disclosure");
    assert_eq!(name(met.desk.proof(met.customer, unknown)), "vault-no-such-disclosure");
    let proof = "passport 7012-X, born in Bern".to_owned();
    let completed = met.person.complete_claim(met.relationship, answer, Some(proof.clone()), None, now()).unwrap();
    met.carried();
    let letter = met.stands(claim).additions[0].letter;
    assert_eq!(letter, completed.said[0].letter);
    assert_eq!(met.person.proof(met.relationship, letter).unwrap(), proof);
    assert_eq!(met.desk.proof(met.customer, letter).unwrap(), proof);
    assert!(!format!("{:?}", met.stands(claim)).contains("7012"));
    met.person.forget_data(met.relationship, letter, None, now()).unwrap();
    assert_eq!(name(met.person.proof(met.relationship, letter)), "vault-deleted");
}

#[test]
fn a_copy_answers_access_and_is_forgotten() {
    let met = clinic();
    let data = || vec![Disclosed { data: word("pd:Name"), value: "\"Mara Keller\"".into() }];
    let give = |claim, outcome, data| met.desk.give_copy(met.customer, claim, outcome, data, None, now());
    let (erasure, access) = (met.claimed(Right::Erasure), met.claimed(Right::Access));
    assert_eq!(name(give(nothing(), RightsOutcome::Full, data())), "state-no-such-claim");
    assert_eq!(name(give(erasure, RightsOutcome::Full, data())), "state-no-copy");
    assert_eq!(name(give(access, RightsOutcome::Refused { reason: because("no") }, data())), "state-no-copy");
    assert_eq!(name(give(access, RightsOutcome::Full, vec![])), "vault-nothing-to-give");
    let wrong = vec![Disclosed { data: word("pd:Name"), value: "no JSON".into() }];
    assert_eq!(name(give(access, RightsOutcome::Full, wrong)), "json-syntax");
    assert_eq!(name(met.person.copy(met.relationship, Jti::from_bytes([1; 16]))), "vault-no-such-disclosure");

    let outcome = give(access, RightsOutcome::Full, data()).unwrap();
    assert_eq!(outcome.said[0].id, None, "a hash of the values would tell them");
    met.carried();
    let reply = met.stands(access).replies.remove(0);
    assert_eq!((reply.letter, reply.kept, reply.copy.len()), (outcome.said[0].letter, true, 1));
    assert_eq!(met.person.copy(met.relationship, reply.letter).unwrap(), data());
    assert_eq!(met.desk.copy(met.customer, reply.letter).unwrap(), data());
    met.person.forget_data(met.relationship, reply.letter, None, now()).unwrap();
    assert_eq!(name(met.person.copy(met.relationship, reply.letter)), "vault-deleted");
    assert!(!met.stands(access).replies[0].kept);
}

#[test]
fn a_claim_is_escalated_once_the_vendor_did_not_do_all_of_it() {
    let met = clinic();
    let escalate = |claim, now| met.person.escalate_claim(met.relationship, claim, None, now);
    assert_eq!(name(escalate(nothing(), now())), "state-no-such-claim");
    let claim = met.claimed(Right::Access);
    assert_eq!(name(escalate(claim, now())), "chart-no-such-move");
    met.answered(claim, RightsOutcome::Refused { reason: because("we do not") });
    let escalated = escalate(claim, now()).unwrap();
    assert_eq!((escalated.kinds.len(), escalated.said.len()), (1, 0), "nothing of it is said to the vendor");
    assert_eq!(met.stands(claim).state, RightsState::Escalated);
    assert_eq!(name(escalate(claim, now())), "chart-no-such-move");
    let late = met.claimed(Right::Erasure);
    escalate(late, at("2026-04-02T00:00:00Z")).unwrap();
}

#[test]
fn each_side_reports_and_closes_an_incident_for_itself() {
    let met = clinic();
    let (person, relationship, desk, customer) = (&met.person, met.relationship, &met.desk, met.customer);
    let incident =
        Incident { agreement: met.agreement, at: now(), what: "a laptop".into(), data: vec![word("pd:Name")] };
    let id = desk.notify_incident(customer, incident, None, now()).unwrap().said[0].id.unwrap();
    met.carried();
    for unknown in [
        person.report_incident(relationship, nothing(), None, now()),
        person.close_incident(relationship, nothing(), None, now()),
        desk.report_incident(customer, nothing(), None, now()),
        desk.close_incident(customer, nothing(), None, now()),
    ] {
        assert_eq!(name(unknown), "state-no-such-incident");
    }
    assert_eq!(name(person.close_incident(relationship, id, None, now())), "chart-no-such-move");
    let state = || person.view().unwrap().incidents(relationship).unwrap()[0].state;
    person.report_incident(relationship, id, None, now()).unwrap();
    assert_eq!((state(), name(person.report_incident(relationship, id, None, now()))), {
        (IncidentState::Reported, "chart-no-such-move".to_owned())
    });
    let seen = desk.customer(customer).unwrap();
    let there = seen.incidents(seen.relationships().unwrap()[0]).unwrap()[0].state;
    assert_eq!(there, IncidentState::Open, "the other side is not told");
    person.close_incident(relationship, id, None, now()).unwrap();
    assert_eq!(state(), IncidentState::Closed);
    desk.report_incident(customer, id, None, now()).unwrap();
    desk.close_incident(customer, id, None, now()).unwrap();
    assert!(person.outbox(now()).unwrap().is_empty() && desk.outbox(now()).unwrap().is_empty());
}
