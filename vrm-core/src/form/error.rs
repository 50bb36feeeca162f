//! What is wrong with the payload of a signed text.

use crate::consent::ConsentError;
use crate::decision::DecisionError;
use crate::did::DidError;
use crate::error::{Code, Fault, quote};
use crate::intention::IntentionError;
use crate::json::{JsonError, Pointer};
use crate::keys::KeyError;
use crate::rights::RightsError;
use crate::terms::TermsError;
use crate::text::TextError;
use crate::vault::VaultError;

/// What is wrong with the payload of a signed text, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// The JSON, or a member of it.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A key, or the gate before the payload.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A declaration, a request or a word of one.
    #[error("{}: {error}", quote(path.as_str()))]
    Terms {
        /// Where the declaration or the request stands.
        path: Pointer,
        /// What is wrong with it.
        error: Box<TermsError>,
    },
    /// A block.
    #[error("{}: {error}", quote(path.as_str()))]
    Block {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: Box<DecisionError>,
    },
    /// A want or a quote.
    #[error(transparent)]
    Intention(Box<IntentionError>),
    /// A record of consent, or a receipt.
    #[error(transparent)]
    Consent(#[from] Box<ConsentError>),
    /// A value that is given.
    #[error("{}: {error}", quote(path.as_str()))]
    Value {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: VaultError,
    },
    /// A claim, or what is said about one.
    #[error("{}: {error}", quote(path.as_str()))]
    Rights {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: RightsError,
    },
    /// A number that is written twice, and not the same.
    #[error("{} is not the number that the message has", quote(path))]
    OtherNumber {
        /// Where it stands.
        path: &'static str,
    },
    /// An identifier of a party.
    #[error("{}: {error}", quote(path.as_str()))]
    Did {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: DidError,
    },
    /// A name, a token or a language.
    #[error("{}: {error}", quote(path.as_str()))]
    Text {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: TextError,
    },
    /// The payload says that it is something else.
    #[error("`/ctx` is {}, expected `{expected}`", quote(found))]
    Context {
        /// What it says.
        found: String,
        /// What the header says.
        expected: String,
    },
    /// A version of the format that this library does not know.
    #[error("`/v` is {found}, expected 1: a newer version of this library may read it")]
    Version {
        /// The version.
        found: i64,
    },
    /// No id, nonce or hash.
    #[error("{} is not {digits} lower-case hexadecimal digits", quote(path.as_str()))]
    Hex {
        /// Where it stands.
        path: Pointer,
        /// How many digits it should have.
        digits: usize,
    },
    /// No time, or one finer than what is written.
    #[error("{} is not a time in whole minutes, in seconds from 1970 and in the years 2000 to 9999", quote(path.as_str()))]
    NotAMinute {
        /// Where it stands.
        path: Pointer,
    },
    /// A number out of its range.
    #[error("{} is {found}, expected {expected}", quote(path.as_str()))]
    OutOfRange {
        /// Where it stands.
        path: Pointer,
        /// The number.
        found: i64,
        /// What would be right.
        expected: &'static str,
    },
    /// A word out of a closed set.
    #[error("{} is {}, expected {expected}", quote(path.as_str()), quote(found))]
    UnknownValue {
        /// Where it stands.
        path: Pointer,
        /// What was found.
        found: String,
        /// What would be right.
        expected: &'static str,
    },
    /// Times that do not follow one another.
    #[error("{} is not after {}", quote(later.as_str()), quote(earlier.as_str()))]
    OutOfOrder {
        /// What should be earlier.
        earlier: Pointer,
        /// What should be later.
        later: Pointer,
    },
    /// A stretch of time that is too long.
    #[error("{} is more than {days} days after {}", quote(later.as_str()), quote(earlier.as_str()))]
    TooLate {
        /// Where it begins.
        earlier: Pointer,
        /// Where it ends.
        later: Pointer,
        /// How many days it may have.
        days: u32,
    },
    /// A vendor under an identifier that holds another key.
    #[error("`/vendor/did` holds another key than `/vendor/sign`")]
    OtherVendor,
    /// More items than a list may have.
    #[error("{} has {found} items, expected at most {limit}", quote(path.as_str()))]
    TooMany {
        /// Where it stands.
        path: Pointer,
        /// How many it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Nothing where at least one is due.
    #[error("{} is empty, expected at least one item", quote(path.as_str()))]
    Empty {
        /// Where it stands.
        path: Pointer,
    },
}

impl From<IntentionError> for FormError {
    fn from(error: IntentionError) -> Self {
        Self::Intention(Box::new(error))
    }
}

impl From<ConsentError> for FormError {
    fn from(error: ConsentError) -> Self {
        Self::Consent(Box::new(error))
    }
}

impl Fault for FormError {
    fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::Keys(error) => error.code(),
            Self::Terms { error, .. } => error.code(),
            Self::Block { error, .. } => error.code(),
            Self::Intention(error) => error.code(),
            Self::Consent(error) => error.code(),
            Self::Value { error, .. } => error.code(),
            Self::Rights { error, .. } => error.code(),
            Self::OtherNumber { .. } => Code::FormOtherNumber,
            Self::Did { error, .. } => error.code(),
            Self::Text { error, .. } => error.code(),
            Self::Context { .. } => Code::FormContext,
            Self::Version { .. } => Code::FormVersion,
            Self::Hex { .. } => Code::FormHex,
            Self::NotAMinute { .. } => Code::FormNotAMinute,
            Self::OutOfRange { .. } => Code::FormOutOfRange,
            Self::UnknownValue { .. } => Code::FormUnknownValue,
            Self::OutOfOrder { .. } => Code::FormOutOfOrder,
            Self::TooLate { .. } => Code::FormTooLate,
            Self::OtherVendor => Code::AgreementOtherVendor,
            Self::TooMany { .. } => Code::FormTooMany,
            Self::Empty { .. } => Code::FormEmpty,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Json(error) => error.path(),
            Self::Keys(error) => error.path(),
            Self::Terms { path, error } => Some(error.path().unwrap_or_else(|| path.to_string())),
            Self::Block { path, error } => Some(error.path().unwrap_or_else(|| path.to_string())),
            Self::Intention(error) => error.path(),
            Self::Consent(error) => error.path(),
            Self::OtherNumber { path } => Some((*path).to_owned()),
            Self::Context { .. } => Some("/ctx".to_owned()),
            Self::Version { .. } => Some("/v".to_owned()),
            Self::OtherVendor => Some("/vendor/did".to_owned()),
            Self::Did { path, .. }
            | Self::Rights { path, .. }
            | Self::Text { path, .. }
            | Self::Value { path, .. }
            | Self::Hex { path, .. }
            | Self::NotAMinute { path }
            | Self::OutOfRange { path, .. }
            | Self::UnknownValue { path, .. }
            | Self::OutOfOrder { later: path, .. }
            | Self::TooLate { later: path, .. }
            | Self::TooMany { path, .. }
            | Self::Empty { path } => Some(path.to_string()),
        }
    }
}
