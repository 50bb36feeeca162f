//! Give: data to one vendor, for what was agreed.

use super::Person;
use super::meet::about;
use crate::chain::StreamId;
use crate::decision::GrantId;
use crate::error::Error;
use crate::form::write;
use crate::history::CommandId;
use crate::json::Value;
use crate::keys::Randomness;
use crate::life::Outcome;
use crate::message::Jti;
use crate::time::Instant;
use crate::vault::{Disclosed, ItemId};
use std::collections::BTreeSet;

impl Person {
    /// Gives items to a vendor under one grant: all of them or none. The grant is in use, each item holds now and is of the
    /// grant's data, and every use that the grant speaks of is permitted by the person's own decision, blocks included.
    /// The history says it first; then the letter waits, sealed for that vendor, in the outbox. It counts as long as an
    /// answer is waited for, and no longer than the grant. A grant that was given once is used by it.
    ///
    /// # Errors
    /// [`StateError::NoSuchGrant`](crate::view::StateError::NoSuchGrant),
    /// [`StateError::NoSuchAgreement`](crate::view::StateError::NoSuchAgreement);
    /// [`VaultError`](crate::vault::VaultError): `NoSuchItem`, `NothingToGive`, `GrantHeld`, `NotOfGrant`, `NotPermitted`,
    /// `NotValid`; [`KeyError::TooLong`](crate::keys::KeyError::TooLong) for more than fits into one letter.
    pub fn give(
        &mut self,
        relationship: StreamId,
        grant: GrantId,
        items: &[ItemId],
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let items: BTreeSet<ItemId> = items.iter().copied().collect();
        let named: Vec<Value> = items.iter().map(|item| item.to_string().into()).collect();
        let arguments = about(relationship).with("grant", grant.to_string()).with("items", named);
        self.life.run("give", arguments.into(), command, now, random, |act| act.give(relationship, grant, &items))
    }

    /// The values of a disclosure, as they were given.
    ///
    /// # Errors
    /// [`VaultError::NoSuchDisclosure`](crate::vault::VaultError::NoSuchDisclosure);
    /// [`VaultError::Deleted`](crate::vault::VaultError::Deleted); the store's.
    pub fn disclosed(&mut self, relationship: StreamId, disclosure: &Jti) -> Result<Vec<Disclosed>, Error> {
        self.life.disclosed(relationship, disclosure)
    }

    /// Keeps the values of a letter no longer on this side: of a disclosure, of a [proof](Self::proof) or of a
    /// [copy](Self::copy). That it was given stays in the history, and the vendor keeps what it has.
    ///
    /// # Errors
    /// As [`disclosed`](Self::disclosed).
    pub fn forget_data(
        &mut self,
        relationship: StreamId,
        disclosure: Jti,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("disclosure", disclosure.to_string()).into();
        self.life
            .run("forget-data", arguments, command, now, random, |act| act.delete_disclosure(relationship, disclosure))
    }

    /// Keeps some values of a disclosure no longer on this side, by their places in [`Given::items`]; those that were deleted
    /// before are passed over. The signed letter holds them all and goes too.
    ///
    /// # Errors
    /// As [`disclosed`](Self::disclosed): [`VaultError::Deleted`](crate::vault::VaultError::Deleted) too where no place has a
    /// value that is kept.
    ///
    /// [`Given::items`]: crate::vault::Given::items
    #[allow(clippy::too_many_arguments, reason = "what every command has, and what this one forgets")]
    pub fn forget_values(
        &mut self,
        relationship: StreamId,
        disclosure: Jti,
        places: &[u32],
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let places: BTreeSet<u32> = places.iter().copied().collect();
        let named = write::set(&places, |place| i64::from(*place).into());
        let arguments = about(relationship).with("disclosure", disclosure.to_string()).with("places", named).into();
        self.life.run("forget-values", arguments, command, now, random, |act| {
            act.forget_values(relationship, disclosure, &places)
        })
    }
}
