//! The letters of a relationship: which wait for the other side, and which have run out.

use super::negotiation::Negotiation;
use super::relationship::Relationship;
use crate::message::Jti;
use crate::time::Instant;
use std::collections::BTreeSet;

impl Relationship {
    /// The letters that the other side has to acknowledge and has not: answers, consents, orders over grants, data that was
    /// given, receipts, rights, incidents, ends, rotations.
    #[must_use]
    pub fn unacknowledged(&self) -> BTreeSet<Jti> {
        self.unacknowledged.keys().copied().collect()
    }

    /// Whether a letter is one of them.
    pub(crate) fn is_unacknowledged(&self, letter: &Jti) -> bool {
        self.unacknowledged.contains_key(letter)
    }

    /// Notes that the other side has to acknowledge a letter.
    pub(super) fn awaits(&mut self, letter: Jti, said: Instant) {
        self.unacknowledged.insert_mut(letter, Some(said));
    }

    /// Notes that a letter falls due no more, though it was not acknowledged.
    pub(super) fn waits_no_more(&mut self, letter: &Jti) {
        if self.unacknowledged.contains_key(letter) {
            self.unacknowledged.insert_mut(*letter, None);
        }
    }

    /// Notes until when a letter of this side's counts.
    pub(super) fn counts(&mut self, letter: Jti, until: Instant) {
        self.counting.insert_mut((until, letter));
    }

    /// The letters that have run out by a time, and that no event before noted as such.
    pub(crate) fn run_out(&self, now: Instant) -> Vec<Jti> {
        self.counting.iter().take_while(|(until, _)| *until <= now).map(|(_, letter)| *letter).collect()
    }

    /// With an event at a time the letters are let go that have run out by then.
    pub(super) fn let_go(&mut self, now: Instant) {
        while let Some(first) = self.counting.first().copied().filter(|(until, _)| *until <= now) {
            self.counting.remove_mut(&first);
        }
    }

    /// Whether an answer to a letter is waited for: an acknowledgement, or the next word of a negotiation.
    pub(crate) fn waits_for_answer(&self, letter: Jti) -> bool {
        self.is_unacknowledged(&letter) || self.negotiation().and_then(Negotiation::waiting) == Some(letter)
    }

    /// Notes that the other side acknowledged a letter.
    pub(super) fn acknowledged(&mut self, letter: &Jti) {
        self.unacknowledged.remove_mut(letter);
    }
}
