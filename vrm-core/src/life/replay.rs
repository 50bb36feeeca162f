//! The fold over what is read.

use crate::chain::{StreamHead, StreamId};
use crate::history::{Chain, HistoryError, Opened};
use crate::log::{Keyring, LogError, Reader, Recorded};
use crate::message::KeyHistory;
use crate::view::{Relationship, State};
use std::collections::BTreeMap;

/// A state, and which events of those before it are empty.
pub(super) struct Replay {
    pub(super) state: State,
    /// Streams of which an event is empty, and where the first.
    empty: BTreeMap<StreamId, u64>,
}

impl Replay {
    pub(super) fn of(state: State) -> Self {
        Self { state, empty: BTreeMap::new() }
    }

    /// One event further.
    pub(super) fn follow(&mut self, p: u64, stream: StreamId, opened: Option<&Opened>) -> Result<(), HistoryError> {
        match opened {
            // What is erased is erased as a whole.
            Some(_) if self.empty.contains_key(&stream) => Err(self.missing(stream)),
            Some(opened) => self
                .state
                .apply(&opened.entry)
                .map_err(|error| HistoryError::DoesNotFollow { position: p, reason: error.to_string() }),
            None => {
                self.state.skip(stream);
                self.empty.entry(stream).or_insert(p);
                Ok(())
            }
        }
    }

    /// Only what was erased may be empty, and a tombstone says where its stream stood.
    pub(super) fn end(&self, p: u64, stands: impl Fn(StreamId) -> StreamHead) -> Result<(), HistoryError> {
        let tombstones = self.state.tombstones();
        if let Some(stream) = self.empty.keys().find(|stream| !tombstones.contains_key(stream)) {
            return Err(self.missing(*stream));
        }
        if tombstones.iter().any(|(stream, head)| stands(*stream) != *head) {
            return Err(HistoryError::OtherHead { position: p });
        }
        Ok(())
    }

    fn missing(&self, stream: StreamId) -> HistoryError {
        HistoryError::Missing { position: self.empty.get(&stream).copied().unwrap_or_default() }
    }

    /// Whether some key of one's own is not there.
    fn lacks_a_key(&self, keyring: &Keyring) -> bool {
        let lacks = |between: &Relationship| {
            let mut own = between.own().into_iter().flat_map(KeyHistory::signers);
            own.any(|sign| keyring.pairs(between.id(), sign).is_none())
        };
        let mut casts = self.state.casts().map(|cast| (cast.id(), cast.keys().sign().thumbprint()));
        if casts.any(|(cast, sign)| keyring.pairs(cast, sign).is_none()) {
            return true;
        }
        let mut desk = self.state.all_desk_keys().map(|keys| keys.sign().thumbprint());
        desk.any(|sign| keyring.pairs(StreamId::OWN, sign).is_none()) || self.state.relationships().any(lacks)
    }
}

impl Reader for Replay {
    fn follow(&mut self, recorded: &Recorded) -> Result<(), HistoryError> {
        Replay::follow(self, recorded.p, recorded.stream, recorded.opened.as_ref())
    }

    fn end(&self, chain: &Chain, keyring: &Keyring) -> Result<(), LogError> {
        Replay::end(self, chain.head().p(), |stream| chain.stream(stream).head())?;
        if self.lacks_a_key(keyring) { Err(LogError::Damaged { what: "key" }) } else { Ok(()) }
    }
}
