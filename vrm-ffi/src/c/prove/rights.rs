//! What the laws say of the time for an answer.

use crate::border::{BorderError, Failure};
use crate::c::handle::{Input, give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Deadline, LawPeriod, RightsCalendar};
use vrm_core::rights::{self, Law, Right, RightsState};

fn law_of(input: &Input, law: vrm_text) -> Result<Law, Failure> {
    let expected = "the name of a law, as in `gdpr`";
    Law::from_name(input.text("law", law)?).ok_or_else(|| BorderError::Value { argument: "law", expected }.into())
}

fn named(input: &Input, law: vrm_text, right: vrm_text) -> Result<(Law, Right), Failure> {
    Ok((law_of(input, law)?, right_of(input, right)?))
}

fn right_of(input: &Input, right: vrm_text) -> Result<Right, Failure> {
    let expected = "the name of a right, as in `access`";
    Right::from_name(input.text("right", right)?)
        .ok_or_else(|| BorderError::Value { argument: "right", expected }.into())
}

/// What: counts the deadline of a claim that was received on a day (as 2026-03-01) at the controller's place: `calendar` is the JSON of a `RightsCalendar`, `paused` the whole days that did not count. It is our reading of the law, and no legal advice.
/// Owns: `deadline` is the caller's: JSON, a `Deadline`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `rights-*` for a law that does not give the right or states no period, for days that did not count under a law that has none, and for a calendar without a working day.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_rights_due(
    law: vrm_text,
    right: vrm_text,
    received: vrm_text,
    calendar: vrm_text,
    paused: u16,
    deadline: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(deadline, |input| {
            let (law, right) = named(input, law, right)?;
            let received = input.read("received", received)?;
            let calendar: RightsCalendar = input.record("calendar", calendar, RightsCalendar::EXPECTED)?;
            Ok(Deadline::from(rights::due(law, right, received, &calendar.try_into()?, paused)?))
        })
    }
}

/// What: how long a law gives for an answer.
/// Owns: `period` is the caller's: JSON, a `LawPeriod`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `rights-*` where it does not give the right.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_law_period(law: vrm_text, right: vrm_text, period: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(period, |input| {
            let (law, right) = named(input, law, right)?;
            Ok(LawPeriod::from(law.period(right)?))
        })
    }
}

/// What: whether a law lets an answer be put off, 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_law_extends(law: vrm_text, right: vrm_text, extends: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(extends, |input| {
            let (law, right) = named(input, law, right)?;
            Ok(u32::from(law.extends(right)))
        })
    }
}

/// What: the concept of DPV for a right: the article of the GDPR.
/// Owns: `concept` is the caller's: JSON, a text, or null where DPV has none.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_right_concept(right: vrm_text, concept: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(concept, |input| Ok(right_of(input, right)?.concept())) }
}

/// What: whether under a law the days do not count on which what the person has to add is waited for, 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_law_pauses(law: vrm_text, pauses: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(pauses, |input| Ok(u32::from(law_of(input, law)?.pauses()))) }
}

/// What: whether in this state of a claim, by its name, the vendor has still to do something, or the person to add something; 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_rights_state_is_open(state: vrm_text, is_open: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(is_open, |input| Ok(u32::from(input.read::<RightsState>("state", state)?.is_open()))) }
}
