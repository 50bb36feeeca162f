//! How much a value is liked.

use super::figure::{Figure, ten_to};
use super::ranking::Standing;
use super::seen::{Against, Seen};
use crate::intention::{PropertyValue, Taste, UnitCode, Wish};
use std::cmp::Ordering;

/// The utility of the best: a whole, in millionths.
pub(super) const WHOLE: u32 = 1_000_000;

/// A wish whose numbers are at one scale.
#[derive(Clone, Debug)]
pub(super) struct Liking {
    pub(super) weight: u64,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    /// 1 at `best`, 0 at `worst`.
    Slope { best: i128, worst: i128, scale: u32, unit: Option<UnitCode> },
    /// 1 at `ideal`, 0 where off by `tolerance`.
    Tent { ideal: i128, tolerance: i128, scale: u32, unit: Option<UnitCode> },
    /// 1 for the value.
    Match(PropertyValue),
}

impl From<&Wish> for Liking {
    fn from(wish: &Wish) -> Self {
        let at_one_scale = |left: Figure, right: Figure| {
            let scale = left.scale.max(right.scale);
            (left.at(scale), right.at(scale), scale)
        };
        let shape = match &wish.taste {
            Taste::Between { best, worst, unit } => {
                let (best, worst, scale) = at_one_scale((*best).into(), (*worst).into());
                Shape::Slope { best, worst, scale, unit: *unit }
            }
            Taste::Near { ideal, tolerance } => {
                let unit = ideal.unit;
                let (ideal, tolerance, scale) = at_one_scale(ideal.number.into(), (*tolerance).into());
                Shape::Tent { ideal, tolerance, scale, unit }
            }
            Taste::Exactly(value) => Shape::Match(value.clone()),
        };
        Self { weight: wish.weight.get().into(), shape }
    }
}

impl Liking {
    /// The utility in whole millionths, rounded down, and whether the value could be counted at all.
    pub(super) fn utility(&self, seen: Option<Seen<'_>>) -> (Standing, u32) {
        let Some(seen) = seen else { return (Standing::NotStated, 0) };
        match &self.shape {
            Shape::Slope { best, worst, scale, unit } => on_numbers(seen, *unit, *scale, |value, up| {
                let (best, worst) = (best * up, worst * up);
                if best >= worst { (value - worst, best - worst) } else { (worst - value, worst - best) }
            }),
            Shape::Tent { ideal, tolerance, scale, unit } => on_numbers(seen, *unit, *scale, |value, up| {
                let (ideal, tolerance) = (ideal * up, tolerance * up);
                (tolerance - (value - ideal).abs(), tolerance)
            }),
            Shape::Match(value) => match seen.against(value) {
                Against::Compared(Ordering::Equal) => (Standing::Counted, WHOLE),
                Against::Compared(_) => (Standing::Counted, 0),
                Against::OtherUnit => (Standing::OtherUnit, 0),
                Against::OtherType => (Standing::OtherType, 0),
            },
        }
    }
}

/// Brings the value and the wish to one scale, `up` being what the wish's numbers are multiplied with, and divides.
fn on_numbers(
    seen: Seen<'_>,
    unit: Option<UnitCode>,
    scale: u32,
    share: impl Fn(i128, i128) -> (i128, i128),
) -> (Standing, u32) {
    let Seen::Number(figure, found) = seen else { return (Standing::OtherType, 0) };
    if found != unit {
        return (Standing::OtherUnit, 0);
    }
    let common = scale.max(figure.scale);
    let (part, whole) = share(figure.at(common), ten_to(common - scale));
    (Standing::Counted, millionths(part, whole))
}

/// `part / whole` within 0 and 1, in whole millionths, rounded down. Nothing is a whole of nothing.
fn millionths(part: i128, whole: i128) -> u32 {
    if part <= 0 || whole <= 0 {
        return 0;
    }
    if part >= whole {
        return WHOLE;
    }
    // Most numbers are small, and a division of small ones is several times faster.
    let small = u64::try_from(part).ok().and_then(|part| part.checked_mul(WHOLE.into())).zip(u64::try_from(whole).ok());
    let share = match small {
        Some((part, whole)) => u32::try_from(part / whole).ok(),
        None => u32::try_from(part * i128::from(WHOLE) / whole).ok(),
    };
    share.unwrap_or(WHOLE)
}
