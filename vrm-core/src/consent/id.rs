//! The number of a record or a receipt.

use crate::digest::hex;
use std::fmt;

/// The number of a record or a receipt: a UUID of version 4 (RFC 9562).
///
/// ```
/// use vrm_core::consent::RecordId;
/// let id = RecordId::of_random([0xff; 16]);
/// assert_eq!(id.to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
/// assert_eq!(RecordId::parse("FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF"), Some(id));
/// assert_eq!(RecordId::parse("ffffffff-ffff-1fff-bfff-ffffffffffff"), None); // another version
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId([u8; 16]);

impl RecordId {
    /// The number that is made of random bytes; 6 of their bits say what it is.
    #[must_use]
    pub fn of_random(mut bytes: [u8; 16]) -> Self {
        let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
        *version = (*version & 0x0f) | 0x40;
        *variant = (*variant & 0x3f) | 0x80;
        Self(bytes)
    }

    /// The number of these 16 bytes; none where they are no UUID of version 4.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Option<Self> {
        (Self::of_random(bytes).0 == bytes).then_some(Self(bytes))
    }

    /// Reads the 36 characters of a UUID, or its 32 hexadecimal digits alone; none where it is no UUID of version 4.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let groups = [8, 13, 18, 23];
        let is_hyphen = |(at, byte): (usize, u8)| (byte == b'-') == groups.contains(&at);
        let digits = match text.len() {
            36 if text.bytes().enumerate().all(is_hyphen) => text.replace('-', ""),
            32 => text.to_owned(),
            _ => return None,
        };
        Self::from_bytes(hex::read(&digits.to_ascii_lowercase())?)
    }

    /// The 16 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            let hyphen = if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" };
            write!(f, "{hyphen}{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordId({self})")
    }
}

crate::json::serialised_as_text!(RecordId);
