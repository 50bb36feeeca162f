//! One grant, apart from all others: whether it can be used, what data it is of, and every use that it speaks of.

use super::group::Obstacle;
use super::{Grant, GrantId, Ledger, Reason, Request};
use crate::did::Did;
use crate::time::Instant;
use crate::vocab::{Cone, Word};
use std::collections::BTreeSet;

impl Ledger {
    /// What holds a grant back now; none where it can be used.
    pub(crate) fn held_back(&self, vendor: &Did, grant: &GrantId, now: Instant) -> Option<Reason> {
        let obstacle = match self.account(vendor).and_then(|account| account.entry(grant)) {
            Some(entry) => entry.obstacle(now)?,
            None => return Some(Reason::NotGranted),
        };
        Some(match obstacle {
            Obstacle::Ended => Reason::NoAgreement,
            Obstacle::Expired => Reason::Expired,
            Obstacle::Withdrawn => Reason::Withdrawn,
            Obstacle::NotYet => Reason::NotYet,
            Obstacle::DutyOpen => Reason::DutyOpen,
            Obstacle::Paused => Reason::Paused,
        })
    }

    /// Whether a grant is of some data: of its word, or of one that speaks for it. An ordinary word never speaks for a
    /// marked one.
    pub(crate) fn is_of(&self, vendor: &Did, grant: &GrantId, data: &Word) -> bool {
        let Some(account) = self.account(vendor) else { return false };
        let (Some(entry), Some(vocabulary)) = (account.entry(grant), account.vocabulary(grant)) else { return false };
        let Some(data) = vocabulary.index(Cone::Data, data) else { return false };
        let mut words = entry.grant.scope.data.iter().filter_map(|word| vocabulary.index(Cone::Data, word));
        words.any(|word| vocabulary.graph(Cone::Data).speaks_for(word, data))
    }
}

impl Grant {
    /// The first use of some data of which the grant speaks and for which the test says no: each of its purposes with each
    /// operation and recipient, under its conditions.
    pub(crate) fn first_not(&self, data: &Word, mut test: impl FnMut(&Request) -> bool) -> Option<Request> {
        let root = BTreeSet::from([Cone::Operation.root()]);
        let operations = if self.scope.operation.is_empty() { &root } else { &self.scope.operation };
        for purpose in &self.scope.purpose {
            for operation in operations {
                for recipient in self.scope.permitted_recipients() {
                    let (purpose, operation) = (purpose.clone(), operation.clone());
                    let request = Request::new(data.clone(), purpose, operation, recipient.clone());
                    let request = Request { conditions: self.conditions.clone(), ..request };
                    if !test(&request) {
                        return Some(request);
                    }
                }
            }
        }
        None
    }
}
