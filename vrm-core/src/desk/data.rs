//! Hold: what customers gave.

use super::Desk;
use crate::error::Error;
use crate::form::write;
use crate::history::CommandId;
use crate::json::Object;
use crate::keys::{Randomness, Unverified};
use crate::life::{Act, Heard, Outcome};
use crate::log::LogId;
use crate::message::{Disclosure, Jti, Message};
use crate::time::Instant;
use crate::vault::{Disclosed, VaultError};
use std::collections::BTreeSet;

impl Desk {
    /// The values that a customer gave in one message. What they may be used for is [`decide`](Self::decide)'s to say.
    ///
    /// # Errors
    /// [`VaultError::NoSuchDisclosure`]; [`VaultError::Deleted`]; the store's.
    pub fn disclosed(&mut self, customer: LogId, disclosure: &Jti) -> Result<Vec<Disclosed>, Error> {
        let stream = self.between(customer)?;
        self.life(customer)?.disclosed(stream, disclosure)
    }

    /// Deletes the values of a letter: what a customer gave, a [proof](Self::proof) or a [copy](Self::copy). That they were
    /// given, and are deleted, stays in the history.
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

    /// Deletes some values of a disclosure: as [`Person::forget_values`](crate::person::Person::forget_values).
    ///
    /// # Errors
    /// As there.
    #[allow(clippy::too_many_arguments, reason = "what every command has, and what this one forgets")]
    pub fn forget_values(
        &mut self,
        customer: LogId,
        disclosure: Jti,
        places: &[u32],
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let places: BTreeSet<u32> = places.iter().copied().collect();
        let named = write::set(&places, |place| i64::from(*place).into());
        let arguments = Object::new().with("disclosure", disclosure.to_string()).with("places", named).into();
        self.step(customer, "forget-values", arguments, command, now, random, |act, stream, _| {
            act.forget_values(stream, disclosure, &places)
        })
    }
}

/// Takes values that a customer gives: under a grant that the desk knows to be in use, all of whose uses it may make now.
/// Of what came too late for that nothing is kept but that it came, and the customer is told so.
pub(super) fn take(act: &mut Act<'_>, heard: Heard, text: &Unverified<Message<Disclosure>>) -> Result<(), Error> {
    let message = text.peek()?;
    let Disclosure { agreement, grant, items } = message.body();
    let between = act.state.relationship(heard.stream)?;
    let (found, agreed) = act.state.grant_of(between, *agreement, *grant)?;
    if let Some(other) = items.iter().find(|item| !act.state.is_of_grant(between, found, &item.data)) {
        return Err(VaultError::NotOfGrant { data: other.data.name(), grant: *grant }.into());
    }
    if items.iter().all(|item| act.state.may_take(between, found, agreed, &item.data, message.iat(), act.now)) {
        return act.acknowledge(heard);
    }
    let of = act.note_declined(heard.stream, text)?;
    act.say_declined(heard.stream, of)
}
