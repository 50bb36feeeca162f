//! What an offer says of a property.

use super::cost::Cost;
use super::figure::Figure;
use crate::intention::{BuiltIn, Delivery, Measure, Number, Property, PropertyValue, Quote, Test, UnitCode};
use crate::money::Decimal;
use crate::text::Text;
use crate::time::Instant;
use std::cmp::Ordering;

const SECONDS_A_DAY: i64 = 86_400;

/// A value as it stands in the quote: nothing is copied.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen<'a> {
    /// A number and its unit.
    Number(Figure, Option<UnitCode>),
    /// A text.
    Text(&'a Text),
    /// Yes or no.
    Flag(bool),
}

/// How a value stands to another of which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// Both are of one type and unit, and in this order; texts and flags have no order but `Equal`.
    Compared(Ordering),
    /// Two numbers of two units.
    OtherUnit,
    /// Two types.
    OtherType,
}

impl<'a> Seen<'a> {
    /// What the offer says of the property, if anything. A price that cannot be told in the want's currency is none.
    pub(super) fn of(property: &Property, quote: &'a Quote, cost: &Cost, days: Option<u32>) -> Option<Self> {
        let bare = |figure| Self::Number(figure, None);
        match property {
            Property::BuiltIn(BuiltIn::Price) => {
                cost.total.map(|total| bare(Figure::minor(total, cost.currency.minor_units())))
            }
            Property::BuiltIn(BuiltIn::Delivery) => days.map(|days| bare(days.into())),
            Property::BuiltIn(BuiltIn::Warranty) => quote.warranty.map(|days| bare(days.count().into())),
            Property::BuiltIn(BuiltIn::Returns) => quote.returns.map(|days| bare(days.count().into())),
            Property::Named(name) => quote.properties.get(name).map(Self::from),
        }
    }

    pub(super) fn against(self, value: &PropertyValue) -> Against {
        match (self, value) {
            (Self::Number(..), PropertyValue::Measure(measure)) => self.against_measure(measure),
            (Self::Text(mine), PropertyValue::Text(other)) => Against::Compared(mine.cmp(other)),
            (Self::Flag(mine), PropertyValue::Flag(other)) => Against::Compared(mine.cmp(other)),
            _ => Against::OtherType,
        }
    }

    pub(super) fn against_measure(self, measure: &Measure) -> Against {
        match self {
            Self::Number(mine, unit) if unit == measure.unit => Against::Compared(mine.compare(measure.number.into())),
            Self::Number(..) => Against::OtherUnit,
            _ => Against::OtherType,
        }
    }

    /// Whether it passes: what is of another unit or type never does, not even where it is asked to be anything else.
    pub(super) fn passes(self, test: &Test) -> bool {
        match test {
            Test::Is(value) => self.against(value) == Against::Compared(Ordering::Equal),
            Test::IsNot(value) => {
                matches!(self.against(value), Against::Compared(Ordering::Less | Ordering::Greater))
            }
            Test::OneOf(values) => values.iter().any(|value| self.against(value) == Against::Compared(Ordering::Equal)),
            Test::AtLeast(bound) => {
                matches!(self.against_measure(bound), Against::Compared(Ordering::Equal | Ordering::Greater))
            }
            Test::AtMost(bound) => {
                matches!(self.against_measure(bound), Against::Compared(Ordering::Equal | Ordering::Less))
            }
        }
    }

    /// As a value of its own, to be shown; none for a price of more digits than a number has.
    pub(super) fn to_value(self) -> Option<PropertyValue> {
        match self {
            Self::Number(figure, unit) => {
                let decimal =
                    Decimal::from_parts(i64::try_from(figure.mantissa).ok()?, u8::try_from(figure.scale).ok()?);
                Number::try_from(decimal).ok().map(|number| PropertyValue::Measure(Measure { number, unit }))
            }
            Self::Text(text) => Some(PropertyValue::Text(text.clone())),
            Self::Flag(flag) => Some(PropertyValue::Flag(flag)),
        }
    }
}

impl<'a> From<&'a PropertyValue> for Seen<'a> {
    fn from(value: &'a PropertyValue) -> Self {
        match value {
            PropertyValue::Measure(measure) => Self::Number(measure.number.into(), measure.unit),
            PropertyValue::Text(text) => Self::Text(text),
            PropertyValue::Flag(flag) => Self::Flag(*flag),
        }
    }
}

/// The days from when the offer was made until it is there: begun ones count, and what is there before counts none.
pub(super) fn days(quote: &Quote, offered: Instant) -> Option<u32> {
    quote.delivery.map(|delivery| match delivery {
        Delivery::Within(days) => days.count(),
        Delivery::By(time) => {
            let seconds = (time.unix() - offered.unix()).max(0);
            u32::try_from((seconds + SECONDS_A_DAY - 1) / SECONDS_A_DAY).unwrap_or(u32::MAX)
        }
    })
}
