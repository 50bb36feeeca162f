//! A day of the calendar.

use super::{Instant, TimeError};
use std::fmt;

const SECONDS_A_DAY: i64 = 86_400;

/// A day of the calendar, in the years 2000 to 9999, at a place that whoever uses it knows: without a time zone. It is
/// written `2026-03-01`.
///
/// ```
/// use vrm_core::time::{CivilDate, Weekday};
/// let last = CivilDate::parse("2026-01-31")?;
/// assert_eq!(last.weekday(), Weekday::Saturday);
/// assert_eq!(last.plus_months(1)?.to_string(), "2026-02-28"); // a shorter month ends earlier
/// assert_eq!(last.plus_months(3)?.to_string(), "2026-04-30");
/// assert_eq!(last.plus_days(1)?.to_string(), "2026-02-01");
/// assert!(CivilDate::parse("2026-02-30").is_err());
/// # Ok::<(), vrm_core::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDate(Instant);

impl CivilDate {
    /// Reads `2026-03-01` (RFC 3339 `full-date`).
    ///
    /// # Errors
    /// [`TimeError::DateSyntax`], [`TimeError::NoSuchDate`]; [`TimeError::OutOfRange`] before the year 2000.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let of = |error| match error {
            TimeError::InstantSyntax { .. } => TimeError::DateSyntax { text: text.to_owned() },
            TimeError::NoSuchInstant { .. } => TimeError::NoSuchDate { text: text.to_owned() },
            other => other,
        };
        Instant::parse(&format!("{text}T00:00:00Z")).map(Self).map_err(of)
    }

    /// The day that it is in UTC at an instant.
    #[must_use]
    pub fn of(instant: Instant) -> Self {
        let midnight = instant.plus_seconds(-instant.unix().rem_euclid(SECONDS_A_DAY));
        // The first instant is a midnight, so that none is before it.
        Self(midnight.unwrap_or(Instant::MIN))
    }

    /// When it begins in UTC.
    #[must_use]
    pub fn begins(self) -> Instant {
        self.0
    }

    /// So many days later; earlier, if the number is negative.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`].
    pub fn plus_days(self, days: i32) -> Result<Self, TimeError> {
        self.0.plus_seconds(i64::from(days) * SECONDS_A_DAY).map(Self)
    }

    /// The same day so many months later, or the last of that month where it has no such day.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`].
    pub fn plus_months(self, months: u32) -> Result<Self, TimeError> {
        self.0.plus_months(months).map(Self)
    }

    /// Which day of the week it is.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match (self.0.unix() / SECONDS_A_DAY).rem_euclid(7) {
            0 => Weekday::Thursday,
            1 => Weekday::Friday,
            2 => Weekday::Saturday,
            3 => Weekday::Sunday,
            4 => Weekday::Monday,
            5 => Weekday::Tuesday,
            _ => Weekday::Wednesday,
        }
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, ..] = self.0.civil().ok_or(fmt::Error)?;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A day of the week (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weekday {
    /// The first.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The seventh.
    Sunday,
}

crate::json::serialised_as_text!(CivilDate);
