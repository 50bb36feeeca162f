//! How a negotiation goes (IEEE 7012): a proffer, at most one counter from the same roster, a yes or a no.
//!
//! [`NegotiationState`] follows the statuses of DPV's IEEE 7012 vocabulary; [`Preferences`](crate::terms::Preferences)
//! choose the [`NegotiationMove`]. A negotiation ends with a choice. Whether the agreement chosen comes into force is
//! told by its signatures, which is [`AgreementState`](crate::relationship::AgreementState).
//!
//! The text of the standard was not at hand. DPV gives the states and their exits; these readings are ours:
//!
//! - A no is of either kind wherever DPV's table has one: `refuse` says that one talked and declines, `refuse-to-talk`
//!   that one would not talk.
//! - A human at the desk may counter a proffer, as the desk's agent may. So who waits for a human remembers whether a
//!   counter was made already: `needs-human` and `counter-needs-human` are one status of DPV's and two states here.
//! - A second counter makes the negotiation invalid, even while a human considers the first.
//! - No move leads to `paused` or `unknown`: DPV names no entry to them, and no message of version 1 could make one.
//!   Nor have `requested`, `clarify` and `terminated` a message; the moves are there for what the host learns otherwise.

mod choice;
mod state;
mod status;

pub use state::{NegotiationMove, NegotiationState};
