//! Salted commitments in a chain: how a history is pinned without showing it.
//!
//! Each event becomes a [`Commitment`], which hides it and binds to it; the commitments of one relationship form a
//! [`Stream`], whose head may be shown to that vendor; the heads of all streams form one private [`Head`]. So the chain
//! survives erasing an event's text, and two vendors see nothing in common.
//!
//! ```
//! use vrm_core::chain::{Commitment, Head, Stream};
//! let agreed = Commitment::to(&[7; 32], br#"{"kind":"agreed"}"#);
//! let stream = Stream::start([1; 16]).after(&agreed);
//! let head = Head::START.after(&stream);
//! assert_eq!((stream.n(), head.p()), (1, 1));
//! assert_ne!(Stream::start([2; 16]).after(&agreed).hash(), stream.hash());
//! ```

use crate::digest::hex::{self, shown_in_hex};
use crate::digest::tagged;
use std::fmt;

/// What stands for an event: SHA-256 over `"vrm:event:v1\0"`, a secret salt and the event's canonical text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment([u8; 32]);

/// The id of a stream: 16 random bytes, which are also the id of its relationship and survive every new key; zeros for
/// its owner's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId([u8; 16]);

/// Where the events of one relationship stand: the stream, how many, and the hash over all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stream {
    id: [u8; 16],
    head: StreamHead,
}

/// The position and the hash of a stream, as both sides write it down: `{"head": hash, "n": position}`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StreamHead {
    /// How many events; the first is 1.
    pub n: u64,
    /// The hash over them.
    pub hash: [u8; 32],
}

/// Where a whole history stands, over all its streams. Private: it is never sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head {
    p: u64,
    hash: [u8; 32],
}

impl Commitment {
    /// The commitment to an event; the salt is drawn at random and kept with the event.
    #[must_use]
    pub fn to(salt: &[u8; 32], event: &[u8]) -> Self {
        Self(tagged("event", &[salt, event]))
    }

    /// The commitment of these 32 bytes, as somebody wrote it down.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl StreamId {
    /// The stream of what concerns nobody else.
    pub const OWN: Self = Self([0; 16]);

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
}

impl Stream {
    /// A stream without events.
    #[must_use]
    pub const fn start(id: [u8; 16]) -> Self {
        Self { id, head: StreamHead { n: 0, hash: [0; 32] } }
    }

    /// The stream with one more event.
    #[must_use]
    pub fn after(&self, event: &Commitment) -> Self {
        let n = self.head.n.saturating_add(1);
        let hash = tagged("stream", &[&self.id, &n.to_be_bytes(), &self.head.hash, &event.0]);
        Self { id: self.id, head: StreamHead { n, hash } }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &[u8; 16] {
        &self.id
    }

    /// How many events.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.head.n
    }

    /// The hash over its events; 32 zeros without any.
    #[must_use]
    pub const fn hash(&self) -> &[u8; 32] {
        &self.head.hash
    }

    /// Position and hash.
    #[must_use]
    pub const fn head(&self) -> StreamHead {
        self.head
    }
}

impl Head {
    /// The head of an empty history.
    pub const START: Self = Self { p: 0, hash: [0; 32] };

    /// The head of so many events with this hash, as somebody wrote it down.
    #[must_use]
    pub const fn from_parts(p: u64, hash: [u8; 32]) -> Self {
        Self { p, hash }
    }

    /// The head after an event that moved a stream to where it stands.
    #[must_use]
    pub fn after(&self, stream: &Stream) -> Self {
        let p = self.p.saturating_add(1);
        Self { p, hash: tagged("head", &[&p.to_be_bytes(), &self.hash, stream.hash()]) }
    }

    /// How many events.
    #[must_use]
    pub const fn p(&self) -> u64 {
        self.p
    }

    /// The hash over all of them; 32 zeros without any.
    #[must_use]
    pub const fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
}

impl fmt::Debug for StreamHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.n)?;
        hex::write(&self.hash, f)
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.p)?;
        hex::write(&self.hash, f)
    }
}

shown_in_hex!(Commitment, StreamId);
