//! An amount in one currency.

use super::{Currency, Decimal, MoneyError};
use std::cmp::Ordering;
use std::fmt;

/// An amount: minor units (cents) of one currency, below zero when it is owed.
///
/// It has at most 2^53-1 minor units either way, so that it is exact as a JSON number. There is no order over
/// amounts: [`compare`](Self::compare) refuses two currencies.
///
/// ```
/// use std::cmp::Ordering;
/// use vrm_core::money::Money;
/// let price = Money::parse("12.3 EUR")?;
/// assert_eq!(price.to_string(), "12.30 EUR");
/// assert_eq!(price.compare(&Money::parse("9 EUR")?)?, Ordering::Greater);
/// assert!(price.compare(&Money::parse("9 USD")?).is_err());
/// # Ok::<(), vrm_core::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// The most minor units, 2^53-1 (RFC 7493 section 2.2).
    pub const LARGEST: i64 = (1 << 53) - 1;

    /// So many minor units.
    ///
    /// # Errors
    ///
    /// [`MoneyError::AmountRange`].
    pub fn new(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        let range = -Self::LARGEST..=Self::LARGEST;
        range.contains(&minor).then_some(Self { minor, currency }).ok_or(MoneyError::AmountRange)
    }

    /// Reads an amount such as `12.34 EUR`; digits behind the point may be fewer than the currency has.
    ///
    /// # Errors
    ///
    /// [`MoneyError`]: `AmountSyntax`, `DecimalSyntax`, `DecimalRange`, `UnknownCurrency`, `TooFine`, `AmountRange`.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let (digits, code) = text.split_once(' ').ok_or(MoneyError::AmountSyntax)?;
        Self::from_decimal(Decimal::parse_padded(digits)?, Currency::parse(code)?)
    }

    /// So many whole units, such as euros.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TooFine`] when it is no whole number of minor units; [`MoneyError::AmountRange`].
    pub fn from_decimal(units: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let (mantissa, scale) = units.parts();
        let missing = u32::from(currency.minor_units()).checked_sub(scale).ok_or(MoneyError::TooFine { currency })?;
        let minor = mantissa.checked_mul(10_i128.pow(missing));
        let minor = minor.and_then(|minor| i64::try_from(minor).ok()).ok_or(MoneyError::AmountRange)?;
        Self::new(minor, currency)
    }

    /// In whole units, such as euros.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::from_parts(self.minor, self.currency.minor_units())
    }

    /// The minor units.
    #[must_use]
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Both together.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TwoCurrencies`], [`MoneyError::AmountRange`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.minor + other.minor, self.currency)
    }

    /// This less the other.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TwoCurrencies`], [`MoneyError::AmountRange`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.minor - other.minor, self.currency)
    }

    /// So many times this: calculated exactly, then rounded once to whole minor units, half of one away from zero
    /// as merchants do.
    ///
    /// # Errors
    ///
    /// [`MoneyError::AmountRange`].
    pub fn times(self, factor: Decimal) -> Result<Self, MoneyError> {
        let (mantissa, scale) = factor.parts();
        let product = i128::from(self.minor).checked_mul(mantissa).ok_or(MoneyError::AmountRange)?;
        let divisor = 10_i128.pow(scale);
        let (whole, rest) = (product / divisor, product % divisor);
        let away = if rest.abs() * 2 >= divisor { rest.signum() } else { 0 };
        Self::new(i64::try_from(whole + away).map_err(|_| MoneyError::AmountRange)?, self.currency)
    }

    /// Which is more.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TwoCurrencies`].
    pub fn compare(&self, other: &Self) -> Result<Ordering, MoneyError> {
        self.same_currency(*other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        let (left, right) = (self.currency, other.currency);
        if left == right { Ok(()) } else { Err(MoneyError::TwoCurrencies { left, right }) }
    }
}

impl fmt::Display for Money {
    /// With every digit behind the point that the currency has, as [`Money::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let width = usize::from(self.currency.minor_units());
        let divisor = 10_u64.pow(u32::from(self.currency.minor_units()));
        let (whole, rest) = (self.minor.unsigned_abs() / divisor, self.minor.unsigned_abs() % divisor);
        match width {
            0 => write!(f, "{sign}{whole} {}", self.currency),
            _ => write!(f, "{sign}{whole}.{rest:0width$} {}", self.currency),
        }
    }
}
