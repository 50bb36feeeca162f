//! Storage times as notices write them: ISO 8601 durations, now and then astray.

/// A duration in days, rounded up; a year is 365 days, months are as long as so many in a row
/// can be (31, 62, 92 days ...).
///
/// Lenient where the meaning is plain: small letters, and hours without the `T` before them
/// (`P72H`). `None` for anything else, such as a duration that starts at a date.
pub(super) fn days(text: &str) -> Option<u32> {
    let text = text.trim().to_ascii_uppercase();
    let mut clock = false;
    let mut number = String::new();
    let mut months = 0_u32;
    let mut days = 0_u32;
    let mut seconds = 0_u64;
    let mut units = 0_u32;
    for c in text.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        if c == 'T' && number.is_empty() && !clock {
            clock = true;
            continue;
        }
        let count: u32 = number.parse().ok()?;
        number.clear();
        units += 1;
        match (c, clock) {
            ('Y', false) => days = days.checked_add(count.checked_mul(365)?)?,
            ('M', false) => months = months.checked_add(count)?,
            ('W', false) => days = days.checked_add(count.checked_mul(7)?)?,
            ('D', false) => days = days.checked_add(count)?,
            ('H', _) => seconds += u64::from(count) * 3600,
            ('M', true) => seconds += u64::from(count) * 60,
            ('S', true) => seconds += u64::from(count),
            _ => return None,
        }
    }
    if units == 0 || !number.is_empty() {
        return None;
    }
    let started = u32::try_from(seconds.div_ceil(86_400)).ok()?;
    days.checked_add(months_in_days(months)?)?.checked_add(started)
}

/// The most days that so many months in a row can have, twelve of them being a year of 365.
fn months_in_days(months: u32) -> Option<u32> {
    let years = (months / 12).checked_mul(365)?;
    years.checked_add(((months % 12) * 306).div_ceil(10))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn what_is_no_duration_is_none() {
        for text in ["", "P", "PT", "14", "P14", "14D", "P1X", "PD", "P-1D", "2020-08-09T18:31:42P3Y"] {
            assert_eq!(days(text), None, "{text}");
        }
        assert_eq!(days("P99999999999D"), None);
        assert_eq!(days("P4294967295Y"), None);
    }

    #[test]
    fn durations_are_whole_days() {
        let right = [
            ("P14D", 14),
            ("P2W", 14),
            ("P1M", 31),
            ("P3M", 92),
            ("P6M", 184),
            ("P11M", 337),
            ("P12M", 365),
            ("P14M", 427),
            ("P14m", 427),
            ("P1Y", 365),
            ("P72H", 3),
            ("PT1S", 1),
            ("PT36H", 2),
            ("P3Y6M4DT12H30M5S", 1_095 + 184 + 4 + 1),
        ];
        for (text, want) in right {
            assert_eq!(days(text), Some(want), "{text}");
        }
    }
}
