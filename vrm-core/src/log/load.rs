//! Reading what is there.

use super::keyring::Keyring;
use super::layout::{LogId, Row};
use super::row::{EventRow, Place, read_head};
use super::{Log, LogError, PAGE, Settled};
use crate::chain::{Head, StreamId};
use crate::history::{Chain, HistoryError, Opened};
use crate::keys::KeyKeeper;
use crate::store::Store;
use std::sync::Arc;
use zeroize::Zeroizing;

/// An event as it was read: its place, and what it says unless its stream was erased.
pub(crate) struct Recorded {
    pub(crate) p: u64,
    pub(crate) stream: StreamId,
    pub(crate) opened: Option<Opened>,
}

impl Log {
    /// Opens a log, and gives every event to `each` in order.
    pub(crate) fn open(
        id: LogId,
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        each: &mut dyn FnMut(Recorded) -> Result<(), HistoryError>,
    ) -> Result<Self, LogError> {
        if store.get(&id.head())?.is_none() {
            return Err(LogError::NoSuchLog);
        }
        let keyring = Keyring::load(id, store.as_ref(), keeper.as_ref())?;
        let (chain, guard, opening) = (Chain::START, None, Vec::new());
        let mut log = Self { id, store, keeper, keyring, chain, guard, unsure: None, opening };
        log.catch_up(each)?;
        Ok(log)
    }

    /// Reads what somebody else wrote since.
    pub(crate) fn catch_up(
        &mut self,
        each: &mut dyn FnMut(Recorded) -> Result<(), HistoryError>,
    ) -> Result<(), LogError> {
        let found = self.store.get(&self.id.head())?;
        if found == self.guard {
            return Ok(());
        }
        let Some(value) = found else { return Err(LogError::Damaged { what: "head" }) };
        let (head, epoch) = read_head(&value)?;
        let keyring = Keyring::load(self.id, self.store.as_ref(), self.keeper.as_ref())?;
        if keyring.epoch() != epoch {
            return Err(LogError::Damaged { what: "key" });
        }
        self.keyring = keyring;
        let mut chain = self.chain.clone();
        self.read(chain.head().p(), head.p(), &mut |row, recorded| {
            chain.follow(row.stream, row.n, &row.commitment, recorded.opened.as_ref())?;
            each(recorded)
        })?;
        if chain.head() != head {
            return Err(HistoryError::OtherHead { position: head.p() }.into());
        }
        self.chain = chain;
        self.guard = Some(value);
        self.opening.clear();
        Ok(())
    }

    /// What became of a commit that the store would not answer for. Reads what is there; after it nothing is unsure.
    pub(crate) fn settle(
        &mut self,
        each: &mut dyn FnMut(Recorded) -> Result<(), HistoryError>,
    ) -> Result<Settled, LogError> {
        let Some((p, commitment)) = self.unsure else { return Ok(Settled::Sure) };
        // A new log of which nothing was written is still new.
        if self.guard.is_none() && self.store.get(&self.id.head())?.is_none() {
            self.unsure = None;
            return Ok(Settled::NotDone);
        }
        self.catch_up(each)?;
        let row = if self.chain.head().p() >= p { self.store.get(&self.id.event(p))? } else { None };
        let there = row.as_deref().and_then(EventRow::read).is_some_and(|row| row.commitment == commitment);
        self.unsure = None;
        Ok(if there { Settled::Done } else { Settled::NotDone })
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

    /// Whether the history leads through a head that was seen before.
    pub(crate) fn leads_through(&self, seen: &Head) -> Result<(), LogError> {
        let mut chain = Chain::START;
        let rolled_back = LogError::RolledBack { position: seen.p() };
        if seen.p() > self.chain.head().p() {
            return Err(rolled_back);
        }
        self.read(0, seen.p(), &mut |row, _| {
            chain.append(row.stream, &row.commitment);
            Ok(())
        })?;
        if chain.head() == *seen { Ok(()) } else { Err(rolled_back) }
    }

    /// Reads the events after `from` up to `to`, every one of them.
    pub(super) fn read(
        &self,
        from: u64,
        to: u64,
        each: &mut dyn FnMut(&EventRow<'_>, Recorded) -> Result<(), HistoryError>,
    ) -> Result<(), LogError> {
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
                let row = EventRow::read(value).ok_or(LogError::Damaged { what: "event" })?;
                let opened = self.open_event(key, &row)?;
                each(&row, Recorded { p, stream: row.stream, opened })?;
            }
            if p < last {
                return Err(HistoryError::Missing { position: p.saturating_add(1) }.into());
            }
        }
        Ok(())
    }

    fn open_event(&self, key: &[u8], row: &EventRow<'_>) -> Result<Option<Opened>, LogError> {
        // Without the key of its stream an event is as good as empty; whether that is right is for the reader to know.
        let Some(stream) = self.keyring.stream(row.stream).filter(|_| !row.sealed.is_empty()) else { return Ok(None) };
        let damaged = || LogError::Damaged { what: "event" };
        let place = Place { commitment: *row.commitment.as_bytes(), ..Place::new(self.id, Row::Event, key) };
        let text: Zeroizing<Vec<u8>> = place.open(stream, row.sealed, "event")?;
        let (salt, text) = text.split_first_chunk::<32>().ok_or_else(damaged)?;
        let text = std::str::from_utf8(text).map_err(|_| damaged())?;
        Ok(Some(Opened::parse(*salt, text)?))
    }
}
