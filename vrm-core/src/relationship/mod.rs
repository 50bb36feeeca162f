//! Where a relationship and each of its agreements stand.
//!
//! Both charts are tables, printed in [`manual::charts`](crate::manual::charts). Blocking is apart: it changes no state.

mod agreement;
mod state;

pub use agreement::{AgreementMove, AgreementState};
pub use state::{RelationshipMove, RelationshipState};
