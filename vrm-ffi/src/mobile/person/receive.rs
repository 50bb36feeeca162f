//! What came from a vendor.

use super::Person;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::Reception;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Takes bytes from outside: a letter sealed for one of the person's keys, or a vendor's profile. A vendor's
    /// answer in a negotiation is weighed by the person's preferences at once: where they let the agent say yes it
    /// is signed, where not it waits for `accept` or `refuse`.
    ///
    /// # Errors
    /// The store's, the clock's and the randomness's. What is wrong with the bytes is a `Reception.Rejected`.
    pub fn receive(&self, bytes: Vec<u8>, now: Instant) -> Result<Reception, VrmError> {
        self.with(|life, random| Ok::<_, Failure>(Reception::from(life.receive(&bytes, now, random)?)))
    }
}
