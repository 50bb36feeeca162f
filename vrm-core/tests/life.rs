//! A person and a desk, from a proffer to the end, through the handles alone.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{Met, received};
use support::negotiated::request;
use vrm_core::decision::{Decision, WhichGrants};
use vrm_core::negotiation::NegotiationState;
use vrm_core::relationship::{AgreementState, RelationshipState};
use vrm_core::terms::Who;

#[test]
fn an_agreement_comes_into_force_on_both_sides_and_decides() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    assert!(matches!(met.person.decide(&met.shop, &request(), met.at).unwrap(), Decision::Deny(_)));
    for reception in met.proffer(&["SD-BASE"]) {
        received(reception);
    }
    let agreement = met.agreement();
    let customer = met.customer();
    assert!(matches!(met.person.decide(&met.shop, &request(), met.at).unwrap(), Decision::Permit(_)));
    assert!(matches!(met.desk.decide(customer, &request(), met.at).unwrap(), Decision::Permit(_)));
    let view = met.person.view();
    let between = view.relationship(met.relationship).unwrap();
    assert_eq!(between.state(), RelationshipState::Active);
    assert_eq!(between.negotiation().unwrap().state(), NegotiationState::Accepted);
    assert_eq!(between.agreement(&agreement).unwrap().state, AgreementState::InForce);

    let at = met.wait(60);
    met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    assert!(matches!(met.person.decide(&met.shop, &request(), at).unwrap(), Decision::Deny(_)));
    assert!(matches!(met.desk.decide(customer, &request(), at).unwrap(), Decision::Permit(_)));
    for reception in met.carry() {
        received(reception);
    }
    assert!(matches!(met.desk.decide(customer, &request(), at).unwrap(), Decision::Deny(_)));
    assert!(met.person.view().relationship(met.relationship).unwrap().unacknowledged().is_empty());
}
