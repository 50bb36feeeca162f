//! Decimals, currencies and amounts by example, unhappy paths first, and their laws.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use vrm_core::error::{Code, Fault};
use vrm_core::money::{Currency, Decimal, Money, MoneyError};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

#[test]
fn decimals_have_one_spelling() {
    for text in [
        "", "-", ".", "0.", ".0", "00", "01", "-01", "0.0", "1.0", "1.50", "-0", "-0.0", "+1", "1e2", "1E2", "1_000",
        "1,5", " 1", "1 ", "--1", "1.2.3", "NaN", "inf", "٣", "0x1",
    ] {
        assert_eq!(Decimal::parse(text), Err(MoneyError::DecimalSyntax), "{text}");
    }
    for text in [
        "0",
        "1",
        "-1",
        "10",
        "0.5",
        "-0.05",
        "1.05",
        "9999999999999999999999999999",
        "0.000000000000000000000000001",
        "-1.000000000000000000000000001",
    ] {
        assert_eq!(decimal(text).to_string(), text);
    }
    for text in ["10000000000000000000000000000", "0.0000000000000000000000000001", &"9".repeat(1000)] {
        assert_eq!(Decimal::parse(text), Err(MoneyError::DecimalRange), "{text}");
    }
}

#[test]
fn currencies_are_active_capitals() {
    for code in ["", "eur", "EUR ", "EU", "EURO", "XXX", "XTS", "XAU", "DEM", "BTC", "€"] {
        assert_eq!(Currency::parse(code).unwrap_err().code(), Code::CurrencyUnknown, "{code}");
    }
    for (code, digits) in
        [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("MGA", 2), ("HUF", 2), ("XCG", 2), ("ZWG", 2)]
    {
        assert_eq!(Currency::parse(code).unwrap().minor_units(), digits, "{code}");
    }
    assert_eq!(
        Currency::parse("eur\u{202e}").unwrap_err().to_string(),
        "`eur\\u{202e}` is not an active currency, expected three capitals of ISO 4217"
    );
}

/// Our table against somebody else's, who counts a currency of Venezuela as superseded that ISO does not.
#[test]
fn the_table_of_currencies_is_complete() {
    use iso_currency::IntoEnumIterator as _;
    let theirs: BTreeMap<String, u16> = iso_currency::Currency::iter()
        .filter(|currency| currency.is_superseded().is_none() || currency.code() == "VES")
        .filter_map(|currency| Some((currency.code().to_owned(), currency.exponent()?)))
        .collect();
    let ours: BTreeMap<String, u16> =
        Currency::all().map(|currency| (currency.code().to_owned(), currency.minor_units().into())).collect();
    assert_eq!(ours, theirs);
    assert_eq!(Currency::all().count(), ours.len());
}

#[test]
fn amounts_that_are_none() {
    for (text, code) in [
        ("", Code::MoneySyntax),
        ("12.34", Code::MoneySyntax),
        ("12.34EUR", Code::MoneySyntax),
        ("EUR 12.34", Code::DecimalSyntax),
        ("12.34  EUR", Code::CurrencyUnknown),
        ("12.34 EUR ", Code::CurrencyUnknown),
        ("12.34\u{a0}EUR", Code::MoneySyntax),
        ("12,34 EUR", Code::DecimalSyntax),
        ("1e2 EUR", Code::DecimalSyntax),
        ("012 EUR", Code::DecimalSyntax),
        ("12.345 EUR", Code::MoneyTooFine),
        ("1.5 JPY", Code::MoneyTooFine),
        ("90071992547409.92 EUR", Code::MoneyRange),
        ("-90071992547409.92 EUR", Code::MoneyRange),
        ("9999999999999999999999999999 EUR", Code::MoneyRange),
        ("99999999999999999999999999999 EUR", Code::DecimalRange),
    ] {
        assert_eq!(Money::parse(text).unwrap_err().code(), code, "{text}");
    }
}

#[test]
fn amounts_are_printed_with_all_their_digits() {
    for (text, minor, printed) in [
        ("12 EUR", 1200, "12.00 EUR"),
        ("12.3 EUR", 1230, "12.30 EUR"),
        ("12.30 EUR", 1230, "12.30 EUR"),
        ("12.3000 EUR", 1230, "12.30 EUR"),
        ("-0.05 EUR", -5, "-0.05 EUR"),
        ("-0 EUR", 0, "0.00 EUR"),
        ("100 JPY", 100, "100 JPY"),
        ("0.001 KWD", 1, "0.001 KWD"),
        ("90071992547409.91 EUR", Money::LARGEST, "90071992547409.91 EUR"),
    ] {
        assert_eq!((money(text).minor(), money(text).to_string().as_str()), (minor, printed));
    }
    assert_eq!(money("12.30 EUR").to_decimal().to_string(), "12.3");
}

#[test]
fn products_are_rounded_once_half_away_from_zero() {
    for (amount, factor, product) in [
        ("0.01 EUR", "0.5", "0.01 EUR"),
        ("0.01 EUR", "0.49", "0.00 EUR"),
        ("-0.01 EUR", "0.5", "-0.01 EUR"),
        ("0.01 EUR", "-1.5", "-0.02 EUR"),
        ("0.05 EUR", "0.5", "0.03 EUR"),
        ("19.99 EUR", "0.19", "3.80 EUR"),
        // 0.49...9 of a cent stays below one half, however many digits say so.
        ("0.01 EUR", "0.499999999999999999999999999", "0.00 EUR"),
        ("90071992547409.91 EUR", "1", "90071992547409.91 EUR"),
        ("100 JPY", "0.005", "1 JPY"),
    ] {
        assert_eq!(money(amount).times(decimal(factor)).unwrap(), money(product), "{amount} * {factor}");
    }
    assert_eq!(money("90071992547409.91 EUR").times(decimal("2")), Err(MoneyError::AmountRange));
    assert_eq!(money("1 EUR").times(decimal("9999999999999999999999999999")), Err(MoneyError::AmountRange));
}

#[test]
fn currencies_do_not_mix_and_amounts_do_not_overflow() {
    let (euro, dollar) = (money("1 EUR"), money("1 USD"));
    let error = euro.plus(dollar).unwrap_err();
    assert_eq!(error.to_string(), "amounts in EUR and USD cannot be added or compared, expected one currency");
    assert_eq!(euro.minus(dollar).unwrap_err().code(), Code::MoneyTwoCurrencies);
    assert_eq!(euro.compare(&dollar).unwrap_err().code(), Code::MoneyTwoCurrencies);
    let most = Money::new(Money::LARGEST, euro.currency()).unwrap();
    assert_eq!(most.plus(most), Err(MoneyError::AmountRange));
    assert_eq!(money("-0.01 EUR").minus(most), Err(MoneyError::AmountRange));
    assert_eq!(Money::new(i64::MIN, euro.currency()), Err(MoneyError::AmountRange));
    assert_eq!(euro.compare(&money("0.99 EUR")), Ok(Ordering::Greater));
}

fn currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::all().collect::<Vec<_>>())
}

fn amount() -> impl Strategy<Value = Money> {
    let minor = prop_oneof![-Money::LARGEST..=Money::LARGEST, -200..=200_i64];
    (minor, currency()).prop_map(|(minor, currency)| Money::new(minor, currency).unwrap())
}

proptest! {
    #[test]
    fn decimals_come_back(mantissa: i64, scale in 0..=9_u32) {
        let value = rust_decimal::Decimal::new(mantissa, scale).normalize().to_string();
        prop_assert_eq!(decimal(&value).to_string(), value);
    }

    #[test]
    fn a_decimal_that_is_read_is_printed_the_same(text in "-?[0-9]{1,3}(\\.[0-9]{1,3})?|\\PC{0,8}") {
        if let Ok(decimal) = Decimal::parse(&text) {
            prop_assert_eq!(decimal.to_string(), text);
        }
    }

    #[test]
    fn the_order_of_decimals_is_that_of_integers(a: i64, b: i64) {
        prop_assert_eq!(Decimal::from(a).cmp(&Decimal::from(b)), a.cmp(&b));
    }

    #[test]
    fn amounts_come_back(amount in amount()) {
        prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
        prop_assert_eq!(Money::from_decimal(amount.to_decimal(), amount.currency()), Ok(amount));
        prop_assert_eq!(Money::new(amount.minor(), Currency::parse(amount.currency().code()).unwrap()), Ok(amount));
    }

    #[test]
    fn adding_and_taking_away(a in amount(), b in amount()) {
        if let Ok(sum) = a.plus(b) {
            prop_assert_eq!(sum.minus(b), Ok(a));
            prop_assert_eq!(b.plus(a), Ok(sum));
            prop_assert_eq!(a.compare(&sum), Ok(0.cmp(&b.minor())));
        }
    }

    #[test]
    fn times_a_whole_number_is_adding(amount in amount(), count in 0..5_i64) {
        let zero = Money::new(0, amount.currency()).unwrap();
        let sum = (0..count).try_fold(zero, |sum, _| sum.plus(amount));
        prop_assert_eq!(amount.times(Decimal::from(count)), sum);
    }

    #[test]
    fn a_product_is_within_half_a_minor_unit(amount in amount(), mantissa in -99_999..99_999_i64) {
        let factor = decimal(&rust_decimal::Decimal::new(mantissa, 4).normalize().to_string());
        if let Ok(product) = amount.times(factor) {
            let off = i128::from(product.minor()) * 10_000 - i128::from(amount.minor()) * i128::from(mantissa);
            prop_assert!(off.abs() <= 5_000);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,30}|-?[0-9.]{0,30} [A-Z]{3}") {
        match Money::parse(&text) {
            Ok(amount) => prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
