//! What can be asked without changing anything.
//!
//! A [`View`] is a picture of a life after one of its events: it never changes, takes no lock, and answers from any thread.
//! Everything in it follows from the events, and from nothing else.

mod error;
mod lookup;
mod negotiation;
mod picture;
mod relationship;
mod said;
mod state;

pub use error::StateError;
pub use negotiation::{Countered, Negotiation};
pub use picture::View;
pub use relationship::{Agreed, Published, Question, Relationship};
pub(crate) use state::State;
