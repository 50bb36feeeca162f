//! What it costs.

use super::{IntentionError, form};
use crate::json::{Node, Object, Value};
use crate::money::{Currency, Decimal, Money};
use crate::time::Days;

/// What is paid once, in one currency and for all of the quantity. Nothing hides in another part.
///
/// ```
/// use vrm_core::intention::Price;
/// use vrm_core::money::Money;
/// let price = Price::new(Money::parse("40 EUR")?, Money::parse("8 EUR")?, Money::parse("4.90 EUR")?)?;
/// assert_eq!(price.total().to_string(), "52.90 EUR");
/// assert!(Price::new(Money::parse("40 EUR")?, Money::parse("8 USD")?, Money::parse("0 EUR")?).is_err());
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Price {
    pub(super) goods: Money,
    pub(super) tax: Money,
    pub(super) delivery: Money,
    /// The three together, known to be an amount.
    total: Money,
}

/// What is paid again and again, as for a subscription: so much for each period, so many times or without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Phase {
    /// For each period, taxes included, in the currency of the price.
    pub amount: Money,
    /// How long a period is, 1 to [`LONGEST`](Self::LONGEST) days.
    pub every: Days,
    /// How many periods there are, 1 to [`MOST`](Self::MOST); none when only an end by somebody ends it, and then no
    /// phase follows.
    pub times: Option<u32>,
}

impl Price {
    /// What the goods cost, the taxes on everything, and the delivery without taxes.
    ///
    /// # Errors
    /// [`IntentionError::OtherCurrency`], [`IntentionError::Bounds`] below zero, [`IntentionError::Money`] when the sum is
    /// no amount.
    pub fn new(goods: Money, tax: Money, delivery: Money) -> Result<Self, IntentionError> {
        for (name, part) in [("goods", goods), ("tax", tax), ("delivery", delivery)] {
            check(part, goods.currency()).map_err(|error| error.of(name))?;
        }
        let total = goods.plus(tax)?.plus(delivery)?;
        Ok(Self { goods, tax, delivery, total })
    }

    /// One amount in which taxes and delivery are.
    ///
    /// # Errors
    /// [`IntentionError::Bounds`] below zero.
    pub fn all_in(goods: Money) -> Result<Self, IntentionError> {
        let nothing = Money::new(0, goods.currency())?;
        Self::new(goods, nothing, nothing)
    }

    /// The goods.
    #[must_use]
    pub fn goods(self) -> Money {
        self.goods
    }

    /// The taxes.
    #[must_use]
    pub fn tax(self) -> Money {
        self.tax
    }

    /// The delivery.
    #[must_use]
    pub fn delivery(self) -> Money {
        self.delivery
    }

    /// The currency of all three.
    #[must_use]
    pub fn currency(self) -> Currency {
        self.goods.currency()
    }

    /// The three together.
    #[must_use]
    pub fn total(self) -> Money {
        self.total
    }
}

impl Phase {
    /// The most days of a period.
    pub const LONGEST: u32 = 3660;

    /// The most periods.
    pub const MOST: u32 = 1000;

    const EVERY: &'static str = "1 to 3660 days";

    const TIMES: &'static str = "1 to 1000";

    /// The days over which a phase without `times` counts into a total.
    pub(super) const YEAR: u32 = 366;

    /// What it comes to: all of its periods, or those that begin within 366 days when it has no end.
    ///
    /// # Errors
    /// [`IntentionError::Money`] when that is no amount.
    pub fn total(self) -> Result<Money, IntentionError> {
        let endless = || Self::YEAR.div_ceil(self.every.count().max(1));
        let times = self.times.unwrap_or_else(endless);
        Ok(self.amount.times(Decimal::from(i64::from(times)))?)
    }

    /// What the types of its members leave open.
    pub(super) fn check(&self, currency: Currency) -> Result<(), IntentionError> {
        check(self.amount, currency).map_err(|error| error.of("amount"))?;
        let every = self.every.count();
        if !(1..=Self::LONGEST).contains(&every) {
            return Err(IntentionError::OutOfRange { found: every.into(), expected: Self::EVERY }.of("every"));
        }
        match self.times {
            Some(times) if !(1..=Self::MOST).contains(&times) => {
                Err(IntentionError::OutOfRange { found: times.into(), expected: Self::TIMES }.of("times"))
            }
            _ => Ok(()),
        }
    }
}

fn check(amount: Money, currency: Currency) -> Result<(), IntentionError> {
    let found = amount.currency();
    if found != currency {
        return Err(IntentionError::OtherCurrency { found, expected: currency });
    }
    if amount.minor() < 0 { Err(IntentionError::Bounds { expected: "zero or more" }) } else { Ok(()) }
}

impl Price {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let goods = form::money(&fields.required("goods")?)?;
        let tax = form::money(&fields.required("tax")?)?;
        let delivery = form::money(&fields.required("delivery")?)?;
        fields.close()?;
        Self::new(goods, tax, delivery).map_err(form::at(node))
    }

    pub(super) fn to_value(self) -> Value {
        let form = Object::new().with("goods", form::write_money(self.goods)).with("tax", form::write_money(self.tax));
        form.with("delivery", form::write_money(self.delivery)).into()
    }
}

impl Phase {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let phase = Self {
            amount: form::money(&fields.required("amount")?)?,
            every: Days::new(form::count(&fields.required("every")?, Self::EVERY)?),
            times: form::optional(&mut fields, "times", |node| form::count(node, Self::TIMES))?,
        };
        fields.close()?;
        Ok(phase)
    }

    pub(super) fn to_value(self) -> Value {
        let form = Object::new().with("amount", form::write_money(self.amount));
        let form = form.with("every", i64::from(self.every.count()));
        form::put(form, "times", self.times.map(i64::from)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(amount: i64, every: u32, times: Option<u32>) -> i64 {
        let amount = Money::new(amount, Currency::parse("EUR").unwrap()).unwrap();
        Phase { amount, every: Days::new(every), times }.total().unwrap().minor()
    }

    #[test]
    fn a_phase_without_end_counts_for_every_period_that_begins_within_366_days() {
        assert_eq!(total(100, 3, Some(7)), 700);
        for (every, periods) in [(1, 366), (30, 13), (31, 12), (365, 2), (366, 1), (367, 1), (Phase::LONGEST, 1)] {
            assert_eq!(total(100, every, None), 100 * periods, "{every}");
        }
    }

    #[test]
    fn no_days_are_no_reason_to_stop() {
        assert_eq!(total(100, 0, None), 36_600);
    }
}
