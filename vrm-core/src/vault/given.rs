//! What was given.

use super::{Content, DisclosureState};
use crate::decision::{AgreementId, GrantId};
use crate::digest::hex::shown_in_hex;
use crate::time::Instant;
use crate::vocab::Word;

/// A value that is given, and what data it is. In order of the word, then of the value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disclosed {
    /// What data it is.
    pub data: Word,
    /// The value.
    pub value: Content,
}

/// A keyed hash of a value that was given, over its category too. It tells one's own values apart, says nothing to anyone
/// without the key of its stream, and goes blind with that key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DisclosedHash([u8; 32]);

/// What the history says of a value that was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenItem {
    /// What data it is.
    pub data: Word,
    /// The hash of its value.
    pub hash: DisclosedHash,
}

/// A value that was given, as either side keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenValue {
    /// What data it is.
    pub data: Word,
    /// The hash of the value.
    pub hash: DisclosedHash,
    /// Where it stands.
    pub state: DisclosureState,
    /// Whether it is still kept on this side.
    pub kept: bool,
}

/// Data that was given to a vendor under one grant, as either side keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// Under which grant, which says what for and to whom.
    pub grant: GrantId,
    /// What, by category and in the order in which it was said. Each value is deleted on its own.
    pub items: Vec<GivenValue>,
    /// The position of its event in this side's stream.
    pub n: u64,
    /// When it was said, to the minute, as the person says.
    pub said: Instant,
    /// When it was given; at a desk, when it came.
    pub at: Instant,
    /// Until when its letter counts.
    pub until: Instant,
    /// Where it stands as a whole: where that of its values stands that is least far.
    pub state: DisclosureState,
    /// Whether any value is still kept on this side.
    pub kept: bool,
}

impl DisclosedHash {
    /// The hash of these 32 bytes.
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

shown_in_hex!(DisclosedHash);
