//! Claims, answers to them and incidents, as both sides take them.

use super::{Act, Heard};
use crate::error::Error;
use crate::message::{AnyMessage, RightsStep};
use crate::view::{Relationship, StateError};

/// How many claims may be open in a relationship.
const MOST_CLAIMS: usize = 256;
/// How many answers a claim may have.
const MOST_ANSWERS: usize = 64;
/// How many incidents a vendor may notify. Limits on what is said and taken, never on what is read back.
const MOST_INCIDENTS: usize = 1024;

impl Relationship {
    /// That one more claim may be made.
    pub(crate) fn may_claim(&self) -> Result<(), StateError> {
        let open = self.rights().filter(|(_, claimed)| claimed.is_open()).count();
        if open < MOST_CLAIMS { Ok(()) } else { Err(StateError::TooManyClaims { limit: MOST_CLAIMS }) }
    }

    /// That one more incident may be notified.
    pub(crate) fn may_notify(&self) -> Result<(), StateError> {
        match self.incidents().count() < MOST_INCIDENTS {
            true => Ok(()),
            false => Err(StateError::TooManyIncidents { limit: MOST_INCIDENTS }),
        }
    }
}

impl Act<'_> {
    /// The person's claim, or what follows on it: noted, and acknowledged.
    pub(crate) fn hear_right(&mut self, heard: Heard) -> Result<(), Error> {
        if let AnyMessage::RightsRequest(text) = &heard.message {
            let message = text.peek()?;
            let between = self.state.relationship(heard.stream)?;
            between.claim_of(message.body())?;
            if message.body().step == RightsStep::Claim {
                between.may_claim()?;
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
                if claimed.replies.len() >= MOST_ANSWERS {
                    return Err(StateError::TooManyClaims { limit: MOST_ANSWERS }.into());
                }
            }
            AnyMessage::Incident(_) => between.may_notify()?,
            _ => {}
        }
        self.acknowledge(heard)
    }
}
