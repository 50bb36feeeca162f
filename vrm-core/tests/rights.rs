//! Rights, laws and deadlines: unhappy paths first, then the table of the counting rules, laws over all dates, and the
//! fixtures.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use proptest::prelude::*;
use std::collections::BTreeSet;
use support::{Score, bytes, fixtures};
use vrm_core::error::{Code, Fault};
use vrm_core::rights::{
    Calendar, Claim, Deadline, Law, Period, Right, RightsError, RightsOutcome, Rolling, Scope, Statement, due,
};
use vrm_core::text::TextError;
use vrm_core::time::{CivilDate, Instant, TimeError, Weekday};
use vrm_core::vocab::Word;

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}

fn weekends(holidays: &[&str]) -> Calendar {
    let holidays = holidays.iter().map(|holiday| day(holiday)).collect();
    Calendar::new(Calendar::SATURDAY_AND_SUNDAY.into(), holidays).unwrap()
}

#[test]
fn days_in_any_other_form_are_refused() {
    for text in
        ["", "2026-3-01", "2026-03-1", "26-03-01", "2026-03-01Z", " 2026-03-01", "2026-03-01T00:00:00Z", "2026/03/01"]
    {
        assert_eq!(CivilDate::parse(text), Err(TimeError::DateSyntax { text: text.to_owned() }));
    }
    for text in ["2026-02-30", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00"] {
        assert_eq!(CivilDate::parse(text), Err(TimeError::NoSuchDate { text: text.to_owned() }));
    }
    assert_eq!(CivilDate::parse("1999-12-31"), Err(TimeError::OutOfRange));
    assert_eq!(day("2000-01-01").plus_days(-1), Err(TimeError::OutOfRange));
    assert_eq!(day("9999-12-01").plus_months(1), Err(TimeError::OutOfRange));
    assert_eq!(day("9999-12-31").plus_days(1), Err(TimeError::OutOfRange));
}

#[test]
fn a_right_is_claimed_under_a_law_that_gives_it() {
    let none: Vec<(&str, &str)> = Law::ALL
        .iter()
        .flat_map(|law| Right::ALL.iter().map(move |right| (*law, *right)))
        .filter(|(law, right)| law.period(*right).is_err())
        .map(|(law, right)| (law.name(), right.name()))
        .collect();
    let expected = [
        ("gdpr", "no-sale-or-sharing"),
        ("uk-gdpr", "no-sale-or-sharing"),
        ("ccpa", "objection"),
        ("ccpa", "consent-withdrawal"),
        ("lgpd", "no-sale-or-sharing"),
        ("quebec", "restriction"),
        ("quebec", "objection"),
        ("quebec", "no-sale-or-sharing"),
    ];
    assert_eq!(none, expected);
    for (law, right) in expected {
        let (law, right) = (Law::from_name(law).unwrap(), Right::from_name(right).unwrap());
        let error = RightsError::NotInLaw { law, right };
        assert_eq!(Claim::new(right, law, Scope::All), Err(error.clone()));
        assert_eq!(due(law, right, day("2026-03-05"), &weekends(&[]), 0), Err(error.clone()));
        assert_eq!(error.code(), Code::RightsNotInLaw);
    }
    let nothing = Claim::new(Right::Access, Law::Gdpr, Scope::Data(BTreeSet::new()));
    assert_eq!(nothing, Err(RightsError::NothingClaimed));
}

#[test]
fn what_cannot_be_counted_is_said() {
    let (calendar, at) = (weekends(&[]), day("2026-03-05"));
    let (law, right) = (Law::Lgpd, Right::Erasure);
    assert_eq!(due(law, right, at, &calendar, 0), Err(RightsError::NoPeriod { law, right }));
    for law in Law::ALL.iter().copied().filter(|law| !law.pauses()) {
        assert_eq!(due(law, Right::Access, at, &calendar, 1), Err(RightsError::NoPause { law }));
    }
    let end = due(Law::Gdpr, Right::Access, day("9999-11-30"), &calendar, 0);
    assert_eq!(end, Err(TimeError::OutOfRange.into()));
    let week = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    assert_eq!(Calendar::new(week.into(), BTreeSet::new()), Err(RightsError::NoWorkingDay));
    assert!(Calendar::new(week[1..].iter().copied().collect(), BTreeSet::new()).is_ok());
}

#[test]
fn a_statement_has_words_and_not_too_many() {
    let kind = "statement";
    assert_eq!(Statement::parse(""), Err(RightsError::Statement(TextError::Empty { kind })));
    let (length, limit) = (2049, Statement::MAX_BYTES);
    let long = "x".repeat(length);
    assert_eq!(Statement::parse(&long), Err(RightsError::Statement(TextError::TooLong { kind, length, limit })));
    let error = Statement::parse(&long).unwrap_err();
    assert_eq!((error.code(), error.to_string().contains("xx")), (Code::RightsStatement, false));
    assert_eq!(format!("{:?}", Statement::parse(&long[1..]).unwrap()), "Statement(2048 bytes)");
}

#[test]
fn names_and_concepts_are_stable() {
    for right in Right::ALL.iter().copied() {
        assert_eq!(Right::from_name(right.name()), Some(right));
        if let Some(concept) = right.concept() {
            let word = Word::parse(concept).unwrap();
            assert!(word.is_known() && word.kind() == Some("dpv:Right"), "{concept}");
        }
    }
    for law in Law::ALL.iter().copied() {
        assert_eq!(Law::from_name(law.name()), Some(law));
    }
    assert_eq!((Right::from_name("Access"), Law::from_name("GDPR")), (None, None));
    let why = || Statement::parse("x").unwrap();
    let all = [
        RightsOutcome::Full,
        RightsOutcome::Part(why()),
        RightsOutcome::Refused(why()),
        RightsOutcome::NeedsMore(why()),
        RightsOutcome::Extended(why()),
    ];
    assert_eq!(all.iter().map(RightsOutcome::name).collect::<Vec<_>>(), RightsOutcome::NAMES);
}

/// One line of the table: received, holidays, due, rolled, extended, extended and rolled.
const TABLE: [(&str, &[&str], [&str; 4]); 9] = [
    ("2026-03-05", &[], ["2026-04-05", "2026-04-06", "2026-06-05", "2026-06-05"]),
    ("2026-03-05", &["2026-04-06"], ["2026-04-05", "2026-04-07", "2026-06-05", "2026-06-05"]),
    ("2026-01-31", &[], ["2026-02-28", "2026-03-02", "2026-04-30", "2026-04-30"]),
    ("2028-01-31", &[], ["2028-02-29", "2028-02-29", "2028-04-30", "2028-05-01"]),
    ("2028-01-31", &["2028-05-01"], ["2028-02-29", "2028-02-29", "2028-04-30", "2028-05-02"]),
    ("2026-11-30", &[], ["2026-12-30", "2026-12-30", "2027-02-28", "2027-03-01"]),
    ("2026-12-31", &[], ["2027-01-31", "2027-02-01", "2027-03-31", "2027-03-31"]),
    ("2027-01-29", &[], ["2027-02-28", "2027-03-01", "2027-04-29", "2027-04-29"]),
    ("2028-02-29", &[], ["2028-03-29", "2028-03-29", "2028-05-29", "2028-05-29"]),
];

#[test]
fn months_are_counted_from_the_day_of_receipt_clamped_and_rolled_once() {
    for (received, holidays, expected) in TABLE {
        for (law, earlier) in [(Law::Gdpr, 0), (Law::UkGdpr, -1)] {
            let found = due(law, Right::Access, day(received), &weekends(holidays), 0).unwrap();
            let [last, rolled, extended, extended_rolled] = expected.map(day);
            let wanted = Deadline {
                due: last,
                rolled,
                extended: Some(extended),
                extended_rolled: Some(extended_rolled),
                notice_by: Some(rolled),
                confirm_by: None,
                cautious: last.plus_days(earlier).unwrap(),
            };
            assert_eq!(found, wanted, "{received}");
        }
    }
}

#[test]
fn the_united_kingdom_does_not_count_days_that_are_waited() {
    let found = due(Law::UkGdpr, Right::Access, day("2026-01-31"), &weekends(&[]), 6).unwrap();
    // 28 February and six days is a Friday: it is moved after they are added, not before.
    assert_eq!((found.due, found.rolled), (day("2026-03-06"), day("2026-03-06")));
    assert_eq!((found.extended, found.extended_rolled), (Some(day("2026-05-06")), Some(day("2026-05-06"))));
}

#[test]
fn california_counts_days_and_both_ways() {
    let calendar = weekends(&["2026-01-19"]);
    let found = due(Law::Ccpa, Right::Access, day("2026-01-08"), &calendar, 0).unwrap();
    let wanted = Deadline {
        due: day("2026-02-22"), // a Sunday, which this law does not move
        rolled: day("2026-02-22"),
        extended: Some(day("2026-04-08")),
        extended_rolled: Some(day("2026-04-08")),
        notice_by: Some(day("2026-02-22")),
        confirm_by: Some(day("2026-01-23")), // ten working days, the 19th not among them
        cautious: day("2026-02-21"),
    };
    assert_eq!(found, wanted);
    let every = calendar.clone().with_rolling(Rolling::Every);
    assert_eq!(due(Law::Ccpa, Right::Access, day("2026-01-08"), &every, 0).unwrap().rolled, day("2026-02-23"));
    let stop = due(Law::Ccpa, Right::NoSaleOrSharing, day("2026-01-08"), &calendar, 0).unwrap();
    assert_eq!((stop.due, stop.extended, stop.confirm_by), (day("2026-01-30"), None, None));
}

#[test]
fn brazil_and_quebec_count_days_and_put_nothing_off() {
    let calendar = weekends(&[]);
    let brazil = due(Law::Lgpd, Right::Access, day("2026-03-05"), &calendar, 0).unwrap();
    assert_eq!((brazil.due, brazil.extended, brazil.notice_by), (day("2026-03-20"), None, None));
    let quebec = due(Law::Quebec, Right::Access, day("2026-03-05"), &calendar, 0).unwrap();
    assert_eq!((quebec.due, quebec.rolled, quebec.extended), (day("2026-04-04"), day("2026-04-04"), None)); // a Saturday
}

#[test]
fn a_consent_is_taken_back_at_once_on_any_day() {
    for law in [Law::Gdpr, Law::UkGdpr, Law::Lgpd, Law::Quebec] {
        assert_eq!(law.period(Right::ConsentWithdrawal), Ok(Period::AtOnce));
        let sunday = day("2026-04-05");
        let found = due(law, Right::ConsentWithdrawal, sunday, &weekends(&[]), 0).unwrap();
        assert_eq!((found.due, found.rolled, found.extended, found.cautious), (sunday, sunday, None, sunday));
    }
}

fn dates() -> impl Strategy<Value = CivilDate> {
    (0..36_000_i32).prop_map(|days| day("2000-01-01").plus_days(days).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_is_read_as_it_is_written(date in dates()) {
        prop_assert_eq!(CivilDate::parse(&date.to_string()), Ok(date));
        prop_assert_eq!(CivilDate::of(date.begins().plus_seconds(86_399).unwrap()), date);
        let next = date.plus_days(1).unwrap();
        prop_assert_eq!(CivilDate::of(next.begins()), next);
        prop_assert_ne!(next.weekday(), date.weekday());
        prop_assert_eq!(date.plus_days(7).unwrap().weekday(), date.weekday());
    }

    /// Later received is never sooner due; what is moved lies on a working day, not before its period ends and with no
    /// working day between.
    #[test]
    fn a_deadline_keeps_its_order(date in dates(), off in proptest::collection::btree_set(dates(), 0..40)) {
        let calendar = Calendar::new(Calendar::SATURDAY_AND_SUNDAY.into(), off).unwrap().with_rolling(Rolling::Every);
        for (law, right) in Law::ALL.iter().flat_map(|law| Right::ALL.iter().map(move |right| (*law, *right))) {
            let Ok(found) = due(law, right, date, &calendar, 0) else { continue };
            let next = due(law, right, date.plus_days(1).unwrap(), &calendar, 0).unwrap();
            prop_assert!(found.due <= next.due && found.rolled <= next.rolled && found.extended <= next.extended);
            prop_assert!(found.cautious <= found.due && found.due <= found.rolled);
            if law.period(right) == Ok(Period::AtOnce) {
                continue;
            }
            prop_assert!(date < found.due && calendar.is_working_day(found.rolled));
            let mut between = found.due;
            while between < found.rolled {
                prop_assert!(!calendar.is_working_day(between));
                between = between.plus_days(1).unwrap();
            }
            prop_assert_eq!(found.extended.is_some(), law.extends(right));
            prop_assert!(found.extended.is_none_or(|extended| extended > found.due));
        }
    }
}

/// The lines of a table, each by the columns that its first line names.
fn rows(file: &str) -> Option<Vec<Vec<String>>> {
    let root = fixtures("the deadlines")?;
    let text = String::from_utf8(bytes(&root.join("time").join(file))).unwrap();
    Some(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn holidays(calendar: &str) -> Calendar {
    let text = bytes(&fixtures("the deadlines").unwrap().join("time/public_holidays_2020_2035.json"));
    let all: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let days = all["calendars"][calendar].as_object().unwrap().keys().map(|date| day(date)).collect();
    Calendar::new(Calendar::SATURDAY_AND_SUNDAY.into(), days).unwrap()
}

#[test]
fn deadlines_of_an_independent_count() {
    let Some(rows) = rows("deadline_oracle.tsv") else { return };
    let mut score = Score::new("deadlines");
    for row in rows {
        let [calendar, received, period, last, rolled] = row.try_into().unwrap();
        let found = due(Law::Gdpr, Right::Access, day(&received), &holidays(&calendar), 0).unwrap();
        let found = match period.as_str() {
            "P1M" => (found.due, found.rolled),
            "P3M" => (found.extended.unwrap(), found.extended_rolled.unwrap()),
            other => panic!("{other}"),
        };
        score.count(found == (day(&last), day(&rolled)), format!("{calendar} {received} {period}"));
    }
    score.end(768);
}

#[test]
fn deadlines_that_authorities_publish() {
    let Some(rows) = rows("deadline_published.tsv") else { return };
    let mut score = Score::new("published deadlines");
    for row in rows {
        let [source, received, _, last, _] = row.try_into().unwrap();
        let found = due(Law::UkGdpr, Right::Access, day(&format!("2026-{received}")), &Calendar::every_day(), 0);
        score.count(found.unwrap().rolled == day(&format!("2026-{last}")), source);
    }
    score.end(6);
}

#[test]
fn months_of_the_calendar() {
    let Some(rows) = rows("add_months_chrono_docs.tsv") else { return };
    let mut score = Score::new("months");
    for row in rows {
        let [date, months, result] = row.try_into().unwrap();
        // Months back are none of ours: the same the other way, where the day is no last one.
        let (from, months, to) = match months.strip_prefix('-') {
            Some(back) => (result, back.to_owned(), date),
            None => (date, months, result),
        };
        let found = day(&from).plus_months(months.parse().unwrap()).unwrap();
        score.count(found == day(&to), format!("{from} {months}"));
    }
    score.end(12);
}

#[test]
fn a_day_of_utc_is_that_of_its_instants() {
    for (instant, date) in [
        ("2000-01-01T00:00:00Z", "2000-01-01"),
        ("2026-03-01T23:59:59Z", "2026-03-01"),
        ("9999-12-31T23:59:59Z", "9999-12-31"),
    ] {
        assert_eq!(CivilDate::of(Instant::parse(instant).unwrap()), day(date));
    }
    assert_eq!(day("2026-01-01").weekday(), Weekday::Thursday);
}
