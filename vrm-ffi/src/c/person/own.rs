//! Own: settings, own terms, rosters, the clock.

use super::{run, vrm_person};
use crate::border::signing_key;
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use vrm_core::history::Settings;
use vrm_core::terms::Terms;

/// What: sets how the person deals with others, from now on.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_set_settings(
    person: vrm_person,
    settings: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let settings = Settings::parse(input.bytes("settings", settings)?)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.set_settings(&settings, command, now, random))
        })
    }
}

/// What: sets the person's own terms, or takes them away. They stay at home: offers, declarations and grants are held against them, for new agreements only.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `terms-wrong-origin` for a roster's text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_set_terms(
    person: vrm_person,
    terms: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let terms = input.optional_bytes("terms", terms)?.map(Terms::parse).transpose()?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.set_terms(terms.as_ref(), command, now, random))
        })
    }
}

/// What: takes another roster, signed by an authority whose key the host trusts for it. Its document is kept with the history; a newer one of the same name takes its place for new agreements.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_signed_roster_verify`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_load_roster(
    person: vrm_person,
    document: vrm_text,
    statement: vrm_text,
    authority: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let document = input.bytes("document", document)?;
            let statement = input.bytes("statement", statement)?;
            let authority = signing_key(&input.read("authority", authority)?)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.load_roster(document, statement, &authority, command, now, random))
        })
    }
}

/// What: the clock was set back and is right now. From then on time counts from here.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_accept_clock(
    person: vrm_person,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.accept_clock(command, now, random))
        })
    }
}
