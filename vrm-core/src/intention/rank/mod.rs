//! How the offers for a want rank, and why.
//!
//! Hard before soft: an offer that fails anything that must hold is left out, with every reason. What fits gets points:
//! for each wish its weight times a utility of 0 to 1,000,000 millionths, computed exactly and rounded down. A score
//! depends on the want and the offer alone, never on other offers or on the time. Equal scores stand in the order of
//! their price, then of their days to delivery, then of their ids.
//!
//! [`rank`] is the plain call. An inbox keeps one [`Assessed`] row for each offer, made once by [`Ranker::assess`], and
//! [picks](Ranker::pick) among the rows; only what it lists is [explained](Ranker::explain).

mod assess;
mod assessed;
mod candidate;
mod cost;
mod explain;
mod figure;
mod hard;
mod pick;
mod ranker;
mod ranking;
mod rates;
mod relaxed;
mod seen;
mod tally;
mod utility;
mod why;

pub use assessed::Assessed;
pub use candidate::{Candidate, TermsFault};
pub use hard::Hard;
pub use pick::Picked;
pub use ranker::Ranker;
pub use ranking::{Explained, LeftOut, Ranked, Ranking, Reason, Standing};
pub use rates::{Converted, Rates};
pub use relaxed::{Limit, Relaxed, Step};
pub use why::Why;

use super::Want;
use crate::time::Instant;

/// Ranks offers for a want: the best first, what was left out and why, and what would have admitted more.
///
/// Each list has at most `limit` items, the numbers beside them count all. A candidate that is given twice stands twice.
///
/// ```
/// use vrm_core::intention::rank::Limit;
/// use vrm_core::intention::{
///     Budget, BuiltIn, Candidate, Item, Kind, Number, Price, Property, Quote, Rates, SignedId, Taste, Want, Weight, Wish,
///     rank,
/// };
/// use vrm_core::money::{Currency, Money};
/// use vrm_core::time::Instant;
///
/// let want = Want::new(Kind::Buy, Item::new("An electric kettle")?, Currency::parse("EUR")?)?
///     .with_budget(Budget::all_in(Money::parse("80 EUR")?))?
///     .prefer(Wish {
///         property: Property::BuiltIn(BuiltIn::Price),
///         weight: Weight::new(60)?,
///         taste: Taste::Between { best: Number::from(30), worst: Number::from(80), unit: None },
///     })?;
/// let (offered, now) = (Instant::parse("2026-03-01T09:00:00Z")?, Instant::parse("2026-03-02T18:00:00Z")?);
/// let until = Instant::parse("2026-03-08T09:00:00Z")?;
/// let mut quotes = Vec::new();
/// for price in ["99.90 EUR", "55 EUR", "42.50 EUR"] {
///     quotes.push(Quote::new(Item::new("Kettle K2, steel")?, Price::all_in(Money::parse(price)?)?)?);
/// }
/// let candidates: Vec<Candidate<'_>> = (0..)
///     .zip(&quotes)
///     .map(|(n, quote)| Candidate { id: SignedId::from_bytes([n; 32]), quote, offered, until, terms: &[] })
///     .collect();
///
/// let ranking = rank(&want, &candidates, &Rates::none(), now, 20);
/// let best = &ranking.offers[0];
/// assert_eq!((best.total.to_string().as_str(), best.score, best.best_possible), ("42.50 EUR", 45_000_000, 60_000_000));
/// assert_eq!(best.reasons[0].utility, 750_000);
/// assert_eq!((ranking.fitting, ranking.left), (2, 1));
/// // One more at 19.90 EUR above the ceiling.
/// assert_eq!(ranking.relaxed[0].steps[0].first, Limit::Budget(Money::parse("99.90 EUR")?));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[must_use]
pub fn rank(want: &Want, candidates: &[Candidate<'_>], rates: &Rates, now: Instant, limit: usize) -> Ranking {
    let ranker = Ranker::new(want, rates);
    let rows: Vec<Assessed> = candidates.iter().map(|candidate| ranker.assess(candidate)).collect();
    let Picked { best, fitting, left_out, left, relaxed } = ranker.pick(&rows, now, limit);
    let mut ranking = Ranking { offers: Vec::new(), fitting, left_out: Vec::new(), left, relaxed };
    for candidate in best.into_iter().chain(left_out).filter_map(|place| candidates.get(place)) {
        match ranker.explain(candidate, now) {
            Explained::Fits(ranked) => ranking.offers.push(ranked),
            Explained::LeftOut(left_out) => ranking.left_out.push(left_out),
        }
    }
    ranking
}
