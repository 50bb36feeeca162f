//! Prove what was agreed and said.

use super::{vrm_person, with};
use crate::c::handle::give;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use vrm_core::decision::AgreementId;

/// What: what the person can show to a third about one agreement: both signatures, the texts of the terms, every rotation and every message of either side under the agreement's keys and those that followed them, and the commitments of the person's stream, which show nothing of its events. What was said under earlier keys belongs to an earlier agreement.
/// Owns: `bundle` is the caller's: a file, for `vrm_bundle_verify`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-relationship`, `state-no-such-agreement`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_bundle(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    bundle: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(bundle, |input| {
            let relationship = input.read("relationship", relationship)?;
            let agreement: AgreementId = input.read("agreement", agreement)?;
            with(person, |person, _| {
                Ok(vrm_bytes::of(person.bundle(relationship, &agreement)?.to_json()?.into_bytes()))
            })
        })
    }
}
