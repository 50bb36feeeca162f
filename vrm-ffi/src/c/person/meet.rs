//! Meet: vendors, and the keys by which they are known.

use super::{run, vrm_person};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::About;
use vrm_core::did::Did;

/// What: adds a vendor: a relationship begins, under a new id. Nobody is told.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-already-known`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_add_vendor(
    person: vrm_person,
    vendor: vrm_text,
    about: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let about: vrm_core::history::About = input.record::<About>("about", about, About::EXPECTED)?.into();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.add_vendor(&vendor, &about, command, now, random))
        })
    }
}

/// What: sets anew what is known of a vendor, and what blocks select it by.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_describe_vendor(
    person: vrm_person,
    relationship: vrm_text,
    about: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let about: vrm_core::history::About = input.record::<About>("about", about, About::EXPECTED)?.into();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.describe_vendor(relationship, &about, command, now, random))
        })
    }
}

/// What: pins the keys that a vendor's identifier stands for. A `did:key` or `did:jwk` holds its own; of any other the host hands in the document that it fetched from where the method says.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `did-*` for a document that is not the vendor's or gives no key, or when one is needed and none was handed in; `message-*` for a weak key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_introduce(
    person: vrm_person,
    relationship: vrm_text,
    document: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let document = input.optional_bytes("document", document)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.introduce(relationship, document, command, now, random))
        })
    }
}

/// What: says yes to keys that a vendor publishes and the old ones did not vouch for, once the person has found out that they are the vendor's.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-key-change` when no keys with that signing key wait.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_accept_keys(
    person: vrm_person,
    relationship: vrm_text,
    sign: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let sign = input.read("sign", sign)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.accept_keys(relationship, sign, command, now, random))
        })
    }
}
