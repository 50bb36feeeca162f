//! Leave: end, erase, take everything elsewhere.

use super::{run, vrm_person};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};

/// What: ends one agreement, and all its grants with it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_end(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let agreement = input.read("agreement", agreement)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.end(relationship, agreement, command, now, random))
        })
    }
}

/// What: ends a relationship, and every agreement with it. What was said stays, until it is erased.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `chart-*` when it has ended already.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_terminate(
    person: vrm_person,
    relationship: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.terminate(relationship, command, now, random))
        })
    }
}

/// What: erases a relationship, or a cast of an intention with the offers that came for it: its events' texts, its keys, documents and letters are gone, and a tombstone stays, by which the rest of the history can still be verified.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-in-force` while an agreement is in force, or signed here and perhaps there, or an offer accepted; `state-letters-wait` while letters to the vendor have not left.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_erase(
    person: vrm_person,
    relationship: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.erase(relationship, command, now, random))
        })
    }
}

/// What: closes the life here, because it goes on elsewhere: after it no command is done. Two copies that both go on would say different things at one position.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_close_life(
    person: vrm_person,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.close_life(command, now, random))
        })
    }
}
