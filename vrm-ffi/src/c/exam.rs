//! The exam of stores.

use super::handle::show;
use super::host::{STORES, vrm_store};
use super::{vrm_bytes, vrm_status};
use crate::border::BorderError;
use crate::value::NonConformity;
use std::ffi::c_void;
use std::sync::Arc;
use vrm_core::store::{Guard, Pair, Store, StoreError, Write, conformance};

/// What: whether a store keeps its promises, as far as one thread can see. What it cannot see is durability. `fresh` makes a store with nothing in it, another each time.
/// Owns: `found` is the caller's: JSON, null when it keeps them, or a `NonConformity`, the first; the stores are the library's.
/// Threads: any; `fresh` is called on this one.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_conformance(
    fresh: Option<unsafe extern "C" fn(context: *mut c_void, store: *mut vrm_store) -> vrm_status>,
    context: *mut c_void,
    found: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(found, |_| {
            let fresh = fresh.ok_or(BorderError::Null { argument: "fresh" })?;
            let store = || -> Arc<dyn Store> {
                let mut store = 0;
                // SAFETY: the program's function with its context, and a place for its answer.
                let status = fresh(context, &raw mut store);
                match STORES.remove(store) {
                    Ok(store) if status == 0 => Arc::clone(&*store),
                    _ => Arc::new(NoStore(status)),
                }
            };
            Ok(conformance(store).err().map(NonConformity::from))
        })
    }
}

/// In place of a store that the program could not make: the exam sees its status.
#[derive(Debug)]
struct NoStore(vrm_status);

impl NoStore {
    fn failed(&self) -> StoreError {
        StoreError::Unchanged { reason: format!("the program made no store, and said {}", self.0) }
    }
}

impl Store for NoStore {
    fn get(&self, _: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Err(self.failed())
    }

    fn scan(&self, _: &[u8], _: &[u8], _: u32) -> Result<Vec<Pair>, StoreError> {
        Err(self.failed())
    }

    fn commit(&self, _: Guard<'_>, _: &[Write<'_>]) -> Result<(), StoreError> {
        Err(self.failed())
    }
}
