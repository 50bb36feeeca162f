//! What an app brings: a store, a keeper of keys, a source of randomness.

use std::fmt;
use std::sync::Arc;
use vrm_core::keys::{self, KeeperError, RandomnessFailed};
use vrm_core::store::{self, StoreError};

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StoredPair {
    /// The key.
    pub key: Vec<u8>,
    /// Its value.
    pub value: Vec<u8>,
}

/// What a commit is made on.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StoreGuard {
    /// The key that is looked at.
    pub key: Vec<u8>,
    /// What it must hold; none when it must not be there.
    pub expect: Option<Vec<u8>>,
}

/// One write of a commit.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum StoreWrite {
    /// The key has this value from now on.
    Put {
        /// The key.
        key: Vec<u8>,
        /// Its value.
        value: Vec<u8>,
    },
    /// The key has no value from now on. It may have had none before.
    Delete {
        /// The key.
        key: Vec<u8>,
    },
}

/// Why a store did not do as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum StoreFailure {
    /// The guard's key holds something else; nothing was written.
    #[error("the guard's key holds something else")]
    Conflict,
    /// It failed, and nothing was written.
    #[error("{reason}")]
    Unchanged {
        /// Why, in the host's words.
        reason: String,
    },
    /// It failed, and cannot tell whether anything was written. So is whatever else a store throws.
    #[error("{reason}")]
    Unknown {
        /// Why, in the host's words.
        reason: String,
    },
}

/// Where lives are kept: an ordered map of bytes to bytes, changed all or nothing. Keys are ordered as unsigned bytes, and
/// a key comes before those it begins. A store does its work on the thread that calls it, or on one of its own; it calls
/// no handle that is calling it. It fails with a `StoreFailure`: `Conflict`, `Unchanged` or `Unknown`, and whatever else it
/// throws is `Unknown`. `conformance` tries one out. More: `stores.md` in the documentation of `vrm-core`.
#[uniffi::export(foreign)]
pub trait Store: Send + Sync + fmt::Debug {
    /// The value of a key, if it has one.
    fn get(&self, key: Vec<u8>) -> Result<Option<Vec<u8>>, StoreFailure>;

    /// Keys in `[from, to)` with their values, ascending, at most `limit`, the first ones; none where `from` is not before
    /// `to`.
    fn scan(&self, from: Vec<u8>, to: Vec<u8>, limit: u32) -> Result<Vec<StoredPair>, StoreFailure>;

    /// All writes or none, in their order, durable when it returns, only if the guard's key holds what it expects now.
    fn commit(&self, guard: StoreGuard, writes: Vec<StoreWrite>) -> Result<(), StoreFailure>;
}

/// Why a key was not wrapped or unwrapped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeeperFailure {
    /// The key store is locked, or its key is missing, or another than the one that wrapped.
    #[error("locked")]
    Locked,
    /// It failed. So does one that throws anything else.
    #[error("{reason}")]
    Failed {
        /// Why, in the host's words; no secret belongs here.
        reason: String,
    },
}

/// The device's key store: it wraps the one key under which a life is kept. It calls no handle that is calling it, and fails
/// with a `KeeperFailure`.
#[uniffi::export(foreign)]
pub trait KeyKeeper: Send + Sync + fmt::Debug {
    /// The key of 32 bytes in a form that may lie beside what it opens.
    fn wrap(&self, key: Vec<u8>) -> Result<Vec<u8>, KeeperFailure>;

    /// The 32 bytes that were wrapped.
    fn unwrap(&self, wrapped: Vec<u8>) -> Result<Vec<u8>, KeeperFailure>;
}

/// Why a source gave no randomness.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum RandomnessFailure {
    /// It failed. So does one that throws anything else.
    #[error("{reason}")]
    Failed {
        /// Why, in the host's words.
        reason: String,
    },
}

/// The device's source of randomness, unpredictable: keys come from it. It fails with a `RandomnessFailure`.
#[uniffi::export(foreign)]
pub trait Randomness: Send + Sync + fmt::Debug {
    /// So many bytes.
    fn bytes(&self, count: u32) -> Result<Vec<u8>, RandomnessFailure>;
}

impl From<uniffi::UnexpectedUniFFICallbackError> for StoreFailure {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unknown { reason: error.reason }
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeeperFailure {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for RandomnessFailure {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

impl From<StoreFailure> for StoreError {
    fn from(failure: StoreFailure) -> Self {
        match failure {
            StoreFailure::Conflict => Self::Conflict,
            StoreFailure::Unchanged { reason } => Self::Unchanged { reason },
            StoreFailure::Unknown { reason } => Self::Unknown { reason },
        }
    }
}

/// The app's store, as the library sees it.
#[derive(Debug)]
pub(crate) struct HostStore(pub(crate) Arc<dyn Store>);

impl store::Store for HostStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.get(key.to_vec())?)
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<store::Pair>, StoreError> {
        let pairs = self.0.scan(from.to_vec(), to.to_vec(), limit)?;
        Ok(pairs.into_iter().map(|pair| (pair.key, pair.value)).collect())
    }

    fn commit(&self, guard: store::Guard<'_>, writes: &[store::Write<'_>]) -> Result<(), StoreError> {
        let guard = StoreGuard { key: guard.key.to_vec(), expect: guard.expect.map(<[u8]>::to_vec) };
        let written = |write: &store::Write<'_>| match write {
            store::Write::Put { key, value } => StoreWrite::Put { key: key.to_vec(), value: value.to_vec() },
            store::Write::Delete { key } => StoreWrite::Delete { key: key.to_vec() },
        };
        Ok(self.0.commit(guard, writes.iter().map(written).collect())?)
    }
}

/// The app's key store, as the library sees it.
#[derive(Debug)]
pub(crate) struct HostKeeper(pub(crate) Arc<dyn KeyKeeper>);

impl From<KeeperFailure> for KeeperError {
    fn from(failure: KeeperFailure) -> Self {
        match failure {
            KeeperFailure::Locked => Self::Locked,
            KeeperFailure::Failed { reason } => Self::Failed { reason },
        }
    }
}

impl keys::KeyKeeper for HostKeeper {
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        Ok(self.0.wrap(key.to_vec())?)
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        Ok(self.0.unwrap(wrapped.to_vec())?)
    }
}

/// The app's randomness, as the library sees it.
#[derive(Debug)]
pub(crate) struct HostRandomness(pub(crate) Arc<dyn Randomness>);

impl keys::Randomness for HostRandomness {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        let count = u32::try_from(bytes.len()).map_err(|_| RandomnessFailed)?;
        let given = self.0.bytes(count).map_err(|_| RandomnessFailed)?;
        match given.len() == bytes.len() {
            true => bytes.copy_from_slice(&given),
            false => return Err(RandomnessFailed),
        }
        Ok(())
    }
}

/// What an app brings, as the library sees it.
pub(crate) fn host(
    store: Arc<dyn Store>,
    keeper: Arc<dyn KeyKeeper>,
    random: Arc<dyn Randomness>,
) -> (Arc<HostStore>, Arc<HostKeeper>, HostRandomness) {
    (Arc::new(HostStore(store)), Arc::new(HostKeeper(keeper)), HostRandomness(random))
}
