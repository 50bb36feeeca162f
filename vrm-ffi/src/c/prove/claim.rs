//! Consent, and claim rights.

use crate::c::handle::show;
use crate::c::person::{run, vrm_person};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::Claim;
use vrm_core::rights::{self, Statement};
use vrm_core::vocab::Word;

/// What: consents to an optional process of an agreement, or to marked data of one: one process and one word at a time. For marked data a program calls it when the person has said so of exactly this data and this process, and for nothing else.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`, `state-nothing-pending`, `state-consented-already`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_consent(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    process: u32,
    data: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, agreement) =
                (input.read("relationship", relationship)?, input.read("agreement", agreement)?);
            let data: Word = input.read("data", data)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.consent(relationship, agreement, process, &data, command, now, random))
        })
    }
}

/// What: claims a right from a vendor whose keys are known: `claim` is the JSON of a `Claim`. The id of what is said, in the outcome, is the claim's. It does not withdraw a grant.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for a right that the law does not give; `state-no-keys`; `state-no-such-agreement`; `state-too-many-claims`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_claim(
    person: vrm_person,
    relationship: vrm_text,
    claim: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let claim: Claim = input.record("claim", claim, Claim::EXPECTED)?;
            let claim = rights::Claim::try_from(claim)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.claim(relationship, &claim, command, now, random))
        })
    }
}

/// What: adds what the vendor's answer asked for, in words where it can be said so, or with a `proof` of none. The claim is sent anew.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for words that are too many; `state-no-such-claim`; `chart-no-such-move` when it is overdue meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_complete_claim(
    person: vrm_person,
    relationship: vrm_text,
    answer: vrm_text,
    proof: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, answer) = (input.read("relationship", relationship)?, input.read("answer", answer)?);
            let proof = match proof.data.is_null() && proof.length == 0 {
                true => None,
                false => Some(Statement::parse(input.text("proof", proof)?)?),
            };
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| {
                person.complete_claim(relationship, answer, proof.as_ref(), command, now, random)
            })
        })
    }
}

/// What: takes a claim back.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-claim`; `chart-no-such-move` when it was answered or taken back already.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_withdraw_claim(
    person: vrm_person,
    relationship: vrm_text,
    claim: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, claim) = (input.read("relationship", relationship)?, input.read("claim", claim)?);
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.withdraw_claim(relationship, claim, command, now, random))
        })
    }
}

/// What: notes that the person turned to an authority about a claim: overdue, answered in part or refused. Nothing is said to the vendor; a bundle shows the authority what was.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-claim`; `chart-no-such-move` while it is neither, or in full.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_escalate_claim(
    person: vrm_person,
    relationship: vrm_text,
    claim: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (relationship, claim) = (input.read("relationship", relationship)?, input.read("claim", claim)?);
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.escalate_claim(relationship, claim, command, now, random))
        })
    }
}
