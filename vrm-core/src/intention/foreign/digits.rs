//! Amounts by their digits.

use super::gap::GapCause;
use super::tree::Tree;
use crate::money::{Currency, Decimal, Money, MoneyError};

/// Places before or behind the point past which no decimal reaches.
const PLACES: i64 = 28;

/// The decimal that a number of JSON, or a text in the grammar of `xsd:decimal`, stands for, exactly.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = body.split_once(['e', 'E']).unwrap_or((body, "0"));
    let exponent: i64 = exponent.parse::<i32>().ok()?.into();
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = all.trim_start_matches('0');
    let zeros = i64::try_from(all.len() - digits.len()).ok()?;
    let point = i64::try_from(whole.len()).ok()?.checked_add(exponent)?.checked_sub(zeros)?;
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some(Decimal::from(0));
    }
    if !(-PLACES..=PLACES).contains(&point) {
        return None;
    }
    Decimal::parse(&spelling(negative, digits, point)).ok()
}

/// Digits without zeros at their ends, and how many of them stand before the point, in the one spelling of a decimal.
fn spelling(negative: bool, digits: &str, point: i64) -> String {
    let before = usize::try_from(point).unwrap_or(0);
    let mut text = String::from(if negative { "-" } else { "" });
    match before {
        0 => text.push('0'),
        _ => text.extend(digits.chars().chain(std::iter::repeat('0')).take(before)),
    }
    if digits.len() > before {
        text.push('.');
        text.extend(std::iter::repeat_n('0', usize::try_from(-point).unwrap_or(0)));
        text.extend(digits.chars().skip(before));
    }
    text
}

/// The currency of a code in either case, as the formats write it.
pub(super) fn currency(code: &str) -> Result<Currency, GapCause> {
    Currency::parse(&code.trim().to_ascii_uppercase()).map_err(|_| GapCause::UnknownCurrency)
}

/// So many whole units, written as a number or as a text.
pub(super) fn whole_units(amount: &Tree, currency: Currency) -> Result<Money, GapCause> {
    match amount {
        Tree::Number(text) | Tree::Text(text) => whole_units_of(text, currency),
        _ => Err(GapCause::NotANumber),
    }
}

/// As [`whole_units`], of a text.
pub(super) fn whole_units_of(text: &str, currency: Currency) -> Result<Money, GapCause> {
    let units = decimal(text).ok_or(GapCause::NotANumber)?;
    Money::from_decimal(units, currency).map_err(|error| match error {
        MoneyError::TooFine { .. } => GapCause::TooFine,
        _ => GapCause::TooLarge,
    })
}

/// So many minor units, written as a number.
pub(super) fn minor_units(amount: &Tree, currency: Currency) -> Result<Money, GapCause> {
    let Tree::Number(text) = amount else { return Err(GapCause::NotANumber) };
    let minor = decimal(text).ok_or(GapCause::TooLarge)?.to_string();
    if minor.contains('.') {
        return Err(GapCause::TooFine);
    }
    minor.parse().ok().and_then(|minor| Money::new(minor, currency).ok()).ok_or(GapCause::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::{decimal, minor_units, whole_units};
    use crate::intention::foreign::gap::GapCause;
    use crate::intention::foreign::tree::Tree;
    use crate::money::{Currency, Money};

    #[test]
    fn digits_are_kept() {
        for (text, expected) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("0e9999999", "0"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("1000.0", "1000"),
            (" 0012.340 ", "12.34"),
            ("+5.", "5"),
            (".5", "0.5"),
            ("-12.5e1", "-125"),
            ("100e-4", "0.01"),
            ("0.1000000000000000055", "0.1000000000000000055"),
            ("9007199254740993", "9007199254740993"),
        ] {
            assert_eq!(decimal(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "1,250.00", "$750", "12 EUR", "free", "1e", "1e99", "1e-99", "0x1", "1.2.3", "--1"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert_eq!(decimal(&"9".repeat(29)), None);
    }

    #[test]
    fn minor_units_are_whole_numbers() {
        let euro = Currency::parse("EUR").unwrap();
        let number = |text: &str| Tree::Number(text.to_owned());
        assert_eq!(minor_units(&number("1000.0"), euro), Money::new(1000, euro).map_err(|_| GapCause::TooLarge));
        assert_eq!(minor_units(&number("10.5"), euro), Err(GapCause::TooFine));
        assert_eq!(minor_units(&number("9007199254740992"), euro), Err(GapCause::TooLarge));
        assert_eq!(minor_units(&Tree::Text("1000".to_owned()), euro), Err(GapCause::NotANumber));
        assert_eq!(whole_units(&number("1.459"), euro), Err(GapCause::TooFine));
        assert_eq!(whole_units(&Tree::Flag(true), euro), Err(GapCause::NotANumber));
    }
}
