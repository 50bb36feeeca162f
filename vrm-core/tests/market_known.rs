//! Offers of vendors that are known already: everything with one of them stays in one relationship.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{line, received};
use support::market::{Market, quote};
use support::negotiated::request;
use support::seller::{Call, Seller, in_force, sealed};
use support::two::later;
use vrm_core::agreement::AgreementError;
use vrm_core::chain::StreamId;
use vrm_core::decision::{Block, Effect, Selector};
use vrm_core::error::{Code, Fault};
use vrm_core::history::About;
use vrm_core::intention::{IntentionState, TermsFault};
use vrm_core::keys::SignedId;
use vrm_core::log::LogId;
use vrm_core::message::{Anyone, Message, Never, Profile, Rotation};
use vrm_core::person::{Announcement, Market as Audience};
use vrm_core::relationship::RelationshipState;
use vrm_core::terms::{Prohibition, Talk, Who};
use vrm_core::text::Name;
use vrm_core::time::Window;
use vrm_core::view::StateError;

/// The person asks once more, and a shop offers: the intention, the customer that asked there, the offer.
fn asked_again(market: &mut Market, shop: usize) -> (StreamId, LogId, SignedId) {
    market.wait(3_600);
    let (intention, cast) = market.announce();
    let (customer, offer) = market.offer(shop, &cast, &quote(200, 3), "SD-BASE");
    (intention, customer, offer)
}

/// A person that has agreed with the one shop: the relationship, and the customer there.
fn agreed() -> (Market, StreamId, LogId) {
    let mut market = Market::of(1);
    let (intention, customer, offer) = asked_again(&mut market, 0);
    let relationship = market.choose(intention, offer).relationship;
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    (market, relationship, customer)
}

#[test]
fn a_second_agreement_is_made_where_the_first_is() {
    let (mut market, relationship, customer) = agreed();
    let persona = *market.with(relationship).own_keys().unwrap();
    let (intention, asked, offer) = asked_again(&mut market, 0);
    assert_ne!(asked, customer, "nothing tells who asks before the yes");
    assert_eq!(market.choose(intention, offer).relationship, relationship);
    let [yes] = market.letters().try_into().unwrap();
    assert_eq!(received(market.at_shop(0, &yes)).log, customer);
    let [signature] = market.answers(0).try_into().unwrap();
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);

    assert_eq!(market.with(relationship).own_keys(), Some(&persona));
    let mine = in_force(&market.with(relationship));
    assert_eq!((mine.len(), mine), (2, in_force(&market.there(0, customer))));
    let there = market.there(0, asked);
    assert!(there.agreements().next().is_none() && there.other_keys().is_none());
    // What asked has taken up its offer: no more is offered there, and the yes is known.
    let (until, at) = (later(market.at, 3_600), market.at);
    let desk = &mut market.desks[0];
    let error = desk.offer(asked, &quote(100, 3), "SD-BASE", until, None, at, &mut market.random).unwrap_err();
    assert_eq!(error, StateError::IntentionOver.into());
    let before = support::life::rows(&market.shelves[0]);
    assert!(market.at_shop(0, &yes).accepted().unwrap().is_none());
    market.answers(0);
    assert_eq!(market.desks[0].customers().unwrap().len(), 2);
    assert_eq!(support::life::rows(&market.shelves[0]).len(), before.len());
    market.imported();
}

/// An offer to a known customer is answered while something else is being negotiated there.
#[test]
fn while_a_negotiation_runs_nothing_is_chosen() {
    let (mut market, relationship, customer) = agreed();
    let settings = line(Talk::Anyone, &["SD-BASE"], Who::Me);
    market.desks[0].set_settings(&settings, None, market.at, &mut market.random).unwrap();
    market.person.proffer(relationship, &["SD-BASE"], None, market.at, &mut market.random).unwrap();
    market.carry(0);
    let (intention, _, offer) = asked_again(&mut market, 0);
    assert_eq!(market.choice_refused(intention, offer), StateError::Negotiating.into());
    assert_eq!(market.state(intention), IntentionState::Open);
    let at = market.at;
    market.desks[0].refuse(customer, None, at, &mut market.random).unwrap();
    market.carry(0);
    assert_eq!(market.choose(intention, offer).relationship, relationship);
    // And the other way round.
    let proffered = market.person.proffer(relationship, &["SD-BASE"], None, at, &mut market.random);
    assert_eq!(proffered.unwrap_err(), StateError::Negotiating.into());
    let rotated = market.person.rotate_keys(relationship, None, at, &mut market.random);
    assert_eq!(rotated.unwrap_err(), StateError::Negotiating.into());
    let ended = market.person.terminate(relationship, None, at, &mut market.random);
    assert_eq!(ended.unwrap_err(), StateError::Negotiating.into());
    for stream in [relationship, intention] {
        let erased = market.person.erase(stream, None, at, &mut market.random);
        assert_eq!(erased.unwrap_err(), StateError::InForce.into());
    }
}

#[test]
fn a_vendor_is_known_by_the_keys_that_it_rotated_to() {
    let (mut market, relationship, customer) = agreed();
    let block =
        Block { against: Selector::Vendor(market.did(0)), what: Prohibition::new("all"), window: Window::ALWAYS };
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    market.desks[0].announce_keys(customer, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    let (intention, _, offer) = asked_again(&mut market, 0);
    // A block on the vendor is one on whatever it is called by.
    market.person.block(&block, None, market.at, &mut market.random).unwrap();
    let inbox = market.person.inbox(intention).unwrap();
    assert_eq!(inbox.faults(&offer).unwrap(), [TermsFault::Blocked { block: "all".to_owned() }]);
    market.person.unblock("all", None, market.at, &mut market.random).unwrap();
    assert_eq!(market.choose(intention, offer).relationship, relationship);
    market.carry(0);
    assert_eq!(in_force(&market.there(0, customer)).len(), 2);
    assert_eq!(in_force(&market.with(relationship)).len(), 2);
    assert_eq!(market.person.view().relationships().count(), 1);
    market.imported();
}

/// A block is found although the vendor's new keys came after its offer.
#[test]
fn a_block_finds_an_offer_of_keys_that_were_told_of_later() {
    let (mut market, relationship, customer) = agreed();
    let vendor = market.with(relationship).vendor().clone();
    let block = Block { against: Selector::Vendor(vendor), what: Prohibition::new("all"), window: Window::ALWAYS };
    market.person.block(&block, None, market.at, &mut market.random).unwrap();
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    let (intention, _, offer) = asked_again(&mut market, 0);
    assert!(market.person.inbox(intention).unwrap().faults(&offer).unwrap().is_empty(), "nobody can tell yet");
    market.desks[0].announce_keys(customer, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    let inbox = market.person.inbox(intention).unwrap();
    assert_eq!(inbox.faults(&offer).unwrap(), [TermsFault::Blocked { block: "all".to_owned() }]);
}

/// A vendor that is called by its key and has told nobody of a new one is another vendor.
#[test]
fn keys_that_nobody_was_told_of_are_a_new_vendors() {
    let (mut market, relationship, customer) = agreed();
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    let (intention, asked, offer) = asked_again(&mut market, 0);
    let other = market.choose(intention, offer).relationship;
    assert_ne!(other, relationship);
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!((in_force(&market.there(0, customer)).len(), in_force(&market.there(0, asked)).len()), (1, 1));
    assert_ne!(market.with(other).own_keys(), market.with(relationship).own_keys());
    market.imported();
}

#[test]
fn what_the_person_ended_begins_anew_under_a_fresh_persona() {
    let (mut market, relationship, customer) = agreed();
    let old = *market.with(relationship).own_keys().unwrap();
    market.person.terminate(relationship, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    let (intention, asked, offer) = asked_again(&mut market, 0);
    assert_eq!(market.choose(intention, offer).relationship, relationship);
    let between = market.with(relationship);
    assert_ne!(between.own_keys(), Some(&old));
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!(market.with(relationship).state(), RelationshipState::Active);
    assert_eq!(market.there(0, customer).state(), RelationshipState::Inactive);
    assert_eq!(in_force(&market.there(0, asked)), in_force(&market.with(relationship)));
    market.imported();
}

/// The shop ended it, the person did not: the shop says no, and does not keep silent.
#[test]
fn what_the_shop_ended_is_said_no_to() {
    let (mut market, relationship, customer) = agreed();
    let at = market.at;
    market.desks[0].terminate(customer, None, at, &mut market.random).unwrap();
    market.carry(0);
    let (intention, _, offer) = asked_again(&mut market, 0);
    assert_eq!(market.choose(intention, offer).relationship, relationship);
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Open);
    assert_eq!(market.choice_refused(intention, offer), StateError::NoSuchOffer { id: offer }.into());
    assert!(in_force(&market.there(0, customer)).is_empty());
    assert_eq!(market.there(0, customer).state(), RelationshipState::Terminated);
    market.imported();
}

#[test]
fn a_vendor_is_called_what_its_page_says() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let page = Profile {
        name: Name::parse("Kiosk and more").unwrap(),
        keys: seller.pairs.public(),
        accepts: [support::vendor::pin("SD-BASE")].into(),
    };
    let page = Message::new(page, seller.did.clone(), Anyone, market.at, Never, &mut market.random).unwrap();
    let page = page.sign(seller.pairs.sign()).unwrap().as_str().to_owned();
    market.person.add_vendor(&seller.did, &About::default(), None, market.at, &mut market.random).unwrap();
    received(market.at_person(page.as_bytes()));
    let offer = market.offered(&seller, &call, &quote(200, 3));
    assert_eq!(market.choice_refused(intention, offer), AgreementError::NotExpected { member: "vendor" }.into());
    let renamed = Seller { name: Name::parse("Kiosk and more").unwrap(), ..seller };
    market.wait(60);
    let offer = market.offered(&renamed, &call, &quote(190, 3));
    market.choose(intention, offer);
    market.imported();
}

/// A person that knows a vendor by its host: added, and looked up or not.
fn known_by_host(introduced: bool) -> (Market, StreamId, Call, Seller, StreamId) {
    let (mut market, intention, call) = Market::quiet();
    let web = Seller::web("shop.example", &mut market);
    let (at, random) = (market.at, &mut market.random);
    let added = market.person.add_vendor(&web.did, &About::default(), None, at, random).unwrap().relationship;
    if introduced {
        let text = web.document();
        market.person.introduce(added, Some(text.as_bytes()), None, at, random).unwrap();
    }
    (market, intention, call, web, added)
}

#[test]
fn a_vendor_that_was_looked_up_before_is_not_looked_up_again() {
    let (mut market, intention, call, web, added) = known_by_host(true);
    let offer = market.offered(&web, &call, &quote(200, 3));
    assert_eq!(market.choose(intention, offer).relationship, added);
    assert_eq!(market.with(added).other_keys(), Some(&web.pairs.public()));
    market.imported();
}

#[test]
fn a_vendor_that_was_only_added_is_looked_up_for_its_offer() {
    let (mut market, intention, call, web, added) = known_by_host(false);
    let (at, text) = (market.at, web.document());
    market.person.introduce_offerer(intention, &web.did, text.as_bytes(), None, at, &mut market.random).unwrap();
    let offer = market.offered(&web, &call, &quote(200, 3));
    assert_eq!(market.choose(intention, offer).relationship, added);
    assert_eq!(market.with(added).other_keys(), Some(&web.pairs.public()));
    market.imported();
}

/// The keys that a relationship was introduced with are not replaced by what was fetched for one cast.
#[test]
fn keys_that_a_known_vendor_was_not_introduced_with_are_not_agreed_on() {
    let (mut market, intention, call, web, added) = known_by_host(true);
    let anew = web.with_new_keys(&mut market);
    let (at, text) = (market.at, anew.document());
    market.person.introduce_offerer(intention, &web.did, text.as_bytes(), None, at, &mut market.random).unwrap();
    let offer = market.offered(&anew, &call, &quote(200, 3));
    assert_eq!(market.choice_refused(intention, offer), StateError::OtherKeys.into());
    // Once it is introduced with them it is another matter.
    market.person.introduce(added, Some(text.as_bytes()), None, at, &mut market.random).unwrap();
    market.choose(intention, offer);
    market.imported();
}

#[test]
fn keys_that_a_known_vendor_does_not_use_are_not_agreed_on() {
    let (mut market, intention, call, web, added) = known_by_host(true);
    let offer = market.offered(&web, &call, &quote(200, 3));
    market.choose(intention, offer);
    let [letter] = market.letters().try_into().unwrap();
    let (_, half) = web.accepted(&call, &letter, market.at);
    let signature = web.countersigned(&half, &mut market);
    received(market.at_person(&signature));
    // Its document says others, and it has not rotated to them.
    let (intention, call) = market.calls();
    let next = web.pairs.rotate(&mut market.random).unwrap();
    let anew = Seller { pairs: next.into(), ..web.clone() };
    let (at, text) = (market.at, anew.document());
    market.person.introduce_offerer(intention, &web.did, text.as_bytes(), None, at, &mut market.random).unwrap();
    let offer = market.offered(&anew, &call, &quote(200, 3));
    assert_eq!(market.choice_refused(intention, offer), StateError::OtherKeys.into());
    // With the old key's word for them it is the same vendor.
    let persona = *half.document().person();
    let to = (persona.sign().thumbprint(), persona.seal());
    let rotation = Rotation { keys: anew.pairs.public() };
    let letter = sealed(rotation, (&web.did, &web.pairs), to, Never, &mut market);
    received(market.at_person(&letter));
    assert_eq!(market.choose(intention, offer).relationship, added);
    assert_eq!(market.person.decide(&web.did, &request(), market.at).unwrap().effect(), Effect::Permit);
    market.imported();
}

#[test]
fn an_intention_for_vendors_by_name_is_one_cast_each() {
    let (mut market, relationship, _) = agreed();
    let ask = |market: &mut Market, audience: Audience| {
        let announcement = Announcement { market: audience, ..market.announcement() };
        market.person.announce(&announcement, None, market.at, &mut market.random)
    };
    let error = ask(&mut market, Audience::Vendors([].into())).unwrap_err();
    assert_eq!(error.code(), Code::StateNobodyMeant);
    let nobody = Seller::web("nobody.example", &mut market);
    let (at, random) = (market.at, &mut market.random);
    let added = market.person.add_vendor(&nobody.did, &About::default(), None, at, random).unwrap().relationship;
    let error = ask(&mut market, Audience::Vendors([relationship, added].into())).unwrap_err();
    assert_eq!(error, StateError::NoKeys.into());
    for audience in [Audience::Vendors([relationship].into()), Audience::Agreed] {
        let intention = ask(&mut market, audience).unwrap().relationship;
        let [cast] = market.letters().try_into().unwrap();
        let (_, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
        assert_eq!(market.choose(intention, offer).relationship, relationship);
        market.carry(0);
        assert_eq!(market.state(intention), IntentionState::Fulfilled);
        market.wait(60);
    }
    assert_eq!(in_force(&market.with(relationship)).len(), 3);
    market.imported();
}
