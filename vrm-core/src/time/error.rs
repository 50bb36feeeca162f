//! What is wrong with a time.

use crate::error::{Code, Fault, quote};

/// What is wrong with an instant, a duration or a window.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Not the one form in which an instant is written.
    #[error("{} is not an instant, expected one like `2026-03-01T09:30:00Z`", quote(text))]
    InstantSyntax {
        /// The text.
        text: String,
    },
    /// The form is right, but no calendar has such a day or no clock such a time.
    #[error("{} is in no calendar, expected a day of its month and a time up to 23:59:59", quote(text))]
    NoSuchInstant {
        /// The text.
        text: String,
    },
    /// Before the year 2000 or after 9999.
    #[error("the instant is outside the years 2000 to 9999, expected seconds since 1970")]
    OutOfRange,
    /// Not the one form in which a day is written.
    #[error("{} is not a day, expected one like `2026-03-01`", quote(text))]
    DateSyntax {
        /// The text.
        text: String,
    },
    /// The form is right, but no calendar has such a day.
    #[error("{} is in no calendar, expected a day of its month", quote(text))]
    NoSuchDate {
        /// The text.
        text: String,
    },
    /// Not a duration.
    #[error("{} is not a duration, expected one like `P1Y6M`, `P2W` or `P1DT12H`", quote(text))]
    DurationSyntax {
        /// The text.
        text: String,
    },
    /// More days than a `u32` counts.
    #[error("the duration has more than 4294967295 days")]
    DurationTooLong,
    /// A window that ends before or when it begins.
    #[error("the window ends at {until}, expected an instant after its beginning at {from}")]
    EmptyWindow {
        /// Its beginning, as RFC 3339.
        from: super::Instant,
        /// Its end.
        until: super::Instant,
    },
}

impl Fault for TimeError {
    fn code(&self) -> Code {
        match self {
            Self::InstantSyntax { .. } => Code::TimeInstantSyntax,
            Self::NoSuchInstant { .. } => Code::TimeNoSuchInstant,
            Self::OutOfRange => Code::TimeOutOfRange,
            Self::DateSyntax { .. } => Code::TimeDateSyntax,
            Self::NoSuchDate { .. } => Code::TimeNoSuchDate,
            Self::DurationSyntax { .. } => Code::TimeDurationSyntax,
            Self::DurationTooLong => Code::TimeDurationTooLong,
            Self::EmptyWindow { .. } => Code::TimeEmptyWindow,
        }
    }
}
