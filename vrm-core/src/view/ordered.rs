//! What follows from a question, from its answer, and from the person's orders over grants. A yes to what only a consent
//! grants goes with that consent: whoever takes a consent back has taken back what was allowed under it.

use super::consented::{Consented, Withdrawn};
use super::error::StateError;
use super::relationship::{Question, Relationship};
use super::said::read;
use super::state::State;
use crate::decision::{AgreementId, GrantId, GrantMove, GrantOrder, WhichGrants};
use crate::error::Error;
use crate::keys::Unverified;
use crate::message::{Answer, Ask, Body, Message, Reply};
use crate::time::Instant;
use crate::vocab::{Cone, Vocabulary};
use std::collections::BTreeSet;

impl State {
    pub(super) fn answered(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Answer>>,
        own: bool,
    ) -> Result<(), Error> {
        let message = read(text)?;
        let Answer { answers, n, yes } = *message.body();
        let by = *text.claimed_id()?.as_bytes();
        let vendor = &between.vendor;
        let question = between.questions.get_mut(&answers).ok_or(StateError::NoSuchQuestion { id: answers })?;
        if question.reply.is_some() {
            return Err(StateError::AnsweredAlready.into());
        }
        question.reply = Some(yes);
        between.unanswered = between.unanswered.saturating_sub(1);
        if yes != Reply::No {
            let grant = self.ledger.answering(vendor, &question.agreement, &question.request, &by);
            let grant = grant.ok_or(StateError::NothingCovers)?;
            question.grant = Some(grant.id);
            between.given.insert_mut(grant.id);
            if yes == Reply::Once {
                between.once.insert_mut(grant.id);
            }
            let (id, agreement) = (grant.id, grant.agreement);
            self.ledger.grant_at(vendor, grant, n)?;
            // What takes it back may have come before it.
            let later = between.withdrawals.values().filter(|order| order.agreement == agreement && n < order.n);
            let later = later.filter(|order| self.goes_with(between, &id, order)).map(|order| order.n).min();
            later.map_or(Ok(()), |n| self.take_back(between, agreement, [id].into(), n))?;
        }
        if own {
            between.awaits(message.jti(), message.iat());
        }
        Ok(())
    }

    /// That a yes to a question is not in the place of a consent: to marked data it stands under one, with its record.
    pub(crate) fn may_say_yes(&self, between: &Relationship, question: &Question) -> Result<(), StateError> {
        let (data, agreed) = (&question.request.data, between.agreed(&question.agreement)?);
        let is_marked = agreed.marked.contains(data) || Vocabulary::dpv().is_marked(Cone::Data, data);
        let stands = |consent: &Consented| consent.agreement == question.agreement && consent.status().is_valid();
        let on = |consent: &Consented| self.ledger.is_of(&between.vendor, &consent.grant, data);
        match !is_marked || between.consents.values().any(|consent| stands(consent) && on(consent)) {
            true => Ok(()),
            false => Err(StateError::ConsentNeeded { data: data.name() }),
        }
    }

    /// What was answered under the consents that a withdrawal takes back goes too.
    pub(super) fn answers_withdrawn(&mut self, between: &Relationship, order: &Withdrawn) -> Result<(), Error> {
        let answers = between.questions.values().filter(|question| question.agreement == order.agreement);
        let gone = answers.filter_map(|question| question.grant);
        let gone: BTreeSet<GrantId> = gone.filter(|id| self.goes_with(between, id, order)).collect();
        if gone.is_empty() { Ok(()) } else { self.take_back(between, order.agreement, gone, order.n) }
    }

    /// Whether a grant that an answer made stands on a consent that a withdrawal takes back.
    fn goes_with(&self, between: &Relationship, answer: &GrantId, order: &Withdrawn) -> bool {
        let Some(grant) = self.ledger.find(&between.vendor, answer).filter(|grant| !grant.status.is_final()) else {
            return false;
        };
        let of_process =
            |consent: &&Consented| consent.agreement == order.agreement && consent.process == grant.process;
        let taken = |consent: &Consented| consent.n < order.n && order.which.contains(&consent.grant);
        let on = |consent: &Consented| {
            grant.scope.data.iter().all(|data| self.ledger.is_of(&between.vendor, &consent.grant, data))
        };
        between.consents.values().filter(of_process).any(|consent| taken(consent) && on(consent))
    }

    fn take_back(
        &mut self,
        between: &Relationship,
        agreement: AgreementId,
        which: BTreeSet<GrantId>,
        n: u64,
    ) -> Result<(), Error> {
        let order = GrantOrder { agreement, n, which: WhichGrants::These(which), step: GrantMove::Withdraw };
        Ok(self.ledger.order(&between.vendor, &order)?)
    }

    /// The person's order over grants.
    pub(super) fn ordered<B: Body>(
        &mut self,
        between: &mut Relationship,
        message: &Message<B>,
        order: impl Fn(&B) -> GrantOrder,
        own: bool,
    ) -> Result<(), Error> {
        self.ledger.order(&between.vendor, &order(message.body()))?;
        if own {
            between.awaits(message.jti(), message.iat());
        }
        Ok(())
    }

    /// A grant that was given once ends at its first use.
    pub(super) fn used(&mut self, between: &mut Relationship, id: &GrantId, at: Instant) -> Result<(), Error> {
        let vendor = &between.vendor;
        if self.ledger.find(vendor, id).is_none() {
            return Err(StateError::NoSuchGrant { id: *id }.into());
        }
        if between.once.contains(id) {
            self.ledger.spend(vendor, id, at)?;
        }
        Ok(())
    }
}

pub(super) fn asked(between: &mut Relationship, text: &Unverified<Message<Ask>>) -> Result<(), Error> {
    let message = read(text)?;
    let Ask { agreement, request } = message.body().clone();
    between.agreed_in_force(&agreement)?;
    // A store that forgot what was taken must not open a question again that was answered.
    let id = text.claimed_id()?;
    if between.questions.contains_key(&id) {
        return Err(StateError::OutOfPlace { kind: "asked" }.into());
    }
    let (until, jti) = (message.exp(), message.jti());
    let question = Question { agreement, request, until, reply: None, grant: None, jti };
    between.questions.insert_mut(id, question);
    between.unanswered = between.unanswered.saturating_add(1);
    Ok(())
}
