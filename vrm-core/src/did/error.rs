//! What is wrong with an identifier or its document.

use super::Did;
use crate::error::{Code, Fault, quote};
use crate::json::{JsonError, Pointer};

/// What is wrong with an identifier, with what it is asked for, or with its document.
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
    Jwk(#[source] JsonError),
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
    /// The JSON of a document.
    #[error("the DID document: {0}")]
    Document(#[from] JsonError),
    /// The document of another identifier than the one asked for.
    #[error("the document is of {}, expected that of {}", quote(found), quote(asked.as_str()))]
    DocumentSubject {
        /// Whose document it is.
        found: String,
        /// Whose was asked for.
        asked: Did,
    },
    /// More methods in a document, or more entries in a list of it, than the limit.
    #[error("{} is one too many, at most {limit} methods are read", quote(path.as_str()))]
    DocumentTooManyMethods {
        /// The first beyond the limit.
        path: Pointer,
        /// The limit.
        limit: usize,
    },
    /// The id of a method, or a reference to one, that names none of its document.
    #[error("{} is not `#` and a fragment, alone or after the DID of the document", quote(path.as_str()))]
    DocumentMethodId {
        /// The id or the reference.
        path: Pointer,
    },
    /// A reference that points nowhere.
    #[error("{} names no method, expected one of `/verificationMethod`", quote(path.as_str()))]
    DocumentNoSuchMethod {
        /// The reference.
        path: Pointer,
    },
    /// An id that another method of the document has.
    #[error("{} is the id of another method too, expected one of its own", quote(path.as_str()))]
    DocumentRepeatedMethod {
        /// The second of the two ids.
        path: Pointer,
    },
    /// A method whose key another party holds.
    #[error("{} is another DID, expected that of the document", quote(path.as_str()))]
    DocumentController {
        /// The controller.
        path: Pointer,
    },
    /// A private key that everybody can read.
    #[error("{} belongs to a private key, expected a public one only", quote(path.as_str()))]
    DocumentPrivateKey {
        /// The private member.
        path: Pointer,
    },
    /// A method that does not hold the key that its type says.
    #[error("{} is not {expected}", quote(path.as_str()))]
    DocumentKey {
        /// The method, or the member that should hold its key.
        path: Pointer,
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
            Self::Document(error) => error.code(),
            Self::DocumentSubject { .. } => Code::DidDocumentSubject,
            Self::DocumentTooManyMethods { .. } => Code::DidDocumentTooManyMethods,
            Self::DocumentMethodId { .. } => Code::DidDocumentMethodId,
            Self::DocumentNoSuchMethod { .. } => Code::DidDocumentNoSuchMethod,
            Self::DocumentRepeatedMethod { .. } => Code::DidDocumentRepeatedMethod,
            Self::DocumentController { .. } => Code::DidDocumentController,
            Self::DocumentPrivateKey { .. } => Code::DidDocumentPrivateKey,
            Self::DocumentKey { .. } => Code::DidDocumentKey,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Document(error) => error.path(),
            Self::DocumentSubject { .. } => Some("/id".to_owned()),
            Self::DocumentTooManyMethods { path, .. }
            | Self::DocumentMethodId { path }
            | Self::DocumentNoSuchMethod { path }
            | Self::DocumentRepeatedMethod { path }
            | Self::DocumentController { path }
            | Self::DocumentPrivateKey { path }
            | Self::DocumentKey { path, .. } => Some(path.as_str().to_owned()),
            _ => None,
        }
    }
}
