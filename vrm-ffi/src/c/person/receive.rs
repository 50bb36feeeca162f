//! What came from a vendor.

use super::{vrm_person, with};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::Reception;
use vrm_core::time::Instant;

/// What: takes bytes from outside: a letter sealed for one of the person's keys, or a vendor's profile. A vendor's answer in a negotiation is weighed by the person's preferences at once: where they let the agent say yes it is signed, where not it waits for `accept` or `refuse`.
/// Owns: `reception` is the caller's: JSON, a `Reception`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's, the clock's and the randomness's. What is wrong with the bytes is no status here but a reception that is `rejected`, which `vrm_reception_accepted` tells.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_receive(
    person: vrm_person,
    bytes: vrm_text,
    now: i64,
    reception: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(reception, |input| {
            let bytes = input.bytes("bytes", bytes)?;
            let now = Instant::from_unix(now)?;
            with(person, |person, random| Ok(Reception::from(person.receive(bytes, now, random)?)))
        })
    }
}
