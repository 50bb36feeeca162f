//! What is liked better.

use super::set::Set;
use super::{IntentionError, Measure, Number, Property, PropertyValue, UnitCode, form};
use crate::json::{Fields, Node, Object, Value};

/// A soft preference: how much a property counts, and which values of it are liked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wish {
    /// Of what.
    pub property: Property,
    /// How much it counts.
    pub weight: Weight,
    /// What is liked.
    pub taste: Taste,
}

/// How much a wish counts: 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u8);

/// Which values are liked: each gives a utility from 0 to 1, never relative to other offers. Of a
/// [built-in](super::BuiltIn) property they are numbers without a unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taste {
    /// 1 at the best and beyond, 0 at the worst and beyond, evenly between; the two differ.
    Between {
        /// The best value.
        best: Number,
        /// The worst value.
        worst: Number,
        /// The unit of both.
        unit: Option<UnitCode>,
    },
    /// 1 at the ideal, 0 where it is off by the tolerance or more, evenly between; the tolerance is above zero.
    Near {
        /// The ideal value.
        ideal: Measure,
        /// How far off it may be, in the same unit.
        tolerance: Number,
    },
    /// 1 for this text or this yes or no, 0 for any other. A number is liked by how near it is.
    Exactly(PropertyValue),
}

impl Wish {
    /// What the types of its members leave open.
    pub(super) fn check(&self) -> Result<(), IntentionError> {
        match &self.taste {
            Taste::Between { best, worst, unit } => {
                self.check_unit(*unit)?;
                let same = || IntentionError::Bounds { expected: "another number than `best`" };
                if best == worst { Err(same().of("worst")) } else { Ok(()) }
            }
            Taste::Near { ideal, tolerance } => {
                self.check_unit(ideal.unit)?;
                let none = || IntentionError::Bounds { expected: "more than zero" };
                if tolerance.is_above_zero() { Ok(()) } else { Err(none().of("tolerance")) }
            }
            Taste::Exactly(PropertyValue::Measure(_)) => {
                let expected = "a text or a boolean: a number is liked between `best` and `worst`, or near an `ideal`";
                Err(IntentionError::ValueType { found: "a number", expected }.of("exactly"))
            }
            Taste::Exactly(value) => value.check(&self.property).map_err(|error| error.of("exactly")),
        }
    }

    fn check_unit(&self, unit: Option<UnitCode>) -> Result<(), IntentionError> {
        match (&self.property, unit) {
            (Property::BuiltIn(_), Some(_)) => Err(IntentionError::UNIT.of("unit")),
            _ => Ok(()),
        }
    }
}

impl Weight {
    /// So much.
    ///
    /// # Errors
    /// [`IntentionError::Weight`] outside of 1 to 100.
    pub fn new(weight: u8) -> Result<Self, IntentionError> {
        if (1..=100).contains(&weight) {
            Ok(Self(weight))
        } else {
            Err(IntentionError::Weight { found: weight.into() })
        }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Wish {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let property = Property::read(&fields.required("property")?)?;
        let weight = Weight::read(&fields.required("weight")?)?;
        let taste = Taste::read(&mut fields)?;
        fields.close()?;
        Ok(Self { property, weight, taste })
    }
}

impl Weight {
    fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let found = node.integer()?;
        let weight = u8::try_from(found).map_err(|_| IntentionError::Weight { found });
        weight.and_then(Self::new).map_err(form::at(node))
    }
}

impl Taste {
    /// The members that say it.
    fn read(fields: &mut Fields<'_>) -> Result<Self, IntentionError> {
        if let Some(node) = fields.optional("exactly") {
            return PropertyValue::read(&node).map(Self::Exactly);
        }
        let ideal = form::optional(fields, "ideal", Number::read)?;
        if let Some(number) = ideal {
            let tolerance = Number::read(&fields.required("tolerance")?)?;
            let unit = form::optional(fields, "unit", UnitCode::read)?;
            return Ok(Self::Near { ideal: Measure { number, unit }, tolerance });
        }
        let best = Number::read(&fields.required("best")?)?;
        let worst = Number::read(&fields.required("worst")?)?;
        Ok(Self::Between { best, worst, unit: form::optional(fields, "unit", UnitCode::read)? })
    }
}

impl Set for Wish {
    fn to_value(&self) -> Value {
        let form = Object::new().with("property", self.property.name()).with("weight", i64::from(self.weight.get()));
        let (form, unit) = match &self.taste {
            Taste::Between { best, worst, unit } => {
                (form.with("best", best.to_string()).with("worst", worst.to_string()), unit.as_ref())
            }
            Taste::Near { ideal, tolerance } => {
                let form = form.with("ideal", ideal.number.to_string()).with("tolerance", tolerance.to_string());
                (form, ideal.unit.as_ref())
            }
            Taste::Exactly(value) => (form.with("exactly", value.to_value()), None),
        };
        form::put(form, "unit", unit.map(UnitCode::as_str)).into()
    }
}
