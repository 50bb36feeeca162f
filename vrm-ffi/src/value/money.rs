//! Money and currencies.

use crate::border::{Failure, text};
use vrm_core::money::{self, Currency};

/// An amount in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// How many minor units, such as cents; at most 2^53-1, and as many below zero.
    pub minor: i64,
    /// Its currency (ISO 4217).
    #[serde(deserialize_with = "text::one")]
    pub currency: Currency,
}

/// A currency and how it divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CurrencyFacts {
    /// Its code (ISO 4217).
    pub currency: Currency,
    /// How many digits behind the point it has.
    pub minor_units: u8,
}

impl Money {
    /// The amount as the core has it.
    pub(crate) fn core(self) -> Result<money::Money, Failure> {
        Ok(money::Money::new(self.minor, self.currency)?)
    }
}

impl From<money::Money> for Money {
    fn from(money: money::Money) -> Self {
        Self { minor: money.minor(), currency: money.currency() }
    }
}

impl From<Currency> for CurrencyFacts {
    fn from(currency: Currency) -> Self {
        Self { currency, minor_units: currency.minor_units() }
    }
}
