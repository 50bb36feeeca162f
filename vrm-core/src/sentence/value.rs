//! Properties, their values and what must hold of them, as parts of sentences.

use super::{Argument, Sentence};
use crate::intention::{BuiltIn, Measure, Number, Property, PropertyValue, Quantity, Test, UnitCode};
use crate::money::Decimal;

/// A property's name: a built-in one's in the language, any other's as it is.
pub(super) fn property(property: &Property) -> Argument {
    let built_in = match property {
        Property::BuiltIn(built_in) => *built_in,
        Property::Named(name) => return Argument::Id(name.as_str().to_owned()),
    };
    Argument::Phrase(Sentence::new(match built_in {
        BuiltIn::Price => "property.price",
        BuiltIn::Delivery => "property.delivery",
        BuiltIn::Warranty => "property.warranty",
        BuiltIn::Returns => "property.returns",
    }))
}

/// A value; the days of a delivery, a warranty or a return as days.
pub(super) fn of_property(property: &Property, value: &PropertyValue) -> Argument {
    match value {
        PropertyValue::Measure(measure) => number_of(property, *measure),
        PropertyValue::Text(text) => Argument::Text(text.as_str().to_owned()),
        PropertyValue::Flag(true) => Argument::Phrase(Sentence::new("value.yes")),
        PropertyValue::Flag(false) => Argument::Phrase(Sentence::new("value.no")),
    }
}

/// A number that is a property's.
pub(super) fn number_of(property: &Property, measure: Measure) -> Argument {
    let is_days = matches!(property, Property::BuiltIn(BuiltIn::Delivery | BuiltIn::Warranty | BuiltIn::Returns));
    match whole(measure.number.to_decimal()).filter(|_| is_days) {
        Some(days) => Argument::Days(days),
        None => Argument::Measure(measure),
    }
}

/// A bound that a number would have to have, in the unit that was asked for.
pub(super) fn bound(property: &Property, bound: Decimal, unit: Option<UnitCode>) -> Argument {
    match Number::try_from(bound) {
        Ok(number) => number_of(property, Measure { number, unit }),
        Err(_) => Argument::Decimal(bound),
    }
}

/// So many of a unit.
pub(super) fn quantity(quantity: Quantity) -> Argument {
    Argument::Measure(Measure { number: quantity.number(), unit: Some(quantity.unit()) })
}

/// What is asked of a property, as a phrase of its own.
pub(super) fn test(property: &Property, test: &Test) -> Argument {
    let key = match test {
        Test::Is(_) => "test.is",
        Test::IsNot(_) => "test.is-not",
        Test::OneOf(_) => "test.one-of",
        Test::AtLeast(_) => "test.at-least",
        Test::AtMost(_) => "test.at-most",
    };
    Argument::Phrase(Sentence::new(key).with("value", tested(property, test)))
}

/// What must hold of a property, as the end of a sentence.
pub(super) fn must(property: &Property, test: &Test) -> Argument {
    let key = match test {
        Test::Is(_) => "must.is",
        Test::IsNot(_) => "must.is-not",
        Test::OneOf(_) => "must.one-of",
        Test::AtLeast(_) => "must.at-least",
        Test::AtMost(_) => "must.at-most",
    };
    Argument::Phrase(Sentence::new(key).with("value", tested(property, test)))
}

fn tested(property: &Property, test: &Test) -> Argument {
    match test {
        Test::Is(value) | Test::IsNot(value) => of_property(property, value),
        Test::OneOf(values) => Argument::List(values.iter().map(|value| of_property(property, value)).collect()),
        Test::AtLeast(measure) | Test::AtMost(measure) => number_of(property, *measure),
    }
}

fn whole(number: Decimal) -> Option<u32> {
    number.to_string().parse().ok()
}
