//! What is to be sent.

use crate::did::Did;
use crate::form::{FormError, read, write};
use crate::json::{Node, Object, Value, ours};
use crate::message::Jti;
use crate::time::Instant;
use std::fmt;

/// Bytes on their way to the other side. The host carries them, by whatever way it has, and says when they have left.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The number of the message inside.
    pub id: Jti,
    /// The position of its event in the history: letters leave in this order.
    pub position: u64,
    /// To whom; none where it is for anyone, as an intention for the whole market is.
    pub to: Option<Did>,
    /// What travels: sealed for its reader, or signed where it is for anyone.
    pub bytes: Vec<u8>,
    /// When it stops counting.
    pub expires: Option<Instant>,
    /// Whether it has left.
    pub sent: bool,
}

impl Letter {
    /// What is sealed of it.
    pub(super) fn write(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        let form = Object::new()
            .with("id", self.id.to_string())
            .with("position", write::position(self.position))
            .with("text", text);
        let form = write::insert(form, "to", self.to.as_ref().map(Did::as_str));
        Value::Object(write::insert(form, "expires", self.expires.map(Instant::unix))).canonical()
    }

    /// The row: whether it has left stands open before what is sealed, so that saying so needs no randomness. A store that
    /// lies about it can have a letter sent twice, or not at all, which it can without.
    pub(super) fn row(&self, sealed: &[u8]) -> Vec<u8> {
        [[u8::from(self.sent)].as_slice(), sealed].concat()
    }

    pub(super) fn read(text: &[u8], sent: bool) -> Result<Self, FormError> {
        let value = ours::parse_within(text, 2 * crate::keys::Sealed::MAX_BYTES)?;
        read::closed(&Node::root(&value), |fields| {
            let expires = fields.optional("expires").map(|node| read::minute(&node)).transpose()?;
            Ok(Self {
                id: Jti::from_bytes(read::hex(&fields.required("id")?)?),
                position: read::position(&fields.required("position")?)?,
                to: fields.optional("to").map(|node| read::did(&node)).transpose()?,
                bytes: fields.required("text")?.string()?.as_bytes().to_vec(),
                expires,
                sent,
            })
        })
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.to.as_ref().map_or("anyone", Did::as_str);
        write!(f, "Letter({} to {to}, {} bytes)", self.id, self.bytes.len())
    }
}
