//! Prove what was agreed and said.

use super::Person;
use crate::border::Failure;
use crate::mobile::VrmError;
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;

#[uniffi::export]
impl Person {
    /// What the person can show to a third about one agreement: both signatures, the texts of the terms, every
    /// rotation and every message of either side under the agreement's keys and those that followed them, and the
    /// commitments of the person's stream, which show nothing of its events. What was said under earlier keys
    /// belongs to an earlier agreement.
    ///
    /// No event is opened; a host adds those that it must, with `bundle_with_event`. A bundle past its limits
    /// cannot be written (`form-*` says so): a smaller one is made with `bundle_of` and the messages that
    /// matter.
    ///
    /// # Errors
    /// `state-no-such-relationship`, `state-no-such-agreement`; the store's.
    pub fn bundle(&self, relationship: StreamId, agreement: AgreementId) -> Result<Vec<u8>, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(life.bundle(relationship, &agreement)?.to_json()?.into_bytes()))
    }
}
