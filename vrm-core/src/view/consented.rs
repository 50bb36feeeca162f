//! What follows from a consent, and from what ends one.

use super::ending::{Changes, Ending, KnownTo};
use super::error::StateError;
use super::recorded::differs;
use super::relationship::{Agreed, Relationship};
use super::said::read;
use super::state::State;
use crate::consent::{ConsentRecord, ConsentStatus};
use crate::decision::{AgreementId, Grant, GrantId, GrantStatus, Pending, WhichGrants};
use crate::error::Error;
use crate::keys::{SignedId, Unverified};
use crate::message::{Consent, GrantStep, Jti, Message, Withdrawal};
use crate::relationship::AgreementState;
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
    /// Its place in the person's stream.
    pub(super) n: u64,
    /// The letter that said so.
    pub(super) letter: Jti,
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
        self.changes.since()
    }
}

/// A withdrawal: what it takes back was granted before its place in the person's stream.
#[derive(Clone, Debug)]
pub(super) struct Withdrawn {
    pub(super) agreement: AgreementId,
    pub(super) n: u64,
    pub(super) which: WhichGrants,
    pub(super) at: Instant,
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
        let at = message.iat();
        // What was said before an end may be heard after it, and is the person's word all the same.
        let agreed = if own { between.agreed_in_force(&agreement)? } else { between.agreed_then(&agreement, n, at)? };
        let pending = agreed.waits(process, &data).ok_or(StateError::NothingPending)?;
        let grant = pending.given(id.as_bytes());
        let said = between.consents_to(&agreement, process, &data);
        // At the desk the withdrawal of one that stands may be on its way.
        if said.into_iter().any(|said| if own { said.status().is_valid() } else { said.n == n }) {
            return Err(StateError::ConsentedAlready.into());
        }
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
        between.given.insert_mut(made);
        self.ledger.grant_at(&between.vendor, grant, n)?;
        let mut changes = Changes::given(at);
        // What ends it may have come before it.
        let ended = between.agreed(&agreement)?.ended.each().copied();
        let withdrawn = between.first_withdrawal(&agreement, &made, n, KnownTo::Oneself);
        ended.chain(withdrawn).for_each(|ending| changes.end(ending));
        let letter = message.jti();
        let consent = Consented { id, agreement, process, data, grant: made, record, changes, n, letter };
        between.consents.insert_mut(id, consent);
        if own {
            between.awaits(message.jti(), message.iat());
        }
        Ok(())
    }

    /// A withdrawal ends the consents whose grants it takes back, and that to the agreement where none of its grants is
    /// left.
    pub(super) fn withdrawn(&mut self, between: &mut Relationship, message: &Message<Withdrawal>) -> Result<(), Error> {
        let (Withdrawal(order), letter) = (message.body(), message.jti());
        let GrantStep { agreement, n, which, .. } = order.clone();
        let withdrawn = Withdrawn { agreement, n, which, at: message.iat() };
        let ending = Ending::of(&withdrawn, letter);
        between.change_consents(ending, |consent| {
            consent.agreement == agreement && consent.n < n && withdrawn.which.contains(&consent.grant)
        });
        // What consents and answers granted is not the agreement's own.
        let given = between.given.clone();
        if let Some(agreed) = between.agreements.get_mut(&agreement) {
            let mut left = false;
            for grant in self.ledger.grants_unsorted(&between.vendor).filter(|grant| grant.agreement == agreement) {
                let taken = withdrawn.which.contains(&grant.id);
                match agreed.gone.get_mut(&grant.id) {
                    Some(first) if taken && ending.order() < first.order() => *first = ending,
                    Some(_) => {}
                    None if given.contains(&grant.id) => {}
                    None if taken => drop(agreed.gone.insert(grant.id, ending)),
                    None => left = true,
                }
            }
            let last = agreed.gone.values().max_by_key(|ending| ending.order()).copied();
            last.filter(|_| !left).into_iter().for_each(|last| agreed.changes.end(last));
        }
        self.answers_withdrawn(between, &withdrawn)?;
        between.withdrawals.insert_mut(letter, withdrawn);
        Ok(())
    }
}

impl Relationship {
    /// The end of an agreement is the end of every consent under it.
    pub(super) fn end_consents(&mut self, agreement: &AgreementId, ending: Ending) {
        let Some(agreed) = self.agreements.get_mut(agreement) else { return };
        let until = agreed.agreement.document().window().until();
        // Where its time was over by then, that came first, whether it was noted or not.
        let endings = [Some(ending), until.filter(|until| *until <= ending.at).map(Ending::in_time)];
        for ending in endings.into_iter().flatten() {
            agreed.ended.add(ending);
            agreed.changes.end(ending);
        }
        for ending in endings.into_iter().flatten() {
            self.change_consents(ending, |consent| consent.agreement == *agreement);
        }
    }

    /// What was said under an agreement that is over may be refused by the other side, and then is never acknowledged:
    /// nothing of it falls due any more.
    pub(super) fn stop_waiting(&mut self, agreement: &AgreementId) {
        let consents = self.consents.values().filter(|consent| consent.agreement == *agreement);
        let consents: BTreeSet<Jti> = consents.map(|consent| consent.letter).collect();
        let given = |letter: &Jti| self.disclosure(letter).is_some_and(|given| given.agreement == *agreement);
        let letters = self.unacknowledged.keys().filter(|letter| consents.contains(letter) || given(letter));
        for letter in letters.copied().collect::<Vec<_>>() {
            self.waits_no_more(&letter);
        }
    }

    /// Ends some of the consents, each as far as its chart goes.
    fn change_consents(&mut self, ending: Ending, which: impl Fn(&Consented) -> bool) {
        let some: Vec<SignedId> = self.consents.iter().filter(|(_, it)| which(it)).map(|(id, _)| *id).collect();
        for id in some {
            if let Some(consent) = self.consents.get_mut(&id) {
                consent.changes.end(ending);
            }
        }
    }

    /// When a grant was withdrawn.
    pub(super) fn withdrawn_at(&self, grant: &Grant) -> Option<Instant> {
        if grant.status != GrantStatus::Withdrawn {
            return None;
        }
        let n = self.consents.values().find(|consent| consent.grant == grant.id).map_or(0, |consent| consent.n);
        self.first_withdrawal(&grant.agreement, &grant.id, n, KnownTo::Oneself).map(|ending| ending.at)
    }

    /// An agreement under which counts what was said at a place of the person's stream: one in force, or one that ended
    /// after that.
    fn agreed_then(&self, id: &AgreementId, n: u64, at: Instant) -> Result<&Agreed, StateError> {
        let agreed = self.agreed(id)?;
        let counts = match agreed.state {
            AgreementState::InForce => true,
            AgreementState::Half | AgreementState::Lapsed => false,
            AgreementState::Ended | AgreementState::Expired | AgreementState::Replaced => {
                agreed.ended.come_after(n, at)
            }
        };
        if counts { Ok(agreed) } else { Err(StateError::NoSuchAgreement { id: *id }) }
    }

    /// The consents to some data of a process.
    fn consents_to(&self, agreement: &AgreementId, process: u32, data: &Word) -> impl Iterator<Item = &Consented> {
        let to = move |consent: &&Consented| {
            consent.agreement == *agreement && consent.process == process && consent.data == *data
        };
        self.consents.values().filter(to)
    }

    /// What the agreements in force leave to the person and no consent stands for: each becomes a grant by
    /// [`Person::consent`](crate::person::Person::consent).
    pub fn waiting(&self) -> impl Iterator<Item = &Pending> {
        self.in_force().flat_map(|agreed| &agreed.pending).filter(|pending| {
            let grant = pending.grant();
            let data = grant.scope.data.first();
            data.is_some_and(|data| {
                !self.consents_to(&grant.agreement, grant.process, data).any(|consent| consent.status().is_valid())
            })
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
