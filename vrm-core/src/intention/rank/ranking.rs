//! What a ranking says.

use super::rates::Converted;
use super::relaxed::Relaxed;
use super::why::Why;
use crate::intention::{Delivery, Phase, PropertyValue, SignedId, Wish};
use crate::money::Money;

/// The offers for a want in their order, with every reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Those that fit, the best first.
    pub offers: Vec<Ranked>,
    /// How many fit, the listed ones among them.
    pub fitting: usize,
    /// Those that do not, the ones with the fewest failures first; equals by price, days and id.
    pub left_out: Vec<LeftOut>,
    /// How many do not, the listed ones among them.
    pub left: usize,
    /// What would have admitted more, what admits the most first.
    pub relaxed: Vec<Relaxed>,
}

/// An offer that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub reasons: Vec<Reason>,
}

/// How an offer meets one wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The wish.
    pub wish: Wish,
    /// What the offer says. A price is in whole units of the want's currency; one of more than 15 digits stands in the
    /// total only.
    pub value: Option<PropertyValue>,
    /// How much it is liked, 0 to 1,000,000 millionths, rounded down.
    pub utility: u32,
    /// The utility times the weight.
    pub points: u64,
    /// Whether the value could be counted.
    pub standing: Standing,
}

/// Whether what an offer says of a property could be counted. What could not has no points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its id.
    pub id: SignedId,
    /// Everything that fails, each once. What could not be judged because something else fails is not among it.
    pub why: Vec<Why>,
}

/// How one offer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
    /// It fits.
    Fits(Ranked),
    /// It does not.
    LeftOut(LeftOut),
}
