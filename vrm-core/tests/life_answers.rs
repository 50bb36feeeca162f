//! Answers out of turn, out of the rules and out of time.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{carried, copy, keeper, received};
use support::negotiated::{agent, agreed_on, human, met, no_agreement};
use support::two::later;
use support::vendor::{Vendor, opened, pin};
use vrm_core::desk::Desk;
use vrm_core::error::Error;
use vrm_core::history::Settings;
use vrm_core::keys::SignedId;
use vrm_core::message::{AnyMessage, MessageError, Refusal, RefusalReason};
use vrm_core::negotiation::NegotiationState::{CounterNeedsHuman, Expired, Invalid, NeedsHuman, Pending};
use vrm_core::view::StateError;

#[test]
fn a_proffer_while_one_runs_is_too_early() {
    let mut met = met(&agent(&["SD-BASE"]), &human(&["SD-BASE"]));
    met.proffer(&["SD-BASE"]);
    let error = met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::Negotiating.into());
}

#[test]
fn a_second_counter_is_invalid_on_both_sides() {
    let mut met = met(&human(&["SD-BASE", "SD-BASE-A"]), &human(&["SD-BASE", "SD-BASE-A", "SD-BASE-AT"]));
    met.proffer(&["SD-BASE"]);
    let customer = met.customer();
    // A desk that was set back to before its counter.
    let backup = copy(&met.desk_store);
    met.desk.counter(customer, "SD-BASE-A", None, met.at, &mut met.random).unwrap();
    let first = met.their_letter();
    received(met.at_person(&first.bytes));
    assert_eq!(met.here().negotiation().unwrap().state(), CounterNeedsHuman);
    met.desk = Desk::open(backup, keeper()).unwrap();
    met.desk.counter(customer, "SD-BASE-AT", None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    no_agreement(&mut met, [Invalid; 2]);
    let error = met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoNegotiation.into());
}

#[test]
fn a_counter_from_outside_the_roster_is_invalid() {
    for change in 0..3 {
        let mut met = met(&agent(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE"]));
        let vendor = Vendor::proffered(&mut met, "SD-BASE");
        let mut terms = pin("SD-BASE-A");
        match change {
            0 => terms.name.roster = "https://shop.example/roster".into(),
            1 => terms.name.id = "SD-MINE".into(),
            _ => terms.machine = pin("SD-BASE-ATP").machine,
        }
        let (counter, until) = (vendor.counter(terms), later(met.at, 3_600));
        let message = vendor.message(counter, until, &mut met);
        let letter = vendor.seal(&message);
        received(met.at_person(&letter));
        let view = met.person.view();
        let negotiation = view.relationship(vendor.relationship).unwrap().negotiation().unwrap();
        assert_eq!(negotiation.state(), Invalid);
        let answer = met.my_letter();
        let AnyMessage::Refusal(text) = opened(&answer, &vendor.pairs) else { panic!("no refusal") };
        let reader = vendor.pairs.sign().public().thumbprint();
        let said = text.verify(vendor.proffer.body().keys.sign(), reader, met.at).unwrap();
        assert_eq!(said.value().body(), &Refusal { answers: message.id(), why: RefusalReason::Invalid });
    }
}

#[test]
fn a_counter_to_another_proffer_is_no_answer() {
    let mut met = met(&agent(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE"]));
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let mut counter = vendor.counter(pin("SD-BASE-A"));
    counter.answers = SignedId::from_bytes([3; 32]);
    let letter = vendor.say_until(counter, later(met.at, 3_600), &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NothingToAnswer.into());
}

#[test]
fn a_refusal_answers_only_what_waits() {
    let mut met = met(&human(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE"]));
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let other = Refusal { answers: SignedId::from_bytes([3; 32]), why: RefusalReason::Agreement };
    let letter = vendor.say(other, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NothingToAnswer.into());
    // Once it has countered, it is the person's turn.
    let counter = vendor.say_until(vendor.counter(pin("SD-BASE-A")), later(met.at, 3_600), &mut met);
    received(met.at_person(&counter));
    let late = vendor.say(Refusal { answers: vendor.answers, why: RefusalReason::Agreement }, &mut met);
    assert_eq!(met.person_refuses(&late), StateError::NothingToAnswer.into());
    met.person.accept(vendor.relationship, None, met.at, &mut met.random).unwrap();
    // And now the document is what waits.
    assert_eq!(met.person_refuses(&late), StateError::NothingToAnswer.into());
}

#[test]
fn a_proffer_counts_until_its_time_to_the_second() {
    for (seconds, counts) in [(3_599, true), (3_600, false)] {
        let mine = Settings { answer_within: 60, ..agent(&["SD-BASE"]) };
        let mut met = met(&mine, &agent(&["SD-BASE"]));
        met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
        let letter = met.my_letter();
        met.wait(seconds);
        if counts {
            received(met.at_desk(&letter.bytes));
        } else {
            let error = met.desk_refuses(&letter.bytes);
            assert!(matches!(error, Error::Message(MessageError::Expired { .. })), "{error}");
        }
    }
    // The desk may say yes as long as it counts, and the person waits as long.
    for (seconds, counts) in [(3_599, true), (3_600, false)] {
        let mine = Settings { answer_within: 60, ..agent(&["SD-BASE"]) };
        let mut met = met(&mine, &human(&["SD-BASE"]));
        met.proffer(&["SD-BASE"]);
        let (customer, at) = (met.customer(), met.wait(seconds));
        let accepted = met.desk.accept(customer, "SD-BASE", None, at, &mut met.random);
        let expired = met.person.expire(None, at, &mut met.random);
        if counts {
            accepted.unwrap();
            assert_eq!(expired.unwrap_err(), StateError::NothingDue.into());
            carried(&mut met);
            agreed_on(&mut met, "SD-BASE");
        } else {
            assert_eq!(accepted.unwrap_err(), StateError::NothingToAnswer.into());
            expired.unwrap();
            met.desk.expire(customer, None, at, &mut met.random).unwrap();
            no_agreement(&mut met, [Expired; 2]);
        }
    }
}

#[test]
fn a_counter_counts_until_its_time_to_the_second() {
    for (seconds, counts) in [(3_599, true), (3_600, false)] {
        let theirs = Settings { answer_within: 60, ..agent(&["SD-BASE-A"]) };
        let mut met = met(&human(&["SD-BASE", "SD-BASE-A"]), &theirs);
        met.proffer(&["SD-BASE"]);
        let (customer, at) = (met.customer(), met.wait(seconds));
        let accepted = met.person.accept(met.relationship, None, at, &mut met.random);
        let expired = met.desk.expire(customer, None, at, &mut met.random);
        if counts {
            accepted.unwrap();
            assert_eq!(expired.unwrap_err(), StateError::NothingDue.into());
            carried(&mut met);
            agreed_on(&mut met, "SD-BASE-A");
        } else {
            assert_eq!(accepted.unwrap_err(), StateError::NothingToAnswer.into());
            expired.unwrap();
            met.person.expire(None, at, &mut met.random).unwrap();
            no_agreement(&mut met, [Expired; 2]);
        }
    }
}

#[test]
fn what_has_run_out_does_not_stand_in_the_way() {
    let short = |settings: Settings| Settings { answer_within: 60, ..settings };
    let mut met = met(&short(agent(&["SD-BASE"])), &human(&["SD-BASE"]));
    met.proffer(&["SD-BASE"]);
    met.wait(3_600);
    // Nobody has noted that it ran out, at neither side.
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [Pending, NeedsHuman]);
    let customer = met.customer();
    met.desk.accept(customer, "SD-BASE", None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    agreed_on(&mut met, "SD-BASE");
}
