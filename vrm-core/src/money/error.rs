//! What is wrong with money. Amounts are the person's and are never repeated.

use super::Currency;
use crate::error::{Code, Fault, quote};

/// What is wrong with a decimal, a currency or an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not a decimal in its one spelling.
    #[error(
        "a decimal is digits without leading zeros, perhaps after `-` and with a point, and has no zero last behind it"
    )]
    DecimalSyntax,
    /// More digits than a decimal holds.
    #[error("the decimal has more than 28 digits")]
    DecimalRange,
    /// No active currency.
    #[error("{} is not an active currency, expected three capitals of ISO 4217", quote(code))]
    UnknownCurrency {
        /// The code as written.
        code: String,
    },
    /// Not an amount.
    #[error("an amount is digits, a space and a currency, as in `12.34 EUR`")]
    AmountSyntax,
    /// A fraction of a minor unit.
    #[error("an amount in {currency} has at most {} digits behind its point", currency.minor_units())]
    TooFine {
        /// The currency.
        currency: Currency,
    },
    /// More than is exact in JSON.
    #[error("an amount has at most 9007199254740991 minor units, and a calculation with it at most 38 digits")]
    AmountRange,
    /// Two currencies where one was needed.
    #[error("amounts in {left} and {right} cannot be added or compared, expected one currency")]
    TwoCurrencies {
        /// The one.
        left: Currency,
        /// The other.
        right: Currency,
    },
}

impl Fault for MoneyError {
    fn code(&self) -> Code {
        match self {
            Self::DecimalSyntax => Code::DecimalSyntax,
            Self::DecimalRange => Code::DecimalRange,
            Self::UnknownCurrency { .. } => Code::CurrencyUnknown,
            Self::AmountSyntax => Code::MoneySyntax,
            Self::TooFine { .. } => Code::MoneyTooFine,
            Self::AmountRange => Code::MoneyRange,
            Self::TwoCurrencies { .. } => Code::MoneyTwoCurrencies,
        }
    }
}
