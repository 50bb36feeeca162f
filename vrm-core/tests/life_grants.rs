//! What a person does to grants: withdraw, pause, resume, block; at once here, at the desk from receipt.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{Met, carried, line, received, rows};
use support::two::{declaration, later};
use vrm_core::decision::{AgreementId, Block, Effect, GrantId, GrantStatus, Request, Selector, WhichGrants};
use vrm_core::error::Error;
use vrm_core::life::Reception;
use vrm_core::log::{Letter, LogError};
use vrm_core::message::{Jti, MessageKind};
use vrm_core::terms::{Basis, Declaration, Process, Prohibition, Talk, Who};
use vrm_core::time::Window;
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

fn request(data: &str) -> Request {
    let words = [data, "dpv:CustomerCare", "dpv:Use"].map(|word| word.parse().unwrap());
    let [data, purpose, operation] = words;
    Request::new(data, purpose, operation, Recipient::Vendor)
}

fn email() -> Request {
    request("pd:EmailAddress")
}

fn name() -> Request {
    request("pd:Name")
}

/// The grant of the address.
fn email_grant(met: &mut Met) -> WhichGrants {
    let word = "pd:EmailAddress".parse().unwrap();
    let grant = met.grants().into_iter().find(|grant| grant.scope.data.contains(&word)).unwrap();
    WhichGrants::These([grant.id].into())
}

#[derive(Clone, Copy)]
enum Step {
    Withdraw,
    Pause,
    Resume,
}

impl Met {
    fn steps(&mut self, step: Step, agreement: AgreementId, which: &WhichGrants) -> Result<Jti, Error> {
        let (id, at) = (self.relationship, self.at);
        let done = match step {
            Step::Withdraw => self.person.withdraw(id, agreement, which, None, at, &mut self.random),
            Step::Pause => self.person.pause(id, agreement, which, None, at, &mut self.random),
            Step::Resume => self.person.resume(id, agreement, which, None, at, &mut self.random),
        };
        done.map(|outcome| outcome.said[0].letter)
    }
}

#[test]
fn nothing_moves_that_is_not_there() {
    let (mut met, agreement) = Met::agreed();
    let head = met.person.head();
    let unknown = AgreementId::from_bytes([1; 32]);
    let stranger = GrantId::from_bytes([2; 32]);
    for step in [Step::Withdraw, Step::Pause, Step::Resume] {
        let error = met.steps(step, unknown, &WhichGrants::All).unwrap_err();
        assert_eq!(error, StateError::NoSuchAgreement { id: unknown }.into());
        let error = met.steps(step, agreement, &WhichGrants::These([stranger].into())).unwrap_err();
        assert_eq!(error, StateError::NoSuchGrant { id: stranger }.into());
        assert!(met.steps(step, agreement, &WhichGrants::These([].into())).is_err());
    }
    let error = met.steps(Step::Resume, agreement, &WhichGrants::All).unwrap_err();
    assert_eq!(error, StateError::NothingToDo { step: "resume" }.into());
    assert_eq!((met.person.head(), met.person.outbox(met.at).unwrap()), (head, vec![]));
}

#[test]
fn a_withdrawal_is_final() {
    let (mut met, agreement) = Met::agreed();
    let these = email_grant(&mut met);
    met.steps(Step::Withdraw, agreement, &these).unwrap();
    // At once here, from receipt there; and the other grant stands.
    assert_eq!(met.effects(&email()), [Effect::Deny, Effect::Permit]);
    assert_eq!(met.effects(&name()), [Effect::Permit; 2]);
    carried(&mut met);
    assert_eq!(met.effects(&email()), [Effect::Deny; 2]);
    for (step, named) in [(Step::Withdraw, "withdraw"), (Step::Pause, "pause"), (Step::Resume, "resume")] {
        let error = met.steps(step, agreement, &these).unwrap_err();
        assert_eq!(error, StateError::NothingToDo { step: named }.into());
    }
    // What is left can go, and then nothing is left.
    met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap();
    let error = met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap_err();
    assert_eq!(error, StateError::NothingToDo { step: "withdraw" }.into());
    carried(&mut met);
    assert_eq!(met.effects(&name()), [Effect::Deny; 2]);
    // Only a new agreement gives it again.
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.effects(&email()), [Effect::Permit; 2]);
}

#[test]
fn a_pause_comes_back() {
    for which in [None, Some(())] {
        let (mut met, agreement) = Met::agreed();
        let which = which.map_or(WhichGrants::All, |()| email_grant(&mut met));
        met.steps(Step::Pause, agreement, &which).unwrap();
        assert_eq!(met.effects(&email()), [Effect::Deny, Effect::Permit]);
        assert_eq!(
            met.steps(Step::Pause, agreement, &which).unwrap_err(),
            StateError::NothingToDo { step: "pause" }.into()
        );
        carried(&mut met);
        assert_eq!(met.effects(&email()), [Effect::Deny; 2]);
        let other = if which == WhichGrants::All { Effect::Deny } else { Effect::Permit };
        assert_eq!(met.effects(&name()), [other; 2]);
        met.steps(Step::Resume, agreement, &which).unwrap();
        assert_eq!(met.effects(&email()), [Effect::Permit, Effect::Deny]);
        carried(&mut met);
        assert_eq!(met.effects(&email()), [Effect::Permit; 2]);
    }
}

/// Says these, one after the other, and hands them to the desk in another sequence.
fn in_sequence(steps: &[Step], sequence: &[usize]) -> (Met, Vec<Effect>) {
    let (mut met, agreement) = Met::agreed();
    let mut letters: Vec<Letter> = Vec::new();
    for step in steps {
        met.wait(60);
        met.steps(*step, agreement, &WhichGrants::All).unwrap();
        letters.push(met.my_letter());
    }
    let mut effects = Vec::new();
    for at in sequence {
        received(met.at_desk(&letters[*at].bytes));
        effects.push(met.effects(&email())[1]);
    }
    carried(&mut met);
    assert!(met.here().unacknowledged().is_empty());
    (met, effects)
}

#[test]
fn the_highest_position_prevails_in_whatever_sequence_they_come() {
    use Effect::{Deny, Permit};
    let (_, effects) = in_sequence(&[Step::Pause, Step::Resume], &[1, 0]);
    assert_eq!(effects, [Permit, Permit]);
    let (_, effects) = in_sequence(&[Step::Pause, Step::Resume, Step::Pause], &[2, 1, 0]);
    assert_eq!(effects, [Deny, Deny, Deny]);
    let (mut met, effects) = in_sequence(&[Step::Pause, Step::Resume, Step::Withdraw], &[2, 0, 1]);
    assert_eq!(effects, [Deny, Deny, Deny]);
    assert!(met.grants().iter().all(|grant| grant.status == GrantStatus::Withdrawn));
    let customer = met.customer();
    let view = met.desk.customer(customer).unwrap();
    let mut there = view.grants(view.relationships().next().unwrap().id()).unwrap();
    assert!(there.all(|grant| grant.status == GrantStatus::Withdrawn));
}

#[test]
fn what_was_not_acknowledged_is_listed_until_it_is() {
    let (mut met, agreement) = Met::agreed();
    let first = met.steps(Step::Pause, agreement, &WhichGrants::All).unwrap();
    let second = met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap();
    assert_eq!(met.here().unacknowledged(), [first, second].into());
    let letters = met.mine();
    assert_eq!(letters.iter().map(|letter| letter.id).collect::<Vec<_>>(), [first, second]);
    received(met.at_desk(&letters[1].bytes));
    let seen = met.their_letter();
    received(met.at_person(&seen.bytes));
    assert_eq!(met.here().unacknowledged(), [first].into());
    // The first was lost.
    assert!(met.person.outbox(met.at).unwrap().is_empty());
    met.person.resend(first).unwrap();
    assert_eq!(met.person.outbox(met.at).unwrap()[0].bytes, letters[0].bytes);
    carried(&mut met);
    assert!(met.here().unacknowledged().is_empty());
    // What was acknowledged is kept no longer.
    assert_eq!(met.person.resend(first).unwrap_err(), LogError::NoSuchLetter.into());
    // The answer may have been faster than whoever says that the letter has left.
    assert_eq!(met.person.sent(second), Ok(()));
}

#[test]
fn a_replay_lists_the_same_answer_and_changes_nothing_else() {
    let (mut met, agreement) = Met::agreed();
    met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap();
    let withdrawal = met.my_letter();
    let said = received(met.at_desk(&withdrawal.bytes)).said;
    assert_eq!(said[0].kind, MessageKind::Seen);
    let waiting = rows(&met.desk_store);
    let seen = met.desk.outbox(met.at).unwrap();
    met.desk.sent(seen[0].0, seen[0].1.id).unwrap();
    assert!(met.desk.outbox(met.at).unwrap().is_empty());
    let (customer, at) = (met.customer(), met.wait(400 * 86_400));
    let head = met.desk.customer(customer).unwrap().head();
    let again = met.at_desk(&withdrawal.bytes);
    assert_eq!(again, Reception::Replay { log: customer, letters: vec![said[0].letter] });
    assert_eq!(met.desk.outbox(at).unwrap(), seen);
    assert_eq!(met.desk.customer(customer).unwrap().head(), head);
    // Row by row as before it was sent.
    assert_eq!(rows(&met.desk_store), waiting);
    // The answer's own replay answers nothing.
    received(met.at_person(&seen[0].1.bytes));
    let (before, head) = (rows(&met.person_store), met.person.head());
    assert!(matches!(met.at_person(&seen[0].1.bytes), Reception::Replay { letters, .. } if letters.is_empty()));
    assert_eq!((rows(&met.person_store), met.person.head()), (before, head));
}

#[test]
fn a_block_beats_every_grant_and_the_desk_is_not_told() {
    let (mut met, agreement) = Met::agreed();
    let block = |id: &str, against| Block { against, what: Prohibition::new(id), window: Window::ALWAYS };
    for against in [Selector::Vendor(met.shop.clone()), Selector::Everyone] {
        let (block, at) = (block("no", against), met.at);
        met.person.block(&block, None, at, &mut met.random).unwrap();
        assert_eq!(met.effects(&email()), [Effect::Deny, Effect::Permit]);
        assert!(met.person.block(&block, None, at, &mut met.random).is_err());
        assert!(met.person.outbox(at).unwrap().is_empty());
        met.person.unblock("no", None, at, &mut met.random).unwrap();
        assert_eq!(met.effects(&email()), [Effect::Permit; 2]);
        let error = met.person.unblock("no", None, at, &mut met.random).unwrap_err();
        assert_eq!(error, StateError::NoSuchBlock { id: "no".into() }.into());
    }
    // One that begins later begins later; and it says nothing about grants.
    let window = Window::new(Some(later(met.at, 60)), None).unwrap();
    let later_on = Block { window, ..block("later", Selector::Everyone) };
    met.person.block(&later_on, None, met.at, &mut met.random).unwrap();
    assert_eq!(met.effects(&email())[0], Effect::Permit);
    met.wait(60);
    assert_eq!(met.effects(&email())[0], Effect::Deny);
    met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap();
}

#[test]
fn what_stands_on_a_legal_duty_cannot_be_withdrawn() {
    let tax = Process {
        basis: Basis::LegalDuty,
        ..Process::new(
            ["pd:Name".parse().unwrap()],
            ["dpv:LegalCompliance".parse().unwrap()],
            ["dpv:Store".parse().unwrap()],
            [Recipient::Vendor],
        )
    };
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &Declaration::new([tax.clone()]).unwrap());
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    assert_eq!(met.here().agreement(&agreement).unwrap().outside, [0]);
    assert!(met.grants().is_empty());
    for step in [Step::Withdraw, Step::Pause, Step::Resume] {
        assert_eq!(met.steps(step, agreement, &WhichGrants::All).unwrap_err(), StateError::LegalDuty.into());
    }
    // It permits nothing either, and a block is no way round: the desk decides by its law, not by ours.
    let words = ["pd:Name", "dpv:LegalCompliance", "dpv:Store"].map(|word| word.parse().unwrap());
    let [data, purpose, operation] = words;
    let request = Request::new(data, purpose, operation, Recipient::Vendor);
    assert_eq!(met.effects(&request), [Effect::Deny; 2]);
    // Beside other processes those can go, and it stays.
    let both = declaration().processes().iter().cloned().chain([tax]).collect::<Vec<_>>();
    let mut met = Met::with(&agent, &agent, &Declaration::new(both).unwrap());
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap();
    carried(&mut met);
    assert_eq!(met.effects(&email()), [Effect::Deny; 2]);
    assert_eq!(met.here().agreement(&agreement).unwrap().outside, [1]);
}

#[test]
fn orders_outlive_the_agreement_on_their_way() {
    let (mut met, agreement) = Met::agreed();
    met.steps(Step::Withdraw, agreement, &WhichGrants::All).unwrap();
    let withdrawal = met.my_letter();
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    let ended = met.my_letter();
    received(met.at_desk(&ended.bytes));
    received(met.at_desk(&withdrawal.bytes));
    carried(&mut met);
    assert!(met.here().unacknowledged().is_empty());
    assert_eq!(met.effects(&email()), [Effect::Deny; 2]);
}
