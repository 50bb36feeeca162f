//! Instants as dates: the only file that knows chrono.

use super::{Instant, TimeError};
use chrono::{DateTime, Datelike, Months, NaiveDate, Timelike, Utc};
use std::fmt;

impl Instant {
    /// Reads RFC 3339 in the one form in which this library writes it: `2026-03-01T09:30:00Z`, with capital `T` and
    /// `Z`, without fraction or other offset.
    ///
    /// # Errors
    ///
    /// [`TimeError::InstantSyntax`], [`TimeError::NoSuchInstant`] (a leap second among them),
    /// [`TimeError::OutOfRange`].
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let fields = fields(text).ok_or_else(|| TimeError::InstantSyntax { text: text.to_owned() })?;
        let [year, month, day, hour, minute, second] = fields;
        let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        let time = date.and_then(|date| date.and_hms_opt(hour, minute, second));
        time.ok_or_else(|| TimeError::NoSuchInstant { text: text.to_owned() })?.and_utc().try_into()
    }

    /// The same day and time so many months later, or on the last day of that month where it has no such day.
    pub(super) fn plus_months(self, months: u32) -> Result<Self, TimeError> {
        let later = DateTime::try_from(self)?.checked_add_months(Months::new(months));
        later.ok_or(TimeError::OutOfRange)?.try_into()
    }

    /// Year, month, day, hour, minute and second; never none, since chrono's range is wider.
    pub(crate) fn civil(self) -> Option<[u32; 6]> {
        let at = DateTime::try_from(self).ok()?;
        let year = u32::try_from(at.year()).ok()?;
        Some([year, at.month(), at.day(), at.hour(), at.minute(), at.second()])
    }
}

/// The numbers of `yyyy-mm-ddThh:mm:ssZ`.
fn fields(text: &str) -> Option<[u32; 6]> {
    let mut rest = text;
    let mut fields = [0; 6];
    for (field, (width, after)) in fields.iter_mut().zip([(4, "-"), (2, "-"), (2, "T"), (2, ":"), (2, ":"), (2, "Z")]) {
        let (digits, tail) = rest.split_at_checked(width)?;
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse())?;
        *field = number.ok()?;
        rest = tail.strip_prefix(after)?;
    }
    rest.is_empty().then_some(fields)
}

impl fmt::Display for Instant {
    /// RFC 3339, as [`Instant::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute, second] = self.civil().ok_or(fmt::Error)?;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl TryFrom<DateTime<Utc>> for Instant {
    type Error = TimeError;

    /// Fractions of a second are dropped.
    fn try_from(at: DateTime<Utc>) -> Result<Self, TimeError> {
        Self::from_unix(at.timestamp())
    }
}

impl TryFrom<Instant> for DateTime<Utc> {
    type Error = TimeError;

    /// Never fails: chrono's range is wider.
    fn try_from(instant: Instant) -> Result<Self, TimeError> {
        Self::from_timestamp(instant.unix(), 0).ok_or(TimeError::OutOfRange)
    }
}
