//! Dates as other formats write them.

use super::digits::decimal;
use super::gap::GapCause;
use super::tree::Tree;
use crate::time::{CivilDate, Instant};
use std::fmt;

const HOUR: i64 = 3600;
/// The time zones of the world reach from 12 hours behind UTC to 14 ahead.
const FURTHEST_AHEAD: i64 = 14 * HOUR;
const FURTHEST_BEHIND: i64 = 12 * HOUR;
const DAY: i64 = 24 * HOUR;

/// A time that a text states, as exactly as it states it: no time of day and no time zone is invented.
///
/// ```
/// use vrm_core::intention::foreign::PublishedTime;
/// let day = PublishedTime::parse("2026-03-01")?;
/// assert_eq!(day.to_string(), "2026-03-01");
/// assert_eq!(day.earliest().to_string(), "2026-02-28T10:00:00Z"); // where it begins first
/// assert_eq!(day.latest().to_string(), "2026-03-02T11:59:59Z"); // where it ends last
/// let exact = PublishedTime::parse("2026-03-01T09:30+01:00")?;
/// assert_eq!(exact.to_string(), "2026-03-01T08:30:00Z");
/// # Ok::<(), vrm_core::intention::foreign::GapCause>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublishedTime {
    /// A day of the calendar, wherever one is.
    Date(CivilDate),
    /// A day and a time by the clocks of a place that the text does not say.
    Local(CivilTime),
    /// A moment.
    At(Instant),
}

/// A day and a time of it, without a time zone. It shows itself as `2026-03-01T09:30:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilTime(Instant);

impl PublishedTime {
    /// Reads a Date or a DateTime of schema.org (ISO 8601, extended form), of which RFC 3339 is a part. Seconds may be
    /// missing; fractions of one are dropped.
    ///
    /// # Errors
    /// [`GapCause::NotATime`], also for years before 2000, for a leap second and for an hour 24.
    pub fn parse(text: &str) -> Result<Self, GapCause> {
        read(text.trim()).ok_or(GapCause::NotATime)
    }

    /// The moment before which it is nowhere that time yet.
    #[must_use]
    pub fn earliest(self) -> Instant {
        match self {
            Self::Date(date) => shifted(date.begins(), -FURTHEST_AHEAD),
            Self::Local(CivilTime(at)) => shifted(at, -FURTHEST_AHEAD),
            Self::At(at) => at,
        }
    }

    /// The last moment at which it is somewhere still that time; of a date, its last second.
    #[must_use]
    pub fn latest(self) -> Instant {
        match self {
            Self::Date(date) => shifted(date.begins(), DAY - 1 + FURTHEST_BEHIND),
            Self::Local(CivilTime(at)) => shifted(at, FURTHEST_BEHIND),
            Self::At(at) => at,
        }
    }
}

/// As far as there are instants.
fn shifted(at: Instant, seconds: i64) -> Instant {
    at.plus_seconds(seconds).unwrap_or(if seconds < 0 { Instant::MIN } else { Instant::MAX })
}

fn read(text: &str) -> Option<PublishedTime> {
    let Some((date, rest)) = text.split_once(['T', 't']) else {
        return CivilDate::parse(text).ok().map(PublishedTime::Date);
    };
    if let Some(clock) = rest.strip_suffix(['Z', 'z']) {
        return local(date, clock).map(PublishedTime::At);
    }
    let Some((clock, sign)) = rest.rsplit_once(['+', '-']).map(|(clock, _)| (clock, rest.contains('+'))) else {
        return local(date, rest).map(|at| PublishedTime::Local(CivilTime(at)));
    };
    let zone = rest.rsplit_once(['+', '-']).map(|(_, zone)| zone)?;
    let ahead = offset(zone)?;
    local(date, clock)?.plus_seconds(if sign { -ahead } else { ahead }).ok().map(PublishedTime::At)
}

/// The instant that it would be in UTC.
fn local(date: &str, clock: &str) -> Option<Instant> {
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let seconds = if clock.len() == "00:00".len() { ":00" } else { "" };
    let fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    fraction.then(|| Instant::parse(&format!("{date}T{clock}{seconds}Z")).ok())?
}

/// The seconds of `hh:mm`, `hhmm` or `hh`.
fn offset(zone: &str) -> Option<i64> {
    let digits: String = match zone.split_once(':') {
        Some((hours, minutes)) if hours.len() == 2 && minutes.len() == 2 => [hours, minutes].concat(),
        Some(_) => return None,
        None if zone.len() == 2 => format!("{zone}00"),
        None => zone.to_owned(),
    };
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours < 24 && minutes < 60).then_some(hours * HOUR + minutes * 60)
}

/// The moment that a claim of a JWT states in seconds since 1970 (RFC 7519 section 2); fractions are dropped.
pub(super) fn of_claim(stated: &Tree) -> Option<Instant> {
    let Tree::Number(text) = stated else { return None };
    let seconds = decimal(text)?.to_string();
    let whole = seconds.split_once('.').map_or(seconds.as_str(), |(whole, _)| whole);
    Instant::from_unix(whole.parse().ok()?).ok()
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute, second] = self.0.civil().ok_or(fmt::Error)?;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

impl fmt::Display for PublishedTime {
    /// ISO 8601, as [`PublishedTime::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Local(time) => time.fmt(f),
            Self::At(at) => at.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PublishedTime;

    #[test]
    fn no_time_zone_is_invented() {
        for (text, shown) in [
            ("2026-01-01", "2026-01-01"),
            ("2014-02-05T10:00", "2014-02-05T10:00:00"),
            ("2016-01-31T23:59:59.25", "2016-01-31T23:59:59"),
            ("2025-07-21T19:00-05:00", "2025-07-22T00:00:00Z"),
            ("2025-10-12T07:20:50.52Z", "2025-10-12T07:20:50Z"),
            ("2025-10-12T07:20:50+0530", "2025-10-12T01:50:50Z"),
            ("2025-10-12t07:20:50+02", "2025-10-12T05:20:50Z"),
        ] {
            let time = PublishedTime::parse(text).unwrap();
            assert_eq!(time.to_string(), shown, "{text}");
            assert_eq!(PublishedTime::parse(shown), Ok(time), "{text}");
            assert!(time.earliest() <= time.latest());
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "01.02.2026",
            "1999-12-31",
            "2026-01-01T24:00:00Z",
            "2026-01-01T10:00:60Z",
            "2026-01-01T10",
            "2026-01-01T10:00+25:00",
            "2026-01-01T10:00:00.Z",
            "tomorrow",
            "2026-01-01T10:00+1",
            "2000-01-01T00:00+01:00",
        ] {
            assert!(PublishedTime::parse(text).is_err(), "{text}");
        }
    }
}
