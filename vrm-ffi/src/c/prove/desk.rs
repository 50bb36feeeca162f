//! Issue receipts, answer claims, notify incidents, hold what customers gave.

use crate::c::desk::{run, vrm_desk, with};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Disclosed, Incident, Issuer, RightsOutcome};
use vrm_core::{message, rights};

/// What: issues a receipt for an agreement and the consents under it, as they stand now, in both forms: `issuer` is the JSON of an `Issuer`.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`; `consent-*` for an issuer that says too little; `form-*` when it is too long to sign.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_issue(
    desk: vrm_desk,
    customer: vrm_text,
    agreement: vrm_text,
    issuer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (customer, agreement) = (input.read("customer", customer)?, input.read("agreement", agreement)?);
            let issuer: Issuer = input.record("issuer", issuer, Issuer::EXPECTED)?;
            let issuer = issuer.into();
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.issue(customer, agreement, &issuer, command, now, random))
        })
    }
}

/// What: answers a claim of a customer's: `answer` is the JSON of a `RightsOutcome`. An erasure that is answered in full deletes the values that were given and that the claim reaches.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for a reason that is none or too long; `state-no-such-claim`; `chart-no-such-move` when the claim was answered or taken back, or an answer is put off that is overdue.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_answer_right(
    desk: vrm_desk,
    customer: vrm_text,
    claim: vrm_text,
    answer: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (customer, claim) = (input.read("customer", customer)?, input.read("claim", claim)?);
            let answer: RightsOutcome = input.record("answer", answer, RightsOutcome::EXPECTED)?;
            let answer = rights::RightsOutcome::try_from(answer)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.answer_right(customer, claim, &answer, command, now, random))
        })
    }
}

/// What: tells a customer of a breach: `incident` is the JSON of an `Incident`.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for an account that is none or too long; `state-no-such-agreement`; `state-too-many-incidents`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_notify_incident(
    desk: vrm_desk,
    customer: vrm_text,
    incident: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let customer = input.read("customer", customer)?;
            let incident: Incident = input.record("incident", incident, Incident::EXPECTED)?;
            let incident = message::Incident::try_from(incident)?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.notify_incident(customer, &incident, command, now, random))
        })
    }
}

/// What: the values that a customer gave in one message. What they may be used for is `decide`'s to say.
/// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure`, `vault-deleted`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_disclosed(
    desk: vrm_desk,
    customer: vrm_text,
    disclosure: vrm_text,
    values: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(values, |input| {
            let (customer, disclosure) = (input.read("customer", customer)?, input.read("disclosure", disclosure)?);
            let values = with(desk, |desk, _| Ok(desk.disclosed(customer, &disclosure)?))?;
            Ok(values.into_iter().map(Into::into).collect::<Vec<Disclosed>>())
        })
    }
}

/// What: deletes the values of a letter: what a customer gave, a proof or a copy. That they were given, and are deleted, stays in the history.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_disclosed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_forget_data(
    desk: vrm_desk,
    customer: vrm_text,
    disclosure: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (customer, disclosure) = (input.read("customer", customer)?, input.read("disclosure", disclosure)?);
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.forget_data(customer, disclosure, command, now, random))
        })
    }
}

/// What: deletes some values of a disclosure: `places` is a JSON list of their places in it, from 0.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_disclosed`: `vault-deleted` too where no place has a value that is kept.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_forget_values(
    desk: vrm_desk,
    customer: vrm_text,
    disclosure: vrm_text,
    places: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (customer, disclosure) = (input.read("customer", customer)?, input.read("disclosure", disclosure)?);
            let places: Vec<u32> = input.record("places", places, "a list of whole numbers from 0")?;
            let (command, now) = input.command(command, now)?;
            run(desk, |desk, random| desk.forget_values(customer, disclosure, &places, command, now, random))
        })
    }
}
