//! What follows from a consent, and from what ends one.

use super::error::StateError;
use super::recorded::differs;
use super::relationship::{Agreed, Relationship};
use super::said::read;
use super::state::State;
use crate::agreement::Role;
use crate::consent::{ConsentMove, ConsentRecord, ConsentStatus};
use crate::decision::{AgreementId, Grant, GrantId, GrantStatus, Pending, WhichGrants};
use crate::error::Error;
use crate::keys::{SignedId, Unverified};
use crate::message::{Consent, GrantStep, Jti, Message, Withdrawal};
use crate::terms::Basis;
use crate::time::Instant;
use crate::vocab::Word;
use std::collections::BTreeSet;

/// A consent that the person gave: to an optional process of an agreement, or to marked data of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Consented {
    /// Its id: of the message that said so.
    pub id: SignedId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// To which process of its declaration, by index.
    pub process: u32,
    /// To which data.
    pub data: Word,
    /// The grant that it made.
    pub grant: GrantId,
    /// The person's own record of it; none for an optional process on contract.
    pub record: Option<ConsentRecord>,
    pub(super) changes: Changes,
    /// The letter that said so.
    pub(super) letter: Jti,
}

/// The changes of a consent's state, the oldest first, each along the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changes(Vec<Change>);

/// One change of a consent's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) status: ConsentStatus,
    pub(super) at: Instant,
    pub(super) by: Role,
    /// The letter by which the other side learns of it.
    pub(super) letter: Option<Jti>,
}

impl Consented {
    /// Where it stands, as far as is noted.
    #[must_use]
    pub fn status(&self) -> ConsentStatus {
        self.changes.status()
    }

    /// Since when.
    #[must_use]
    pub fn since(&self) -> Instant {
        self.changes.0.last().map_or(Instant::MIN, |change| change.at)
    }
}

impl Changes {
    pub(super) fn given(at: Instant) -> Self {
        Self(vec![Change { status: ConsentStatus::Given, at, by: Role::Person, letter: None }])
    }

    pub(super) fn status(&self) -> ConsentStatus {
        self.0.last().map_or(ConsentStatus::Unknown, |change| change.status)
    }

    /// All but those of which the other side has not heard.
    pub(super) fn heard<'a>(&'a self, unheard: &'a BTreeSet<Jti>) -> impl Iterator<Item = &'a Change> {
        self.0.iter().filter(|change| change.letter.is_none_or(|letter| !unheard.contains(&letter)))
    }

    /// A move along the chart, never before the one that it follows. What is over already stays as it ended.
    fn end(&mut self, ending: Ending) {
        let Ending { step, at, by, letter } = ending;
        let at = self.0.last().map_or(at, |change| at.max(change.at));
        if let Ok(status) = self.status().after(step) {
            self.0.push(Change { status, at, by, letter });
        }
    }
}

/// What ends consents, and who did it.
#[derive(Clone, Copy)]
pub(super) struct Ending {
    step: ConsentMove,
    pub(super) at: Instant,
    by: Role,
    letter: Option<Jti>,
}

impl Ending {
    /// The time of an agreement is over, or another took its place.
    pub(super) fn in_time(at: Instant) -> Self {
        Self { step: ConsentMove::Expire, at, by: Role::Person, letter: None }
    }

    /// One side ended the agreement, or the person withdrew its grants.
    pub(super) fn by(by: Role, at: Instant, letter: Jti) -> Self {
        let step = if by == Role::Person { ConsentMove::Withdraw } else { ConsentMove::Revoke };
        Self { step, at, by, letter: Some(letter) }
    }
}

/// A withdrawal, and what it took back.
#[derive(Clone, Debug)]
pub(super) struct Withdrawn {
    agreement: AgreementId,
    n: u64,
    which: WhichGrants,
    at: Instant,
    /// The grants that it ended, and no withdrawal before it.
    pub(super) hit: BTreeSet<GrantId>,
}

impl State {
    /// The person's yes to what waited for it: from now on its grant decides.
    pub(super) fn consented(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Consent>>,
        own: bool,
    ) -> Result<(), Error> {
        let (message, id) = (read(text)?, text.claimed_id()?);
        let Consent { agreement, n, process, data, record } = message.body().clone();
        let agreed = between.agreed_in_force(&agreement)?;
        let pending = agreed.waits(process, &data).ok_or(StateError::NothingPending)?;
        let grant = pending.given(id.as_bytes());
        if between.stands(&agreement, process, &data).is_some() {
            return Err(StateError::ConsentedAlready.into());
        }
        let at = message.iat();
        match (&record, grant.basis) {
            (Some(record), Basis::Consent) => {
                let expected = agreed.consent_record(&grant, record.id(), at);
                // Two records of one number would be one in every receipt.
                let taken = between.has_record(record.id()).then_some("id");
                if let Some(member) = taken.or_else(|| differs(&expected, record.facts())) {
                    return Err(StateError::OtherRecord { member }.into());
                }
            }
            (None, Basis::Contract) => {}
            (Some(_), _) => return Err(StateError::OtherRecord { member: "record" }.into()),
            (None, _) => return Err(StateError::NoRecord.into()),
        }
        let made = grant.id;
        self.ledger.grant_at(&between.vendor, grant, n)?;
        let mut changes = Changes::given(at);
        // The withdrawal may have come before what it takes back.
        if let Some((letter, withdrawal)) = between.first_withdrawal(&agreement, made, n) {
            withdrawal.hit.insert(made);
            changes.end(Ending::by(Role::Person, withdrawal.at, letter));
        }
        let letter = message.jti();
        between.consents.insert(id, Consented { id, agreement, process, data, grant: made, record, changes, letter });
        if own {
            between.awaits(message.jti(), message.iat());
        }
        Ok(())
    }

    /// A withdrawal ends the consents whose grants it hit, and that to the agreement where none of its grants is left.
    pub(super) fn withdrawn(&mut self, between: &mut Relationship, message: &Message<Withdrawal>) {
        let Withdrawal(order) = message.body();
        let grants = || self.ledger.grants(&between.vendor).filter(|grant| grant.agreement == order.agreement);
        let gone = |grant: &&Grant| grant.status == GrantStatus::Withdrawn;
        let before = |id: &GrantId| between.withdrawals.values().any(|withdrawal| withdrawal.hit.contains(id));
        let hit = grants().filter(gone).map(|grant| grant.id).filter(|id| order.which.contains(id) && !before(id));
        let hit: BTreeSet<GrantId> = hit.collect();
        let left = grants().any(|grant| grant.is_of_agreement() && !grant.status.is_final());
        let at = message.iat();
        let ending = Ending::by(Role::Person, at, message.jti());
        for consent in between.consents.values_mut().filter(|consent| hit.contains(&consent.grant)) {
            consent.changes.end(ending);
        }
        if let Some(agreed) = between.agreements.get_mut(&order.agreement).filter(|_| !left) {
            agreed.changes.end(ending);
        }
        let GrantStep { agreement, n, which, .. } = order.clone();
        between.withdrawals.insert(message.jti(), Withdrawn { agreement, n, which, at, hit });
    }
}

impl Relationship {
    /// The end of an agreement is the end of every consent under it.
    pub(super) fn end_consents(&mut self, agreement: &AgreementId, ending: Ending) {
        for consent in self.consents.values_mut().filter(|consent| consent.agreement == *agreement) {
            consent.changes.end(ending);
        }
        if let Some(agreed) = self.agreements.get_mut(agreement) {
            agreed.changes.end(ending);
        }
    }

    /// What was said under an agreement that is over may be refused by the other side, and then is never acknowledged:
    /// nothing of it falls due any more.
    pub(super) fn stop_waiting(&mut self, agreement: &AgreementId) {
        let consents = self.consents.values().filter(|consent| consent.agreement == *agreement);
        let given = self.disclosures.iter().filter(|(_, given)| given.agreement == *agreement);
        let letters: Vec<Jti> =
            consents.map(|consent| consent.letter).chain(given.map(|(letter, _)| *letter)).collect();
        for letter in letters {
            self.said_at.remove(&letter);
        }
    }

    /// The first withdrawal of what was granted at a position of the person's stream.
    fn first_withdrawal(&mut self, agreement: &AgreementId, grant: GrantId, n: u64) -> Option<(Jti, &mut Withdrawn)> {
        let later = self.withdrawals.iter_mut().filter(|(_, withdrawal)| {
            withdrawal.agreement == *agreement && n < withdrawal.n && withdrawal.which.contains(&grant)
        });
        later.min_by_key(|(letter, withdrawal)| (withdrawal.n, **letter)).map(|(letter, found)| (*letter, found))
    }

    /// The consent to some data of a process that stands.
    fn stands(&self, agreement: &AgreementId, process: u32, data: &Word) -> Option<&Consented> {
        let to = |consent: &&Consented| {
            let same = consent.agreement == *agreement && consent.process == process && consent.data == *data;
            same && consent.status().is_valid()
        };
        self.consents.values().find(to)
    }

    /// What the agreements in force leave to the person and no consent stands for: each becomes a grant by
    /// [`Person::consent`](crate::person::Person::consent).
    pub fn waiting(&self) -> impl Iterator<Item = &Pending> {
        self.in_force().flat_map(|agreed| &agreed.pending).filter(|pending| {
            let grant = pending.grant();
            let data = grant.scope.data.first();
            data.is_some_and(|data| self.stands(&grant.agreement, grant.process, data).is_none())
        })
    }
}

impl Agreed {
    /// What waits for a consent to some data of a process.
    pub(crate) fn waits(&self, process: u32, data: &Word) -> Option<&Pending> {
        self.pending.iter().find(|pending| {
            let grant = pending.grant();
            grant.process == process && grant.scope.data.contains(data)
        })
    }
}
