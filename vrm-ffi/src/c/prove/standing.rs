//! What is held, what falls due, and what follows from a history.

use crate::border::Failure;
use crate::c::handle::show;
use crate::c::view::{ask, vrm_view};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Agenda, Exposure, Givable, ItemFacts, RecordFacts};
use vrm_core::time::Instant;

/// What: the items of the person's data, by their ids and without their values.
/// Owns: `items` is the caller's: JSON, a list of `ItemFacts`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_items(view: vrm_view, items: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(items, |_| {
            ask(view, |view| view.items().map(TryInto::try_into).collect::<Result<Vec<ItemFacts>, Failure>>())
        })
    }
}

/// What: what is known of one item without its value.
/// Owns: `facts` is the caller's: JSON, `ItemFacts`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `vault-no-such-item`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_item_facts(view: vrm_view, id: vrm_text, facts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(facts, |input| {
            let id = input.read("id", id)?;
            ask(view, |view| ItemFacts::try_from(view.item_facts(id)?))
        })
    }
}

/// What: what `give` would give to a vendor now: each grant with each item that is of its data.
/// Owns: `givable` is the caller's: JSON, a list of `Givable`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`; `state-clock-went-back`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_givable(
    view: vrm_view,
    relationship: vrm_text,
    now: i64,
    givable: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(givable, |input| {
            let (relationship, now) = (input.read("relationship", relationship)?, Instant::from_unix(now)?);
            let givable = ask(view, |view| Ok(view.givable(relationship, now)?))?;
            Ok(givable.into_iter().map(|(grant, item)| Givable { grant, item }).collect::<Vec<_>>())
        })
    }
}

/// What: who holds what about the person, on what ground, until when.
/// Owns: `exposure` is the caller's: JSON, an `Exposure`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-clock-went-back`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_exposure(view: vrm_view, now: i64, exposure: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(exposure, |_| {
            let now = Instant::from_unix(now)?;
            ask(view, |view| Exposure::try_from(&view.exposure(now)?))
        })
    }
}

/// What: what falls due, and what is overdue.
/// Owns: `agenda` is the caller's: JSON, an `Agenda`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-clock-went-back`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_agenda(view: vrm_view, now: i64, agenda: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(agenda, |_| {
            let now = Instant::from_unix(now)?;
            ask(view, |view| Agenda::try_from(&view.agenda(now)?))
        })
    }
}

/// What: the records of consent that follow from this history for an agreement: one of what came with it, and one of each consent under it. A receipt is held against them.
/// Owns: `records` is the caller's: JSON, a list of `RecordFacts`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`, `state-no-such-agreement`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_records(
    view: vrm_view,
    relationship: vrm_text,
    agreement: vrm_text,
    records: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(records, |input| {
            let (relationship, agreement) =
                (input.read("relationship", relationship)?, input.read("agreement", agreement)?);
            let records = ask(view, |view| Ok(view.records(relationship, agreement)?))?;
            Ok(records.iter().map(Into::into).collect::<Vec<RecordFacts>>())
        })
    }
}
