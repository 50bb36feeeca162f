//! A moment as people write it.

use super::{Tongue, fill, table};
use crate::time::Instant;

const MONTHS: [&str; 12] = [
    "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8", "month.9", "month.10",
    "month.11", "month.12",
];

/// `1 January 2027, 00:00 UTC`; seconds where there are some.
pub(super) fn say(at: Instant, tongue: Tongue) -> String {
    let Some([year, month, day, hour, minute, second]) = at.civil() else { return at.to_string() };
    let clock = fill(table::template(if second == 0 { "clock" } else { "clock.seconds" }, tongue), |name| match name {
        "hour" => format!("{hour:02}"),
        "minute" => format!("{minute:02}"),
        _ => format!("{second:02}"),
    });
    let month = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    // French counts the first day of a month, and only that one, as an ordinal.
    fill(table::template(if day == 1 { "date.first" } else { "date" }, tongue), |name| match name {
        "day" => day.to_string(),
        "month" => month.map_or(String::new(), |key| table::template(key, tongue).to_owned()),
        "year" => year.to_string(),
        _ => clock.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Tongue, say};
    use crate::time::Instant;

    #[test]
    fn a_moment_is_a_date_and_a_time() {
        for (at, english, french) in [
            ("2027-01-01T00:00:00Z", "1 January 2027, 00:00 UTC", "1er janvier 2027, 00 h 00 UTC"),
            ("2027-08-21T09:05:00Z", "21 August 2027, 09:05 UTC", "21 août 2027, 09 h 05 UTC"),
            ("9999-12-31T23:59:59Z", "31 December 9999, 23:59:59 UTC", "31 décembre 9999, 23 h 59 min 59 s UTC"),
        ] {
            let at = Instant::parse(at).unwrap();
            assert_eq!(say(at, Tongue::English), english);
            assert_eq!(say(at, Tongue::French).replace('\u{a0}', " "), french);
        }
    }
}
