//! One small row for each offer, and what of it changes with time.

use super::figure::Figure;
use super::hard::{Fails, Fixed};
use super::ranker::Ranker;
use crate::intention::SignedId;
use crate::time::{Instant, Window};
use std::cmp::Reverse;

const SECONDS_A_DAY: i64 = 86_400;

/// What a ranking needs of one offer, worked out once: it does not depend on the time, nor on other offers.
#[derive(Clone, Copy, Debug)]
pub struct Assessed {
    pub(super) id: SignedId,
    pub(super) score: u64,
    pub(super) total: Option<i64>,
    pub(super) days: Option<u32>,
    pub(super) arrival: Arrival,
    pub(super) until: Instant,
    pub(super) fails: Fails,
    pub(super) miss: Miss,
}

/// When it is there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Arrival {
    NotStated,
    /// The row's days after an acceptance now.
    Within,
    By(Instant),
}

/// By which number an offer misses the only thing that it fails: what the bound would have to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Miss {
    value: i64,
    scale: u8,
}

/// How an arrival stands to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InTime {
    Yes,
    /// At this second, before the window.
    Early(i64),
    /// At this second, after it.
    Late(i64),
    /// The window ends, and nothing is said.
    NotStated,
}

impl Assessed {
    /// The offer's id.
    #[must_use]
    pub fn id(&self) -> SignedId {
        self.id
    }

    /// Its points.
    #[must_use]
    pub fn score(&self) -> u64 {
        self.score
    }

    /// What it costs in all, in minor units of the want's currency; none where that cannot be told.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.total
    }

    /// The days from when it was made until it is there; none where nothing is said.
    #[must_use]
    pub fn days(&self) -> Option<u32> {
        self.days
    }

    /// What orders equals: the price, the days, the id. What is not known comes last.
    pub(super) fn tie(&self) -> (i64, u64, &SignedId) {
        (self.total.unwrap_or(i64::MAX), self.days.map_or(u64::MAX, u64::from), &self.id)
    }

    /// What orders those that fit, the best first.
    pub(super) fn rank(&self) -> (Reverse<u64>, (i64, u64, &SignedId)) {
        (Reverse(self.score), self.tie())
    }

    pub(super) fn in_time(&self, window: &Window, now: Instant) -> InTime {
        let arrival = match (self.arrival, self.days) {
            (Arrival::By(time), _) => time.unix(),
            (Arrival::Within, Some(days)) => now.unix() + i64::from(days) * SECONDS_A_DAY,
            _ if window.until().is_some() => return InTime::NotStated,
            _ => return InTime::Yes,
        };
        if window.until().is_some_and(|until| until.unix() <= arrival) {
            InTime::Late(arrival)
        } else if window.from().is_some_and(|from| arrival < from.unix()) {
            InTime::Early(arrival)
        } else {
            InTime::Yes
        }
    }
}

impl Ranker {
    /// What the offer fails at that moment.
    pub(super) fn fails_at(&self, row: &Assessed, now: Instant) -> Fails {
        let mut fails = row.fails;
        if row.until <= now {
            fails.add(Fixed::Validity);
        }
        if row.in_time(&self.want.window, now) != InTime::Yes {
            fails.add(Fixed::Window);
        }
        fails
    }
}

impl Miss {
    const NO_SCALE: u8 = u8::MAX;

    /// Nothing is missed by a number.
    pub(super) const NONE: Self = Self { value: 0, scale: Self::NO_SCALE };

    pub(super) fn figure(self) -> Option<Figure> {
        (self.scale != Self::NO_SCALE).then(|| Figure { mantissa: self.value.into(), scale: self.scale.into() })
    }
}

impl From<Figure> for Miss {
    /// None for a number that no amount and no property has.
    fn from(figure: Figure) -> Self {
        let parts = i64::try_from(figure.mantissa).ok().zip(u8::try_from(figure.scale).ok());
        parts.map_or(Self::NONE, |(value, scale)| Self { value, scale })
    }
}
