//! What was given.

use crate::border::Failure;
use crate::border::record::{as_raw, raw};
use crate::border::text;
use crate::value::mirror::mirror;
use std::fmt;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::message::Jti;
use vrm_core::time::Instant;
use vrm_core::vault::{self, Content, ItemId};
use vrm_core::vocab::Word;

/// A value that is given, and what data it is. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Disclosed {
    /// What data it is.
    #[serde(deserialize_with = "text::one")]
    pub data: Word,
    /// The value: any JSON value, as its text; what is given out is its canonical text. In the JSON of this record it stands
    /// as it is.
    #[serde(serialize_with = "as_raw", deserialize_with = "raw")]
    pub value: String,
}

/// Data that was given to a vendor under one grant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Given {
    /// The number of its message.
    pub id: Jti,
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

/// A value that was given, as either side keeps it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct GivenValue {
    /// What data it is.
    pub data: Word,
    /// The keyed hash of the value: 64 hexadecimal digits.
    pub hash: String,
    /// Where it stands.
    pub state: DisclosureState,
    /// Whether it is still kept on this side.
    pub kept: bool,
}

/// What the history says of a value that was given.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct GivenItem {
    /// What data it is.
    pub data: Word,
    /// The keyed hash of its value: 64 hexadecimal digits.
    pub hash: String,
}

/// What `give` would give now: an item under a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Givable {
    /// The grant.
    pub grant: GrantId,
    /// The item.
    pub item: ItemId,
}

mirror! {
    /// Where data that was given stands.
    DisclosureState of vault::DisclosureState {
        /// It is in the history and in the outbox.
        Prepared,
        /// Its letter has left.
        Left,
        /// The vendor says that it has it.
        Acknowledged,
        /// The vendor says that it came and was not taken: nothing of it is kept there.
        Declined,
        /// The vendor was asked to delete it.
        DeletionAsked,
        /// The vendor says that it has deleted it.
        DeletionConfirmed,
    }
}

impl Given {
    /// What was given in a message.
    pub(crate) fn of(id: Jti, given: &vault::Given) -> Self {
        let vault::Given { agreement, grant, items, n, said, at, until, state, kept } = given;
        Self {
            id,
            agreement: *agreement,
            grant: *grant,
            items: items.iter().map(Into::into).collect(),
            n: *n,
            said: *said,
            at: *at,
            until: *until,
            state: (*state).into(),
            kept: *kept,
        }
    }
}

impl From<&vault::GivenValue> for GivenValue {
    fn from(value: &vault::GivenValue) -> Self {
        let vault::GivenValue { data, hash, state, kept } = value;
        Self { data: data.clone(), hash: hash.to_string(), state: (*state).into(), kept: *kept }
    }
}

impl From<&vault::GivenItem> for GivenItem {
    fn from(item: &vault::GivenItem) -> Self {
        Self { data: item.data.clone(), hash: item.hash.to_string() }
    }
}

impl Disclosed {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "a list of {data, value}";
}

impl TryFrom<Disclosed> for vault::Disclosed {
    type Error = Failure;

    fn try_from(disclosed: Disclosed) -> Result<Self, Failure> {
        Ok(Self { data: disclosed.data, value: Content::parse(disclosed.value.as_bytes())? })
    }
}

impl From<vault::Disclosed> for Disclosed {
    fn from(disclosed: vault::Disclosed) -> Self {
        Self { value: disclosed.value.danger_expose().to_owned(), data: disclosed.data }
    }
}

impl fmt::Debug for Disclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Disclosed({})", self.data)
    }
}
