//! What follows from claims, from the answers to them, and from incidents.

use super::error::StateError;
use super::relationship::Relationship;
use super::said::read;
use crate::error::Error;
use crate::keys::{SignedId, Unverified};
use crate::message::{Incident, Jti, Message, RightsAnswer, RightsRequest, RightsStep};
use crate::rights::{
    Calendar, Claim, Deadline, IncidentState, Right, RightsMove, RightsOutcome, RightsState, Scope, due,
};
use crate::time::{CivilDate, Instant};
use crate::vault::{DisclosureMove, Given};
use crate::vocab::{Cone, Vocabulary};

/// A claim, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What is claimed.
    pub claim: Claim,
    /// When it was said, to the minute. The law's time is counted from then, since one cannot know when it was received.
    pub sent: Instant,
    /// Every answer, in the order in which they were said or taken, also those that changed nothing any more.
    pub replies: Vec<RightsReply>,
    /// Where it stands by what was said; [`state_at`](Self::state_at) knows the time too.
    state: RightsState,
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
    /// The id of its message.
    pub id: SignedId,
    /// What was answered.
    pub outcome: RightsOutcome,
    /// When it was said, to the minute.
    pub at: Instant,
}

/// An incident that the vendor notified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notified {
    /// What was notified.
    pub incident: Incident,
    /// When it was noted here.
    pub noted: Instant,
    /// Where it stands.
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
        self.waited_for().map(|reply| reply.at)
    }

    /// Whether something is still to be done about it.
    pub(crate) fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// The id of the answer that the person has to add something to.
    #[must_use]
    pub fn needs_more(&self) -> Option<SignedId> {
        self.waited_for().map(|reply| reply.id)
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
        self.rights().find(|(_, claimed)| claimed.replies.iter().any(|reply| reply.id == *answer))
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

    /// What was given that a claim reaches.
    pub(crate) fn given_within(&self, scope: &Scope) -> Vec<Jti> {
        let reaches = |given: &Given| match scope {
            Scope::All => true,
            Scope::Agreement(agreement) => given.agreement == *agreement,
            Scope::Data(words) => {
                let below = |data, word| data == word || Vocabulary::dpv().is_within(Cone::Data, data, word);
                given.items.iter().any(|item| words.iter().any(|word| below(&item.data, word)))
            }
        };
        self.disclosures().filter(|(_, given)| reaches(given)).map(|(id, _)| id).collect()
    }

    /// Moves what was given and a claim reaches, where the move leads on.
    fn step_disclosures(&mut self, scope: &Scope, step: DisclosureMove) -> Result<(), Error> {
        for id in self.given_within(scope) {
            if self.disclosure(&id).is_some_and(|given| given.state.after(step).is_ok()) {
                self.step_disclosure(&id, step)?;
            }
        }
        Ok(())
    }

    /// The vendor has the person's newest message about a claim.
    pub(super) fn claim_was_seen(&mut self, letter: Jti) -> Result<(), Error> {
        let seen = self.rights.values_mut().find(|claimed| claimed.letter == letter);
        if let Some(claimed) = seen.filter(|claimed| claimed.state == RightsState::Sent) {
            claimed.state = claimed.state.after(RightsMove::Acknowledge)?;
        }
        Ok(())
    }
}

pub(super) fn claimed(
    between: &mut Relationship,
    text: &Unverified<Message<RightsRequest>>,
    own: bool,
) -> Result<(), Error> {
    let (id, message) = (text.claimed_id()?, read(text)?);
    let (request, letter, at) = (message.body().clone(), message.jti(), message.iat());
    between.is_within(&request.claim)?;
    match between.claim_of(&request)? {
        None => {
            let state = RightsState::Draft.after(RightsMove::Send)?;
            let (claim, replies) = (request.claim, Vec::new());
            let new = Claimed { claim, sent: at, replies, state, letter, put_off: false, paused: 0 };
            let asks_deletion = new.claim.right() == Right::Erasure;
            let scope = new.claim.scope().clone();
            if between.rights.insert(id, new).is_some() {
                return Err(StateError::OutOfPlace { kind: "right-claimed" }.into());
            }
            if asks_deletion {
                between.step_disclosures(&scope, DisclosureMove::AskDeletion)?;
            }
        }
        Some(claim) => {
            let claimed = between.rights.get_mut(&claim).ok_or(StateError::NoSuchClaim { id: claim })?;
            match request.step {
                // Another answer may need something else by now.
                RightsStep::Complete { answers, .. } if !own && claimed.needs_more() != Some(answers) => {}
                RightsStep::Complete { .. } => {
                    let waited = claimed.waits_since().map_or(0, |since| days_between(since, at));
                    claimed.step(RightsMove::Complete, at, own)?;
                    if claimed.claim.law().pauses() && claimed.state == RightsState::Sent {
                        claimed.paused = claimed.paused.saturating_add(waited);
                    }
                }
                _ => claimed.step(RightsMove::Withdraw, at, own)?,
            }
            claimed.letter = letter;
        }
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
) -> Result<(), Error> {
    let (id, message) = (text.claimed_id()?, read(text)?);
    let (RightsAnswer { answers, outcome }, at) = (message.body().clone(), message.iat());
    let claimed = between.rights.get_mut(&answers).ok_or(StateError::NoSuchClaim { id: answers })?;
    // No answer is older than what it answers.
    let at = at.max(claimed.sent);
    claimed.step(outcome.step(), at, own)?;
    let erased = claimed.claim.right() == Right::Erasure && claimed.state == RightsState::Fulfilled;
    let scope = claimed.claim.scope().clone();
    claimed.replies.push(RightsReply { id, outcome, at });
    if erased {
        between.step_disclosures(&scope, DisclosureMove::ConfirmDeletion)?;
    }
    if own {
        between.awaits(message.jti(), message.iat());
    }
    Ok(())
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
    if between.incidents.insert(id, notified).is_some() {
        return Err(StateError::OutOfPlace { kind: "notified" }.into());
    }
    if own {
        between.awaits(message.jti(), message.iat());
    }
    Ok(())
}
