//! What can be asked without changing anything.
//!
//! A [`View`] is a picture of a life after one of its events: it never changes, takes no lock, and answers from any thread.
//! Everything in it follows from the events, and from nothing else.

mod cast;
mod error;
mod inbox;
mod lookup;
mod market;
mod negotiation;
mod picture;
mod relationship;
mod said;
mod state;

pub use cast::{Announced, Cast, Chosen};
pub use error::StateError;
pub(crate) use inbox::Weighed;
pub use inbox::{HeldOffer, Inbox};
pub use negotiation::{Countered, Negotiation};
pub use picture::View;
pub use relationship::{Agreed, Published, Question, Relationship};
pub(crate) use state::State;
