//! What every error answers: a stable code, its kind, where, which rule, and what to do next.
//!
//! Each room raises its own enum; all of them implement [`Fault`], and [`Error`] joins them.

mod code;
mod listing;
mod quote;
mod root;

pub use code::Code;
pub(crate) use quote::{quote, quote_whole};
pub use root::Error;

/// The few kinds of failure a caller tells apart; the same in every language. Some belong to rooms still to come, and no
/// code is of them yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// The input breaks a rule; the error names the field, the rule and the remedy.
    Invalid,
    /// The input passes a stated limit.
    TooLarge,
    /// A signature, key or sender is not what it must be; opaque to the peer.
    Untrusted,
    /// Its time is over, by one's own clock.
    Expired,
    /// Taken already; nothing changed.
    Replay,
    /// A move that is not on the chart.
    WrongState,
    /// A decision says no.
    Denied,
    /// No such thing here.
    NotFound,
    /// Somebody else changed it first; nothing changed.
    Conflict,
    /// Called again from inside a callback of the same handle.
    Reentrant,
    /// The store failed; the error says whether anything changed.
    Store,
    /// The key is missing or wrong.
    Locked,
    /// A handle of the wrong kind, or one that was freed.
    Handle,
    /// Stored bytes are not what was written.
    Damaged,
    /// The store is older than what was seen before.
    RolledBack,
    /// Written by a newer version of the library.
    NewerVersion,
    /// Understood, but not supported in this version.
    Unsupported,
    /// A defect of the library.
    Internal,
}

impl Kind {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::TooLarge => "too-large",
            Self::Untrusted => "untrusted",
            Self::Expired => "expired",
            Self::Replay => "replay",
            Self::WrongState => "wrong-state",
            Self::Denied => "denied",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Reentrant => "reentrant",
            Self::Store => "store",
            Self::Locked => "locked",
            Self::Handle => "handle",
            Self::Damaged => "damaged",
            Self::RolledBack => "rolled-back",
            Self::NewerVersion => "newer-version",
            Self::Unsupported => "unsupported",
            Self::Internal => "internal",
        }
    }
}

/// What the caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// Correct the input; the same call will fail again.
    CorrectInput,
    /// The same call may succeed later, unchanged.
    TryAgain,
    /// Only the person can settle it.
    AskPerson,
    /// Do not go on; report it.
    Stop,
}

impl Remedy {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CorrectInput => "correct-input",
            Self::TryAgain => "try-again",
            Self::AskPerson => "ask-person",
            Self::Stop => "stop",
        }
    }
}

/// What every error of this library answers.
///
/// The text (`Display`) is lower case, quotes outside text in backticks, and never holds a value of
/// the person's nor a secret.
///
/// ```
/// use vrm_core::error::{Fault, Kind, Remedy};
/// let error = vrm_core::json::foreign::parse(b"{\"a\":1,\"a\":2}").unwrap_err();
/// assert_eq!(error.code().name(), "json-duplicate-member");
/// assert_eq!(error.kind(), Kind::Invalid);
/// assert_eq!(error.remedy(), Remedy::CorrectInput);
/// assert_eq!(error.path().as_deref(), Some("/a"));
/// ```
pub trait Fault: std::error::Error {
    /// The stable code of this reason.
    fn code(&self) -> Code;

    /// The field it concerns, as a JSON pointer (RFC 6901), where there is one.
    fn path(&self) -> Option<String> {
        None
    }

    /// The kind, from the table of codes.
    fn kind(&self) -> Kind {
        self.code().kind()
    }

    /// The rule that was broken, with its source.
    fn rule(&self) -> &'static str {
        self.code().rule()
    }

    /// What to do next, from the table of codes.
    fn remedy(&self) -> Remedy {
        self.code().remedy()
    }
}
