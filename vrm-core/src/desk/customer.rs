//! What a desk's customers' lives need from the desk, and the list of customers.

use super::Desk;
use crate::agreement::{Role, VendorParty};
use crate::chain::StreamId;
use crate::did::Did;
use crate::error::Error;
use crate::history::Event;
use crate::keys::{PartyKeyPairs, Thumbprint};
use crate::life::Act;
use crate::log::{Letter, LogId, Row};
use crate::message::Jti;
use crate::terms::{Choice, Declaration};
use crate::text::Name;
use crate::time::Instant;
use crate::view::{State, StateError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The desk, as far as a customer's life needs it.
pub(super) struct Shop {
    pub(super) did: Did,
    pub(super) name: Name,
    /// Its keys, the oldest first.
    pairs: Vec<Arc<PartyKeyPairs>>,
    state: Arc<State>,
}

impl Shop {
    /// The pairs that sign with this key.
    pub(super) fn pairs(&self, sign: Thumbprint) -> Option<&Arc<PartyKeyPairs>> {
        self.pairs.iter().find(|pairs| pairs.sign().public().thumbprint() == sign)
    }

    /// The pairs that were made last.
    pub(super) fn newest(&self) -> Option<&Arc<PartyKeyPairs>> {
        self.pairs.last()
    }

    /// Whether an identifier is the desk's: the one it goes by, or one that holds a key it has or had.
    pub(super) fn is_called(&self, did: &Did) -> bool {
        *did == self.did || self.pairs.iter().any(|pairs| pairs.sign().public().to_did() == *did)
    }

    /// Has a customer that knows no keys yet know the newest.
    pub(super) fn renew(&self, act: &mut Act<'_>, stream: StreamId) -> Result<(), Error> {
        let Some(newest) = self.newest() else { return Ok(()) };
        if act.state.relationship(stream)?.own_keys() == Some(&newest.public()) {
            return Ok(());
        }
        act.keep(stream, Arc::clone(newest))?;
        act.push(stream, Event::KeysMade { keys: newest.public() })
    }

    /// Signs second what a person signed first over an offer.
    pub(super) fn sign_accepted(&self, act: &mut Act<'_>, stream: StreamId) -> Result<(), Error> {
        let half = act.negotiation(stream)?.half_of(Role::Person).cloned().ok_or(StateError::NothingToAnswer)?;
        let agreement = half.countersign(act.own_pairs(stream)?.sign(), act.now)?;
        act.weigh(stream, Choice::Accept(half.document().terms().pin().name.called()))?;
        act.sign_second(stream, &agreement)
    }

    pub(super) fn declaration(&self, entry: &str) -> Result<&Declaration, StateError> {
        self.state.declaration(entry).ok_or_else(|| StateError::NoDeclaration { entry: entry.to_owned() })
    }

    /// The vendor as it stands in an agreement with this customer.
    pub(super) fn party(&self, act: &Act<'_>, stream: StreamId) -> Result<VendorParty, Error> {
        let keys = act.own_pairs(stream)?.public();
        let did = if self.did.has_key_inside() { keys.sign().to_did() } else { self.did.clone() };
        Ok(VendorParty { did, name: self.name.clone(), keys })
    }

    /// Tells a customer of keys that are newer than those it knows, one after the other: each was committed to by the one
    /// before. While a counter or a document waits that names the keys known to it, it is not told.
    pub(super) fn announce(&self, act: &mut Act<'_>, stream: StreamId) -> Result<(), Error> {
        let between = act.state.relationship(stream)?;
        let running = between.negotiation().filter(|negotiation| !negotiation.is_over());
        if running.is_some_and(|negotiation| negotiation.countered().is_some() || negotiation.half().is_some()) {
            return Ok(());
        }
        let (Some(known), true) = (between.own_keys(), between.other_keys().is_some()) else { return Ok(()) };
        let known = known.sign().thumbprint();
        let newer = self.pairs.iter().skip_while(|pairs| pairs.sign().public().thumbprint() != known).skip(1);
        for next in newer.cloned().collect::<Vec<_>>() {
            act.rotate(stream, next)?;
        }
        Ok(())
    }
}

impl Desk {
    pub(super) fn shop(&self) -> Result<Shop, Error> {
        let state = self.own.state();
        let (did, name) = state.desk().cloned().ok_or(StateError::NoProfile)?;
        let keyring = self.own.log().keyring();
        let pairs = state.all_desk_keys().filter_map(|keys| keyring.pairs(StreamId::OWN, keys.sign().thumbprint()));
        Ok(Shop { did, name, pairs: pairs.cloned().collect(), state: Arc::clone(state) })
    }

    /// Every customer, by the id of its history.
    ///
    /// # Errors
    /// The store's.
    pub fn customers(&self) -> Result<Vec<LogId>, Error> {
        let mut customers = BTreeSet::new();
        self.own.log().each(Row::Index, &mut |_, value| {
            customers.extend(value.try_into().ok().map(LogId::from_bytes));
            Ok(())
        })?;
        Ok(customers.into_iter().collect())
    }

    /// What is still to be sent, to whichever customer. A host with many asks one customer after the other:
    /// [`waiting`](Self::waiting), [`letters`](Self::letters).
    ///
    /// # Errors
    /// The store's, and what is wrong with a customer's history.
    pub fn outbox(&mut self, now: Instant) -> Result<Vec<(LogId, Letter)>, Error> {
        let mut letters = Vec::new();
        for customer in self.waiting()? {
            letters.extend(self.letters(customer, now)?.into_iter().map(|letter| (customer, letter)));
        }
        Ok(letters)
    }

    /// The customers for whom letters may wait.
    ///
    /// # Errors
    /// The store's.
    pub fn waiting(&self) -> Result<Vec<LogId>, Error> {
        let mut customers = Vec::new();
        self.own.log().each(Row::Waiting, &mut |key, _| {
            customers.extend(key.get(17..).and_then(|id| id.try_into().ok()).map(LogId::from_bytes));
            Ok(())
        })?;
        Ok(customers)
    }

    /// What is still to be sent to one customer.
    ///
    /// # Errors
    /// As [`outbox`](Self::outbox).
    pub fn letters(&mut self, customer: LogId, now: Instant) -> Result<Vec<Letter>, Error> {
        self.life(customer)?.outbox(now)
    }

    /// A letter has left. It is kept until it is answered or expires; of one that is kept no longer this says nothing new.
    ///
    /// # Errors
    /// The store's.
    pub fn sent(&mut self, customer: LogId, letter: Jti) -> Result<(), Error> {
        self.life(customer)?.mark_one(letter, true)
    }

    /// Lists a letter again, the same bytes.
    ///
    /// # Errors
    /// [`LogError::NoSuchLetter`](crate::log::LogError::NoSuchLetter) when it is kept no longer; the store's.
    pub fn resend(&mut self, customer: LogId, letter: Jti) -> Result<(), Error> {
        self.life(customer)?.mark_one(letter, false)
    }
}
