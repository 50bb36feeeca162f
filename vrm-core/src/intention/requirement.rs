//! What must hold.

use super::set::Set;
use super::{IntentionError, Measure, Property, PropertyValue, form};
use crate::json::{Fields, JsonError, Node, Object, Value};

/// A hard requirement: an offer that does not meet it, or does not say, is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Requirement {
    /// Of what.
    pub property: Property,
    /// What must hold of it.
    pub test: Test,
}

/// What must hold of a property's value. Of a [built-in](super::BuiltIn) property it is a number without a unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// It is this.
    Is(PropertyValue),
    /// It is anything but this.
    IsNot(PropertyValue),
    /// It is one of these, 1 to [`CHOICES`](Self::CHOICES) of them.
    OneOf(Vec<PropertyValue>),
    /// It is a number of this unit, and no less.
    AtLeast(Measure),
    /// It is a number of this unit, and no more.
    AtMost(Measure),
}

impl Requirement {
    /// What the types of its members leave open.
    pub(super) fn check(&self) -> Result<(), IntentionError> {
        let check = |value: &PropertyValue| value.check(&self.property);
        let outcome = match &self.test {
            Test::Is(value) | Test::IsNot(value) => check(value),
            Test::AtLeast(measure) | Test::AtMost(measure) => check(&PropertyValue::Measure(*measure)),
            Test::OneOf(values) if values.is_empty() => Err(IntentionError::Empty),
            Test::OneOf(values) => PropertyValue::check_set(values, Test::CHOICES, check),
        };
        outcome.map_err(|error| error.of(self.test.name()))
    }

    /// The same, with what it may be one of in order.
    pub(super) fn sorted(mut self) -> Self {
        if let Test::OneOf(values) = &mut self.test {
            PropertyValue::sort(values);
        }
        self
    }
}

impl Test {
    /// The most values one of which it may be.
    pub const CHOICES: usize = 64;

    /// The stable name, the same in every language: the member that says it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Is(_) => "is",
            Self::IsNot(_) => "is-not",
            Self::OneOf(_) => "one-of",
            Self::AtLeast(_) => "at-least",
            Self::AtMost(_) => "at-most",
        }
    }
}

impl Requirement {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let property = Property::read(&fields.required("property")?)?;
        let test = Test::read(&mut fields)?;
        let path = fields.path().member("is");
        fields.close()?;
        Ok(Self { property, test: test.ok_or(JsonError::Missing { path })? })
    }
}

impl Test {
    /// The one member that says it.
    fn read(fields: &mut Fields<'_>) -> Result<Option<Self>, IntentionError> {
        if let Some(node) = fields.optional("is") {
            return PropertyValue::read(&node).map(|value| Some(Self::Is(value)));
        }
        if let Some(node) = fields.optional("is-not") {
            return PropertyValue::read(&node).map(|value| Some(Self::IsNot(value)));
        }
        if let Some(node) = fields.optional("one-of") {
            let values: Result<Vec<_>, _> = node.array()?.iter().map(PropertyValue::read).collect();
            return values.map(|values| Some(Self::OneOf(values)));
        }
        if let Some(node) = fields.optional("at-least") {
            return Measure::read(&node).map(|measure| Some(Self::AtLeast(measure)));
        }
        form::optional(fields, "at-most", Measure::read).map(|measure| measure.map(Self::AtMost))
    }
}

impl Set for Requirement {
    fn to_value(&self) -> Value {
        let value = match &self.test {
            Test::Is(value) | Test::IsNot(value) => value.to_value(),
            Test::OneOf(values) => PropertyValue::to_values(values).into(),
            Test::AtLeast(measure) | Test::AtMost(measure) => measure.to_value(),
        };
        Object::new().with("property", self.property.name()).with(self.test.name(), value).into()
    }
}
