//! What is allowed, exactly: one engine for texts and for grants.
//!
//! Two questions. [`CompiledTerms::judge`]: would this text allow it? [`Ledger::decide`]: may this vendor do it now?
//! And [`Declaration::fits`](crate::terms::Declaration::fits): would everything a vendor declares pass? No beats yes,
//! yes beats ask, and nothing said is no.

mod account;
mod answer;
mod answering;
mod authority;
mod block;
mod block_form;
mod carriers;
mod combine;
mod compiled;
mod decide;
mod error;
mod fit;
mod fits;
mod gate;
mod grant;
mod group;
mod index;
mod judge;
mod ledger;
mod listing;
mod nearest;
#[cfg(any(test, feature = "testing"))]
pub mod oracle;
mod order;
mod point;
mod recipients;
mod request;
mod rows;
mod shield;
mod unknown;
#[cfg(feature = "keys")]
mod usable;

pub use answer::{Ask, Decision, Deny, Effect, Ground, Nearest, Permit, Reason, Verdict};
pub use authority::{Authority, Needs, NotAuthorised, Pending};
pub use block::{Block, Host, Selector};
pub use compiled::CompiledTerms;
pub use error::DecisionError;
pub use fit::{Conflict, ConflictReason, Fit, FitVerdict, ProcessFit};
pub use grant::{AgreementId, Grant, GrantId, GrantMove, GrantStatus};
pub use ledger::Ledger;
pub use listing::Agreed;
pub use order::{GrantOrder, WhichGrants};
pub use request::Request;
