//! Leave: end, erase, take everything elsewhere.

use super::Person;
use super::meet::{about, only};
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::intention::IntentionState;
use crate::json::Object;
use crate::keys::Randomness;
use crate::life::Outcome;
use crate::log::Letter;
use crate::time::Instant;
use crate::view::StateError;

impl Person {
    /// Ends one agreement, and all its grants with it.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`].
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

    /// Erases a relationship, or a cast of an intention with the offers that came for it: its events' texts, its keys,
    /// documents and letters are gone, and a tombstone stays, by which the rest of the history can still be verified.
    ///
    /// Older copies of the store, and what the vendor has, are beyond its reach.
    ///
    /// # Errors
    /// [`StateError::InForce`] while an agreement is in force, or signed here and perhaps there, or an offer accepted;
    /// [`StateError::LettersWait`] while letters to the vendor have not left.
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
    pub fn close_life(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        // Written as it always was: what a life keeps of its commands does not follow a name in the code.
        self.life.run("close", Object::new().into(), command, now, random, |act| act.push(StreamId::OWN, Event::Closed))
    }
}

impl crate::life::Act<'_> {
    /// Erases a relationship in which nothing is in force or half signed, or a cast of which no offer is accepted, once the
    /// letters have left.
    pub(crate) fn erase_ended(&mut self, stream: StreamId) -> Result<(), Error> {
        if let Ok(cast) = self.state.cast(stream) {
            // What was said yes to may be signed by now.
            let accepted = cast.state() == IntentionState::Accepted;
            return if accepted { Err(StateError::InForce.into()) } else { self.erase_sent(stream) };
        }
        let between = self.state.relationship(stream)?;
        let role = self.state.role();
        // A signature cannot be taken back: with its keys gone nothing could be withdrawn any more.
        let signed = between.negotiation().is_some_and(|negotiation| negotiation.half_of(role).is_some());
        if signed || between.in_force().next().is_some() {
            return Err(StateError::InForce.into());
        }
        self.erase_sent(stream)
    }

    fn erase_sent(&mut self, stream: StreamId) -> Result<(), Error> {
        let waits = |letter: &Letter| letter.expires.is_none_or(|expires| self.now < expires);
        if self.log.unsent()?.iter().any(|(of, letter)| *of == stream && waits(letter)) {
            return Err(StateError::LettersWait.into());
        }
        self.erase(stream)
    }
}
