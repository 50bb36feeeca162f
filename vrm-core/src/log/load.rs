//! Reading what is there.

use super::keyring::Keyring;
use super::layout::{LogId, Row};
use super::row::{EventRow, Place, read_head};
use super::{Log, LogError, PAGE, Settled};
use crate::chain::{Commitment, Head, StreamId};
use crate::history::{Chain, HistoryError, Opened};
use crate::keys::KeyKeeper;
use crate::store::{Store, StoreError};
use std::sync::Arc;
use zeroize::Zeroizing;

/// An event as it was read: its place, and what it says unless its stream was erased.
pub(crate) struct Recorded {
    pub(crate) p: u64,
    pub(crate) stream: StreamId,
    pub(crate) commitment: Commitment,
    pub(crate) opened: Option<Opened>,
}

/// What is done with the row of an event: its position, its key, what it holds.
type EachEvent<'a> = &'a mut dyn FnMut(u64, &[u8], &EventRow<'_>) -> Result<(), LogError>;

/// What follows from a history as it is read.
pub(crate) trait Reader {
    /// One event further.
    fn follow(&mut self, recorded: &Recorded) -> Result<(), HistoryError>;

    /// Whether all that was read can be all there is.
    fn end(&self, chain: &Chain, keyring: &Keyring) -> Result<(), LogError>;
}

/// Looks for one event among those that are read.
struct Sought<'a> {
    reader: &'a mut dyn Reader,
    p: u64,
    commitment: Commitment,
    found: bool,
}

impl Reader for Sought<'_> {
    fn follow(&mut self, recorded: &Recorded) -> Result<(), HistoryError> {
        self.found |= (recorded.p, recorded.commitment) == (self.p, self.commitment);
        self.reader.follow(recorded)
    }

    fn end(&self, chain: &Chain, keyring: &Keyring) -> Result<(), LogError> {
        self.reader.end(chain, keyring)
    }
}

impl Log {
    /// Opens a log, and has every event read in order.
    pub(crate) fn open(
        id: LogId,
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        reader: &mut dyn Reader,
    ) -> Result<Self, LogError> {
        let Some(value) = store.get(&id.head())? else {
            // The first head is written together with the root key.
            let begun = store.get(&id.root_key())?.is_some();
            return Err(if begun { LogError::Damaged { what: "head" } } else { LogError::NoSuchLog });
        };
        let (chain, guard, opening) = (Chain::START, None, Vec::new());
        let opened = keys(id, store.as_ref(), keeper.as_ref(), &value).and_then(|(head, keyring)| {
            let mut log = Self { id, store: Arc::clone(&store), keeper, keyring, chain, guard, unsure: None, opening };
            let chain = log.follow(head, &log.keyring, reader)?;
            (log.chain, log.guard) = (chain, Some(value.clone()));
            Ok(log)
        });
        opened.map_err(|error| meanwhile(store.as_ref(), id, &value, error))
    }

    /// Reads what somebody else wrote since. On an error the log is where it was.
    pub(crate) fn catch_up(&mut self, reader: &mut dyn Reader) -> Result<(), LogError> {
        let found = self.store.get(&self.id.head())?;
        if found == self.guard {
            return Ok(());
        }
        let Some(value) = found else { return Err(LogError::Damaged { what: "head" }) };
        let read = keys(self.id, self.store.as_ref(), self.keeper.as_ref(), &value).and_then(|(head, keyring)| {
            let chain = self.follow(head, &keyring, reader)?;
            Ok((chain, keyring))
        });
        let read = read.map_err(|error| meanwhile(self.store.as_ref(), self.id, &value, error));
        (self.chain, self.keyring) = read?;
        self.guard = Some(value);
        self.opening.clear();
        Ok(())
    }

    /// Reads from here to a head, and nothing may stand behind it.
    fn follow(&self, head: Head, keyring: &Keyring, reader: &mut dyn Reader) -> Result<Chain, LogError> {
        let seen = self.chain.head();
        if seen != Head::START && seen.p() >= head.p() && seen != head {
            return Err(LogError::RolledBack { position: seen.p() });
        }
        let mut chain = self.chain.clone();
        self.rows(seen.p(), head.p(), &mut |p, key, row| {
            let recorded = self.open_event(keyring, p, key, row)?;
            chain.follow(row.stream, row.n, &row.commitment, recorded.opened.as_ref())?;
            Ok(reader.follow(&recorded)?)
        })?;
        let behind = self.store.get(&self.id.event(head.p().saturating_add(1)))?;
        if chain.head() != head || behind.is_some() {
            return Err(HistoryError::OtherHead { position: head.p() }.into());
        }
        reader.end(&chain, keyring)?;
        Ok(chain)
    }

    /// What became of a commit that the store would not answer for. Reads what is there; after it nothing is unsure.
    pub(crate) fn settle(&mut self, reader: &mut dyn Reader) -> Result<Settled, LogError> {
        let Some((p, commitment)) = self.unsure else {
            self.catch_up(reader)?;
            return Ok(Settled::Sure);
        };
        // A new log of which nothing was written is still new.
        if self.guard.is_none() && self.store.get(&self.id.head())?.is_none() {
            self.unsure = None;
            return Ok(Settled::NotDone);
        }
        let mut sought = Sought { reader, p, commitment, found: false };
        self.catch_up(&mut sought)?;
        let found = sought.found;
        self.unsure = None;
        Ok(if found { Settled::Done } else { Settled::NotDone })
    }

    /// The events after a position, at most `limit` of them.
    pub(crate) fn events_since(&self, position: u64, limit: u32) -> Result<Vec<Recorded>, LogError> {
        let last = position.saturating_add(limit.into()).min(self.chain.head().p());
        let mut events = Vec::new();
        self.read(position, last, &mut |_, recorded| {
            events.push(recorded);
            Ok(())
        })?;
        Ok(events)
    }

    /// Whether the history leads through a head that was seen before. What was read and checked once is not opened again,
    /// but it has to lead here still.
    pub(crate) fn leads_through(&self, seen: &Head) -> Result<(), LogError> {
        let (mut chain, head) = (Chain::START, self.chain.head());
        let mut found = chain.head() == *seen;
        self.rows(0, head.p(), &mut |_, _, row| {
            chain.append(row.stream, &row.commitment);
            found |= chain.head() == *seen;
            Ok(())
        })?;
        if chain.head() != head {
            return Err(HistoryError::OtherHead { position: head.p() }.into());
        }
        if found { Ok(()) } else { Err(LogError::RolledBack { position: seen.p() }) }
    }

    /// Reads and opens the events after `from` up to `to`, every one of them.
    pub(super) fn read(
        &self,
        from: u64,
        to: u64,
        each: &mut dyn FnMut(&EventRow<'_>, Recorded) -> Result<(), HistoryError>,
    ) -> Result<(), LogError> {
        self.rows(from, to, &mut |p, key, row| {
            let recorded = self.open_event(&self.keyring, p, key, row)?;
            Ok(each(row, recorded)?)
        })
    }

    /// Reads the rows of the events after `from` up to `to`, every one of them.
    fn rows(&self, from: u64, to: u64, each: EachEvent<'_>) -> Result<(), LogError> {
        let mut p = from;
        while p < to {
            let last = to.min(p.saturating_add(PAGE.into()));
            let (begin, end) = (self.id.event(p.saturating_add(1)), self.id.event(last.saturating_add(1)));
            let rows = self.store.scan(&begin, &end, PAGE)?;
            for (key, value) in &rows {
                p = p.saturating_add(1);
                if *key != self.id.event(p) {
                    return Err(HistoryError::Missing { position: p }.into());
                }
                each(p, key, &EventRow::read(value).ok_or(LogError::Damaged { what: "event" })?)?;
            }
            if p < last {
                return Err(HistoryError::Missing { position: p.saturating_add(1) }.into());
            }
        }
        Ok(())
    }

    fn open_event(&self, keyring: &Keyring, p: u64, key: &[u8], row: &EventRow<'_>) -> Result<Recorded, LogError> {
        let (stream, commitment) = (row.stream, row.commitment);
        // Without the key of its stream an event is as good as empty; whether that is right is for the reader to know.
        let Some(sealing) = keyring.stream(stream).filter(|_| !row.sealed.is_empty()) else {
            return Ok(Recorded { p, stream, commitment, opened: None });
        };
        let damaged = || LogError::Damaged { what: "event" };
        let place = Place { commitment: *row.commitment.as_bytes(), ..Place::new(self.id, Row::Event, key) };
        let text: Zeroizing<Vec<u8>> = place.open(sealing, row.sealed, "event")?;
        let (salt, text) = text.split_first_chunk::<32>().ok_or_else(damaged)?;
        let text = std::str::from_utf8(text).map_err(|_| damaged())?;
        Ok(Recorded { p, stream, commitment, opened: Some(Opened::parse(*salt, text)?) })
    }
}

/// The head of a row, and the keys that were written with it.
fn keys(id: LogId, store: &dyn Store, keeper: &dyn KeyKeeper, value: &[u8]) -> Result<(Head, Keyring), LogError> {
    let (head, epoch) = read_head(value)?;
    let keyring = Keyring::load(id, store, keeper)?;
    if keyring.epoch() == epoch { Ok((head, keyring)) } else { Err(LogError::Damaged { what: "key" }) }
}

/// Rows that do not fit together may be somebody else's commit in the middle of reading: whoever reads begins again.
fn meanwhile(store: &dyn Store, id: LogId, value: &[u8], error: LogError) -> LogError {
    let moved = store.get(&id.head()).is_ok_and(|now| now.as_deref() != Some(value));
    match error {
        LogError::Damaged { .. } | LogError::History(_) if moved => StoreError::Conflict.into(),
        error => error,
    }
}
