//! The thing itself.

use super::set::Set;
use super::{Category, Gtin, IntentionError, form};
use crate::json::{Node, Object, Value};
use crate::text::{Text, TextError, Token};

/// A product or a service, as a person asks for it or a vendor offers it.
///
/// ```
/// use vrm_core::intention::{Condition, Item};
/// let kettle = Item { condition: Some(Condition::New), ..Item::new("An electric kettle")? };
/// assert_eq!(kettle.title.as_str(), "An electric kettle");
/// assert!(Item::new("").is_err());
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// What people call it, 1 to [`TITLE_BYTES`](Self::TITLE_BYTES) bytes.
    pub title: Text,
    /// More for people, 1 to [`DESCRIPTION_BYTES`](Self::DESCRIPTION_BYTES) bytes.
    pub description: Option<Text>,
    /// Where a taxonomy has it.
    pub category: Option<Category>,
    /// Its number, the same at every vendor.
    pub gtin: Option<Gtin>,
    /// The maker's own number for it (`mpn`).
    pub mpn: Option<Token>,
    /// New or not.
    pub condition: Option<Condition>,
}

/// schema.org's `OfferItemCondition`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// New.
    New,
    /// Refurbished.
    Refurbished,
    /// Used.
    Used,
    /// Damaged.
    Damaged,
}

impl Item {
    /// The most bytes of a title.
    pub const TITLE_BYTES: usize = 256;

    /// The most bytes of a description.
    pub const DESCRIPTION_BYTES: usize = 4096;

    /// An item with a title and no more.
    ///
    /// # Errors
    /// [`IntentionError::Text`] unless it has 1 to [`TITLE_BYTES`](Self::TITLE_BYTES) bytes.
    pub fn new(title: impl Into<String>) -> Result<Self, IntentionError> {
        let title = Text::within(title, Self::TITLE_BYTES)?;
        let item = Self { title, description: None, category: None, gtin: None, mpn: None, condition: None };
        item.check()?;
        Ok(item)
    }

    /// What the types of its members leave open.
    pub(super) fn check(&self) -> Result<(), IntentionError> {
        within(&self.title, Self::TITLE_BYTES).map_err(|error| error.of("title"))?;
        match &self.description {
            Some(text) => within(text, Self::DESCRIPTION_BYTES).map_err(|error| error.of("description")),
            None => Ok(()),
        }
    }
}

fn within(text: &Text, limit: usize) -> Result<(), IntentionError> {
    match text.as_str().len() {
        0 => Err(TextError::Empty { kind: "text" }.into()),
        length if length > limit => Err(TextError::TooLong { kind: "text", length, limit }.into()),
        _ => Ok(()),
    }
}

impl Condition {
    /// Every one, the best first.
    pub const ALL: [Self; 4] = [Self::New, Self::Refurbished, Self::Used, Self::Damaged];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Refurbished => "refurbished",
            Self::Used => "used",
            Self::Damaged => "damaged",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.name() == name)
    }
}

impl Item {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let item = Self {
            title: form::text(&fields.required("title")?)?,
            description: form::optional(&mut fields, "description", form::text)?,
            category: form::optional(&mut fields, "category", Category::read)?,
            gtin: form::optional(&mut fields, "gtin", |node| form::parsed(node, Gtin::parse))?,
            mpn: form::optional(&mut fields, "mpn", form::token)?,
            condition: form::optional(&mut fields, "condition", |node| {
                form::word(node, Condition::from_name, "`new`, `refurbished`, `used` or `damaged`")
            })?,
        };
        fields.close()?;
        Ok(item)
    }
}

impl Set for Item {
    fn to_value(&self) -> Value {
        let form = Object::new().with("title", self.title.as_str());
        let form = form::put(form, "description", self.description.as_ref().map(Text::as_str));
        let form = form::put(form, "category", self.category.as_ref().map(Category::to_value));
        let form = form::put(form, "gtin", self.gtin.map(|gtin| gtin.to_string()));
        let form = form::put(form, "mpn", self.mpn.as_ref().map(Token::as_str));
        form::put(form, "condition", self.condition.map(Condition::name)).into()
    }
}
