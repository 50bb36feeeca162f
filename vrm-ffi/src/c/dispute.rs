//! Bundles for a dispute: what one side shows to a third, checked with public keys alone.

use super::handle::{give, show};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::{BorderError, Failure};
use crate::value::Findings;
use vrm_core::agreement::{Agreement, HalfAgreement};
use vrm_core::chain::StreamId;
use vrm_core::dispute::{Bundle, OpenedEvent};
use vrm_core::terms::Roster;
use vrm_core::time::Instant;

/// What: a bundle about an agreement, of the two signed texts that an `Agreement` holds.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `agreement-*` for signatures that are not good, or not over one document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_of(
    person: vrm_text,
    vendor: vrm_text,
    now: i64,
    file: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let now = Instant::from_unix(now)?;
            let person = HalfAgreement::parse(input.bytes("person", person)?, now)?;
            let vendor = HalfAgreement::parse(input.bytes("vendor", vendor)?, now)?;
            written(&Bundle::of(&Agreement::of(&person, &vendor)?))
        })
    }
}

/// What: a bundle about a document that one side signed.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `agreement-*` for a signature that is not good.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_of_half(half: vrm_text, now: i64, file: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let now = Instant::from_unix(now)?;
            let half = HalfAgreement::parse(input.bytes("half", half)?, now)?;
            written(&Bundle::of_half(&half))
        })
    }
}

/// What: a bundle with the texts of the entry that was agreed: of the built-in roster with a `roster` of none, or of that document.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `border-not-utf8`; `roster-no-entry`; what is wrong with the bundle or the roster.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_with_texts(
    bundle: vrm_text,
    entry: vrm_text,
    roster: vrm_text,
    file: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let bundle = Bundle::parse(input.bytes("bundle", bundle)?)?;
            let entry = input.text("entry", entry)?;
            match input.optional_bytes("roster", roster)? {
                None => written(&bundle.with_texts(Roster::builtin().entry(entry)?)),
                Some(document) => written(&bundle.with_texts(Roster::load(document)?.entry(entry)?)),
            }
        })
    }
}

/// What: a bundle with a rotation of keys, as it was received or sent; in the order in which they took effect.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `border-not-utf8`; what is wrong with the bundle's form.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_with_rotation(
    bundle: vrm_text,
    signed: vrm_text,
    file: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let bundle = Bundle::parse(input.bytes("bundle", bundle)?)?;
            written(&bundle.with_rotation(input.text("signed", signed)?))
        })
    }
}

/// What: a bundle with a message, as it was received or sent.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `border-not-utf8`; what is wrong with the bundle's form.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_with_message(
    bundle: vrm_text,
    signed: vrm_text,
    file: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let bundle = Bundle::parse(input.bytes("bundle", bundle)?)?;
            written(&bundle.with_message(input.text("signed", signed)?))
        })
    }
}

/// What: a bundle with the commitments of one side's stream (`person` or `vendor`), from its first event; they show nothing of the events.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `border-not-utf8`, `border-value`; what is wrong with the bundle's form.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_with_stream(
    bundle: vrm_text,
    of: vrm_text,
    id: vrm_text,
    commitments: vrm_text,
    file: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let bundle = Bundle::parse(input.bytes("bundle", bundle)?)?;
            let of = input.read("of", of)?;
            let id: StreamId = input.read("id", id)?;
            let commitments = input.list("commitments", commitments)?;
            written(&bundle.with_stream(of, *id.as_bytes(), commitments))
        })
    }
}

/// What: a bundle with one event, opened: whose stream it is in (`person` or `vendor`), its position there, the salt of its commitment (32 bytes) and its text.
/// Owns: `file` is the caller's: the bundle, a file.
/// Threads: any.
/// Errors: `border-null`; `border-not-utf8`, `border-value`; what is wrong with the bundle's form, or the event's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_with_event(
    bundle: vrm_text,
    of: vrm_text,
    n: u64,
    salt: vrm_text,
    event: vrm_text,
    file: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(file, |input| {
            let bundle = Bundle::parse(input.bytes("bundle", bundle)?)?;
            let of = input.read("of", of)?;
            let event = input.text("event", event)?.to_owned();
            let wrong = |_| BorderError::Value { argument: "salt", expected: "32 bytes" };
            let salt = input.bytes("salt", salt)?.try_into().map_err(wrong)?;
            written(&bundle.with_event(OpenedEvent { of, n, salt, event }))
        })
    }
}

/// What: what a bundle proves, by public keys alone: every statement in it with who has signed it.
/// Owns: `findings` is the caller's: JSON, `Findings`.
/// Threads: any.
/// Errors: `border-null`; what is wrong with the file's form. A statement that nobody signed is no error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bundle_verify(bundle: vrm_text, now: i64, findings: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(findings, |input| {
            let now = Instant::from_unix(now)?;
            Findings::try_from(Bundle::parse(input.bytes("bundle", bundle)?)?.verify(now))
        })
    }
}

/// The file of a bundle.
fn written(bundle: &Bundle) -> Result<vrm_bytes, Failure> {
    Ok(vrm_bytes::of(bundle.to_json()?.into_bytes()))
}
