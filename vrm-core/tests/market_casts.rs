//! One intention for several vendors by name, and one under the terms of another roster.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::received;
use support::market::{Market, quote};
use support::rosters::other_roster;
use support::seller::{Call, Seller, in_force};
use support::two::{declaration, later, now};
use vrm_core::chain::StreamId;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::About;
use vrm_core::intention::{IntentionState, Rates, TermsFault};
use vrm_core::keys::SigningKeyPair;
use vrm_core::message::RosterStatement;
use vrm_core::person::{Announcement, Market as Audience};
use vrm_core::terms::Roster;
use vrm_core::view::StateError;

/// A person that knows two shops, and asks both of them by name: the intention, and what each has to read.
fn asked_of_two() -> (Market, StreamId, [Vec<u8>; 2]) {
    let mut market = Market::of(2);
    let known: Vec<StreamId> = (0..2)
        .map(|shop| {
            let (at, did) = (market.at, market.did(shop));
            let added = market.person.add_vendor(&did, &About::default(), None, at, &mut market.random).unwrap();
            let page = market.desks[shop].profile().unwrap().to_owned();
            received(market.at_person(page.as_bytes()));
            added.relationship
        })
        .collect();
    let announcement = Announcement { market: Audience::Vendors(known.into_iter().collect()), ..market.announcement() };
    let said = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap();
    let letters = market.person.outbox(market.at).unwrap();
    letters.iter().for_each(|letter| market.person.sent(letter.id).unwrap());
    let to = |shop: usize| {
        let did = market.did(shop);
        letters.iter().find(|letter| letter.to == Some(did.clone())).unwrap().bytes.clone()
    };
    let casts = [to(0), to(1)];
    assert_eq!(market.person.view().intention(said.relationship).unwrap().len(), 2);
    (market, said.relationship, casts)
}

fn states(market: &Market, intention: StreamId) -> Vec<IntentionState> {
    let view = market.person.view();
    let mut states: Vec<_> = view.intention(intention).unwrap().iter().map(|cast| cast.state()).collect();
    states.sort();
    states
}

#[test]
fn what_is_said_to_one_is_not_read_by_another() {
    let (mut market, _, casts) = asked_of_two();
    assert_eq!(market.shop_refuses(0, &casts[1]).code(), Code::KeysSealedForAnother);
    assert_eq!(market.shop_refuses(1, &casts[0]).code(), Code::KeysSealedForAnother);
}

#[test]
fn one_offer_is_chosen_of_all_casts() {
    let (mut market, intention, casts) = asked_of_two();
    let (_, first) = market.offer(0, &casts[0], &quote(200, 3), "SD-BASE");
    let (other, second) = market.offer(1, &casts[1], &quote(150, 3), "SD-BASE");
    assert_eq!(market.person.inbox(intention).unwrap().rank(&Rates::default(), market.at, 9).fitting, 2);
    market.choose(intention, first);
    assert_eq!(states(&market, intention), [IntentionState::Open, IntentionState::Accepted]);
    let text = market.choice_refused(intention, second).to_string();
    assert!(text.contains("accepted"), "{text}");
    let error = market.person.withdraw_intention(intention, None, market.at, &mut market.random).unwrap_err();
    assert!(error.to_string().contains("accepted"), "{error}");
    market.carry(0);
    assert_eq!(states(&market, intention), [IntentionState::Fulfilled, IntentionState::Withdrawn]);
    market.choice_refused(intention, second);
    market.wait(60);
    let (until, at) = (later(market.at, 3_600), market.at);
    let desk = &mut market.desks[1];
    desk.offer(other, &quote(100, 3), "SD-BASE", until, None, at, &mut market.random).unwrap();
    let [letter] = market.answers(1).try_into().unwrap();
    assert_eq!(market.person_refuses(&letter), StateError::IntentionOver.into());
    market.imported();
}

#[test]
fn after_a_no_another_casts_offer_may_be_chosen() {
    let (mut market, intention, casts) = asked_of_two();
    let (customer, first) = market.offer(0, &casts[0], &quote(200, 3), "SD-BASE");
    let (_, second) = market.offer(1, &casts[1], &quote(150, 3), "SD-BASE");
    market.choose(intention, first);
    market.wait(60);
    let (until, at) = (later(market.at, 3_600), market.at);
    let desk = &mut market.desks[0];
    desk.offer(customer, &quote(250, 3), "SD-BASE", until, None, at, &mut market.random).unwrap();
    market.answers(0);
    market.carry(0);
    assert_eq!(states(&market, intention), [IntentionState::Open, IntentionState::Open]);
    assert_eq!(market.choice_refused(intention, first), StateError::NoSuchOffer { id: first }.into());
    // Each cast has a key of its own: a yes to another vendor links nothing.
    market.choose(intention, second);
    market.carry(1);
    assert_eq!(states(&market, intention), [IntentionState::Fulfilled, IntentionState::Withdrawn]);
    market.imported();
}

#[test]
fn all_casts_are_taken_back_and_end_together() {
    for taken_back in [true, false] {
        let (mut market, intention, casts) = asked_of_two();
        let (_, offer) = market.offer(0, &casts[0], &quote(200, 3), "SD-BASE");
        let expected = match taken_back {
            true => {
                market.person.withdraw_intention(intention, None, market.at, &mut market.random).unwrap();
                IntentionState::Withdrawn
            }
            false => {
                let at = market.wait(7 * 86_400);
                market.person.expire(None, at, &mut market.random).unwrap();
                IntentionState::Expired
            }
        };
        assert_eq!(states(&market, intention), [expected; 2]);
        market.choice_refused(intention, offer);
        assert!(market.letters().is_empty());
    }
}

fn load(market: &mut Market, roster: &Roster, authority: &SigningKeyPair, released: i64) {
    let statement = RosterStatement::of(roster, later(now(), released)).sign(authority).unwrap();
    let (document, at, key) = (roster.to_document(), market.at, authority.public());
    let (document, statement) = (document.as_bytes(), statement.as_str().as_bytes());
    market.person.load_roster(document, statement, key, None, at, &mut market.random).unwrap();
    for desk in &mut market.desks {
        desk.load_roster(document, statement, key, None, at, &mut market.random).unwrap();
    }
}

/// An intention under the base agreement of another roster, which a shop accepts.
fn under_another_roster() -> (Market, StreamId, Vec<u8>, String, SigningKeyPair) {
    let mut market = Market::of(1);
    let authority = SigningKeyPair::generate(&mut market.random).unwrap();
    let roster = other_roster("1.0.0");
    let entry = format!("{}#{}", roster.iri(), roster.entries()[0].name().id);
    let announcement = Announcement { terms: vec![entry.clone()], ..market.announcement() };
    let error = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchRoster { roster: roster.iri().to_owned() }.into());
    load(&mut market, &roster, &authority, 0);
    let at = market.at;
    market.desks[0].declare(&entry, &declaration(), None, at, &mut market.random).unwrap();
    let intention = market.person.announce(&announcement, None, at, &mut market.random).unwrap().relationship;
    let [cast] = market.letters().try_into().unwrap();
    (market, intention, cast, entry, authority)
}

#[test]
fn an_offer_is_agreed_on_under_a_roster_that_was_loaded() {
    let (mut market, intention, cast, entry, _) = under_another_roster();
    let (customer, offer) = market.offer(0, &cast, &quote(200, 3), &entry);
    assert!(market.person.inbox(intention).unwrap().faults(&offer).unwrap().is_empty());
    // An entry of the roster that every build has is from outside.
    let call = Call::read(&cast, market.at);
    let seller = Seller::new("Kiosk", &mut market);
    let outside = market.offered(&seller, &call, &quote(100, 3));
    let builtin = Roster::builtin().iri().to_owned();
    assert_eq!(market.choice_refused(intention, outside), StateError::NoSuchRoster { roster: builtin }.into());
    let relationship = market.choose(intention, offer).relationship;
    market.carry(0);
    let agreed = in_force(&market.with(relationship));
    assert_eq!((agreed.len(), agreed), (1, in_force(&market.there(0, customer))));
    market.imported();
}

/// A newer release does not have the version any more that was asked and offered under.
#[test]
fn what_a_newer_release_does_not_have_is_not_agreed_on() {
    let (mut market, intention, cast, entry, authority) = under_another_roster();
    let (_, offer) = market.offer(0, &cast, &quote(200, 3), &entry);
    load(&mut market, &other_roster("2.0.0"), &authority, 60);
    let inbox = market.person.inbox(intention).unwrap();
    assert!(matches!(inbox.faults(&offer).unwrap(), [TermsFault::Unknown { .. }]));
    assert!(matches!(market.choice_refused(intention, offer), Error::Terms(_)));
    assert_eq!(market.state(intention), IntentionState::Open);
    market.imported();
}
