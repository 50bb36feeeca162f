//! Hold: what customers gave.

use super::Desk;
use crate::error::Error;
use crate::history::CommandId;
use crate::json::Object;
use crate::keys::{Randomness, Unverified};
use crate::life::{Act, Heard, Outcome};
use crate::log::LogId;
use crate::message::{Disclosure, Jti, Message};
use crate::time::Instant;
use crate::vault::Disclosed;
use crate::view::StateError;

impl Desk {
    /// The values that a customer gave in one message. What they may be used for is [`decide`](Self::decide)'s to say.
    ///
    /// # Errors
    /// [`VaultError::NoSuchDisclosure`](crate::vault::VaultError::NoSuchDisclosure);
    /// [`VaultError::Deleted`](crate::vault::VaultError::Deleted); the store's.
    pub fn disclosed(&mut self, customer: LogId, disclosure: &Jti) -> Result<Vec<Disclosed>, Error> {
        let life = self.life(customer)?;
        let between = life.state().relationships().next().map(|between| between.id());
        life.disclosed(between.ok_or(StateError::NoSuchCustomer)?, disclosure)
    }

    /// Deletes values that a customer gave. That they were given, and are deleted, stays in the history.
    ///
    /// # Errors
    /// As [`disclosed`](Self::disclosed).
    pub fn forget_data(
        &mut self,
        customer: LogId,
        disclosure: Jti,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("disclosure", disclosure.to_string()).into();
        self.step(customer, "forget-data", arguments, command, now, random, |act, stream, _| {
            act.delete_disclosure(stream, disclosure)
        })
    }
}

/// Takes values that a customer gives: under a grant that the desk knows to be in use, all of whose uses it may make now.
/// What came too late for that is not kept.
pub(super) fn take(act: &mut Act<'_>, heard: Heard, text: &Unverified<Message<Disclosure>>) -> Result<(), Error> {
    let message = text.peek()?;
    let Disclosure { agreement, grant, items } = message.body();
    let between = act.state.relationship(heard.stream)?;
    let found = act.state.grant_in_force(between, *grant)?;
    if found.agreement != *agreement {
        return Err(StateError::NoSuchAgreement { id: *agreement }.into());
    }
    for item in items {
        act.state.may_give(between, found, &item.data, act.now)?;
    }
    act.acknowledge(heard)
}
