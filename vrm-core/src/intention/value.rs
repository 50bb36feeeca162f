//! Values of properties.

use super::set::Set;
use super::{IntentionError, Measure, Number, Property, form};
use crate::json::{JsonError, Node, Value};
use crate::text::{Text, TextError};

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PropertyValue {
    /// A number.
    Measure(Measure),
    /// A text of at most [`TEXT_BYTES`](Self::TEXT_BYTES) bytes, compared byte for byte.
    Text(Text),
    /// Yes or no.
    Flag(bool),
}

impl PropertyValue {
    /// The most bytes of a text.
    pub const TEXT_BYTES: usize = 256;

    /// A bare number.
    #[must_use]
    pub fn number(number: Number) -> Self {
        Self::Measure(Measure { number, unit: None })
    }

    /// A text.
    ///
    /// # Errors
    /// [`IntentionError::Text`] past [`TEXT_BYTES`](Self::TEXT_BYTES).
    pub fn text(text: impl Into<String>) -> Result<Self, IntentionError> {
        Ok(Self::Text(Text::within(text, Self::TEXT_BYTES)?))
    }

    /// That the property takes it, and what its type leaves open.
    pub(super) fn check(&self, property: &Property) -> Result<(), IntentionError> {
        match (property, self) {
            (Property::BuiltIn(_), Self::Measure(Measure { unit: Some(_), .. })) => Err(IntentionError::UNIT),
            (_, Self::Measure(_)) | (Property::Named(_), Self::Flag(_)) => Ok(()),
            (Property::BuiltIn(_), Self::Text(_)) => Err(not_a_number("a text")),
            (Property::BuiltIn(_), Self::Flag(_)) => Err(not_a_number("a boolean")),
            (Property::Named(_), Self::Text(text)) => match text.as_str().len() {
                length if length <= Self::TEXT_BYTES => Ok(()),
                length => Err(TextError::TooLong { kind: "text", length, limit: Self::TEXT_BYTES }.into()),
            },
        }
    }

    /// A text and a yes or no are JSON's own; a number is an object, since JSON's own may be rounded.
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        match node.value() {
            Value::String(_) => form::text(node).map(Self::Text),
            Value::Bool(flag) => Ok(Self::Flag(*flag)),
            _ => {
                node.object().map_err(no_value)?;
                Measure::read(node).map(Self::Measure)
            }
        }
    }
}

impl Set for PropertyValue {
    fn to_value(&self) -> Value {
        match self {
            Self::Measure(measure) => measure.to_value(),
            Self::Text(text) => text.as_str().into(),
            Self::Flag(flag) => (*flag).into(),
        }
    }
}

/// Says what all a value may be.
fn no_value(error: JsonError) -> JsonError {
    match error {
        JsonError::WrongType { path, found, .. } => {
            JsonError::WrongType { path, found, expected: "a string, a boolean or an object with a `number`" }
        }
        error => error,
    }
}

const BARE: &str = "a number without a unit, as built-in properties have";

impl IntentionError {
    /// A unit where there is none.
    pub(super) const UNIT: Self = Self::ValueType { found: "a number with a unit", expected: BARE };
}

fn not_a_number(found: &'static str) -> IntentionError {
    IntentionError::ValueType { found, expected: BARE }
}
