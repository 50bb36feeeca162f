//! What a life is asked, and what became of its letters.

use super::Person;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::{Decision, Entry, Head, Letter, Request, Settled};
use vrm_core::did::Did;
use vrm_core::message::Jti;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Where the history stands. A host that keeps it elsewhere can find out whether its store was set back.
    pub fn head(&self) -> Result<Head, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(Head::from(life.head())))
    }

    /// Whether the history leads through a head that was seen before.
    ///
    /// # Errors
    /// `log-rolled-back` when it does not: the store is an older copy, or another.
    pub fn leads_through(&self, seen: Head) -> Result<(), VrmError> {
        let seen: vrm_core::chain::Head = seen.try_into()?;
        self.with(|life, _| life.leads_through(&seen))
    }

    /// May this vendor do it now? As `View.decide`.
    ///
    /// # Errors
    /// As `View.decide`.
    pub fn decide(&self, vendor: Did, request: Request, now: Instant) -> Result<Decision, VrmError> {
        let request = request.core()?;
        self.with(|life, _| Ok::<_, Failure>(Decision::from(&life.decide(&vendor, &request, now)?)))
    }

    /// What is still to be sent.
    ///
    /// # Errors
    /// The store's.
    pub fn outbox(&self, now: Instant) -> Result<Vec<Letter>, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(life.outbox(now)?.into_iter().map(Letter::from).collect()))
    }

    /// A letter has left. It is kept until it is answered or expires; of one that is kept no longer this says
    /// nothing new.
    ///
    /// # Errors
    /// The store's.
    pub fn sent(&self, letter: Jti) -> Result<(), VrmError> {
        self.with(|life, _| life.sent(letter))
    }

    /// Lists a letter again, the same bytes: it may have been lost on its way.
    ///
    /// # Errors
    /// `log-no-such-letter` when it is kept no longer; the store's.
    pub fn resend(&self, letter: Jti) -> Result<(), VrmError> {
        self.with(|life, _| life.resend(letter))
    }

    /// The events after a position and up to `limit` positions further; those that were erased are left out, so
    /// that a page may be short, or empty, before the end. The next page begins `limit` positions on, until the
    /// head.
    ///
    /// # Errors
    /// The store's, and bytes that are not what was written.
    pub fn events_since(&self, position: u64, limit: u32) -> Result<Vec<Entry>, VrmError> {
        self.with(|life, _| {
            Ok::<_, Failure>(life.events_since(position, limit)?.into_iter().map(Entry::from).collect())
        })
    }

    /// Finds out what became of a commit that the store would not answer for; every command does so first.
    ///
    /// # Errors
    /// The store's.
    pub fn settle(&self) -> Result<Settled, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(Settled::from(life.settle()?)))
    }

    /// Reads what another handle on the same store wrote since.
    ///
    /// # Errors
    /// The store's, and bytes that are not what was written.
    pub fn refresh(&self) -> Result<(), VrmError> {
        self.with(|life, _| life.refresh())
    }
}
