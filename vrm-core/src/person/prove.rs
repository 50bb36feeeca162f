//! Prove what was agreed and said.

use super::Person;
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::dispute::Bundle;
use crate::error::Error;

impl Person {
    /// What the person can show to a third about one agreement: both signatures, the texts of the terms, every rotation
    /// and every message of either side under the agreement's keys and those that followed them, but for those with values
    /// in them (disclosures, proofs, copies of data), and the commitments of the person's stream, which show nothing of its
    /// events. What was said under earlier keys belongs to an earlier agreement.
    ///
    /// No event is opened; a host adds those that it must, with [`Bundle::with_event`]. A bundle past
    /// [its limits](Bundle::MAX_ITEMS) cannot be written ([`Bundle::to_json`] says so): a smaller one is made with
    /// [`Bundle::of`] and the messages that matter.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`](crate::view::StateError::NoSuchRelationship),
    /// [`StateError::NoSuchAgreement`](crate::view::StateError::NoSuchAgreement); the store's.
    pub fn bundle(&self, relationship: StreamId, agreement: &AgreementId) -> Result<Bundle, Error> {
        self.life.bundle(relationship, agreement)
    }
}
