//! What a life is asked, and what became of its letters.

use super::{vrm_person, with};
use crate::c::handle::{enter, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Decision, Entry, Head, Letter, Settled};
use vrm_core::decision::Request;
use vrm_core::did::Did;
use vrm_core::time::Instant;

/// What: where the history stands. A host that keeps it elsewhere can find out whether its store was set back.
/// Owns: `head` is the caller's: JSON, a `Head`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_head(person: vrm_person, head: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(head, |_| with(person, |person, _| Ok(Head::from(person.head())))) }
}

/// What: whether the history leads through a head that was seen before.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-rolled-back` when it does not: the store is an older copy, or another.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_leads_through(person: vrm_person, seen: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let seen: vrm_core::chain::Head = input.record::<Head>("seen", seen, Head::EXPECTED)?.try_into()?;
            with(person, |person, _| Ok(person.leads_through(&seen)?))
        })
    }
}

/// What: may this vendor do it now? As `vrm_view_decide`.
/// Owns: `decision` is the caller's: JSON, a `Decision`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_view_decide`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_decide(
    person: vrm_person,
    vendor: vrm_text,
    request: vrm_text,
    now: i64,
    decision: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(decision, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let now = Instant::from_unix(now)?;
            with(person, |person, _| Ok(Decision::from(&person.decide(&vendor, &request, now)?)))
        })
    }
}

/// What: what is still to be sent.
/// Owns: `letters` is the caller's: JSON, a list of `Letter`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_outbox(person: vrm_person, now: i64, letters: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(letters, |_| {
            let now = Instant::from_unix(now)?;
            with(person, |person, _| Ok(person.outbox(now)?.into_iter().map(Letter::from).collect::<Vec<_>>()))
        })
    }
}

/// What: a letter has left. It is kept until it is answered or expires; of one that is kept no longer this says nothing new.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_sent(person: vrm_person, letter: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let letter = input.read("letter", letter)?;
            with(person, |person, _| Ok(person.sent(letter)?))
        })
    }
}

/// What: lists a letter again, the same bytes: it may have been lost on its way.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-letter` when it is kept no longer; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_resend(person: vrm_person, letter: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let letter = input.read("letter", letter)?;
            with(person, |person, _| Ok(person.resend(letter)?))
        })
    }
}

/// What: the events after a position and up to `limit` positions further; those that were erased are left out, so that a page may be short, or empty, before the end. The next page begins `limit` positions on, until the head.
/// Owns: `entries` is the caller's: JSON, a list of `Entry`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and bytes that are not what was written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_events_since(
    person: vrm_person,
    position: u64,
    limit: u32,
    entries: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(entries, |_| {
            with(person, |person, _| {
                Ok(person.events_since(position, limit)?.into_iter().map(Entry::from).collect::<Vec<_>>())
            })
        })
    }
}

/// What: finds out what became of a commit that the store would not answer for; every command does so first.
/// Owns: `settled` is the caller's: JSON, a `Settled`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_settle(person: vrm_person, settled: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(settled, |_| with(person, |person, _| Ok(Settled::from(person.settle()?)))) }
}

/// What: reads what another handle on the same store wrote since.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and bytes that are not what was written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_refresh(person: vrm_person) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { enter(|_| with(person, |person, _| Ok(person.refresh()?))) }
}
