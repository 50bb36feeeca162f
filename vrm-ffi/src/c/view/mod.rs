//! A life as it stood.

pub mod relationship;
pub mod steer;

use super::handle::{Table, enter, show};
use super::{vrm_bytes, vrm_status};
use crate::border::Failure;
use crate::value::Head;
use std::sync::Arc;
use vrm_core::view::View;

/// A life as it stood after one of its events. It never changes.
pub type vrm_view = u64;

pub(super) static VIEWS: Table<Arc<View>> = Table::new(7);

/// Asks a view something.
pub(super) fn ask<R>(view: vrm_view, question: impl FnOnce(&View) -> Result<R, Failure>) -> Result<R, Failure> {
    question(&*VIEWS.get(view)?)
}

/// What: frees a view.
/// Owns: takes `view`.
/// Threads: any; a call of it that runs meanwhile goes on to its end.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_view_free(view: vrm_view) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| VIEWS.remove(view).map(drop)) }
}

/// What: where the history stands.
/// Owns: `head` is the caller's: JSON, a `Head`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_view_head(view: vrm_view, head: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(head, |_| ask(view, |view| Ok(Head::from(view.head())))) }
}
