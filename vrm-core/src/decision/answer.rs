//! What a decision says, and why.

use super::{GrantId, Request};
use crate::terms::Duty;
use crate::time::Instant;

/// The answer without its reasons; `Copy`, and made without allocating, but once for the index of blocks that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// Yes, no, or ask.
    pub effect: Effect,
    /// Whether a word asked for has marked words below it that a yes or an ask does not speak for; false with a no.
    pub excludes_marked: bool,
}

/// Yes, no, or ask the person. No beats yes, yes beats ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It may be done.
    Permit,
    /// It may not.
    Deny,
    /// The person is to be asked; until then it may not.
    Ask,
}

/// The answer with everything that made it. Replaying the listed rules and grants alone gives the same answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Decision {
    /// It may be done.
    Permit(Permit),
    /// It may not be done.
    Deny(Deny),
    /// The person is to be asked; nothing leaves meanwhile.
    Ask(Ask),
}

/// A yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    /// Every rule or grant that covers the request, those marked "ask me" included, sorted.
    pub grounds: Vec<Ground>,
    /// What must be done for it, sorted, each once.
    pub duties: Vec<Duty>,
    /// Until when the answer stands at least: the earliest later start or end among the grants and blocks whose words
    /// match. None for a text, which knows no time.
    pub until: Option<Instant>,
    /// Whether a word asked for has marked words below it that this yes does not speak for.
    pub excludes_marked: bool,
}

/// A no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deny {
    /// Every reason, sorted. "Forbidden" and "not permitted" stay apart.
    pub reasons: Vec<Reason>,
    /// The rules or grants that would have carried it but for what forbids it, sorted.
    pub grounds: Vec<Ground>,
    /// The grants that cover the request and cannot be used now, where no other does: expired, withdrawn, not begun,
    /// paused, held back by a duty, or of an agreement that ended. Sorted; none for a text.
    pub held: Vec<GrantId>,
    /// The greatest narrower requests that are permitted.
    pub nearest: Nearest,
}

/// A question for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Every rule or grant that covers the request, all of them marked "ask me", sorted.
    pub grounds: Vec<Ground>,
    /// Whether a word asked for has marked words below it that a yes would not speak for.
    pub excludes_marked: bool,
}

/// What a yes stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// A permission of a text, by its id.
    Rule(String),
    /// A grant in force.
    Grant(GrantId),
}

/// Why not. The order is from the hardest no to the softest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A word, place or measure that the text does not know.
    UnknownTerm {
        /// The first such term.
        term: String,
    },
    /// A prohibition of the text hits the request.
    Forbidden {
        /// The rule's id.
        rule: String,
    },
    /// A block hits the request; stronger than any agreement.
    Blocked {
        /// The block's id.
        block: String,
    },
    /// No permission of the text covers it.
    NotPermitted,
    /// No agreement with this vendor is in force.
    NoAgreement,
    /// An agreement is in force, but no grant of it covers the request.
    NotGranted,
    /// It would be covered, but a marked word must be named: special category or criminal data, profiling, tracking.
    MarkedNotNamed,
    /// A grant covered it until now.
    Expired,
    /// A grant covered it and was withdrawn, which is final.
    Withdrawn,
    /// A grant will cover it later.
    NotYet,
    /// A grant covers it once a duty is done first.
    DutyOpen,
    /// A grant covers it and is paused.
    Paused,
}

/// The greatest narrower requests that are permitted, at most three.
///
/// Listed by fewest dimensions and conditions changed, then fewest steps down the graphs, then their JSON.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Nearest {
    /// The requests; every one of them is permitted.
    pub requests: Vec<Request>,
    /// Whether the search was complete; if not, better ones may exist. Recipients that no rule names are not searched.
    /// It is cut short after 1,000 tries, 64,000 candidates, or 8 words or recipients of one permission a dimension.
    pub searched_all: bool,
}

impl Effect {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Permit => "permit",
            Self::Deny => "deny",
            Self::Ask => "ask",
        }
    }
}

impl Verdict {
    pub(super) const DENY: Self = Self { effect: Effect::Deny, excludes_marked: false };
}

impl Reason {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::UnknownTerm { .. } => "unknown-term",
            Self::Forbidden { .. } => "forbidden",
            Self::Blocked { .. } => "blocked",
            Self::NotPermitted => "not-permitted",
            Self::NoAgreement => "no-agreement",
            Self::NotGranted => "not-granted",
            Self::MarkedNotNamed => "marked-not-named",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::NotYet => "not-yet",
            Self::DutyOpen => "duty-open",
            Self::Paused => "paused",
        }
    }
}

impl Decision {
    /// Yes, no, or ask.
    #[must_use]
    pub fn effect(&self) -> Effect {
        match self {
            Self::Permit(_) => Effect::Permit,
            Self::Deny(_) => Effect::Deny,
            Self::Ask(_) => Effect::Ask,
        }
    }

    /// The answer without its reasons.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let excludes_marked = match self {
            Self::Permit(permit) => permit.excludes_marked,
            Self::Ask(ask) => ask.excludes_marked,
            Self::Deny(_) => false,
        };
        Verdict { effect: self.effect(), excludes_marked }
    }

    /// The rules or grants that cover the request, whatever the answer.
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        match self {
            Self::Permit(permit) => &permit.grounds,
            Self::Ask(ask) => &ask.grounds,
            Self::Deny(deny) => &deny.grounds,
        }
    }

    /// Why not; none for a yes or an ask.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Deny(deny) => &deny.reasons,
            Self::Permit(_) | Self::Ask(_) => &[],
        }
    }
}
