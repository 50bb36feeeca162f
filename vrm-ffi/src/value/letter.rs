//! What is to be sent.

use crate::border::as_text;
use std::fmt;
use vrm_core::did::Did;
use vrm_core::log::{self, LogId};
use vrm_core::message::Jti;
use vrm_core::time::Instant;

/// Bytes on their way to the other side. The app carries them, by whatever way it has, and says when they have left.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Letter {
    /// The number of the message inside.
    pub id: Jti,
    /// The position of its event in the history: letters leave in this order.
    pub position: u64,
    /// To whom; none where it is for anyone, as an intention for the whole market is.
    pub to: Option<Did>,
    /// What travels: sealed for its reader, or signed where it is for anyone. ASCII.
    #[serde(serialize_with = "as_text")]
    pub bytes: Vec<u8>,
    /// When it stops counting.
    pub expires: Option<Instant>,
    /// Whether it has left.
    pub sent: bool,
}

/// A letter of a desk's.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CustomerLetter {
    /// The customer whom it is for.
    pub customer: LogId,
    /// The letter.
    pub letter: Letter,
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.to.as_ref().map_or("anyone", Did::as_str);
        write!(f, "Letter({} to {to}, {} bytes)", self.id, self.bytes.len())
    }
}

impl From<log::Letter> for Letter {
    fn from(letter: log::Letter) -> Self {
        let log::Letter { id, position, to, bytes, expires, sent } = letter;
        Self { id, position, to, bytes, expires, sent }
    }
}

impl From<(LogId, log::Letter)> for CustomerLetter {
    fn from((customer, letter): (LogId, log::Letter)) -> Self {
        Self { customer, letter: letter.into() }
    }
}
