//! What the desk's histories are asked.

use super::{vrm_desk, with};
use crate::c::handle::{enter, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Entry, Head, Settled};

/// What: finds out what became of a commit to a customer's history, or to the desk's own (32 zeros), that the store would not answer for; whatever else is done with that history does so first.
/// Owns: `settled` is the caller's: JSON, a `Settled`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-log`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_settle(desk: vrm_desk, history: vrm_text, settled: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(settled, |input| {
            let history = input.read("history", history)?;
            with(desk, |desk, _| Ok(Settled::from(desk.settle(history)?)))
        })
    }
}

/// What: where a customer's history stands, or the desk's own.
/// Owns: `head` is the caller's: JSON, a `Head`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_settle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_head(desk: vrm_desk, history: vrm_text, head: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(head, |input| {
            let history = input.read("history", history)?;
            with(desk, |desk, _| Ok(Head::from(desk.head(history)?)))
        })
    }
}

/// What: the events of a customer's history, or of the desk's own, after a position, as `vrm_person_events_since`.
/// Owns: `entries` is the caller's: JSON, a list of `Entry`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_settle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_events_since(
    desk: vrm_desk,
    history: vrm_text,
    position: u64,
    limit: u32,
    entries: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(entries, |input| {
            let history = input.read("history", history)?;
            with(desk, |desk, _| {
                Ok(desk.events_since(history, position, limit)?.into_iter().map(Entry::from).collect::<Vec<_>>())
            })
        })
    }
}

/// What: reads what another handle on the same store wrote since.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and bytes that are not what was written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_refresh(desk: vrm_desk) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { enter(|_| with(desk, |desk, _| Ok(desk.refresh()?))) }
}
