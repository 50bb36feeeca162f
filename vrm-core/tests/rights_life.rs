//! Claims between two handles: what is refused, each way a claim goes, and what crosses on its way.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, carried, keeper, received, rejected};
use support::two::instant;
use support::vendor::Vendor;
use vrm_core::chart::ChartError;
use vrm_core::decision::AgreementId;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::CommandId;
use vrm_core::keys::SignedId;
use vrm_core::life::Reception;
use vrm_core::message::{Message, MessageKind, Never, RightsAnswer, RightsRequest, RightsStep};
use vrm_core::person::Person;
use vrm_core::rights::{Claim, Law, Right, RightsError, RightsOutcome, RightsState, Scope, Statement};
use vrm_core::store::Memory;
use vrm_core::terms::Who;
use vrm_core::time::Instant;
use vrm_core::view::StateError;

const DAY: i64 = 86_400;

fn access() -> Claim {
    Claim::new(Right::Access, Law::Gdpr, Scope::All).unwrap()
}

fn why(words: &str) -> Statement {
    Statement::parse(words).unwrap()
}

impl Met {
    fn claim(&mut self, claim: &Claim) -> Result<SignedId, Error> {
        let outcome = self.person.claim(self.relationship, claim, None, self.at, &mut self.random)?;
        assert_eq!(outcome.kinds, ["right-claimed"]);
        Ok(outcome.said[0].id.unwrap())
    }

    fn answer(&mut self, claim: SignedId, outcome: &RightsOutcome) -> Result<SignedId, Error> {
        let customer = self.customer();
        let outcome = self.desk.answer_right(customer, claim, outcome, None, self.at, &mut self.random)?;
        assert_eq!(outcome.kinds, ["right-answered"]);
        Ok(outcome.said[0].id.unwrap())
    }

    fn complete(&mut self, answer: SignedId) -> Result<(), Error> {
        let proof = why("order 7012");
        let (id, at) = (self.relationship, self.at);
        self.person.complete_claim(id, answer, Some(&proof), None, at, &mut self.random).map(|_| ())
    }

    fn withdraw(&mut self, claim: SignedId) -> Result<(), Error> {
        self.person.withdraw_claim(self.relationship, claim, None, self.at, &mut self.random).map(|_| ())
    }

    /// Where a claim stands now, on the two sides.
    fn stands(&mut self, claim: SignedId) -> [RightsState; 2] {
        let at = self.at;
        [self.here(), self.there()].map(|between| between.right(&claim).unwrap().state_at(at))
    }

    /// The same on both sides, and nothing left to acknowledge.
    fn both(&mut self, claim: SignedId, state: RightsState) {
        assert_eq!(self.stands(claim), [state; 2]);
        let waiting = [self.here(), self.there()].map(|between| between.unacknowledged().len());
        assert_eq!(waiting, [0; 2]);
    }

    fn due(&mut self, claim: SignedId) -> Option<String> {
        let at = self.at;
        let [here, there] = [self.here(), self.there()].map(|between| between.right(&claim).unwrap().due_at(at));
        assert_eq!(here, there);
        here.map(|due| due.to_string())
    }

    fn claimed(claim: &Claim) -> (Self, SignedId) {
        let (mut met, _) = Self::agreed();
        let id = met.claim(claim).unwrap();
        carried(&mut met);
        met.both(id, RightsState::Acknowledged);
        (met, id)
    }
}

fn no_move(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Chart(ChartError::NoSuchMove { chart: "a claim", state, step, .. }) => (state, step),
        other => panic!("{other}"),
    }
}

#[test]
fn nothing_is_claimed_from_a_stranger() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Me);
    let unknown = vrm_core::chain::StreamId::from_bytes([9; 16]);
    let error = met.person.claim(unknown, &access(), None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchRelationship { id: unknown }.into());
    assert_eq!(met.claim(&access()).unwrap_err(), StateError::NoKeys.into());
    assert_eq!(met.here().rights().count(), 0);
    assert!(met.person.outbox(met.at).unwrap().is_empty());
}

#[test]
fn a_claim_reaches_over_what_there_is() {
    let (mut met, agreement) = Met::agreed();
    let other = AgreementId::from_bytes([3; 32]);
    let claim = Claim::new(Right::Erasure, Law::Gdpr, Scope::Agreement(other)).unwrap();
    assert_eq!(met.claim(&claim).unwrap_err(), StateError::NoSuchAgreement { id: other }.into());
    let claim = Claim::new(Right::Erasure, Law::Gdpr, Scope::Agreement(agreement)).unwrap();
    let id = met.claim(&claim).unwrap();
    carried(&mut met);
    met.both(id, RightsState::Acknowledged);
    assert_eq!(met.there().right(&id).unwrap().claim, claim);
}

#[test]
fn nobody_answers_completes_or_takes_back_what_is_not_there() {
    let (mut met, claim) = Met::claimed(&access());
    let id = SignedId::from_bytes([5; 32]);
    let unknown: Error = StateError::NoSuchClaim { id }.into();
    assert_eq!(unknown.code(), Code::StateNoSuchClaim);
    assert_eq!(met.answer(id, &RightsOutcome::Full).unwrap_err(), unknown);
    assert_eq!(met.complete(id).unwrap_err(), unknown);
    assert_eq!(met.withdraw(id).unwrap_err(), unknown);
    // The claim is there, and waits for nothing.
    assert_eq!(met.complete(claim).unwrap_err(), StateError::NoSuchClaim { id: claim }.into());
}

#[test]
fn at_most_so_many_claims_are_open() {
    let (mut met, _) = Met::agreed();
    let mut last = None;
    for _ in 0..256 {
        last = Some(met.claim(&access()).unwrap());
    }
    assert_eq!(met.claim(&access()).unwrap_err(), StateError::TooManyClaims { limit: 256 }.into());
    met.withdraw(last.unwrap()).unwrap();
    met.claim(&access()).unwrap();
}

#[test]
fn a_claim_is_answered_in_full() {
    let (mut met, claim) = Met::claimed(&access());
    let answer = met.answer(claim, &RightsOutcome::Full).unwrap();
    assert_eq!(met.stands(claim), [RightsState::Acknowledged, RightsState::Fulfilled]);
    carried(&mut met);
    met.both(claim, RightsState::Fulfilled);
    let replies = met.here().right(&claim).unwrap().replies.clone();
    assert_eq!((replies.len(), replies[0].id, replies[0].at), (1, Some(answer), met.at));
    for outcome in [RightsOutcome::Full, RightsOutcome::Refused(why("no")), RightsOutcome::Extended(why("later"))] {
        assert_eq!(no_move(&met.answer(claim, &outcome).unwrap_err()).0, "fulfilled");
    }
    assert_eq!(no_move(&met.withdraw(claim).unwrap_err()), ("fulfilled", "withdraw"));
}

#[test]
fn a_claim_is_refused_or_answered_in_part_with_a_reason() {
    let part = (RightsOutcome::Part(why("invoices stay")), RightsState::PartlyFulfilled);
    for (outcome, state) in [part, (RightsOutcome::Refused(why("no such person")), RightsState::Refused)] {
        let (mut met, claim) = Met::claimed(&access());
        met.answer(claim, &outcome).unwrap();
        carried(&mut met);
        met.both(claim, state);
        let here = met.here();
        assert_eq!(here.right(&claim).unwrap().replies[0].outcome, outcome);
        assert!(here.right(&claim).unwrap().replies[0].outcome.reason().is_some());
    }
}

#[test]
fn what_is_missing_is_added_and_the_claim_goes_on() {
    let (mut met, claim) = Met::claimed(&access());
    let more = met.answer(claim, &RightsOutcome::NeedsMore(why("your order number"))).unwrap();
    carried(&mut met);
    met.both(claim, RightsState::NeedsMore);
    assert_eq!(met.here().right(&claim).unwrap().needs_more(), Some(more));
    assert_eq!(no_move(&met.answer(claim, &RightsOutcome::Extended(why("x"))).unwrap_err()), ("needs-more", "extend"));
    met.complete(more).unwrap();
    assert_eq!(met.here().right(&claim).unwrap().state_at(met.at), RightsState::Sent);
    assert_eq!(met.complete(more).unwrap_err(), StateError::NoSuchClaim { id: more }.into());
    carried(&mut met);
    met.both(claim, RightsState::Acknowledged);
    met.answer(claim, &RightsOutcome::Full).unwrap();
    carried(&mut met);
    met.both(claim, RightsState::Fulfilled);
}

#[test]
fn time_runs_out_at_the_end_of_the_last_day() {
    let (mut met, claim) = Met::claimed(&access()); // on 1 March
    assert_eq!(met.due(claim).as_deref(), Some("2026-04-01"));
    met.at = instant("2026-04-01T23:59:59Z");
    assert_eq!(met.stands(claim), [RightsState::Acknowledged; 2]);
    met.at = instant("2026-04-02T00:00:00Z");
    assert_eq!(met.stands(claim), [RightsState::Overdue; 2]);
    assert_eq!(no_move(&met.answer(claim, &RightsOutcome::Extended(why("x"))).unwrap_err()), ("overdue", "extend"));
    met.answer(claim, &RightsOutcome::Full).unwrap(); // late, and an answer
    carried(&mut met);
    met.both(claim, RightsState::Fulfilled);
}

#[test]
fn an_answer_is_put_off_once_as_far_as_the_law_lets_it() {
    let (mut met, claim) = Met::claimed(&access());
    met.wait(30 * DAY);
    met.answer(claim, &RightsOutcome::Extended(why("four hundred boxes"))).unwrap();
    carried(&mut met);
    met.both(claim, RightsState::Extended);
    assert_eq!(met.due(claim).as_deref(), Some("2026-06-01"));
    assert_eq!(no_move(&met.answer(claim, &RightsOutcome::Extended(why("x"))).unwrap_err()), ("extended", "extend"));
    met.at = instant("2026-06-02T00:00:00Z");
    assert_eq!(met.stands(claim), [RightsState::Overdue; 2]);
    met.withdraw(claim).unwrap();
    carried(&mut met);
    met.both(claim, RightsState::Withdrawn);

    let (law, right) = (Law::Quebec, Right::Access);
    let (mut met, claim) = Met::claimed(&Claim::new(right, law, Scope::All).unwrap());
    let error = met.answer(claim, &RightsOutcome::Extended(why("x"))).unwrap_err();
    assert_eq!(error, RightsError::NoExtension { law, right }.into());
    assert_eq!(met.due(claim).as_deref(), Some("2026-03-31"));
}

#[test]
fn where_the_law_states_no_period_nothing_is_overdue() {
    let (mut met, claim) = Met::claimed(&Claim::new(Right::Erasure, Law::Lgpd, Scope::All).unwrap());
    met.wait(4000 * DAY);
    assert_eq!((met.due(claim), met.stands(claim)), (None, [RightsState::Acknowledged; 2]));
}

#[test]
fn the_united_kingdom_does_not_count_the_days_that_are_waited() {
    let (mut met, claim) = Met::claimed(&Claim::new(Right::Access, Law::UkGdpr, Scope::All).unwrap());
    let more = met.answer(claim, &RightsOutcome::NeedsMore(why("which shop"))).unwrap();
    carried(&mut met);
    met.wait(40 * DAY);
    assert_eq!(met.stands(claim), [RightsState::NeedsMore; 2]); // it would be over, were it counted
    met.complete(more).unwrap();
    carried(&mut met);
    assert_eq!(met.due(claim).as_deref(), Some("2026-05-11")); // 1 April and 40 days
    met.both(claim, RightsState::Acknowledged);
}

#[test]
fn a_claim_is_taken_back_also_while_an_answer_is_on_its_way() {
    let (mut met, claim) = Met::claimed(&access());
    met.withdraw(claim).unwrap();
    met.answer(claim, &RightsOutcome::Full).unwrap();
    carried(&mut met); // they cross, and both are taken
    assert_eq!(met.stands(claim), [RightsState::Withdrawn, RightsState::Fulfilled]);
    assert_eq!(met.here().right(&claim).unwrap().replies.len(), 1);
    assert!(met.here().unacknowledged().is_empty() && met.there().unacknowledged().is_empty());
}

#[test]
fn a_letter_that_comes_twice_changes_nothing() {
    let (mut met, _) = Met::agreed();
    let claim = met.claim(&access()).unwrap();
    let letter = met.my_letter();
    received(met.desk.receive(&letter.bytes, met.at, &mut met.random).unwrap());
    let before = met.there();
    let again = met.desk.receive(&letter.bytes, met.at, &mut met.random).unwrap();
    assert!(matches!(again, Reception::Replay { .. }));
    assert_eq!(format!("{:?}", met.there()), format!("{before:?}"));
    assert_eq!(met.there().right(&claim).unwrap().state_at(met.at), RightsState::Acknowledged);
}

#[test]
fn a_command_is_done_once() {
    let (mut met, _) = Met::agreed();
    let (command, at) = (Some(CommandId::from_bytes([4; 16])), met.at);
    let first = met.person.claim(met.relationship, &access(), command, at, &mut met.random).unwrap();
    let again = met.person.claim(met.relationship, &access(), command, at, &mut met.random).unwrap();
    assert_eq!((again, met.here().rights().count()), (first, 1));
    let other = Claim::new(Right::Erasure, Law::Gdpr, Scope::All).unwrap();
    let error = met.person.claim(met.relationship, &other, command, at, &mut met.random).unwrap_err();
    assert_eq!(error.code(), Code::StateCommandReused);
}

#[test]
fn the_end_of_a_relationship_is_not_the_end_of_a_right() {
    let (mut met, _) = Met::agreed();
    met.person.terminate(met.relationship, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    let claim = met.claim(&Claim::new(Right::Erasure, Law::Gdpr, Scope::All).unwrap()).unwrap();
    carried(&mut met);
    met.answer(claim, &RightsOutcome::Full).unwrap();
    carried(&mut met);
    met.both(claim, RightsState::Fulfilled);
}

#[test]
fn a_claim_is_there_after_a_restart_and_elsewhere() {
    let (mut met, claim) = Met::claimed(&access());
    let more = met.answer(claim, &RightsOutcome::NeedsMore(why("your order number"))).unwrap();
    carried(&mut met);
    met.complete(more).unwrap();
    carried(&mut met);
    let here = met.here();
    let again = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    let view = again.view();
    assert_eq!(view.relationship(met.relationship).unwrap().right(&claim), here.right(&claim));
    let export = met.person.danger_export().unwrap();
    let bytes = export.danger_expose().as_bytes();
    let elsewhere = Person::import(bytes, Arc::new(Memory::new()), keeper(), &mut met.random).unwrap();
    let view = elsewhere.view();
    assert_eq!(view.relationship(met.relationship).unwrap().right(&claim), here.right(&claim));
    assert_eq!(elsewhere.head(), met.person.head());
}

/// A vendor that keeps no rules: it speaks for the person, answers what was not claimed, and answers without end.
#[test]
fn each_side_says_its_own_and_not_without_end() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let claim =
        met.person.claim(vendor.relationship, &access(), None, met.at, &mut met.random).unwrap().said[0].id.unwrap();
    let request = RightsRequest { claim: access(), step: RightsStep::Claim };
    let letter = vendor.say(request, &mut met);
    let error = rejected(met.at_person(&letter));
    assert_eq!(error, StateError::OutOfPlace { kind: MessageKind::RightsRequest.name() }.into());
    let id = SignedId::from_bytes([5; 32]);
    let full = |answers| RightsAnswer { answers, outcome: RightsOutcome::Full, data: [].into() };
    let letter = vendor.say(full(id), &mut met);
    assert_eq!(rejected(met.at_person(&letter)), StateError::NoSuchClaim { id }.into());
    for _ in 0..64 {
        let letter = vendor.say(full(claim), &mut met);
        received(met.at_person(&letter));
    }
    let letter = vendor.say(full(claim), &mut met);
    assert_eq!(rejected(met.at_person(&letter)).code(), Code::StateTooManyClaims);
    let view = met.person.view();
    let claimed = view.relationship(vendor.relationship).unwrap().right(&claim).unwrap();
    assert_eq!((claimed.state_at(met.at), claimed.replies.len()), (RightsState::Fulfilled, 64));
}

/// An extension that the law does not have, or that comes too late, is kept and changes nothing.
#[test]
fn a_vendor_cannot_put_off_what_the_law_does_not() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    for (law, days, state) in [(Law::Quebec, 0, RightsState::Sent), (Law::Gdpr, 40, RightsState::Overdue)] {
        let claim = Claim::new(Right::Access, law, Scope::All).unwrap();
        let id =
            met.person.claim(vendor.relationship, &claim, None, met.at, &mut met.random).unwrap().said[0].id.unwrap();
        met.wait(days * DAY);
        let outcome = RightsOutcome::Extended(why("much to do"));
        let letter = vendor.say(RightsAnswer { answers: id, outcome, data: [].into() }, &mut met);
        received(met.at_person(&letter));
        let view = met.person.view();
        let claimed = view.relationship(vendor.relationship).unwrap().right(&id).unwrap();
        assert_eq!((claimed.state_at(met.at), claimed.replies.len()), (state, 1));
    }
}

/// An answer with another date than that of the day on which it is sent.
fn dated(vendor: &Vendor, claim: SignedId, outcome: RightsOutcome, iat: Instant, met: &mut Met) -> Vec<u8> {
    let (body, iss) =
        (RightsAnswer { answers: claim, outcome, data: [].into() }, vendor.pairs.sign().public().to_did());
    let message = Message::new(body, iss, vendor.person(), iat, Never, &mut met.random).unwrap();
    vendor.seal(&message.sign(vendor.pairs.sign()).unwrap())
}

/// The law's time is what the person's own history shows of it, whatever date an answer bears.
#[test]
fn a_vendor_gains_nothing_by_dating_an_answer_back() {
    let later_on = || RightsOutcome::Extended(why("much to do"));
    let more = || RightsOutcome::NeedsMore(why("which shop"));
    for (law, outcome, days, state, due) in [
        (Law::Gdpr, later_on(), 40, RightsState::Overdue, "2026-04-01"),
        (Law::Gdpr, more(), 40, RightsState::Overdue, "2026-04-01"),
        // In time, it counts from when it came: 1 April, and the one day since.
        (Law::UkGdpr, more(), 20, RightsState::NeedsMore, "2026-04-02"),
        (Law::UkGdpr, more(), 40, RightsState::Overdue, "2026-04-01"),
        (Law::Gdpr, later_on(), 20, RightsState::Extended, "2026-06-01"),
    ] {
        let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
        let vendor = Vendor::proffered(&mut met, "SD-BASE");
        let claim = Claim::new(Right::Access, law, Scope::All).unwrap();
        let said = met.at;
        let id =
            met.person.claim(vendor.relationship, &claim, None, said, &mut met.random).unwrap().said[0].id.unwrap();
        let came = met.wait(days * DAY);
        let letter = dated(&vendor, id, outcome, said, &mut met);
        received(met.at_person(&letter));
        met.wait(DAY);
        let view = met.person.view();
        let claimed = view.relationship(vendor.relationship).unwrap().right(&id).unwrap();
        assert_eq!((claimed.state_at(met.at), claimed.due_at(met.at).unwrap().to_string().as_str()), (state, due));
        assert_eq!((claimed.replies[0].at, claimed.replies[0].noted), (said, came));
    }
}

impl Met {
    fn escalate(&mut self, claim: SignedId) -> Result<(), Error> {
        let (id, at) = (self.relationship, self.at);
        let outcome = self.person.escalate_claim(id, claim, None, at, &mut self.random)?;
        assert_eq!((outcome.kinds.as_slice(), outcome.said.len()), (&["claim-escalated"][..], 0));
        Ok(())
    }
}

#[test]
fn a_claim_is_escalated_once_the_vendor_did_not_do_all_of_it() {
    let id = SignedId::from_bytes([5; 32]);
    let (mut met, claim) = Met::claimed(&access());
    assert_eq!(met.escalate(id).unwrap_err(), StateError::NoSuchClaim { id }.into());
    assert_eq!(no_move(&met.escalate(claim).unwrap_err()), ("acknowledged", "escalate"));
    // Overdue: a late answer may come still, and nobody told the vendor.
    met.at = instant("2026-04-02T00:00:00Z");
    met.escalate(claim).unwrap();
    assert_eq!(met.stands(claim), [RightsState::Escalated, RightsState::Overdue]);
    assert!(met.person.outbox(met.at).unwrap().is_empty());
    assert_eq!(no_move(&met.escalate(claim).unwrap_err()), ("escalated", "escalate"));
    assert_eq!(no_move(&met.withdraw(claim).unwrap_err()), ("escalated", "withdraw"));
    met.answer(claim, &RightsOutcome::Full).unwrap();
    carried(&mut met);
    met.both(claim, RightsState::Fulfilled);
    assert_eq!(no_move(&met.escalate(claim).unwrap_err()), ("fulfilled", "escalate"));

    let part = RightsOutcome::Part(why("invoices stay"));
    for outcome in [part, RightsOutcome::Refused(why("no such person"))] {
        let (mut met, claim) = Met::claimed(&access());
        met.answer(claim, &outcome).unwrap();
        carried(&mut met);
        met.escalate(claim).unwrap();
        let export = met.person.danger_export().unwrap();
        let bytes = export.danger_expose().as_bytes();
        let elsewhere = Person::import(bytes, Arc::new(Memory::new()), keeper(), &mut met.random).unwrap();
        let view = elsewhere.view();
        let claimed = view.relationship(met.relationship).unwrap().right(&claim).unwrap();
        assert_eq!(claimed.state_at(met.at), RightsState::Escalated);
    }
}
