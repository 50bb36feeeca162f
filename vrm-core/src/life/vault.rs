//! The person's data where it lies, and what was given of it.

use super::inbox::beside;
use super::rest::RestText;
use super::value::ValueText;
use super::{Act, Life, Outcome};
use crate::chain::StreamId;
use crate::decision::GrantId;
use crate::error::Error;
use crate::history::{CommandId, Event, letter_name};
use crate::keys::Unverified;
use crate::log::{Log, LogError};
use crate::message::{Disclosure, Jti, Message};
use crate::vault::{Disclosed, DisclosedHash, GivenItem, Item, ItemId, NewItem, Source, SourceKind, VaultError};
use crate::view::{Relationship, State, StateError};
use std::collections::{BTreeMap, BTreeSet};

impl Act<'_> {
    /// Keeps a value as an item, in place of the one that the item has.
    pub(crate) fn store(&mut self, item: ItemId, new: &NewItem) -> Result<(), Error> {
        let replaces = self.state.item(item).ok().map(|known| known.content);
        // The person's own stream names nobody: who vouches for a value is said in the stream of that one.
        let issuer = match new.source() {
            Source::Issuer(did) => {
                Some(self.state.vendor(did).ok_or_else(|| StateError::NotAdded { did: did.clone() })?)
            }
            _ => None,
        };
        let text = ValueText::new(item, new.data().clone(), new.content().clone(), self.random)?.write();
        let content = ValueText::name(&text);
        let (data, source, window) = (new.data().clone(), SourceKind::of(new.source()), new.window());
        self.push(StreamId::OWN, Event::Stored { item, data, source, window, content, replaces })?;
        if let Some(issuer) = issuer {
            self.push(issuer, Event::Sourced { item, content })?;
        }
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
        let facts = items.iter().map(|id| Ok(&self.state.item(*id)?.facts)).collect::<Result<Vec<_>, VaultError>>()?;
        self.state.may_disclose(between, &agreement, grant, facts.iter().map(|facts| &facts.data), self.now)?;
        if let Some(facts) = facts.iter().find(|facts| !facts.is_valid(self.now)) {
            return Err(VaultError::NotValid { item: facts.id }.into());
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
        let jti = self.push_disclosure(stream, text)?;
        self.keep_document(stream, &letter_name(jti), text.as_str().as_bytes())
    }

    /// Notes a disclosure of which nothing is kept.
    pub(crate) fn note_declined(
        &mut self,
        stream: StreamId,
        text: &Unverified<Message<Disclosure>>,
    ) -> Result<Jti, Error> {
        let jti = self.push_disclosure(stream, text)?;
        self.delete_disclosure(stream, jti)?;
        Ok(jti)
    }

    fn push_disclosure(&mut self, stream: StreamId, text: &Unverified<Message<Disclosure>>) -> Result<Jti, Error> {
        let message = text.peek()?;
        let (jti, Disclosure { agreement, grant, items }) = (message.jti(), message.body());
        let items = self.hashes(stream, items)?;
        let (kid, iat, exp) = (text.kid(), message.iat(), message.exp());
        let (agreement, grant) = (*agreement, *grant);
        self.push(stream, Event::Disclosed { kid, jti, iat, exp, agreement, grant, items })?;
        Ok(jti)
    }

    /// What the history says of values: keyed hashes.
    pub(super) fn hashes(&self, stream: StreamId, items: &BTreeSet<Disclosed>) -> Result<Vec<GivenItem>, Error> {
        let item = |Disclosed { data, value }: &Disclosed| {
            let (iri, value) = (data.iri(), value.danger_expose());
            let hash = self.hash(stream, "value", &[iri.as_bytes(), value.as_bytes()])?;
            Ok(GivenItem { data: data.clone(), hash })
        };
        items.iter().map(item).collect()
    }

    /// A hash under a key of a stream, which goes with the stream.
    pub(super) fn hash(&self, stream: StreamId, what: &str, parts: &[&[u8]]) -> Result<DisclosedHash, Error> {
        let hash = self.log.keyring().mac_of(stream, what, parts).ok_or(LogError::Damaged { what: "key" })?;
        Ok(DisclosedHash::from_bytes(hash))
    }

    /// Keeps the values of a letter no longer on this side: of a disclosure, a proof or a copy.
    pub(crate) fn delete_disclosure(&mut self, stream: StreamId, disclosure: Jti) -> Result<(), Error> {
        let rest = self.state.relationship(stream)?.rest(&disclosure).copied();
        self.push(stream, Event::Deleted { disclosure, rest })
    }

    /// The same where the host asks for it: at least one of them is there to go.
    pub(crate) fn forget_values(
        &mut self,
        stream: StreamId,
        disclosure: Jti,
        places: &BTreeSet<u32>,
    ) -> Result<(), Error> {
        let between = self.state.relationship(stream)?;
        let given = between.given(&disclosure)?;
        if !places.iter().any(|place| given.value(*place).is_some_and(|value| value.kept)) {
            return Err(VaultError::Deleted.into());
        }
        self.delete_values(stream, disclosure, places)
    }

    /// Keeps those values of a disclosure no longer that are at some places: what is left is written anew, since the letter
    /// holds them all.
    pub(crate) fn delete_values(
        &mut self,
        stream: StreamId,
        disclosure: Jti,
        places: &BTreeSet<u32>,
    ) -> Result<(), Error> {
        let between = self.state.relationship(stream)?;
        let given = between.given(&disclosure)?;
        let kept = |wanted: bool| {
            let kept = given.values().filter(move |(place, value)| value.kept && places.contains(place) == wanted);
            kept.map(|(place, _)| place).collect::<BTreeSet<u32>>()
        };
        let (go, stay, replaces) = (kept(true), kept(false), between.rest(&disclosure).copied());
        if go.is_empty() {
            return Ok(());
        }
        if stay.is_empty() {
            return self.delete_disclosure(stream, disclosure);
        }
        let mut values = values_at(self.log, stream, between, disclosure)?;
        values.retain(|place, _| stay.contains(place));
        let text = RestText::new(disclosure, values, self.random)?.write();
        let rest = RestText::name(&text);
        self.push(stream, Event::PartlyDeleted { disclosure, places: go, rest, replaces })?;
        self.keep_document(stream, &rest, text.as_bytes())
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
            let between = life.state.relationship(stream)?;
            let given = between.given(id)?;
            if !given.kept {
                return Err(VaultError::Deleted.into());
            }
            Ok(values_at(&life.log, stream, between, *id)?.into_values().collect())
        })
    }

    /// That a command which stored a value before is given again with the same value. The history holds nothing of which a
    /// value could be guessed, so this is told by the value itself, and no more once that is gone.
    pub(crate) fn stored_the_same(&self, outcome: &Outcome, new: &NewItem, command: CommandId) -> Result<(), Error> {
        for recorded in self.log.events_since(outcome.first.saturating_sub(1), 2)? {
            let Some(entry) = recorded.opened.as_ref().map(|opened| &opened.entry) else { continue };
            let same = match entry.event() {
                _ if recorded.p > outcome.last => true,
                Event::Stored { content: name, .. } => match self.log.document(StreamId::OWN, name) {
                    Err(LogError::NoDocument) => true,
                    text => value_of(&text?)?.content == *new.content(),
                },
                Event::Sourced { .. } => {
                    let issuer = Source::Issuer(self.state.relationship(entry.stream())?.vendor().clone());
                    issuer == *new.source()
                }
                _ => true,
            };
            if !same {
                return Err(StateError::CommandReused { id: command }.into());
            }
        }
        Ok(())
    }
}

/// The values of a disclosure that are kept, each with its place: of the letter, or of what is left of it.
fn values_at(
    log: &Log,
    stream: StreamId,
    between: &Relationship,
    disclosure: Jti,
) -> Result<BTreeMap<u32, Disclosed>, Error> {
    if let Some(rest) = between.rest(&disclosure) {
        let text = beside(log, stream, rest)?;
        return Ok(RestText::read(&text).ok_or(LogError::Damaged { what: "document" })?.values);
    }
    let text = beside(log, stream, &letter_name(disclosure))?;
    let message = Unverified::<Message<Disclosure>>::parse(&text)?.peek()?;
    Ok((0u32..).zip(message.body().items.iter().cloned()).collect())
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
