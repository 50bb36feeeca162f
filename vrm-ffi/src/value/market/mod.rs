//! Intentions and offers.

mod announcement;
mod candidate;
mod cast;
mod inbox;
mod item;
mod left_out;
mod mandate;
mod not_authorised;
mod open;
mod property;
mod published;
mod quote;
mod ranking;
mod sets;
mod want;

pub use announcement::{Announcement, Market};
pub use candidate::Candidate;
pub use cast::{Announced, Cast, Chosen, IntentionState, Reach};
pub use inbox::{HeldOffer, Inbox};
pub use item::{
    CategoryScheme, Condition, MarketItem, Measure, ProductCategory, PropertyValue, Quantity, QuantityRange,
};
pub use left_out::{Hard, Limit, Relaxed, RelaxedStep, Why};
pub(crate) use mandate::known;
pub use mandate::{AgentKey, MandateExcess, MandateExcessKind, Merchant, OpenMandates};
pub use not_authorised::NotAuthorised;
pub use property::{PropertyTest, Requirement, Taste, Wish};
pub use published::{
    GapCause, OfferFormat, OfferGap, OfferPart, OfferParty, OfferStage, PublishedOffer, PublishedPrice,
    PublishedQuantity, PublishedTime,
};
pub use quote::{Delivery, Phase, Price, Quote, QuotedProperty};
pub use ranking::{Converted, LeftOut, RankReason, Ranked, Ranking, Rate, Standing, TermsFault};
pub use want::{Area, Budget, BudgetBasis, Want, WantKind};
