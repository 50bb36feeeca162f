//! Properties by name.

use super::{IntentionError, form};
use crate::json::Node;
use std::fmt;

/// What a requirement or a wish is about: one of the properties that every quote has a place for, or one that is named.
///
/// ```
/// use vrm_core::intention::{BuiltIn, Property};
/// assert_eq!(Property::parse("price")?, Property::BuiltIn(BuiltIn::Price));
/// assert_eq!(Property::parse("noise-level")?.name(), "noise-level");
/// assert!(Property::parse("Noise level").is_err());
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Property {
    /// One of the quote's own.
    BuiltIn(BuiltIn),
    /// A named one.
    Named(PropertyName),
}

/// The properties that a quote has members of its own for. Their values are numbers without a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuiltIn {
    /// `price`: what it costs in all ([`Quote::total`](super::Quote::total)), in whole units of the want's currency.
    Price,
    /// `delivery`: the days until it is there, counted from when the offer was made.
    Delivery,
    /// `warranty`: its days.
    Warranty,
    /// `returns`: the days in which it may be sent back.
    Returns,
}

/// The name of a property: a lower-case letter, then lower-case letters, digits and hyphens, at most 64 in all, and none
/// of the [built-in](BuiltIn) ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyName(String);

impl Property {
    /// Reads the name of a built-in property, or of another.
    ///
    /// # Errors
    /// [`IntentionError::PropertyName`].
    pub fn parse(text: &str) -> Result<Self, IntentionError> {
        match BuiltIn::from_name(text) {
            Some(built_in) => Ok(Self::BuiltIn(built_in)),
            None => PropertyName::parse(text).map(Self::Named),
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(built_in) => built_in.name(),
            Self::Named(name) => name.as_str(),
        }
    }
}

impl BuiltIn {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Price, Self::Delivery, Self::Warranty, Self::Returns];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Delivery => "delivery",
            Self::Warranty => "warranty",
            Self::Returns => "returns",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|built_in| built_in.name() == name)
    }
}

impl PropertyName {
    /// The most characters.
    pub const LONGEST: usize = 64;

    /// Reads a name.
    ///
    /// # Errors
    /// [`IntentionError::PropertyName`].
    pub fn parse(text: &str) -> Result<Self, IntentionError> {
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        let named = first && text.len() <= Self::LONGEST && text.bytes().all(known);
        if named && BuiltIn::from_name(text).is_none() {
            Ok(Self(text.to_owned()))
        } else {
            Err(IntentionError::PropertyName)
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PropertyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Property {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        form::parsed(node, Self::parse)
    }
}
