//! What a store says when it does not do what it was asked.

use crate::error::{Code, Fault, quote};

/// Why a store did not do it, and whether anything changed: the first two say no, the third that nobody knows.
///
/// ```
/// use vrm_core::error::{Fault, Kind};
/// use vrm_core::store::StoreError;
/// let full = StoreError::Unchanged { reason: "database or disk is full".to_owned() };
/// assert_eq!(full.to_string(), "the store failed and changed nothing: `database or disk is full`");
/// assert_eq!((full.kind(), StoreError::Conflict.kind()), (Kind::Store, Kind::Conflict));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The guard's key holds something else: somebody else was first.
    #[error("the store holds something else than what the commit was made on, and changed nothing")]
    Conflict,
    /// It failed, and it is certain that nothing changed.
    #[error("the store failed and changed nothing: {}", quote(reason))]
    Unchanged {
        /// Why, in the host's words; nothing of the person's belongs here.
        reason: String,
    },
    /// It failed, and it is not known whether all was done or nothing.
    #[error("the store failed, and whether it changed anything is unknown until it is read: {}", quote(reason))]
    Unknown {
        /// Why, in the host's words; nothing of the person's belongs here.
        reason: String,
    },
}

impl Fault for StoreError {
    fn code(&self) -> Code {
        match self {
            Self::Conflict => Code::StoreConflict,
            Self::Unchanged { .. } => Code::StoreUnchanged,
            Self::Unknown { .. } => Code::StoreUnknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StoreError;

    #[test]
    fn the_host_is_quoted() {
        let reason = || "it`s\nfull\u{202e}".to_owned();
        for error in [StoreError::Unchanged { reason: reason() }, StoreError::Unknown { reason: reason() }] {
            assert!(error.to_string().ends_with(r": `it\u{60}s\nfull\u{202e}`"), "{error}");
        }
    }
}
