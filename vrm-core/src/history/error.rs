//! Why a history is not taken.

use crate::chain::StreamId;
use crate::error::{Code, Fault, quote};
use crate::form::FormError;
use crate::history::LineError;

/// Why a history, or a part of it, is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// The text of an event.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A kind or a version that this library does not know.
    #[error(
        "no event of the kind {} in version {version} is known: a newer version of this library may read it",
        quote(kind)
    )]
    UnknownKind {
        /// The kind.
        kind: String,
        /// Its version.
        version: i64,
    },
    /// Another form than the canonical one.
    #[error("the event is not written in its one canonical form")]
    NotCanonical,
    /// The event is not the one committed to.
    #[error("the event at {position} is not the one that its commitment binds to")]
    NotCommitted {
        /// Its position in the history.
        position: u64,
    },
    /// Positions that do not follow one another.
    #[error("the event at {position} is out of its place: {found}, expected {expected}")]
    OutOfPlace {
        /// Its position in the history.
        position: u64,
        /// The position in its stream that was found.
        found: u64,
        /// What would be right.
        expected: u64,
    },
    /// The chain leads elsewhere.
    #[error("the chain leads to another head than is stated, after {position} events")]
    OtherHead {
        /// How many events there are.
        position: u64,
    },
    /// An event cannot follow from the ones before it.
    #[error("the event at {position} cannot follow from the ones before it: {reason}")]
    DoesNotFollow {
        /// Its position in the history.
        position: u64,
        /// Why.
        reason: String,
    },
    /// An event is gone, or its text is, and nothing says that its stream was erased.
    #[error("the event at {position} is missing, or it is empty and its stream was not erased")]
    Missing {
        /// Its position in the history.
        position: u64,
    },
    /// A line of an exported life.
    #[error("line {line} of the export: {error}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        error: LineError,
    },
    /// What events name is not in the export.
    #[error("the export has not the {what} that an event names")]
    Lacking {
        /// What.
        what: &'static str,
    },
    /// Something was not said by who is said to have said it.
    #[error("the event at {position} was not said by its side: {reason}")]
    Forged {
        /// Its position in the history.
        position: u64,
        /// Why.
        reason: String,
    },
    /// An event of a relationship that a later event erased.
    #[error("the export has events of the relationship {stream}, which was erased")]
    NotErased {
        /// The relationship.
        stream: StreamId,
    },
    /// More than an export holds.
    #[error("the export has {found} {what}, at most {limit} are written")]
    TooLarge {
        /// Lines, or bytes of a line.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
}

impl Fault for HistoryError {
    fn code(&self) -> Code {
        match self {
            Self::Form(error) => error.code(),
            Self::UnknownKind { .. } => Code::HistoryUnknownKind,
            Self::NotCanonical => Code::HistoryNotCanonical,
            Self::NotCommitted { .. } => Code::HistoryNotCommitted,
            Self::OutOfPlace { .. } => Code::HistoryOutOfPlace,
            Self::OtherHead { .. } => Code::HistoryOtherHead,
            Self::DoesNotFollow { .. } => Code::HistoryDoesNotFollow,
            Self::Missing { .. } => Code::HistoryMissing,
            Self::Line { error, .. } => error.code(),
            Self::Lacking { .. } => Code::HistoryLacking,
            Self::Forged { .. } => Code::HistoryForged,
            Self::NotErased { .. } => Code::HistoryNotErased,
            Self::TooLarge { .. } => Code::HistoryTooLarge,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Form(error) => error.path(),
            Self::Line { error, .. } => error.path(),
            _ => None,
        }
    }
}
