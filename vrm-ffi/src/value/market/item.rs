//! What is wanted or offered, and its properties.

use vrm_core::intention;

/// A thing, as a want or a quote describes it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct MarketItem {
    /// What people call it, 1 to 256 bytes.
    pub title: String,
    /// More about it, 1 to 4,096 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub description: Option<String>,
    /// Where a taxonomy has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub category: Option<ProductCategory>,
    /// Its number, 8, 12, 13 or 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub gtin: Option<String>,
    /// The maker's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub mpn: Option<String>,
    /// New or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub condition: Option<Condition>,
}

/// A place in a taxonomy of products.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct ProductCategory {
    /// The taxonomy.
    pub scheme: CategoryScheme,
    /// The code as it writes them.
    pub code: String,
}

/// A taxonomy of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum CategoryScheme {
    /// Google's product taxonomy.
    Google,
    /// The United Nations Standard Products and Services Code.
    Unspsc,
    /// The EU's Common Procurement Vocabulary.
    Cpv,
    /// GS1's Global Product Classification.
    Gs1,
}

/// New or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Never used.
    New,
    /// Used and put in order.
    Refurbished,
    /// Used.
    Used,
    /// Not whole.
    Damaged,
}

/// So many of a unit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Quantity {
    /// How many, in decimal digits.
    pub number: String,
    /// A common code of UN/CEFACT Recommendation 20.
    pub unit: String,
}

/// From so many to so many of a unit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct QuantityRange {
    /// The fewest, in decimal digits.
    pub min: String,
    /// The most.
    pub max: String,
    /// A common code of UN/CEFACT Recommendation 20.
    pub unit: String,
}

/// A number with perhaps a unit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Measure {
    /// The number, in decimal digits.
    pub number: String,
    /// A common code of UN/CEFACT Recommendation 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub unit: Option<String>,
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(from = "Plain", into = "Plain")]
pub enum PropertyValue {
    /// A number.
    Number {
        /// It.
        measure: Measure,
    },
    /// A text of at most 256 bytes.
    Text {
        /// It.
        text: String,
    },
    /// Yes or no.
    Flag {
        /// Which.
        flag: bool,
    },
}

/// The same as JSON has it.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Plain {
    Text(String),
    Flag(bool),
    Measure(Measure),
}

impl From<Plain> for PropertyValue {
    fn from(plain: Plain) -> Self {
        match plain {
            Plain::Text(text) => Self::Text { text },
            Plain::Flag(flag) => Self::Flag { flag },
            Plain::Measure(measure) => Self::Number { measure },
        }
    }
}

impl From<PropertyValue> for Plain {
    fn from(value: PropertyValue) -> Self {
        match value {
            PropertyValue::Text { text } => Self::Text(text),
            PropertyValue::Flag { flag } => Self::Flag(flag),
            PropertyValue::Number { measure } => Self::Measure(measure),
        }
    }
}

impl From<intention::Measure> for Measure {
    fn from(measure: intention::Measure) -> Self {
        Self { number: measure.number.to_string(), unit: measure.unit.map(|unit| unit.as_str().to_owned()) }
    }
}

impl From<intention::Quantity> for Quantity {
    fn from(quantity: intention::Quantity) -> Self {
        Self { number: quantity.number().to_string(), unit: quantity.unit().as_str().to_owned() }
    }
}

impl From<intention::QuantityRange> for QuantityRange {
    fn from(range: intention::QuantityRange) -> Self {
        let (min, max) = (range.least().to_string(), range.most().to_string());
        Self { min, max, unit: range.unit().as_str().to_owned() }
    }
}

impl From<&intention::PropertyValue> for PropertyValue {
    fn from(value: &intention::PropertyValue) -> Self {
        match value {
            intention::PropertyValue::Measure(measure) => Self::Number { measure: (*measure).into() },
            intention::PropertyValue::Text(text) => Self::Text { text: text.as_str().to_owned() },
            intention::PropertyValue::Flag(flag) => Self::Flag { flag: *flag },
        }
    }
}

impl From<intention::Condition> for Condition {
    fn from(condition: intention::Condition) -> Self {
        match condition {
            intention::Condition::New => Self::New,
            intention::Condition::Refurbished => Self::Refurbished,
            intention::Condition::Used => Self::Used,
            intention::Condition::Damaged => Self::Damaged,
        }
    }
}
