//! Set up: name, declarations, which agreements, keys.

use super::{run, vrm_desk, with};
use crate::border::signing_key;
use crate::c::handle::{give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::PartyKeys;
use vrm_core::history::Settings;
use vrm_core::terms::Declaration;

/// What: sets what the desk processes under an entry that it accepts. It must pass under the entry's terms.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-not-authorised`, of which `vrm_declaration_fits` tells every conflict; `roster-*` for an entry that no known roster has.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_declare(
    desk: vrm_desk,
    entry: vrm_text,
    declaration: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let entry = input.text("entry", entry)?;
            let declaration = Declaration::parse(input.bytes("declaration", declaration)?)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.declare(entry, &declaration, command, now, random))
        })
    }
}

/// What: sets which agreements the desk accepts, from whom, and who says yes. Each that it accepts has a declaration.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-declaration`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_set_settings(
    desk: vrm_desk,
    settings: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let settings = Settings::parse(input.bytes("settings", settings)?)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.set_settings(&settings, command, now, random))
        })
    }
}

/// What: signs the desk's public page: its name, its keys, and the roster agreements that it accepts (IEEE 7012 wants them published). `profile` gives it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `form-*` when it accepts none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_publish(
    desk: vrm_desk,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.publish(command, now, random))
        })
    }
}

/// What: the page that was published last: for anyone, at a place of the host's choosing.
/// Owns: `page` is the caller's: the signed text, empty where none was published.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_profile(desk: vrm_desk, page: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(page, |_| {
            with(desk, |desk, _| {
                Ok(vrm_bytes::of(desk.profile().map(|page| page.as_bytes().to_vec()).unwrap_or_default()))
            })
        })
    }
}

/// What: the keys in use, as a `did:web`'s document must name them.
/// Owns: `keys` is the caller's: JSON, a `PartyKeys`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_keys(desk: vrm_desk, keys: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(keys, |_| with(desk, |desk, _| Ok(PartyKeys::from(desk.keys()?)))) }
}

/// What: takes another roster, signed by an authority whose key the host trusts for it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_signed_roster_verify`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_load_roster(
    desk: vrm_desk,
    document: vrm_text,
    statement: vrm_text,
    authority: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let document = input.bytes("document", document)?;
            let statement = input.bytes("statement", statement)?;
            let authority = signing_key(&input.read("authority", authority)?)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.load_roster(document, statement, &authority, command, now, random))
        })
    }
}

/// What: new keys. Each customer is told with the old ones when the desk next has to do with it, or by `announce_keys`; a new page is published apart. The old keys still open for 90 days.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's and the randomness's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_rotate_keys(
    desk: vrm_desk,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.rotate_keys(command, now, random))
        })
    }
}

/// What: the clock was set back and is right now, for the desk's own history (32 zeros) or for a customer's.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_accept_clock(
    desk: vrm_desk,
    history: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let history = input.read("history", history)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.accept_clock(history, command, now, random))
        })
    }
}

/// What: what the desk is called: a `did:key` changes with its keys.
/// Owns: `did` is the caller's: a text.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_did(desk: vrm_desk, did: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(did, |_| with(desk, |desk, _| Ok(vrm_bytes::of(desk.did()?.to_string().into_bytes())))) }
}

/// What: its name.
/// Owns: `name` is the caller's: a text.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_name(desk: vrm_desk, name: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(name, |_| with(desk, |desk, _| Ok(vrm_bytes::of(desk.name()?.to_string().into_bytes())))) }
}

/// What: the document of a `did:web` with the keys in use, as the desk's web host has to serve it (DID Core 1.0).
/// Owns: `document` is the caller's: a text.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_did_document(desk: vrm_desk, document: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(document, |_| with(desk, |desk, _| Ok(vrm_bytes::of(desk.did_document()?.into_bytes())))) }
}
