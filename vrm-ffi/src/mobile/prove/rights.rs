//! What the laws say of the time for an answer.

use crate::border::barred;
use crate::mobile::VrmError;
use crate::value::{Deadline, Law, LawPeriod, Right, RightsCalendar, RightsState};
use vrm_core::rights;
use vrm_core::time::CivilDate;

/// Counts the deadline of a claim that was received on a day at the controller's place. `paused` are the whole days that did
/// not count, while the person had to add something. It is our reading of the law, and no legal advice.
///
/// # Errors
/// `rights-*` for a law that does not give the right or states no period, for days that did not count under a law that has
/// none, and for a calendar without a working day.
#[uniffi::export]
pub fn rights_due(
    law: Law,
    right: Right,
    received: CivilDate,
    calendar: RightsCalendar,
    paused: u16,
) -> Result<Deadline, VrmError> {
    Ok(barred(|| Ok(rights::due(law.into(), right.into(), received, &calendar.try_into()?, paused)?.into()))?)
}

/// How long a law gives for an answer.
///
/// # Errors
/// `rights-*` where it does not give the right.
#[uniffi::export]
pub fn law_period(law: Law, right: Right) -> Result<LawPeriod, VrmError> {
    Ok(rights::Law::from(law).period(right.into())?.into())
}

/// Whether a law lets an answer be put off.
#[uniffi::export]
pub fn law_extends(law: Law, right: Right) -> bool {
    rights::Law::from(law).extends(right.into())
}

/// Whether under a law the days do not count on which what the person has to add is waited for.
#[uniffi::export]
pub fn law_pauses(law: Law) -> bool {
    rights::Law::from(law).pauses()
}

/// The concept of DPV for a right: the article of the GDPR; none where DPV has none.
#[uniffi::export]
pub fn right_concept(right: Right) -> Option<String> {
    rights::Right::from(right).concept().map(str::to_owned)
}

/// Whether the vendor has still to do something, or the person to add something.
#[uniffi::export]
pub fn rights_state_is_open(state: RightsState) -> bool {
    rights::RightsState::from(state).is_open()
}
