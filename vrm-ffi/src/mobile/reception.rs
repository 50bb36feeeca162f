//! Whether what was received was taken.

use super::VrmError;
use crate::value::{Outcome, Reception};
use vrm_core::view::StateError;

/// What came of a message that was taken; none of one that was taken before.
///
/// # Errors
/// Why it was refused; `state-needs-keys` where it was not taken yet, and is to be handed in again.
#[uniffi::export]
pub fn reception_accepted(reception: Reception) -> Result<Option<Outcome>, VrmError> {
    match reception {
        Reception::Received { outcome } => Ok(Some(outcome)),
        Reception::Replay { .. } => Ok(None),
        Reception::NeedsKeys { did, .. } => Err(StateError::NeedsKeys { did }.into()),
        Reception::Rejected { failure } => Err(failure.into()),
    }
}
