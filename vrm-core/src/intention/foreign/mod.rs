//! What other formats say of offers and wants, and how ours are said in them.
//!
//! | format | read | written |
//! |---|---|---|
//! | schema.org in JSON-LD | [`read_offers`] | [`Want::to_demand`](super::Want::to_demand), [`Quote::to_offer`](super::Quote::to_offer) |
//! | Agentic Commerce Protocol (ACP) | [`read_offers`] | |
//! | Universal Commerce Protocol (UCP) | [`read_offers`] | |
//! | Agent Payments Protocol (AP2) | [`read_offers`], [`ClosedMandate`] | [`OpenMandates`] |
//! | Open Contracting Data Standard (OCDS) | [`read_offers`] | |
//!
//! Money is never a float: numbers are read by the digits in which they were written. What a text does not state is not
//! put in its place: no currency, no time zone, no seller. No signature is checked here.

mod collected;
mod commerce;
mod contracting;
mod digits;
mod error;
mod gap;
mod linked;
mod mandate;
mod moment;
mod payments;
mod published;
mod quoted;
mod read;
mod tree;
mod write;

pub use crate::time::CivilDate;
pub use error::{ForeignOfferError, NoMandate, Unsuited};
pub use gap::{Gap, GapCause, OfferPart};
pub use mandate::{AgentKey, ClosedMandate, Excess, Merchant, OpenMandates};
pub use moment::{CivilTime, PublishedTime};
pub use published::{OfferFormat, OfferStage, Party, PublishedOffer, PublishedPrice, PublishedQuantity};
pub use read::read_offers;
