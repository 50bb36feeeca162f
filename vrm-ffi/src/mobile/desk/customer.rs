//! What a desk's customers' lives need from the desk, and the list of customers.

use super::Desk;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::{CustomerLetter, Letter};
use vrm_core::log::LogId;
use vrm_core::message::Jti;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// Every customer, by the id of its history.
    ///
    /// # Errors
    /// The store's.
    pub fn customers(&self) -> Result<Vec<LogId>, VrmError> {
        self.with(|desk, _| desk.customers())
    }

    /// What is still to be sent, to whichever customer. A host with many asks one customer after the other:
    /// `waiting`, `letters`.
    ///
    /// # Errors
    /// The store's, and what is wrong with a customer's history.
    pub fn outbox(&self, now: Instant) -> Result<Vec<CustomerLetter>, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(desk.outbox(now)?.into_iter().map(CustomerLetter::from).collect()))
    }

    /// The customers for whom letters may wait.
    ///
    /// # Errors
    /// The store's.
    pub fn waiting(&self) -> Result<Vec<LogId>, VrmError> {
        self.with(|desk, _| desk.waiting())
    }

    /// What is still to be sent to one customer.
    ///
    /// # Errors
    /// As `outbox`.
    pub fn letters(&self, customer: LogId, now: Instant) -> Result<Vec<Letter>, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(desk.letters(customer, now)?.into_iter().map(Letter::from).collect()))
    }

    /// A letter has left. It is kept until it is answered or expires; of one that is kept no longer this says
    /// nothing new.
    ///
    /// # Errors
    /// The store's.
    pub fn sent(&self, customer: LogId, letter: Jti) -> Result<(), VrmError> {
        self.with(|desk, _| desk.sent(customer, letter))
    }

    /// Lists a letter again, the same bytes.
    ///
    /// # Errors
    /// `log-no-such-letter` when it is kept no longer; the store's.
    pub fn resend(&self, customer: LogId, letter: Jti) -> Result<(), VrmError> {
        self.with(|desk, _| desk.resend(customer, letter))
    }
}
