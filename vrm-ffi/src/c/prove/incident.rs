//! What becomes of incidents.

use crate::c::desk::{self, vrm_desk};
use crate::c::handle::show;
use crate::c::person::{self, vrm_person};
use crate::c::{vrm_bytes, vrm_status, vrm_text};

/// What: notes that an incident was put to an auditor or an authority. Nothing is said to the vendor.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` when that was noted before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_report_incident(
    person: vrm_person,
    relationship: vrm_text,
    incident: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, incident) =
                (input.read("relationship", relationship)?, input.read("incident", incident)?);
            let (command, now) = input.command(command, now)?;
            person::run(person, |person, random| person.report_incident(relationship, incident, command, now, random))
        })
    }
}

/// What: notes that an incident which was reported is done with.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` before it was reported, or when that was noted before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_close_incident(
    person: vrm_person,
    relationship: vrm_text,
    incident: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, incident) =
                (input.read("relationship", relationship)?, input.read("incident", incident)?);
            let (command, now) = input.command(command, now)?;
            person::run(person, |person, random| person.close_incident(relationship, incident, command, now, random))
        })
    }
}

/// What: notes that an incident which was notified to a customer was put to an auditor or an authority. The customer is not told.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` when that was noted before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_report_incident(
    desk: vrm_desk,
    customer: vrm_text,
    incident: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (customer, incident) = (input.read("customer", customer)?, input.read("incident", incident)?);
            let (command, now) = input.command(command, now)?;
            desk::run(desk, |desk, random| desk.report_incident(customer, incident, command, now, random))
        })
    }
}

/// What: notes that an incident which was reported is done with.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` before it was reported, or when that was noted before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_close_incident(
    desk: vrm_desk,
    customer: vrm_text,
    incident: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (customer, incident) = (input.read("customer", customer)?, input.read("incident", incident)?);
            let (command, now) = input.command(command, now)?;
            desk::run(desk, |desk, random| desk.close_incident(customer, incident, command, now, random))
        })
    }
}
