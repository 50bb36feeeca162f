//! Where an agent went further than the intention.

use super::closed::{Checkout, Contents, Payment, Times};
use super::{ClosedMandate, Merchant, items};
use crate::intention::Want;
use crate::money::{Currency, Money};
use crate::time::Instant;
use std::collections::BTreeSet;

/// One way in which a closed mandate goes further than the intention, or does not show that it does not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Excess {
    /// The want is none that an agent may pay for, or has no budget.
    #[error("the intention lets no agent pay")]
    NotPaidFor,
    /// No checkout is shown, so nobody sees what was bought.
    #[error("no checkout is shown")]
    NoCheckout,
    /// No payment is shown, so nobody sees what it costs.
    #[error("no payment is shown")]
    NoPayment,
    /// An item that is neither the one wanted nor an alternative.
    #[error("line {line} is no item that is wanted")]
    Item {
        /// The line, from 1.
        line: usize,
    },
    /// Another number of pieces than wanted.
    #[error("{found} pieces are not as many as wanted")]
    Quantity {
        /// All of the pieces.
        found: u64,
    },
    /// A line without a whole number of pieces.
    #[error("line {line} has no whole number of pieces above zero")]
    QuantityUnclear {
        /// The line, from 1.
        line: usize,
    },
    /// The checkout is of a merchant that is not allowed, or names none.
    #[error("the merchant of the checkout is none of those allowed")]
    Merchant,
    /// The payment goes to somebody that is not allowed, or names nobody.
    #[error("the payee is none of the merchants allowed")]
    Payee,
    /// The payment goes to another than the merchant of the checkout.
    #[error("the payee is not the merchant of the checkout")]
    PayeeNotMerchant,
    /// More is paid than the budget.
    #[error("more is paid than the budget has")]
    Amount {
        /// The ceiling.
        most: Money,
        /// The payment.
        found: Money,
    },
    /// The checkout comes to more than the budget.
    #[error("the checkout comes to more than the budget has")]
    Total {
        /// The ceiling.
        most: Money,
        /// The sum of the checkout.
        found: Money,
    },
    /// Another sum is paid than the checkout comes to.
    #[error("the payment is not what the checkout comes to")]
    AmountNotTotal {
        /// The sum of the checkout.
        total: Money,
        /// The payment.
        found: Money,
    },
    /// Another currency than the budget's.
    #[error("it is in {found}, the budget in {expected}")]
    Currency {
        /// The budget's.
        expected: Currency,
        /// The mandate's.
        found: Currency,
    },
    /// An amount that is none, below zero, or without a currency.
    #[error("an amount is not stated so that it can be compared")]
    AmountUnclear,
    /// It holds longer than the intention.
    #[error("it holds until {found}, the intention until {until}")]
    Expiry {
        /// The end of the intention.
        until: Instant,
        /// The end of the mandate.
        found: Instant,
    },
    /// It was made once the intention had ended.
    #[error("it was made at {at}, the intention ended at {until}")]
    Late {
        /// The end of the intention.
        until: Instant,
        /// When the mandate was made.
        at: Instant,
    },
    /// It is to be paid later than the intention holds, or nobody can tell.
    #[error("it may be paid after {until}, when the intention has ended")]
    Execution {
        /// The end of the intention.
        until: Instant,
    },
    /// It says neither when it was made nor when it ends, or not so that it can be read.
    #[error("a mandate has no end")]
    NoExpiry,
    /// The payment is for another checkout, or for none.
    #[error("the payment is not for this checkout")]
    OtherCheckout,
    /// The hash of the checkout is not that of the merchant's text.
    #[error("the hash of the checkout is not that of what the merchant signed")]
    CheckoutHash,
}

impl ClosedMandate {
    /// Every way in which this goes further than the want, which these merchants (any where there are none) may fill
    /// until then; none when it keeps to it. What the mandate hides counts as an excess: nobody can see that it is
    /// none.
    ///
    /// ```
    /// use vrm_core::intention::foreign::{ClosedMandate, Excess, Merchant};
    /// use vrm_core::intention::{Budget, Item, Kind, Want};
    /// use vrm_core::{money::Money, time::Instant};
    /// let payment = br#"{"vct":"mandate.payment.1","transaction_id":"abc","payee":{"id":"shop-1","name":"A shop"},
    ///     "payment_amount":{"amount":2001,"currency":"EUR"},"payment_instrument":{"id":"1","type":"card"},
    ///     "exp":1772442000}"#;
    /// let mandate = ClosedMandate::read(payment)?;
    /// let most = Money::parse("20 EUR")?;
    /// let want = Want::new(Kind::Buy, Item::new("Markers")?, most.currency())?.with_budget(Budget::all_in(most))?;
    /// let shops = [Merchant::new("shop-1", "A shop", None)?];
    /// let found = Money::parse("20.01 EUR")?;
    /// assert_eq!(
    ///     mandate.check(&want, &shops, Instant::parse("2026-03-02T09:00:00Z")?),
    ///     [Excess::NoCheckout, Excess::Amount { most, found }],
    /// );
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn check(&self, want: &Want, merchants: &[Merchant], until: Instant) -> Vec<Excess> {
        let mut excesses = Excesses { want, merchants, until, found: Vec::new() };
        if !items::is_paid_for(want.kind()) || want.budget().is_none() {
            excesses.found.push(Excess::NotPaidFor);
        }
        let contents = self.checkout.as_ref().and_then(|checkout| checkout.contents.as_ref());
        match &self.checkout {
            Some(checkout) => excesses.of_checkout(checkout),
            None => excesses.found.push(Excess::NoCheckout),
        }
        match &self.payment {
            Some(payment) => excesses.of_payment(payment, contents),
            None => excesses.found.push(Excess::NoPayment),
        }
        if let (Some(checkout), Some(payment)) = (&self.checkout, &self.payment) {
            excesses.of_both(checkout, payment);
        }
        excesses.found
    }
}

struct Excesses<'a> {
    want: &'a Want,
    merchants: &'a [Merchant],
    until: Instant,
    found: Vec<Excess>,
}

impl Excesses<'_> {
    fn of_checkout(&mut self, checkout: &Checkout) {
        if checkout.is_bound == Some(false) {
            self.found.push(Excess::CheckoutHash);
        }
        self.times(checkout.times);
        let Some(contents) = &checkout.contents else {
            self.found.push(Excess::NoCheckout);
            return;
        };
        self.lines(contents);
        if !self.is_allowed(contents.merchant.as_ref()) {
            self.found.push(Excess::Merchant);
        }
        match contents.total {
            Some(Ok(total)) => self.amount(total, contents, |most, found| Excess::Total { most, found }),
            Some(Err(_)) => self.found.push(Excess::AmountUnclear),
            None => {}
        }
    }

    fn lines(&mut self, contents: &Contents) {
        let mut pieces = Some(0_u64);
        for (index, line) in contents.lines.iter().enumerate() {
            if !line.id.as_ref().is_some_and(|id| items::is_wanted(self.want, id)) {
                self.found.push(Excess::Item { line: index + 1 });
            }
            if line.pieces.is_none() {
                self.found.push(Excess::QuantityUnclear { line: index + 1 });
            }
            pieces = pieces.zip(line.pieces).map(|(all, more)| all.saturating_add(more));
        }
        if let Some(found) = pieces.filter(|pieces| !items::is_enough(self.want.quantity(), *pieces)) {
            self.found.push(Excess::Quantity { found });
        }
    }

    fn of_payment(&mut self, payment: &Payment, contents: Option<&Contents>) {
        self.times(payment.times);
        if payment.execution.is_some_and(|date| date.is_ok_and(|date| date.latest() > self.until) || date.is_err()) {
            self.found.push(Excess::Execution { until: self.until });
        }
        if !self.is_allowed(payment.payee.as_ref()) {
            self.found.push(Excess::Payee);
        }
        match (payment.amount, contents) {
            (Ok(found), Some(contents)) => self.amount(found, contents, |most, found| Excess::Amount { most, found }),
            (Ok(found), None) => {
                let nothing = Contents { merchant: None, lines: Vec::new(), total: None };
                self.amount(found, &nothing, |most, found| Excess::Amount { most, found });
            }
            (Err(_), _) => self.found.push(Excess::AmountUnclear),
        }
    }

    fn of_both(&mut self, checkout: &Checkout, payment: &Payment) {
        if payment.checkout.is_none() || payment.checkout != checkout.hash {
            self.found.push(Excess::OtherCheckout);
        }
        let Some(contents) = &checkout.contents else { return };
        if let (Some(merchant), Some(payee)) = (&contents.merchant, &payment.payee)
            && merchant.id() != payee.id()
        {
            self.found.push(Excess::PayeeNotMerchant);
        }
        if let (Some(Ok(total)), Ok(found)) = (contents.total, payment.amount)
            && total != found
        {
            self.found.push(Excess::AmountNotTotal { total, found });
        }
    }

    /// Merchants are told apart by their identifiers; where any is allowed, one without is too.
    fn is_allowed(&self, merchant: Option<&Merchant>) -> bool {
        let known: BTreeSet<&str> = self.merchants.iter().map(Merchant::id).collect();
        known.is_empty() || merchant.is_some_and(|merchant| known.contains(merchant.id()))
    }

    /// A ceiling for each piece holds for the pieces that were bought, and for the fewest where nobody sees how many.
    fn amount(&mut self, found: Money, contents: &Contents, excess: fn(Money, Money) -> Excess) {
        let pieces = contents.lines.iter().map(|line| line.pieces).try_fold(0_u64, |all, line| all.checked_add(line?));
        let pieces = pieces.filter(|pieces| *pieces > 0).or_else(|| items::fewest(self.want.quantity()).ok());
        if found.minor() < 0 {
            self.found.push(Excess::AmountUnclear);
        }
        let Some(Ok(most)) = pieces.map(|pieces| items::ceiling(self.want, pieces)) else { return };
        match found.compare(&most) {
            Ok(std::cmp::Ordering::Greater) => self.found.push(excess(most, found)),
            Ok(_) => {}
            Err(_) => {
                let currencies = Excess::Currency { expected: most.currency(), found: found.currency() };
                if !self.found.contains(&currencies) {
                    self.found.push(currencies);
                }
            }
        }
    }

    /// One that states no end is used when it is made.
    fn times(&mut self, times: Times) {
        let until = self.until;
        if let Some(at) = times.made.filter(|at| *at >= until) {
            self.found.push(Excess::Late { until, at });
        }
        match times.end {
            Some(found) if found > until => self.found.push(Excess::Expiry { until, found }),
            Some(_) => {}
            None if times.ends || times.made.is_none() => self.found.push(Excess::NoExpiry),
            None => {}
        }
    }
}
