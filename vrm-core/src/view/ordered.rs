//! What follows from a question, from its answer, and from the person's orders over grants.

use super::error::StateError;
use super::relationship::{Question, Relationship};
use super::said::read;
use super::state::State;
use crate::decision::{GrantId, GrantOrder};
use crate::error::Error;
use crate::keys::Unverified;
use crate::message::{Answer, Ask, Body, Message, Reply};
use crate::time::Instant;

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
        if yes != Reply::No {
            let grant = self.ledger.answering(vendor, &question.agreement, &question.request, &by);
            let grant = grant.ok_or(StateError::NothingCovers)?;
            question.grant = Some(grant.id);
            self.ledger.grant_at(vendor, grant, n)?;
        }
        if own {
            between.awaits(message.jti(), message.iat());
        }
        Ok(())
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
        let question = between.questions.values().find(|question| question.grant == Some(*id));
        if question.is_some_and(|question| question.reply == Some(Reply::Once)) {
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
    between.questions.insert(id, question);
    Ok(())
}
