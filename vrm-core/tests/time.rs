//! Instants, days and windows by example, unhappy paths first; their laws; and published cases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use std::time::{Duration, SystemTime};
use support::{Score, bytes, fixtures};
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Node, foreign};
use vrm_core::time::{Days, Instant, TimeError, Window};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn instants_in_any_other_form_are_refused() {
    for text in [
        "",
        "2026-03-01",
        "2026-03-01T09:30Z",
        "2026-03-01T09:30:00",
        "2026-03-01t09:30:00Z",
        "2026-03-01T09:30:00z",
        "2026-03-01 09:30:00Z",
        "2026-03-01T09:30:00.0Z",
        "2026-03-01T09:30:00+00:00",
        "2026-03-01T09:30:00Z ",
        " 2026-03-01T09:30:00Z",
        "+2026-03-01T09:30:00Z",
        "26-03-01T09:30:00Z",
        "2026-3-01T09:30:00Z",
        "2026-03-01T+9:30:00Z",
        "2026-03-01T09:30:0٠Z",
        "20260301T093000Z",
        "2026-060T09:30:00Z",
    ] {
        assert_eq!(Instant::parse(text).unwrap_err().code(), Code::TimeInstantSyntax, "{text}");
    }
}

#[test]
fn days_and_times_that_do_not_exist_are_refused() {
    for text in [
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2016-12-31T23:59:60Z",
    ] {
        assert_eq!(Instant::parse(text).unwrap_err().code(), Code::TimeNoSuchInstant, "{text}");
    }
    assert!(Instant::parse("2028-02-29T23:59:59Z").is_ok());
}

#[test]
fn the_years_are_2000_to_9999() {
    assert_eq!(Instant::MIN, at("2000-01-01T00:00:00Z"));
    assert_eq!(Instant::MAX, at("9999-12-31T23:59:59Z"));
    for text in ["1999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"] {
        assert_eq!(Instant::parse(text), Err(TimeError::OutOfRange));
    }
    for seconds in [i64::MIN, -1, 0, Instant::MIN.unix() - 1, Instant::MAX.unix() + 1, i64::MAX] {
        assert_eq!(Instant::from_unix(seconds), Err(TimeError::OutOfRange));
    }
    assert_eq!(Instant::MAX.plus(Days::new(1)), Err(TimeError::OutOfRange));
    assert_eq!(Instant::MIN.plus(Days::new(u32::MAX)), Err(TimeError::OutOfRange));
    assert_eq!(at("2026-02-28T12:00:00Z").plus(Days::new(2)), Ok(at("2026-03-02T12:00:00Z")));
}

#[test]
fn chrono_is_met_at_the_edge() {
    let date = DateTime::<Utc>::from_timestamp(1_772_357_459, 999_999_999).unwrap();
    assert_eq!(Instant::try_from(date), Ok(at("2026-03-01T09:30:59Z")));
    assert_eq!(Instant::try_from(DateTime::<Utc>::MAX_UTC), Err(TimeError::OutOfRange));
    assert_eq!(DateTime::<Utc>::try_from(Instant::MAX).unwrap().timestamp(), Instant::MAX.unix());
}

#[test]
fn durations_are_bounded_from_above() {
    for (text, days) in [
        ("P1Y", 366),
        ("P1M", 31),
        ("P12M", 372),
        ("P1W", 7),
        ("P0D", 0),
        ("P1Y2M3D", 366 + 62 + 3),
        ("PT0S", 0),
        ("PT1S", 1),
        ("PT24H", 1),
        ("PT24H0M1S", 2),
        ("PT86401S", 2),
        ("P1DT12H", 2),
        ("P1DT23H59M60S", 2),
        ("P4294967295D", u32::MAX),
        ("P0613566756W", 4_294_967_292),
    ] {
        assert_eq!(Days::parse(text), Ok(Days::new(days)), "{text}");
    }
    for text in [
        "P4294967296D",
        "P4294967295DT1S",
        "P11734884Y",
        "P613566757W",
        "P99999999999999999999D",
        "PT99999999999999999999999H",
    ] {
        assert_eq!(Days::parse(text), Err(TimeError::DurationTooLong), "{text}");
    }
    for text in [
        "P",
        "PT",
        "P1",
        "1D",
        "P1DT",
        "P-1D",
        "P1.5D",
        "P1,5D",
        "p1d",
        "P1D1M",
        "P1Y1D",
        "P1W1D",
        "P1S",
        "PT1D",
        "P1D P1D",
        "P+1D",
        "PT1M1M",
        "P1H",
        "P1DT1HT1M",
    ] {
        assert_eq!(Days::parse(text).unwrap_err().code(), Code::TimeDurationSyntax, "{text}");
    }
    assert_eq!(Days::new(u32::MAX).plus(Days::new(1)), Err(TimeError::DurationTooLong));
    assert_eq!(Days::new(1).plus(Days::new(2)), Ok(Days::new(3)));
}

#[test]
fn windows_are_not_empty() {
    let (early, late) = (at("2026-03-01T09:30:00Z"), at("2026-03-01T09:31:00Z"));
    assert_eq!(Window::new(Some(early), Some(early)), Err(TimeError::EmptyWindow { from: early, until: early }));
    let error = Window::new(Some(late), Some(early)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the window ends at 2026-03-01T09:30:00Z, expected an instant after its beginning at 2026-03-01T09:31:00Z"
    );
    let window = Window::new(Some(early), Some(late)).unwrap();
    assert_eq!((window.from(), window.until()), (Some(early), Some(late)));
    assert_eq!(window.intersect(&Window::new(Some(late), Some(Instant::MAX)).unwrap()), None);
}

fn instant() -> impl Strategy<Value = Instant> {
    (Instant::MIN.unix()..=Instant::MAX.unix()).prop_map(|seconds| Instant::from_unix(seconds).unwrap())
}

fn window() -> impl Strategy<Value = Window> {
    // Close together, so that windows meet.
    (0..100_i64, 1..100_i64).prop_map(|(from, length)| {
        let instant = |seconds| Instant::from_unix(Instant::MIN.unix() + seconds).unwrap();
        Window::new(Some(instant(from)), Some(instant(from + length))).unwrap()
    })
}

proptest! {
    #[test]
    fn instants_come_back(instant in instant()) {
        prop_assert_eq!(Instant::parse(&instant.to_string()), Ok(instant));
        prop_assert_eq!(Instant::from_unix(instant.unix()), Ok(instant));
        prop_assert_eq!(Instant::try_from(DateTime::<Utc>::try_from(instant).unwrap()), Ok(instant));
    }

    #[test]
    fn a_text_that_is_read_is_printed_the_same(text in "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z") {
        if let Ok(instant) = Instant::parse(&text) {
            prop_assert_eq!(instant.to_string(), text);
        }
    }

    #[test]
    fn the_order_of_texts_is_the_order_of_instants(a in instant(), b in instant()) {
        prop_assert_eq!(a.to_string().cmp(&b.to_string()), a.cmp(&b));
    }

    #[test]
    fn a_minute_begins_at_or_before(instant in instant()) {
        let floor = instant.floor_to_minute();
        prop_assert!(floor <= instant && instant.unix() - floor.unix() < 60);
        prop_assert!(floor.to_string().ends_with(":00Z"));
        prop_assert_eq!(floor.floor_to_minute(), floor);
    }

    #[test]
    fn days_come_back(count: u32) {
        prop_assert_eq!(Days::parse(&Days::new(count).to_string()), Ok(Days::new(count)));
    }

    #[test]
    fn days_are_never_fewer_than_the_seconds(days in 0..10_000_u32, hours in 0..100_u64, minutes in 0..9_999_u64, seconds in 0..999_999_u64) {
        let text = format!("P{days}DT{hours}H{minutes}M{seconds}S");
        let exact = u64::from(days) * 86_400 + hours * 3_600 + minutes * 60 + seconds;
        let bound = u64::from(Days::parse(&text).unwrap().count()) * 86_400;
        prop_assert!(bound >= exact && bound < exact + 86_400);
    }

    #[test]
    fn longer_parts_are_never_shorter_durations(years in 0..100_u32, months in 0..100_u32, days in 0..100_u32) {
        let length = |years, months, days| Days::parse(&format!("P{years}Y{months}M{days}D")).unwrap();
        let base = length(years, months, days);
        prop_assert!(base < length(years + 1, months, days) && base < length(years, months + 1, days) && base < length(years, months, days + 1));
    }

    #[test]
    fn what_is_in_both_windows_is_in_their_intersection(a in window(), b in window(), offset in 0..200_i64) {
        let instant = Instant::from_unix(Instant::MIN.unix() + offset).unwrap();
        let both = a.intersect(&b);
        prop_assert_eq!(both.is_some_and(|both| both.contains(instant)), a.contains(instant) && b.contains(instant));
        prop_assert_eq!(both, b.intersect(&a));
        prop_assert_eq!(a.intersect(&a), Some(a));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,30}|P[0-9YMWDTHS]{0,30}") {
        let _ = (Instant::parse(&text), Days::parse(&text));
    }
}

/// The cases of a file of the JSON Schema suite: the text and whether it is valid.
fn cases(file: &str) -> Option<Vec<(String, bool)>> {
    let path = fixtures(file)?.join(file);
    let document = foreign::parse(&bytes(&path)).unwrap();
    let cases = Node::root(&document).object().unwrap().required("cases").unwrap().array().unwrap();
    let case = |case: &Node<'_>| {
        let mut fields = case.object().unwrap();
        (
            fields.required("data").unwrap().string().unwrap().to_owned(),
            fields.required("valid").unwrap().boolean().unwrap(),
        )
    };
    Some(cases.iter().map(case).collect())
}

#[test]
fn published_instants() {
    let Some(cases) = cases("time/format_date-time.json") else { return };
    let mut score = Score::new("time/format_date-time (supported)");
    for (text, valid) in cases {
        let answer = Instant::parse(&text);
        // Valid in RFC 3339, but not in our narrower form: years before 2000, fractions, offsets, leap seconds, small letters.
        if valid && answer.is_err() {
            continue;
        }
        score.count(answer.is_ok() == valid, text);
    }
    score.end(8);
}

#[test]
fn published_durations() {
    let Some(cases) = cases("time/format_duration.json") else { return };
    let mut score = Score::new("time/format_duration");
    for (text, valid) in cases {
        // Too long is well formed.
        score.count(!matches!(Days::parse(&text), Err(TimeError::DurationSyntax { .. })) == valid, text);
    }
    score.end(19);
}

#[test]
fn seconds_and_the_systems_time_lead_there_and_back() {
    let start = at("2026-02-28T23:59:30Z");
    assert_eq!(start.plus_seconds(30), Ok(at("2026-03-01T00:00:00Z")));
    assert_eq!(start.plus_minutes(1).and_then(|at| at.plus_seconds(-60)), Ok(start));
    for (from, seconds) in [(Instant::MIN, -1), (Instant::MAX, 1), (Instant::MAX, i64::MAX), (Instant::MIN, i64::MIN)] {
        assert_eq!(from.plus_seconds(seconds), Err(TimeError::OutOfRange));
    }
    assert_eq!(Instant::MAX.plus_minutes(u32::MAX), Err(TimeError::OutOfRange));
    for instant in [Instant::MIN, start, Instant::MAX] {
        let system = SystemTime::from(instant);
        assert_eq!(Instant::try_from(system), Ok(instant));
        assert_eq!(Instant::try_from(system + Duration::from_millis(999)), Ok(instant));
    }
    for system in
        [SystemTime::from(Instant::MIN) - Duration::from_nanos(1), SystemTime::UNIX_EPOCH - Duration::from_secs(1)]
    {
        assert_eq!(Instant::try_from(system), Err(TimeError::OutOfRange));
    }
    assert_eq!(Instant::try_from(SystemTime::from(Instant::MAX) + Duration::from_secs(1)), Err(TimeError::OutOfRange));
}
