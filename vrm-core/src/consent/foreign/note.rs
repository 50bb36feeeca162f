//! What a reader made of a receipt that does not say it itself.

use crate::error::quote;

/// A liberty that was taken in reading, or something that a reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptNote {
    /// The number of its time is so large that it was taken for milliseconds.
    #[error("the time was taken for milliseconds, since it would be after the year 5138 in seconds")]
    UnitInferred,
    /// Its time is a text where a number of seconds is due.
    #[error("the time is a text, expected seconds since 1970")]
    TextTime,
    /// Its time says no time zone, so it is no moment.
    #[error("the time has no time zone")]
    NoTimeZone,
    /// Its time is none, or in no year from 2000 to 9999.
    #[error("the time is none that can be read")]
    NotATime,
    /// A name that the format does not have was read as one it has.
    #[error("{} was read as {}", quote(written), quote(read))]
    Alias {
        /// As written.
        written: String,
        /// As read.
        read: &'static str,
    },
    /// One value stands where a list is due.
    #[error("{} is no list and was read as one of one item", quote(member))]
    NoList {
        /// The member.
        member: &'static str,
    },
    /// It states a version or a profile that its format does not have.
    #[error("the version {} is none of its format", quote(found))]
    Version {
        /// As written.
        found: String,
    },
    /// A member that the format requires is not there.
    #[error("{} is missing", quote(member))]
    Missing {
        /// The member.
        member: &'static str,
    },
    /// A state that is none of DPV's, so none was read.
    #[error("the state {} is not known", quote(found))]
    UnknownState {
        /// As written.
        found: String,
    },
    /// Several states and no order in time: the last in the text was taken for the newest.
    #[error("the states have no order in time, and the last was taken for the newest")]
    NoOrder,
}
