//! Grants, and what they are narrower than.

use super::VrmError;
use crate::border::barred;
use crate::value::{Grant, GrantMove, GrantStatus, Keep, OwnWord, PendingGrant, Scope};
use vrm_core::decision;
use vrm_core::keys::SignedId;
use vrm_core::terms;
use vrm_core::vocab::{Recipient, Vocabulary};

/// Whether a grant allows nothing that the other does not: in no word, condition or moment, and asks where it asks.
///
/// # Errors
/// As `vocabulary_extend`; `time-*` for a window that is none.
#[uniffi::export(default(own = []))]
pub fn grant_is_within(grant: Grant, other: Grant, own: Vec<OwnWord>) -> Result<bool, VrmError> {
    let own: Vec<_> = own.into_iter().map(Into::into).collect();
    Ok(barred(|| {
        let (grant, other) = (decision::Grant::try_from(grant)?, decision::Grant::try_from(other)?);
        Ok(grant.is_within(&other, &Vocabulary::dpv().extend(&own)?))
    })?)
}

/// The grant that a consent or answer makes of one that waits, named by the id of that message.
///
/// # Errors
/// `time-*` for a window that is none.
#[uniffi::export]
pub fn pending_given(pending: PendingGrant, by: SignedId) -> Result<Grant, VrmError> {
    Ok(barred(|| Ok((&decision::Pending::try_from(pending)?.given(by.as_bytes())).into()))?)
}

/// The status after a move.
///
/// # Errors
/// `decision-wrong-state` for a move that is not on the chart.
#[uniffi::export]
pub fn grant_status_after(status: GrantStatus, step: GrantMove) -> Result<GrantStatus, VrmError> {
    Ok(barred(|| Ok(decision::GrantStatus::from(status).after(step.into())?.into()))?)
}

/// Whether no move leads on from there.
#[uniffi::export]
pub fn grant_status_is_final(status: GrantStatus) -> bool {
    decision::GrantStatus::from(status).is_final()
}

/// Whom a scope names as a permission's; nobody named = the vendor.
#[uniffi::export]
pub fn scope_permitted_recipients(scope: Scope) -> Vec<Recipient> {
    terms::Scope::from(scope).permitted_recipients().iter().cloned().collect()
}

/// Whether keeping this long is within keeping that long: the same start and no more days, or no limit there. None is
/// without limit.
#[uniffi::export]
pub fn keep_is_within(keep: Option<Keep>, other: Option<Keep>) -> bool {
    Keep::core(keep).is_within(Keep::core(other))
}
