//! Product numbers of GS1.

use super::IntentionError;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A Global Trade Item Number (GS1 General Specifications 7.9): 8, 12, 13 or 14 digits, the last of which checks the
/// others.
///
/// One product has one number, however many zeros stand before it: two are equal when they are in 14 digits. It is
/// written with as many as it came with.
///
/// ```
/// use vrm_core::intention::Gtin;
/// let upc = Gtin::parse("036000291452")?;
/// assert_eq!(upc, Gtin::parse("0036000291452")?);
/// assert_eq!((upc.to_string().as_str(), upc.to_gtin14().as_str()), ("036000291452", "00036000291452"));
/// assert!(Gtin::parse("036000291453").is_err());
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Gtin {
    /// All 14, from 0 to 9.
    digits: [u8; 14],
    /// How many of them are written.
    length: usize,
}

impl Gtin {
    /// Reads 8, 12, 13 or 14 digits.
    ///
    /// # Errors
    /// [`IntentionError::GtinLength`], [`IntentionError::GtinCheckDigit`].
    pub fn parse(text: &str) -> Result<Self, IntentionError> {
        let length = text.len();
        if !matches!(length, 8 | 12 | 13 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IntentionError::GtinLength);
        }
        let mut digits = [0; 14];
        for (digit, byte) in digits.iter_mut().rev().zip(text.bytes().rev()) {
            *digit = byte - b'0';
        }
        if checks(&digits) { Ok(Self { digits, length }) } else { Err(IntentionError::GtinCheckDigit) }
    }

    /// The 14 digits by which numbers of any length are compared.
    #[must_use]
    pub fn to_gtin14(self) -> String {
        self.digits.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

/// From the right, the digits weigh 1 and 3 in turn, and their sum is a multiple of ten.
fn checks(digits: &[u8; 14]) -> bool {
    let weights = [3, 1].into_iter().cycle();
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 10 == 0
}

impl PartialEq for Gtin {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for Gtin {}

impl PartialOrd for Gtin {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Gtin {
    fn cmp(&self, other: &Self) -> Ordering {
        self.digits.cmp(&other.digits)
    }
}

impl Hash for Gtin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl fmt::Display for Gtin {
    /// As it came.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let padding = self.digits.len() - self.length;
        self.digits.iter().skip(padding).try_for_each(|digit| write!(f, "{digit}"))
    }
}

impl fmt::Debug for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::json::serialised_as_text!(Gtin);

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each length, of goods that are sold and of the examples of GS1 and schema.org.
    const REAL: [&str; 8] = [
        "96385074",
        "73513537",
        "036000291452",
        "614141000036",
        "4006381333931",
        "9780306406157",
        "5901234123457",
        "12345678901231",
    ];

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "1", "9638507", "963850740", "4006381333931 ", "400638133393X", "١٢٣٤", "000000000000000"]
        {
            assert_eq!(Gtin::parse(text), Err(IntentionError::GtinLength), "{text}");
        }
    }

    #[test]
    fn no_changed_digit_goes_unnoticed() {
        for text in REAL {
            for place in 0..text.len() {
                for digit in '0'..='9' {
                    let changed: String =
                        text.chars().enumerate().map(|(n, old)| if n == place { digit } else { old }).collect();
                    assert_eq!(Gtin::parse(&changed).is_ok(), changed == text, "{changed}");
                }
            }
        }
    }

    #[test]
    fn one_product_has_one_number_and_its_own_spelling() {
        for text in REAL {
            let short = Gtin::parse(text).unwrap();
            let long = Gtin::parse(&format!("{text:0>14}")).unwrap();
            assert_eq!((short, short.cmp(&long)), (long, Ordering::Equal));
            assert_eq!((short.to_string(), long.to_string()), (text.to_owned(), long.to_gtin14()));
            assert_eq!(std::collections::HashSet::from([short, long]).len(), 1);
        }
        assert!(Gtin::parse("73513537").unwrap() < Gtin::parse("96385074").unwrap());
        assert_ne!(Gtin::parse("96385074"), Gtin::parse("73513537"));
    }
}
