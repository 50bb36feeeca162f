//! The names of signed texts.

use super::hex::shown_in_hex;

/// The name of a signed text: SHA-256 over `"vrm:NAME:v1\0"` and its payload. It does not depend on the signature, so
/// the same content signed twice has one name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignedId([u8; 32]);

impl SignedId {
    /// The name of a payload of a type.
    #[cfg(feature = "keys")]
    pub(crate) fn of(name: &str, payload: &[u8]) -> Self {
        Self(super::tagged(name, &[payload]))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The name of these 32 bytes, as somebody wrote it down.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

shown_in_hex!(SignedId);
