//! The reasons of one offer.

use super::assess::Look;
use super::assessed::{Assessed, InTime};
use super::candidate::Candidate;
use super::cost::Tender;
use super::hard::{Fails, Fixed};
use super::ranker::Ranker;
use super::ranking::{Explained, LeftOut, Ranked, Reason};
use super::seen::Seen;
use super::why::Why;
use crate::money::Money;
use crate::time::Instant;

impl Ranker {
    /// How one offer stands, with every reason.
    #[must_use]
    pub fn explain(&self, candidate: &Candidate<'_>, now: Instant) -> Explained {
        let row = self.assess(candidate);
        let fails = self.fails_at(&row, now);
        let look = self.look(candidate.quote, candidate.offered);
        let total = row.total.and_then(|total| Money::new(total, self.want.currency).ok());
        match total {
            Some(total) if fails.is_empty() => Explained::Fits(Ranked {
                id: row.id,
                score: row.score,
                best_possible: self.best_possible(),
                total,
                once: look.quote.price.total(),
                phases: look.quote.phases.clone(),
                converted: match look.tender {
                    Tender::Rated(exchange) => Some(exchange.converted(look.quote.total)),
                    Tender::Same | Tender::Foreign => None,
                },
                days: row.days,
                delivery: look.quote.delivery,
                reasons: self.reasons(&look),
            }),
            _ => {
                let why = self.why(candidate, &look, &row, fails, now);
                Explained::LeftOut(LeftOut { id: row.id, why })
            }
        }
    }

    fn reasons(&self, look: &Look<'_>) -> Vec<Reason> {
        let wishes = self.want.prefers.iter().zip(&self.likings);
        let reasons = wishes.map(|(wish, liking)| {
            let seen = look.seen(&wish.property);
            let (standing, utility) = liking.utility(seen);
            Reason {
                wish: wish.clone(),
                value: seen.and_then(Seen::to_value),
                utility,
                points: liking.weight * u64::from(utility),
                standing,
            }
        });
        reasons.collect()
    }

    fn why(&self, candidate: &Candidate<'_>, look: &Look<'_>, row: &Assessed, fails: Fails, now: Instant) -> Vec<Why> {
        let fixed = Fixed::ALL.into_iter().filter(|fixed| fails.has(*fixed));
        let mut why: Vec<Why> = fixed.filter_map(|fixed| self.why_fixed(fixed, candidate, look, row, now)).collect();
        let failing = self.want.requires.iter().enumerate().filter(|(number, _)| fails.has_requirement(*number));
        why.extend(failing.map(|(_, requirement)| Why::Requirement {
            requirement: requirement.clone(),
            found: look.seen(&requirement.property).and_then(Seen::to_value),
        }));
        why
    }

    fn why_fixed(
        &self,
        fixed: Fixed,
        candidate: &Candidate<'_>,
        look: &Look<'_>,
        row: &Assessed,
        now: Instant,
    ) -> Option<Why> {
        let (want, quote) = (&self.want, look.quote);
        let (asked, found) = (want.currency, quote.currency());
        Some(match fixed {
            Fixed::Item => Why::Item { gtin: quote.item.gtin, mpn: quote.item.mpn.clone() },
            Fixed::Condition => {
                Why::Condition { asked: self.item(&quote.item).other_condition?, found: quote.item.condition }
            }
            Fixed::Quantity => Why::Quantity { asked: want.quantity?, found: quote.quantity },
            Fixed::Currency => match look.tender {
                Tender::Foreign => Why::NoRate { asked, found },
                Tender::Same | Tender::Rated(_) => Why::TooLarge { asked, found },
            },
            Fixed::Budget => {
                let against = look.cost.budget?;
                let cost = Money::new(against.cost, want.currency).ok()?;
                let least = against.needed.and_then(|needed| Money::new(needed, want.currency).ok());
                let phases = quote.phases.clone();
                Why::Budget { budget: want.budget?, cost, quantity: against.quantity, least, phases }
            }
            Fixed::Window => {
                let arrival = match row.in_time(&want.window, now) {
                    InTime::Early(at) | InTime::Late(at) => Some(Instant::from_unix(at).unwrap_or(Instant::MAX)),
                    InTime::NotStated | InTime::Yes => None,
                };
                Why::Window { asked: want.window, arrival }
            }
            Fixed::Terms => Why::Terms { faults: candidate.terms.to_vec() },
            Fixed::Validity => Why::Expired { until: candidate.until },
        })
    }
}
