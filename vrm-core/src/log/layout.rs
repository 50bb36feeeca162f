//! Where in the store a log keeps what.

use crate::chain::StreamId;
use crate::digest::hex::shown_in_hex;
use crate::keys::Thumbprint;

/// The id of a log: one person's life, or what a desk has with one customer. 16 bytes, at random or by a keyed hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogId([u8; 16]);

/// What a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// The head: the guard of every commit.
    Head = b'H' as isize,
    /// An event.
    Event = b'E' as isize,
    /// A key.
    Key = b'K' as isize,
    /// A document.
    Document = b'D' as isize,
    /// A letter.
    Outbox = b'O' as isize,
    /// A message that was taken.
    Replay = b'R' as isize,
    /// At a desk, the log of a customer's key.
    Index = b'I' as isize,
    /// At a desk, a customer for whom letters wait.
    Waiting = b'W' as isize,
}

/// The key of the root key's row among the keys; what follows is sealed with it.
const ROOT: u8 = 0;
const INDEX: u8 = 1;
const STREAM: u8 = 2;
const PARTY: u8 = 3;

impl LogId {
    /// A desk's own log.
    pub const DESK: Self = Self([0; 16]);

    /// The id of these 16 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The key of a row.
    pub(crate) fn key(&self, row: Row, parts: &[&[u8]]) -> Vec<u8> {
        let mut key = self.0.to_vec();
        key.push(row.byte());
        parts.iter().for_each(|part| key.extend_from_slice(part));
        key
    }

    /// Where the rows of a kind begin, and where they end.
    pub(crate) fn range(&self, row: Row) -> (Vec<u8>, Vec<u8>) {
        let end = [self.0.as_slice(), &[row.byte() + 1]].concat();
        (self.key(row, &[]), end)
    }

    pub(crate) fn head(&self) -> Vec<u8> {
        self.key(Row::Head, &[])
    }

    pub(crate) fn event(&self, p: u64) -> Vec<u8> {
        self.key(Row::Event, &[&p.to_be_bytes()])
    }

    /// At a desk, the row that says that letters of this log wait.
    pub(crate) fn waiting(&self) -> Vec<u8> {
        Self::DESK.key(Row::Waiting, &[&self.0])
    }

    pub(crate) fn root_key(&self) -> Vec<u8> {
        self.key(Row::Key, &[&[ROOT]])
    }

    pub(crate) fn index_key(&self) -> Vec<u8> {
        self.key(Row::Key, &[&[INDEX]])
    }

    pub(crate) fn stream_key(&self, stream: StreamId) -> Vec<u8> {
        self.key(Row::Key, &[&[STREAM], stream.as_bytes()])
    }

    pub(crate) fn party_key(&self, stream: StreamId, sign: Thumbprint) -> Vec<u8> {
        self.key(Row::Key, &[&[PARTY], stream.as_bytes(), sign.as_bytes()])
    }

    pub(crate) fn letter(&self, stream: StreamId, name: &[u8; 32]) -> Vec<u8> {
        self.key(Row::Outbox, &[stream.as_bytes(), name])
    }

    pub(crate) fn document(&self, stream: StreamId, name: &[u8; 32]) -> Vec<u8> {
        self.key(Row::Document, &[stream.as_bytes(), name])
    }

    /// Where the rows of a kind begin and end that are of one stream.
    pub(crate) fn of_stream(&self, row: Row, stream: StreamId) -> (Vec<u8>, Vec<u8>) {
        let from = self.key(row, &[stream.as_bytes()]);
        let end = from.iter().rposition(|byte| *byte != u8::MAX);
        let mut to = from.clone();
        to.truncate(end.map_or(0, |end| end + 1));
        if let Some(last) = to.last_mut() {
            *last += 1;
        }
        (from, to)
    }
}

impl Row {
    pub(crate) fn byte(self) -> u8 {
        self as u8
    }
}

/// What a key of the row of keys is of: after the log and the `K`.
pub(crate) enum KeyRow {
    Root,
    Index,
    Stream(StreamId),
    Party(StreamId),
}

impl KeyRow {
    /// Reads the key of a row; none for one that this library never writes.
    pub(crate) fn of(key: &[u8]) -> Option<Self> {
        let (kind, rest) = key.get(17..)?.split_first()?;
        let stream = |bytes: &[u8]| Some(StreamId::from_bytes(bytes.try_into().ok()?));
        match (*kind, rest.len()) {
            (ROOT, 0) => Some(Self::Root),
            (INDEX, 0) => Some(Self::Index),
            (STREAM, 16) => stream(rest).map(Self::Stream),
            (PARTY, 48) => stream(rest.get(..16)?).map(Self::Party),
            _ => None,
        }
    }
}

shown_in_hex!(LogId);
