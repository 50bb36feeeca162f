//! The chain over all streams, as far as it has come.

use super::{HistoryError, Opened};
use crate::chain::{Commitment, Head, Stream, StreamId};
use std::collections::BTreeMap;

/// Where a history stands: every stream, and the head over them.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    head: Head,
    streams: BTreeMap<StreamId, Stream>,
}

impl Chain {
    pub(crate) const START: Self = Self { head: Head::START, streams: BTreeMap::new() };

    pub(crate) fn head(&self) -> Head {
        self.head
    }

    /// Where a stream stands; one without events at its start.
    pub(crate) fn stream(&self, id: StreamId) -> Stream {
        self.streams.get(&id).copied().unwrap_or_else(|| Stream::start(*id.as_bytes()))
    }

    /// One more event.
    pub(crate) fn append(&mut self, id: StreamId, event: &Commitment) {
        let stream = self.stream(id).after(event);
        self.head = self.head.after(&stream);
        self.streams.insert(id, stream);
    }

    /// Goes on to where some streams and the head stand now.
    pub(crate) fn go_to(&mut self, head: Head, touched: BTreeMap<StreamId, Stream>) {
        self.head = head;
        self.streams.extend(touched);
    }

    /// One more event that was written down, in its place and as it was committed to.
    pub(crate) fn follow(
        &mut self,
        id: StreamId,
        n: u64,
        commitment: &Commitment,
        opened: Option<&Opened>,
    ) -> Result<(), HistoryError> {
        let position = self.head.p().saturating_add(1);
        let expected = self.stream(id).n().saturating_add(1);
        if n != expected {
            return Err(HistoryError::OutOfPlace { position, found: n, expected });
        }
        if let Some(opened) = opened {
            let in_place = (opened.entry.stream, opened.entry.n) == (id, n);
            if !in_place || opened.commitment() != *commitment {
                return Err(HistoryError::NotCommitted { position });
            }
        }
        self.append(id, commitment);
        Ok(())
    }
}
