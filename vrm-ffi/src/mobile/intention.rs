//! What a vendor may look at before it keeps anything.

use super::VrmError;
use crate::border::barred;
use crate::value::Announced;
use vrm_core::message::Intention;
use vrm_core::time::Instant;

/// What somebody announces, for a vendor that looks before it keeps anything: verified with the key that it carries,
/// neither over nor still to come.
///
/// # Errors
/// `message-*`, and `keys-*` for bytes that do not pass the gate.
#[uniffi::export]
pub fn intention_parse(bytes: Vec<u8>, now: Instant) -> Result<Announced, VrmError> {
    Ok(barred(|| (&Intention::parse(&bytes, now)?).try_into())?)
}
