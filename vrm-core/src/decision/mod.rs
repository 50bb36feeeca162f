//! What is allowed, exactly: one engine for texts and for grants.
//!
//! [`CompiledTerms::judge`] asks whether a text would allow a request; [`Declaration::fits`](crate::terms::Declaration)
//! whether everything a vendor declares would pass. No beats yes, yes beats ask, and nothing said is no.

mod answer;
mod combine;
mod compiled;
mod fits;
mod grant;
mod judge;
mod nearest;
mod point;
mod request;
mod rows;
mod unknown;

pub use answer::{Ask, Decision, Deny, Effect, Ground, Nearest, Permit, Reason, Verdict};
pub use compiled::CompiledTerms;
pub use fits::{Conflict, ConflictReason, Fit, FitVerdict, ProcessFit};
pub use grant::{BlockId, GrantId};
pub use request::Request;
