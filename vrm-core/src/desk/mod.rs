//! The vendor's handle: what a desk does with its customers.
//!
//! | step | calls |
//! |---|---|
//! | set up | [`create`](Desk::create), [`open`](Desk::open), [`declare`](Desk::declare), [`set_settings`](Desk::set_settings), [`publish`](Desk::publish), [`load_roster`](Desk::load_roster), [`rotate_keys`](Desk::rotate_keys) |
//! | hear | [`receive`](Desk::receive), [`outbox`](Desk::outbox), [`sent`](Desk::sent), [`resend`](Desk::resend) |
//! | offer | [`offer`](Desk::offer) |
//! | agree | [`accept`](Desk::accept), [`counter`](Desk::counter), [`refuse`](Desk::refuse) |
//! | issue | [`issue`](Desk::issue) |
//! | obey | [`decide`](Desk::decide), [`ask`](Desk::ask), [`record_use`](Desk::record_use), [`record_duty`](Desk::record_duty), [`expire`](Desk::expire) |
//! | hold | [`disclosed`](Desk::disclosed), [`forget_data`](Desk::forget_data) |
//! | rights | [`answer_right`](Desk::answer_right), [`notify_incident`](Desk::notify_incident) |
//! | end | [`end`](Desk::end), [`terminate`](Desk::terminate), [`erase`](Desk::erase) |
//!
//! A desk has one history of its own, and one for each customer: two customers never wait for one another, and nothing of
//! one is in the other's. A customer is named by the id of its history.

mod agree;
mod customer;
mod data;
mod issue;
mod market;
mod obey;
mod receive;
mod rights;
mod setup;

pub use issue::Issuer;

use crate::chain::{Head, StreamId};
use crate::did::Did;
use crate::error::Error;
use crate::history::{Entry, Event, Settings, Side};
use crate::keys::{KeyKeeper, PartyKeyPairs, Randomness};
use crate::life::{House, Life};
use crate::log::{LogId, Settled};
use crate::store::Store;
use crate::text::{Language, Name};
use crate::time::Instant;
use crate::view::View;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A vendor's desk, over a store that the host brings.
///
/// Commands, ids, times and errors are as at [`Person`](crate::person::Person).
pub struct Desk {
    own: Life,
    /// Histories that were read lately.
    lives: BTreeMap<LogId, Life>,
}

/// How many customers' histories are kept open at a time.
const OPEN: usize = 256;

impl Desk {
    /// A new desk in a store, which has no other. Without an identifier it is called by the `did:key` of its signing key;
    /// a `did:web` must name the [keys](Self::keys) in its document.
    ///
    /// # Errors
    /// [`LogError::AlreadyThere`](crate::log::LogError::AlreadyThere);
    /// [`StateError::NoDeclaration`](crate::view::StateError::NoDeclaration) for settings that accept anything yet; the store's, the keeper's and the randomness's.
    pub fn create(
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        did: Option<&Did>,
        name: &Name,
        settings: &Settings,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Self, Error> {
        if let Some(entry) = settings.preferences.accepted().next() {
            return Err(crate::view::StateError::NoDeclaration { entry: entry.clone() }.into());
        }
        // An identifier that holds a key holds another than the one that is drawn now.
        if did.is_some_and(Did::has_key_inside) {
            return Err(crate::message::MessageError::NotOfIssuer.into());
        }
        let pairs = PartyKeyPairs::generate(random)?;
        let did = did.cloned().unwrap_or_else(|| pairs.sign().public().to_did());
        let (keys, house) = (pairs.public(), House::new(store, keeper, settings.clone()));
        let (own, _) = Life::create(LogId::DESK, Side::Desk, house, now, random, |act| {
            act.push(StreamId::OWN, Event::SettingsSet(Box::new(settings.clone())))?;
            act.push(StreamId::OWN, Event::ProfileSet { did, name: name.clone() })?;
            act.keep(StreamId::OWN, Arc::new(pairs))?;
            act.push(StreamId::OWN, Event::KeysMade { keys })
        })?;
        Ok(Self { own, lives: BTreeMap::new() })
    }

    /// The desk that is in a store.
    ///
    /// # Errors
    /// As [`Person::open`](crate::person::Person::open).
    pub fn open(store: Arc<dyn Store>, keeper: Arc<dyn KeyKeeper>) -> Result<Self, Error> {
        let house = House::new(store, keeper, Settings::asking(Language::english()));
        let own = Life::open(LogId::DESK, Side::Desk, house)?;
        Ok(Self { own, lives: BTreeMap::new() })
    }

    /// The desk's own life as it stands.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        Arc::new(View::new(Arc::clone(self.own.state()), self.own.head()))
    }

    /// What it has with a customer, as it stands.
    ///
    /// # Errors
    /// [`LogError::NoSuchLog`](crate::log::LogError::NoSuchLog); the store's.
    pub fn customer(&mut self, customer: LogId) -> Result<Arc<View>, Error> {
        let life = self.life(customer)?;
        // A withdrawal binds from receipt, by whichever process received it.
        life.refresh()?;
        Ok(Arc::new(View::new(Arc::clone(life.state()), life.head())))
    }

    /// Finds out what became of a commit to a customer's history, or to the desk's own ([`LogId::DESK`]), that the store
    /// would not answer for; whatever else is done with that history does so first.
    ///
    /// # Errors
    /// [`LogError::NoSuchLog`](crate::log::LogError::NoSuchLog); the store's.
    pub fn settle(&mut self, history: LogId) -> Result<Settled, Error> {
        self.history(history)?.settle()
    }

    /// Where a customer's history stands, or the desk's own.
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub fn head(&mut self, history: LogId) -> Result<Head, Error> {
        Ok(self.history(history)?.head())
    }

    /// The events of a customer's history, or of the desk's own, after a position, as
    /// [`Person::events_since`](crate::person::Person::events_since).
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub fn events_since(&mut self, history: LogId, position: u64, limit: u32) -> Result<Vec<Entry>, Error> {
        let events = self.history(history)?.log().events_since(position, limit)?;
        Ok(events.into_iter().filter_map(|recorded| Some(recorded.opened?.entry)).collect())
    }

    fn history(&mut self, history: LogId) -> Result<&mut Life, Error> {
        if history == LogId::DESK { Ok(&mut self.own) } else { self.life(history) }
    }

    /// Reads what another handle on the same store wrote since.
    ///
    /// # Errors
    /// The store's, and bytes that are not what was written.
    pub fn refresh(&mut self) -> Result<(), Error> {
        self.own.refresh()?;
        self.lives.values_mut().try_for_each(Life::refresh)
    }

    /// A customer's life, read if need be.
    fn life(&mut self, customer: LogId) -> Result<&mut Life, Error> {
        if !self.lives.contains_key(&customer) {
            if customer == LogId::DESK {
                return Err(crate::log::LogError::NoSuchLog.into());
            }
            let life = Life::open(customer, Side::Customer, self.own.house())?;
            self.keep_open(life);
        }
        let house = self.own.house();
        let life = self.lives.get_mut(&customer).ok_or(crate::log::LogError::NoSuchLog)?;
        life.settle_in(house);
        Ok(life)
    }

    fn keep_open(&mut self, life: Life) {
        // One whose last commit is unsure stays, to tell what became of it.
        while self.lives.len() >= OPEN {
            let sure = self.lives.iter().find(|(_, life)| !life.is_behind()).map(|(id, _)| *id);
            match sure {
                Some(id) => self.lives.remove(&id),
                None => break,
            };
        }
        self.lives.insert(life.log().id(), life);
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Desk(at {:?}, {} customers open)", self.own.head(), self.lives.len())
    }
}
