//! What came from a customer, or from somebody who may become one.

use super::Desk;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::Reception;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// Takes bytes from outside: a letter sealed for one of the desk's keys, or an intention for anyone. Whoever
    /// proffers or announces for the first time becomes a customer; a desk that answers few of many intentions
    /// first looks with `intention_parse`, which keeps nothing. A proffer is weighed by the desk's settings at
    /// once: where they let the agent say yes it is signed or countered, where not it waits for `accept`, `counter`
    /// or `refuse`.
    ///
    /// # Errors
    /// The store's, the clock's and the randomness's. What is wrong with the bytes is a `Reception.Rejected`.
    pub fn receive(&self, bytes: Vec<u8>, now: Instant) -> Result<Reception, VrmError> {
        self.with(|desk, random| Ok::<_, Failure>(Reception::from(desk.receive(&bytes, now, random)?)))
    }
}
