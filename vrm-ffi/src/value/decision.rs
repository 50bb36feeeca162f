//! Answers: yes, no, ask, and all that made them.

use super::mirror::mirror;
use super::sentence::said;
use super::{Duty, Request, Sentence};
use vrm_core::decision::{self, GrantId};
use vrm_core::time::Instant;

mirror! {
    /// Yes, no, or ask the person. No beats yes, yes beats ask.
    Effect of decision::Effect {
        /// It may be done.
        Permit,
        /// It may not.
        Deny,
        /// The person is to be asked; until then it may not.
        Ask,
    }
}

/// The answer without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Verdict {
    /// Yes, no, or ask.
    pub effect: Effect,
    /// Whether a word asked for has marked words below it that a yes or an ask does not speak for; false with a no.
    pub excludes_marked: bool,
}

/// The answer with everything that made it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Decision {
    /// It may be done.
    Permit {
        /// Every rule or grant that covers the request, sorted.
        grounds: Vec<Ground>,
        /// What must be done for it, sorted, each once.
        duties: Vec<Duty>,
        /// Until when the answer stands at least; none for a text, which knows no time.
        until: Option<Instant>,
        /// Whether a word asked for has marked words below it that this yes does not speak for.
        excludes_marked: bool,
        /// The answer as sentences.
        sentences: Vec<Sentence>,
    },
    /// It may not be done.
    Deny {
        /// Every reason, sorted.
        reasons: Vec<DenyReason>,
        /// The rules or grants that would have carried it but for what forbids it, sorted.
        grounds: Vec<Ground>,
        /// The grants that cover the request and cannot be used now, where no other does; none for a text.
        held: Vec<GrantId>,
        /// The greatest narrower requests that are permitted.
        nearest: Nearest,
        /// The answer as sentences.
        sentences: Vec<Sentence>,
    },
    /// The person is to be asked; nothing leaves meanwhile.
    Ask {
        /// Every rule or grant that covers the request, all of them marked "ask me", sorted.
        grounds: Vec<Ground>,
        /// Whether a word asked for has marked words below it that a yes would not speak for.
        excludes_marked: bool,
        /// The answer as sentences.
        sentences: Vec<Sentence>,
    },
}

/// What a yes stands on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Ground {
    /// A permission of a text.
    Rule {
        /// Its id.
        id: String,
    },
    /// A grant in force.
    Grant {
        /// Its id.
        id: GrantId,
    },
}

/// Why not, from the hardest no to the softest.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum DenyReason {
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
    /// One that this version does not tell apart.
    Other {
        /// Its stable name.
        name: String,
    },
}

/// The greatest narrower requests that are permitted, at most three, by fewest changes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Nearest {
    /// The requests; every one of them is permitted.
    pub requests: Vec<Request>,
    /// Whether the search was complete; if not, better ones may exist.
    pub searched_all: bool,
}

impl From<decision::Verdict> for Verdict {
    fn from(verdict: decision::Verdict) -> Self {
        Self { effect: verdict.effect.into(), excludes_marked: verdict.excludes_marked }
    }
}

impl From<&decision::Decision> for Decision {
    fn from(decision: &decision::Decision) -> Self {
        use decision::Decision as Of;
        let grounds = decision.grounds().iter().map(Ground::from).collect();
        let sentences = said(&decision.sentences());
        match decision {
            Of::Permit(permit) => Self::Permit {
                grounds,
                duties: permit.duties.iter().map(Duty::from).collect(),
                until: permit.until,
                excludes_marked: permit.excludes_marked,
                sentences,
            },
            Of::Deny(deny) => Self::Deny {
                reasons: deny.reasons.iter().map(DenyReason::from).collect(),
                grounds,
                held: deny.held.clone(),
                nearest: (&deny.nearest).into(),
                sentences,
            },
            Of::Ask(ask) => Self::Ask { grounds, excludes_marked: ask.excludes_marked, sentences },
        }
    }
}

impl From<&decision::Ground> for Ground {
    fn from(ground: &decision::Ground) -> Self {
        match ground {
            decision::Ground::Rule(id) => Self::Rule { id: id.clone() },
            decision::Ground::Grant(id) => Self::Grant { id: *id },
        }
    }
}

impl From<&decision::Reason> for DenyReason {
    fn from(reason: &decision::Reason) -> Self {
        use decision::Reason as Of;
        match reason {
            Of::UnknownTerm { term } => Self::UnknownTerm { term: term.clone() },
            Of::Forbidden { rule } => Self::Forbidden { rule: rule.clone() },
            Of::Blocked { block } => Self::Blocked { block: block.clone() },
            Of::NotPermitted => Self::NotPermitted,
            Of::NoAgreement => Self::NoAgreement,
            Of::NotGranted => Self::NotGranted,
            Of::MarkedNotNamed => Self::MarkedNotNamed,
            Of::Expired => Self::Expired,
            Of::Withdrawn => Self::Withdrawn,
            Of::NotYet => Self::NotYet,
            Of::DutyOpen => Self::DutyOpen,
            Of::Paused => Self::Paused,
            other => Self::Other { name: other.name().to_owned() },
        }
    }
}

impl From<&decision::Nearest> for Nearest {
    fn from(nearest: &decision::Nearest) -> Self {
        let requests = nearest.requests.iter().map(Request::from).collect();
        Self { requests, searched_all: nearest.searched_all }
    }
}
