//! What came from a customer, or from somebody who may become one.

use super::{vrm_desk, with};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::Reception;
use vrm_core::time::Instant;

/// What: takes bytes from outside: a letter sealed for one of the desk's keys, or an intention for anyone. Whoever proffers or announces for the first time becomes a customer; a desk that answers few of many intentions first looks with `vrm_intention_parse`, which keeps nothing. A proffer is weighed by the desk's settings at once: where they let the agent say yes it is signed or countered, where not it waits for `accept`, `counter` or `refuse`.
/// Owns: `reception` is the caller's: JSON, a `Reception`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's, the clock's and the randomness's. What is wrong with the bytes is no status here but a reception that is `rejected`, which `vrm_reception_accepted` tells.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_receive(
    desk: vrm_desk,
    bytes: vrm_text,
    now: i64,
    reception: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(reception, |input| {
            let bytes = input.bytes("bytes", bytes)?;
            let now = Instant::from_unix(now)?;
            with(desk, |desk, random| Ok(Reception::from(desk.receive(bytes, now, random)?)))
        })
    }
}
