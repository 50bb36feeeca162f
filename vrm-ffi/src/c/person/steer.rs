//! Steer: decide, answer, withdraw, pause, resume, block, new keys, what has run out.

use super::{run, vrm_person};
use crate::c::handle::show;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::WhichGrants;
use vrm_core::decision::Block;

/// What: answers a question of a vendor's. A yes becomes a grant of exactly what was asked for.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-question`, `state-answered-already`, `state-nothing-to-answer` when the question no longer counts, `state-nothing-covers` for a yes to what the vendor never declared.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_answer(
    person: vrm_person,
    relationship: vrm_text,
    question: vrm_text,
    reply: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let question = input.read("question", question)?;
            let reply = input.read("reply", reply)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.answer(relationship, question, reply, command, now, random))
        })
    }
}

/// What: withdraws grants, for good. From now on they permit nothing here; at the vendor's from receipt.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`, `state-no-such-grant`; `state-nothing-to-do` when none of them can be withdrawn any more; `state-legal-duty` when the vendor processes on a legal duty alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_withdraw(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    which: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let agreement = input.read("agreement", agreement)?;
            let which: vrm_core::decision::WhichGrants =
                input.record::<WhichGrants>("which", which, WhichGrants::EXPECTED)?.into();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.withdraw(relationship, agreement, &which, command, now, random))
        })
    }
}

/// What: holds grants back; they come back with `resume`.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_withdraw`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_pause(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    which: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let agreement = input.read("agreement", agreement)?;
            let which: vrm_core::decision::WhichGrants =
                input.record::<WhichGrants>("which", which, WhichGrants::EXPECTED)?.into();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.pause(relationship, agreement, &which, command, now, random))
        })
    }
}

/// What: takes grants up again that were paused.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_withdraw`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_resume(
    person: vrm_person,
    relationship: vrm_text,
    agreement: vrm_text,
    which: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let agreement = input.read("agreement", agreement)?;
            let which: vrm_core::decision::WhichGrants =
                input.record::<WhichGrants>("which", which, WhichGrants::EXPECTED)?.into();
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.resume(relationship, agreement, &which, command, now, random))
        })
    }
}

/// What: puts up a block: from now on it beats every grant. Nobody is told.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-*` when its words mean nothing, or its id is taken.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_block(
    person: vrm_person,
    block: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let block = Block::parse(input.bytes("block", block)?)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.block(&block, command, now, random))
        })
    }
}

/// What: takes a block down.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-block`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_unblock(
    person: vrm_person,
    id: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let id = input.text("id", id)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.unblock(id, command, now, random))
        })
    }
}

/// What: notes that a grant was used. One that was given once ends with it.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-grant`; `decision-*` when it is over already.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_record_use(
    person: vrm_person,
    relationship: vrm_text,
    grant: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let grant = input.read("grant", grant)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.record_use(relationship, grant, command, now, random))
        })
    }
}

/// What: notes that the duties which come before a grant's use are done, as the person knows: never on the vendor's word.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-*` when there is no such grant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_record_duty(
    person: vrm_person,
    relationship: vrm_text,
    grant: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let grant = input.read("grant", grant)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.record_duty(relationship, grant, command, now, random))
        })
    }
}

/// What: new keys for the relationship's persona, said with the old one. The old keys still open for 90 days.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-keys` before both sides have used keys; `state-negotiating` while a negotiation runs, whose document names the keys that signed the proffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_rotate_keys(
    person: vrm_person,
    relationship: vrm_text,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let relationship = input.read("relationship", relationship)?;
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.rotate_keys(relationship, command, now, random))
        })
    }
}

/// What: notes everything whose time has run out: agreements, negotiations, and signatures that no second one followed. Decisions do not wait for it; states and lists do.
/// Owns: `outcome` is the caller's: JSON, an `Outcome`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's; `state-nothing-due` when nothing has run out, which a host that calls it daily passes over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_person_expire(
    person: vrm_person,
    command: vrm_text,
    now: i64,
    outcome: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(outcome, |input| {
            let (command, now) = input.command(command, now)?;
            run(person, |person, random| person.expire(command, now, random))
        })
    }
}
