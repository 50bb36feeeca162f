//! The vendor's desk.

pub mod agree;
pub mod customer;
pub mod history;
pub mod obey;
pub mod receive;
pub mod setup;

use super::handle::{Table, enter, give};
use super::host::{KEEPERS, ProgramRandom, RANDOMS, STORES, vrm_keeper, vrm_random, vrm_store};
use super::view::{VIEWS, vrm_view};
use super::{vrm_status, vrm_text};
use crate::border::{Failure, Gate};
use crate::value::Outcome;
use std::sync::Arc;
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::history::Settings;
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::{Error, life};

/// A vendor's desk.
pub type vrm_desk = u64;

static DESKS: Table<Gate<(Desk, ProgramRandom)>> = Table::new(6);

/// Lends the desk of a handle to a call.
pub(super) fn with<R>(
    desk: vrm_desk,
    call: impl FnOnce(&mut Desk, &mut ProgramRandom) -> Result<R, Failure>,
) -> Result<R, Failure> {
    DESKS.get(desk)?.lend(|(desk, random)| call(desk, random))
}

/// The same, of a command.
pub(super) fn run(
    desk: vrm_desk,
    call: impl FnOnce(&mut Desk, &mut ProgramRandom) -> Result<life::Outcome, Error>,
) -> Result<Outcome, Failure> {
    with(desk, |desk, random| Ok(Outcome::from(call(desk, random)?)))
}

/// What: begins a desk in a store, which has no other. With a `did` of none it is called by the `did:key` of its signing key.
/// Owns: `desk` is the caller's, to be freed with `vrm_desk_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `log-already-there`; `state-no-declaration` for settings that accept anything yet; the store's, the keeper's and the randomness's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_create(
    store: vrm_store,
    keeper: vrm_keeper,
    random: vrm_random,
    did: vrm_text,
    name: vrm_text,
    settings: vrm_text,
    now: i64,
    desk: *mut vrm_desk,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(desk, |input| {
            let (store, keeper) = (Arc::clone(&*STORES.get(store)?), Arc::clone(&*KEEPERS.get(keeper)?));
            let mut random = ProgramRandom::clone(&*RANDOMS.get(random)?);
            let (did, name): (Option<Did>, Name) = (input.optional("did", did)?, input.read("name", name)?);
            let settings = Settings::parse(input.bytes("settings", settings)?)?;
            let now = Instant::from_unix(now)?;
            let desk = Desk::create(store, keeper, did.as_ref(), &name, &settings, now, &mut random)?;
            DESKS.insert(Gate::new((desk, random)))
        })
    }
}

/// What: opens the desk that is in a store.
/// Owns: `desk` is the caller's, to be freed with `vrm_desk_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handle`; as `vrm_person_open`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_open(
    store: vrm_store,
    keeper: vrm_keeper,
    random: vrm_random,
    desk: *mut vrm_desk,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(desk, |_| {
            let (store, keeper) = (Arc::clone(&*STORES.get(store)?), Arc::clone(&*KEEPERS.get(keeper)?));
            let random = ProgramRandom::clone(&*RANDOMS.get(random)?);
            DESKS.insert(Gate::new((Desk::open(store, keeper)?, random)))
        })
    }
}

/// What: frees a handle; the desk stays in its store.
/// Owns: takes `desk`.
/// Threads: any; a call of the handle that runs meanwhile goes on to its end.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_desk_free(desk: vrm_desk) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| DESKS.remove(desk).map(drop)) }
}

/// What: the desk's own life as it stands.
/// Owns: `view` is the caller's, to be freed with `vrm_view_free`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_view(desk: vrm_desk, view: *mut vrm_view) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(view, |_| VIEWS.insert(with(desk, |desk, _| Ok(desk.view()))?)) }
}

/// What: what the desk has with a customer, as it stands.
/// Owns: `view` is the caller's, to be freed with `vrm_view_free`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-log`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_customer(desk: vrm_desk, customer: vrm_text, view: *mut vrm_view) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(view, |input| {
            let customer = input.read("customer", customer)?;
            VIEWS.insert(with(desk, |desk, _| Ok(desk.customer(customer)?))?)
        })
    }
}
