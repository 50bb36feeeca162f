//! What a ranking says.

use super::candidate::{Candidate, Held};
use super::quote::{Delivery, Phase};
use crate::border::{Failure, text};
use crate::value::sentence::said;
use crate::value::{EntryName, Money, NotAuthorised, PropertyValue, Relaxed, Sentence, Why, Wish};
use vrm_core::intention::rank;
use vrm_core::intention::{self};
use vrm_core::keys::SignedId;
use vrm_core::money::{Currency, Decimal};
use vrm_core::text::Text;
use vrm_core::time::Instant;
use vrm_core::view;

/// The offers for a want in their order, with every reason.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Ranking {
    /// Those that fit, the best first.
    pub offers: Vec<Ranked>,
    /// How many fit, the listed ones among them.
    pub fitting: u64,
    /// Those that do not, the ones with the fewest failures first.
    pub left_out: Vec<LeftOut>,
    /// How many do not, the listed ones among them.
    pub left: u64,
    /// What would have admitted more, what admits the most first.
    pub relaxed: Vec<Relaxed>,
    /// How many fit, how many do not, and what would have admitted more, in sentences.
    pub sentences: Vec<Sentence>,
}

/// An offer that fits.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Ranked {
    /// Its id.
    pub id: SignedId,
    /// Its points: the sum of its reasons'.
    pub score: u64,
    /// The points of an offer that meets every wish in full.
    pub best_possible: u64,
    /// What it costs in all, in the want's currency; of a phase without end, what begins within 366 days.
    pub total: Money,
    /// What of it is paid once, in the offer's own currency.
    pub once: Money,
    /// What of it is paid again and again, in the offer's own currency.
    pub phases: Vec<Phase>,
    /// How the total came from another currency.
    pub converted: Option<Converted>,
    /// The days from when it was made until it is there.
    pub days: Option<u32>,
    /// When it is there, as the offer says it.
    pub delivery: Option<Delivery>,
    /// One for each wish, in the want's order.
    pub reasons: Vec<RankReason>,
    /// How it stands, in sentences.
    pub sentences: Vec<Sentence>,
}

/// How a total came from another currency.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Converted {
    /// What the offer says.
    pub from: Money,
    /// What a whole unit of its currency is worth, in whole units of the want's.
    pub rate: Decimal,
    /// Who says so.
    pub source: String,
}

/// How an offer meets one wish.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct RankReason {
    /// The wish.
    pub wish: Wish,
    /// What the offer says.
    pub value: Option<PropertyValue>,
    /// How much it is liked, 0 to 1,000,000 millionths, rounded down.
    pub utility: u32,
    /// The utility times the weight.
    pub points: u64,
    /// Whether the value could be counted.
    pub standing: Standing,
}

/// Whether what an offer says of a property could be counted. What could not has no points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was.
    Counted,
    /// It says nothing of it.
    NotStated,
    /// A number of another unit than the wish's.
    OtherUnit,
    /// A value of another type than the wish's.
    OtherType,
}

/// An offer that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct LeftOut {
    /// Its id.
    pub id: SignedId,
    /// Everything that fails, each once.
    pub why: Vec<Why>,
    /// The same in sentences.
    pub sentences: Vec<Sentence>,
}

/// Why the terms of an offer do not do.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum TermsFault {
    /// The vendor answers with another entry of the roster.
    Countered {
        /// The entry.
        entry: EntryName,
    },
    /// What the vendor declares does not pass the terms.
    Conflict {
        /// How it does not.
        conflict: NotAuthorised,
    },
    /// The vendor names an entry that no known roster has.
    Unknown {
        /// The entry.
        entry: EntryName,
    },
    /// The person blocked what it needs, or the vendor.
    Blocked {
        /// The block's id.
        block: String,
    },
}

/// What a whole unit of one currency is worth in another, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Of which currency.
    #[serde(deserialize_with = "text::one")]
    pub from: Currency,
    /// In which.
    #[serde(deserialize_with = "text::one")]
    pub into: Currency,
    /// How many whole units of it.
    #[serde(deserialize_with = "text::one")]
    pub rate: Decimal,
    /// Who says so.
    pub source: String,
}

/// Rates as the core has them.
fn rates(rates: Vec<Rate>) -> Result<intention::Rates, Failure> {
    rates.into_iter().try_fold(intention::Rates::none(), |all, Rate { from, into, rate, source }| {
        Ok(all.with(from, into, rate, Text::within(source, 256)?)?)
    })
}

impl Ranking {
    /// The ranking of some candidates.
    pub(crate) fn without_a_life(
        want: &intention::Want,
        candidates: Vec<Candidate>,
        given: Vec<Rate>,
        now: Instant,
        limit: u32,
    ) -> Result<Self, Failure> {
        let held: Vec<Held> = candidates.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?;
        let candidates: Vec<_> = held.iter().map(Held::candidate).collect();
        Ok(Self::of(&intention::rank(want, &candidates, &rates(given)?, now, most(limit)), want))
    }

    /// The ranking of what a life holds.
    pub(crate) fn of_inbox(inbox: &view::Inbox, given: Vec<Rate>, now: Instant, limit: u32) -> Result<Self, Failure> {
        Ok(Self::of(&inbox.rank(&rates(given)?, now, most(limit)), inbox.want()))
    }

    /// A ranking, with its sentences for the want that it is for.
    fn of(ranking: &rank::Ranking, want: &intention::Want) -> Self {
        Self {
            offers: ranking.offers.iter().map(Into::into).collect(),
            fitting: count(ranking.fitting),
            left_out: ranking.left_out.iter().map(Into::into).collect(),
            left: count(ranking.left),
            relaxed: ranking.relaxed.iter().map(|relaxed| Relaxed::of(relaxed, want)).collect(),
            sentences: said(&ranking.sentences(want)),
        }
    }
}

impl From<&rank::Ranked> for Ranked {
    fn from(ranked: &rank::Ranked) -> Self {
        Self {
            id: ranked.id,
            score: ranked.score,
            best_possible: ranked.best_possible,
            total: ranked.total.into(),
            once: ranked.once.into(),
            phases: ranked.phases.iter().map(|phase| (*phase).into()).collect(),
            converted: ranked.converted.as_ref().map(Into::into),
            days: ranked.days,
            delivery: ranked.delivery.map(Into::into),
            reasons: ranked.reasons.iter().map(Into::into).collect(),
            sentences: said(&ranked.sentences()),
        }
    }
}

impl From<&rank::Converted> for Converted {
    fn from(converted: &rank::Converted) -> Self {
        let source = converted.source.as_str().to_owned();
        Self { from: converted.from.into(), rate: converted.rate, source }
    }
}

impl From<&rank::Reason> for RankReason {
    fn from(reason: &rank::Reason) -> Self {
        Self {
            wish: (&reason.wish).into(),
            value: reason.value.as_ref().map(Into::into),
            utility: reason.utility,
            points: reason.points,
            standing: match reason.standing {
                rank::Standing::Counted => Standing::Counted,
                rank::Standing::NotStated => Standing::NotStated,
                rank::Standing::OtherUnit => Standing::OtherUnit,
                rank::Standing::OtherType => Standing::OtherType,
            },
        }
    }
}

impl From<&rank::LeftOut> for LeftOut {
    fn from(left_out: &rank::LeftOut) -> Self {
        let why = left_out.why.iter().map(Into::into).collect();
        Self { id: left_out.id, why, sentences: said(&left_out.sentences()) }
    }
}

impl From<&rank::TermsFault> for TermsFault {
    fn from(fault: &rank::TermsFault) -> Self {
        use rank::TermsFault as Of;
        match fault {
            Of::Countered { entry } => Self::Countered { entry: entry.into() },
            Of::Conflict(conflict) => Self::Conflict { conflict: conflict.as_ref().into() },
            Of::Unknown { entry } => Self::Unknown { entry: entry.into() },
            Of::Blocked { block } => Self::Blocked { block: block.clone() },
        }
    }
}

impl TryFrom<TermsFault> for rank::TermsFault {
    type Error = Failure;

    fn try_from(fault: TermsFault) -> Result<Self, Failure> {
        Ok(match fault {
            TermsFault::Countered { entry } => Self::Countered { entry: entry.into() },
            TermsFault::Conflict { conflict } => Self::Conflict(Box::new(conflict.try_into()?)),
            TermsFault::Unknown { entry } => Self::Unknown { entry: entry.into() },
            TermsFault::Blocked { block } => Self::Blocked { block },
        })
    }
}

fn most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// Never more than there are offers.
pub(super) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
