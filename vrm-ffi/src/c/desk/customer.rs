//! What a desk's customers' lives need from the desk, and the list of customers.

use super::{vrm_desk, with};
use crate::c::handle::{enter, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{CustomerLetter, Letter};
use vrm_core::time::Instant;

/// What: every customer, by the id of its history.
/// Owns: `customers` is the caller's: JSON, a list of ids.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_customers(desk: vrm_desk, customers: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(customers, |_| with(desk, |desk, _| Ok(desk.customers()?))) }
}

/// What: what is still to be sent, to whichever customer. A host with many asks one customer after the other: `waiting`, `letters`.
/// Owns: `letters` is the caller's: JSON, a list of `CustomerLetter`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and what is wrong with a customer's history.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_outbox(desk: vrm_desk, now: i64, letters: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(letters, |_| {
            let now = Instant::from_unix(now)?;
            with(desk, |desk, _| Ok(desk.outbox(now)?.into_iter().map(CustomerLetter::from).collect::<Vec<_>>()))
        })
    }
}

/// What: the customers for whom letters may wait.
/// Owns: `waiting` is the caller's: JSON, a list of ids.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_waiting(desk: vrm_desk, waiting: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(waiting, |_| with(desk, |desk, _| Ok(desk.waiting()?))) }
}

/// What: what is still to be sent to one customer.
/// Owns: `letters` is the caller's: JSON, a list of `Letter`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_outbox`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_letters(
    desk: vrm_desk,
    customer: vrm_text,
    now: i64,
    letters: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(letters, |input| {
            let customer = input.read("customer", customer)?;
            let now = Instant::from_unix(now)?;
            with(desk, |desk, _| Ok(desk.letters(customer, now)?.into_iter().map(Letter::from).collect::<Vec<_>>()))
        })
    }
}

/// What: a letter has left. It is kept until it is answered or expires; of one that is kept no longer this says nothing new.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_sent(desk: vrm_desk, customer: vrm_text, letter: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let customer = input.read("customer", customer)?;
            let letter = input.read("letter", letter)?;
            with(desk, |desk, _| Ok(desk.sent(customer, letter)?))
        })
    }
}

/// What: lists a letter again, the same bytes.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-letter` when it is kept no longer; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_resend(desk: vrm_desk, customer: vrm_text, letter: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let customer = input.read("customer", customer)?;
            let letter = input.read("letter", letter)?;
            with(desk, |desk, _| Ok(desk.resend(customer, letter)?))
        })
    }
}
