//! Whom one deals with: names, looked at twice, and where an identifier is looked up.

use super::handle::{give, show};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::value::NameWarning;
use vrm_core::did::Did;
use vrm_core::text::Name;

/// What: why a name deserves a second look, at most once each; none for most names.
/// Owns: `warnings` is the caller's: JSON, a list of `NameWarning`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `name-*`, `text-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_name_warnings(name: vrm_text, warnings: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(warnings, |input| {
            let name: Name = input.read("name", name)?;
            Ok(name.warnings().into_iter().map(NameWarning::from).collect::<Vec<_>>())
        })
    }
}

/// What: whether one name could be taken for the other, 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `name-*`, `text-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_name_resembles(name: vrm_text, other: vrm_text, resembles: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(resembles, |input| {
            let (name, other): (Name, Name) = (input.read("name", name)?, input.read("other", other)?);
            Ok(u32::from(name.resembles(&other)))
        })
    }
}

/// What: where the document of a `did:web` lies: what the host fetches for `vrm_person_introduce` and `vrm_person_introduce_offerer`.
/// Owns: `url` is the caller's.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `did-*`: another method, or a host that is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_did_web_url(did: vrm_text, url: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(url, |input| Ok(vrm_bytes::of(input.read::<Did>("did", did)?.web_url()?.into_bytes()))) }
}
