//! The one error of Kotlin and Swift.

use crate::border::{BorderError, CodeFacts, Failure};
use vrm_core::error::{Fault, Kind};

/// Any error of this library, by the few kinds that a caller tells apart; the failure says the rest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum VrmError {
    /// The input breaks a rule; the failure names the field, the rule and the remedy.
    #[error("{}", failure.text)]
    Invalid {
        /// What was wrong.
        failure: Failure,
    },
    /// The input passes a stated limit.
    #[error("{}", failure.text)]
    TooLarge {
        /// What was wrong.
        failure: Failure,
    },
    /// A signature, key or sender is not what it must be.
    #[error("{}", failure.text)]
    Untrusted {
        /// What was wrong.
        failure: Failure,
    },
    /// Its time is over, by one's own clock.
    #[error("{}", failure.text)]
    Expired {
        /// What was wrong.
        failure: Failure,
    },
    /// Taken already; nothing changed.
    #[error("{}", failure.text)]
    Replay {
        /// What was wrong.
        failure: Failure,
    },
    /// A move that is not on the chart.
    #[error("{}", failure.text)]
    WrongState {
        /// What was wrong.
        failure: Failure,
    },
    /// A decision says no.
    #[error("{}", failure.text)]
    Denied {
        /// What was wrong.
        failure: Failure,
    },
    /// No such thing here.
    #[error("{}", failure.text)]
    NotFound {
        /// What was wrong.
        failure: Failure,
    },
    /// Somebody else changed it first; nothing changed.
    #[error("{}", failure.text)]
    Conflict {
        /// What was wrong.
        failure: Failure,
    },
    /// Called again from inside a callback of the same handle.
    #[error("{}", failure.text)]
    Reentrant {
        /// What was wrong.
        failure: Failure,
    },
    /// The store failed; the failure says whether anything changed.
    #[error("{}", failure.text)]
    Store {
        /// What was wrong.
        failure: Failure,
    },
    /// The key is missing or wrong.
    #[error("{}", failure.text)]
    Locked {
        /// What was wrong.
        failure: Failure,
    },
    /// A handle that was closed.
    #[error("{}", failure.text)]
    Handle {
        /// What was wrong.
        failure: Failure,
    },
    /// Stored bytes are not what was written.
    #[error("{}", failure.text)]
    Damaged {
        /// What was wrong.
        failure: Failure,
    },
    /// The store is older than what was seen before.
    #[error("{}", failure.text)]
    RolledBack {
        /// What was wrong.
        failure: Failure,
    },
    /// Written by a newer version of the library.
    #[error("{}", failure.text)]
    NewerVersion {
        /// What was wrong.
        failure: Failure,
    },
    /// Understood, but not supported in this version.
    #[error("{}", failure.text)]
    Unsupported {
        /// What was wrong.
        failure: Failure,
    },
    /// A defect of the library.
    #[error("{}", failure.text)]
    Internal {
        /// What was wrong.
        failure: Failure,
    },
}

/// The table of errors: every one that there is, by its number.
#[uniffi::export]
pub fn code_all() -> Vec<CodeFacts> {
    CodeFacts::all()
}

/// What a call on a handle that was closed gives.
#[uniffi::export]
pub fn closed() -> Failure {
    BorderError::Handle.into()
}

/// What a call with a text gives that is not Unicode: in Kotlin, one with half a pair.
#[uniffi::export]
pub fn not_unicode() -> Failure {
    BorderError::NotUtf8 { argument: "text" }.into()
}

impl From<Failure> for VrmError {
    fn from(failure: Failure) -> Self {
        match failure.reason().map(|code| code.kind()) {
            Some(Kind::Invalid) => Self::Invalid { failure },
            Some(Kind::TooLarge) => Self::TooLarge { failure },
            Some(Kind::Untrusted) => Self::Untrusted { failure },
            Some(Kind::Expired) => Self::Expired { failure },
            Some(Kind::Replay) => Self::Replay { failure },
            Some(Kind::WrongState) => Self::WrongState { failure },
            Some(Kind::Denied) => Self::Denied { failure },
            Some(Kind::NotFound) => Self::NotFound { failure },
            Some(Kind::Conflict) => Self::Conflict { failure },
            Some(Kind::Reentrant) => Self::Reentrant { failure },
            Some(Kind::Store) => Self::Store { failure },
            Some(Kind::Locked) => Self::Locked { failure },
            Some(Kind::Handle) => Self::Handle { failure },
            Some(Kind::Damaged) => Self::Damaged { failure },
            Some(Kind::RolledBack) => Self::RolledBack { failure },
            Some(Kind::NewerVersion) => Self::NewerVersion { failure },
            Some(Kind::Unsupported) => Self::Unsupported { failure },
            _ => Self::Internal { failure },
        }
    }
}

impl<E: Fault> From<E> for VrmError {
    fn from(error: E) -> Self {
        Failure::of(&error).into()
    }
}
