//! Agree: proffer, answer a counter or a document, renew.

use super::{run, vrm_person};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};

/// What: proffers one roster agreement to a vendor, or a set of which it takes one. The relationship's persona is made where there is none yet.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-negotiating` while another proffer waits; `state-no-keys` before the vendor was introduced with a key to seal for; `roster-*` for an entry that the roster does not have, or not for organisations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_proffer(
    person: vrm_person,
    relationship: vrm_text,
    entries: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let entries = input.texts("entries", entries)?;
            let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.proffer(relationship, &entries, command, now, random))
        })
    }
}

/// What: proffers an agreement in place of one that is in force: it ends when the new one begins.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_proffer`; `state-no-such-agreement`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_renew(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    entries: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let agreement = input.read("agreement", agreement)?;
            let entries = input.texts("entries", entries)?;
            let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.renew(relationship, agreement, &entries, command, now, random))
        })
    }
}

/// What: says yes to what waits for the person: a counter, of which the document is then made and signed first, or a document that the vendor signed, which is then signed second.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-negotiation`, `state-nothing-to-answer`; `decision-not-authorised` when what the vendor declared does not pass under the terms or the person's own ones; `agreement-*` when the time to accept is over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_accept(
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
            run(person, |person, random| person.accept(relationship, command, now, random))
        })
    }
}

/// What: says no to what waits for the person.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-negotiation`, `state-nothing-to-answer`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_refuse(
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
            run(person, |person, random| person.refuse(relationship, command, now, random))
        })
    }
}
