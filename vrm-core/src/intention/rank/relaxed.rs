//! What would have admitted more.

use super::hard::Hard;
use crate::money::{Decimal, Money};
use crate::time::Instant;

/// One thing that must hold and is all that keeps some offers out.
///
/// There is none for the validity of offers: nothing that the person asks brings back what has expired. For a currency
/// without a rate, a rate would be needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// What it is.
    pub what: Hard,
    /// How many offers fail in this alone, and would fit if it were not asked; of terms, those only that counter.
    pub admits: usize,
    /// How far a bound would have to move, for those of them that miss it by a number: the lower one, then the upper one.
    pub steps: Vec<Step>,
}

/// How far one bound would have to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The nearest bound that admits one.
    pub first: Limit,
    /// How many offers that admits.
    pub at_first: usize,
    /// The bound that admits all that miss it by a number.
    pub all: Limit,
    /// How many those are.
    pub at_all: usize,
}

/// A bound as it would have to be, instead of the one that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The budget's ceiling.
    Budget(Money),
    /// A requirement's or the quantity's lower bound.
    AtLeast(Decimal),
    /// A requirement's or the quantity's upper bound.
    AtMost(Decimal),
    /// The window's start.
    From(Instant),
    /// The window's end.
    Until(Instant),
}
