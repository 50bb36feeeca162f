//! Rights: answer a claim, give a copy, notify an incident, report and close it.

use super::Desk;
use crate::chain::StreamId;
use crate::error::Error;
use crate::form::write;
use crate::history::{CommandId, Event};
use crate::json::{Object, Value};
use crate::keys::{Randomness, SignedId};
use crate::life::{Outcome, same_as_before};
use crate::log::LogId;
use crate::message::{Incident, Jti, MessageKind, Never, RightsAnswer};
use crate::rights::{Right, RightsOutcome, Statement};
use crate::time::Instant;
use crate::vault::{Disclosed, VaultError};
use crate::view::StateError;
use std::collections::BTreeSet;

impl Desk {
    /// Answers a claim of a customer's. An erasure that is answered in full deletes, in the same step, the values that were
    /// given before the claim and that it reaches, each on its own, and the copies and proofs among them; all else that is
    /// answered is the desk's own to do.
    ///
    /// # Errors
    /// [`StateError::NoSuchClaim`], [`StateError::TooManyClaims`]; [`ChartError`](crate::chart::ChartError) when the claim was
    /// answered or taken back, or an answer is put off that is overdue;
    /// [`RightsError::NoExtension`](crate::rights::RightsError::NoExtension).
    #[allow(clippy::too_many_arguments, reason = "what every command has, and what this one says")]
    pub fn answer_right(
        &mut self,
        customer: LogId,
        claim: SignedId,
        outcome: &RightsOutcome,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = outcome.write(Object::new().with("claim", claim.to_string())).into();
        self.step(customer, "answer-right", arguments, command, now, random, |act, stream, _| {
            let between = act.state.relationship(stream)?;
            let claimed = between.right(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
            claimed.may_answer()?;
            claimed.can(outcome.step(), act.now)?;
            if claimed.claim.right() == Right::Erasure && *outcome == RightsOutcome::Full {
                let within = between.letters_within(claimed);
                for (id, places) in between.reached(claimed, false) {
                    act.delete_values(stream, id, &places)?;
                }
                for letter in within {
                    act.delete_disclosure(stream, letter)?;
                }
            }
            act.say(stream, RightsAnswer { answers: claim, outcome: outcome.clone(), data: BTreeSet::new() }, Never)?;
            Ok(())
        })
    }

    /// Answers a claim of access or portability, in full or in part, with a copy of the data. The letter is sealed for the
    /// customer as any; the history holds keyed hashes of the values, and a copy of the letter lies beside it until
    /// [`forget_data`](Self::forget_data) or an erasure takes it.
    ///
    /// # Errors
    /// As [`answer_right`](Self::answer_right); [`StateError::NoCopy`]; [`VaultError::NothingToGive`];
    /// [`KeyError::TooLong`](crate::keys::KeyError::TooLong) for more than fits into one letter.
    #[allow(clippy::too_many_arguments, reason = "what every command has, and what this one says")]
    pub fn give_copy(
        &mut self,
        customer: LogId,
        claim: SignedId,
        outcome: &RightsOutcome,
        data: &BTreeSet<Disclosed>,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        // The values are no argument of which an event would keep a hash.
        let words: Vec<Value> = data.iter().map(|value| value.data.iri().into()).collect();
        let arguments = Object::new().with("claim", claim.to_string()).with("data", words);
        let arguments = outcome.write(arguments).into();
        let again = self.life(customer)?.given_again(command)?;
        let answered = self.step(customer, "give-copy", arguments, command, now, random, |act, stream, _| {
            let between = act.state.relationship(stream)?;
            let claimed = between.right(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
            claimed.may_be_copied()?;
            if !outcome.may_have_data() {
                return Err(StateError::NoCopy.into());
            }
            if data.is_empty() {
                return Err(VaultError::NothingToGive.into());
            }
            claimed.can(outcome.step(), act.now)?;
            let (outcome, data) = (outcome.clone(), data.clone());
            act.say(stream, RightsAnswer { answers: claim, outcome, data }, Never)?;
            Ok(())
        })?;
        let letter = answered.said.iter().find(|said| said.kind == MessageKind::RightsAnswer).map(|said| said.letter);
        if let (Some(command), Some(letter)) = (again, letter) {
            same_as_before(command, self.copy(customer, &letter), |kept| kept.iter().eq(data))?;
        }
        Ok(answered)
    }

    /// What a customer added to a claim, by its letter in [`Claimed::additions`](crate::view::Claimed::additions).
    ///
    /// # Errors
    /// As [`Person::proof`](crate::person::Person::proof).
    pub fn proof(&mut self, customer: LogId, letter: &Jti) -> Result<Statement, Error> {
        let stream = self.between(customer)?;
        self.life(customer)?.proof(stream, letter)
    }

    /// The copy that was given with an answer, by its letter in [`RightsReply`](crate::view::RightsReply).
    ///
    /// # Errors
    /// As [`proof`](Self::proof).
    pub fn copy(&mut self, customer: LogId, letter: &Jti) -> Result<Vec<Disclosed>, Error> {
        let stream = self.between(customer)?;
        self.life(customer)?.copy(stream, letter)
    }

    /// The stream of what is between the desk and a customer.
    pub(super) fn between(&mut self, customer: LogId) -> Result<StreamId, Error> {
        let between = self.life(customer)?.state().relationships().next().map(|between| between.id());
        Ok(between.ok_or(StateError::NoSuchCustomer)?)
    }

    /// Tells a customer of a breach.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`]; [`StateError::TooManyIncidents`], [`StateError::TooManyWords`].
    pub fn notify_incident(
        &mut self,
        customer: LogId,
        incident: &Incident,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new()
            .with("agreement", incident.agreement.to_string())
            .with("at", incident.at.unix())
            .with("what", incident.what.as_str())
            .with("data", write::set(&incident.data, |word| word.iri().into()));
        self.step(customer, "notify-incident", arguments.into(), command, now, random, |act, stream, _| {
            act.state.relationship(stream)?.may_notify(incident)?;
            act.say(stream, incident.clone(), Never)?;
            Ok(())
        })
    }

    /// Notes that an incident which was notified to a customer was put to an auditor or an authority. The customer is not told.
    ///
    /// # Errors
    /// As [`Person::report_incident`](crate::person::Person::report_incident).
    pub fn report_incident(
        &mut self,
        customer: LogId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("incident", incident.to_string()).into();
        self.step(customer, "report-incident", arguments, command, now, random, |act, stream, _| {
            act.push(stream, Event::IncidentReported { incident })
        })
    }

    /// Notes that an incident which was reported is done with.
    ///
    /// # Errors
    /// As [`Person::close_incident`](crate::person::Person::close_incident).
    pub fn close_incident(
        &mut self,
        customer: LogId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("incident", incident.to_string()).into();
        self.step(customer, "close-incident", arguments, command, now, random, |act, stream, _| {
            act.push(stream, Event::IncidentClosed { incident })
        })
    }
}
