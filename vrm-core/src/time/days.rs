//! A number of days, and durations read as one.

use super::TimeError;
use std::fmt;

const DATE: [(char, u64); 3] = [('Y', 366), ('M', 31), ('D', 1)];
const WEEK: [(char, u64); 1] = [('W', 7)];
const TIME: [(char, u64); 3] = [('H', 3600), ('M', 60), ('S', 1)];
const SECONDS_A_DAY: u64 = 86_400;

/// A length of time in whole days of 86,400 seconds: what bounds a promise, such as how long data is kept.
///
/// ```
/// use vrm_core::time::Days;
/// assert_eq!(Days::parse("P1Y6M")?.count(), 366 + 6 * 31);
/// assert_eq!(Days::parse("PT36H")?, Days::new(2));
/// assert_eq!(Days::new(30).to_string(), "P30D");
/// # Ok::<(), vrm_core::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Days(u32);

impl Days {
    /// So many days.
    #[must_use]
    pub const fn new(count: u32) -> Self {
        Self(count)
    }

    /// How many days.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0
    }

    /// The fewest days that are never less than an ISO 8601 duration, in the grammar of RFC 3339 appendix A: a
    /// month has 31, a year 366, a week 7, and hours, minutes and seconds together are rounded up to whole days.
    ///
    /// # Errors
    ///
    /// [`TimeError::DurationSyntax`], [`TimeError::DurationTooLong`].
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let days = read(text).ok_or_else(|| TimeError::DurationSyntax { text: text.to_owned() })?;
        u32::try_from(days).map(Self).map_err(|_| TimeError::DurationTooLong)
    }

    /// Both together.
    ///
    /// # Errors
    ///
    /// [`TimeError::DurationTooLong`].
    pub fn plus(self, other: Self) -> Result<Self, TimeError> {
        self.0.checked_add(other.0).map(Self).ok_or(TimeError::DurationTooLong)
    }
}

impl fmt::Display for Days {
    /// ISO 8601, as [`Days::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{}D", self.0)
    }
}

/// Days, `u64::MAX` standing for all that are too many; `None` when it is no duration.
fn read(text: &str) -> Option<u64> {
    let body = text.strip_prefix('P')?;
    if let Some(days) = sum(body, &WEEK) {
        return Some(days);
    }
    match body.split_once('T') {
        None => sum(body, &DATE),
        Some((date, time)) => {
            let days = if date.is_empty() { 0 } else { sum(date, &DATE)? };
            Some(days.saturating_add(sum(time, &TIME)?.div_ceil(SECONDS_A_DAY)))
        }
    }
}

/// The sum of all of `text`: one part or more, whose units follow one another in `units` without a gap.
fn sum(text: &str, units: &[(char, u64)]) -> Option<u64> {
    let mut rest = text;
    let mut total = None::<u64>;
    for (unit, weight) in units {
        match part(rest, *unit) {
            Some((amount, after)) => {
                total = Some(total.unwrap_or(0).saturating_add(amount.saturating_mul(*weight)));
                rest = after;
            }
            None if total.is_some() => break,
            None => {}
        }
    }
    total.filter(|_| rest.is_empty())
}

/// Digits and their unit; more than a `u64` holds is `u64::MAX`.
fn part(text: &str, unit: char) -> Option<(u64, &str)> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.strip_suffix(after).filter(|digits| !digits.is_empty())?;
    Some((digits.parse().unwrap_or(u64::MAX), after.strip_prefix(unit)?))
}
