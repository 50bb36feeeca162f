//! What is wrong with a want or a quote. Amounts, numbers and texts are the person's or the vendor's and are never
//! repeated.

use super::Scheme;
use crate::did::DidError;
use crate::error::{Code, Fault, quote};
use crate::json::{JsonError, Pointer};
use crate::money::{Currency, MoneyError};
use crate::text::TextError;

/// What is wrong with a want, a quote, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IntentionError {
    /// Something below, of the member at `path`.
    #[error("{}: {error}", quote(path.as_str()))]
    At {
        /// The member.
        path: Pointer,
        /// What is wrong with it.
        error: Box<IntentionError>,
    },
    /// The JSON, or a member of it.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// An amount, a currency or a decimal.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A title, a text or a token.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The identifier of a vendor.
    #[error(transparent)]
    Did(#[from] DidError),
    /// A number with more digits than are compared exactly.
    #[error("the number has more than 15 digits")]
    TooPrecise,
    /// No product number.
    #[error("a product number has 8, 12, 13 or 14 digits")]
    GtinLength,
    /// A product number with a wrong last digit.
    #[error("the last digit of the product number does not check the others")]
    GtinCheckDigit,
    /// A weight that is none.
    #[error("the weight is {found}, expected 1 to 100")]
    Weight {
        /// The number.
        found: i64,
    },
    /// A set out of order, or with one thing twice.
    #[error("the item does not come after the one before it, expected items sorted by their RFC 8785 text, none twice")]
    NotSorted,
    /// More items than a list may have.
    #[error("there are {found}, expected at most {limit}")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Nothing where something is due.
    #[error("it is empty, expected something in it, or no such member")]
    Empty,
    /// More bytes than are read.
    #[error("the {what} has {length} bytes as JSON, expected at most {limit}")]
    TooLong {
        /// What it is.
        what: &'static str,
        /// Its bytes.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A word out of a closed set.
    #[error("{} is not known here, expected {expected}", quote(found))]
    UnknownValue {
        /// What was found.
        found: String,
        /// What would be right.
        expected: &'static str,
    },
    /// No place, or one that is not written in full.
    #[error("not a place by its full IRI, as in `https://w3id.org/dpv/loc#FR`")]
    Place,
    /// A count or a number of days out of its range.
    #[error("it is {found}, expected {expected}")]
    OutOfRange {
        /// The number.
        found: i64,
        /// What would be right.
        expected: &'static str,
    },
    /// A code that the taxonomy does not have the like of.
    #[error("no code of the taxonomy `{}`, expected {}", scheme.name(), scheme.expected())]
    CategoryCode {
        /// The taxonomy.
        scheme: Scheme,
    },
    /// No name of a property.
    #[error(
        "the name of a property is a lower-case letter, then lower-case letters, digits and hyphens, at most 64 in all, \
         and not `price`, `delivery`, `warranty` or `returns`"
    )]
    PropertyName,
    /// No unit of measure.
    #[error("a unit is two or three capitals and digits of UN/CEFACT Recommendation 20, as in `KGM`")]
    UnitCode,
    /// No time, or one finer than what is written.
    #[error("not a time in whole minutes, in seconds from 1970 and in the years 2000 to 9999")]
    NotAMinute,
    /// A number, an amount or a time outside of its bounds.
    #[error("out of bounds, expected {expected}")]
    Bounds {
        /// What would be right.
        expected: &'static str,
    },
    /// A phase that has no end, and another after it.
    #[error("a phase without `times` has no end, and yet another follows")]
    EndlessPhase,
    /// An amount in another currency than those beside it.
    #[error("the amount is in {found}, expected {expected}")]
    OtherCurrency {
        /// Its currency.
        found: Currency,
        /// The currency of all.
        expected: Currency,
    },
    /// A value of another type than the property or the taste takes.
    #[error("the value is {found}, expected {expected}")]
    ValueType {
        /// What it is.
        found: &'static str,
        /// What would be right.
        expected: &'static str,
    },
    /// Another item that would do as well, without a number by which to know it.
    #[error("an alternative has neither `gtin` nor `mpn`, expected one by which to know it")]
    Unnumbered,
    /// A ceiling for each unit, where no quantity says of what.
    #[error("the ceiling is for each unit, expected a quantity beside it")]
    UnitBudget,
    /// A rate that makes money vanish or turn.
    #[error("the rate from {from} into {into} is not above zero")]
    RateNotPositive {
        /// The currency that is converted.
        from: Currency,
        /// The one it is converted into.
        into: Currency,
    },
    /// Two rates where one was needed.
    #[error("there are two rates from {from} into {into}, expected one")]
    RateTwice {
        /// The currency that is converted.
        from: Currency,
        /// The one it is converted into.
        into: Currency,
    },
    /// A rate of a currency for itself.
    #[error("a rate is for two currencies, found {currency} twice")]
    RateOfItself {
        /// The currency.
        currency: Currency,
    },
}

impl IntentionError {
    /// The same error of what stands at `path`, or in a text that holds this one there.
    pub(crate) fn at(self, path: &Pointer) -> Self {
        match self {
            Self::Json(error) => Self::Json(error.within(path)),
            Self::At { path: inner, error } => Self::At { path: inner.within(path), error },
            error if *path == Pointer::root() => error,
            error => Self::At { path: path.clone(), error: Box::new(error) },
        }
    }

    /// The same error of the member `name`.
    pub(super) fn of(self, name: &str) -> Self {
        self.at(&Pointer::root().member(name))
    }

    /// The same error of the item at `index`.
    pub(super) fn item(self, index: usize) -> Self {
        self.at(&Pointer::root().item(index))
    }
}

impl Fault for IntentionError {
    fn code(&self) -> Code {
        match self {
            Self::At { error, .. } => error.code(),
            Self::Json(error) => error.code(),
            Self::Money(error) => error.code(),
            Self::Text(error) => error.code(),
            Self::Did(error) => error.code(),
            Self::TooPrecise => Code::IntentionTooPrecise,
            Self::GtinLength => Code::IntentionGtinLength,
            Self::GtinCheckDigit => Code::IntentionGtinCheckDigit,
            Self::Weight { .. } => Code::IntentionWeight,
            Self::NotSorted => Code::IntentionNotSorted,
            Self::TooMany { .. } => Code::IntentionTooMany,
            Self::Empty => Code::IntentionEmpty,
            Self::TooLong { .. } => Code::IntentionTooLong,
            Self::UnknownValue { .. } | Self::Place => Code::IntentionUnknownValue,
            Self::OutOfRange { .. } => Code::IntentionOutOfRange,
            Self::CategoryCode { .. } => Code::IntentionCategoryCode,
            Self::PropertyName => Code::IntentionPropertyName,
            Self::UnitCode => Code::IntentionUnitCode,
            Self::NotAMinute => Code::IntentionNotAMinute,
            Self::Bounds { .. } => Code::IntentionBounds,
            Self::EndlessPhase => Code::IntentionEndlessPhase,
            Self::OtherCurrency { .. } => Code::IntentionOtherCurrency,
            Self::ValueType { .. } => Code::IntentionValueType,
            Self::Unnumbered => Code::IntentionUnnumbered,
            Self::UnitBudget => Code::IntentionUnitBudget,
            Self::RateNotPositive { .. } => Code::IntentionRateNotPositive,
            Self::RateTwice { .. } => Code::IntentionRateTwice,
            Self::RateOfItself { .. } => Code::IntentionRateOfItself,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::At { path, .. } => Some(path.to_string()),
            Self::Json(error) => error.path(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_grows_outwards_and_nothing_else_changes() {
        let error = IntentionError::Empty.item(3).of("a/b").at(&Pointer::root().member("item"));
        assert_eq!((error.path().as_deref(), error.code()), (Some("/item/a~1b/3"), Code::IntentionEmpty));
        assert_eq!(error.to_string(), "`/item/a~1b/3`: it is empty, expected something in it, or no such member");
        let json = IntentionError::from(JsonError::Missing { path: Pointer::root().member("unit") }).of("quantity");
        assert_eq!(json.to_string(), "the member `/quantity/unit` is missing");
        assert_eq!(json.path().as_deref(), Some("/quantity/unit"));
        let none = IntentionError::UnitCode.at(&Pointer::root());
        assert_eq!((none.path(), none), (None, IntentionError::UnitCode));
    }
}
