//! Agree: sign what was proffered, counter, refuse.

use super::{run, vrm_desk};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};

/// What: says yes to one of the entries that a customer proffered: the document is made and signed first. Or to the entry of an offer that a customer accepted, whose document it signed first: that is signed second.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-to-answer`; `state-no-declaration`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_accept(
    desk: vrm_desk,
    customer: vrm_text,
    entry: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let entry = input.text("entry", entry)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.accept(customer, entry, command, now, random))
        })
    }
}

/// What: proposes one other entry instead of those that were proffered; there is no second counter.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_accept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_counter(
    desk: vrm_desk,
    customer: vrm_text,
    entry: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let entry = input.text("entry", entry)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.counter(customer, entry, command, now, random))
        })
    }
}

/// What: says no to what a customer proffered, or to its document.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-to-answer`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_refuse(
    desk: vrm_desk,
    customer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.refuse(customer, command, now, random))
        })
    }
}
