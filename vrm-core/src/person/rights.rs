//! Rights: claim, complete, take back, escalate; incidents.

use super::Person;
use super::meet::about;
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::keys::{Randomness, SignedId};
use crate::life::{Outcome, same_as_before};
use crate::message::{Jti, Never, RightsRequest, RightsStep};
use crate::rights::{Claim, RightsMove, Statement};
use crate::time::Instant;
use crate::vault::Disclosed;
use crate::view::StateError;

impl Person {
    /// Claims a right from a vendor whose keys are known; an agreement is not needed, and one that has ended is no hindrance.
    /// The id of what is said, in the outcome, is the claim's. It does not withdraw a grant:
    /// [`withdraw`](Self::withdraw) does, at once.
    ///
    /// # Errors
    /// [`StateError::NoKeys`] before both sides have used keys; [`StateError::NoSuchAgreement`] for a scope that is none of
    /// the relationship's; [`StateError::TooManyClaims`], [`StateError::TooManyEver`], [`StateError::TooManyWords`].
    pub fn claim(
        &mut self,
        relationship: StreamId,
        claim: &Claim,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = claim.write(about(relationship)).into();
        self.life.run("claim", arguments, command, now, random, |act| {
            let between = act.state.relationship(relationship)?;
            if between.other_keys().is_none() {
                return Err(StateError::NoKeys.into());
            }
            between.is_within(claim)?;
            between.may_claim(claim)?;
            act.say(relationship, RightsRequest { claim: claim.clone(), step: RightsStep::Claim }, Never)?;
            Ok(())
        })
    }

    /// Adds what the vendor's answer asked for, in words where it can be said so. The claim is sent anew. The words lie beside
    /// the history, which holds a keyed hash of them: [`forget_data`](Self::forget_data) and [`erase`](Self::erase) take them.
    ///
    /// # Errors
    /// [`StateError::NoSuchClaim`] when no claim waits for something by this answer;
    /// [`ChartError`](crate::chart::ChartError) when it is overdue meanwhile.
    #[allow(clippy::too_many_arguments, reason = "what every command has, and what this one says")]
    pub fn complete_claim(
        &mut self,
        relationship: StreamId,
        answer: SignedId,
        proof: Option<&Statement>,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        // The proof is no argument of which an event would keep a hash.
        let arguments = about(relationship).with("answer", answer.to_string()).with("proof", proof.is_some()).into();
        let again = self.life.given_again(command)?;
        let outcome = self.life.run("complete-claim", arguments, command, now, random, |act| {
            let between = act.state.relationship(relationship)?;
            let found = between.claim_that_needs(&answer).filter(|(_, claimed)| claimed.needs_more() == Some(answer));
            let (_, claimed) = found.ok_or(StateError::NoSuchClaim { id: answer })?;
            claimed.can(RightsMove::Complete, act.now)?;
            let step = RightsStep::Complete { answers: answer, proof: proof.cloned() };
            let claim = claimed.claim.clone();
            act.say(relationship, RightsRequest { claim, step }, Never)?;
            Ok(())
        })?;
        if let (Some(command), Some(said), Some(proof)) = (again, outcome.said.first(), proof) {
            same_as_before(command, self.life.proof(relationship, &said.letter), |kept| kept == proof)?;
        }
        Ok(outcome)
    }

    /// What was added to a claim in a letter of [`Claimed::additions`](crate::view::Claimed::additions).
    ///
    /// # Errors
    /// [`VaultError::NoSuchDisclosure`](crate::vault::VaultError::NoSuchDisclosure) for another letter;
    /// [`VaultError::Deleted`](crate::vault::VaultError::Deleted); the store's.
    pub fn proof(&mut self, relationship: StreamId, letter: &Jti) -> Result<Statement, Error> {
        self.life.proof(relationship, letter)
    }

    /// The copy of data that came with an answer, by its letter in [`RightsReply`](crate::view::RightsReply).
    /// [`forget_data`](Self::forget_data) takes it; what is to be kept of it becomes an [item](Self::store_item).
    ///
    /// # Errors
    /// As [`proof`](Self::proof).
    pub fn copy(&mut self, relationship: StreamId, letter: &Jti) -> Result<Vec<Disclosed>, Error> {
        self.life.copy(relationship, letter)
    }

    /// Takes a claim back.
    ///
    /// # Errors
    /// [`StateError::NoSuchClaim`]; [`ChartError`](crate::chart::ChartError) when it was answered or taken back already.
    pub fn withdraw_claim(
        &mut self,
        relationship: StreamId,
        claim: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("claim", claim.to_string()).into();
        self.life.run("withdraw-claim", arguments, command, now, random, |act| {
            let between = act.state.relationship(relationship)?;
            let claimed = between.right(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
            claimed.can(RightsMove::Withdraw, act.now)?;
            let request = RightsRequest { claim: claimed.claim.clone(), step: RightsStep::Withdraw { answers: claim } };
            act.say(relationship, request, Never)?;
            Ok(())
        })
    }

    /// Notes that the person turned to an authority about a claim: overdue, answered in part or refused. Nothing is said to
    /// the vendor; a [bundle](Self::bundle) shows the authority what was. An answer may come still.
    ///
    /// # Errors
    /// [`StateError::NoSuchClaim`]; [`ChartError`](crate::chart::ChartError) while it is neither, or in full.
    pub fn escalate_claim(
        &mut self,
        relationship: StreamId,
        claim: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("claim", claim.to_string()).into();
        self.life.run("escalate-claim", arguments, command, now, random, |act| {
            act.push(relationship, Event::ClaimEscalated { claim })
        })
    }

    /// Notes that an incident was put to an auditor or an authority. Nothing is said to the vendor.
    ///
    /// # Errors
    /// [`StateError::NoSuchIncident`]; [`ChartError`](crate::chart::ChartError) when that was noted before.
    pub fn report_incident(
        &mut self,
        relationship: StreamId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("incident", incident.to_string()).into();
        self.life.run("report-incident", arguments, command, now, random, |act| {
            act.push(relationship, Event::IncidentReported { incident })
        })
    }

    /// Notes that an incident which was reported is done with.
    ///
    /// # Errors
    /// [`StateError::NoSuchIncident`]; [`ChartError`](crate::chart::ChartError) before it was reported, or when that was noted
    /// before.
    pub fn close_incident(
        &mut self,
        relationship: StreamId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("incident", incident.to_string()).into();
        self.life.run("close-incident", arguments, command, now, random, |act| {
            act.push(relationship, Event::IncidentClosed { incident })
        })
    }
}
