//! Claims, answers to them and incidents, as both sides take them.

use super::{Act, Heard};
use crate::error::Error;
use crate::message::{AnyMessage, RightsStep};
use crate::view::StateError;

impl Act<'_> {
    /// The person's claim, or what follows on it: noted, and acknowledged.
    pub(crate) fn hear_right(&mut self, heard: Heard) -> Result<(), Error> {
        if let AnyMessage::RightsRequest(text) = &heard.message {
            let message = text.peek()?;
            let between = self.state.relationship(heard.stream)?;
            between.claim_of(message.body())?;
            if message.body().step == RightsStep::Claim {
                between.may_claim(&message.body().claim)?;
            }
        }
        self.acknowledge(heard)
    }

    /// The vendor's answer or notice: noted, and acknowledged.
    pub(crate) fn hear_of_right(&mut self, heard: Heard) -> Result<(), Error> {
        let between = self.state.relationship(heard.stream)?;
        match &heard.message {
            AnyMessage::RightsAnswer(text) => {
                let id = text.peek()?.body().answers;
                let claimed = between.right(&id).ok_or(StateError::NoSuchClaim { id })?;
                if !text.peek()?.body().data.is_empty() {
                    claimed.may_be_copied()?;
                }
                claimed.may_answer()?;
            }
            AnyMessage::Incident(text) => between.may_notify(text.peek()?.body())?,
            _ => {}
        }
        self.acknowledge(heard)
    }
}
