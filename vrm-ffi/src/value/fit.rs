//! Whether everything that is declared would pass.

use super::mirror::mirror;
use super::sentence::said;
use super::{ProcessPart, Sentence};
use crate::border::record::unread;
use crate::border::{BorderError, Failure, text};
use vrm_core::decision;
use vrm_core::vocab::{Recipient, Word};

mirror! {
    /// Whether every request of a declaration would pass.
    FitVerdict of decision::FitVerdict {
        /// Every request it could make passes.
        Fits,
        /// It depends on what is unknown.
        Open,
        /// Some request cannot pass in any reading.
        Conflicts,
        /// The declaration has too many combinations of words to be judged.
        TooWide,
    }
}

/// How a declaration stands to a text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// The worst of its processes: too wide, conflicts, open, fits. Fits where none was judged: see `outside`.
    pub verdict: FitVerdict,
    /// Each process, in the declaration's order; those on a legal duty are left out.
    pub processes: Vec<ProcessFit>,
    /// Processes on a legal duty, by index: terms do not decide them.
    pub outside: Vec<u32>,
    /// The answer as sentences; on the way in they are not read.
    #[serde(default, deserialize_with = "unread")]
    pub sentences: Vec<Sentence>,
}

/// How one process stands to a text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct ProcessFit {
    /// Its index in the declaration.
    pub process: u32,
    /// The verdict on it alone; too wide for each where the declaration as a whole is.
    pub verdict: FitVerdict,
    /// What is unknown of it, sorted by name.
    pub unknowns: Vec<ProcessPart>,
    /// When it fits: its marked data words, each of which needs an explicitly expressed consent.
    #[serde(deserialize_with = "text::list")]
    pub consent_needed: Vec<Word>,
    /// Each combination that cannot pass.
    pub conflicts: Vec<FitConflict>,
}

/// A combination of words that cannot pass; a part is none where the declaration leaves it unknown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct FitConflict {
    /// The data.
    #[serde(default, deserialize_with = "text::optional")]
    pub data: Option<Word>,
    /// The purpose.
    #[serde(default, deserialize_with = "text::optional")]
    pub purpose: Option<Word>,
    /// The operation.
    #[serde(default, deserialize_with = "text::optional")]
    pub operation: Option<Word>,
    /// The recipient.
    #[serde(default, deserialize_with = "text::optional")]
    pub recipient: Option<Recipient>,
    /// Why.
    pub why: ConflictReason,
    /// It as a sentence; on the way in it is not read.
    #[serde(default, deserialize_with = "unread")]
    pub sentence: Sentence,
}

/// Why a combination cannot pass.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum ConflictReason {
    /// A word of it is unknown to the text.
    UnknownTerm {
        /// The word.
        term: String,
    },
    /// Prohibitions hit it.
    Forbidden {
        /// Their ids.
        rules: Vec<String>,
    },
    /// Nothing covers it.
    NotPermitted,
    /// One that this version does not tell apart; the sentence says it.
    Other,
}

impl From<&decision::Fit> for Fit {
    fn from(fit: &decision::Fit) -> Self {
        Self {
            verdict: fit.verdict.into(),
            processes: fit.processes.iter().map(ProcessFit::from).collect(),
            outside: fit.outside.clone(),
            sentences: said(&fit.sentences()),
        }
    }
}

impl From<&decision::ProcessFit> for ProcessFit {
    fn from(fit: &decision::ProcessFit) -> Self {
        Self {
            process: fit.process,
            verdict: fit.verdict.into(),
            unknowns: fit.unknowns.iter().map(|part| (*part).into()).collect(),
            consent_needed: fit.consent_needed.clone(),
            conflicts: fit.conflicts.iter().map(FitConflict::from).collect(),
        }
    }
}

impl From<&decision::Conflict> for FitConflict {
    fn from(conflict: &decision::Conflict) -> Self {
        Self {
            data: conflict.data.clone(),
            purpose: conflict.purpose.clone(),
            operation: conflict.operation.clone(),
            recipient: conflict.recipient.clone(),
            why: (&conflict.why).into(),
            sentence: (&conflict.sentence()).into(),
        }
    }
}

impl From<&decision::ConflictReason> for ConflictReason {
    fn from(reason: &decision::ConflictReason) -> Self {
        use decision::ConflictReason as Of;
        match reason {
            Of::UnknownTerm { term } => Self::UnknownTerm { term: term.clone() },
            Of::Forbidden { rules } => Self::Forbidden { rules: rules.clone() },
            Of::NotPermitted => Self::NotPermitted,
            _ => Self::Other,
        }
    }
}

impl TryFrom<Fit> for decision::Fit {
    type Error = Failure;

    fn try_from(fit: Fit) -> Result<Self, Failure> {
        let processes = fit.processes.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?;
        Ok(Self { verdict: fit.verdict.into(), processes, outside: fit.outside })
    }
}

impl TryFrom<ProcessFit> for decision::ProcessFit {
    type Error = Failure;

    fn try_from(fit: ProcessFit) -> Result<Self, Failure> {
        Ok(Self {
            process: fit.process,
            verdict: fit.verdict.into(),
            unknowns: fit.unknowns.into_iter().map(Into::into).collect(),
            consent_needed: fit.consent_needed,
            conflicts: fit.conflicts.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<FitConflict> for decision::Conflict {
    type Error = Failure;

    fn try_from(conflict: FitConflict) -> Result<Self, Failure> {
        use decision::ConflictReason as Of;
        let why = match conflict.why {
            ConflictReason::UnknownTerm { term } => Of::UnknownTerm { term },
            ConflictReason::Forbidden { rules } => Of::Forbidden { rules },
            ConflictReason::NotPermitted => Of::NotPermitted,
            ConflictReason::Other => {
                let expected = "`unknown-term`, `forbidden` or `not-permitted`";
                return Err(BorderError::Value { argument: "why", expected }.into());
            }
        };
        let FitConflict { data, purpose, operation, recipient, .. } = conflict;
        Ok(Self { data, purpose, operation, recipient, why })
    }
}
