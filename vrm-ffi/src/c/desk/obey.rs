//! Obey: decide, ask, note what was used, end.

use super::{run, vrm_desk, with};
use crate::c::handle::{give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::Decision;
use vrm_core::decision::AgreementId;
use vrm_core::decision::Request;
use vrm_core::time::Instant;

/// What: may the desk do it now? The same grants decide as at the person's side, without the person's blocks; a withdrawal counts from when it was received.
/// Owns: `decision` is the caller's: JSON, a `Decision`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-log`; as `vrm_view_decide`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_decide(
    desk: vrm_desk,
    customer: vrm_text,
    request: vrm_text,
    now: i64,
    decision: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(decision, |input| {
            let customer = input.read("customer", customer)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let now = Instant::from_unix(now)?;
            with(desk, |desk, _| Ok(Decision::from(&desk.decide(customer, &request, now)?)))
        })
    }
}

/// What: asks the person for what the terms leave to it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`; `state-nothing-covers` for what the desk never declared.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_ask(
    desk: vrm_desk,
    customer: vrm_text,
    agreement: vrm_text,
    request: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let agreement = input.read("agreement", agreement)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.ask(customer, agreement, &request, command, now, random))
        })
    }
}

/// What: notes that a grant was used. One that was given once ends with it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-grant`; `decision-*` when it is over already.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_record_use(
    desk: vrm_desk,
    customer: vrm_text,
    grant: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let grant = input.read("grant", grant)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.record_use(customer, grant, command, now, random))
        })
    }
}

/// What: notes that the duties which come before a grant's use are done.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-*` when there is no such grant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_record_duty(
    desk: vrm_desk,
    customer: vrm_text,
    grant: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let grant = input.read("grant", grant)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.record_duty(customer, grant, command, now, random))
        })
    }
}

/// What: tells a customer of the desk's new keys now.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-to-do` when it knows them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_announce_keys(
    desk: vrm_desk,
    customer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.announce_keys(customer, command, now, random))
        })
    }
}

/// What: notes everything of a customer's whose time has run out.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-due` when nothing has.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_expire(
    desk: vrm_desk,
    customer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.expire(customer, command, now, random))
        })
    }
}

/// What: a bundle for a dispute over an agreement, as `vrm_person_bundle`.
/// Owns: `bundle` is the caller's: a file, for `vrm_bundle_verify`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_bundle(
    desk: vrm_desk,
    customer: vrm_text,
    agreement: vrm_text,
    bundle: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(bundle, |input| {
            let customer = input.read("customer", customer)?;
            let agreement: AgreementId = input.read("agreement", agreement)?;
            with(desk, |desk, _| Ok(vrm_bytes::of(desk.bundle(customer, &agreement)?.to_json()?.into_bytes())))
        })
    }
}

/// What: ends one agreement with a customer, and all its grants with it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_end(
    desk: vrm_desk,
    customer: vrm_text,
    agreement: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let agreement = input.read("agreement", agreement)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.end(customer, agreement, command, now, random))
        })
    }
}

/// What: ends what there is with a customer, and every agreement with it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `chart-*` when it has ended already.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_terminate(
    desk: vrm_desk,
    customer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.terminate(customer, command, now, random))
        })
    }
}

/// What: erases a customer: as `vrm_person_erase`. It is listed no more; a tombstone stays.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_erase`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_erase(
    desk: vrm_desk,
    customer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.erase(customer, command, now, random))
        })
    }
}
