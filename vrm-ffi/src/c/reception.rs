//! Whether what was received was taken.

use super::handle::enter;
use super::{vrm_status, vrm_text};
use crate::border::{BorderError, Failure};
use vrm_core::did::Did;
use vrm_core::view::StateError;

/// What of a `Reception` says whether it was taken.
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum Kind {
    Received,
    Replay,
    NeedsKeys { did: String },
    Rejected { failure: Failure },
}

/// What: whether the bytes of a `Reception` (JSON) were taken, now or before. Where not the status is why, and `vrm_error_text` and the others tell it.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; why it was `rejected`; `state-needs-keys` where it is to be handed in again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_reception_accepted(reception: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| match input.record("reception", reception, "a `Reception`, as `receive` gives it")? {
            Kind::Received | Kind::Replay => Ok(()),
            Kind::NeedsKeys { did } => Err(StateError::NeedsKeys { did: Did::parse(&did)? }.into()),
            Kind::Rejected { failure } if failure.reason().is_some() => Err(failure),
            Kind::Rejected { .. } => {
                Err(BorderError::Value { argument: "reception", expected: "a failure with a code of the table" }.into())
            }
        })
    }
}
