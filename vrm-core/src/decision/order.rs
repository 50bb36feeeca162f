//! Moves over grants in the order in which the person made them, whatever the order in which they come.

use super::DecisionError;
use super::grant::{AgreementId, GrantId, GrantMove, GrantStatus};
use std::collections::{BTreeMap, BTreeSet};

/// A move over grants of one agreement, with its place among the person's moves.
///
/// For each grant, known already or not, the highest `n` prevails whatever the order of arrival; a withdrawal is final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantOrder {
    /// The agreement.
    pub agreement: AgreementId,
    /// The position of the move in the person's stream, from 1. It reaches grants that were given before it.
    pub n: u64,
    /// Which grants.
    pub which: WhichGrants,
    /// The move.
    pub step: GrantMove,
}

/// Which grants of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhichGrants {
    /// All of them.
    All,
    /// These, at least one.
    These(BTreeSet<GrantId>),
}

impl WhichGrants {
    /// Whether a grant of the agreement is one of them.
    #[must_use]
    pub fn contains(&self, grant: &GrantId) -> bool {
        match self {
            Self::All => true,
            Self::These(grants) => grants.contains(grant),
        }
    }
}

/// The orders of one agreement, as far as a grant that is still to come takes them.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    all: Highest,
    /// Over grants that were named and are not there.
    awaited: BTreeMap<GrantId, Highest>,
}

/// The most grants that an agreement waits for: a peer may name any.
const MOST_AWAITED: usize = 1_024;

impl Orders {
    /// Keeps an order for the grants that are still to come.
    ///
    /// # Errors
    /// [`DecisionError::TooManyAwaited`]; then nothing was kept.
    pub(super) fn keep(
        &mut self,
        order: &GrantOrder,
        is_known: impl Fn(&GrantId) -> bool,
    ) -> Result<(), DecisionError> {
        let highest = Highest::of(order);
        match &order.which {
            WhichGrants::All => self.all = self.all.or(highest),
            WhichGrants::These(grants) => {
                let unknown = || grants.iter().filter(|grant| !is_known(grant));
                let new = unknown().filter(|grant| !self.awaited.contains_key(grant)).count();
                if self.awaited.len() + new > MOST_AWAITED {
                    return Err(DecisionError::TooManyAwaited { limit: MOST_AWAITED });
                }
                for grant in unknown() {
                    let known = self.awaited.entry(*grant).or_default();
                    *known = known.or(highest);
                }
            }
        }
        Ok(())
    }

    /// What a grant that comes now has to take.
    pub(super) fn over(&mut self, grant: &GrantId) -> Highest {
        self.all.or(self.awaited.remove(grant).unwrap_or_default())
    }
}

/// Of some orders the ones that matter, in whatever order they came: nothing else of them can prevail.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Highest {
    /// The position of the highest withdrawal.
    withdrawal: u64,
    turn: Turn,
}

/// The highest pause or resumption. Of two at one position, which no honest stream has, the pause prevails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    n: u64,
    pauses: bool,
}

impl Highest {
    pub(super) fn of(order: &GrantOrder) -> Self {
        let turn = |pauses| Self { turn: Turn { n: order.n, pauses }, ..Self::default() };
        match order.step {
            GrantMove::Pause => turn(true),
            GrantMove::Resume => turn(false),
            GrantMove::Withdraw => Self { withdrawal: order.n, ..Self::default() },
        }
    }

    fn or(self, other: Self) -> Self {
        Self { withdrawal: self.withdrawal.max(other.withdrawal), turn: self.turn.max(other.turn) }
    }
}

/// How far a grant has followed the orders.
#[derive(Clone, Copy, Debug)]
pub(super) struct Followed {
    /// Where in the person's stream it was given: what is at or below this was not meant for it.
    given: u64,
    turn: Turn,
}

impl Followed {
    /// A grant given at a position has followed all up to there.
    pub(super) fn since(given: u64) -> Self {
        Self { given, turn: Turn { n: given, pauses: true } }
    }

    /// The status after orders: what is final stays, and what is stale changes nothing.
    pub(super) fn follow(&mut self, status: GrantStatus, orders: Highest) -> GrantStatus {
        if status.is_final() {
            return status;
        }
        if orders.withdrawal > self.given {
            return GrantStatus::Withdrawn;
        }
        if orders.turn <= self.turn {
            return status;
        }
        self.turn = orders.turn;
        if orders.turn.pauses { GrantStatus::Paused } else { GrantStatus::Active }
    }
}
