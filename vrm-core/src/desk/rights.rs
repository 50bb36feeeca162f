//! Rights: answer a claim, notify an incident.

use super::Desk;
use crate::error::Error;
use crate::form::write;
use crate::history::CommandId;
use crate::json::Object;
use crate::keys::{Randomness, SignedId};
use crate::life::Outcome;
use crate::log::LogId;
use crate::message::{Incident, Jti, Never, RightsAnswer};
use crate::rights::{Right, RightsOutcome};
use crate::time::Instant;
use crate::view::StateError;

impl Desk {
    /// Answers a claim of a customer's. An erasure that is answered in full deletes the values that were given and that the
    /// claim reaches, in the same step; all else that is answered is the desk's own to do.
    ///
    /// # Errors
    /// [`StateError::NoSuchClaim`]; [`ChartError`](crate::chart::ChartError) when the claim was answered or taken back, or an
    /// answer is put off that is overdue; [`RightsError::NoExtension`](crate::rights::RightsError::NoExtension).
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
            claimed.can(outcome.step(), act.now)?;
            if claimed.claim.right() == Right::Erasure && *outcome == RightsOutcome::Full {
                let is_kept = |id: &Jti| between.disclosure(id).is_some_and(|given| given.kept);
                let given = between.given_within(claimed.claim.scope()).into_iter().filter(is_kept);
                for id in given.collect::<Vec<_>>() {
                    act.delete_disclosure(stream, id)?;
                }
            }
            act.say(stream, RightsAnswer { answers: claim, outcome: outcome.clone() }, Never)?;
            Ok(())
        })
    }

    /// Tells a customer of a breach.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`]; [`StateError::TooManyIncidents`].
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
            act.state.relationship(stream)?.may_notify()?;
            act.say(stream, incident.clone(), Never)?;
            Ok(())
        })
    }
}
