//! What was asked for, so that it is done once.

use crate::digest::hex::shown_in_hex;
use crate::digest::tagged;
use crate::json::{Object, Value};

/// The host's own name for a command: 16 bytes, best at random. The same id again gives the first outcome.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandId([u8; 16]);

/// A command as its events keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) id: CommandId,
    /// A hash of what was asked, so that other arguments under one id are found.
    pub(crate) asked: [u8; 32],
}

impl CommandId {
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

impl Command {
    /// What was asked, by the name of the call and its arguments.
    pub(crate) fn new(id: CommandId, call: &str, arguments: Value) -> Self {
        let asked = Object::new().with("call", call).with("arguments", arguments);
        Self { id, asked: tagged("command", &[Value::Object(asked).canonical().as_bytes()]) }
    }
}

shown_in_hex!(CommandId);
