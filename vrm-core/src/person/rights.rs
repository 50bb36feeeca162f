//! Rights: claim, complete, take back.

use super::Person;
use super::meet::about;
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::CommandId;
use crate::keys::{Randomness, SignedId};
use crate::life::Outcome;
use crate::message::{Never, RightsRequest, RightsStep};
use crate::rights::{Claim, RightsMove, Statement};
use crate::time::Instant;
use crate::view::StateError;

impl Person {
    /// Claims a right from a vendor whose keys are known; an agreement is not needed, and one that has ended is no hindrance.
    /// The id of what is said, in the outcome, is the claim's. It does not withdraw a grant:
    /// [`withdraw`](Self::withdraw) does, at once.
    ///
    /// # Errors
    /// [`StateError::NoKeys`] before both sides have used keys; [`StateError::NoSuchAgreement`] for a scope that is none of
    /// the relationship's; [`StateError::TooManyClaims`].
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
            between.may_claim()?;
            act.say(relationship, RightsRequest { claim: claim.clone(), step: RightsStep::Claim }, Never)?;
            Ok(())
        })
    }

    /// Adds what the vendor's answer asked for, in words where it can be said so. The claim is sent anew.
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
        let said = proof.map_or(crate::json::Value::Null, |proof| proof.as_str().into());
        let arguments = about(relationship).with("answer", answer.to_string()).with("proof", said).into();
        self.life.run("complete-claim", arguments, command, now, random, |act| {
            let between = act.state.relationship(relationship)?;
            let found = between.claim_that_needs(&answer).filter(|(_, claimed)| claimed.needs_more() == Some(answer));
            let (_, claimed) = found.ok_or(StateError::NoSuchClaim { id: answer })?;
            claimed.can(RightsMove::Complete, act.now)?;
            let step = RightsStep::Complete { answers: answer, proof: proof.cloned() };
            let claim = claimed.claim.clone();
            act.say(relationship, RightsRequest { claim, step }, Never)?;
            Ok(())
        })
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
}
