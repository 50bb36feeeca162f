//! Rates between currencies, as the app hands them in.

use super::figure::ten_to;
use crate::intention::IntentionError;
use crate::money::{Currency, Decimal, Money};
use crate::text::Text;
use std::collections::BTreeMap;

/// What a whole unit of one currency is worth in another, and who says so. Without a rate, two currencies are not
/// ranked against each other.
///
/// ```
/// use vrm_core::intention::Rates;
/// use vrm_core::money::{Currency, Decimal};
/// use vrm_core::text::Text;
/// let (usd, eur) = (Currency::parse("USD")?, Currency::parse("EUR")?);
/// let bank = || Text::within("the bank's rates of 2 March", 64);
/// let rates = Rates::none().with(usd, eur, Decimal::parse("0.92")?, bank()?)?;
/// assert_eq!(rates.rate(usd, eur), Some(Decimal::parse("0.92")?));
/// assert!(rates.with(usd, eur, Decimal::parse("0.93")?, bank()?).is_err());
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates(BTreeMap<(Currency, Currency), Rate>);

/// How a total came from another currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// What the offer says.
    pub from: Money,
    /// What a whole unit of its currency is worth, in whole units of the want's.
    pub rate: Decimal,
    /// Who says so.
    pub source: Text,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rate {
    rate: Decimal,
    source: Text,
}

/// A rate into the want's currency, ready to multiply minor units with.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    rate: Rate,
    times: u128,
    over: u128,
}

impl Rates {
    /// No rates.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// With one more: a whole unit of `from` is worth `rate` whole units of `into`, as `source` says.
    ///
    /// # Errors
    /// [`IntentionError::RateOfItself`], [`IntentionError::RateNotPositive`], [`IntentionError::RateTwice`].
    pub fn with(mut self, from: Currency, into: Currency, rate: Decimal, source: Text) -> Result<Self, IntentionError> {
        if from == into {
            return Err(IntentionError::RateOfItself { currency: from });
        }
        if rate <= Decimal::from(0) {
            return Err(IntentionError::RateNotPositive { from, into });
        }
        if self.0.insert((from, into), Rate { rate, source }).is_some() {
            return Err(IntentionError::RateTwice { from, into });
        }
        Ok(self)
    }

    /// What a whole unit of `from` is worth in whole units of `into`, where there is a rate.
    #[must_use]
    pub fn rate(&self, from: Currency, into: Currency) -> Option<Decimal> {
        self.0.get(&(from, into)).map(|rate| rate.rate)
    }

    /// Those into a currency, by the other one.
    pub(super) fn for_currency(&self, into: Currency) -> BTreeMap<Currency, Exchange> {
        let those = self.0.iter().filter(|((_, to), _)| *to == into);
        those.map(|((from, _), rate)| (*from, Exchange::new(*from, into, rate.clone()))).collect()
    }
}

impl Exchange {
    fn new(from: Currency, into: Currency, rate: Rate) -> Self {
        let (mantissa, scale) = rate.rate.parts();
        // Minor units into minor units: the digits behind the point differ.
        let (up, down) = (u32::from(into.minor_units()), scale + u32::from(from.minor_units()));
        let power = |exponent: u32| ten_to(exponent).unsigned_abs();
        let (times, over) = (power(up.saturating_sub(down)), power(down.saturating_sub(up)));
        Self { times: mantissa.unsigned_abs() * times, over, rate }
    }

    /// Minor units in the want's currency: exact, then rounded once, half of one away from zero. None for more than an
    /// amount has.
    pub(super) fn convert(&self, minor: i64) -> Option<i64> {
        let (mut whole, mut rest) = (0_u128, 0_u128);
        // A long division by 16 bits at a time, as the product may have more than 128: `times` is below 2^109 and `over`
        // below 2^107.
        for shift in [48, 32, 16, 0] {
            let digit = u128::from((minor.unsigned_abs() >> shift) & 0xffff);
            let part = (rest << 16) + digit * self.times;
            whole = whole.checked_mul(1 << 16)?.checked_add(part / self.over)?;
            rest = part % self.over;
        }
        let rounded = whole.checked_add(u128::from(rest * 2 >= self.over))?;
        let minor = i64::try_from(rounded).ok()?.checked_mul(minor.signum())?;
        (-Money::LARGEST..=Money::LARGEST).contains(&minor).then_some(minor)
    }

    pub(super) fn converted(&self, from: Money) -> Converted {
        Converted { from, rate: self.rate.rate, source: self.rate.source.clone() }
    }
}
