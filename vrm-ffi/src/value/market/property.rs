//! What must hold of a property, and what is liked of one.

use crate::value::{Measure, PropertyValue};
use vrm_core::intention;

/// A hard requirement: an offer that does not meet it, or does not say, is left out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Requirement {
    /// Of what: `price`, `delivery`, `warranty`, `returns`, or the name of a property.
    pub property: String,
    /// What must hold of it.
    #[serde(flatten)]
    pub test: PropertyTest,
}

/// What must hold of a property's value.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(untagged)]
pub enum PropertyTest {
    /// It is this.
    Is {
        /// What.
        #[serde(rename = "is")]
        value: PropertyValue,
    },
    /// It is anything but this.
    IsNot {
        /// What.
        #[serde(rename = "is-not")]
        value: PropertyValue,
    },
    /// It is one of these.
    OneOf {
        /// Which, 1 to 64.
        #[serde(rename = "one-of")]
        values: Vec<PropertyValue>,
    },
    /// It is a number of this unit, and no less.
    AtLeast {
        /// The bound.
        #[serde(rename = "at-least")]
        measure: Measure,
    },
    /// It is a number of this unit, and no more.
    AtMost {
        /// The bound.
        #[serde(rename = "at-most")]
        measure: Measure,
    },
}

/// A soft preference: how much a property counts, and which values of it are liked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Wish {
    /// Of what: as in a requirement.
    pub property: String,
    /// How much it counts, 1 to 100.
    pub weight: u8,
    /// What is liked.
    #[serde(flatten)]
    pub taste: Taste,
}

/// Which values are liked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(untagged)]
pub enum Taste {
    /// The more, the nearer to the best.
    Between {
        /// The best number.
        best: String,
        /// The worst number.
        worst: String,
        /// The unit of both.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// The more, the nearer to the ideal.
    Near {
        /// The ideal number.
        ideal: String,
        /// How far off it may be.
        tolerance: String,
        /// The unit of both.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// This and no other.
    Exactly {
        /// A text, or a yes or no.
        #[serde(rename = "exactly")]
        value: PropertyValue,
    },
}

impl From<&intention::Requirement> for Requirement {
    fn from(requirement: &intention::Requirement) -> Self {
        use intention::Test as Of;
        let test = match &requirement.test {
            Of::Is(value) => PropertyTest::Is { value: value.into() },
            Of::IsNot(value) => PropertyTest::IsNot { value: value.into() },
            Of::OneOf(values) => PropertyTest::OneOf { values: values.iter().map(Into::into).collect() },
            Of::AtLeast(measure) => PropertyTest::AtLeast { measure: (*measure).into() },
            Of::AtMost(measure) => PropertyTest::AtMost { measure: (*measure).into() },
        };
        Self { property: requirement.property.name().to_owned(), test }
    }
}

impl From<&intention::Wish> for Wish {
    fn from(wish: &intention::Wish) -> Self {
        use intention::Taste as Of;
        let taste = match &wish.taste {
            Of::Between { best, worst, unit } => {
                let unit = unit.map(|unit| unit.as_str().to_owned());
                Taste::Between { best: best.to_string(), worst: worst.to_string(), unit }
            }
            Of::Near { ideal, tolerance } => {
                let Measure { number, unit } = (*ideal).into();
                Taste::Near { ideal: number, tolerance: tolerance.to_string(), unit }
            }
            Of::Exactly(value) => Taste::Exactly { value: value.into() },
        };
        Self { property: wish.property.name().to_owned(), weight: wish.weight.get(), taste }
    }
}
