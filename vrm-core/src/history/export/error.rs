//! What is wrong with a line.

use crate::error::{Code, Fault, quote};
use crate::form::FormError;
use crate::history::HistoryError;
use crate::json::JsonError;

/// What is wrong with a line of an exported life.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// No JSON of ours, or a member of it.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Another form than the canonical one.
    #[error("it is not written in its one canonical form (RFC 8785)")]
    NotCanonical,
    /// A kind that no line has.
    #[error("no line of the kind {} is known", quote(found))]
    UnknownKind {
        /// The kind.
        found: String,
    },
    /// The event in it.
    #[error(transparent)]
    Event(#[from] Box<HistoryError>),
    /// The secrets of one's own keys.
    #[error("the secrets are no three different keys")]
    Secret,
    /// Another line than the one that is due.
    #[error("it is of the kind {}, expected {expected}", quote(found))]
    OutOfTurn {
        /// Its kind.
        found: &'static str,
        /// What is due.
        expected: &'static str,
    },
    /// An event at another position than the next.
    #[error("it is the event at {found}, expected the one at {expected}")]
    OtherPosition {
        /// The position.
        found: u64,
        /// The next.
        expected: u64,
    },
    /// Repeated, or not in order.
    #[error("it does not come after the line before it: lines of a kind ascend, and none is there twice")]
    NotAscending,
    /// There is no such line, or only the beginning of it.
    #[error("the export ends here, expected {expected}")]
    CutShort {
        /// What is due.
        expected: &'static str,
    },
    /// Something after the end.
    #[error("something follows the end of the export")]
    Tail,
    /// Other lines than were written.
    #[error("the lines before it are not those whose hash it is")]
    OtherLines,
    /// Somebody else's life.
    #[error("it is the life of a {found}, expected that of a {expected}")]
    OtherSide {
        /// Whose it is.
        found: &'static str,
        /// Whose is imported.
        expected: &'static str,
    },
    /// Nothing names it.
    #[error("no event names this {what}")]
    Stray {
        /// What it is.
        what: &'static str,
    },
    /// It is not what its event says.
    #[error("this {what} is not the one that an event names")]
    NotAsNamed {
        /// What it is.
        what: &'static str,
    },
}

impl From<JsonError> for LineError {
    fn from(error: JsonError) -> Self {
        Self::Form(error.into())
    }
}

impl LineError {
    /// The same with the number of its line, from 1.
    pub(crate) fn at(self, line: usize) -> HistoryError {
        HistoryError::Line { line, error: self }
    }
}

impl Fault for LineError {
    fn code(&self) -> Code {
        match self {
            Self::Form(error) => error.code(),
            Self::Event(error) => error.code(),
            Self::NotCanonical | Self::UnknownKind { .. } | Self::Secret => Code::HistoryLine,
            Self::OutOfTurn { .. } | Self::OtherPosition { .. } | Self::NotAscending => Code::HistoryOutOfTurn,
            Self::CutShort { .. } => Code::HistoryCutShort,
            Self::Tail => Code::HistoryTail,
            Self::OtherLines => Code::HistoryOtherLines,
            Self::OtherSide { .. } => Code::HistoryOtherSide,
            Self::Stray { .. } => Code::HistoryStray,
            Self::NotAsNamed { .. } => Code::HistoryNotAsNamed,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Form(error) => error.path(),
            Self::Event(error) => error.path(),
            _ => None,
        }
    }
}
