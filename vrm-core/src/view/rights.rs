//! What follows from claims, from the answers to them, and from incidents.

use super::error::StateError;
use super::relationship::Relationship;
use super::said::read;
use crate::error::Error;
use crate::history::Entry;
use crate::keys::{SignedId, Unverified};
use crate::message::{Incident, Jti, Message, RightsAnswer, RightsRequest, RightsStep};
use crate::rights::{
    Calendar, Claim, Deadline, IncidentMove, IncidentState, Right, RightsMove, RightsOutcome, RightsState, Scope, due,
};
use crate::time::{CivilDate, Instant};
use crate::vault::{DisclosureMove, GivenItem};

/// A claim, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What is claimed.
    pub claim: Claim,
    /// When it was said, to the minute. The law's time is counted from then, since one cannot know when it was received.
    pub sent: Instant,
    /// Every answer, in the order in which they were said or taken, also those that changed nothing any more.
    pub replies: Vec<RightsReply>,
    /// What the person added to it with a proof, the oldest first.
    pub additions: Vec<Addition>,
    /// Where it stands by what was said; [`state_at`](Self::state_at) knows the time too.
    pub(super) state: RightsState,
    /// The position of its event in this side's stream.
    pub(super) n: u64,
    /// The newest message of the person's about it.
    letter: Jti,
    /// Whether the answer was put off in time.
    put_off: bool,
    /// Days on which the person's addition was waited for, where they do not count.
    paused: u16,
}

/// One answer to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsReply {
    /// The id of its message. One with a copy of data has none: it would be a hash of the values.
    pub id: Option<SignedId>,
    /// Its letter, by which a copy is read and forgotten.
    pub letter: Jti,
    /// What was answered.
    pub outcome: RightsOutcome,
    /// Which data came with it.
    pub copy: Vec<GivenItem>,
    /// Whether that is still kept on this side.
    pub kept: bool,
    /// When it was said, to the minute, as whoever said it says.
    pub at: Instant,
    /// When it was noted here. What it does to the law's time is counted from then: who dates an answer back gains nothing.
    pub noted: Instant,
}

/// What the person added to a claim, as an answer asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// Its letter, by which the proof is read and forgotten.
    pub letter: Jti,
    /// The answer that needed more.
    pub answers: SignedId,
    /// When it was said, to the minute.
    pub at: Instant,
    /// Whether the proof is still kept on this side.
    pub kept: bool,
}

/// An incident that the vendor notified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notified {
    /// What was notified.
    pub incident: Incident,
    /// When it was noted here.
    pub noted: Instant,
    /// Where it stands on this side: what it is put to, and whether it is done with, each side notes for itself.
    pub state: IncidentState,
}

impl Claimed {
    /// Where it stands at a time: overdue, where the law's time is over.
    #[must_use]
    pub fn state_at(&self, now: Instant) -> RightsState {
        let over = self.overdue_from(now).is_some_and(|from| now >= from);
        let run_out = self.state.after(RightsMove::RunOut).ok().filter(|_| over);
        run_out.unwrap_or(self.state)
    }

    /// The law's deadline, counted in days of UTC without weekends and holidays; none where the law states no period. A host
    /// that knows the controller's place counts with [`due`](crate::rights::due()).
    #[must_use]
    pub fn deadline_at(&self, now: Instant) -> Option<Deadline> {
        let (law, right) = (self.claim.law(), self.claim.right());
        let waits = self.waits_since().filter(|_| law.pauses()).map_or(0, |since| days_between(since, now));
        let paused = self.paused.saturating_add(waits);
        due(law, right, CivilDate::of(self.sent), &Calendar::every_day(), paused).ok()
    }

    /// The day on which the answer is due, as it stands; as [`deadline_at`](Self::deadline_at).
    #[must_use]
    pub fn due_at(&self, now: Instant) -> Option<CivilDate> {
        let deadline = self.deadline_at(now)?;
        let put_off = deadline.extended.filter(|_| self.put_off);
        Some(put_off.unwrap_or(deadline.due))
    }

    /// From when it is overdue.
    pub(super) fn overdue_from(&self, now: Instant) -> Option<Instant> {
        Some(self.due_at(now)?.plus_days(1).ok()?.begins())
    }

    /// The answer that the person has to add something to.
    fn waited_for(&self) -> Option<&RightsReply> {
        let asked = self.replies.iter().rev().find(|reply| matches!(reply.outcome, RightsOutcome::NeedsMore(_)));
        asked.filter(|_| self.state == RightsState::NeedsMore)
    }

    /// Since when it is waited for.
    fn waits_since(&self) -> Option<Instant> {
        self.waited_for().map(|reply| reply.noted)
    }

    /// Whether something is still to be done about it.
    pub(crate) fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// The id of the answer that the person has to add something to.
    #[must_use]
    pub fn needs_more(&self) -> Option<SignedId> {
        self.waited_for().and_then(|reply| reply.id)
    }

    /// Whether a move leads on at a time.
    pub(crate) fn can(&self, step: RightsMove, at: Instant) -> Result<RightsState, Error> {
        let next = self.state_at(at).after(step)?;
        // Where the law has no longer period there is nothing to put it off to.
        let (law, right) = (self.claim.law(), self.claim.right());
        match step == RightsMove::Extend && !law.extends(right) {
            true => Err(crate::rights::RightsError::NoExtension { law, right }.into()),
            false => Ok(next),
        }
    }

    /// Moves, where the move leads on. What crossed another letter on its way comes too late to, and changes nothing.
    fn step(&mut self, step: RightsMove, at: Instant, own: bool) -> Result<(), Error> {
        match self.can(step, at) {
            Ok(next) => {
                self.state = next;
                self.put_off |= step == RightsMove::Extend;
            }
            Err(error) if own => return Err(error),
            Err(_) => {}
        }
        Ok(())
    }
}

/// Whole days of UTC.
fn days_between(from: Instant, until: Instant) -> u16 {
    u16::try_from((until.unix() - from.unix()) / 86_400).unwrap_or(if until < from { 0 } else { u16::MAX })
}

impl Relationship {
    /// Every claim of the person's rights, by its id: the id of its message.
    pub fn rights(&self) -> impl Iterator<Item = (SignedId, &Claimed)> {
        self.rights.iter().map(|(id, claimed)| (*id, claimed))
    }

    /// One claim.
    #[must_use]
    pub fn right(&self, id: &SignedId) -> Option<&Claimed> {
        self.rights.get(id)
    }

    /// Every incident that the vendor notified, by the id of its message.
    pub fn incidents(&self) -> impl Iterator<Item = (SignedId, &Notified)> {
        self.incidents.iter().map(|(id, notified)| (*id, notified))
    }

    /// The claim that an answer is about which needs more.
    pub(crate) fn claim_that_needs(&self, answer: &SignedId) -> Option<(SignedId, &Claimed)> {
        self.rights().find(|(_, claimed)| claimed.replies.iter().any(|reply| reply.id == Some(*answer)))
    }

    /// The claim that a request is, or follows on.
    pub(crate) fn claim_of(&self, request: &RightsRequest) -> Result<Option<SignedId>, StateError> {
        let (answers, found) = match &request.step {
            RightsStep::Claim => return Ok(None),
            RightsStep::Complete { answers, .. } => (answers, self.claim_that_needs(answers)),
            RightsStep::Withdraw { answers } => (answers, self.right(answers).map(|claimed| (*answers, claimed))),
        };
        let (id, claimed) = found.ok_or(StateError::NoSuchClaim { id: *answers })?;
        if claimed.claim != request.claim { Err(StateError::OtherClaim) } else { Ok(Some(id)) }
    }

    /// That a claim over one agreement is over one of this relationship's.
    pub(crate) fn is_within(&self, claim: &Claim) -> Result<(), StateError> {
        match claim.scope() {
            Scope::Agreement(id) => self.agreed(id).map(drop),
            _ => Ok(()),
        }
    }

    /// The vendor has the person's newest message about a claim.
    pub(super) fn claim_was_seen(&mut self, letter: Jti) -> Result<(), Error> {
        let claim = self.claim_letters.get(&letter).copied();
        let waits = claim.filter(|id| self.right(id).is_some_and(|claimed| claimed.state == RightsState::Sent));
        if let Some(claimed) = waits.and_then(|id| self.rights.get_mut(&id)) {
            claimed.state = claimed.state.after(RightsMove::Acknowledge)?;
        }
        Ok(())
    }
}

pub(super) fn claimed(
    between: &mut Relationship,
    text: &Unverified<Message<RightsRequest>>,
    own: bool,
    entry: &Entry,
) -> Result<(), Error> {
    let (id, message, noted) = (text.claimed_id()?, read(text)?, entry.at);
    let (request, letter, at) = (message.body().clone(), message.jti(), message.iat());
    between.is_within(&request.claim)?;
    match between.claim_of(&request)? {
        None => {
            let state = RightsState::Draft.after(RightsMove::Send)?;
            let (claim, replies) = (request.claim, Vec::new());
            let asks_deletion = claim.right() == Right::Erasure;
            let new = Claimed {
                claim,
                sent: at,
                replies,
                additions: Vec::new(),
                state,
                n: entry.n,
                letter,
                put_off: false,
                paused: 0,
            };
            if between.rights.contains_key(&id) {
                return Err(StateError::OutOfPlace { kind: "right-claimed" }.into());
            }
            between.rights.insert_mut(id, new);
            between.claim_letters.insert_mut(letter, id);
            if asks_deletion {
                between.step_reached(&id, own, DisclosureMove::AskDeletion);
            }
        }
        Some(claim) => match request.step {
            RightsStep::Complete { answers, .. } => between.complete(claim, answers, letter, own, noted)?,
            _ => {
                let claimed = between.rights.get_mut(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
                claimed.step(RightsMove::Withdraw, noted, own)?;
                between.newest_of_claim(claim, letter);
            }
        },
    }
    if own {
        between.awaits(letter, message.iat());
    }
    Ok(())
}

pub(super) fn right_answered(
    between: &mut Relationship,
    text: &Unverified<Message<RightsAnswer>>,
    own: bool,
    noted: Instant,
) -> Result<(), Error> {
    let (id, message) = (text.claimed_id()?, read(text)?);
    let RightsAnswer { answers, outcome, .. } = message.body().clone();
    let (at, letter, copy) = (message.iat(), message.jti(), Vec::new());
    let reply = RightsReply { id: Some(id), letter, outcome, copy, kept: false, at, noted };
    between.answer(answers, reply, own)
}

impl Relationship {
    /// The person adds to a claim what an answer asked for.
    pub(super) fn complete(
        &mut self,
        claim: SignedId,
        answers: SignedId,
        letter: Jti,
        own: bool,
        noted: Instant,
    ) -> Result<(), Error> {
        self.newest_of_claim(claim, letter);
        let claimed = self.rights.get_mut(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
        // Another answer may need something else by now.
        if !own && claimed.needs_more() != Some(answers) {
            return Ok(());
        }
        let waited = claimed.waits_since().map_or(0, |since| days_between(since, noted));
        claimed.step(RightsMove::Complete, noted, own)?;
        if claimed.claim.law().pauses() && claimed.state == RightsState::Sent {
            claimed.paused = claimed.paused.saturating_add(waited);
        }
        Ok(())
    }

    /// Notes the person's newest message about a claim.
    fn newest_of_claim(&mut self, claim: SignedId, letter: Jti) {
        if let Some(claimed) = self.rights.get_mut(&claim) {
            let before = std::mem::replace(&mut claimed.letter, letter);
            self.claim_letters.remove_mut(&before);
            self.claim_letters.insert_mut(letter, claim);
        }
    }

    /// The person turned to an authority about a claim.
    pub(super) fn escalated(&mut self, claim: &SignedId, at: Instant) -> Result<(), Error> {
        let claimed = self.rights.get_mut(claim).ok_or(StateError::NoSuchClaim { id: *claim })?;
        claimed.step(RightsMove::Escalate, at, true)
    }

    /// A move of an incident on its chart, as this side notes it.
    pub(super) fn step_incident(&mut self, incident: &SignedId, step: IncidentMove) -> Result<(), Error> {
        let notified = self.incidents.get_mut(incident).ok_or(StateError::NoSuchIncident { id: *incident })?;
        notified.state = notified.state.after(step)?;
        Ok(())
    }

    /// The vendor's answer to a claim.
    pub(super) fn answer(&mut self, claim: SignedId, reply: RightsReply, own: bool) -> Result<(), Error> {
        let claimed = self.rights.get_mut(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
        claimed.step(reply.outcome.step(), reply.noted, own)?;
        let erased = claimed.claim.right() == Right::Erasure && claimed.state == RightsState::Fulfilled;
        let (letter, at) = (reply.letter, reply.at);
        claimed.replies.push(reply);
        if erased {
            self.step_reached(&claim, !own, DisclosureMove::ConfirmDeletion);
        }
        if own {
            self.awaits(letter, at);
        }
        Ok(())
    }
}

pub(super) fn notified(
    between: &mut Relationship,
    text: &Unverified<Message<Incident>>,
    own: bool,
    noted: Instant,
) -> Result<(), Error> {
    let (id, message) = (text.claimed_id()?, read(text)?);
    let incident = message.body().clone();
    between.agreed(&incident.agreement)?;
    let notified = Notified { incident, noted, state: IncidentState::Open };
    if between.incidents.contains_key(&id) {
        return Err(StateError::OutOfPlace { kind: "notified" }.into());
    }
    between.incidents.insert_mut(id, notified);
    if own {
        between.awaits(message.jti(), message.iat());
    }
    Ok(())
}
