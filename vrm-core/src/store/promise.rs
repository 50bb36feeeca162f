//! What a store promises, one by one, and what was seen instead.

use std::fmt;

/// A promise of a store's that its exam looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Promise {
    /// A fresh store holds nothing.
    StartsEmpty,
    /// A key without a value has none: not an empty one, not another key's.
    Missing,
    /// Keys and values come back byte for byte.
    ExactBytes,
    /// A put replaces the value.
    Replaces,
    /// A delete removes the value, and is fine where there is none.
    Deletes,
    /// All writes of a commit are done.
    WholeBatch,
    /// Of two writes for one key in one commit, the last wins.
    LastWins,
    /// A scan ascends by unsigned bytes.
    Order,
    /// A scan includes its lower bound, excludes its upper, and is empty where they are turned round.
    Bounds,
    /// A scan gives the first ones, no more than asked.
    Limit,
    /// A commit is done if, and only if, the guard's key holds what is expected; otherwise it is a conflict.
    Guard,
    /// A conflict changes nothing.
    ConflictChangesNothing,
    /// A commit may write the guard's key, and leaves it alone otherwise; the guard looks before the writes.
    GuardKey,
}

/// A store that does not do what a store promises.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{promise}: {seen}")]
pub struct NonConformity {
    /// The promise that is broken.
    pub promise: Promise,
    /// What was seen, keys and values in hexadecimal.
    pub seen: String,
}

impl Promise {
    /// The promise in words.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::StartsEmpty => "a fresh store holds nothing",
            Self::Missing => "a key without a value has none",
            Self::ExactBytes => "keys and values come back byte for byte",
            Self::Replaces => "a put replaces the value",
            Self::Deletes => "a delete removes the value, and is fine where there is none",
            Self::WholeBatch => "all writes of a commit are done",
            Self::LastWins => "of two writes for one key in one commit the last wins",
            Self::Order => "a scan ascends by unsigned bytes",
            Self::Bounds => "a scan includes its lower bound and excludes its upper",
            Self::Limit => "a scan gives the first ones, no more than asked",
            Self::Guard => "a commit is done if and only if the guard's key holds what is expected",
            Self::ConflictChangesNothing => "a conflict changes nothing",
            Self::GuardKey => "the guard looks before the writes, and its key is written like any other",
        }
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.says())
    }
}
