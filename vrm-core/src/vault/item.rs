//! One piece of the person's data.

use super::{Content, ItemId, Source, VaultError, is_category};
use crate::time::{Instant, Window};
use crate::vocab::Word;

/// A piece of data that is to be kept.
///
/// ```
/// use vrm_core::vault::{Content, NewItem, Source};
/// let email = Content::text("mara@example.org")?;
/// let item = NewItem::new("pd:EmailAddress".parse()?, email)?;
/// assert_eq!(item.source(), &Source::Person);
/// assert!(NewItem::new("dpv:PersonalData".parse()?, Content::text("?")?).is_err()); // says nothing
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    data: Word,
    content: Content,
    source: Source,
    window: Window,
}

/// What is known of an item without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// Its name.
    pub id: ItemId,
    /// What data it is: a word of DPV.
    pub data: Word,
    /// Where it is from.
    pub source: Source,
    /// When it holds.
    pub window: Window,
    /// When this value of it was stored.
    pub stored_at: Instant,
}

/// An item with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is known of it.
    pub facts: ItemFacts,
    /// Its value.
    pub content: Content,
}

impl NewItem {
    /// Data that the person states, and that holds for good.
    ///
    /// # Errors
    /// [`VaultError::NotACategory`] for a word that is no data of DPV's, for all personal data, and for special categories
    /// in general.
    pub fn new(data: Word, content: Content) -> Result<Self, VaultError> {
        if !is_category(&data) {
            return Err(VaultError::NotACategory { word: data.name() });
        }
        Ok(Self { data, content, source: Source::Person, window: Window::ALWAYS })
    }

    /// The same from another source.
    #[must_use]
    pub fn from(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// The same for a time, its ends in whole minutes.
    ///
    /// # Errors
    /// [`VaultError::NotAMinute`].
    pub fn during(self, window: Window) -> Result<Self, VaultError> {
        if window.has_whole_minutes() { Ok(Self { window, ..self }) } else { Err(VaultError::NotAMinute) }
    }

    /// What data it is.
    #[must_use]
    pub fn data(&self) -> &Word {
        &self.data
    }

    /// Its value.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Where it is from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// When it holds.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }
}

impl ItemFacts {
    /// Whether it holds then.
    #[must_use]
    pub fn is_valid(&self, now: Instant) -> bool {
        self.window.contains(now)
    }
}
