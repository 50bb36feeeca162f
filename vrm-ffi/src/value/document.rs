//! Documents: what has a JSON form in the core goes in as that form, for the core's own reader to judge.

use crate::border::{BorderError, Failure};

/// The JSON of a record whose members are those of the core's form.
pub(crate) fn document(record: &impl serde::Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(record).map_err(|_| BorderError::Internal.into())
}

/// Whether a condition is left out, as a form leaves out the widest.
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}
