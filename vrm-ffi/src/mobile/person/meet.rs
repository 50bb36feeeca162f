//! Meet: vendors, and the keys by which they are known.

use super::Person;
use crate::mobile::VrmError;
use crate::value::{About, Outcome};
use vrm_core::chain::StreamId;
use vrm_core::did::Did;
use vrm_core::history::CommandId;
use vrm_core::keys::Thumbprint;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Adds a vendor: a relationship begins, under a new id. Nobody is told.
    ///
    /// # Errors
    /// `state-already-known`.
    #[uniffi::method(default(command = None))]
    pub fn add_vendor(
        &self,
        vendor: Did,
        about: About,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let about: vrm_core::history::About = about.into();
        self.run(|life, random| life.add_vendor(&vendor, &about, command, now, random))
    }

    /// Sets anew what is known of a vendor, and what blocks select it by.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    #[uniffi::method(default(command = None))]
    pub fn describe_vendor(
        &self,
        relationship: StreamId,
        about: About,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let about: vrm_core::history::About = about.into();
        self.run(|life, random| life.describe_vendor(relationship, &about, command, now, random))
    }

    /// Pins the keys that a vendor's identifier stands for. A `did:key` or `did:jwk` holds its own; of any other
    /// the host hands in the document that it fetched from where the method says.
    ///
    /// Keys that were pinned before and are in use stay: others wait for `accept_keys` when the vendor publishes
    /// them.
    ///
    /// # Errors
    /// `did-*` for a document that is not the vendor's or gives no key, or when one is needed and none was handed
    /// in; `message-*` for a weak key.
    #[uniffi::method(default(command = None))]
    pub fn introduce(
        &self,
        relationship: StreamId,
        document: Option<Vec<u8>>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.introduce(relationship, document.as_deref(), command, now, random))
    }

    /// Says yes to keys that a vendor publishes and the old ones did not vouch for, once the person has found out
    /// that they are the vendor's.
    ///
    /// # Errors
    /// `state-no-key-change` when no keys with that signing key wait.
    #[uniffi::method(default(command = None))]
    pub fn accept_keys(
        &self,
        relationship: StreamId,
        sign: Thumbprint,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.accept_keys(relationship, sign, command, now, random))
    }
}
