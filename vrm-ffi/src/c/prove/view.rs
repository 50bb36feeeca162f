//! What was consented to, given and claimed.

use crate::border::Failure;
use crate::c::handle::show;
use crate::c::view::{ask, vrm_view};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Claimed, Consented, Given, Notified, Receipted};
use vrm_core::time::Instant;

/// What: every consent that was given, by its id and in no order of time.
/// Owns: `consents` is the caller's: JSON, a list of `Consented`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_consents(
    view: vrm_view,
    relationship: vrm_text,
    consents: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(consents, |input| {
            let relationship = input.read("relationship", relationship)?;
            ask(view, |view| {
                Ok(view.relationship(relationship)?.consents().map(Into::into).collect::<Vec<Consented>>())
            })
        })
    }
}

/// What: one consent, if it is there.
/// Owns: `consent` is the caller's: JSON, a `Consented` or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_consent(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    consent: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(consent, |input| {
            let (relationship, id) = (input.read("relationship", relationship)?, input.read("id", id)?);
            ask(view, |view| Ok(view.relationship(relationship)?.consent(&id).map(Consented::from)))
        })
    }
}

/// What: every receipt, by its id and in no order of time: those that were refused too.
/// Owns: `receipts` is the caller's: JSON, a list of `Receipted`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_receipts(
    view: vrm_view,
    relationship: vrm_text,
    receipts: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(receipts, |input| {
            let relationship = input.read("relationship", relationship)?;
            ask(view, |view| {
                Ok(view.relationship(relationship)?.receipts().map(Into::into).collect::<Vec<Receipted>>())
            })
        })
    }
}

/// What: one receipt, if it is there.
/// Owns: `receipt` is the caller's: JSON, a `Receipted` or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_receipt(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    receipt: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(receipt, |input| {
            let (relationship, id) = (input.read("relationship", relationship)?, input.read("id", id)?);
            ask(view, |view| Ok(view.relationship(relationship)?.receipt(&id).map(Receipted::from)))
        })
    }
}

/// What: what was given to the vendor, in no order of time.
/// Owns: `disclosures` is the caller's: JSON, a list of `Given`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_disclosures(
    view: vrm_view,
    relationship: vrm_text,
    disclosures: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(disclosures, |input| {
            let relationship = input.read("relationship", relationship)?;
            ask(view, |view| {
                let given = view.relationship(relationship)?.disclosures();
                Ok(given.map(|(id, given)| Given::of(id, given)).collect::<Vec<_>>())
            })
        })
    }
}

/// What: what was given in one message, if it is there.
/// Owns: `disclosure` is the caller's: JSON, a `Given` or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_disclosure(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    disclosure: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(disclosure, |input| {
            let (relationship, id) = (input.read("relationship", relationship)?, input.read("id", id)?);
            ask(view, |view| Ok(view.relationship(relationship)?.disclosure(&id).map(|given| Given::of(id, given))))
        })
    }
}

/// What: every claim of the person's rights, by its id, as it stands at a time.
/// Owns: `rights` is the caller's: JSON, a list of `Claimed`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_rights(
    view: vrm_view,
    relationship: vrm_text,
    now: i64,
    rights: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(rights, |input| {
            let (relationship, now) = (input.read("relationship", relationship)?, Instant::from_unix(now)?);
            ask(view, |view| {
                let rights = view.relationship(relationship)?.rights();
                rights.map(|(id, claimed)| Claimed::of(id, claimed, now)).collect::<Result<Vec<_>, Failure>>()
            })
        })
    }
}

/// What: one claim as it stands at a time, if it is there.
/// Owns: `right` is the caller's: JSON, a `Claimed` or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_right(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    now: i64,
    right: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(right, |input| {
            let (relationship, id) = (input.read("relationship", relationship)?, input.read("id", id)?);
            let now = Instant::from_unix(now)?;
            ask(view, |view| {
                let claimed = view.relationship(relationship)?.right(&id);
                claimed.map(|claimed| Claimed::of(id, claimed, now)).transpose()
            })
        })
    }
}

/// What: every incident that the vendor notified, by the id of its message.
/// Owns: `incidents` is the caller's: JSON, a list of `Notified`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_incidents(
    view: vrm_view,
    relationship: vrm_text,
    incidents: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(incidents, |input| {
            let relationship = input.read("relationship", relationship)?;
            ask(view, |view| {
                let incidents = view.relationship(relationship)?.incidents();
                Ok(incidents.map(|(id, notified)| Notified::of(id, notified)).collect::<Vec<_>>())
            })
        })
    }
}
