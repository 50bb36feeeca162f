//! Grants and blocks of a ledger come, change and go.

use super::{vrm_ledger, with};
use crate::c::grant::grant;
use crate::c::handle::{enter, give};
use crate::c::{vrm_status, vrm_text};
use crate::value::GrantOrder;
use vrm_core::decision::{Block, GrantId};
use vrm_core::did::Did;
use vrm_core::time::Instant;

/// What: enters a grant (JSON) that came with its agreement, before any order.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; as `vrm_ledger_grant_at`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_grant(ledger: vrm_ledger, vendor: vrm_text, held: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let held = grant(input, "held", held)?;
            with(ledger, |ledger| Ok(ledger.grant(&vendor, held)?))
        })
    }
}

/// What: enters a grant (JSON) that a consent or answer at position `n` of the person's stream made.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-*`: its agreement is not there, its id is taken, it has not one data word, it stands on a legal duty, or it is wider than its parent; `terms-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_grant_at(
    ledger: vrm_ledger,
    vendor: vrm_text,
    held: vrm_text,
    n: u64,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let held = grant(input, "held", held)?;
            with(ledger, |ledger| Ok(ledger.grant_at(&vendor, held, n)?))
        })
    }
}

/// What: has grants follow an order of the person's (JSON): for each, the one with the highest `n` prevails, and a withdrawal is final.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-agreement`, `decision-too-many-awaited`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_order(ledger: vrm_ledger, vendor: vrm_text, order: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let expected = "an order in JSON: {agreement, n, which, step}";
            let order = input.record::<GrantOrder>("order", order, expected)?.into();
            with(ledger, |ledger| Ok(ledger.order(&vendor, &order)?))
        })
    }
}

/// What: moves a grant along its chart, now: `pause`, `resume` or `withdraw`.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-grant`, `decision-wrong-state`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_step(
    ledger: vrm_ledger,
    vendor: vrm_text,
    id: vrm_text,
    step: vrm_text,
    now: i64,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let id: GrantId = input.read("id", id)?;
            let (step, now) = (input.read("step", step)?, Instant::from_unix(now)?);
            with(ledger, |ledger| Ok(ledger.step(&vendor, &id, step, now)?))
        })
    }
}

/// What: ends a grant that was given once, at its first recorded use.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-grant`, `decision-wrong-state`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_spend(ledger: vrm_ledger, vendor: vrm_text, id: vrm_text, now: i64) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let id: GrantId = input.read("id", id)?;
            let now = Instant::from_unix(now)?;
            with(ledger, |ledger| Ok(ledger.spend(&vendor, &id, now)?))
        })
    }
}

/// What: records that the duties that come first are done, 0, or open again, 1.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-grant`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_set_duty_open(
    ledger: vrm_ledger,
    vendor: vrm_text,
    id: vrm_text,
    open: u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let id: GrantId = input.read("id", id)?;
            with(ledger, |ledger| Ok(ledger.set_duty_open(&vendor, &id, open != 0)?))
        })
    }
}

/// What: puts up a block (JSON).
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `decision-already-there`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_block(ledger: vrm_ledger, block: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let block = Block::parse(input.bytes("block", block)?)?;
            with(ledger, |ledger| Ok(ledger.block(block)?))
        })
    }
}

/// What: takes a block down by its id; 0 when there was none, else 1.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_unblock(ledger: vrm_ledger, id: vrm_text, was_there: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(was_there, |input| {
            let id = input.text("id", id)?;
            with(ledger, |ledger| Ok(u32::from(ledger.unblock(id))))
        })
    }
}
