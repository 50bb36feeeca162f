//! Why a log cannot be read or written.

use crate::error::{Code, Fault};
use crate::history::HistoryError;
use crate::keys::{KeeperError, KeyError};
use crate::store::StoreError;

/// Why a log cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The host's key keeper.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// The randomness, or a key.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The events.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// There is no such log in the store.
    #[error("the store has no log of that id, expected one that was created or imported there")]
    NoSuchLog,
    /// There is one already.
    #[error("the store has a log of that id already")]
    AlreadyThere,
    /// Stored bytes are not what was written.
    #[error("the {what} is not what was written: the store gave other bytes, or a wrong key")]
    Damaged {
        /// Which row.
        what: &'static str,
    },
    /// Written by a newer version.
    #[error("the log was written in form {found}, expected 1: a newer version of this library may read it")]
    NewerVersion {
        /// The version.
        found: u8,
    },
    /// The store is older than what was seen before.
    #[error("the history does not lead through the head that was seen at {position}: the store was set back")]
    RolledBack {
        /// The position of the head that was seen.
        position: u64,
    },
    /// A document that should be there.
    #[error("a document of the history is not in the store")]
    NoDocument,
    /// No such letter.
    #[error("the outbox has no letter of that id")]
    NoSuchLetter,
}

impl Fault for LogError {
    fn code(&self) -> Code {
        match self {
            Self::Store(error) => error.code(),
            Self::Keeper(error) => error.code(),
            Self::Keys(error) => error.code(),
            Self::History(error) => error.code(),
            Self::NoSuchLog => Code::LogNoSuchLog,
            Self::AlreadyThere => Code::LogAlreadyThere,
            Self::Damaged { .. } => Code::LogDamaged,
            Self::NewerVersion { .. } => Code::LogNewerVersion,
            Self::RolledBack { .. } => Code::LogRolledBack,
            Self::NoDocument => Code::LogNoDocument,
            Self::NoSuchLetter => Code::LogNoSuchLetter,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::History(error) => error.path(),
            _ => None,
        }
    }
}
