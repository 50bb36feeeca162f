//! Why a statement is merely asserted.

use crate::agreement::AgreementError;
use crate::error::{Code, Fault};
use crate::message::MessageError;

/// Why a statement in a bundle is merely asserted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// A signature over the agreement that is not good.
    #[error(transparent)]
    Agreement(#[from] AgreementError),
    /// A message or a rotation that is not good.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// No good signature over the agreement names the keys with which the rest could be checked.
    #[error("no side has signed the agreement, so no key is known to check this with")]
    NoKeys,
    /// A text that the agreement does not pin.
    #[error("the agreement pins another text, or none, for this layer and language")]
    NotPinned,
    /// An event that is not what was committed to.
    #[error("the event is not the one that the stream committed to at this position")]
    NotCommitted,
    /// Commitments that no signed head covers.
    #[error("no head that the side has signed covers this position")]
    NoSignedHead,
    /// Commitments that lead to another head than the side has signed: somebody has rewritten a history.
    #[error("the commitments lead to another head at {n} than the side has signed")]
    OtherHead {
        /// The position of the signed head.
        n: u64,
    },
}

impl Fault for Doubt {
    fn code(&self) -> Code {
        match self {
            Self::Agreement(error) => error.code(),
            Self::Message(error) => error.code(),
            Self::NoKeys => Code::DisputeNoKeys,
            Self::NotPinned => Code::DisputeNotPinned,
            Self::NotCommitted => Code::DisputeNotCommitted,
            Self::NoSignedHead => Code::DisputeNoSignedHead,
            Self::OtherHead { .. } => Code::DisputeOtherHead,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Agreement(error) => error.path(),
            Self::Message(error) => error.path(),
            _ => None,
        }
    }
}
