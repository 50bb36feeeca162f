//! Numbers of properties and quantities.

use super::{IntentionError, form};
use crate::json::Node;
use crate::money::Decimal;
use std::fmt;

/// An exact decimal of at most 15 digits, those behind the point included: with so many, scores are computed without
/// rounding on the way.
///
/// ```
/// use vrm_core::intention::Number;
/// assert_eq!(Number::parse("0.75")?.to_string(), "0.75");
/// assert!(Number::parse("0.750").is_err() && Number::parse("1234567890123456").is_err());
/// assert!(Number::parse("2.5")? < Number::from(3));
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(Decimal);

impl Number {
    /// The most digits.
    pub const DIGITS: u32 = 15;

    /// Reads the one spelling of a decimal, as [`Decimal::parse`].
    ///
    /// # Errors
    /// [`IntentionError::Money`] for what is no decimal, [`IntentionError::TooPrecise`] for more digits.
    pub fn parse(text: &str) -> Result<Self, IntentionError> {
        Self::try_from(Decimal::parse(text)?)
    }

    /// As a decimal.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        self.0
    }

    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        form::parsed(node, Self::parse)
    }

    pub(super) fn is_above_zero(self) -> bool {
        self.0 > Decimal::from(0)
    }
}

impl TryFrom<Decimal> for Number {
    type Error = IntentionError;

    fn try_from(decimal: Decimal) -> Result<Self, IntentionError> {
        let digits = decimal.to_string().bytes().filter(u8::is_ascii_digit).count();
        if digits <= Self::DIGITS as usize { Ok(Self(decimal)) } else { Err(IntentionError::TooPrecise) }
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(i64::from(value).into())
    }
}

impl fmt::Display for Number {
    /// The one spelling, as [`Number::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
