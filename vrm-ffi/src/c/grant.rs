//! Grants, and what they are narrower than.

use super::handle::{Input, enter, give, show};
use super::vocabulary::extended;
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::Failure;
use crate::c::roster::{over, vrm_roster};
use crate::value::{Grant, Issuer, Keep, PendingGrant, Scope};
use vrm_core::decision::{self, GrantStatus};
use vrm_core::desk;
use vrm_core::keys::SignedId;
use vrm_core::terms::{self, Preferences};

/// A grant, as its record.
pub(in crate::c) fn grant(input: &Input, argument: &'static str, grant: vrm_text) -> Result<decision::Grant, Failure> {
    input.record::<Grant>(argument, grant, "a grant in JSON, as `vrm_declaration_authorise` gives it")?.try_into()
}

/// How long data is kept, none without limit.
fn keep(input: &Input, argument: &'static str, keep: vrm_text) -> Result<terms::Keep, Failure> {
    let keep = match input.optional_bytes(argument, keep)? {
        Some(_) => Some(input.record::<Keep>(argument, keep, "a limit in JSON: {days, from}")?),
        None => None,
    };
    Ok(Keep::core(keep))
}

/// What: whether a grant (JSON) allows nothing that another does not: in no word, condition or moment, and asks where it asks; 1 or 0. `own` is a JSON list of own words, or none.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-value`; `vocab-*` for own words that do not go together; `time-*` for a window that is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_grant_is_within(
    held: vrm_text,
    other: vrm_text,
    own: vrm_text,
    within: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(within, |input| {
            let (held, other) = (grant(input, "held", held)?, grant(input, "other", other)?);
            extended(input, own, |vocabulary| Ok(u32::from(held.is_within(&other, vocabulary))))
        })
    }
}

/// What: the grant that a consent or answer makes of one that waits (JSON), named by the id of that message.
/// Owns: `grant` is the caller's: JSON, a `Grant`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `time-*` for a window that is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_pending_given(pending: vrm_text, by: vrm_text, grant: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(grant, |input| {
            let expected = "a grant that waits in JSON, as `vrm_declaration_authorise` gives it";
            let pending = decision::Pending::try_from(input.record::<PendingGrant>("pending", pending, expected)?)?;
            Ok(Grant::from(&pending.given(input.read::<SignedId>("by", by)?.as_bytes())))
        })
    }
}

/// What: the status of a grant, by its name, after a move: `pause`, `resume` or `withdraw`.
/// Owns: `after` is the caller's: the name of a status.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `decision-wrong-state` for a move that is not on the chart.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_grant_status_after(status: vrm_text, step: vrm_text, after: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(after, |input| {
            let status: GrantStatus = input.read("status", status)?;
            Ok(vrm_bytes::of(status.after(input.read("step", step)?)?.name().as_bytes().to_vec()))
        })
    }
}

/// What: whether no move leads on from a status, by its name; 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_grant_status_is_final(status: vrm_text, is_final: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(is_final, |input| Ok(u32::from(input.read::<GrantStatus>("status", status)?.is_final()))) }
}

/// What: whom a scope (JSON) names as a permission's; nobody named = the vendor.
/// Owns: `recipients` is the caller's: JSON, a list of recipients.
/// Threads: any.
/// Errors: `border-null`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_scope_permitted_recipients(scope: vrm_text, recipients: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(recipients, |input| {
            let expected = "a scope in JSON: {data, purpose, operation, recipient}";
            let scope = terms::Scope::from(input.record::<Scope>("scope", scope, expected)?);
            Ok(scope.permitted_recipients().iter().cloned().collect::<Vec<_>>())
        })
    }
}

/// What: whether keeping this long is within keeping that long: the same start and no more days, or no limit there; 1 or 0. Each is JSON, or none, which is without limit.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_keep_is_within(kept: vrm_text, other: vrm_text, within: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(within, |input| Ok(u32::from(keep(input, "kept", kept)?.is_within(keep(input, "other", other)?)))) }
}

/// What: these preferences (JSON), and after them those over another roster; a roster is 0 for the built-in one.
/// Owns: `json` is the caller's: JSON, the two as one document.
/// Threads: any.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_preferences_followed_by(
    preferences: vrm_text,
    others: vrm_text,
    roster: vrm_roster,
    others_roster: vrm_roster,
    json: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let first = Preferences::parse(input.bytes("preferences", preferences)?, &*over(roster)?)?;
            let then = Preferences::parse(input.bytes("others", others)?, &*over(others_roster)?)?;
            Ok(vrm_bytes::of(first.followed_by(then).to_json().into_bytes()))
        })
    }
}

/// What: whether what a receipt would say of the vendor (JSON, an `Issuer`) is what its members may be: what `vrm_desk_issue` asks first.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-value`; `consent-*` with the member.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_issuer_check(issuer: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let issuer = desk::Issuer::from(input.record::<Issuer>("issuer", issuer, Issuer::EXPECTED)?);
            Ok(issuer.check()?)
        })
    }
}
