//! Exact decimals in one spelling.

use super::MoneyError;
use std::fmt;

/// An exact decimal of at most 28 digits.
///
/// It has one spelling, since decimals stand as strings in what is hashed: no exponent, no plus, no zero before
/// other digits or last behind the point, no minus zero.
///
/// ```
/// use vrm_core::money::Decimal;
/// assert_eq!(Decimal::parse("-0.19")?.to_string(), "-0.19");
/// for other in ["0.190", "00.19", ".19", "+1", "1e2", "-0", "1.", "1,5"] {
///     assert!(Decimal::parse(other).is_err());
/// }
/// assert!(Decimal::parse("0.1")? < Decimal::from(1));
/// # Ok::<(), vrm_core::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal(rust_decimal::Decimal);

impl Decimal {
    /// The most digits, those behind the point included.
    pub(super) const DIGITS: usize = 28;

    /// Reads the one spelling.
    ///
    /// # Errors
    ///
    /// [`MoneyError::DecimalSyntax`], [`MoneyError::DecimalRange`].
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let decimal = Self::parse_padded(text)?;
        if text == "-0" || (text.contains('.') && text.ends_with('0')) {
            return Err(MoneyError::DecimalSyntax);
        }
        Ok(decimal)
    }

    /// As [`parse`](Self::parse), with zeros last behind the point allowed, as prices have them; minus zero is zero.
    pub(super) fn parse_padded(text: &str) -> Result<Self, MoneyError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if leading_zero || !is_number(whole) || fraction.is_some_and(|fraction| !is_number(fraction)) {
            return Err(MoneyError::DecimalSyntax);
        }
        if whole.len() + fraction.map_or(0, str::len) > Self::DIGITS {
            return Err(MoneyError::DecimalRange);
        }
        let decimal = rust_decimal::Decimal::from_str_exact(text).map_err(|_| MoneyError::DecimalRange)?;
        Ok(Self(decimal.normalize()))
    }

    /// This decimal as an integer over a power of ten, and that power: at most 28.
    pub(crate) fn parts(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// An integer over a power of ten of at most 28.
    pub(crate) fn from_parts(mantissa: i64, scale: u8) -> Self {
        Self(rust_decimal::Decimal::new(mantissa, u32::from(scale)).normalize())
    }
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Decimal {
    /// The one spelling, as [`Decimal::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

crate::json::serialised_as_text!(Decimal);
