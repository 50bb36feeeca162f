//! Times as others write them.

use super::note::ReceiptNote;
use crate::json::{Number, Value};
use crate::time::Instant;

/// Past this, a count of seconds is in the year 5138; a count of milliseconds is after March 1973.
const SECONDS: u64 = 100_000_000_000;
const HOUR: i64 = 3600;

/// When consent was given, as a text states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenTime {
    /// As written.
    pub stated: String,
    /// In what unit.
    pub unit: TimeUnit,
    /// The moment, where the text says one: none without a time zone and outside the years 2000 to 9999.
    pub at: Option<Instant>,
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeUnit {
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970: inferred from its size, and noted.
    Milliseconds,
    /// A text of ISO 8601, or what should be one.
    Text,
}

impl GivenTime {
    /// A number of seconds or milliseconds; none for one that has a fraction or is negative.
    pub(super) fn of_number(number: Number, notes: &mut Vec<ReceiptNote>) -> Option<Self> {
        let Some(count) = number.as_u64() else {
            notes.push(ReceiptNote::NotATime);
            return None;
        };
        let (unit, seconds) = if count > SECONDS {
            notes.push(ReceiptNote::UnitInferred);
            (TimeUnit::Milliseconds, count / 1000)
        } else {
            (TimeUnit::Seconds, count)
        };
        let at = i64::try_from(seconds).ok().and_then(|seconds| Instant::from_unix(seconds).ok());
        if at.is_none() {
            notes.push(ReceiptNote::NotATime);
        }
        Some(Self { stated: count.to_string(), unit, at })
    }

    /// A text.
    pub(super) fn of_text(text: &str, notes: &mut Vec<ReceiptNote>) -> Self {
        let at = moment(text.trim());
        match at {
            Moment::At(_) => {}
            Moment::Local => notes.push(ReceiptNote::NoTimeZone),
            Moment::None => notes.push(ReceiptNote::NotATime),
        }
        let at = if let Moment::At(at) = at { Some(at) } else { None };
        Self { stated: text.to_owned(), unit: TimeUnit::Text, at }
    }

    /// A time of JSON-LD: a text, or one with its type beside it.
    pub(super) fn of_value(value: &Value, notes: &mut Vec<ReceiptNote>) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::of_text(text, notes)),
            Value::Number(number) => Self::of_number(*number, notes),
            Value::Object(typed) => match typed.get("@value") {
                Some(Value::String(text)) => Some(Self::of_text(text, notes)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What orders times of one text: moments, or texts of one shape without a zone.
    pub(super) fn order(&self) -> (Option<Instant>, &str) {
        (self.at, if self.at.is_some() { "" } else { &self.stated })
    }
}

enum Moment {
    At(Instant),
    Local,
    None,
}

/// ISO 8601 in its extended form; fractions of a second are dropped.
fn moment(text: &str) -> Moment {
    let Some((date, rest)) = text.split_once(['T', 't', ' ']) else {
        return local(text, "00:00:00").map_or(Moment::None, |_| Moment::Local);
    };
    let (clock, zone) = match rest.find(['Z', 'z', '+', '-']).and_then(|at| rest.split_at_checked(at)) {
        Some((clock, zone)) => (clock, Some(zone)),
        None => (rest, None),
    };
    let Some(at) = local(date, clock) else { return Moment::None };
    let Some(zone) = zone else { return Moment::Local };
    let utc = offset(zone).and_then(|ahead| at.plus_seconds(-ahead).ok());
    utc.map_or(Moment::None, Moment::At)
}

fn local(date: &str, clock: &str) -> Option<Instant> {
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let seconds = if clock.len() == "00:00".len() { ":00" } else { "" };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    Instant::parse(&format!("{date}T{clock}{seconds}Z")).ok().filter(|_| is_fraction)
}

/// The seconds ahead of UTC of `Z`, `+hh:mm`, `+hhmm` or `+hh`.
fn offset(zone: &str) -> Option<i64> {
    let (sign, digits) = match zone {
        "Z" | "z" => return Some(0),
        _ => zone.strip_prefix('+').map(|digits| (1, digits)).or(zone.strip_prefix('-').map(|digits| (-1, digits)))?,
    };
    let (hours, minutes) = match digits.len() {
        2 => (digits, "00"),
        4 => digits.split_at_checked(2)?,
        5 => digits.split_once(':').filter(|(hours, _)| hours.len() == 2)?,
        _ => return None,
    };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * HOUR + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::{GivenTime, TimeUnit};
    use crate::consent::foreign::ReceiptNote;

    #[test]
    fn no_zone_and_no_unit_is_invented_in_silence() {
        for (text, at, note) in [
            ("2021-05-08T08:41:59+0000", Some("2021-05-08T08:41:59Z"), None),
            ("2021-05-08T08:41:59.25+02:00", Some("2021-05-08T06:41:59Z"), None),
            ("2021-05-08T08:41-05", Some("2021-05-08T13:41:00Z"), None),
            ("2023-11-05T16:08:50", None, Some(ReceiptNote::NoTimeZone)),
            ("2024-01-01", None, Some(ReceiptNote::NoTimeZone)),
            ("2024-02-30", None, Some(ReceiptNote::NotATime)),
            ("2024-01-01T10:00:00+1", None, Some(ReceiptNote::NotATime)),
            ("soon", None, Some(ReceiptNote::NotATime)),
        ] {
            let mut notes = Vec::new();
            let time = GivenTime::of_text(text, &mut notes);
            assert_eq!((time.at.map(|at| at.to_string()).as_deref(), notes.first()), (at, note.as_ref()), "{text}");
            assert_eq!((time.stated.as_str(), time.unit), (text, TimeUnit::Text));
        }
    }

    #[test]
    fn large_counts_are_milliseconds_and_say_so() {
        for (count, unit, noted) in [
            (1_510_592_400_i64, TimeUnit::Seconds, None),
            (100_000_000_000, TimeUnit::Seconds, None),
            (100_000_000_001, TimeUnit::Milliseconds, Some(ReceiptNote::UnitInferred)),
            (1_510_592_400_123, TimeUnit::Milliseconds, Some(ReceiptNote::UnitInferred)),
            (7, TimeUnit::Seconds, Some(ReceiptNote::NotATime)),
        ] {
            let mut notes = Vec::new();
            let time = GivenTime::of_number(count.into(), &mut notes).unwrap();
            assert_eq!((time.unit, notes.first()), (unit, noted.as_ref()), "{count}");
        }
        assert!(GivenTime::of_number((-1_i64).into(), &mut Vec::new()).is_none());
    }
}
