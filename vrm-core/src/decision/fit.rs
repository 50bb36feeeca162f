//! What containment answers: the verdict, and why.

use crate::terms::Part;
use crate::vocab::{Recipient, Word};

/// Whether every request of a declaration would pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FitVerdict {
    /// Every request it could make passes.
    Fits,
    /// It depends on what is unknown.
    Open,
    /// Some request cannot pass in any reading.
    Conflicts,
    /// The declaration has too many combinations of words to be judged.
    TooWide,
}

/// How a declaration stands to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The worst of its processes: too wide, conflicts, open, fits. Fits where none was judged: see `outside`.
    pub verdict: FitVerdict,
    /// Each process, in the declaration's order; those on a legal duty are outside and left out.
    pub processes: Vec<ProcessFit>,
    /// Processes on a legal duty, by index: terms do not decide them.
    pub outside: Vec<u32>,
}

/// How one process stands to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessFit {
    /// Its index in the declaration.
    pub process: u32,
    /// The verdict on it alone; too wide for each where the declaration as a whole is.
    pub verdict: FitVerdict,
    /// What is unknown of it, sorted by name.
    pub unknowns: Vec<Part>,
    /// When it fits: its marked data words, each of which needs an explicitly expressed consent, by IRI.
    pub consent_needed: Vec<Word>,
    /// Each combination that cannot pass.
    pub conflicts: Vec<Conflict>,
}

/// A combination of words that cannot pass; a part is none where the declaration leaves it unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The data.
    pub data: Option<Word>,
    /// The purpose.
    pub purpose: Option<Word>,
    /// The operation.
    pub operation: Option<Word>,
    /// The recipient.
    pub recipient: Option<Recipient>,
    /// Why.
    pub why: ConflictReason,
}

/// Why a combination cannot pass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConflictReason {
    /// A word of it is unknown to the text.
    UnknownTerm {
        /// The word.
        term: String,
    },
    /// Prohibitions hit it, by id.
    Forbidden {
        /// The rules.
        rules: Vec<String>,
    },
    /// Nothing covers it.
    NotPermitted,
}

impl FitVerdict {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Open => "open",
            Self::Conflicts => "conflicts",
            Self::TooWide => "too-wide",
        }
    }
}
