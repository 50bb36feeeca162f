//! Answer: offers to intentions.

use crate::c::desk::{run, vrm_desk};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use vrm_core::intention::Quote;
use vrm_core::time::Instant;

/// What: makes an offer for what a customer announced, under one entry; `quote` is the document `Quote` of `forms.md`. A further offer takes the place of the one before. It binds the desk until its end.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `json-*`, or the error of the member that is wrong, with its place; `state-nothing-to-answer` for a customer that announced nothing; `state-intention-over`; `state-too-many-offers`; `state-no-declaration`; `state-no-such-roster`; `message-*` for an end that is not after now, or more than 90 days.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_offer(
    desk: vrm_desk,
    customer: vrm_text,
    quote: vrm_text,
    entry: vrm_text,
    until: i64,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let quote = Quote::parse(input.bytes("quote", quote)?)?;
            let (entry, until) = (input.text("entry", entry)?, Instant::from_unix(until)?);
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.offer(customer, &quote, entry, until, command, now, random))
        })
    }
}
