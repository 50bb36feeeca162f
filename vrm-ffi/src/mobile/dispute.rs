//! Bundles for a dispute: what one side shows to a third, checked with public keys alone.

use super::VrmError;
use crate::border::{BorderError, Failure, barred};
use crate::value::{Findings, OpenedEvent, Role};
use vrm_core::agreement::{Agreement, HalfAgreement};
use vrm_core::chain::{Commitment, StreamId};
use vrm_core::dispute::Bundle;
use vrm_core::terms::Roster;
use vrm_core::time::Instant;

/// A bundle with something more in it.
fn with(bundle: &[u8], add: impl FnOnce(Bundle) -> Result<Bundle, Failure>) -> Result<Vec<u8>, VrmError> {
    Ok(barred(|| Ok(add(Bundle::parse(bundle)?)?.to_json()?.into_bytes()))?)
}

fn text<'a>(argument: &'static str, bytes: &'a [u8]) -> Result<&'a str, Failure> {
    std::str::from_utf8(bytes).map_err(|_| BorderError::NotUtf8 { argument }.into())
}

/// A bundle about an agreement, of the two signed texts that an `Agreement` holds.
///
/// # Errors
/// `agreement-*` for signatures that are not good, or not over one document.
#[uniffi::export]
pub fn bundle_of(person: Vec<u8>, vendor: Vec<u8>, now: Instant) -> Result<Vec<u8>, VrmError> {
    Ok(barred(|| {
        let (person, vendor) = (HalfAgreement::parse(&person, now)?, HalfAgreement::parse(&vendor, now)?);
        Ok(Bundle::of(&Agreement::of(&person, &vendor)?).to_json()?.into_bytes())
    })?)
}

/// A bundle about a document that one side signed.
///
/// # Errors
/// `agreement-*` for a signature that is not good.
#[uniffi::export]
pub fn bundle_of_half(half: Vec<u8>, now: Instant) -> Result<Vec<u8>, VrmError> {
    Ok(barred(|| Ok(Bundle::of_half(&HalfAgreement::parse(&half, now)?).to_json()?.into_bytes()))?)
}

/// A bundle with the texts of the entry that was agreed: of the built-in roster, or of another's document.
///
/// # Errors
/// `roster-no-entry`; what is wrong with the bundle or the roster.
#[uniffi::export(default(roster = None))]
pub fn bundle_with_texts(bundle: Vec<u8>, entry: String, roster: Option<Vec<u8>>) -> Result<Vec<u8>, VrmError> {
    with(&bundle, |bundle| match roster {
        None => Ok(bundle.with_texts(Roster::builtin().entry(&entry)?)),
        Some(document) => Ok(bundle.with_texts(Roster::load(&document)?.entry(&entry)?)),
    })
}

/// A bundle with a rotation of keys, as it was received or sent; in the order in which they took effect.
///
/// # Errors
/// What is wrong with the bundle's form.
#[uniffi::export]
pub fn bundle_with_rotation(bundle: Vec<u8>, signed: Vec<u8>) -> Result<Vec<u8>, VrmError> {
    with(&bundle, |bundle| Ok(bundle.with_rotation(text("signed", &signed)?)))
}

/// A bundle with a message, as it was received or sent.
///
/// # Errors
/// What is wrong with the bundle's form.
#[uniffi::export]
pub fn bundle_with_message(bundle: Vec<u8>, signed: Vec<u8>) -> Result<Vec<u8>, VrmError> {
    with(&bundle, |bundle| Ok(bundle.with_message(text("signed", &signed)?)))
}

/// A bundle with the commitments of one side's stream, from its first event; they show nothing of the events.
///
/// # Errors
/// What is wrong with the bundle's form.
#[uniffi::export]
pub fn bundle_with_stream(
    bundle: Vec<u8>,
    of: Role,
    id: StreamId,
    commitments: Vec<Commitment>,
) -> Result<Vec<u8>, VrmError> {
    with(&bundle, |bundle| Ok(bundle.with_stream(of.into(), *id.as_bytes(), commitments)))
}

/// A bundle with one event, opened.
///
/// # Errors
/// What is wrong with the bundle's form, or the event's.
#[uniffi::export]
pub fn bundle_with_event(bundle: Vec<u8>, event: OpenedEvent) -> Result<Vec<u8>, VrmError> {
    with(&bundle, |bundle| Ok(bundle.with_event(event.core()?)))
}

/// What a bundle proves, by public keys alone: every statement in it with who has signed it.
///
/// # Errors
/// What is wrong with the file's form; a statement that nobody signed is no error.
#[uniffi::export]
pub fn bundle_verify(bundle: Vec<u8>, now: Instant) -> Result<Findings, VrmError> {
    Ok(barred(|| Bundle::parse(&bundle)?.verify(now).try_into())?)
}
