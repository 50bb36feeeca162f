//! What falls due.

use super::exposure::{ExposureGround, Until};
use super::relationship::Relationship;
use super::state::State;
use crate::chain::StreamId;
use crate::decision::{AgreementId, GrantId};
use crate::intention::IntentionState;
use crate::keys::SignedId;
use crate::message::Jti;
use crate::time::Instant;
use crate::vault::ItemId;
use crate::vocab::Word;

/// What falls due, and what is overdue, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// One line a matter.
    pub lines: Vec<AgendaLine>,
}

/// One matter, and when it falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgendaLine {
    /// When.
    pub at: Instant,
    /// With whom; none where it concerns nobody else.
    pub relationship: Option<StreamId>,
    /// What.
    pub matter: Matter,
}

/// What falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Matter {
    /// A vendor's question stops counting: it waits for the person's answer.
    Question {
        /// The message that asked.
        id: SignedId,
    },
    /// A negotiation runs out; it waits for the person where it says so.
    Negotiation {
        /// Whether the person's own word is waited for, and not the other side's.
        waits_for_us: bool,
    },
    /// Offers are taken until then.
    Intention {
        /// The cast.
        cast: StreamId,
    },
    /// An agreement's time ends.
    AgreementEnds {
        /// The agreement.
        agreement: AgreementId,
    },
    /// A grant's time ends, before its agreement's does.
    GrantEnds {
        /// The grant.
        grant: GrantId,
    },
    /// What the vendor has to delete by then, by what was agreed.
    Deletion {
        /// The agreement.
        agreement: AgreementId,
        /// The data.
        data: Word,
    },
    /// The vendor's answer to a claim is due, by the law's time counted in days of UTC; from then on it is overdue.
    RightsAnswer {
        /// The claim.
        claim: SignedId,
    },
    /// What is kept of the person's data holds until then.
    ItemEnds {
        /// The item.
        item: ItemId,
        /// What data it is.
        data: Word,
    },
    /// A letter of ours that the other side should have acknowledged by then, such as a withdrawal.
    Unacknowledged {
        /// The letter.
        letter: Jti,
    },
}

impl State {
    /// What falls due from now on, and what is overdue, the earliest first.
    pub(super) fn agenda(&self, now: Instant) -> Agenda {
        let mut lines: Vec<AgendaLine> = self.relationships().flat_map(|between| self.due_with(between, now)).collect();
        let open = self.casts().filter(|cast| cast.state() == IntentionState::Open);
        lines.extend(open.filter_map(|cast| {
            let at = cast.announced()?.until;
            Some(AgendaLine { at, relationship: None, matter: Matter::Intention { cast: cast.id() } })
        }));
        lines.extend(self.exposure(now).lines.into_iter().filter_map(|line| {
            let (Until::At(at), ExposureGround::Ended { .. } | ExposureGround::Grant { .. }) =
                (line.until, line.ground)
            else {
                return None;
            };
            let matter = Matter::Deletion { agreement: line.agreement, data: line.data };
            Some(AgendaLine { at, relationship: Some(line.relationship), matter })
        }));
        lines.extend(self.items().filter(|item| item.is_valid(now)).filter_map(|item| {
            let matter = Matter::ItemEnds { item: item.id, data: item.data.clone() };
            Some(AgendaLine { at: item.window.until()?, relationship: None, matter })
        }));
        lines.sort();
        lines.dedup();
        Agenda { lines }
    }

    fn due_with(&self, between: &Relationship, now: Instant) -> Vec<AgendaLine> {
        let mut due: Vec<(Instant, Matter)> = Vec::new();
        let open = between.questions().filter(|(_, question)| question.reply.is_none() && now < question.until);
        due.extend(open.map(|(id, question)| (question.until, Matter::Question { id })));
        if let Some(running) = between.negotiation().filter(|negotiation| !negotiation.is_over()) {
            let waits_for_us = running.unanswered_by(self.role()).is_some();
            due.push((running.until(), Matter::Negotiation { waits_for_us }));
        }
        for agreed in between.in_force() {
            let (agreement, until) = (agreed.agreement.id(), agreed.agreement.document().window().until());
            due.extend(until.map(|at| (at, Matter::AgreementEnds { agreement })));
        }
        for grant in self.ledger.grants(&between.vendor).filter(|grant| !self.is_over(between, grant, now)) {
            let agreed = between.agreement(&grant.agreement);
            let end = agreed.and_then(|agreed| agreed.agreement.document().window().until());
            let earlier = grant.window.until().filter(|at| end.is_none_or(|end| *at < end));
            due.extend(earlier.map(|at| (at, Matter::GrantEnds { grant: grant.id })));
        }
        due.extend(
            between
                .rights()
                .filter(|(_, claimed)| claimed.is_open())
                .filter_map(|(claim, claimed)| Some((claimed.overdue_from(now)?, Matter::RightsAnswer { claim }))),
        );
        let letters = between.unacknowledged.iter().filter_map(|(letter, said)| Some((*letter, (*said)?)));
        let wait = self.settings().map_or(0, |settings| settings.answer_within);
        due.extend(letters.filter_map(|(letter, said)| {
            let at = said.plus_minutes(wait).ok()?;
            Some((at, Matter::Unacknowledged { letter }))
        }));
        let id = between.id();
        due.into_iter().map(|(at, matter)| AgendaLine { at, relationship: Some(id), matter }).collect()
    }
}
