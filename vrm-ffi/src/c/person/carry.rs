//! Take everything elsewhere.

use super::{vrm_person, with};
use crate::c::handle::give;
use crate::c::{vrm_bytes, vrm_status};

/// What: the whole life as JSON Lines, to be imported elsewhere: every event with its salt, the documents, the secrets of every key, the letters, what was taken. What was erased is not in it. `danger`: whoever has the export can speak as the person in every relationship.
/// Owns: `export` is the caller's: JSON Lines, to be wiped before it is freed.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; `store-conflict` when another handle wrote since: read that first. `history-too-large` past 1,048,576 lines. The store's, and bytes that are not what was written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_danger_export(person: vrm_person, export: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(export, |_| {
            with(person, |person, _| Ok(vrm_bytes::of(person.danger_export()?.danger_expose().as_bytes().to_vec())))
        })
    }
}
