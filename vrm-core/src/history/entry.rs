//! An event in its place.

use super::{Command, CommandId, Event, HistoryError};
use crate::chain::{Commitment, StreamId};
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::json::{Node, Object, Value, ours};
use crate::time::Instant;

/// An event where and when it happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub(crate) stream: StreamId,
    pub(crate) n: u64,
    pub(crate) at: Instant,
    pub(crate) event: Event,
    pub(crate) command: Option<Command>,
}

/// An event with what opens its commitment.
#[derive(Clone, PartialEq)]
pub(crate) struct Opened {
    pub(crate) salt: [u8; 32],
    pub(crate) text: String,
    pub(crate) entry: Entry,
}

/// The version of every kind there is so far.
const VERSION: i64 = 1;

impl Entry {
    /// The most bytes of an event's text: own terms may have 4 MiB, every byte of them escaped.
    pub const MAX_BYTES: usize = 26 << 20;

    /// Reads the canonical text of an event.
    ///
    /// # Errors
    /// [`HistoryError::UnknownKind`] for a kind or a version that this library does not know: it is refused, never
    /// skipped; [`HistoryError::Form`]; [`HistoryError::NotCanonical`].
    pub fn parse(text: &[u8]) -> Result<Self, HistoryError> {
        let value = ours::parse_within(text, Self::MAX_BYTES).map_err(FormError::from)?;
        let entry = Self::read(&Node::root(&value))?;
        if entry.to_text().as_bytes() == text { Ok(entry) } else { Err(HistoryError::NotCanonical) }
    }

    /// The canonical text: RFC 8785 of `v`, `stream`, `n`, `at`, `kind` and `body`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut body = self.event.write();
        if let Some(command) = &self.command {
            let asked = Object::new().with("id", command.id.to_string()).with("asked", hex::text(&command.asked));
            body.insert("command", asked);
        }
        let form = Object::new()
            .with("v", VERSION)
            .with("stream", self.stream.to_string())
            .with("n", write::position(self.n))
            .with("at", self.at.unix())
            .with("kind", self.event.kind())
            .with("body", body);
        Value::Object(form).canonical()
    }

    fn read(node: &Node<'_>) -> Result<Self, HistoryError> {
        let mut fields = node.object().map_err(FormError::from)?;
        let mut member = |name| fields.required(name).map_err(FormError::from);
        let (v, kind) = (member("v")?, member("kind")?);
        let (version, kind) = (v.integer().map_err(FormError::from)?, kind.string().map_err(FormError::from)?);
        if version != VERSION || !Event::is_known(kind) {
            return Err(HistoryError::UnknownKind { kind: kind.to_owned(), version });
        }
        let (stream, n, at, body) = (member("stream")?, member("n")?, member("at")?, member("body")?);
        fields.close().map_err(FormError::from)?;
        let at_seconds = at.integer().map_err(FormError::from)?;
        let not_a_time = |_| FormError::OutOfRange {
            path: at.path().clone(),
            found: at_seconds,
            expected: "seconds in the years 2000 to 9999",
        };
        let mut fields = body.object().map_err(FormError::from)?;
        let command = fields.optional("command").map(|node| read_command(&node)).transpose()?;
        let event = Event::read(kind, &mut fields)?;
        fields.close().map_err(FormError::from)?;
        Ok(Self {
            stream: StreamId::from_bytes(read::hex(&stream)?),
            n: read::position(&n)?,
            at: Instant::from_unix(at_seconds).map_err(not_a_time)?,
            event,
            command,
        })
    }

    /// What happened.
    #[must_use]
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// When, in whole seconds, by the clock of whose history it is.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    /// In which stream.
    #[must_use]
    pub fn stream(&self) -> StreamId {
        self.stream
    }

    /// The position there, from 1.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The command that it was part of, if it had an id.
    #[must_use]
    pub fn command(&self) -> Option<CommandId> {
        self.command.map(|command| command.id)
    }
}

impl Opened {
    /// The event of a text, which must be the one committed to.
    pub(crate) fn parse(salt: [u8; 32], text: &str) -> Result<Self, HistoryError> {
        Ok(Self { salt, text: text.to_owned(), entry: Entry::parse(text.as_bytes())? })
    }

    pub(crate) fn commitment(&self) -> Commitment {
        Commitment::to(&self.salt, self.text.as_bytes())
    }
}

fn read_command(node: &Node<'_>) -> Result<Command, FormError> {
    read::closed(node, |fields| {
        let id = CommandId::from_bytes(read::hex(&fields.required("id")?)?);
        Ok(Command { id, asked: read::hex(&fields.required("asked")?)? })
    })
}
