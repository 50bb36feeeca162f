//! One offer against the want.

use super::assessed::{Arrival, Assessed, Miss};
use super::candidate::{Candidate, TermsFault};
use super::cost::{Cost, Tender};
use super::figure::Figure;
use super::hard::{Fails, Fixed, Only};
use super::ranker::Ranker;
use super::seen::{self, Against, Seen};
use crate::intention::{BuiltIn, Condition, Delivery, Item, Property, Quote, Requirement, Test};
use crate::time::Instant;

/// An offer with what has to be worked out before it can be judged.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) quote: &'a Quote,
    pub(super) tender: Tender<'a>,
    pub(super) cost: Cost,
    pub(super) days: Option<u32>,
}

impl<'a> Look<'a> {
    pub(super) fn seen(&self, property: &Property) -> Option<Seen<'a>> {
        Seen::of(property, self.quote, &self.cost, self.days)
    }
}

impl Ranker {
    /// Works out what a ranking needs of one offer.
    #[must_use]
    pub fn assess(&self, candidate: &Candidate<'_>) -> Assessed {
        let look = self.look(candidate.quote, candidate.offered);
        let fails = self.fails(&look, candidate);
        let wishes = self.want.prefers.iter().zip(&self.likings);
        let points = wishes.map(|(wish, liking)| {
            let (_, utility) = liking.utility(look.seen(&wish.property));
            liking.weight * u64::from(utility)
        });
        Assessed {
            id: candidate.id,
            score: points.sum(),
            total: look.cost.total,
            days: look.days,
            arrival: match candidate.quote.delivery {
                None => Arrival::NotStated,
                Some(Delivery::Within(_)) => Arrival::Within,
                Some(Delivery::By(time)) => Arrival::By(time),
            },
            until: candidate.until,
            fails,
            miss: fails.only().and_then(|only| self.miss(only, &look)).map_or(Miss::NONE, Miss::from),
        }
    }

    pub(super) fn look<'a>(&'a self, quote: &'a Quote, offered: Instant) -> Look<'a> {
        let want = &self.want;
        let tender = Tender::of(quote, want.currency, &self.rates);
        let cost = Cost::of(quote, tender, want);
        Look { quote, tender, cost, days: seen::days(quote, offered) }
    }

    /// What fails whatever the time is.
    fn fails(&self, look: &Look<'_>, candidate: &Candidate<'_>) -> Fails {
        let mut fails = Fails::default();
        let item = self.item(&look.quote.item);
        if !item.is_asked_for {
            fails.add(Fixed::Item);
        }
        if item.other_condition.is_some() {
            fails.add(Fixed::Condition);
        }
        if let Some(range) = &self.want.quantity {
            let found = look.quote.quantity.filter(|found| found.unit() == range.unit());
            if !found.is_some_and(|found| range.contains(found.number())) {
                fails.add(Fixed::Quantity);
            }
        }
        if look.cost.total.is_none() {
            fails.add(Fixed::Currency);
        }
        match (&self.want.budget, look.cost.budget) {
            (Some(_), Some(against)) if !against.within => fails.add(Fixed::Budget),
            (Some(_), None) => fails.leave_unjudged(),
            _ => {}
        }
        for (number, requirement) in self.want.requires.iter().enumerate() {
            match look.seen(&requirement.property) {
                Some(seen) if seen.passes(&requirement.test) => {}
                // Its price is stated, only not in a currency that can be compared: that is said once.
                None if requirement.property == Property::BuiltIn(BuiltIn::Price) => fails.leave_unjudged(),
                _ => fails.add_requirement(number),
            }
        }
        if !candidate.terms.is_empty() {
            fails.add(Fixed::Terms);
            // Asking for other terms does away with a counter, not with what conflicts, is blocked or unknown.
            if !candidate.terms.iter().all(|fault| matches!(fault, TermsFault::Countered { .. })) {
                fails.leave_unjudged();
            }
        }
        fails
    }

    /// Looks for the item among those that were asked for.
    pub(super) fn item(&self, offered: &Item) -> ItemFit {
        let asked = &self.want.item;
        let mut fit = ItemFit { is_asked_for: false, other_condition: None };
        for item in std::iter::once(asked).chain(&self.want.alternatives).filter(|item| is_numbered(item, offered)) {
            fit.is_asked_for = true;
            // An alternative that says nothing else is wanted as the item is.
            match other_condition(item.condition.or(asked.condition), offered) {
                None => return ItemFit { is_asked_for: true, other_condition: None },
                other => fit.other_condition = fit.other_condition.or(other),
            }
        }
        if !fit.is_asked_for {
            fit.other_condition = other_condition(asked.condition, offered);
        }
        fit
    }

    /// The number that the bound of the only thing that fails would have to be.
    fn miss(&self, only: Only, look: &Look<'_>) -> Option<Figure> {
        match only {
            Only::Fixed(Fixed::Budget) => {
                look.cost.budget?.needed.map(|needed| Figure::minor(needed, look.cost.currency.minor_units()))
            }
            Only::Fixed(Fixed::Quantity) => {
                let unit = self.want.quantity?.unit();
                look.quote.quantity.filter(|found| found.unit() == unit).map(|found| found.number().into())
            }
            Only::Fixed(_) => None,
            Only::Requirement(number) => {
                let Requirement { property, test: Test::AtLeast(bound) | Test::AtMost(bound) } =
                    self.want.requires.get(number)?
                else {
                    return None;
                };
                match look.seen(property)? {
                    seen @ Seen::Number(figure, _) => {
                        matches!(seen.against_measure(bound), Against::Compared(_)).then_some(figure)
                    }
                    _ => None,
                }
            }
        }
    }
}

/// How an offered item stands to those asked for.
#[derive(Clone, Copy)]
pub(super) struct ItemFit {
    /// Whether it has a number that was asked for.
    pub(super) is_asked_for: bool,
    /// The condition that was asked for, where it is in another.
    pub(super) other_condition: Option<Condition>,
}

fn other_condition(asked: Option<Condition>, offered: &Item) -> Option<Condition> {
    asked.filter(|asked| offered.condition != Some(*asked))
}

/// Whether an offered item has the number of one that is asked for: the product's, or else the maker's.
fn is_numbered(asked: &Item, offered: &Item) -> bool {
    match (&asked.gtin, &asked.mpn) {
        (Some(gtin), _) => offered.gtin.as_ref() == Some(gtin),
        (None, Some(mpn)) => offered.mpn.as_ref() == Some(mpn),
        (None, None) => true,
    }
}
