//! How much there is in a relationship.

use super::relationship::Relationship;

/// How many of each kind there are in a relationship.
pub(crate) struct Totals {
    pub(crate) claims: usize,
    pub(crate) incidents: usize,
    pub(crate) consents: usize,
    pub(crate) withdrawals: usize,
    pub(crate) receipts: usize,
}

impl Relationship {
    /// How many questions of the vendor's have no answer.
    pub(crate) fn unanswered(&self) -> usize {
        self.unanswered
    }

    /// How many of each kind there are, over or not.
    pub(crate) fn totals(&self) -> Totals {
        Totals {
            claims: self.rights.size(),
            incidents: self.incidents.size(),
            consents: self.consents.size(),
            withdrawals: self.withdrawals.size(),
            receipts: self.receipts.size(),
        }
    }
}
