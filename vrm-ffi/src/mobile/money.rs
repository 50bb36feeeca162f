//! Money and currencies.

use super::VrmError;
use crate::border::{Failure, barred};
use crate::value::{CurrencyFacts, Money};
use vrm_core::money::{self, Currency, Decimal};

/// An amount as the core has it.
fn core(money: Money) -> Result<money::Money, Failure> {
    money.core()
}

/// Reads an amount such as `12.34 EUR`; digits behind the point may be fewer than the currency has.
///
/// # Errors
/// `money-*`, `decimal-*`, `currency-unknown`.
#[uniffi::export]
pub fn money_parse(text: String) -> Result<Money, VrmError> {
    Ok(barred(|| Ok(money::Money::parse(&text)?.into()))?)
}

/// The amount as a text, with every digit behind the point that the currency has.
///
/// # Errors
/// `money-range`.
#[uniffi::export]
pub fn money_to_text(money: Money) -> Result<String, VrmError> {
    Ok(barred(|| Ok(core(money)?.to_string()))?)
}

/// So many whole units, such as euros.
///
/// # Errors
/// `money-too-fine` when it is no whole number of minor units; `money-range`.
#[uniffi::export]
pub fn money_from_decimal(units: Decimal, currency: Currency) -> Result<Money, VrmError> {
    Ok(barred(|| Ok(money::Money::from_decimal(units, currency)?.into()))?)
}

/// In whole units, such as euros.
///
/// # Errors
/// `money-range`.
#[uniffi::export]
pub fn money_to_decimal(money: Money) -> Result<Decimal, VrmError> {
    Ok(barred(|| Ok(core(money)?.to_decimal()))?)
}

/// Both together.
///
/// # Errors
/// `money-two-currencies`, `money-range`.
#[uniffi::export]
pub fn money_plus(money: Money, other: Money) -> Result<Money, VrmError> {
    Ok(barred(|| Ok(core(money)?.plus(core(other)?)?.into()))?)
}

/// One less the other.
///
/// # Errors
/// `money-two-currencies`, `money-range`.
#[uniffi::export]
pub fn money_minus(money: Money, other: Money) -> Result<Money, VrmError> {
    Ok(barred(|| Ok(core(money)?.minus(core(other)?)?.into()))?)
}

/// So many times this, rounded once to whole minor units, half of one away from zero.
///
/// # Errors
/// `money-range`.
#[uniffi::export]
pub fn money_times(money: Money, factor: Decimal) -> Result<Money, VrmError> {
    Ok(barred(|| Ok(core(money)?.times(factor)?.into()))?)
}

/// Which is more: below zero when the other is, zero when they are the same, above zero when the first is.
///
/// # Errors
/// `money-two-currencies`, `money-range`.
#[uniffi::export]
pub fn money_compare(money: Money, other: Money) -> Result<i32, VrmError> {
    Ok(barred(|| Ok(core(money)?.compare(&core(other)?)? as i32))?)
}

/// How a currency divides.
#[uniffi::export]
pub fn currency_facts(currency: Currency) -> CurrencyFacts {
    currency.into()
}

/// Every currency.
#[uniffi::export]
pub fn currency_all() -> Vec<CurrencyFacts> {
    Currency::all().map(CurrencyFacts::from).collect()
}
