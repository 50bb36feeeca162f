//! What ends a consent, and which of several ends it is that counts: the same on both sides, in whatever order they come.

use super::consented::Withdrawn;
use super::relationship::{Agreed, Relationship};
use crate::agreement::{Agreement, Role};
use crate::consent::{ConsentMove, ConsentStatus};
use crate::decision::{AgreementId, GrantId};
use crate::message::Jti;
use crate::time::Instant;

/// The changes of a consent's state: that it was given, and all that ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changes {
    given: Instant,
    endings: Endings,
}

/// One change of a consent's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) status: ConsentStatus,
    pub(super) at: Instant,
    pub(super) by: Role,
}

/// Of what ends a consent, the first of the person's acts, the first of the vendor's, and the first time that runs out.
/// Each side's acts follow one another by their place in its stream, so it does not matter which of them is heard first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Endings {
    person: Option<Ending>,
    vendor: Option<Ending>,
    time: Option<Ending>,
}

/// What ends consents, and who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    step: ConsentMove,
    pub(super) at: Instant,
    by: Role,
    /// Its place in the stream of whoever did it.
    n: u64,
    /// The letter by which the other side learns of it; none for a time that runs out.
    letter: Option<Jti>,
    /// From when whoever has a clock knows that a time has run out.
    clock: Option<Instant>,
}

/// Whose knowledge a record is written from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KnownTo {
    /// One's own: all that is in the history.
    Oneself,
    /// The vendor's when it issued a receipt: where its stream stood by then, and when that was.
    Issuer { n: u64, at: Instant },
}

impl Changes {
    pub(super) fn given(at: Instant) -> Self {
        Self { given: at, endings: Endings::default() }
    }

    pub(super) fn end(&mut self, ending: Ending) {
        self.endings.add(ending);
    }

    pub(super) fn status(&self) -> ConsentStatus {
        self.end_of().map_or(ConsentStatus::Given, |change| change.status)
    }

    pub(super) fn since(&self) -> Instant {
        self.end_of().map_or(self.given, |change| change.at)
    }

    /// One after the other, each along the chart.
    pub(super) fn each(&self) -> impl Iterator<Item = Change> {
        let given = Change { status: ConsentStatus::Given, at: self.given, by: Role::Person };
        [given].into_iter().chain(self.end_of())
    }

    /// The end that counts, never before what it ends.
    fn end_of(&self) -> Option<Change> {
        let Ending { step, at, by, .. } = self.endings.each().min_by_key(|ending| ending.at)?;
        let status = ConsentStatus::Given.after(*step).ok()?;
        Some(Change { status, at: self.given.max(*at), by: *by })
    }
}

impl Endings {
    /// Keeps the first.
    pub(super) fn add(&mut self, ending: Ending) {
        let known = match (ending.letter, ending.by) {
            (None, _) => &mut self.time,
            (_, Role::Person) => &mut self.person,
            (_, Role::Vendor) => &mut self.vendor,
        };
        if known.is_none_or(|known| ending.order() < known.order()) {
            *known = Some(ending);
        }
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &Ending> {
        [&self.person, &self.vendor, &self.time].into_iter().flatten()
    }

    /// Whether what was said at a place of the person's stream, and at a time, was said before all this as far as whoever
    /// said it could know: the vendor's acts it may have learnt of later.
    pub(super) fn come_after(&self, n: u64, at: Instant) -> bool {
        self.person.is_none_or(|ending| n < ending.n) && self.time.is_none_or(|ending| at < ending.at)
    }
}

impl Ending {
    /// The time of an agreement is over.
    pub(super) fn in_time(at: Instant) -> Self {
        Self { step: ConsentMove::Expire, at, by: Role::Person, n: 0, letter: None, clock: Some(at) }
    }

    /// Another agreement took its place. A vendor that signed that one second knows it once its time to sign is over; that the
    /// person signed it second it learns from a letter that nothing acknowledges.
    pub(super) fn replaced(by: &Agreement, first: Role) -> Self {
        let clock = (first == Role::Person).then(|| by.document().accept_by());
        Self { clock, ..Self::in_time(by.document().made()) }
    }

    /// One side ended the agreement, or the person withdrew its grants, at a place of its stream.
    pub(super) fn by(by: Role, at: Instant, letter: Jti, n: u64) -> Self {
        let step = if by == Role::Person { ConsentMove::Withdraw } else { ConsentMove::Revoke };
        Self { step, at, by, n, letter: Some(letter), clock: None }
    }

    pub(super) fn of(withdrawal: &Withdrawn, letter: Jti) -> Self {
        Self::by(Role::Person, withdrawal.at, letter, withdrawal.n)
    }

    pub(super) fn order(&self) -> (u64, Instant, Option<Jti>) {
        (self.n, self.at, self.letter)
    }
}

impl Relationship {
    /// The changes of a consent as somebody knows them. What the first withdrawal is that they know of is asked where the
    /// one that counts is not known to them.
    pub(super) fn changes_known(
        &self,
        changes: &Changes,
        agreed: &Agreed,
        known: KnownTo,
        withdrawal: impl FnOnce() -> Option<Ending>,
    ) -> Changes {
        let KnownTo::Issuer { .. } = known else { return changes.clone() };
        let mut heard = Changes::given(changes.given);
        changes.endings.each().filter(|ending| self.is_known(ending, known)).for_each(|ending| heard.end(*ending));
        if changes.endings.person.is_some() && heard.endings.person.is_none() {
            let ended = agreed.ended.person.filter(|ending| self.is_known(ending, known));
            withdrawal().into_iter().chain(ended).for_each(|ending| heard.end(ending));
        }
        heard
    }

    /// The first withdrawal, of those that are known, of what was granted at a position of the person's stream.
    pub(super) fn first_withdrawal(
        &self,
        agreement: &AgreementId,
        grant: &GrantId,
        n: u64,
        known: KnownTo,
    ) -> Option<Ending> {
        let after = self.withdrawals.iter().filter(|(_, withdrawal)| {
            withdrawal.agreement == *agreement && n < withdrawal.n && withdrawal.which.contains(grant)
        });
        let endings = after.map(|(letter, withdrawal)| Ending::of(withdrawal, *letter));
        endings.filter(|ending| self.is_known(ending, known)).min_by_key(Ending::order)
    }

    pub(super) fn is_known(&self, ending: &Ending, known: KnownTo) -> bool {
        let KnownTo::Issuer { n, at } = known else { return true };
        match (ending.letter, ending.by) {
            (None, _) => ending.clock.is_some_and(|from| from <= at),
            (Some(letter), Role::Person) => self.was_heard(&letter, n, at),
            // What it did itself it knows from when it did it.
            (Some(_), Role::Vendor) => ending.n <= n || ending.at <= at,
        }
    }

    /// Whether the vendor had heard a letter by a position of its stream. Its own word on when it heard it stands: a
    /// receipt of an earlier position and no earlier minute is no earlier one.
    fn was_heard(&self, letter: &Jti, n: u64, at: Instant) -> bool {
        let seen = self.seen.get(letter);
        !self.is_unacknowledged(letter) && seen.is_none_or(|(heard, when)| *heard <= n || *when <= at)
    }
}
