//! Why no receipt of Kantara is read or made.

use crate::error::{Code, Fault, quote};
use crate::json::{JsonError, Pointer};

/// Why no receipt of Kantara is read or made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KantaraError {
    /// The JSON, or a member of it that the schema wants otherwise.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The time is before 1970.
    #[error("{} is negative, expected seconds since 1970-01-01T00:00:00Z", quote(path.as_str()))]
    Time {
        /// The member.
        path: Pointer,
    },
    /// What the format requires is not known.
    #[error("the receipt needs {what}, and it is not stated")]
    Needs {
        /// What is missing.
        what: KantaraNeed,
    },
    /// The address of the policy is longer than is written.
    #[error("the address of the policy has {length} bytes, at most {limit} are written")]
    PolicyTooLong {
        /// How many bytes it has.
        length: usize,
        /// How many are written.
        limit: usize,
    },
}

/// What a receipt of Kantara cannot do without, and a record can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum KantaraNeed {
    /// How the publisher is reached.
    #[error("the contact of its publisher")]
    Contact,
    /// The person or office of that contact.
    #[error("the office of its publisher's contact")]
    Office,
    /// The email address.
    #[error("the email address of its publisher")]
    Email,
    /// The telephone number.
    #[error("the telephone number of its publisher")]
    Phone,
    /// A jurisdiction of a record, or the country of the publisher's address.
    #[error("a jurisdiction, or the country of its publisher's address")]
    Jurisdiction,
    /// The address of the policy.
    #[error("the address of a policy")]
    Policy,
}

impl Fault for KantaraError {
    fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::Time { .. } => Code::ConsentKantaraTime,
            Self::Needs { .. } => Code::ConsentKantaraNeeds,
            Self::PolicyTooLong { .. } => Code::ConsentKantaraPolicy,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Json(error) => error.path(),
            Self::Time { path } => Some(path.as_str().to_owned()),
            Self::Needs { .. } | Self::PolicyTooLong { .. } => None,
        }
    }
}
