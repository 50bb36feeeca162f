//! Obey: decide, ask, note what was used, end.

use super::Desk;
use crate::decision::{AgreementId, Decision, GrantId, Request};
use crate::dispute::Bundle;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::json::Object;
use crate::keys::Randomness;
use crate::life::Outcome;
use crate::log::LogId;
use crate::message::{Ask, KeyHistory};
use crate::time::Instant;
use crate::view::StateError;

impl Desk {
    /// May the desk do it now? The same grants decide as at the person's side, without the person's blocks; a withdrawal
    /// counts from when it was received.
    ///
    /// # Errors
    /// [`LogError::NoSuchLog`](crate::log::LogError::NoSuchLog); as [`View::decide`](crate::view::View::decide).
    pub fn decide(&mut self, customer: LogId, request: &Request, now: Instant) -> Result<Decision, Error> {
        let view = self.customer(customer)?;
        let between = view.relationships().next().ok_or(StateError::NoSuchCustomer)?;
        Ok(view.decide(between.vendor(), request, now)?)
    }

    /// Asks the person for what the terms leave to it.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`]; [`StateError::NothingCovers`] for what the desk never declared;
    /// [`StateError::TooManyQuestions`].
    pub fn ask(
        &mut self,
        customer: LogId,
        agreement: AgreementId,
        request: &Request,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments =
            Object::new().with("agreement", agreement.to_string()).with("request", request.to_value()).into();
        self.step(customer, "ask", arguments, command, now, random, |act, stream, _| {
            let between = act.state.relationship(stream)?;
            between.agreed_in_force(&agreement)?;
            let covering = act.state.ledger().covering_process(between.vendor(), &agreement, request);
            covering.ok_or(StateError::NothingCovers)?;
            between.may_ask()?;
            let until = act.answer_by()?;
            act.say(stream, Ask { agreement, request: request.clone() }, until)?;
            Ok(())
        })
    }

    /// Notes that a grant was used. One that was given once ends with it.
    ///
    /// # Errors
    /// [`StateError::NoSuchGrant`]; [`DecisionError`](crate::decision::DecisionError) when it is over already.
    pub fn record_use(
        &mut self,
        customer: LogId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("grant", grant.to_string()).into();
        self.step(customer, "record-use", arguments, command, now, random, |act, stream, _| {
            act.push(stream, Event::Used { grant })
        })
    }

    /// Notes that the duties which come before a grant's use are done.
    ///
    /// # Errors
    /// [`DecisionError`](crate::decision::DecisionError) when there is no such grant.
    pub fn record_duty(
        &mut self,
        customer: LogId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("grant", grant.to_string()).into();
        self.step(customer, "record-duty", arguments, command, now, random, |act, stream, _| {
            act.push(stream, Event::DutyDone { grant })
        })
    }

    /// Tells a customer of the desk's new keys now.
    ///
    /// # Errors
    /// [`StateError::NothingToDo`] when it knows them.
    pub fn announce_keys(
        &mut self,
        customer: LogId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.step(customer, "announce-keys", Object::new().into(), command, now, random, |act, _, _| {
            if act.is_empty() { Err(StateError::NothingToDo { step: "announce-keys" }.into()) } else { Ok(()) }
        })
    }

    /// Notes everything of a customer's whose time has run out.
    ///
    /// # Errors
    /// [`StateError::NothingDue`] when nothing has.
    pub fn expire(
        &mut self,
        customer: LogId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.step(customer, "expire", Object::new().into(), command, now, random, |act, _, _| act.expire())
    }

    /// A bundle for a dispute over an agreement, as [`Person::bundle`](crate::person::Person::bundle).
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`].
    pub fn bundle(&mut self, customer: LogId, agreement: &AgreementId) -> Result<Bundle, Error> {
        let life = self.life(customer)?;
        life.refresh()?;
        let between = life.state().relationships().next().map(|between| between.id());
        life.bundle(between.ok_or(StateError::NoSuchCustomer)?, agreement)
    }

    /// Ends one agreement with a customer, and all its grants with it.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`].
    pub fn end(
        &mut self,
        customer: LogId,
        agreement: AgreementId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("agreement", agreement.to_string()).into();
        self.step(customer, "end", arguments, command, now, random, |act, stream, _| act.end(stream, agreement))
    }

    /// Ends what there is with a customer, and every agreement with it.
    ///
    /// # Errors
    /// [`ChartError`](crate::chart::ChartError) when it has ended already.
    pub fn terminate(
        &mut self,
        customer: LogId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.step(customer, "terminate", Object::new().into(), command, now, random, |act, stream, _| {
            act.terminate(stream)
        })
    }

    /// Erases a customer: as [`Person::erase`](crate::person::Person::erase). It is listed no more; a tombstone stays.
    ///
    /// # Errors
    /// As [`Person::erase`](crate::person::Person::erase).
    pub fn erase(
        &mut self,
        customer: LogId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let life = self.life(customer)?;
        life.settle()?;
        let between = life.state().relationships().next().cloned();
        let keys = between.as_ref().and_then(|between| between.other());
        let next = keys.map(|keys| keys.current().next());
        let all = keys.into_iter().flat_map(KeyHistory::signers).chain(next);
        let mut rows: Vec<Vec<u8>> = all.map(|kid| self.index_row(kid)).collect();
        rows.push(customer.waiting());
        let arguments = Object::new().into();
        self.life(customer)?.run("erase", arguments, command, now, random, |act| {
            let stream = between.map(|between| between.id()).ok_or(StateError::NoSuchCustomer)?;
            act.forget(rows);
            act.erase_ended(stream)
        })
    }
}
