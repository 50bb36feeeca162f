//! Leave: end, erase, take everything elsewhere.

use super::Person;
use crate::mobile::VrmError;
use crate::value::Outcome;
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::history::CommandId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Ends one agreement, and all its grants with it.
    ///
    /// # Errors
    /// `state-no-such-agreement`.
    #[uniffi::method(default(command = None))]
    pub fn end(
        &self,
        relationship: StreamId,
        agreement: AgreementId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.end(relationship, agreement, command, now, random))
    }

    /// Ends a relationship, and every agreement with it. What was said stays, until it is erased.
    ///
    /// # Errors
    /// `chart-*` when it has ended already.
    #[uniffi::method(default(command = None))]
    pub fn terminate(
        &self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.terminate(relationship, command, now, random))
    }

    /// Erases a relationship, or a cast of an intention with the offers that came for it: its events' texts, its
    /// keys, documents and letters are gone, and a tombstone stays, by which the rest of the history can still be
    /// verified.
    ///
    /// Older copies of the store, and what the vendor has, are beyond its reach.
    ///
    /// # Errors
    /// `state-in-force` while an agreement is in force, or signed here and perhaps there, or an offer accepted;
    /// `state-letters-wait` while letters to the vendor have not left.
    #[uniffi::method(default(command = None))]
    pub fn erase(&self, relationship: StreamId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.erase(relationship, command, now, random))
    }

    /// Closes the life here, because it goes on elsewhere: after it no command is done. Two copies that both go on
    /// would say different things at one position.
    ///
    /// # Errors
    /// The store's.
    #[uniffi::method(default(command = None))]
    pub fn close_life(&self, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.close_life(command, now, random))
    }
}
