//! A store that forgets.

use super::{Guard, Pair, Store, StoreError, Write};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard};

/// A store in memory, gone when it is dropped: for tests, and for a history that is not to be kept.
///
/// ```
/// use std::sync::Arc;
/// use vrm_core::store::{Memory, Store};
/// let store: Arc<dyn Store> = Arc::new(Memory::new());
/// assert_eq!(store.get(b"key")?, None);
/// # Ok::<(), vrm_core::store::StoreError>(())
/// ```
#[derive(Default)]
pub struct Memory(Mutex<Map>);

type Map = BTreeMap<Vec<u8>, Vec<u8>>;

impl Memory {
    /// A store that holds nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn held(&self) -> Result<MutexGuard<'_, Map>, StoreError> {
        // Whoever panicked may have been in the middle of a commit.
        self.0.lock().map_err(|_| StoreError::Unknown { reason: "a call to the store ended in a panic".to_owned() })
    }
}

impl Store for Memory {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held()?.get(key).cloned())
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError> {
        // A range that ends before it begins is a panic of BTreeMap's.
        if from >= to {
            return Ok(Vec::new());
        }
        let held = self.held()?;
        let range = held.range::<[u8], _>((Bound::Included(from), Bound::Excluded(to)));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(range.take(limit).map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError> {
        let mut held = self.held()?;
        if held.get(guard.key).map(Vec::as_slice) != guard.expect {
            return Err(StoreError::Conflict);
        }
        for write in writes {
            match *write {
                Write::Put { key, value } => held.insert(key.to_vec(), value.to_vec()),
                Write::Delete { key } => held.remove(key),
            };
        }
        Ok(())
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Guard, Memory, Store as _, StoreError};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn after_a_panic_nobody_knows() {
        let store = Memory::new();
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _held = store.held();
            panic!("on purpose");
        }));
        assert!(panicked.is_err());
        let unknown = |error: StoreError| assert!(matches!(error, StoreError::Unknown { .. }), "{error}");
        unknown(store.get(b"key").unwrap_err());
        unknown(store.scan(b"a", b"b", 1).unwrap_err());
        unknown(store.commit(Guard { key: b"key", expect: None }, &[]).unwrap_err());
    }

    #[test]
    fn it_prints_nothing_of_what_it_holds() {
        assert_eq!(format!("{:?}", Memory::new()), "Memory(..)");
    }
}
