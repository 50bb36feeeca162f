//! Keep and give data.

use crate::c::handle::show;
use crate::c::person::{run, vrm_person, with};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Disclosed, Item, NewItem};
use vrm_core::vault;

/// What: stores a piece of the person's data: `item` is the JSON of a `NewItem`. The outcome's `item` is its name.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-*` for a word that is no category and for a value that is none or too long.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_store_item(
    person: vrm_person,
    item: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let item: NewItem = input.record("item", item, NewItem::EXPECTED)?;
            let item = vault::NewItem::try_from(item)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.store_item(&item, command, now, random))
        })
    }
}

/// What: stores another value in place of the one that an item has: `new_item` is the JSON of a `NewItem`.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_store_item`; `vault-no-such-item`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_replace_item(
    person: vrm_person,
    item: vrm_text,
    new_item: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let item = input.read("item", item)?;
            let new: NewItem = input.record("new_item", new_item, NewItem::EXPECTED)?;
            let new = vault::NewItem::try_from(new)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.replace_item(item, &new, command, now, random))
        })
    }
}

/// What: keeps an item no longer: its value is gone, from this store.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-item`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_remove_item(
    person: vrm_person,
    item: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let item = input.read("item", item)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.remove_item(item, command, now, random))
        })
    }
}

/// What: an item with its value.
/// Owns: `item` is the caller's: JSON, an `Item`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-item`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_item(person: vrm_person, id: vrm_text, item: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(item, |input| {
            let id = input.read("id", id)?;
            with(person, |person, _| Item::try_from(person.item(id)?))
        })
    }
}

/// What: gives items to a vendor under a grant, all of them or nothing: `items` is a JSON array of ids. A grant that was given once is used by it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-grant`, `state-no-such-agreement`; `vault-*` for an item that is not there, not valid now or not of the grant, for a grant that is held back, and for a use that is not permitted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_give(
    person: vrm_person,
    relationship: vrm_text,
    grant: vrm_text,
    items: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, grant) = (input.read("relationship", relationship)?, input.read("grant", grant)?);
            let items = input.list("items", items)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.give(relationship, grant, &items, command, now, random))
        })
    }
}

/// What: the values of a disclosure, as they were given.
/// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure`, `vault-deleted`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_disclosed(
    person: vrm_person,
    relationship: vrm_text,
    disclosure: vrm_text,
    values: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(values, |input| {
            let relationship = input.read("relationship", relationship)?;
            let disclosure = input.read("disclosure", disclosure)?;
            let values = with(person, |person, _| Ok(person.disclosed(relationship, &disclosure)?))?;
            Ok(values.into_iter().map(Into::into).collect::<Vec<Disclosed>>())
        })
    }
}

/// What: keeps the values of a disclosure no longer on this side. The vendor keeps what it has.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_disclosed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_forget_data(
    person: vrm_person,
    relationship: vrm_text,
    disclosure: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let disclosure = input.read("disclosure", disclosure)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.forget_data(relationship, disclosure, command, now, random))
        })
    }
}

/// What: keeps some values of a disclosure no longer on this side: `places` is a JSON list of their places in it, from 0. The vendor keeps what it has.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_disclosed`: `vault-deleted` too where no place has a value that is kept.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_forget_values(
    person: vrm_person,
    relationship: vrm_text,
    disclosure: vrm_text,
    places: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, disclosure) =
                (input.read("relationship", relationship)?, input.read("disclosure", disclosure)?);
            let places: Vec<u32> = input.record("places", places, "a list of whole numbers from 0")?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.forget_values(relationship, disclosure, &places, command, now, random))
        })
    }
}
