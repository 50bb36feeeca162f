//! What is wrong with an identifier.

use crate::error::{Code, Fault, quote};
use crate::json::JsonError;

/// What is wrong with an identifier, or with what it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DidError {
    /// Longer than any identifier we take.
    #[error("the identifier has {length} bytes, at most {limit} are read")]
    TooLong {
        /// The length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Not the syntax of DID Core.
    #[error("no DID at byte {offset}: expected {expected}")]
    Syntax {
        /// How many bytes are right.
        offset: usize,
        /// What would be right there.
        expected: &'static str,
    },
    /// A method that cannot answer.
    #[error("a DID of method {} does not give {wanted}, one of {supported} would", quote(method))]
    WrongMethod {
        /// The method of the identifier.
        method: String,
        /// What was asked for.
        wanted: &'static str,
        /// The methods that give it.
        supported: &'static str,
    },
    /// The bytes of a `did:key` are not what its type says.
    #[error("the identifier of a did:key is not {expected}")]
    KeyMalformed {
        /// What would be right.
        expected: &'static str,
    },
    /// A key of a type that version 1 does not use.
    #[error("a key of type {} is not supported, expected Ed25519 or X25519", quote(codec))]
    KeyUnsupported {
        /// The name of the type: its multicodec, or `kty` and `crv`.
        codec: String,
    },
    /// The identifier of a `did:jwk` is not base64url.
    #[error("the identifier of a did:jwk is not {expected}")]
    JwkMalformed {
        /// What would be right.
        expected: &'static str,
    },
    /// The JWK inside a `did:jwk` is not what it must be.
    #[error("the key inside the did:jwk: {0}")]
    Jwk(#[from] JsonError),
    /// The host of a `did:web`.
    #[error("the host {} is not {expected}", quote(host))]
    WebHost {
        /// The host as written.
        host: String,
        /// What would be right.
        expected: &'static str,
    },
    /// The port of a `did:web`.
    #[error("the port {} is not a number from 1 to 65535 without leading zeros", quote(port))]
    WebPort {
        /// The port as written.
        port: String,
    },
    /// A path segment of a `did:web`.
    #[error("the path segment {} is not {expected}", quote(segment))]
    WebPath {
        /// The segment as written.
        segment: String,
        /// What would be right.
        expected: &'static str,
    },
}

impl Fault for DidError {
    fn code(&self) -> Code {
        match self {
            Self::TooLong { .. } => Code::DidTooLong,
            Self::Syntax { .. } => Code::DidSyntax,
            Self::WrongMethod { .. } => Code::DidWrongMethod,
            Self::KeyMalformed { .. } => Code::DidKeyMalformed,
            Self::KeyUnsupported { .. } => Code::DidKeyUnsupported,
            Self::JwkMalformed { .. } | Self::Jwk(_) => Code::DidJwkMalformed,
            Self::WebHost { .. } => Code::DidWebHost,
            Self::WebPort { .. } => Code::DidWebPort,
            Self::WebPath { .. } => Code::DidWebPath,
        }
    }
}
