//! An event in its place.

use crate::border::as_text;
use std::fmt;
use vrm_core::chain::StreamId;
use vrm_core::history::{self, CommandId};
use vrm_core::time::Instant;

/// An event where and when it happened.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Entry {
    /// In which stream.
    pub stream: StreamId,
    /// The position there, from 1.
    pub n: u64,
    /// When, by the clock of whose history it is.
    pub at: Instant,
    /// The kind of the event.
    pub kind: String,
    /// The command that it was part of, if it had an id.
    pub command: Option<CommandId>,
    /// The whole event: the very JSON that the history commits to.
    #[serde(serialize_with = "as_text")]
    pub text: Vec<u8>,
}

/// Without what happened, which is the person's.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({} {} at {})", self.stream, self.n, self.kind)
    }
}

impl From<history::Entry> for Entry {
    fn from(entry: history::Entry) -> Self {
        Self {
            stream: entry.stream(),
            n: entry.n(),
            at: entry.at(),
            kind: entry.event().kind().to_owned(),
            command: entry.command(),
            text: entry.to_text().into_bytes(),
        }
    }
}
