//! New keys of a desk's, and further offers, while an offer is under way.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::life::received;
use support::market::{Market, quote};
use support::seller::in_force;
use support::two::later;
use vrm_core::intention::IntentionState;
use vrm_core::view::StateError;

impl Market {
    fn rotate(&mut self) {
        self.desks[0].rotate_keys(None, self.at, &mut self.random).unwrap();
    }
}

#[test]
fn a_further_offer_is_made_with_the_newest_keys() {
    let mut market = Market::of(1);
    let (intention, cast) = market.announce();
    let (customer, first) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    market.rotate();
    let second = market.offer_again(0, customer, &quote(190, 3), "SD-BASE");
    // By a key of its own a desk is another vendor to who never dealt with it.
    assert_eq!(market.held(intention), [first, second].into());
    let chosen = market.choose(intention, second);
    assert_eq!(market.with(chosen.relationship).other_keys(), Some(&market.desks[0].keys().unwrap()));
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!(in_force(&market.with(chosen.relationship)), in_force(&market.there(0, customer)));
    market.imported();
}

#[test]
fn an_offer_is_signed_with_the_keys_it_was_made_with_and_the_new_ones_are_told_after_it() {
    let mut market = Market::of(1);
    let (intention, cast) = market.announce();
    let (customer, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    let old = market.desks[0].keys().unwrap();
    market.rotate();
    let relationship = market.choose(intention, offer).relationship;
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!(market.with(relationship).other_keys(), Some(&old));
    market.desks[0].announce_keys(customer, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    let new = market.desks[0].keys().unwrap();
    assert_ne!(old, new);
    assert_eq!(market.with(relationship).other_keys(), Some(&new));
    assert_eq!(market.there(0, customer).own_keys(), Some(&new));
    market.imported();
}

/// A known customer signs with the keys that it knows; the desk has told it of others by then, and says no.
#[test]
fn where_new_keys_cross_a_yes_the_desk_says_no_and_the_intention_is_open_again() {
    let mut market = Market::of(1);
    let (first, cast) = market.announce();
    let (customer, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    let relationship = market.choose(first, offer).relationship;
    market.carry(0);
    market.at = later(market.at, 3_600);
    let (intention, cast) = market.announce();
    let (asked, offer) = market.offer(0, &cast, &quote(180, 3), "SD-BASE");
    market.choose(intention, offer);
    market.rotate();
    market.desks[0].announce_keys(customer, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Open);
    assert_eq!(in_force(&market.with(relationship)).len(), 1);
    // What was asked here has gone on there.
    let (at, until) = (market.at, later(market.at, 86_400));
    let again = market.desks[0].offer(asked, &quote(180, 3), "SD-BASE", until, None, at, &mut market.random);
    assert_eq!(again, Err(StateError::IntentionOver.into()));
    market.imported();
}

#[test]
fn after_a_no_the_vendors_later_offer_still_stands() {
    let mut market = Market::of(1);
    let (intention, cast) = market.announce();
    let (customer, first) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    let relationship = market.choose(intention, first).relationship;
    let [yes] = market.letters().try_into().unwrap();
    // Before the yes is there the shop makes another offer, which is held beside the one that was chosen.
    let second = market.offer_again(0, customer, &quote(150, 3), "SD-BASE");
    assert_eq!(market.held(intention), [first, second].into());
    received(market.at_shop(0, &yes));
    market.carry(0);
    assert_eq!((market.state(intention), market.held(intention)), (IntentionState::Open, [second].into()));
    // One more takes the place of it, to the same persona's intention.
    let third = market.offer_again(0, customer, &quote(140, 3), "SD-BASE");
    assert_eq!(market.held(intention), [third].into());
    assert_eq!(market.choose(intention, third).relationship, relationship);
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!(in_force(&market.with(relationship)), in_force(&market.there(0, customer)));
    market.imported();
}
