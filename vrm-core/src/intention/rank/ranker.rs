//! A want made ready to rank offers.

use super::assessed::Assessed;
use super::rates::{Exchange, Rates};
use super::utility::{Liking, WHOLE};
use crate::intention::Want;
use crate::money::Currency;
use crate::time::Instant;
use std::collections::BTreeMap;

/// A want and the rates into its currency, made ready once for any number of offers.
///
/// Its rows are for itself alone: what one ranker assessed means nothing to another.
///
/// ```
/// use vrm_core::intention::rank::{Explained, Ranker};
/// use vrm_core::intention::{Candidate, Item, Kind, Price, Quote, Rates, SignedId, Want};
/// use vrm_core::money::{Currency, Money};
/// use vrm_core::time::Instant;
///
/// let want = Want::new(Kind::Buy, Item::new("An electric kettle")?, Currency::parse("EUR")?)?;
/// let ranker = Ranker::new(&want, &Rates::none());
/// let quote = Quote::new(Item::new("Kettle K2, steel")?, Price::all_in(Money::parse("42.50 EUR")?)?)?;
/// let (offered, until) = (Instant::parse("2026-03-01T09:00:00Z")?, Instant::parse("2026-03-08T09:00:00Z")?);
/// let offer = Candidate { id: SignedId::from_bytes([7; 32]), quote: &quote, offered, until, terms: &[] };
///
/// let rows = [ranker.assess(&offer)]; // once, when it comes
/// let picked = ranker.pick(&rows, offered, 20); // whenever the list is shown
/// assert_eq!((picked.best, picked.left), (vec![0], 0));
/// assert!(matches!(ranker.explain(&offer, offered), Explained::Fits(_)));
/// assert!(matches!(ranker.explain(&offer, until), Explained::LeftOut(_)));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ranker {
    pub(super) want: Want,
    pub(super) rates: BTreeMap<Currency, Exchange>,
    /// Of the wishes, in their order.
    pub(super) likings: Vec<Liking>,
}

impl Ranker {
    /// Makes a want ready.
    #[must_use]
    pub fn new(want: &Want, rates: &Rates) -> Self {
        Self {
            rates: rates.for_currency(want.currency),
            likings: want.prefers.iter().map(Liking::from).collect(),
            want: want.clone(),
        }
    }

    /// The score of an offer that meets every wish in full: a million points for each unit of weight.
    #[must_use]
    pub fn best_possible(&self) -> u64 {
        self.likings.iter().map(|liking| liking.weight * u64::from(WHOLE)).sum()
    }

    /// Whether an assessed offer fits now.
    #[must_use]
    pub fn fits(&self, row: &Assessed, now: Instant) -> bool {
        self.fails_at(row, now).is_empty()
    }
}
