//! What a vendor may look at before it keeps anything.

use super::handle::show;
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::value::Announced;
use vrm_core::message::Intention;
use vrm_core::time::Instant;

/// What: what somebody announces, for a vendor that looks before it keeps anything: verified with the key that it carries, neither over nor still to come.
/// Owns: `announced` is the caller's: JSON, an `Announced`.
/// Threads: any.
/// Errors: `border-null`; `message-*`, and `keys-*` for bytes that do not pass the gate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_intention_parse(bytes: vrm_text, now: i64, announced: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(announced, |input| {
            let now = Instant::from_unix(now)?;
            Announced::try_from(&Intention::parse(input.bytes("bytes", bytes)?, now)?)
        })
    }
}
