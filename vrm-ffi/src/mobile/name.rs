//! Whom one deals with: names, looked at twice, and where an identifier is looked up.

use super::VrmError;
use crate::border::barred;
use crate::value::NameWarning;
use vrm_core::did::Did;
use vrm_core::text::Name;

/// Why a name deserves a second look, at most once each; none for most names.
#[uniffi::export]
pub fn name_warnings(name: Name) -> Vec<NameWarning> {
    name.warnings().into_iter().map(Into::into).collect()
}

/// Whether one name could be taken for the other.
#[uniffi::export]
pub fn name_resembles(name: Name, other: Name) -> bool {
    name.resembles(&other)
}

/// Where the document of a `did:web` lies: what the app fetches for `introduce` and `introduce_offerer`.
///
/// # Errors
/// `did-*`: another method, or a host that is none.
#[uniffi::export]
pub fn did_web_url(did: Did) -> Result<String, VrmError> {
    Ok(barred(|| Ok(did.web_url()?))?)
}
