//! Numbers made ready to be compared and weighed.

use crate::intention::Number;
use crate::money::Decimal;
use std::cmp::Ordering;

/// An exact number: an integer over a power of ten. Numbers of properties have at most 15 digits and amounts at most 16,
/// 14 of them behind the point, so that two at one scale have at most 30 and an `i128` holds them with a million times
/// over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) mantissa: i128,
    pub(super) scale: u32,
}

impl Figure {
    /// Minor units of a currency with so many digits behind the point, in whole units.
    pub(super) fn minor(minor: i64, digits: u8) -> Self {
        Self { mantissa: minor.into(), scale: digits.into() }
    }

    /// As an integer over ten to the `scale`, which is no less than its own.
    pub(super) fn at(self, scale: u32) -> i128 {
        match scale.saturating_sub(self.scale) {
            0 => self.mantissa,
            up => self.mantissa * ten_to(up),
        }
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at(scale).cmp(&other.at(scale))
    }
}

impl From<Number> for Figure {
    fn from(number: Number) -> Self {
        number.to_decimal().into()
    }
}

impl From<Decimal> for Figure {
    fn from(decimal: Decimal) -> Self {
        let (mantissa, scale) = decimal.parts();
        Self { mantissa, scale }
    }
}

impl From<u32> for Figure {
    fn from(whole: u32) -> Self {
        Self { mantissa: whole.into(), scale: 0 }
    }
}

/// A power of ten, for exponents up to 38.
pub(super) const fn ten_to(exponent: u32) -> i128 {
    10_i128.pow(exponent)
}
