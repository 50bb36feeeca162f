//! What an offer costs, in the want's currency.

use super::figure::ten_to;
use super::rates::Exchange;
use crate::intention::{Basis, Budget, Quantity, Quote, Want};
use crate::money::{Currency, Money};
use std::collections::BTreeMap;

/// The costs that a ranking looks at. What cannot be told in the want's currency is none: no rate, or more than an
/// amount has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// The want's.
    pub(super) currency: Currency,
    /// Minor units of all there is to pay.
    pub(super) total: Option<i64>,
    /// How it stands to the budget; none without one, and where it cannot be told.
    pub(super) budget: Option<AgainstBudget>,
}

/// What a budget looks at.
#[derive(Clone, Copy, Debug)]
pub(super) struct AgainstBudget {
    /// Minor units of what the budget has to cover.
    pub(super) cost: i64,
    /// For how many the ceiling counts; none where it is for all.
    pub(super) quantity: Option<Quantity>,
    /// Whether the ceiling is no less than that.
    pub(super) within: bool,
    /// Minor units of the least ceiling that would be enough; none for more than an amount has.
    pub(super) needed: Option<i64>,
}

/// In which currency an offer is, seen from the want's.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tender<'a> {
    /// The want's own.
    Same,
    /// Another, with a rate.
    Rated(&'a Exchange),
    /// Another, without.
    Foreign,
}

impl<'a> Tender<'a> {
    pub(super) fn of(quote: &Quote, currency: Currency, rates: &'a BTreeMap<Currency, Exchange>) -> Self {
        let offered = quote.currency();
        if offered == currency {
            return Self::Same;
        }
        rates.get(&offered).map_or(Self::Foreign, Self::Rated)
    }

    /// Minor units of the offer in the want's currency.
    fn convert(self, minor: i64) -> Option<i64> {
        match self {
            Self::Same => Some(minor),
            Self::Rated(exchange) => exchange.convert(minor),
            Self::Foreign => None,
        }
    }
}

impl Cost {
    pub(super) fn of(quote: &Quote, tender: Tender<'_>, want: &Want) -> Self {
        let total = tender.convert(quote.total.minor());
        let against = want.budget.as_ref().and_then(|budget| {
            let cost = tender.convert(covered(quote, budget))?;
            match budget.basis {
                Basis::All => Some(AgainstBudget::for_all(cost, budget.most)),
                Basis::Unit => {
                    let unit = want.quantity?.unit();
                    let quantity = quote.quantity.filter(|quantity| quantity.unit() == unit)?;
                    Some(AgainstBudget::for_each(cost, budget.most, quantity))
                }
            }
        });
        Self { currency: want.currency, total, budget: against }
    }
}

impl AgainstBudget {
    fn for_all(cost: i64, most: Money) -> Self {
        Self { cost, quantity: None, within: cost <= most.minor(), needed: Some(cost) }
    }

    /// `cost <= most x number`, with both sides times the power of ten that makes the number whole.
    fn for_each(cost: i64, most: Money, quantity: Quantity) -> Self {
        let (number, scale) = quantity.number().to_decimal().parts();
        let needs = i128::from(cost) * ten_to(scale);
        let needed = if number > 0 { (needs + number - 1).div_euclid(number) } else { i128::MAX };
        let needed = i64::try_from(needed).ok().filter(|needed| *needed <= Money::LARGEST);
        Self { cost, quantity: Some(quantity), within: needs <= i128::from(most.minor()) * number, needed }
    }
}

/// Minor units of what a budget has to cover. What is paid again and again has its taxes in it and counts under every
/// ceiling.
fn covered(quote: &Quote, budget: &Budget) -> i64 {
    let not_covered = |covers: bool, part: Money| if covers { 0 } else { part.minor() };
    let price = quote.price;
    quote.total.minor() - not_covered(budget.tax, price.tax) - not_covered(budget.delivery, price.delivery)
}
