//! What began by an offer goes on as anything else: decided, asked for, withdrawn, ended, and shown to a third.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{keeper, received};
use support::market::{Market, quote};
use support::negotiated::request;
use support::seller::in_force;
use support::two::later;
use vrm_core::agreement::Role;
use vrm_core::chain::StreamId;
use vrm_core::decision::{AgreementId, Effect, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::dispute::{Bundle, Doubt, Label, Subject};
use vrm_core::error::{Code, Fault};
use vrm_core::intention::IntentionState;
use vrm_core::log::LogId;
use vrm_core::message::{MessageKind, Reply};
use vrm_core::person::Person;
use vrm_core::relationship::{AgreementState, RelationshipState};
use vrm_core::view::StateError;

/// What came of one intention with two offers: the first shop won.
struct After {
    market: Market,
    intention: StreamId,
    relationship: StreamId,
    customer: LogId,
    loser: LogId,
    agreement: AgreementId,
}

impl After {
    fn new() -> Self {
        let mut market = Market::of(2);
        let (intention, cast) = market.announce();
        let (customer, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
        let (loser, _) = market.offer(1, &cast, &quote(250, 3), "SD-BASE");
        market.wait(3_600);
        let relationship = market.choose(intention, offer).relationship;
        market.carry(0);
        let agreement = in_force(&market.with(relationship))[0];
        market.wait(3_600);
        Self { market, intention, relationship, customer, loser, agreement }
    }

    /// The effect of a request on the two sides.
    fn effects(&mut self) -> [Effect; 2] {
        let market = &mut self.market;
        let did = market.with(self.relationship).vendor().clone();
        let here = market.person.decide(&did, &request(), market.at).unwrap().effect();
        [here, market.desks[0].decide(self.customer, &request(), market.at).unwrap().effect()]
    }

    fn states(&mut self) -> [AgreementState; 2] {
        let (here, there) = (self.market.with(self.relationship), self.market.there(0, self.customer));
        [here, there].map(|between| between.agreement(&self.agreement).unwrap().state)
    }
}

#[test]
fn nothing_waits_for_anybody() {
    let mut after = After::new();
    let market = &mut after.market;
    assert_eq!(market.state(after.intention), IntentionState::Fulfilled);
    assert!(market.letters().is_empty());
    for shop in [0, 1] {
        assert!(market.answers(shop).is_empty());
        assert!(market.desks[shop].waiting().unwrap().is_empty());
    }
    // The loser has heard nothing since its offer.
    let lost = market.there(1, after.loser);
    assert!(lost.other_keys().is_none() && lost.negotiation().is_none() && lost.agreements().next().is_none());
    assert_eq!(lost.state(), RelationshipState::Potential);
    let error = market.desks[1].decide(after.loser, &request(), market.at).unwrap();
    assert_eq!(error.effect(), Effect::Deny);
    assert_eq!(market.person.view().relationships().count(), 1, "it is no vendor of the person's");
    // It may go on offering, to nobody.
    let (until, at) = (later(market.at, 3_600), market.at);
    let desk = &mut market.desks[1];
    desk.offer(after.loser, &quote(90, 1), "SD-BASE", until, None, at, &mut market.random).unwrap();
    let [letter] = market.answers(1).try_into().unwrap();
    assert_eq!(market.person_refuses(&letter), StateError::IntentionOver.into());
}

#[test]
fn a_loser_has_nothing_to_ask_for() {
    let mut after = After::new();
    let market = &mut after.market;
    let (at, random) = (market.at, &mut market.random);
    let error = market.desks[1].ask(after.loser, after.agreement, &request(), None, at, random).unwrap_err();
    assert_eq!(error.code(), Code::StateNoSuchAgreement);
    let error = market.desks[1].announce_keys(after.loser, None, at, random).unwrap_err();
    assert_eq!(error.code(), Code::StateNothingToDo);
}

#[test]
fn the_person_withdraws() {
    let mut after = After::new();
    assert_eq!(after.effects(), [Effect::Permit; 2]);
    let (id, agreement) = (after.relationship, after.agreement);
    let market = &mut after.market;
    market.person.pause(id, agreement, &WhichGrants::All, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    assert_eq!(after.effects(), [Effect::Deny; 2]);
    let market = &mut after.market;
    market.person.resume(id, agreement, &WhichGrants::All, None, market.at, &mut market.random).unwrap();
    market.carry(0);
    assert_eq!(after.effects(), [Effect::Permit; 2]);
    let market = &mut after.market;
    market.person.withdraw(id, agreement, &WhichGrants::All, None, market.at, &mut market.random).unwrap();
    assert_eq!(after.effects(), [Effect::Deny, Effect::Permit], "from receipt");
    after.market.carry(0);
    assert_eq!(after.effects(), [Effect::Deny; 2]);
    assert!(after.market.with(id).unacknowledged().is_empty());
}

#[test]
fn the_shop_asks_and_both_change_their_keys() {
    let mut after = After::new();
    let (id, customer) = (after.relationship, after.customer);
    let market = &mut after.market;
    market.person.rotate_keys(id, None, market.at, &mut market.random).unwrap();
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    market.carry(0);
    let (at, random) = (market.at, &mut market.random);
    let asked = market.desks[0].ask(customer, after.agreement, &request(), None, at, random).unwrap();
    let question = asked.said.iter().find(|said| said.kind == MessageKind::Ask).unwrap().id.unwrap();
    market.carry(0);
    market.person.answer(id, question, Reply::Once, None, at, &mut market.random).unwrap();
    market.carry(0);
    let market = &after.market;
    let grants: Vec<_> = market.person.view().grants(id).unwrap().map(|grant| grant.id).collect();
    assert_eq!(grants.len(), 2 + 1, "two kinds of data, and what was asked for");
    assert_eq!(after.effects(), [Effect::Permit; 2]);
    after.market.imported();
}

#[test]
fn either_side_ends_it() {
    for by in [Role::Person, Role::Vendor] {
        let mut after = After::new();
        let market = &mut after.market;
        let (at, random) = (market.at, &mut market.random);
        match by {
            Role::Person => market.person.end(after.relationship, after.agreement, None, at, random).unwrap(),
            Role::Vendor => market.desks[0].end(after.customer, after.agreement, None, at, random).unwrap(),
        };
        market.carry(0);
        assert_eq!(after.states(), [AgreementState::Ended; 2]);
        assert_eq!(after.effects(), [Effect::Deny; 2]);
        // The intention was fulfilled all the same.
        assert_eq!(after.market.state(after.intention), IntentionState::Fulfilled);
        let market = &mut after.market;
        market.person.erase(after.relationship, None, market.at, &mut market.random).unwrap();
        market.person.erase(after.intention, None, market.at, &mut market.random).unwrap();
        assert_eq!(market.person.view().casts().count(), 0);
        market.imported();
    }
}

#[test]
fn it_is_the_same_after_it_was_read_again() {
    let mut after = After::new();
    let market = &mut after.market;
    let before = (market.person.head(), market.with(after.relationship).negotiation().unwrap().state());
    market.person = Person::open(Arc::clone(&market.store), keeper(), market.person.id()).unwrap();
    market.desks[0] = Desk::open(Arc::clone(&market.shelves[0]), keeper()).unwrap();
    assert_eq!((market.person.head(), market.with(after.relationship).negotiation().unwrap().state()), before);
    assert_eq!(market.state(after.intention), IntentionState::Fulfilled);
    assert_eq!(market.held(after.intention).len(), 2);
    assert_eq!(after.effects(), [Effect::Permit; 2]);
    assert_eq!(after.states(), [AgreementState::InForce; 2]);
}

/// Each message of a bundle with who signed it, and what is asserted only.
fn messages(bundle: &Bundle, after: &After) -> Vec<(MessageKind, Label)> {
    let bundle = Bundle::parse(bundle.to_json().unwrap().as_bytes()).unwrap();
    let findings = bundle.verify(after.market.at);
    assert_eq!((findings.agreement, findings.late), (Some(after.agreement), None));
    let mut messages = Vec::new();
    for statement in findings.statements {
        match statement.subject {
            Subject::Message { read, .. } => messages.push((read.unwrap().kind, statement.label)),
            Subject::Stream { .. } => {}
            subject => assert_eq!((statement.doubt, statement.label), (None::<Doubt>, Label::Both), "{subject:?}"),
        }
    }
    messages
}

#[test]
fn what_both_signed_is_shown_to_a_third() {
    let mut after = After::new();
    let here = after.market.person.bundle(after.relationship, &after.agreement).unwrap();
    let there = after.market.desks[0].bundle(after.customer, &after.agreement).unwrap();
    let expected = [
        (MessageKind::Intention, Label::Person),
        (MessageKind::Offer, Label::Vendor),
        (MessageKind::Acceptance, Label::Person),
        (MessageKind::Signature, Label::Vendor),
    ];
    // What was asked for lies with the intention here, and with the customer there.
    assert_eq!(messages(&here, &after), expected[1..]);
    assert_eq!(messages(&there, &after), expected);
}

/// The same where the agreement was made in a relationship that was there before.
#[test]
fn what_a_known_customer_signed_is_shown_to_a_third() {
    let mut after = After::new();
    let market = &mut after.market;
    let first = after.agreement;
    let (intention, cast) = market.announce();
    let (_, offer) = market.offer(0, &cast, &quote(190, 3), "SD-BASE");
    market.choose(intention, offer);
    let [yes] = market.letters().try_into().unwrap();
    received(market.at_shop(0, &yes));
    market.carry(0);
    after.agreement = in_force(&market.with(after.relationship)).into_iter().find(|id| *id != first).unwrap();
    let here = after.market.person.bundle(after.relationship, &after.agreement).unwrap();
    let there = after.market.desks[0].bundle(after.customer, &after.agreement).unwrap();
    for bundle in [here, there] {
        let said = messages(&bundle, &after);
        assert!(said.contains(&(MessageKind::Acceptance, Label::Person)), "{said:?}");
        assert!(said.iter().all(|(_, label)| *label != Label::Asserted), "{said:?}");
    }
}
