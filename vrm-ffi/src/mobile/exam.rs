//! The exam of stores.

use super::VrmError;
use super::host::{HostStore, Store, StoreFailure};
use crate::border::barred;
use crate::value::NonConformity;
use std::fmt;
use std::sync::Arc;
use vrm_core::store;

/// Where the exam gets its stores from.
#[uniffi::export(foreign)]
pub trait FreshStores: Send + Sync + fmt::Debug {
    /// A store with nothing in it, another each time.
    fn fresh(&self) -> Result<Arc<dyn Store>, StoreFailure>;
}

/// Whether a store keeps its promises, as far as one thread can see: none when it does, or the first that is broken. What it
/// cannot see is durability.
#[uniffi::export]
pub fn conformance(fresh: Arc<dyn FreshStores>) -> Result<Option<NonConformity>, VrmError> {
    let store = || -> Arc<dyn store::Store> {
        match fresh.fresh() {
            Ok(store) => Arc::new(HostStore(store)),
            Err(failure) => Arc::new(NoStore(failure)),
        }
    };
    Ok(barred(|| Ok(store::conformance(store).err().map(NonConformity::from)))?)
}

/// In place of a store that the app could not make: the exam sees why.
#[derive(Debug)]
struct NoStore(StoreFailure);

impl store::Store for NoStore {
    fn get(&self, _: &[u8]) -> Result<Option<Vec<u8>>, store::StoreError> {
        Err(self.0.clone().into())
    }

    fn scan(&self, _: &[u8], _: &[u8], _: u32) -> Result<Vec<store::Pair>, store::StoreError> {
        Err(self.0.clone().into())
    }

    fn commit(&self, _: store::Guard<'_>, _: &[store::Write<'_>]) -> Result<(), store::StoreError> {
        Err(self.0.clone().into())
    }
}
