//! Whatever came of an intention, what was written of it is what an import takes: in every state of its chart, with offers
//! that are held, were replaced, or were chosen.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use support::carried::import;
use support::life::{received, settings};
use support::market::{Market, quote};
use support::two::{later, now};
use vrm_core::chain::StreamId;
use vrm_core::error::{Code, Fault};
use vrm_core::history::About;
use vrm_core::intention::{IntentionState, Rates};
use vrm_core::keys::SignedId;
use vrm_core::life::Reception;
use vrm_core::person::{Announcement, Market as Audience, Person};
use vrm_core::relationship::AgreementState;
use vrm_core::terms::Who;

/// An import takes it, and it is the same there: what is shown, and what is ranked.
fn carried(market: &mut Market) -> Person {
    let export = market.person.danger_export().unwrap();
    let mut elsewhere = match import(export.danger_expose().as_bytes(), 99).0 {
        Ok(elsewhere) => elsewhere,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), export.danger_expose());
    let view = market.person.view();
    let shown = |person: &Person| {
        let view = person.view();
        let casts: Vec<String> = view.casts().map(|cast| format!("{cast:?}")).collect();
        (casts, view.relationships().map(|between| format!("{between:?}")).collect::<Vec<_>>())
    };
    assert_eq!(shown(&market.person), shown(&elsewhere));
    for intention in view.casts().map(|cast| cast.intention()).collect::<BTreeSet<_>>() {
        let [here, there] = [&mut market.person, &mut elsewhere]
            .map(|person| person.inbox(intention).unwrap().rank(&Rates::default(), market.at, usize::MAX));
        assert_eq!(here, there);
    }
    let letters = |person: &Person| person.outbox(market.at).unwrap();
    assert_eq!(letters(&market.person), letters(&elsewhere));
    elsewhere
}

fn wait(market: &mut Market, seconds: i64) {
    market.at = later(market.at, seconds);
}

fn expire(market: &mut Market) {
    market.person.expire(None, market.at, &mut market.random).unwrap();
}

/// Carries the acceptance to a shop, and the shop's answer back.
fn agree(market: &mut Market, shop: usize) {
    for letter in market.letters() {
        received(market.at_shop(shop, &letter));
    }
    carried(market);
    for letter in market.answers(shop) {
        received(market.at_person(&letter));
        carried(market);
    }
}

/// How many agreements are in force in a relationship.
fn in_force(market: &Market, relationship: StreamId) -> usize {
    let view = market.person.view();
    let between = view.relationship(relationship).unwrap();
    between.agreements().filter(|agreed| agreed.state == AgreementState::InForce).count()
}

/// What an intention is announced as, for some vendors by name.
fn named(market: &Market, vendors: &[StreamId]) -> Announcement {
    Announcement { market: Audience::Vendors(vendors.iter().copied().collect()), ..market.announcement() }
}

/// Adds a shop, and takes its profile.
fn meet(market: &mut Market, shop: usize) -> StreamId {
    let (did, at) = (market.did(shop), market.at);
    let profile = market.desks[shop].profile().unwrap().as_bytes().to_vec();
    let added = market.person.add_vendor(&did, &About::default(), None, at, &mut market.random).unwrap();
    received(market.at_person(&profile));
    added.relationship
}

/// Announces for some vendors by name; the intention, and each cast's letter in order.
fn announce_to(market: &mut Market, vendors: &[StreamId]) -> (StreamId, Vec<Vec<u8>>) {
    let announcement = named(market, vendors);
    let outcome = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap();
    (outcome.relationship, market.letters())
}

/// Whatever a shop makes of a letter.
fn try_shop(market: &mut Market, shop: usize, letter: &[u8]) -> Option<vrm_core::log::LogId> {
    match market.at_shop(shop, letter) {
        Reception::Received(outcome) => Some(outcome.log),
        _ => None,
    }
}

#[test]
fn an_intention_that_is_announced_replaced_chosen_and_fulfilled() {
    let mut market = Market::of(2);
    carried(&mut market);
    let announcement = market.announcement();
    market.person.announce(&announcement, None, market.at, &mut market.random).unwrap();
    let elsewhere = carried(&mut market);
    let [cast] = elsewhere.view().casts().map(|cast| cast.id()).collect::<Vec<_>>().try_into().unwrap();
    let public = market.letters().remove(0);
    carried(&mut market);
    let (customer, _) = market.offer(0, &public, &quote(280, 3), "SD-BASE");
    carried(&mut market);
    let (_, other) = market.offer(1, &public, &quote(150, 5), "SD-BASE");
    carried(&mut market);
    for price in [270, 260] {
        wait(&mut market, 60);
        market.offer_again(0, customer, &quote(price, 3), "SD-BASE-A");
        let inbox = market.person.inbox(cast).unwrap();
        assert_eq!(inbox.offers().count(), 2);
        carried(&mut market);
    }
    market.choose(cast, other);
    assert_eq!(market.state(cast), IntentionState::Accepted);
    agree(&mut market, 1);
    assert_eq!(market.state(cast), IntentionState::Fulfilled);
    // Under the relationship's own stream nothing is known of the cast, and the cast can go.
    wait(&mut market, 60);
    market.person.erase(cast, None, market.at, &mut market.random).unwrap();
    let elsewhere = carried(&mut market);
    assert_eq!(elsewhere.view().casts().count(), 0);
}

#[test]
fn an_intention_that_is_withdrawn_and_one_that_expires() {
    let mut market = Market::of(1);
    let (first, public) = market.announce();
    market.offer(0, &public, &quote(280, 3), "SD-BASE");
    market.person.withdraw_intention(first, None, market.at, &mut market.random).unwrap();
    carried(&mut market);
    let (second, public) = market.announce();
    market.offer(0, &public, &quote(290, 3), "SD-BASE");
    wait(&mut market, 7 * 86_400);
    expire(&mut market);
    carried(&mut market);
    assert_eq!([first, second].map(|id| market.state(id)), [IntentionState::Withdrawn, IntentionState::Expired]);
    market.person.erase(first, None, market.at, &mut market.random).unwrap();
    carried(&mut market);
    market.person.erase(second, None, market.at, &mut market.random).unwrap();
    carried(&mut market);
}

/// The acceptance crosses a further offer, is refused, and the intention is open again for the same vendor's other offer.
#[test]
fn an_acceptance_that_is_refused() {
    let mut market = Market::of(1);
    let (intention, public) = market.announce();
    let (customer, offer) = market.offer(0, &public, &quote(280, 3), "SD-BASE");
    wait(&mut market, 60);
    let until = later(market.at, 3 * 86_400);
    market.desks[0].offer(customer, &quote(270, 3), "SD-BASE", until, None, market.at, &mut market.random).unwrap();
    let [crossing] = market.answers(0).try_into().unwrap();
    market.choose(intention, offer);
    carried(&mut market);
    received(market.at_person(&crossing));
    carried(&mut market);
    agree(&mut market, 0);
    assert_eq!(market.state(intention), IntentionState::Open);
    carried(&mut market);
    let better = market.person.inbox(intention).unwrap().offers().next().unwrap().id;
    assert_ne!(better, offer);
    market.choose(intention, better);
    carried(&mut market);
    agree(&mut market, 0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
}

/// No second signature comes in time; the offer of another is chosen, and the late signature is called late.
#[test]
fn an_acceptance_that_lapses() {
    let mut market = Market::of(2);
    let announcement = Announcement { until: later(market.at, 30 * 86_400), ..market.announcement() };
    let intention = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap().relationship;
    let public = market.letters().remove(0);
    let (customer, slow) = market.offer(0, &public, &quote(200, 3), "SD-BASE");
    market.choose(intention, slow);
    let [acceptance] = market.letters().try_into().unwrap();
    received(market.at_shop(0, &acceptance));
    let late = market.answers(0);
    wait(&mut market, 9 * 86_400);
    expire(&mut market);
    assert_eq!(market.state(intention), IntentionState::Open);
    carried(&mut market);
    // It is said to the slow one, whose offer is gone.
    let [called] = market.letters().try_into().unwrap();
    received(market.at_shop(0, &called));
    assert_eq!(market.person.inbox(intention).unwrap().offers().count(), 0);
    let (_, quick) = market.offer(1, &public, &quote(250, 3), "SD-BASE");
    let (at, random) = (market.at, &mut market.random);
    let refused = market.person.choose(intention, quick, None, at, random).unwrap_err();
    assert_eq!(refused.code(), Code::StateWouldLink);
    let chosen = market.person.danger_choose(intention, quick, None, at, random).unwrap().relationship;
    carried(&mut market);
    agree(&mut market, 1);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    for letter in late {
        received(market.at_person(&letter));
        carried(&mut market);
    }
    // And again, to the signature that came after all.
    let [called] = market.letters().try_into().unwrap();
    received(market.at_shop(0, &called));
    carried(&mut market);
    let [there] =
        market.desks[0].customer(customer).unwrap().relationships().cloned().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(there.agreements().map(|agreed| agreed.state).collect::<Vec<_>>(), [AgreementState::Lapsed]);
    assert_eq!(in_force(&market, chosen), 1);
}

/// One cast for each vendor by name; and what is left when some of them, or their vendors, are erased.
#[test]
fn casts_for_vendors_by_name() {
    let mut market = Market::of(3);
    let vendors: Vec<StreamId> = (0..3).map(|shop| meet(&mut market, shop)).collect();
    let (intention, letters) = announce_to(&mut market, &vendors);
    carried(&mut market);
    let mut offers: Vec<SignedId> = Vec::new();
    for letter in &letters {
        for shop in 0..3 {
            if let Some(customer) = try_shop(&mut market, shop, letter) {
                let price = 200 + i64::try_from(shop).unwrap();
                offers.push(market.offer_again(shop, customer, &quote(price, 3), "SD-BASE"));
            }
        }
    }
    assert_eq!(offers.len(), 3);
    carried(&mut market);
    let best = market.person.inbox(intention).unwrap().rank(&Rates::default(), market.at, 9).offers[0].id;
    let chosen = market.choose(intention, best).relationship;
    carried(&mut market);
    let shop = (0..3).find(|shop| vendors[*shop] == chosen).unwrap();
    agree(&mut market, shop);
    let states = |market: &Market| {
        let view = market.person.view();
        view.intention(intention).unwrap().into_iter().map(|cast| cast.state()).collect::<BTreeSet<_>>()
    };
    assert_eq!(states(&market), [IntentionState::Fulfilled, IntentionState::Withdrawn].into());
    // A vendor that was asked and not chosen is erased; its cast stays.
    let loser = *vendors.iter().find(|id| **id != chosen).unwrap();
    market.person.erase(loser, None, market.at, &mut market.random).unwrap();
    carried(&mut market);
    // The casts go one by one, the first of all first.
    let view = market.person.view();
    let mut casts: Vec<StreamId> = view.intention(intention).unwrap().into_iter().map(|cast| cast.id()).collect();
    casts.sort_by_key(|id| *id != intention);
    for cast in casts {
        market.person.erase(cast, None, market.at, &mut market.random).unwrap();
        let reopened = Person::open(market.store.clone(), support::life::keeper(), market.person.id()).unwrap();
        assert_eq!(reopened.head(), market.person.head());
        carried(&mut market);
    }
}

/// A vendor with which an agreement is in force already: its offer is taken up where everything with it is.
#[test]
fn a_vendor_that_is_known_already() {
    let mut market = Market::of(1);
    let known = meet(&mut market, 0);
    market.person.proffer(known, &["SD-BASE"], None, market.at, &mut market.random).unwrap();
    agree(&mut market, 0);
    for letter in market.letters() {
        received(market.at_shop(0, &letter));
    }
    let announcement = Announcement { market: Audience::Agreed, ..market.announcement() };
    let intention = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap().relationship;
    let [letter] = market.letters().try_into().unwrap();
    let (_, offer) = market.offer(0, &letter, &quote(200, 3), "SD-BASE");
    carried(&mut market);
    assert_eq!(market.choose(intention, offer).relationship, known);
    carried(&mut market);
    agree(&mut market, 0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!(in_force(&market, known), 2);
}

/// A shop under a `did:web` answers what is announced: the shop, the intention, and the letter.
fn offered_by_web(market: &mut Market) -> (usize, StreamId, Vec<u8>) {
    let web = market.open_web_shop(Who::Agent);
    let (intention, public) = market.announce();
    let customer = received(market.at_shop(web, &public)).log;
    let (at, until) = (market.at, later(market.at, 3 * 86_400));
    market.desks[web].offer(customer, &quote(200, 3), "SD-BASE", until, None, at, &mut market.random).unwrap();
    let [letter] = market.answers(web).try_into().unwrap();
    (web, intention, letter)
}

/// A vendor whose keys stand in a document: its offer waits for them, and they are pinned beside the cast.
#[test]
fn an_offer_under_a_did_web() {
    let mut market = Market::of(1);
    let (web, intention, letter) = offered_by_web(&mut market);
    let asks = market.at_person(&letter);
    assert_eq!(asks, Reception::NeedsKeys { did: market.did(web), about: intention });
    let (did, page, at) = (market.did(web), market.page(web), market.at);
    market.person.introduce_offerer(intention, &did, page.as_bytes(), None, at, &mut market.random).unwrap();
    carried(&mut market);
    received(market.at_person(&letter));
    carried(&mut market);
    let offer = market.person.inbox(intention).unwrap().offers().next().unwrap().id;
    // A vendor that was added meanwhile, and not introduced, is introduced by the cast.
    let added = market.person.add_vendor(&did, &About::default(), None, at, &mut market.random).unwrap().relationship;
    carried(&mut market);
    assert_eq!(market.choose(intention, offer).relationship, added);
    carried(&mut market);
    agree(&mut market, web);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
}

/// The same document again, or a newer one: what was signed under the old one is held or goes, and all of it is carried.
#[test]
fn a_did_web_whose_keys_change_while_its_offer_is_held() {
    let mut market = Market::of(0);
    let (web, intention, letter) = offered_by_web(&mut market);
    let (did, at) = (market.did(web), market.at);
    let pages = {
        let old = market.page(web);
        market.desks[web].rotate_keys(None, at, &mut market.random).unwrap();
        [old.clone(), old, market.page(web)]
    };
    market.person.introduce_offerer(intention, &did, pages[0].as_bytes(), None, at, &mut market.random).unwrap();
    received(market.at_person(&letter));
    for page in &pages[1..] {
        market.person.introduce_offerer(intention, &did, page.as_bytes(), None, at, &mut market.random).unwrap();
        carried(&mut market);
    }
    let offer = market.person.inbox(intention).unwrap().offers().next().unwrap().id;
    let _ = market.person.choose(intention, offer, None, at, &mut market.random);
    carried(&mut market);
}

/// The clock was wrong when the offer came, and is right when it is chosen.
#[test]
fn a_clock_that_was_set_back_before_an_offer_is_chosen() {
    let mut market = Market::of(1);
    let right = market.at;
    wait(&mut market, 3 * 86_400);
    let (intention, public) = market.announce();
    let (_, offer) = market.offer(0, &public, &quote(200, 3), "SD-BASE");
    market.at = right;
    market.person.accept_clock(None, right, &mut market.random).unwrap();
    carried(&mut market);
    market.choose(intention, offer);
    carried(&mut market);
}

/// Own terms, blocks and a counter entry weigh on offers; the ranking is the same elsewhere.
#[test]
fn what_weighs_on_offers_is_carried() {
    let mut market = Market::of(2);
    let (intention, public) = market.announce();
    market.offer(0, &public, &quote(280, 3), "SD-BASE-A");
    market.offer(1, &public, &quote(400, 3), "SD-BASE");
    let mut own = vrm_core::terms::Draft::own();
    own.forbid(vrm_core::terms::Prohibition::new("no-mail").purpose(["dpv:CustomerCare".parse().unwrap()]));
    market.person.set_terms(Some(&own.finish().unwrap()), None, market.at, &mut market.random).unwrap();
    carried(&mut market);
    market.person.set_settings(&settings(&[], Who::Me), None, market.at, &mut market.random).unwrap();
    carried(&mut market);
    assert_eq!(market.state(intention), IntentionState::Open);
    assert_eq!(now(), market.at);
}
