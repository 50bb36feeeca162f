//! Until when a law has a claim answered.

use super::{Calendar, Law, Period, Right, RightsError};
use crate::time::{CivilDate, TimeError};

/// How many working days California gives to confirm a request (11 CCR 7021).
const CONFIRM: u32 = 10;

/// Until when a claim is answered: the end of that day, at the controller's place. It is overdue from the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The earliest day that another reading of the law would have: one that counts the day of receipt.
    pub cautious: CivilDate,
}

/// Counts the deadline of a claim that was received on a day at the controller's place. `paused` are the whole days that
/// did not count, while the person had to add something.
///
/// Months are counted from the day of receipt, also where the answer is put off: to the same day, or the last of a shorter
/// month. Then the days that did not count are added, and what falls on no working day is moved once (Regulation
/// 1182/71, article 3). Days are counted without the day of receipt.
///
/// # Errors
/// [`RightsError::NotInLaw`], [`RightsError::NoPeriod`]; [`RightsError::NoPause`] for days that did not count under a law
/// that has none; [`RightsError::Time`] past the year 9999.
pub fn due(
    law: Law,
    right: Right,
    received: CivilDate,
    calendar: &Calendar,
    paused: u16,
) -> Result<Deadline, RightsError> {
    if paused > 0 && !law.pauses() {
        return Err(RightsError::NoPause { law });
    }
    let later = |date: CivilDate| date.plus_days(i32::from(paused));
    let rolled = |date| match law.rolls() || calendar.rolls_every_period() {
        true => calendar.working_day_from(date),
        false => Ok(date),
    };
    let counted = |due: CivilDate, extended: Option<CivilDate>| {
        let last = rolled(due)?;
        Ok::<_, TimeError>(Deadline {
            due,
            rolled: last,
            extended,
            extended_rolled: extended.map(rolled).transpose()?,
            notice_by: extended.map(|_| last),
            confirm_by: None,
            cautious: due,
        })
    };
    Ok(match law.period(right)? {
        Period::Unstated => return Err(RightsError::NoPeriod { law, right }),
        // What is due at once waits for no working day.
        Period::AtOnce => Deadline { rolled: received, ..counted(received, None)? },
        Period::Months { months, more } => {
            let of = |months| received.plus_months(months).and_then(later);
            let extended = (more > 0).then(|| of(months.saturating_add(more))).transpose()?;
            let deadline = counted(of(months)?, extended)?;
            // A month that begins with the day of receipt would end the day before.
            let cautious = if law == Law::UkGdpr { deadline.due.plus_days(-1)? } else { deadline.due };
            Deadline { cautious, ..deadline }
        }
        Period::Days { days, more } => {
            let of = |days: i32| received.plus_days(days);
            let extended = (more > 0).then(|| of(i32::from(days) + i32::from(more))).transpose()?;
            let deadline = counted(of(i32::from(days))?, extended)?;
            match law {
                Law::Ccpa => Deadline {
                    cautious: deadline.due.plus_days(-1)?,
                    confirm_by: Some(calendar.plus_working_days(received, CONFIRM)?),
                    ..deadline
                },
                _ => deadline,
            }
        }
        Period::WorkingDays(days) => counted(calendar.plus_working_days(received, days)?, None)?,
    })
}
