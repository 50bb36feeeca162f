//! The person's data where it lies, and what was given of it.

use super::inbox::beside;
use super::value::ValueText;
use super::{Act, Life, Outcome};
use crate::chain::StreamId;
use crate::decision::GrantId;
use crate::error::Error;
use crate::history::{CommandId, Event, disclosure_name};
use crate::keys::Unverified;
use crate::log::{Log, LogError};
use crate::message::{Disclosure, Jti, Message};
use crate::vault::{Content, Disclosed, DisclosedHash, GivenItem, Item, ItemId, NewItem, VaultError};
use crate::view::{State, StateError};
use std::collections::BTreeSet;

impl Act<'_> {
    /// Keeps a value as an item, in place of the one that the item has.
    pub(crate) fn store(&mut self, item: ItemId, new: &NewItem) -> Result<(), Error> {
        let replaces = self.state.item(item).ok().map(|known| known.content);
        let text = ValueText::new(item, new.data().clone(), new.content().clone(), self.random)?.write();
        let content = ValueText::name(&text);
        let (data, source, window) = (new.data().clone(), new.source().clone(), new.window());
        self.push(StreamId::OWN, Event::Stored { item, data, source, window, content, replaces })?;
        self.keep_document(StreamId::OWN, &content, text.as_bytes())
    }

    /// Keeps an item no longer.
    pub(crate) fn remove_item(&mut self, item: ItemId) -> Result<(), Error> {
        let content = self.state.item(item)?.content;
        self.push(StreamId::OWN, Event::Removed { item, content })
    }

    /// Gives items to a vendor: all of them, or nothing.
    pub(crate) fn give(&mut self, stream: StreamId, grant: GrantId, items: &BTreeSet<ItemId>) -> Result<(), Error> {
        let between = self.state.relationship(stream)?;
        let found = self.state.grant_in_force(between, grant)?;
        let agreement = found.agreement;
        if items.is_empty() {
            return Err(VaultError::NothingToGive.into());
        }
        for id in items {
            let facts = &self.state.item(*id)?.facts;
            self.state.may_give(between, found, &facts.data, self.now)?;
            if !facts.is_valid(self.now) {
                return Err(VaultError::NotValid { item: *id }.into());
            }
        }
        let agreed = between.agreed(&agreement)?;
        let ends = [found.window.until(), agreed.agreement.document().window().until()];
        let until = ends.into_iter().flatten().fold(self.answer_by()?, Ord::min);
        let values = items.iter().map(|id| {
            let Item { facts, content } = item_at(self.log, &self.state, *id)?;
            Ok(Disclosed { data: facts.data, value: content })
        });
        let items = values.collect::<Result<BTreeSet<_>, Error>>()?;
        self.say(stream, Disclosure { agreement, grant, items }, until)?;
        Ok(())
    }

    /// Notes a disclosure: of its values keyed hashes, and its text in a document beside the history.
    pub(super) fn note_disclosure(
        &mut self,
        stream: StreamId,
        text: &Unverified<Message<Disclosure>>,
    ) -> Result<(), Error> {
        let message = text.peek()?;
        let (jti, Disclosure { agreement, grant, items }) = (message.jti(), message.body());
        let keyring = self.log.keyring();
        let items = items.iter().map(|Disclosed { data, value }| {
            let (iri, value) = (data.iri(), value.danger_expose());
            let hash = keyring
                .mac_of(stream, "value", &[iri.as_bytes(), value.as_bytes()])
                .ok_or(LogError::Damaged { what: "key" })?;
            Ok(GivenItem { data: data.clone(), hash: DisclosedHash::from_bytes(hash) })
        });
        let items = items.collect::<Result<Vec<_>, Error>>()?;
        let (kid, exp, agreement, grant) = (text.kid(), message.exp(), *agreement, *grant);
        self.push(stream, Event::Disclosed { kid, jti, exp, agreement, grant, items })?;
        self.keep_document(stream, &disclosure_name(jti), text.as_str().as_bytes())
    }

    /// Keeps the values of a disclosure no longer on this side.
    pub(crate) fn delete_disclosure(&mut self, stream: StreamId, disclosure: Jti) -> Result<(), Error> {
        self.push(stream, Event::Deleted { disclosure })
    }
}

impl Life {
    /// An item with its value.
    pub(crate) fn item(&mut self, id: ItemId) -> Result<Item, Error> {
        self.settle()?;
        self.reading(|life| item_at(&life.log, &life.state, id))
    }

    /// The values of a disclosure.
    pub(crate) fn disclosed(&mut self, stream: StreamId, id: &Jti) -> Result<Vec<Disclosed>, Error> {
        self.settle()?;
        self.reading(|life| {
            let given = life.state.relationship(stream)?.disclosure(id).ok_or(VaultError::NoSuchDisclosure)?;
            if !given.kept {
                return Err(VaultError::Deleted.into());
            }
            let text = beside(&life.log, stream, &disclosure_name(*id))?;
            let message = Unverified::<Message<Disclosure>>::parse(&text)?.peek()?;
            Ok(message.body().items.iter().cloned().collect())
        })
    }

    /// That a command which stored a value before is given again with the same value. The history holds nothing of which a
    /// value could be guessed, so this is told by the value itself, and no more once that is gone.
    pub(crate) fn stored_the_same(
        &self,
        outcome: &Outcome,
        content: &Content,
        command: CommandId,
    ) -> Result<(), Error> {
        for recorded in self.log.events_since(outcome.first.saturating_sub(1), 1)? {
            let Some(Event::Stored { content: name, .. }) = recorded.opened.as_ref().map(|opened| opened.entry.event())
            else {
                continue;
            };
            let kept = match self.log.document(StreamId::OWN, name) {
                Err(LogError::NoDocument) => continue,
                text => value_of(&text?)?.content,
            };
            if kept != *content {
                return Err(StateError::CommandReused { id: command }.into());
            }
        }
        Ok(())
    }
}

/// An item with its value, as it lies beside the history.
fn item_at(log: &Log, state: &State, id: ItemId) -> Result<Item, Error> {
    let known = state.item(id)?;
    let value = value_of(&beside(log, StreamId::OWN, &known.content)?)?;
    Ok(Item { facts: known.facts.clone(), content: value.content })
}

fn value_of(text: &[u8]) -> Result<ValueText, LogError> {
    ValueText::read(text).ok_or(LogError::Damaged { what: "document" })
}
