//! What holds, and what it makes of a request.

use super::{ask, vrm_view};
use crate::c::handle::{give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Decision, Grant};
use vrm_core::decision::Request;
use vrm_core::did::Did;
use vrm_core::time::Instant;

/// What: how its owner deals with others; none where a desk's customers are concerned.
/// Owns: `settings` is the caller's: JSON, the `Settings` of `records.md`, or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_settings(view: vrm_view, settings: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(settings, |_| {
            ask(view, |view| {
                Ok(vrm_bytes::of(
                    view.settings().map_or_else(|| "null".to_owned(), |settings| settings.to_json()).into_bytes(),
                ))
            })
        })
    }
}

/// What: the person's own terms.
/// Owns: `own_terms` is the caller's: their machine form, JSON as in `forms.md`, or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_own_terms(view: vrm_view, own_terms: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(own_terms, |_| {
            ask(view, |view| {
                Ok(vrm_bytes::of(view.own_terms().map_or("null", |terms| terms.machine_form()).as_bytes().to_vec()))
            })
        })
    }
}

/// What: every block, by its id.
/// Owns: `blocks` is the caller's: JSON, a list of blocks as in `forms.md`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_blocks(view: vrm_view, blocks: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(blocks, |_| ask(view, |view| Ok(vrm_bytes::of(listed(view.blocks().map(|block| block.to_json())))))) }
}

/// What: every grant to a vendor, those that ended too.
/// Owns: `grants` is the caller's: JSON, a list of `Grant`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_grants(view: vrm_view, relationship: vrm_text, grants: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(grants, |input| {
            let relationship = input.read("relationship", relationship)?;
            ask(view, |view| Ok(view.grants(relationship)?.map(Grant::from).collect::<Vec<_>>()))
        })
    }
}

/// What: one grant.
/// Owns: `grant` is the caller's: JSON, a `Grant`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`, `state-no-such-grant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_grant(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    grant: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(grant, |input| {
            let relationship = input.read("relationship", relationship)?;
            let id = input.read("id", id)?;
            ask(view, |view| Ok(Grant::from(view.grant(relationship, id)?)))
        })
    }
}

/// What: may this vendor do it now? The answer with every grant and block that made it. A vendor that was never added may do nothing.
/// Owns: `decision` is the caller's: JSON, a `Decision`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `state-clock-went-back` when `now` is a day or more before the last event.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_decide(
    view: vrm_view,
    vendor: vrm_text,
    request: vrm_text,
    now: i64,
    decision: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(decision, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let now = Instant::from_unix(now)?;
            ask(view, |view| Ok(Decision::from(&view.decide(&vendor, &request, now)?)))
        })
    }
}

/// Documents, each in its own JSON, as one list.
pub(crate) fn listed(documents: impl Iterator<Item = String>) -> Vec<u8> {
    format!("[{}]", documents.collect::<Vec<_>>().join(",")).into_bytes()
}
