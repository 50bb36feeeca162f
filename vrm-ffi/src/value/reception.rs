//! What became of bytes that were received, and of a commit that was unsure.

use super::Outcome;
use super::mirror::mirror;
use crate::border::Failure;
use vrm_core::chain::StreamId;
use vrm_core::did::Did;
use vrm_core::life;
use vrm_core::log::{self, LogId};
use vrm_core::message::Jti;

/// What became of bytes that were received.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Reception {
    /// Taken.
    Received {
        /// What it did.
        outcome: Outcome,
    },
    /// Taken before: nothing changed, but that the letters which answered it are listed once more.
    Replay {
        /// In whose history.
        log: LogId,
        /// Those letters.
        letters: Vec<Jti>,
    },
    /// The sender's identifier stands for keys that are not known yet: the app fetches its document, introduces it, and
    /// hands the bytes in again.
    NeedsKeys {
        /// The identifier.
        did: Did,
        /// The relationship that it is introduced to, by `introduce`; or the cast, by `introduce_offerer`, where it made an
        /// offer.
        about: StreamId,
    },
    /// Refused; nothing changed. The reason is for this side alone: the sender is told nothing of it.
    Rejected {
        /// Why.
        failure: Failure,
    },
}

mirror! {
    /// What became of a commit that the store would not answer for.
    Settled of log::Settled {
        /// Nothing was unsure.
        Sure,
        /// It was done.
        Done,
        /// It was not done.
        NotDone,
    }
}

impl From<life::Reception> for Reception {
    fn from(reception: life::Reception) -> Self {
        use life::Reception as Of;
        match reception {
            Of::Received(outcome) => Self::Received { outcome: outcome.into() },
            Of::Replay { log, letters } => Self::Replay { log, letters },
            Of::NeedsKeys { did, about } => Self::NeedsKeys { did, about },
            Of::Rejected { error } => Self::Rejected { failure: error.into() },
            // What a newer core says besides is not taken for one of these.
            _ => Self::Rejected { failure: crate::border::BorderError::Internal.into() },
        }
    }
}
