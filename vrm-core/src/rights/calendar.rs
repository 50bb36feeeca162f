//! Which days are working days.

use super::RightsError;
use crate::time::{CivilDate, TimeError, Weekday};
use std::collections::BTreeSet;

/// The working days of the place where an answer is due: a weekend, and public holidays.
///
/// ```
/// use vrm_core::rights::Calendar;
/// use vrm_core::time::CivilDate;
/// let calendar = Calendar::new(Calendar::SATURDAY_AND_SUNDAY.into(), Default::default())?;
/// assert!(!calendar.is_working_day(CivilDate::parse("2026-02-28")?));
/// assert!(Calendar::every_day().is_working_day(CivilDate::parse("2026-02-28")?));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    weekend: BTreeSet<Weekday>,
    holidays: BTreeSet<CivilDate>,
    rolling: Rolling,
}

/// Which periods that end on no working day end on the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rolling {
    /// Those of laws that say so: Regulation 1182/71, article 3(4), and the same at the ICO.
    #[default]
    ByLaw,
    /// All, where a host knows that the law of the place has it so.
    Every,
}

impl Calendar {
    /// The weekend of most places.
    pub const SATURDAY_AND_SUNDAY: [Weekday; 2] = [Weekday::Saturday, Weekday::Sunday];

    /// A calendar in which every day is a working day.
    #[must_use]
    pub fn every_day() -> Self {
        Self::default()
    }

    /// A calendar with these days off.
    ///
    /// # Errors
    /// [`RightsError::NoWorkingDay`] when the weekend is the whole week.
    pub fn new(weekend: BTreeSet<Weekday>, holidays: BTreeSet<CivilDate>) -> Result<Self, RightsError> {
        if weekend.len() == 7 {
            return Err(RightsError::NoWorkingDay);
        }
        Ok(Self { weekend, holidays, rolling: Rolling::ByLaw })
    }

    /// The same, in which these periods end on a working day.
    #[must_use]
    pub fn with_rolling(self, rolling: Rolling) -> Self {
        Self { rolling, ..self }
    }

    /// Whether it is neither in the weekend nor a holiday.
    #[must_use]
    pub fn is_working_day(&self, date: CivilDate) -> bool {
        !self.weekend.contains(&date.weekday()) && !self.holidays.contains(&date)
    }

    pub(super) fn rolls_every_period(&self) -> bool {
        self.rolling == Rolling::Every
    }

    /// The day itself, or the next working day.
    pub(super) fn working_day_from(&self, mut date: CivilDate) -> Result<CivilDate, TimeError> {
        while !self.is_working_day(date) {
            date = date.plus_days(1)?;
        }
        Ok(date)
    }

    /// So many working days later; the day itself does not count.
    pub(super) fn plus_working_days(&self, mut date: CivilDate, days: u32) -> Result<CivilDate, TimeError> {
        for _ in 0..days {
            date = self.working_day_from(date.plus_days(1)?)?;
        }
        Ok(date)
    }
}
