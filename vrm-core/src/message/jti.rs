//! The number of a message.

use crate::digest::hex::shown_in_hex;

/// What tells one message of a sender from every other: 16 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jti([u8; 16]);

impl Jti {
    /// The number of these 16 bytes, as somebody wrote it down.
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

shown_in_hex!(Jti);
