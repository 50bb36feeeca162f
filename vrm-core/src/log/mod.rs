//! A history as it lies in the store: sealed, in one chain, and written together with what is to be sent.
//!
//! One log is one person's life, or what a desk has with one customer. Every commit is guarded by the head, so that of two
//! writers one loses and nothing is lost; what a commit leaves unsure is settled by reading.

mod batch;
mod erase;
mod error;
mod export;
mod import;
mod keyring;
mod layout;
mod letter;
mod load;
mod outbox;
mod row;

pub(crate) use batch::{Batch, Taken};
pub use error::LogError;
pub(crate) use keyring::{Change, Keyring};
pub use layout::LogId;
pub(crate) use layout::Row;
pub use letter::Letter;
pub(crate) use load::{Reader, Recorded};
pub(crate) use outbox::Replay;

use crate::chain::{Commitment, Head};
use crate::history::{Chain, Opened};
use crate::keys::{KeyKeeper, Randomness};
use crate::store::{Guard, Store, StoreError, Write};
use std::sync::Arc;

/// What is done with each row, its key and its value.
type Each<'a> = &'a mut dyn FnMut(&[u8], &[u8]) -> Result<(), LogError>;

/// How many rows are read at a time.
const PAGE: u32 = 256;

/// A log, as far as this handle has read it.
pub(crate) struct Log {
    id: LogId,
    store: Arc<dyn Store>,
    keeper: Arc<dyn KeyKeeper>,
    keyring: Keyring,
    chain: Chain,
    /// The head's row as it was read or written last; none before the first commit.
    guard: Option<Vec<u8>>,
    /// What a commit may have done: its last position, and the commitment there.
    unsure: Option<(u64, Commitment)>,
    /// The rows of a new log's keys, written with its first events.
    opening: Vec<Change>,
}

/// What became of a commit that the store would not answer for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing was unsure.
    Sure,
    /// It was done.
    Done,
    /// It was not done.
    NotDone,
}

impl Log {
    /// A new log, of which nothing is written before its first events are.
    pub(crate) fn create(
        id: LogId,
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: &mut dyn Randomness,
    ) -> Result<Self, LogError> {
        if store.get(&id.head())?.is_some() || store.get(&id.root_key())?.is_some() {
            return Err(LogError::AlreadyThere);
        }
        let (keyring, opening) = Keyring::create(id, keeper.as_ref(), random)?;
        Ok(Self { id, store, keeper, keyring, chain: Chain::START, guard: None, unsure: None, opening })
    }

    pub(crate) fn id(&self) -> LogId {
        self.id
    }

    pub(crate) fn head(&self) -> Head {
        self.chain.head()
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Writes a batch, the whole of it or nothing of it.
    ///
    /// Conflict: somebody else wrote first. Unknown: [`settle`](Self::settle) tells, before anything else is done.
    pub(crate) fn commit(&mut self, batch: Batch) -> Result<Vec<Opened>, LogError> {
        let Batch { head, touched, new_streams, new_parties, changes, entries, keyring } = batch;
        let epoch = keyring.as_ref().unwrap_or(&self.keyring).epoch();
        let value = row::head(head, epoch);
        let head_row = self.id.head();
        let mut writes: Vec<Write<'_>> = self.opening.iter().chain(&changes).map(write).collect();
        writes.push(Write::Put { key: &head_row, value: &value });
        match self.store.commit(Guard { key: &head_row, expect: self.guard.as_deref() }, &writes) {
            Ok(()) => {}
            Err(error) => {
                if let (StoreError::Unknown { .. }, Some(last)) = (&error, entries.last()) {
                    self.unsure = Some((head.p(), last.commitment()));
                }
                return Err(error.into());
            }
        }
        self.opening.clear();
        self.guard = Some(value);
        self.chain.go_to(head, touched);
        match keyring {
            Some(keyring) => self.keyring = keyring,
            None => {
                new_streams.into_iter().for_each(|(stream, key)| self.keyring.insert_stream(stream, key));
                new_parties.into_iter().for_each(|(stream, pairs)| self.keyring.insert_party(stream, pairs));
            }
        }
        Ok(entries)
    }
}

/// Goes through the rows of a range, page by page.
fn each_row(store: &dyn Store, (mut from, to): (Vec<u8>, Vec<u8>), each: Each<'_>) -> Result<(), LogError> {
    loop {
        let page = store.scan(&from, &to, PAGE)?;
        for (key, value) in &page {
            each(key, value)?;
        }
        match page.last() {
            Some((last, _)) if page.len() >= PAGE as usize => from = [last.as_slice(), &[0]].concat(),
            _ => return Ok(()),
        }
    }
}

fn write((key, value): &Change) -> Write<'_> {
    match value {
        Some(value) => Write::Put { key, value },
        None => Write::Delete { key },
    }
}
