//! Why a message is not taken, or cannot be sent.

use crate::did::DidError;
use crate::error::{Code, Fault};
use crate::form::FormError;
use crate::json::JsonError;
use crate::keys::KeyError;
use crate::message::MessageKind;
use crate::time::Instant;

/// Why a message is not taken, or cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MessageError {
    /// Its payload.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A key, a signature or the gate.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// An identifier that should hold a key.
    #[error(transparent)]
    Did(#[from] DidError),
    /// A type of signed text that is no message, or not yet read as one.
    #[error("a message of type `{}` is not read by this version", kind.name())]
    NoBody {
        /// The type.
        kind: MessageKind,
    },
    /// For another reader.
    #[error("the message is for another reader's key than ours")]
    WrongReader,
    /// No longer counting.
    #[error("the message expired at {exp}, and it is {now}")]
    Expired {
        /// When it stopped counting.
        exp: Instant,
        /// Now.
        now: Instant,
    },
    /// Not counting yet.
    #[error("the message counts from {from}, and it is {now}")]
    NotYet {
        /// From when it counts.
        from: Instant,
        /// Now.
        now: Instant,
    },
    /// From a clock that is ahead.
    #[error("the message was said at {iat}, more than 300 seconds after {now}")]
    FromTheFuture {
        /// When it says it was said.
        iat: Instant,
        /// Now.
        now: Instant,
    },
    /// A type that carries the key it is signed with, signed with another.
    #[error("the message carries another key than it is signed with")]
    NotOwnKey,
    /// Someone else's identifier over one's own key.
    #[error("the key that signs is not a key of the message's `iss`")]
    NotOfIssuer,
    /// An identifier whose document names no key that signs.
    #[error("the document names no Ed25519 key in `assertionMethod`, expected at least one")]
    NoSigningKey,
    /// A roster that its authority did not release.
    #[error("the roster is not the one that the statement releases")]
    NotReleased,
    /// A rotation to another key than was committed to.
    #[error("the new key is not the one that the old keys committed to")]
    NotTheNextKey,
    /// A key that stands for nobody at that time.
    #[error("the key signed nothing at that time: it was not yet, or no longer, the sender's")]
    NotInUse,
}

impl From<JsonError> for MessageError {
    fn from(error: JsonError) -> Self {
        Self::Form(error.into())
    }
}

impl Fault for MessageError {
    fn code(&self) -> Code {
        match self {
            Self::Form(error) => error.code(),
            Self::Keys(error) => error.code(),
            Self::Did(error) => error.code(),
            Self::NoBody { .. } => Code::MessageNoBody,
            Self::WrongReader => Code::MessageWrongReader,
            Self::Expired { .. } => Code::MessageExpired,
            Self::NotYet { .. } => Code::MessageNotYet,
            Self::FromTheFuture { .. } => Code::MessageFromTheFuture,
            Self::NotOwnKey => Code::MessageNotOwnKey,
            Self::NotOfIssuer => Code::MessageNotOfIssuer,
            Self::NoSigningKey => Code::MessageNoSigningKey,
            Self::NotReleased => Code::MessageNotReleased,
            Self::NotTheNextKey => Code::MessageNotTheNextKey,
            Self::NotInUse => Code::MessageNotInUse,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Form(error) => error.path(),
            Self::Keys(error) => error.path(),
            Self::WrongReader => Some("/aud".to_owned()),
            Self::Expired { .. } => Some("/exp".to_owned()),
            Self::NotYet { .. } => Some("/from".to_owned()),
            Self::FromTheFuture { .. } => Some("/iat".to_owned()),
            Self::NotOfIssuer => Some("/iss".to_owned()),
            Self::NotOwnKey | Self::NotTheNextKey => Some("/keys/sign".to_owned()),
            Self::Did(_) | Self::NoBody { .. } | Self::NotReleased | Self::NoSigningKey | Self::NotInUse => None,
        }
    }
}
