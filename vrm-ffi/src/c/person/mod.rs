//! The person's life.

pub mod agree;
pub mod carry;
pub mod history;
pub mod leave;
pub mod meet;
pub mod own;
pub mod prove;
pub mod receive;
pub mod steer;

use super::handle::{Table, enter, give};
use super::host::{KEEPERS, ProgramRandom, RANDOMS, STORES, vrm_keeper, vrm_random, vrm_store};
use super::view::{VIEWS, vrm_view};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::{Failure, Gate};
use crate::value::Outcome;
use std::sync::Arc;
use vrm_core::history::Settings;
use vrm_core::person::Person;
use vrm_core::time::Instant;
use vrm_core::{Error, life};

/// The person's life with vendors.
pub type vrm_person = u64;

static PERSONS: Table<Gate<(Person, ProgramRandom)>> = Table::new(5);

/// Lends the life of a handle to a call.
pub(super) fn with<R>(
    person: vrm_person,
    call: impl FnOnce(&mut Person, &mut ProgramRandom) -> Result<R, Failure>,
) -> Result<R, Failure> {
    PERSONS.get(person)?.lend(|(person, random)| call(person, random))
}

/// The same, of a command.
pub(super) fn run(
    person: vrm_person,
    call: impl FnOnce(&mut Person, &mut ProgramRandom) -> Result<life::Outcome, Error>,
) -> Result<Outcome, Failure> {
    with(person, |person, random| Ok(Outcome::from(call(person, random)?)))
}

/// What: begins a life in a store.
/// Owns: `person` is the caller's, to be freed with `vrm_person_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; those of the store and the keeper.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_create(
    store: vrm_store,
    keeper: vrm_keeper,
    random: vrm_random,
    settings: vrm_text,
    now: i64,
    person: *mut vrm_person,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(person, |input| {
            let (store, keeper) = (Arc::clone(&*STORES.get(store)?), Arc::clone(&*KEEPERS.get(keeper)?));
            let mut random = ProgramRandom::clone(&*RANDOMS.get(random)?);
            let settings = Settings::parse(input.bytes("settings", settings)?)?;
            let life = Person::create(store, keeper, &settings, Instant::from_unix(now)?, &mut random)?;
            PERSONS.insert(Gate::new((life, random)))
        })
    }
}

/// What: opens a life that is in a store; everything is read, and checked against its chain.
/// Owns: `person` is the caller's, to be freed with `vrm_person_free`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `log-*`: no such life, a key that does not open it, bytes that are not what was written, an event of a newer version.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_open(
    store: vrm_store,
    keeper: vrm_keeper,
    random: vrm_random,
    id: vrm_text,
    person: *mut vrm_person,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(person, |input| {
            let (store, keeper) = (Arc::clone(&*STORES.get(store)?), Arc::clone(&*KEEPERS.get(keeper)?));
            let random = ProgramRandom::clone(&*RANDOMS.get(random)?);
            let life = Person::open(store, keeper, input.read("id", id)?)?;
            PERSONS.insert(Gate::new((life, random)))
        })
    }
}

/// What: takes a life out of its export into a store that has none of its id; everything is verified first.
/// Owns: `person` is the caller's, to be freed with `vrm_person_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handle`; `history-*` with the line or the position; `log-already-there`; the store's, the keeper's and the randomness's. Nothing is written unless the store does not know (`store-unknown`): then `open` tells.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_import(
    export: vrm_text,
    store: vrm_store,
    keeper: vrm_keeper,
    random: vrm_random,
    person: *mut vrm_person,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(person, |input| {
            let (store, keeper) = (Arc::clone(&*STORES.get(store)?), Arc::clone(&*KEEPERS.get(keeper)?));
            let mut random = ProgramRandom::clone(&*RANDOMS.get(random)?);
            let life = Person::import(input.bytes("export", export)?, store, keeper, &mut random)?;
            PERSONS.insert(Gate::new((life, random)))
        })
    }
}

/// What: frees a handle; the life stays in its store.
/// Owns: takes `person`.
/// Threads: any; a call of the handle that runs meanwhile goes on to its end.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_person_free(person: vrm_person) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| PERSONS.remove(person).map(drop)) }
}

/// What: the id under which the life lies in its store.
/// Owns: `id` is the caller's: a text.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_id(person: vrm_person, id: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(id, |_| with(person, |person, _| Ok(vrm_bytes::of(person.id().to_string().into_bytes())))) }
}

/// What: the life as it stands.
/// Owns: `view` is the caller's, to be freed with `vrm_view_free`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_view(person: vrm_person, view: *mut vrm_view) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(view, |_| VIEWS.insert(with(person, |person, _| Ok(person.view()))?)) }
}
