//! What can be asked without changing anything.
//!
//! A [`View`] is a picture of a life after one of its events: it never changes, takes no lock, and answers from any thread.
//! Everything in it follows from the events, and from nothing else.

mod agenda;
mod cast;
mod consented;
mod copies;
mod ending;
mod erasure;
mod error;
mod exposure;
mod inbox;
mod letters;
mod lookup;
mod market;
mod negotiation;
mod ordered;
mod picture;
mod receipted;
mod recorded;
mod relationship;
mod rights;
mod said;
mod sentences;
mod state;
mod totals;
mod vault;

pub use agenda::{Agenda, AgendaLine, Matter};
pub use cast::{Announced, Cast, Chosen};
pub use consented::Consented;
pub(crate) use ending::KnownTo;
pub use error::StateError;
pub use exposure::{Exposure, ExposureGround, ExposureLine, Held, Until};
pub(crate) use inbox::Weighed;
pub use inbox::{HeldOffer, Inbox};
pub use negotiation::{Countered, Negotiation};
pub use picture::View;
pub use receipted::Receipted;
pub use relationship::{Agreed, Published, Question, Relationship};
pub use rights::{Addition, Claimed, Notified, RightsReply};
pub(crate) use state::State;
