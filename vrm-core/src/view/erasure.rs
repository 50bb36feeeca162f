//! What a claim to have data erased reaches.

use super::relationship::Relationship;
use super::rights::Claimed;
use crate::decision::AgreementId;
use crate::keys::SignedId;
use crate::message::Jti;
use crate::rights::{Right, RightsState, Scope};
use crate::time::Instant;
use crate::vault::{DisclosureMove, DisclosureState, Given};
use crate::vocab::{Cone, Vocabulary, Word};
use std::collections::{BTreeMap, BTreeSet};

impl Claimed {
    /// The values of a disclosure that it reaches, by their places: what was given before it. The person knows by its own
    /// order what that was; the vendor goes by the minute in which each was said, and within one by the order in which they
    /// came.
    pub(crate) fn reached(&self, given: &Given, is_person: bool) -> BTreeSet<u32> {
        let before = match is_person {
            true => given.n < self.n,
            false => (given.said, given.n) < (self.sent, self.n),
        };
        let reached = given.values().filter(|(_, value)| before && self.covers(&given.agreement, &value.data));
        reached.map(|(place, _)| place).collect()
    }

    /// Whether its scope has data that was given under an agreement.
    pub(super) fn covers(&self, agreement: &AgreementId, data: &Word) -> bool {
        match self.claim.scope() {
            Scope::All => true,
            Scope::Agreement(of) => agreement == of,
            Scope::Data(words) => {
                words.iter().any(|word| data == word || Vocabulary::dpv().is_within(Cone::Data, data, word))
            }
        }
    }
}

impl Relationship {
    /// The claims to have data erased.
    pub(crate) fn erasures(&self) -> impl Iterator<Item = &Claimed> {
        self.rights.values().filter(|claimed| claimed.claim.right() == Right::Erasure)
    }

    /// What was given that a claim reaches, each with the places of those values.
    pub(crate) fn reached(&self, claimed: &Claimed, is_person: bool) -> BTreeMap<Jti, BTreeSet<u32>> {
        let reached = self.disclosures().map(|(id, given)| (id, claimed.reached(given, is_person)));
        reached.filter(|(_, places)| !places.is_empty()).collect()
    }

    /// Whether data that was said at a time was erased on a claim which is younger.
    pub(super) fn is_erased_since(&self, said: Instant, agreement: &AgreementId, data: &Word) -> bool {
        let done = |claimed: &&Claimed| claimed.state == RightsState::Fulfilled && said < claimed.sent;
        self.erasures().filter(done).any(|claimed| claimed.covers(agreement, data))
    }

    /// At the person's side, whether a claim that reaches some of what was given was answered in full: the vendor takes none
    /// of it any more.
    pub(super) fn is_erased(&self, given: &Given) -> bool {
        let done = |claimed: &&Claimed| claimed.state == RightsState::Fulfilled;
        self.erasures().filter(done).any(|claimed| !claimed.reached(given, true).is_empty())
    }

    /// Moves what was given and a claim reaches, where the move leads on. Of what the vendor has not said that it has, it
    /// has not said either that it is deleted: the letter may come after the answer.
    pub(super) fn step_reached(&mut self, claim: &SignedId, is_person: bool, step: DisclosureMove) {
        let reached = self.right(claim).map(|claimed| self.reached(claimed, is_person)).unwrap_or_default();
        for (id, places) in reached {
            if step == DisclosureMove::ConfirmDeletion && self.is_unacknowledged(&id) {
                self.waits_no_more(&id);
                continue;
            }
            self.step_values(&id, &places, step);
            // What is deleted there is waited for no more.
            if self.disclosure(&id).is_some_and(|given| given.state == DisclosureState::DeletionConfirmed) {
                self.waits_no_more(&id);
            }
        }
    }
}
