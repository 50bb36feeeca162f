//! Answer: offers to intentions.

use crate::mobile::{Desk, VrmError};
use crate::value::{Outcome, Quote};
use vrm_core::history::CommandId;
use vrm_core::log::LogId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// Makes an offer for what a customer announced, under one entry: one of the intention's accepts its terms, any other of
    /// the same roster is the one counter. A further offer takes the place of the one before. It binds the desk until its
    /// end.
    ///
    /// # Errors
    /// `state-nothing-to-answer` for a customer that announced nothing; `state-intention-over`; `state-too-many-offers`;
    /// `state-no-declaration`; `state-no-such-roster`; `message-*` for an end that is not after now, or more than 90 days.
    #[uniffi::method(default(command = None))]
    pub fn offer(
        &self,
        customer: LogId,
        quote: Quote,
        entry: String,
        until: Instant,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let quote = quote.to_core()?;
        self.run(|desk, random| desk.offer(customer, &quote, &entry, until, command, now, random))
    }
}
