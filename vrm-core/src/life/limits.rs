//! How much of each kind a relationship takes, where the other side chooses how much. Limits on what is said and on what is
//! heard, the same for both, so that neither says what the other refuses; never on what is read back.

use crate::message::Incident;
use crate::rights::{Claim, Scope};
use crate::view::{Claimed, Relationship, StateError};
use crate::vocab::Word;
use std::collections::BTreeSet;

/// How many questions of a vendor's may be open.
const MOST_QUESTIONS: usize = 256;
/// How many claims may be open, and how many there may be, over or not.
const MOST_OPEN_CLAIMS: usize = 256;
const MOST_CLAIMS: usize = 1_024;
/// How many answers a claim may have.
const MOST_ANSWERS: usize = 64;
/// How many incidents a vendor may notify.
const MOST_INCIDENTS: usize = 1_024;
/// How many consents a person may give, those that it took back too.
const MOST_CONSENTS: usize = 1_024;
/// How many withdrawals a person may say. Whoever comes so far still ends the agreement, which is always heard.
const MOST_WITHDRAWALS: usize = 2_048;
/// How many receipts of a vendor are kept.
const MOST_RECEIPTS: usize = 1_024;
/// How many kinds of data a claim or an incident may name.
const MOST_WORDS: usize = 256;

impl Relationship {
    /// That one more question may be asked.
    pub(crate) fn may_ask(&self) -> Result<(), StateError> {
        below(self.unanswered(), MOST_QUESTIONS, |limit| StateError::TooManyQuestions { limit })
    }

    /// That one more claim may be made, and this one.
    pub(crate) fn may_claim(&self, claim: &Claim) -> Result<(), StateError> {
        if let Scope::Data(words) = claim.scope() {
            few(words)?;
        }
        let open = self.rights().filter(|(_, claimed)| claimed.is_open()).count();
        below(open, MOST_OPEN_CLAIMS, |limit| StateError::TooManyClaims { limit })?;
        below(self.totals().claims, MOST_CLAIMS, ever("claims"))
    }

    /// That one more incident may be notified, and this one.
    pub(crate) fn may_notify(&self, incident: &Incident) -> Result<(), StateError> {
        few(&incident.data)?;
        below(self.totals().incidents, MOST_INCIDENTS, |limit| StateError::TooManyIncidents { limit })
    }

    /// That one more consent may be given.
    pub(crate) fn may_consent(&self) -> Result<(), StateError> {
        below(self.totals().consents, MOST_CONSENTS, ever("consents"))
    }

    /// That one more withdrawal may be said.
    pub(crate) fn may_withdraw(&self) -> Result<(), StateError> {
        below(self.totals().withdrawals, MOST_WITHDRAWALS, ever("withdrawals"))
    }

    /// That one more receipt may be issued.
    pub(crate) fn may_issue(&self) -> Result<(), StateError> {
        below(self.totals().receipts, MOST_RECEIPTS, |limit| StateError::TooManyReceipts { limit })
    }
}

impl Claimed {
    /// That it may be answered once more.
    pub(crate) fn may_answer(&self) -> Result<(), StateError> {
        below(self.replies.len(), MOST_ANSWERS, |limit| StateError::TooManyClaims { limit })
    }
}

fn few(words: &BTreeSet<Word>) -> Result<(), StateError> {
    if words.len() <= MOST_WORDS { Ok(()) } else { Err(StateError::TooManyWords { limit: MOST_WORDS }) }
}

fn ever(what: &'static str) -> impl Fn(usize) -> StateError {
    move |limit| StateError::TooManyEver { what, limit }
}

fn below(count: usize, limit: usize, error: impl Fn(usize) -> StateError) -> Result<(), StateError> {
    if count < limit { Ok(()) } else { Err(error(limit)) }
}
