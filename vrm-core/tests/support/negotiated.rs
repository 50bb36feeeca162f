//! Two sides that negotiate, and what came of it.

use super::life::{Met, french, line};
use super::two::declaration;
use super::vendor::pin;
use vrm_core::decision::{Effect, Request};
use vrm_core::history::Settings;
use vrm_core::negotiation::NegotiationState;
use vrm_core::relationship::{AgreementState, RelationshipState};
use vrm_core::terms::{Talk, Who};
use vrm_core::vocab::Recipient;

pub(crate) fn request() -> Request {
    let words = ["pd:EmailAddress", "dpv:CustomerCare", "dpv:Use"].map(|word| word.parse().unwrap());
    let [data, purpose, operation] = words;
    Request::new(data, purpose, operation, Recipient::Vendor)
}

pub(crate) fn met(mine: &Settings, theirs: &Settings) -> Met {
    Met::with(mine, theirs, &declaration())
}

pub(crate) fn agent(accept: &[&str]) -> Settings {
    line(Talk::Anyone, accept, Who::Agent)
}

pub(crate) fn human(accept: &[&str]) -> Settings {
    line(Talk::Anyone, accept, Who::Me)
}

/// Nothing came of it, on either side.
pub(crate) fn no_agreement(met: &mut Met, states: [NegotiationState; 2]) {
    assert_eq!(met.negotiations(), states);
    for between in [met.here(), met.there()] {
        assert_eq!((between.agreements().count(), between.state()), (0, RelationshipState::Potential));
    }
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    assert_eq!((met.person.outbox(met.at).unwrap(), met.desk.outbox(met.at).unwrap()), (vec![], vec![]));
}

/// An agreement over an entry is in force, on both sides.
pub(crate) fn agreed_on(met: &mut Met, entry: &str) {
    let agreement = met.agreement();
    assert_eq!(met.states(agreement), [AgreementState::InForce; 2]);
    assert_eq!(met.negotiations(), [NegotiationState::Accepted; 2]);
    assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
    for between in [met.here(), met.there()] {
        let agreed = between.agreement(&agreement).unwrap();
        assert_eq!(agreed.agreement.document().terms().pin(), &pin(entry));
        assert_eq!(agreed.agreement.document().terms().shown(), &french());
        assert_eq!(between.state(), RelationshipState::Active);
    }
}
