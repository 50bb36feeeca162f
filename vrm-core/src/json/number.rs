//! A number as JSON can write it.

use serde::{Serialize, Serializer};

/// A finite JSON number.
///
/// An integer from -2^63 to 2^64-1 that was written without fraction or exponent is kept exactly; anything else
/// is the nearest IEEE 754 double (RFC 8259 section 6).
///
/// ```
/// use vrm_core::json::Number;
/// assert_eq!(Number::from(9_007_199_254_740_993_i64).as_i64(), Some(9_007_199_254_740_993));
/// assert_eq!(Number::from_f64(2.5).and_then(Number::as_i64), None);
/// assert!(Number::from_f64(f64::NAN).is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(Form);

/// The narrowest of the three that holds the number as written: `Large` is past `i64` only.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Integer(i64),
    Large(u64),
    Double(f64),
}

impl Number {
    /// A double; `None` when it is infinite or not a number, which JSON cannot write.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(Form::Double(value)))
    }

    /// A literal in the grammar of RFC 8259; `None` when it is past the range of a double.
    pub(super) fn from_literal(literal: &str) -> Option<Self> {
        let plain = literal != "-0" && literal.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
        if plain && let Ok(value) = literal.parse::<i64>() {
            return Some(value.into());
        }
        if plain && let Ok(value) = literal.parse::<u64>() {
            return Some(value.into());
        }
        literal.parse().ok().and_then(Self::from_f64)
    }

    /// The exact value, when it was written as an integer and fits.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self.0 {
            Form::Integer(value) => Some(value),
            Form::Large(_) | Form::Double(_) => None,
        }
    }

    /// The exact value, when it was written as an integer that is not negative and fits.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        match self.0 {
            Form::Integer(value) => u64::try_from(value).ok(),
            Form::Large(value) => Some(value),
            Form::Double(_) => None,
        }
    }

    /// The nearest double.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "the nearest double is what this method promises")]
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Form::Integer(value) => value as f64,
            Form::Large(value) => value as f64,
            Form::Double(value) => value,
        }
    }

    /// What it is, for a sentence.
    pub(super) fn described(self) -> &'static str {
        match self.0 {
            Form::Integer(_) => "an integer",
            Form::Large(_) => "an integer past 64 signed bits",
            Form::Double(_) => "a number with fraction or exponent, or past 64 bits",
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Form::Integer(value))
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(i64::try_from(value).map_or(Form::Large(value), Form::Integer))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Form::Integer(value) => serializer.serialize_i64(value),
            Form::Large(value) => serializer.serialize_u64(value),
            Form::Double(value) => serializer.serialize_f64(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn literals_keep_integers_exact() {
        for (literal, integer) in [
            ("0", Some(0)),
            ("-1", Some(-1)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("-0", None),
            ("1.0", None),
            ("1e2", None),
            ("18446744073709551615", None),
            ("18446744073709551616", None),
        ] {
            assert_eq!(Number::from_literal(literal).unwrap().as_i64(), integer, "{literal}");
        }
        assert_eq!(Number::from_literal("18446744073709551615").unwrap().as_u64(), Some(u64::MAX));
        assert_eq!(Number::from_literal("-1").unwrap().as_u64(), None);
        assert!(Number::from_literal("-0").unwrap().as_f64().is_sign_negative());
        assert_eq!(Number::from_literal("1e400"), None);
    }
}
