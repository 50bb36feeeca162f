//! What the desk's histories are asked.

use super::Desk;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::{Entry, Head, Settled};
use vrm_core::log::LogId;

#[uniffi::export]
impl Desk {
    /// Finds out what became of a commit to a customer's history, or to the desk's own (32 zeros), that the store
    /// would not answer for; whatever else is done with that history does so first.
    ///
    /// # Errors
    /// `log-no-such-log`; the store's.
    pub fn settle(&self, history: LogId) -> Result<Settled, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(Settled::from(desk.settle(history)?)))
    }

    /// Where a customer's history stands, or the desk's own.
    ///
    /// # Errors
    /// As `settle`.
    pub fn head(&self, history: LogId) -> Result<Head, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(Head::from(desk.head(history)?)))
    }

    /// The events of a customer's history, or of the desk's own, after a position, as `Person.events_since`.
    ///
    /// # Errors
    /// As `settle`.
    pub fn events_since(&self, history: LogId, position: u64, limit: u32) -> Result<Vec<Entry>, VrmError> {
        self.with(|desk, _| {
            Ok::<_, Failure>(desk.events_since(history, position, limit)?.into_iter().map(Entry::from).collect())
        })
    }

    /// Reads what another handle on the same store wrote since.
    ///
    /// # Errors
    /// The store's, and bytes that are not what was written.
    pub fn refresh(&self) -> Result<(), VrmError> {
        self.with(|desk, _| desk.refresh())
    }
}
