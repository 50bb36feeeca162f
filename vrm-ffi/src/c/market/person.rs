//! Announce, and choose among what came.

use super::rank::rates;
use crate::c::handle::show;
use crate::c::person::{run, vrm_person, with};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Announcement, Inbox, Ranking};
use vrm_core::did::Did;
use vrm_core::person;
use vrm_core::time::Instant;

/// What: announces an intention: `announcement` is the JSON of an `Announcement`. The outcome's `relationship` is the id of the intention.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `json-*`, or the error of the member that is wrong, with its place; `roster-no-entry` for an entry that the roster does not have; `state-no-keys` for a vendor that nothing can be sealed for; `message-*` for an end that is not after now, or more than 90 days; `state-nobody-meant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_announce(
    person: vrm_person,
    announcement: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let announcement: Announcement = input.record("announcement", announcement, Announcement::EXPECTED)?;
            let announcement = person::Announcement::try_from(announcement)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.announce(&announcement, command, now, random))
        })
    }
}

/// What: takes an intention back: what has not left goes nowhere any more. Nobody is told.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`; `chart-no-such-move` when it is not open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_withdraw_intention(
    person: vrm_person,
    intention: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let intention = input.read("intention", intention)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.withdraw_intention(intention, command, now, random))
        })
    }
}

/// What: pins the keys that an offering vendor's `did:web` stands for, for one cast. The offer is handed in again after it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`; as `vrm_person_introduce`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_introduce_offerer(
    person: vrm_person,
    cast: vrm_text,
    vendor: vrm_text,
    document: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let cast = input.read("cast", cast)?;
            let vendor: Did = input.read("vendor", vendor)?;
            let document = input.bytes("document", document)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.introduce_offerer(cast, &vendor, document, command, now, random))
        })
    }
}

/// What: the offers that are held for an intention, each with what its terms have against it.
/// Owns: `inbox` is the caller's: JSON, an `Inbox`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_inbox(
    person: vrm_person,
    intention: vrm_text,
    inbox: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(inbox, |input| {
            let intention = input.read("intention", intention)?;
            with(person, |person, _| Inbox::try_from(person.inbox(intention)?.as_ref()))
        })
    }
}

/// What: one offer of an inbox.
/// Owns: `offer_found` is the caller's: JSON, a `HeldOffer`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_inbox`; `state-no-such-offer`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_inbox_offer(
    person: vrm_person,
    intention: vrm_text,
    offer: vrm_text,
    offer_found: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(offer_found, |input| {
            let (intention, offer) = (input.read("intention", intention)?, input.read("offer", offer)?);
            with(person, |person, _| Inbox::offer(person.inbox(intention)?.as_ref(), &offer))
        })
    }
}

/// What: the offers of an inbox in order, best first, each with its reasons, and those left out, each with why; `limit` of either. `rates` is a JSON array of `Rate`.
/// Owns: `ranking` is the caller's: JSON, a `Ranking`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_inbox`; `intention-rate-*`, `currency-unknown`, `decimal-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_inbox_rank(
    person: vrm_person,
    intention: vrm_text,
    rates: vrm_text,
    now: i64,
    limit: u32,
    ranking: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(ranking, |input| {
            let intention = input.read("intention", intention)?;
            let (rates, now) = (self::rates(input, rates)?, Instant::from_unix(now)?);
            with(person, |person, _| Ranking::of_inbox(person.inbox(intention)?.as_ref(), rates, now, limit))
        })
    }
}

/// What: says yes to one offer: the document of the agreement is made, signed by the relationship's persona, and sent to the vendor alone. The others are not told.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`, `state-no-such-offer`; `chart-no-such-move` when the intention is not open; as `vrm_person_accept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_choose(
    person: vrm_person,
    intention: vrm_text,
    offer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (intention, offer) = (input.read("intention", intention)?, input.read("offer", offer)?);
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.choose(intention, offer, command, now, random))
        })
    }
}

/// What: as `vrm_person_choose`, after a yes to another offer came to nothing as well. The two vendors, if they compare what they got, can tell that they deal with one person.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_choose`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_danger_choose(
    person: vrm_person,
    intention: vrm_text,
    offer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (intention, offer) = (input.read("intention", intention)?, input.read("offer", offer)?);
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.danger_choose(intention, offer, command, now, random))
        })
    }
}
