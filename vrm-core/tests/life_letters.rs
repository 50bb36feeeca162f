//! What is kept of letters, and for how long: a list of them does not grow with the life where they run out.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, carried, keeper, received, rows};
use support::market::Market;
use support::negotiated::request;
use support::two::later;
use support::vault::ADDRESS;
use support::vendor::profile;
use vrm_core::decision::AgreementId;
use vrm_core::desk::Desk;
use vrm_core::error::Error;
use vrm_core::history::About;
use vrm_core::intention::IntentionState;
use vrm_core::keys::PartyKeyPairs;
use vrm_core::log::LogError;
use vrm_core::message::Jti;
use vrm_core::person::Person;
use vrm_core::store::Store;
use vrm_core::terms::Who;

const DAY: i64 = 24 * 60 * 60;
/// Longer than either side waits for an answer.
const LONG: i64 = 40 * DAY;

/// How many rows of a kind a store has: letters `O`, messages that were taken `R`.
fn count(store: &Arc<dyn Store>, kind: u8) -> usize {
    rows(store).iter().filter(|(key, _)| key[16] == kind).count()
}

impl Met {
    fn ask(&mut self, agreement: AgreementId) -> Jti {
        let (customer, at) = (self.customer(), self.at);
        self.desk.ask(customer, agreement, &request(), None, at, &mut self.random).unwrap().said[0].letter
    }

    fn resend_from_desk(&mut self, letter: Jti) -> Result<(), Error> {
        let customer = self.customer();
        self.desk.resend(customer, letter)
    }

    fn kept(&self) -> [[usize; 2]; 2] {
        [&self.person_store, &self.desk_store].map(|store| [b'O', b'R'].map(|kind| count(store, kind)))
    }
}

#[test]
fn a_letter_that_has_run_out_goes_with_the_next_event() {
    let (mut met, agreement) = Met::agreed();
    let first = met.ask(agreement);
    met.resend_from_desk(first).unwrap();
    met.wait(LONG);
    // Nothing has happened since.
    met.resend_from_desk(first).unwrap();
    let second = met.ask(agreement);
    assert_eq!(met.resend_from_desk(first).unwrap_err(), LogError::NoSuchLetter.into());
    met.resend_from_desk(second).unwrap();
    // Whoever opens it anew lets the same go.
    met.wait(LONG);
    let (customer, at) = (met.customer(), met.at);
    let mut again = Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap();
    again.ask(customer, agreement, &request(), None, at, &mut met.random).unwrap();
    assert_eq!(again.resend(customer, second).unwrap_err(), LogError::NoSuchLetter.into());
}

#[test]
fn letters_that_run_out_do_not_pile_up() {
    let (mut met, agreement) = Met::agreed();
    let mut before = [0; 2];
    for round in 0..8 {
        for _ in 0..4 {
            met.ask(agreement);
        }
        met.wait(LONG);
        let kept = [b'O', b'R'].map(|kind| count(&met.desk_store, kind));
        assert!(round == 0 || kept == before, "{kept:?} after {before:?}");
        before = kept;
    }
}

#[test]
fn an_acknowledgement_goes_a_day_after_what_it_is_for_cannot_come_again() {
    let (mut met, _) = Met::agreed();
    let begun = met.kept();
    let (item, _) = met.given_item("pd:EmailAddress", ADDRESS);
    let given = met.my_letter();
    let seen = received(met.at_desk(&given.bytes)).said[0].letter;
    let grant = met.grant_of("pd:EmailAddress");
    let again = |met: &mut Met| {
        met.give(grant, &[item]).unwrap();
        let letter = met.my_letter();
        received(met.at_desk(&letter.bytes));
    };
    // It has not left: so it stays, however long it takes.
    met.wait(LONG);
    again(&mut met);
    met.resend_from_desk(seen).unwrap();
    carried(&mut met);
    let until = given.expires.unwrap();
    assert!(until < met.at);
    again(&mut met);
    assert_eq!(met.resend_from_desk(seen).unwrap_err(), LogError::NoSuchLetter.into());
    carried(&mut met);
    // Of all gifts the last alone is kept, and no more of the proffer that began it all.
    met.wait(LONG);
    again(&mut met);
    carried(&mut met);
    let [_, [letters, taken]] = met.kept();
    let [_, [letters_before, taken_before]] = begun;
    assert_eq!((letters, taken), (letters_before + 1, taken_before));
    // The same on both sides still, and carried elsewhere.
    assert!(met.here().unacknowledged().is_empty());
    let export = met.person.danger_export().unwrap();
    let elsewhere = support::carried::import(export.danger_expose().as_bytes(), 3).0.unwrap();
    assert_eq!(elsewhere.head(), met.person.head());
}

#[test]
fn what_announced_an_intention_goes_with_its_end() {
    let mut market = Market::of(0);
    let (intention, _) = market.announce();
    assert_eq!(count(&market.store, b'O'), 1);
    market.at = later(market.at, 8 * DAY);
    market.person.expire(None, market.at, &mut market.random).unwrap();
    assert_eq!(market.state(intention), IntentionState::Expired);
    assert_eq!(count(&market.store, b'O'), 0);
}

#[test]
fn a_letter_has_left_whichever_handle_says_so() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let id = met.person.id();
    let mut other = Person::open(Arc::clone(&met.person_store), keeper(), id).unwrap();
    // In a stream that the other handle has not seen.
    let pairs = PartyKeyPairs::generate(&mut met.random).unwrap();
    let did = pairs.sign().public().to_did();
    let new = met.person.add_vendor(&did, &About::default(), None, met.at, &mut met.random).unwrap().relationship;
    let page = profile(&pairs, "Kiosk", &mut met);
    received(met.at_person(page.as_bytes()));
    let said = met.person.proffer(new, &["SD-BASE"], None, met.at, &mut met.random).unwrap().said;
    let letter = said[0].letter;
    other.sent(letter).unwrap();
    assert!(met.person.outbox(met.at).unwrap().is_empty());
    other.resend(letter).unwrap();
    assert_eq!(met.person.outbox(met.at).unwrap().len(), 1);
}
