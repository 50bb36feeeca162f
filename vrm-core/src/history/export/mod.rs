//! A whole history as lines of JSON, to be carried elsewhere.
//!
//! One object a line, canonical (RFC 8785), closed, in this order:
//!
//! | line | members |
//! |---|---|
//! | header | `ctx` (`vrm-export`), `v`, `side`, `log`, `head` {`p`, `hash`} |
//! | `names` | `secret`: the key of the keyed hashes that rows and logs are named by |
//! | `event`, for each position | `p`, `salt`, `event`: its canonical text |
//! | or `erased` | `p`, `stream`, `n`, `commitment` |
//! | `document` | `stream`, `name`, `text` |
//! | `keys` | `stream`, `secret`: what signs, opens and signs next |
//! | `letter` | `stream`, `id`, `position`, `to`?, `text`, `expires`?, `sent` |
//! | `taken` | `stream`, `n` of the message, `answers`: the letters that answered it |
//! | `end` | `hash` of all lines before |
//!
//! Lines of one kind ascend by `stream` and what follows it here, so that one history has one export. The keys that a
//! store is sealed with do not travel: a store elsewhere has keys of its own.

mod error;
mod line;
mod read;
mod secret;
mod write;

pub use error::LineError;
pub(crate) use read::Carried;
pub(crate) use write::Writer;

use super::{Opened, Side};
use crate::chain::{Commitment, Head, StreamId};
use crate::did::Did;
use crate::keys::PartyKeyPairs;
use crate::message::Jti;
use crate::time::Instant;
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A life as lines of JSON, its keys among them. Wiped when it is dropped, and never printed.
///
/// Whoever has it can speak as its owner in every relationship, and read everything: it belongs where the host keeps
/// secrets, and nowhere for long.
pub struct Export {
    text: Zeroizing<String>,
    lines: usize,
}

impl Export {
    /// The most lines.
    pub const MAX_LINES: usize = 1 << 20;

    /// The most bytes of a line.
    pub const MAX_LINE_BYTES: usize = 56 << 20;

    /// The lines, each with its end.
    #[must_use]
    pub fn danger_expose(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Export({} lines)", self.lines)
    }
}

/// The first line.
#[derive(Clone, Copy)]
pub(crate) struct Header {
    pub(crate) side: Side,
    pub(crate) log: [u8; 16],
    pub(crate) head: Head,
}

/// An event in its place; one that was erased without its text.
pub(crate) struct CarriedEvent {
    pub(crate) stream: StreamId,
    pub(crate) n: u64,
    pub(crate) commitment: Commitment,
    pub(crate) opened: Option<Opened>,
}

/// A document of a stream.
pub(crate) struct CarriedDocument {
    pub(crate) stream: StreamId,
    pub(crate) name: [u8; 32],
    pub(crate) text: String,
}

/// Pairs of one's own.
pub(crate) struct CarriedKeys {
    pub(crate) stream: StreamId,
    pub(crate) pairs: Arc<PartyKeyPairs>,
}

/// A letter of the outbox.
pub(crate) struct CarriedLetter {
    pub(crate) stream: StreamId,
    pub(crate) id: Jti,
    /// The position of its event in the history.
    pub(crate) position: u64,
    /// None where it is for anyone.
    pub(crate) to: Option<Did>,
    pub(crate) text: String,
    pub(crate) expires: Option<Instant>,
    pub(crate) sent: bool,
}

/// That a message was taken, and which letters answered it.
pub(crate) struct CarriedTaken {
    pub(crate) stream: StreamId,
    /// The position of the message in its stream.
    pub(crate) n: u64,
    pub(crate) answers: Vec<Jti>,
}
