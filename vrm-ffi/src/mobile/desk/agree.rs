//! Agree: sign what was proffered, counter, refuse.

use super::Desk;
use crate::mobile::VrmError;
use crate::value::Outcome;
use vrm_core::history::CommandId;
use vrm_core::log::LogId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// Says yes to one of the entries that a customer proffered: the document is made and signed first. Or to the
    /// entry of an offer that a customer accepted, whose document it signed first: that is signed second.
    ///
    /// # Errors
    /// `state-nothing-to-answer`; `state-no-declaration`.
    #[uniffi::method(default(command = None))]
    pub fn accept(
        &self,
        customer: LogId,
        entry: String,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.accept(customer, &entry, command, now, random))
    }

    /// Proposes one other entry instead of those that were proffered; there is no second counter.
    ///
    /// # Errors
    /// As `accept`.
    #[uniffi::method(default(command = None))]
    pub fn counter(
        &self,
        customer: LogId,
        entry: String,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.counter(customer, &entry, command, now, random))
    }

    /// Says no to what a customer proffered, or to its document.
    ///
    /// # Errors
    /// `state-nothing-to-answer`.
    #[uniffi::method(default(command = None))]
    pub fn refuse(&self, customer: LogId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.refuse(customer, command, now, random))
    }
}
