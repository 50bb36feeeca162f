//! What a strict reader of the market found, one test each.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::life::{keeper, received};
use support::market::{Market, quote};
use support::seller::{Call, Seller};
use support::two::later;
use vrm_core::intention::{IntentionState, Rates};
use vrm_core::life::Reception;
use vrm_core::message::Intention;
use vrm_core::person::{Announcement, Market as Audience, Person};
use vrm_core::view::StateError;

/// A vendor under a `did:web` changes its keys while its offers are held: each stays what it was, and the life is carried.
#[test]
fn offers_stay_beside_the_document_that_vouched_for_them() {
    let (mut market, intention, call) = Market::quiet();
    let first = Seller::web("shop.example", &mut market);
    let (second, third) = (first.with_new_keys(&mut market), first.with_new_keys(&mut market));
    let introduce = |market: &mut Market, seller: &Seller| {
        let document = seller.document();
        let (at, random) = (market.at, &mut market.random);
        market.person.introduce_offerer(intention, &seller.did, document.as_bytes(), None, at, random).unwrap();
    };
    introduce(&mut market, &first);
    let chosen = market.offered(&first, &call, &quote(200, 3));
    market.choose(intention, chosen);
    introduce(&mut market, &second);
    let beside = market.offered(&second, &call, &quote(190, 3));
    introduce(&mut market, &third);
    market.imported();
    market.wait(60);
    let later = market.offered(&third, &call, &quote(180, 3));
    assert_eq!(market.held(intention), [chosen, later].into());
    assert!(!market.held(intention).contains(&beside));
    market.imported();

    // Keys that the document names no more speak for the vendor no more.
    let (bytes, _) = first.offer(&call, first.body(&call, &quote(1, 1)), &mut market);
    let reception = market.at_person(&bytes);
    assert!(matches!(reception, Reception::NeedsKeys { .. }), "{reception:?}");
}

/// One live offer a vendor beside the chosen one, however often the life is read again.
#[test]
fn a_vendor_has_one_live_offer_beside_the_chosen_one() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let chosen = market.offered(&seller, &call, &quote(200, 3));
    market.choose(intention, chosen);
    for euros in [190, 180, 170] {
        market.wait(60);
        market.person = Person::open(market.store.clone(), keeper(), market.person.id()).unwrap();
        let live = market.offered(&seller, &call, &quote(euros, 3));
        assert_eq!(market.held(intention), [chosen, live].into());
    }
}

/// A cast for a vendor by name takes nobody else's offer, whoever passed its reply key on.
#[test]
fn a_cast_by_name_is_answered_by_whom_it_names() {
    let mut market = Market::of(1);
    let (first, cast) = market.announce();
    let (_, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    market.choose(first, offer);
    market.carry(0);
    assert_eq!(market.state(first), IntentionState::Fulfilled);
    let announcement = Announcement { market: Audience::Agreed, ..market.announcement() };
    let outcome = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap();
    let cast = outcome.relationship;
    let view = market.person.view();
    let said = view.intention(cast).unwrap()[0].announced().unwrap().clone();
    let stranger = Seller::new("Stranger", &mut market);
    let call = Call { id: said.id, keys: said.keys };
    let (bytes, _) = stranger.offer(&call, stranger.body(&call, &quote(1, 1)), &mut market);
    assert_eq!(market.person_refuses(&bytes), StateError::NotForUs.into());
    let [letter] = market.letters().try_into().unwrap();
    assert!(Intention::parse(&letter, market.at).is_err(), "it is sealed");
    let asked = received(market.at_shop(0, &letter)).log;
    market.offer_again(0, asked, &quote(150, 3), "SD-BASE");
    assert_eq!(market.person.inbox(cast).unwrap().rank(&Rates::none(), market.at, 9).fitting, 1);
}

/// What was taken back before it left does not leave.
#[test]
fn what_is_withdrawn_before_it_left_goes_nowhere() {
    let mut market = Market::of(0);
    let outcome = market.person.announce(&market.announcement(), None, market.at, &mut market.random).unwrap();
    assert_eq!(market.person.outbox(market.at).unwrap().len(), 1);
    market.person.withdraw_intention(outcome.relationship, None, market.at, &mut market.random).unwrap();
    assert!(market.person.outbox(market.at).unwrap().is_empty());
    market.person.erase(outcome.relationship, None, later(market.at, 1), &mut market.random).unwrap();
    market.imported();
}
