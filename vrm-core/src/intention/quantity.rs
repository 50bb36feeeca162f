//! How many.

use super::{IntentionError, Number, UnitCode, form};
use crate::json::{Node, Object, Value};

/// So many of a unit, more than none.
///
/// ```
/// use vrm_core::intention::{Number, Quantity, UnitCode};
/// let sack = Quantity::new(Number::parse("2.5")?, UnitCode::parse("KGM")?)?;
/// assert_eq!((sack.number().to_string().as_str(), sack.unit().as_str()), ("2.5", "KGM"));
/// assert!(Quantity::new(Number::from(0), UnitCode::parse("KGM")?).is_err());
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    pub(super) number: Number,
    pub(super) unit: UnitCode,
}

/// From so many to so many of a unit, both included, and more than none.
///
/// ```
/// use vrm_core::intention::{Number, QuantityRange, UnitCode};
/// let some = QuantityRange::new(Number::from(2), Number::from(4), UnitCode::PIECE)?;
/// assert!(some.contains(Number::from(4)) && !some.contains(Number::from(5)));
/// assert!(QuantityRange::new(Number::from(4), Number::from(2), UnitCode::PIECE).is_err());
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuantityRange {
    pub(super) least: Number,
    pub(super) most: Number,
    pub(super) unit: UnitCode,
}

impl Quantity {
    /// So many.
    ///
    /// # Errors
    /// [`IntentionError::Bounds`] unless it is more than zero.
    pub fn new(number: Number, unit: UnitCode) -> Result<Self, IntentionError> {
        above_zero(number, "number")?;
        Ok(Self { number, unit })
    }

    /// How many.
    #[must_use]
    pub fn number(self) -> Number {
        self.number
    }

    /// Of what.
    #[must_use]
    pub fn unit(self) -> UnitCode {
        self.unit
    }
}

impl QuantityRange {
    /// From `least` to `most`.
    ///
    /// # Errors
    /// [`IntentionError::Bounds`] unless `0 < least <= most`.
    pub fn new(least: Number, most: Number, unit: UnitCode) -> Result<Self, IntentionError> {
        above_zero(least, "min")?;
        if most < least {
            return Err(IntentionError::Bounds { expected: "no less than `min`" }.of("max"));
        }
        Ok(Self { least, most, unit })
    }

    /// Exactly so many.
    #[must_use]
    pub fn exactly(quantity: Quantity) -> Self {
        let Quantity { number, unit } = quantity;
        Self { least: number, most: number, unit }
    }

    /// The fewest (`min`).
    #[must_use]
    pub fn least(self) -> Number {
        self.least
    }

    /// The most (`max`).
    #[must_use]
    pub fn most(self) -> Number {
        self.most
    }

    /// Of what.
    #[must_use]
    pub fn unit(self) -> UnitCode {
        self.unit
    }

    /// Whether so many of its unit are within it.
    #[must_use]
    pub fn contains(self, number: Number) -> bool {
        self.least <= number && number <= self.most
    }
}

fn above_zero(number: Number, name: &str) -> Result<(), IntentionError> {
    if number.is_above_zero() {
        return Ok(());
    }
    Err(IntentionError::Bounds { expected: "more than zero" }.of(name))
}

impl Quantity {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let number = Number::read(&fields.required("number")?)?;
        let unit = UnitCode::read(&fields.required("unit")?)?;
        fields.close()?;
        Self::new(number, unit).map_err(form::at(node))
    }

    pub(super) fn to_value(self) -> Value {
        Object::new().with("number", self.number.to_string()).with("unit", self.unit.as_str()).into()
    }
}

impl QuantityRange {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let least = Number::read(&fields.required("min")?)?;
        let most = Number::read(&fields.required("max")?)?;
        let unit = UnitCode::read(&fields.required("unit")?)?;
        fields.close()?;
        Self::new(least, most, unit).map_err(form::at(node))
    }

    pub(super) fn to_value(self) -> Value {
        let form = Object::new().with("min", self.least.to_string()).with("max", self.most.to_string());
        form.with("unit", self.unit.as_str()).into()
    }
}
