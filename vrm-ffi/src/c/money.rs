//! Money and currencies.

use super::handle::{Input, give, show};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::Failure;
use crate::value::{CurrencyFacts, Money};
use vrm_core::money::{self, Currency, Decimal};

/// An amount, as the JSON of a `Money`.
fn amount(input: &Input, argument: &'static str, money: vrm_text) -> Result<money::Money, Failure> {
    input.record::<Money>(argument, money, "an amount in JSON: {minor, currency}")?.core()
}

/// What: reads an amount such as `12.34 EUR`; digits behind the point may be fewer than the currency has.
/// Owns: `amount` is the caller's: JSON, a `Money`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_parse(text: vrm_text, amount: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(amount, |input| Ok(Money::from(money::Money::parse(input.text("text", text)?)?))) }
}

/// What: an amount (JSON, a `Money`) as a text, with every digit behind the point that the currency has.
/// Owns: `text` is the caller's.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_to_text(money: vrm_text, text: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(text, |input| Ok(vrm_bytes::of(amount(input, "money", money)?.to_string().into_bytes()))) }
}

/// What: so many whole units, such as euros, of a currency.
/// Owns: `amount` is the caller's: JSON, a `Money`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_from_decimal(
    units: vrm_text,
    currency: vrm_text,
    amount: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(amount, |input| {
            let (units, currency) = (input.read("units", units)?, input.read("currency", currency)?);
            Ok(Money::from(money::Money::from_decimal(units, currency)?))
        })
    }
}

/// What: an amount (JSON, a `Money`) in whole units, such as euros.
/// Owns: `units` is the caller's: JSON, a decimal in a string.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_to_decimal(money: vrm_text, units: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(units, |input| Ok(amount(input, "money", money)?.to_decimal())) }
}

/// What: both of two amounts (JSON, a `Money` each) together.
/// Owns: `result` is the caller's: JSON, a `Money`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_plus(money: vrm_text, other: vrm_text, result: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(result, |input| {
            let (one, other) = (amount(input, "money", money)?, amount(input, "other", other)?);
            Ok(Money::from(one.plus(other)?))
        })
    }
}

/// What: one amount (JSON, a `Money`) less another.
/// Owns: `result` is the caller's: JSON, a `Money`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_minus(money: vrm_text, other: vrm_text, result: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(result, |input| {
            let (one, other) = (amount(input, "money", money)?, amount(input, "other", other)?);
            Ok(Money::from(one.minus(other)?))
        })
    }
}

/// What: so many times an amount (JSON, a `Money`), rounded once to whole minor units, half of one away from zero.
/// Owns: `result` is the caller's: JSON, a `Money`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_times(money: vrm_text, factor: vrm_text, result: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(result, |input| {
            let factor: Decimal = input.read("factor", factor)?;
            Ok(Money::from(amount(input, "money", money)?.times(factor)?))
        })
    }
}

/// What: which of two amounts (JSON, a `Money` each) is more: below zero when the other is, zero when they are the same, above zero when the first is.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_money_compare(money: vrm_text, other: vrm_text, order: *mut i32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(order, |input| {
            let (one, other) = (amount(input, "money", money)?, amount(input, "other", other)?);
            Ok(one.compare(&other)? as i32)
        })
    }
}

/// What: how a currency divides.
/// Owns: `facts` is the caller's: JSON, a `CurrencyFacts`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `currency-unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_currency_facts(currency: vrm_text, facts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(facts, |input| Ok(CurrencyFacts::from(input.read::<Currency>("currency", currency)?))) }
}

/// What: every currency.
/// Owns: `currencies` is the caller's: JSON, a list of `CurrencyFacts`.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_currency_all(currencies: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(currencies, |_| Ok(Currency::all().map(CurrencyFacts::from).collect::<Vec<_>>())) }
}
