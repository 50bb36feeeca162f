//! Until when a law has a claim answered.

use crate::border::{Failure, text};
use vrm_core::rights;
use vrm_core::time::{self, CivilDate};

/// Until when a claim is answered: the end of that day, at the controller's place. It is overdue from the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Deadline {
    /// The last day of the period as it is counted.
    pub due: CivilDate,
    /// The day on which the answer is due: the next working day, where the law moves it there.
    pub rolled: CivilDate,
    /// The last day where the answer is put off as far as it may be; none where it may not.
    pub extended: Option<CivilDate>,
    /// The same, moved to a working day.
    pub extended_rolled: Option<CivilDate>,
    /// Until when the person is told that it is put off, and why.
    pub notice_by: Option<CivilDate>,
    /// Until when receipt is confirmed, where the law says so.
    pub confirm_by: Option<CivilDate>,
    /// The earliest day that another reading of the law would have.
    pub cautious: CivilDate,
}

/// The working days of the place where an answer is due. Without a weekend and holidays, every day is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct RightsCalendar {
    /// The days of the week that are no working days.
    #[serde(default)]
    #[uniffi(default = [])]
    pub weekend: Vec<Weekday>,
    /// The public holidays.
    #[serde(default, deserialize_with = "text::list")]
    #[uniffi(default = [])]
    pub holidays: Vec<CivilDate>,
    /// Which periods that end on no working day end on the next one.
    #[serde(default)]
    pub rolling: Rolling,
}

/// Which periods that end on no working day end on the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum Rolling {
    /// Those of laws that say so.
    #[default]
    ByLaw,
    /// All, where a host knows that the law of the place has it so.
    Every,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// How long a law gives for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum LawPeriod {
    /// No time at all.
    AtOnce,
    /// Months of the calendar, and how many more where the answer is put off with reasons.
    Months {
        /// How many.
        months: u32,
        /// How many more at most.
        more: u32,
    },
    /// Days of the calendar, and how many more where the answer is put off with reasons.
    Days {
        /// How many.
        days: u16,
        /// How many more at most.
        more: u16,
    },
    /// Working days.
    WorkingDays {
        /// How many.
        days: u32,
    },
    /// None that the law states itself.
    Unstated,
}

impl RightsCalendar {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str =
        "{weekend, holidays, rolling}: days of the week, days as in 2026-03-01, by-law or every";
}

impl From<rights::Deadline> for Deadline {
    fn from(deadline: rights::Deadline) -> Self {
        let rights::Deadline { due, rolled, extended, extended_rolled, notice_by, confirm_by, cautious } = deadline;
        Self { due, rolled, extended, extended_rolled, notice_by, confirm_by, cautious }
    }
}

impl TryFrom<RightsCalendar> for rights::Calendar {
    type Error = Failure;

    fn try_from(calendar: RightsCalendar) -> Result<Self, Failure> {
        let weekend = calendar.weekend.into_iter().map(Into::into).collect();
        let rolling = match calendar.rolling {
            Rolling::ByLaw => rights::Rolling::ByLaw,
            Rolling::Every => rights::Rolling::Every,
        };
        Ok(Self::new(weekend, calendar.holidays.into_iter().collect())?.with_rolling(rolling))
    }
}

impl From<Weekday> for time::Weekday {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

impl From<rights::Period> for LawPeriod {
    fn from(period: rights::Period) -> Self {
        use rights::Period as Of;
        match period {
            Of::AtOnce => Self::AtOnce,
            Of::Months { months, more } => Self::Months { months, more },
            Of::Days { days, more } => Self::Days { days, more },
            Of::WorkingDays(days) => Self::WorkingDays { days },
            Of::Unstated => Self::Unstated,
        }
    }
}
