//! What is wrong with a key, or with bytes that claim to be signed or sealed.

use crate::did::Curve;
use crate::error::{Code, Fault, quote};
use crate::json::{JsonError, Pointer};

/// What is wrong with a key, a signed text or a sealed one.
///
/// It is for the host's own log. The peer gets one answer to all of them, so that nobody learns from trying.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The host's randomness failed.
    #[error(transparent)]
    Randomness(#[from] super::RandomnessFailed),
    /// The host's randomness is all zeros, or the same twice.
    #[error("the randomness is all zeros or repeats itself, expected the bytes of a random source")]
    NoRandomness,
    /// A key of another curve.
    #[error("the key is on {}, expected {}", found.name(), expected.name())]
    WrongCurve {
        /// Its curve.
        found: Curve,
        /// What is needed.
        expected: Curve,
    },
    /// The bytes are no key of the curve, or not the one way to write it.
    #[error("the bytes are not the canonical form of a public key on {}", curve.name())]
    NotAKey {
        /// The curve.
        curve: Curve,
    },
    /// A key of small order, under which one signature fits every message.
    #[error("the public key has a small order on {}, expected one made from a random secret", curve.name())]
    WeakKey {
        /// The curve.
        curve: Curve,
    },
    /// A key that stands where its own successor or its opposite number should.
    #[error("one key stands in two places, expected every key of an agreement to be another")]
    SameKey,
    /// A JSON Web Key whose members are not what they must be.
    #[error("the JSON web key: {0}")]
    Jwk(JsonError),
    /// A JSON Web Key of another type or curve, or with bytes of another length.
    #[error("the member `{member}` of the JSON web key is not {expected}")]
    JwkMember {
        /// The member.
        member: &'static str,
        /// What would be right.
        expected: &'static str,
    },
    /// A key or a signed text inside another.
    #[error("`{path}`: {error}")]
    At {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: Box<KeyError>,
    },
    /// Not a thumbprint.
    #[error("the thumbprint is not 43 characters of base64url that stand for 32 bytes")]
    Thumbprint,
    /// More bytes than a signed or sealed text may have.
    #[error("the {what} has {length} bytes, at most {limit} are taken")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// The length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Not as many parts as the compact form has.
    #[error("the {what} has {found} parts between dots, expected {expected}")]
    Parts {
        /// Which text.
        what: &'static str,
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A part that is not canonical base64url.
    #[error("the {part} is not base64url without padding and spare bits")]
    Base64 {
        /// Which part.
        part: &'static str,
    },
    /// A header that is not the closed object it must be.
    #[error("the protected header: {0}")]
    Header(JsonError),
    /// A header member with a value that this version does not take.
    #[error("the header member `{member}` is {}, expected `{expected}`", quote(found))]
    HeaderValue {
        /// The member.
        member: &'static str,
        /// What it says.
        found: String,
        /// What it must say.
        expected: String,
    },
    /// Signed with another key than the one at hand.
    #[error("the text is signed with the key {found}, expected {expected}")]
    WrongKey {
        /// The thumbprint in the header.
        found: super::Thumbprint,
        /// The thumbprint of the key at hand.
        expected: super::Thumbprint,
    },
    /// A part of another length than its algorithm makes.
    #[error("the {part} has {found} bytes, expected {expected}")]
    PartLength {
        /// Which part.
        part: &'static str,
        /// Its length in bytes.
        found: usize,
        /// What would be right.
        expected: &'static str,
    },
    /// The signature is not this key's over these bytes.
    #[error("the signature is not the key's over these bytes")]
    Signature,
    /// Sealed for another key than the one at hand.
    #[error("the text is sealed for the key {found}, expected {expected}: open it with that pair, or drop it")]
    SealedForAnother {
        /// The thumbprint in the header.
        found: super::Thumbprint,
        /// The thumbprint of the key at hand.
        expected: super::Thumbprint,
    },
    /// The sealed text was changed, or was sealed for another key.
    #[error("the sealed text does not open with this key")]
    Sealed,
    /// What was kept was changed or moved, or kept under another key.
    #[error("what was kept does not open: its key, its place or its bytes are not what they were")]
    AtRest,
    /// The payload is another text than the one canonical form of what it says.
    #[error("the payload is not the canonical form of what it says (RFC 8785, sets sorted, defaults left out)")]
    NotCanonical,
    /// The signing or sealing library failed on input of our own making.
    #[error("the cryptographic library failed, please report it")]
    Internal,
}

impl KeyError {
    /// The same error of what stands at `path`. Errors that know their place keep it.
    pub(crate) fn at(self, path: &Pointer) -> Self {
        match self {
            Self::Jwk(_) => self,
            error => Self::At { path: path.clone(), error: Box::new(error) },
        }
    }
}

impl Fault for KeyError {
    fn code(&self) -> Code {
        match self {
            Self::At { error, .. } => error.code(),
            Self::Randomness(_) => Code::KeysRandomnessFailed,
            Self::NoRandomness => Code::KeysNoRandomness,
            Self::WrongCurve { .. } => Code::KeysWrongCurve,
            Self::NotAKey { .. } => Code::KeysNotAKey,
            Self::WeakKey { .. } => Code::KeysWeakKey,
            Self::SameKey => Code::KeysSameKey,
            Self::Jwk(_) | Self::JwkMember { .. } => Code::KeysJwk,
            Self::Thumbprint => Code::KeysThumbprint,
            Self::TooLong { .. } => Code::KeysTooLong,
            Self::Parts { .. } => Code::KeysParts,
            Self::Base64 { .. } => Code::KeysBase64,
            Self::Header(_) => Code::KeysHeader,
            Self::HeaderValue { .. } => Code::KeysHeaderValue,
            Self::WrongKey { .. } => Code::KeysWrongKey,
            Self::PartLength { .. } => Code::KeysPartLength,
            Self::Signature => Code::KeysSignature,
            Self::SealedForAnother { .. } => Code::KeysSealedForAnother,
            Self::Sealed => Code::KeysSealed,
            Self::AtRest => Code::KeysAtRest,
            Self::NotCanonical => Code::KeysNotCanonical,
            Self::Internal => Code::KeysInternal,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Jwk(error) | Self::Header(error) => error.path(),
            Self::At { path, error } => Some(format!("{path}{}", error.path().unwrap_or_default())),
            Self::JwkMember { member, .. } | Self::HeaderValue { member, .. } => Some(format!("/{member}")),
            _ => None,
        }
    }
}
