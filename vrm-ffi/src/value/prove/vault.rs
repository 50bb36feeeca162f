//! The person's own data.

use crate::border::record::{as_raw, raw};
use crate::border::{Failure, text};
use crate::value::TimeWindow;
use std::fmt;
use vrm_core::did::Did;
use vrm_core::time::Instant;
use vrm_core::vault::{self, Content, ItemId};
use vrm_core::vocab::Word;

/// A piece of data that is to be kept. `Debug` does not show its value.
#[derive(Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// What data it is: a word of DPV.
    #[serde(deserialize_with = "text::one")]
    pub data: Word,
    /// Its value: any JSON value whose numbers are whole, as its text, so that a text has its quotes: `"mara@example.org"`. In
    /// the JSON of this record it stands as it is.
    #[serde(deserialize_with = "raw")]
    pub content: String,
    /// Where it is from: the person, where it is left out.
    #[serde(default)]
    pub source: ItemSource,
    /// When it holds, in whole minutes: always, where it is left out.
    #[serde(default)]
    pub window: TimeWindow,
}

/// Where data is from.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ItemSource {
    /// The person says so.
    #[default]
    Person,
    /// Somebody who vouches for it: a vendor, an employer, an office. It is one that the person added.
    Issuer {
        /// Who.
        #[serde(deserialize_with = "text::one")]
        did: Did,
    },
    /// Somebody who is not named, or not any more.
    ThirdParty,
    /// Anyone may read it, in a register or a directory.
    Public,
}

/// What is known of an item without its value.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ItemFacts {
    /// Its name.
    pub id: ItemId,
    /// What data it is.
    pub data: Word,
    /// Where it is from.
    pub source: ItemSource,
    /// When it holds.
    pub window: TimeWindow,
    /// When this value of it was stored.
    pub stored_at: Instant,
}

/// An item with its value. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Item {
    /// What is known of it.
    pub facts: ItemFacts,
    /// Its value, as the text of its canonical JSON. In the JSON of this record it stands as it is.
    #[serde(serialize_with = "as_raw")]
    pub content: String,
}

impl NewItem {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{data, content, source, window}, the source by its `kind`";
}

impl TryFrom<NewItem> for vault::NewItem {
    type Error = Failure;

    fn try_from(item: NewItem) -> Result<Self, Failure> {
        let NewItem { data, content, source, window } = item;
        let new = Self::new(data, Content::parse(content.as_bytes())?)?;
        Ok(new.from(source.into()).during(window.try_into()?)?)
    }
}

impl From<ItemSource> for vault::Source {
    fn from(source: ItemSource) -> Self {
        match source {
            ItemSource::Person => Self::Person,
            ItemSource::Issuer { did } => Self::Issuer(did),
            ItemSource::ThirdParty => Self::ThirdParty,
            ItemSource::Public => Self::Public,
        }
    }
}

impl TryFrom<&vault::Source> for ItemSource {
    type Error = Failure;

    fn try_from(source: &vault::Source) -> Result<Self, Failure> {
        Ok(match source {
            vault::Source::Person => Self::Person,
            vault::Source::Issuer(did) => Self::Issuer { did: did.clone() },
            vault::Source::ThirdParty => Self::ThirdParty,
            vault::Source::Public => Self::Public,
            _ => return Err(crate::border::BorderError::Internal.into()),
        })
    }
}

impl TryFrom<&vault::ItemFacts> for ItemFacts {
    type Error = Failure;

    fn try_from(facts: &vault::ItemFacts) -> Result<Self, Failure> {
        let vault::ItemFacts { id, data, source, window, stored_at } = facts;
        let (source, window) = (source.try_into()?, (*window).into());
        Ok(Self { id: *id, data: data.clone(), source, window, stored_at: *stored_at })
    }
}

impl TryFrom<vault::Item> for Item {
    type Error = Failure;

    fn try_from(item: vault::Item) -> Result<Self, Failure> {
        Ok(Self { facts: (&item.facts).try_into()?, content: item.content.danger_expose().to_owned() })
    }
}

impl fmt::Debug for NewItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewItem({})", self.data)
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({}, {})", self.facts.id, self.facts.data)
    }
}
