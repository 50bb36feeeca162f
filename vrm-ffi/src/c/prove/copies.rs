//! What comes with claims and their answers: proofs, copies of data.

use crate::border::Failure;
use crate::c::desk::{self, vrm_desk};
use crate::c::handle::{give, show};
use crate::c::person::{self, vrm_person};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Disclosed, RightsOutcome};
use vrm_core::rights;

/// What: what was added to a claim, by its letter in the claim's `additions`.
/// Owns: `proof` is the caller's: UTF-8, what was added.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_proof(
    person: vrm_person,
    relationship: vrm_text,
    letter: vrm_text,
    proof: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(proof, |input| {
            let (relationship, letter) = (input.read("relationship", relationship)?, input.read("letter", letter)?);
            let proof = person::with(person, |person, _| Ok(person.proof(relationship, &letter)?))?;
            Ok(vrm_bytes::of(proof.as_str().as_bytes().to_vec()))
        })
    }
}

/// What: the copy of data that came with an answer, by its letter in the claim's `replies`. `forget_data` takes it; what is to be kept of it becomes an item.
/// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_copy(
    person: vrm_person,
    relationship: vrm_text,
    letter: vrm_text,
    values: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(values, |input| {
            let (relationship, letter) = (input.read("relationship", relationship)?, input.read("letter", letter)?);
            let values = person::with(person, |person, _| Ok(person.copy(relationship, &letter)?))?;
            Ok(values.into_iter().map(Into::into).collect::<Vec<Disclosed>>())
        })
    }
}

/// What: what a customer added to a claim, by its letter in the claim's `additions`.
/// Owns: `proof` is the caller's: UTF-8, what was added.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_proof(
    desk: vrm_desk,
    customer: vrm_text,
    letter: vrm_text,
    proof: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(proof, |input| {
            let (customer, letter) = (input.read("customer", customer)?, input.read("letter", letter)?);
            let proof = desk::with(desk, |desk, _| Ok(desk.proof(customer, &letter)?))?;
            Ok(vrm_bytes::of(proof.as_str().as_bytes().to_vec()))
        })
    }
}

/// What: the copy that was given with an answer, by its letter in the claim's `replies`.
/// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_copy(
    desk: vrm_desk,
    customer: vrm_text,
    letter: vrm_text,
    values: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(values, |input| {
            let (customer, letter) = (input.read("customer", customer)?, input.read("letter", letter)?);
            let values = desk::with(desk, |desk, _| Ok(desk.copy(customer, &letter)?))?;
            Ok(values.into_iter().map(Into::into).collect::<Vec<Disclosed>>())
        })
    }
}

/// What: answers a claim of access or portability, in full or in part, with a copy of the data: `answer` is the JSON of a `RightsOutcome`, `data` a JSON list of `Disclosed`. A copy of the letter lies beside the history until `forget_data` or an erasure takes it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_answer_right`; `state-no-copy`; `vault-*` for nothing and for a value that is none or too long; `key-*` for more than fits into one letter.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_desk_give_copy(
    desk: vrm_desk,
    customer: vrm_text,
    claim: vrm_text,
    answer: vrm_text,
    data: vrm_text,
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
            let data: Vec<Disclosed> = input.record("data", data, Disclosed::EXPECTED)?;
            let data = data.into_iter().map(TryInto::try_into).collect::<Result<_, Failure>>()?;
            let (command, now) = input.command(command, now)?;
            desk::run(desk, |desk, random| desk.give_copy(customer, claim, &answer, &data, command, now, random))
        })
    }
}
