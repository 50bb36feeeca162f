//! Leave: end, erase, take everything elsewhere.

use super::Person;
use super::meet::{about, only};
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::json::Object;
use crate::keys::Randomness;
use crate::life::Outcome;
use crate::relationship::RelationshipState;
use crate::time::Instant;

impl Person {
    /// Ends one agreement, and all its grants with it.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`](crate::view::StateError::NoSuchAgreement).
    pub fn end(
        &mut self,
        relationship: StreamId,
        agreement: AgreementId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("agreement", agreement.to_string()).into();
        self.life.run("end", arguments, command, now, random, |act| act.end(relationship, agreement))
    }

    /// Ends a relationship, and every agreement with it. What was said stays, until it is [erased](Self::erase).
    ///
    /// # Errors
    /// [`ChartError`](crate::chart::ChartError) when it has ended already.
    pub fn terminate(
        &mut self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("terminate", only(relationship), command, now, random, |act| act.terminate(relationship))
    }

    /// Erases a relationship: its events' texts, its keys, documents and letters are gone, letters that have not left
    /// too, and a tombstone stays, by which the rest of the history can still be verified.
    ///
    /// Older copies of the store, and what the vendor has, are beyond its reach.
    ///
    /// # Errors
    /// [`ChartError`](crate::chart::ChartError) while an agreement may be in force: end the relationship first.
    pub fn erase(
        &mut self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("erase", only(relationship), command, now, random, |act| act.erase_ended(relationship))
    }

    /// Closes the life here, because it goes on elsewhere: after it no command is done. Two copies that both go on would
    /// say different things at one position.
    ///
    /// # Errors
    /// The store's.
    pub fn close(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("close", Object::new().into(), command, now, random, |act| act.push(StreamId::OWN, Event::Closed))
    }
}

impl crate::life::Act<'_> {
    /// Erases a relationship that has ended, or never came to anything.
    pub(crate) fn erase_ended(&mut self, stream: StreamId) -> Result<(), Error> {
        let state = self.state.relationship(stream)?.state();
        if !matches!(state, RelationshipState::Terminated | RelationshipState::Potential | RelationshipState::Inactive)
        {
            return Err(crate::chart::ChartError::NoSuchMove {
                chart: "relationship",
                state: state.name(),
                step: "erase",
                possible: vec!["terminate"],
            }
            .into());
        }
        self.erase(stream)
    }
}
