//! Numbers as people write them: amounts, measures, points.

use super::{Tongue, fill, table};
use crate::intention::{Measure, UnitCode};
use crate::money::{Decimal, Money};

/// How many points a whole unit of weight is.
const WHOLE: u64 = 1_000_000;

/// And a hundredth of one.
const HUNDREDTH: u64 = WHOLE / 100;

/// An exact number, with the sign that the language puts before its fraction.
pub(super) fn decimal(number: Decimal, tongue: Tongue) -> String {
    pointed(&number.to_string(), tongue)
}

/// `20.00 EUR`: every digit that the currency has, and its code.
pub(super) fn amount(amount: Money, tongue: Tongue) -> String {
    let number = amount.to_string();
    let number = number.split_once(' ').map_or(number.as_str(), |(number, _)| number);
    with_unit(&pointed(number, tongue), amount.currency().code(), tongue)
}

/// A number, and its unit where it has one that is not the number itself: as people write it, others by their code.
pub(super) fn measure(measure: Measure, tongue: Tongue) -> String {
    let number = decimal(measure.number.to_decimal(), tongue);
    match measure.unit.as_ref().map(UnitCode::as_str) {
        None | Some("C62") => number,
        Some(code) => with_unit(&number, symbol(code), tongue),
    }
}

/// Millionths of a point, in points with at most two digits behind the sign, rounded down.
pub(super) fn points(millionths: u64, tongue: Tongue) -> String {
    let (whole, rest) = (millionths / WHOLE, millionths % WHOLE);
    let cut = format!("{whole}.{:02}", rest / HUNDREDTH);
    pointed(cut.trim_end_matches('0').trim_end_matches('.'), tongue)
}

/// The sign of a unit in both languages.
fn symbol(code: &str) -> &str {
    match code {
        "KGM" => "kg",
        "GRM" => "g",
        "KMT" => "km",
        "MTR" => "m",
        "CMT" => "cm",
        "MMT" => "mm",
        "LTR" => "l",
        other => other,
    }
}

fn pointed(number: &str, tongue: Tongue) -> String {
    number.replace('.', table::template("point", tongue))
}

fn with_unit(number: &str, unit: &str, tongue: Tongue) -> String {
    fill(table::template("measure", tongue), |name| if name == "unit" { unit.to_owned() } else { number.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intention::Number;

    fn both(say: impl Fn(Tongue) -> String) -> [String; 2] {
        [say(Tongue::English), say(Tongue::French).replace('\u{a0}', " ")]
    }

    #[test]
    fn numbers_are_said_in_both_languages() {
        for (money, english, french) in [
            ("1234.50 EUR", "1234.50 EUR", "1234,50 EUR"),
            ("-0.05 EUR", "-0.05 EUR", "-0,05 EUR"),
            ("2000 JPY", "2000 JPY", "2000 JPY"),
        ] {
            let money = Money::parse(money).unwrap();
            assert_eq!(both(|tongue| amount(money, tongue)), [english, french]);
        }
        for (millionths, english, french) in [
            (0, "0", "0"),
            (60_000_000, "60", "60"),
            (30_500_000, "30.5", "30,5"),
            (9_999, "0", "0"),
            (19_999_999, "19.99", "19,99"),
        ] {
            assert_eq!(both(|tongue| points(millionths, tongue)), [english, french]);
        }
        let number = Number::parse("2.5").unwrap();
        for (code, english, french) in [
            ("KGM", "2.5 kg", "2,5 kg"),
            ("LTR", "2.5 l", "2,5 l"),
            ("GLI", "2.5 GLI", "2,5 GLI"),
            ("C62", "2.5", "2,5"),
        ] {
            let some = Measure { number, unit: Some(UnitCode::parse(code).unwrap()) };
            assert_eq!(both(|tongue| measure(some, tongue)), [english, french]);
        }
        assert_eq!(both(|tongue| measure(Measure { number, unit: None }, tongue)), ["2.5", "2,5"]);
    }
}
