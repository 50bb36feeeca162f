//! Own data: what the vault keeps.

use super::Person;
use crate::error::Error;
use crate::history::CommandId;
use crate::json::Object;
use crate::keys::{Randomness, fresh};
use crate::life::{Act, Outcome};
use crate::terms;
use crate::time::Instant;
use crate::vault::{Item, ItemId, NewItem};

impl Person {
    /// Keeps a piece of data; the outcome names its item. The value lies sealed beside the history, which holds a salted
    /// hash of it and nothing from which it could be guessed once it is removed.
    ///
    /// # Errors
    /// [`StateError::NotAdded`](crate::view::StateError::NotAdded) for an issuer that was not added as a vendor; the store's.
    /// [`StateError::CommandReused`](crate::view::StateError::CommandReused) for another value or issuer under a command id
    /// that was used, while the first is kept.
    pub fn store_item(
        &mut self,
        new: &NewItem,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.keep_value("store-item", about_item(new), new, command, now, random, |act| {
            let item = ItemId::from_bytes(fresh(act.random)?);
            act.store(item, new)
        })
    }

    /// Keeps another value, or another time or source, for an item; what was kept before goes. What was given of it stays
    /// given.
    ///
    /// # Errors
    /// [`VaultError::NoSuchItem`](crate::vault::VaultError::NoSuchItem); as [`store_item`](Self::store_item).
    pub fn replace_item(
        &mut self,
        item: ItemId,
        new: &NewItem,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about_item(new).with("item", item.to_string());
        self.keep_value("replace-item", arguments, new, command, now, random, |act| {
            act.state.item(item)?;
            act.store(item, new)
        })
    }

    /// Keeps an item no longer. What was given of it stays given.
    ///
    /// # Errors
    /// [`VaultError::NoSuchItem`](crate::vault::VaultError::NoSuchItem).
    pub fn remove_item(
        &mut self,
        item: ItemId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("item", item.to_string());
        self.life.run("remove-item", arguments.into(), command, now, random, |act| act.remove_item(item))
    }

    /// An item with its value. [`View::items`](crate::view::View::items) lists them without.
    ///
    /// # Errors
    /// [`VaultError::NoSuchItem`](crate::vault::VaultError::NoSuchItem); the store's.
    pub fn item(&mut self, id: ItemId) -> Result<Item, Error> {
        self.life.item(id)
    }

    /// The value is no argument of the command that an event would keep a hash of.
    #[allow(clippy::too_many_arguments, reason = "what every command has, the value and what this one does")]
    fn keep_value(
        &mut self,
        call: &str,
        arguments: Object,
        new: &NewItem,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
        work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        let again = self.life.given_again(command)?;
        let outcome = self.life.run(call, arguments.into(), command, now, random, work)?;
        if let Some(command) = again {
            self.life.stored_the_same(&outcome, new, command)?;
        }
        Ok(outcome)
    }
}

/// All of an item but its value and who vouches for it: the hash of what was asked for stays, and both may go.
fn about_item(new: &NewItem) -> Object {
    Object::new()
        .with("data", new.data().iri())
        .with("source", new.source().name())
        .with("window", terms::write::window(new.window()))
}
