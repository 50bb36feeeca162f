//! What is between the two sides.

use super::{ask, vrm_view};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Agreed, Question, Relationship, Tombstone};
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::did::Did;
use vrm_core::keys::SignedId;

/// What: every relationship, by its id.
/// Owns: `relationships` is the caller's: JSON, a list of ids.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_relationships(view: vrm_view, relationships: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(relationships, |_| {
            ask(view, |view| Ok(view.relationships().map(|between| between.id()).collect::<Vec<StreamId>>()))
        })
    }
}

/// What: one relationship.
/// Owns: `relationship` is the caller's: JSON, a `Relationship`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_relationship(
    view: vrm_view,
    id: vrm_text,
    relationship: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(relationship, |input| {
            let id = input.read("id", id)?;
            ask(view, |view| Ok(Relationship::from(view.relationship(id)?)))
        })
    }
}

/// What: the relationship with a vendor, by the identifier under which it was added.
/// Owns: `relationship` is the caller's: JSON, a `Relationship`, or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_with_vendor(
    view: vrm_view,
    vendor: vrm_text,
    relationship: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(relationship, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            ask(view, |view| Ok(view.with_vendor(&vendor).map(Relationship::from)))
        })
    }
}

/// What: one agreement of a relationship.
/// Owns: `agreed` is the caller's: JSON, an `Agreed`, or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_agreement(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    agreed: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(agreed, |input| {
            let relationship = input.read("relationship", relationship)?;
            let id: AgreementId = input.read("id", id)?;
            ask(view, |view| Ok(view.relationship(relationship)?.agreement(&id).map(Agreed::from)))
        })
    }
}

/// What: one question of a vendor's.
/// Owns: `question` is the caller's: JSON, a `Question`, or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_question(
    view: vrm_view,
    relationship: vrm_text,
    id: vrm_text,
    question: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(question, |input| {
            let relationship = input.read("relationship", relationship)?;
            let id: SignedId = input.read("id", id)?;
            ask(view, |view| Ok(view.relationship(relationship)?.question(&id).map(Question::from)))
        })
    }
}

/// What: what is left of relationships that were erased.
/// Owns: `tombstones` is the caller's: JSON, a list of `Tombstone`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_tombstones(view: vrm_view, tombstones: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(tombstones, |_| ask(view, |view| Ok(view.tombstones().map(Tombstone::from).collect::<Vec<_>>()))) }
}
