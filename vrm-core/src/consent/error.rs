//! Why a record or a receipt is not read, or not made. What they say is the person's and is never repeated.

use super::{ConsentStatus, KantaraError};
use crate::did::DidError;
use crate::error::{Code, Fault, quote};
use crate::json::{JsonError, Pointer};
use crate::terms::Part;
use crate::text::TextError;
use crate::vocab::VocabError;

/// Why a record or a receipt is not read, or not made. A path is that of the JSON form, also for facts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConsentError {
    /// The JSON, or a member of it.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A receipt of Kantara.
    #[error(transparent)]
    Kantara(#[from] KantaraError),
    /// An identifier of a party.
    #[error("{}: {error}", quote(path.as_str()))]
    Did {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: DidError,
    },
    /// A name or a language.
    #[error("{}: {error}", quote(path.as_str()))]
    Text {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: TextError,
    },
    /// A word, a place or a recipient.
    #[error("{}: {error}", quote(path.as_str()))]
    Vocab {
        /// Where it stands.
        path: Pointer,
        /// What is wrong with it.
        error: VocabError,
    },
    /// Nothing where something is due.
    #[error("{} is empty, expected at least one item or character", quote(path.as_str()))]
    Empty {
        /// Where it stands.
        path: Pointer,
    },
    /// More bytes than are read.
    #[error("{} has {length} bytes, expected at most {limit}", whole(path))]
    TooLong {
        /// Where it stands; the root for the whole.
        path: Pointer,
        /// Its bytes.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// No number of a record or a receipt.
    #[error("{} is not a UUID of version 4", quote(path.as_str()))]
    Number {
        /// Where it stands.
        path: Pointer,
    },
    /// A value out of a closed set.
    #[error("{} is not known here, expected {expected}", quote(path.as_str()))]
    UnknownValue {
        /// Where it stands.
        path: Pointer,
        /// What would be right.
        expected: &'static str,
    },
    /// No time, duration, or hash of a text.
    #[error("{} is not {expected}", quote(path.as_str()))]
    NotATime {
        /// Where it stands.
        path: Pointer,
        /// What would be right.
        expected: &'static str,
    },
    /// A time before one that it should follow.
    #[error("{} is a time before the one that it follows", quote(path.as_str()))]
    OutOfOrder {
        /// Where it stands.
        path: Pointer,
    },
    /// An event that cannot follow the one before it; the first follows `unknown`.
    #[error("{}: no move of a consent leads from {} to {}", quote(path.as_str()), from.name(), to.name())]
    NoSuchMove {
        /// Where it stands.
        path: Pointer,
        /// The state before.
        from: ConsentStatus,
        /// The state that it says.
        to: ConsentStatus,
    },
    /// A process that leaves a part unknown.
    #[error("{} leaves the {} unknown, expected every part stated", quote(path.as_str()), part.name())]
    NotStated {
        /// Where the process stands.
        path: Pointer,
        /// The part.
        part: Part,
    },
    /// Something that is written in another way than here, or says otherwise than another member.
    #[error("{} is not written as the rest of it says", whole(path))]
    NotAsWritten {
        /// Where it stands.
        path: Pointer,
    },
    /// A text that is no link where one is due.
    #[error("{} is no link, expected one as in `https://shop.example/privacy`", quote(path.as_str()))]
    NotALink {
        /// Where it stands.
        path: Pointer,
    },
    /// A record that is in a receipt twice.
    #[error("{} is there already, expected each record once", quote(path.as_str()))]
    RecordTwice {
        /// Where the second stands.
        path: Pointer,
    },
    /// A text with characters that it cannot have.
    #[error("{} is not {expected}", quote(path.as_str()))]
    Characters {
        /// Where it stands.
        path: Pointer,
        /// What would be right.
        expected: &'static str,
    },
}

fn whole(path: &Pointer) -> String {
    if path.as_str().is_empty() { "the whole text".to_owned() } else { quote(path.as_str()) }
}

impl Fault for ConsentError {
    fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::Kantara(error) => error.code(),
            Self::Did { error, .. } => error.code(),
            Self::Text { error, .. } => error.code(),
            Self::Vocab { error, .. } => error.code(),
            Self::Empty { .. } => Code::ConsentEmpty,
            Self::TooLong { .. } => Code::ConsentTooLong,
            Self::Number { .. } => Code::ConsentNumber,
            Self::UnknownValue { .. } => Code::ConsentUnknownValue,
            Self::NotATime { .. } => Code::ConsentNotATime,
            Self::OutOfOrder { .. } => Code::ConsentOutOfOrder,
            Self::NoSuchMove { .. } => Code::ConsentNoSuchMove,
            Self::NotStated { .. } => Code::ConsentNotStated,
            Self::NotAsWritten { .. } => Code::ConsentNotAsWritten,
            Self::NotALink { .. } => Code::ConsentNotALink,
            Self::RecordTwice { .. } => Code::ConsentRecordTwice,
            Self::Characters { .. } => Code::ConsentText,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Json(error) => error.path(),
            Self::Kantara(error) => error.path(),
            Self::Did { path, .. }
            | Self::Text { path, .. }
            | Self::Vocab { path, .. }
            | Self::Empty { path }
            | Self::TooLong { path, .. }
            | Self::Number { path }
            | Self::UnknownValue { path, .. }
            | Self::NotATime { path, .. }
            | Self::OutOfOrder { path }
            | Self::NoSuchMove { path, .. }
            | Self::NotStated { path, .. }
            | Self::NotAsWritten { path }
            | Self::NotALink { path }
            | Self::RecordTwice { path }
            | Self::Characters { path, .. } => Some(path.to_string()),
        }
    }
}
