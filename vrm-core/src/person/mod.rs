//! The customer's own handle: everything a person does with vendors, step by step.
//!
//! | step | calls |
//! |---|---|
//! | own | [`create`](Person::create), [`open`](Person::open), [`set_settings`](Person::set_settings), [`set_terms`](Person::set_terms), [`load_roster`](Person::load_roster) |
//! | meet | [`add_vendor`](Person::add_vendor), [`describe_vendor`](Person::describe_vendor), [`introduce`](Person::introduce), [`receive`](Person::receive), [`accept_keys`](Person::accept_keys) |
//! | announce | [`announce`](Person::announce), [`withdraw_intention`](Person::withdraw_intention), [`introduce_offerer`](Person::introduce_offerer) |
//! | choose | [`inbox`](Person::inbox), [`choose`](Person::choose), [`danger_choose`](Person::danger_choose) |
//! | agree | [`proffer`](Person::proffer), [`renew`](Person::renew), [`accept`](Person::accept), [`refuse`](Person::refuse) |
//! | consent | [`consent`](Person::consent) |
//! | own data | [`store_item`](Person::store_item), [`replace_item`](Person::replace_item), [`remove_item`](Person::remove_item), [`item`](Person::item) |
//! | give | [`give`](Person::give), [`disclosed`](Person::disclosed), [`forget_data`](Person::forget_data) |
//! | steer | [`decide`](Person::decide), [`answer`](Person::answer), [`withdraw`](Person::withdraw), [`pause`](Person::pause), [`resume`](Person::resume), [`block`](Person::block), [`unblock`](Person::unblock), [`record_use`](Person::record_use), [`record_duty`](Person::record_duty), [`rotate_keys`](Person::rotate_keys), [`expire`](Person::expire) |
//! | rights | [`claim`](Person::claim), [`complete_claim`](Person::complete_claim), [`withdraw_claim`](Person::withdraw_claim) |
//! | leave | [`end`](Person::end), [`terminate`](Person::terminate), [`erase`](Person::erase), [`danger_export`](Person::danger_export), [`import`](Person::import), [`close_life`](Person::close_life) |
//! | prove | [`bundle`](Person::bundle) |
//!
//! What is to be sent stands in the [`outbox`](Person::outbox); what came goes into [`receive`](Person::receive).

mod agree;
mod announce;
mod carry;
mod choose;
mod consent;
mod data;
mod give;
mod leave;
mod meet;
mod offers;
mod own;
mod prove;
mod receive;
mod rights;
mod steer;

pub use announce::{Announcement, Market};

use crate::chain::Head;
use crate::decision::{Decision, Request};
use crate::did::Did;
use crate::error::Error;
use crate::history::{Entry, Event, Settings, Side};
use crate::keys::{KeyKeeper, Randomness};
use crate::life::{House, Life};
use crate::log::{Letter, LogId, Settled};
use crate::message::Jti;
use crate::store::Store;
use crate::text::Language;
use crate::time::Instant;
use crate::view::View;
use std::fmt;
use std::sync::Arc;

/// One person's life with vendors, over a store that the host brings.
///
/// Every call that changes something takes a command id, the time and randomness: given again, the same id gives the first
/// outcome and does nothing twice. What an error leaves is said by its code: unless the store does not know
/// (`store-unknown`), nothing changed, and then the next call reads what is true before it does anything.
pub struct Person {
    life: Life,
}

impl Person {
    /// A new life in a store. The id names it there; the keeper wraps the key that everything is sealed with.
    ///
    /// # Errors
    /// The store's, the keeper's, and [`KeyError`](crate::keys::KeyError) when there is no randomness;
    /// [`TermsError::NoEntry`](crate::terms::TermsError::NoEntry) for an agreement that is accepted and not in the roster.
    pub fn create(
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        settings: &Settings,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Self, Error> {
        let id = LogId::from_bytes(crate::keys::fresh(random)?);
        let house = House::new(store, keeper, settings.clone());
        let first = Event::SettingsSet(Box::new(settings.clone()));
        let (life, _) = Life::create(id, Side::Person, house, now, random, |act| {
            act.all_known(settings)?;
            act.push(crate::chain::StreamId::OWN, first)
        })?;
        Ok(Self { life })
    }

    /// A life that is in the store. Everything is read, and checked against its chain.
    ///
    /// # Errors
    /// [`LogError`](crate::log::LogError): no such life, a key that does not open it, bytes that are not what was written,
    /// an event of a newer version.
    pub fn open(store: Arc<dyn Store>, keeper: Arc<dyn KeyKeeper>, id: LogId) -> Result<Self, Error> {
        let house = House::new(store, keeper, Settings::asking(Language::english()));
        Ok(Self { life: Life::open(id, Side::Person, house)? })
    }

    /// The id under which the life lies in its store.
    #[must_use]
    pub fn id(&self) -> LogId {
        self.life.log().id()
    }

    /// Where the history stands. A host that keeps it elsewhere can [find out](Self::leads_through) whether its store was
    /// set back.
    #[must_use]
    pub fn head(&self) -> Head {
        self.life.head()
    }

    /// Whether the history leads through a head that was seen before.
    ///
    /// # Errors
    /// [`LogError::RolledBack`](crate::log::LogError::RolledBack) when it does not: the store is an older copy, or another.
    pub fn leads_through(&self, seen: &Head) -> Result<(), Error> {
        Ok(self.life.log().leads_through(seen)?)
    }

    /// The life as it stands: a picture that any thread may ask.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        Arc::new(View::new(Arc::clone(self.life.state()), self.life.head()))
    }

    /// May this vendor do it now? As [`View::decide`].
    ///
    /// # Errors
    /// As [`View::decide`].
    pub fn decide(&self, vendor: &Did, request: &Request, now: Instant) -> Result<Decision, Error> {
        Ok(self.view().decide(vendor, request, now)?)
    }

    /// What is still to be sent.
    ///
    /// # Errors
    /// The store's.
    pub fn outbox(&self, now: Instant) -> Result<Vec<Letter>, Error> {
        self.life.outbox(now)
    }

    /// A letter has left. It is kept until it is answered or expires; of one that is kept no longer this says nothing new.
    ///
    /// # Errors
    /// The store's.
    pub fn sent(&mut self, letter: Jti) -> Result<(), Error> {
        self.life.mark_one(letter, true)
    }

    /// Lists a letter again, the same bytes: it may have been lost on its way.
    ///
    /// # Errors
    /// [`LogError::NoSuchLetter`](crate::log::LogError::NoSuchLetter) when it is kept no longer; the store's.
    pub fn resend(&mut self, letter: Jti) -> Result<(), Error> {
        self.life.mark_one(letter, false)
    }

    /// The events after a position and up to `limit` positions further; those that were erased are left out, so that a page
    /// may be short, or empty, before the end. The next page begins `limit` positions on, until the [head](Self::head).
    ///
    /// # Errors
    /// The store's, and bytes that are not what was written.
    pub fn events_since(&self, position: u64, limit: u32) -> Result<Vec<Entry>, Error> {
        let events = self.life.log().events_since(position, limit)?;
        Ok(events.into_iter().filter_map(|recorded| Some(recorded.opened?.entry)).collect())
    }

    /// Finds out what became of a commit that the store would not answer for; every command does so first.
    ///
    /// # Errors
    /// The store's.
    pub fn settle(&mut self) -> Result<Settled, Error> {
        self.life.settle()
    }

    /// Reads what another handle on the same store wrote since.
    ///
    /// # Errors
    /// The store's, and bytes that are not what was written.
    pub fn refresh(&mut self) -> Result<(), Error> {
        self.life.refresh()
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({} at {:?})", self.id(), self.head())
    }
}
