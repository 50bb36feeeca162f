//! What was announced.

use crate::border::Failure;
use crate::c::handle::show;
use crate::c::view::{ask, vrm_view};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Announced, Cast};

/// What: every cast of every intention, by its id.
/// Owns: `casts` is the caller's: JSON, a list of `Cast`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_casts(view: vrm_view, casts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(casts, |_| ask(view, |view| view.casts().map(TryInto::try_into).collect::<Result<Vec<Cast>, Failure>>()))
    }
}

/// What: the casts of one intention: one, or one for each vendor that it is for by name.
/// Owns: `casts` is the caller's: JSON, a list of `Cast`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-intention`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_intention(view: vrm_view, intention: vrm_text, casts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(casts, |input| {
            let id = input.read("intention", intention)?;
            ask(view, |view| {
                view.intention(id)?.into_iter().map(TryInto::try_into).collect::<Result<Vec<Cast>, Failure>>()
            })
        })
    }
}

/// What: at a desk, what the customer announced that it wants.
/// Owns: `announced` is the caller's: JSON, an `Announced` or null.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_announced(
    view: vrm_view,
    relationship: vrm_text,
    announced: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(announced, |input| {
            let id = input.read("relationship", relationship)?;
            ask(view, |view| view.relationship(id)?.announced().map(Announced::try_from).transpose())
        })
    }
}
