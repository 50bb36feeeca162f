//! From what a person wants to an agreement with whoever offers it best.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::life::received;
use support::market::{Market, quote};
use vrm_core::intention::{IntentionState, Rates};
use vrm_core::relationship::{AgreementState, RelationshipState};

/// The whole way: two offers, one chosen, and both sides have the same agreement.
#[test]
fn an_intention_becomes_an_agreement() {
    let mut market = Market::of(2);
    let (intention, cast) = market.announce();
    let (_, dear) = market.offer(0, &cast, &quote(280, 3), "SD-BASE");
    let (customer, cheap) = market.offer(1, &cast, &quote(150, 5), "SD-BASE");

    let ranking = market.person.inbox(intention).unwrap().rank(&Rates::default(), market.at, 20);
    let order: Vec<_> = ranking.offers.iter().map(|ranked| ranked.id).collect();
    assert_eq!(order, [cheap, dear]);
    assert!(ranking.left_out.is_empty());

    let chosen = market.choose(intention, cheap);
    assert_eq!(market.state(intention), IntentionState::Accepted);
    let [acceptance] = market.letters().try_into().unwrap();
    received(market.at_shop(1, &acceptance));
    let [signature] = market.answers(1).try_into().unwrap();
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert!(market.letters().is_empty(), "the losers are not told");

    let view = market.person.view();
    let between = view.relationship(chosen.relationship).unwrap();
    assert_eq!(between.state(), RelationshipState::Active);
    let [mine] = between.agreements().collect::<Vec<_>>().try_into().unwrap();
    let theirs = market.desks[1].customer(customer).unwrap();
    let [theirs] = theirs.relationships().next().unwrap().agreements().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(mine.agreement, theirs.agreement);
    assert_eq!((mine.state, theirs.state), (AgreementState::InForce, AgreementState::InForce));
}
