//! Counting what is kept out by one thing alone.

use super::assessed::{Assessed, InTime};
use super::figure::Figure;
use super::hard::{Fails, Fixed, Hard, Only};
use super::ranker::Ranker;
use super::relaxed::{Limit, Relaxed, Step};
use crate::intention::Test;
use crate::money::{Decimal, Money};
use crate::time::Instant;
use std::cmp::{Ordering, Reverse};

const SECONDS_A_MINUTE: i64 = 60;

/// What each single thing keeps out: the fixed ones by their place, then the requirements.
pub(super) struct Tallies(Vec<Tally>);

#[derive(Clone, Default)]
struct Tally {
    admits: usize,
    lower: Option<Reach>,
    upper: Option<Reach>,
}

/// Where a bound would have to be.
#[derive(Clone, Copy)]
struct Reach {
    first: Figure,
    at_first: usize,
    all: Figure,
    at_all: usize,
}

/// Which bound a number misses.
#[derive(Clone, Copy)]
enum Side {
    Lower,
    Upper,
}

impl Tallies {
    pub(super) fn of(ranker: &Ranker) -> Self {
        Self(vec![Tally::default(); Fixed::ALL.len() + ranker.want.requires.len()])
    }

    /// Counts an offer that is left out.
    pub(super) fn add(&mut self, ranker: &Ranker, row: &Assessed, fails: Fails, now: Instant) {
        let Some(only) = fails.only() else { return };
        let place = match only {
            Only::Fixed(fixed) => fixed as usize,
            Only::Requirement(number) => Fixed::ALL.len() + number,
        };
        let Some(tally) = self.0.get_mut(place) else { return };
        tally.admits += 1;
        match ranker.missed(only, row, now) {
            Some((Side::Lower, figure)) => Reach::add(&mut tally.lower, figure, Ordering::Greater),
            Some((Side::Upper, figure)) => Reach::add(&mut tally.upper, figure, Ordering::Less),
            None => {}
        }
    }

    /// The relaxed ones, what admits the most first.
    pub(super) fn relaxed(self, ranker: &Ranker, limit: usize) -> Vec<Relaxed> {
        let fixed = Fixed::ALL.into_iter().map(Hard::from);
        let requirements = ranker.want.requires.iter().cloned().map(Hard::Requirement);
        let all = fixed.chain(requirements).zip(self.0);
        let asked = all.filter(|(what, tally)| tally.admits > 0 && *what != Hard::Validity);
        let mut relaxed: Vec<Relaxed> = asked.map(|(what, tally)| ranker.relax(what, &tally)).collect();
        relaxed.sort_by_key(|relaxed| Reverse(relaxed.admits));
        relaxed.truncate(limit);
        relaxed
    }
}

impl Reach {
    /// Counts a number; `nearer` is how the nearer of two numbers stands to the other.
    fn add(reach: &mut Option<Self>, figure: Figure, nearer: Ordering) {
        let Some(reach) = reach else {
            *reach = Some(Self { first: figure, at_first: 1, all: figure, at_all: 1 });
            return;
        };
        reach.at_all += 1;
        match figure.compare(reach.first) {
            Ordering::Equal => reach.at_first += 1,
            order if order == nearer => (reach.first, reach.at_first) = (figure, 1),
            _ => {}
        }
        if figure.compare(reach.all) == nearer.reverse() {
            reach.all = figure;
        }
    }
}

impl Ranker {
    /// By which number the offer misses which bound, if it is by one.
    fn missed(&self, only: Only, row: &Assessed, now: Instant) -> Option<(Side, Figure)> {
        match only {
            Only::Fixed(Fixed::Budget) => Some((Side::Upper, row.miss.figure()?)),
            Only::Fixed(Fixed::Quantity) => {
                let (least, figure) = (self.want.quantity?.least(), row.miss.figure()?);
                let side = if figure.compare(least.into()) == Ordering::Less { Side::Lower } else { Side::Upper };
                Some((side, figure))
            }
            Only::Fixed(Fixed::Window) => {
                // What is written down has whole minutes, and the end of a window is not in it.
                let (side, at) = match row.in_time(&self.want.window, now) {
                    InTime::Early(at) => (Side::Lower, at - at.rem_euclid(SECONDS_A_MINUTE)),
                    InTime::Late(at) => (Side::Upper, at - at.rem_euclid(SECONDS_A_MINUTE) + SECONDS_A_MINUTE),
                    InTime::NotStated | InTime::Yes => return None,
                };
                Instant::from_unix(at).ok().map(|at| (side, Figure { mantissa: at.unix().into(), scale: 0 }))
            }
            Only::Fixed(_) => None,
            Only::Requirement(number) => match self.want.requires.get(number)?.test {
                Test::AtLeast(_) => Some((Side::Lower, row.miss.figure()?)),
                Test::AtMost(_) => Some((Side::Upper, row.miss.figure()?)),
                _ => None,
            },
        }
    }

    fn relax(&self, what: Hard, tally: &Tally) -> Relaxed {
        let sides = [(Side::Lower, tally.lower), (Side::Upper, tally.upper)];
        let steps = sides.into_iter().filter_map(|(side, reach)| self.step(&what, side, reach?)).collect();
        Relaxed { what, admits: tally.admits, steps }
    }

    fn step(&self, what: &Hard, side: Side, reach: Reach) -> Option<Step> {
        let limit = |figure: Figure| {
            let whole = i64::try_from(figure.mantissa).ok()?;
            Some(match (what, side) {
                (Hard::Budget, _) => Limit::Budget(Money::new(whole, self.want.currency).ok()?),
                (Hard::Window, Side::Lower) => Limit::From(Instant::from_unix(whole).ok()?),
                (Hard::Window, Side::Upper) => Limit::Until(Instant::from_unix(whole).ok()?),
                (_, Side::Lower) => Limit::AtLeast(Decimal::from_parts(whole, u8::try_from(figure.scale).ok()?)),
                (_, Side::Upper) => Limit::AtMost(Decimal::from_parts(whole, u8::try_from(figure.scale).ok()?)),
            })
        };
        let (first, all) = (limit(reach.first)?, limit(reach.all)?);
        Some(Step { first, at_first: reach.at_first, all, at_all: reach.at_all })
    }
}
