//! Where a history is kept: an ordered map of the host's, with compare-and-set.
//!
//! [`Store`] has three methods, so that a table of SQLite or PostgreSQL, or a key-value database, is one in a page of
//! code. What it holds is sealed before it gets there. [`Memory`] forgets, and is for tests and for what is thrown away.
//! With the feature `testing` there is an exam that any host's store can sit, `conformance`.
//!
//! How to write one: [`manual::stores`](crate::manual::stores).

#[cfg(any(test, feature = "testing"))]
mod conformance;
mod error;
mod memory;
#[cfg(any(test, feature = "testing"))]
mod promise;

#[cfg(any(test, feature = "testing"))]
pub use conformance::conformance;
pub use error::StoreError;
pub use memory::Memory;
#[cfg(any(test, feature = "testing"))]
pub use promise::{NonConformity, Promise};

use std::fmt::Debug;

/// The host's store: an ordered map of bytes to bytes, changed all or nothing.
///
/// # What the host promises
///
/// - **Bytes are bytes.** A key and a value come back as they were put. A key has at most 128 bytes, a value may have some
///   mebibytes; a value may be empty, which is another thing than no value.
/// - **Order** is that of unsigned bytes, and a key comes before those it begins: `00`, `00ff`, `7f`, `80`, `ff`.
/// - **A commit is one thing**: its guard and all its writes are one transaction. After `Ok` all of it is there, for every
///   later call and after a power cut; after [`Conflict`](StoreError::Conflict) or
///   [`Unchanged`](StoreError::Unchanged) none of it is, now and later.
/// - **Errors are true.** A store that cannot tell whether a commit was done says
///   [`Unknown`](StoreError::Unknown): a flush failed, a connection dropped after the commit was sent, a callback threw.
///   It never guesses.
///
/// # What the host may count on
///
/// Calls to one store through one handle come one after another. Two handles, in one process or in several, may share
/// what lies behind a store: the guard then decides which of two commits is done.
///
/// # Threads
///
/// A store does its work on the thread that calls it, or on one of its own. **It must not hand its work to a thread that
/// calls the same handle**, and wait: a store that posts to the main thread, called from the main thread, waits for
/// itself for ever. Nor may it call the handle that is calling it.
///
/// ```
/// use vrm_core::store::{Guard, Memory, Store, StoreError, Write};
/// let store = Memory::new();
/// let (first, second) = ([Write::Put { key: b"head", value: b"1" }], [Write::Put { key: b"head", value: b"2" }]);
/// store.commit(Guard { key: b"head", expect: None }, &first)?;
/// // Whoever still believes that there is no head is told.
/// assert_eq!(store.commit(Guard { key: b"head", expect: None }, &second), Err(StoreError::Conflict));
/// store.commit(Guard { key: b"head", expect: Some(b"1") }, &second)?;
/// assert_eq!(store.get(b"head")?, Some(b"2".to_vec()));
/// assert_eq!(store.scan(b"h", b"i", 10)?, [(b"head".to_vec(), b"2".to_vec())]);
/// # Ok::<(), StoreError>(())
/// ```
pub trait Store: Send + Sync + Debug {
    /// The value of a key, if it has one.
    ///
    /// # Errors
    /// [`StoreError::Unchanged`], [`StoreError::Unknown`]: reading changes nothing either way.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keys in `[from, to)` with their values, ascending, at most `limit`, the first ones. Where `from` is not before
    /// `to`, none.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError>;

    /// All writes or none, durable when it returns `Ok`, only if `guard.key` holds `guard.expect` now, before the first
    /// write. They are done in their order: of two for one key the last wins. The guard's key may be among them.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the guard's key holds something else; otherwise [`StoreError::Unchanged`] or
    /// [`StoreError::Unknown`].
    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError>;
}

/// A key and its value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// What a commit is made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard<'a> {
    /// The key that is looked at.
    pub key: &'a [u8],
    /// What it must hold; `None` when it must not be there.
    pub expect: Option<&'a [u8]>,
}

/// One write of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write<'a> {
    /// The key has this value from now on.
    Put {
        /// The key.
        key: &'a [u8],
        /// Its value.
        value: &'a [u8],
    },
    /// The key has no value from now on. It may have had none before.
    Delete {
        /// The key.
        key: &'a [u8],
    },
}
