//! Why receipts of others are not read.

use crate::error::{Code, Fault};
use crate::json::JsonError;

/// Why receipts of others are not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForeignReceiptError {
    /// The JSON, or a member that is of no type that anybody writes there.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A text of none of the formats.
    #[error("the text is of no format that receipts are read from, expected one of Kantara, or DPV in JSON-LD")]
    UnknownFormat,
    /// More receipts and records than are read from one text.
    #[error("the text has more than {limit} receipts and records")]
    TooMany {
        /// How many are read.
        limit: usize,
    },
    /// Records that refer to the same again and again, so that reading them would take far longer than the text is.
    #[error("the records of the text refer to so much, so often, that to read it is to read more than {limit} bytes")]
    Tangled {
        /// How many bytes are read, those that are shared once for each that shares them.
        limit: usize,
    },
    /// A claim of the token and a member of the receipt that cannot both be true.
    #[error("the claim `{claim}` contradicts `{member}` of the receipt")]
    Contradiction {
        /// The claim.
        claim: &'static str,
        /// The member.
        member: &'static str,
    },
}

impl Fault for ForeignReceiptError {
    fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::UnknownFormat => Code::ConsentForeignFormat,
            Self::TooMany { .. } => Code::ConsentForeignTooMany,
            Self::Tangled { .. } => Code::ConsentForeignTangled,
            Self::Contradiction { .. } => Code::ConsentForeignContradiction,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Json(error) => error.path(),
            _ => None,
        }
    }
}
