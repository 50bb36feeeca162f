//! What a person wants, what vendors offer for it, and how the offers rank.
//!
//! A [`Want`] says what, how many, at most how much, where, until when, what must hold ([`Requirement`]) and what is liked
//! better ([`Wish`]). A [`Quote`] says what is offered for it, at which price. Nothing here is signed or sealed: that is
//! for the messages `Intention` and `Offer`, which carry the two.
//!
//! The fields follow schema.org's `Demand` and `Offer`; money is never a float, and two currencies are never compared in
//! silence.

mod area;
mod budget;
mod category;
mod error;
pub mod foreign;
mod form;
mod gtin;
mod item;
mod measure;
mod number;
mod price;
mod property;
mod quantity;
mod quote;
mod quote_form;
pub mod rank;
mod reach;
mod requirement;
mod set;
mod state;
mod value;
mod want;
mod want_form;
mod wish;

pub use crate::digest::SignedId;
pub use area::Area;
pub use budget::{Basis, Budget};
pub use category::{Category, Scheme};
pub use error::IntentionError;
pub use gtin::Gtin;
pub use item::{Condition, Item};
pub use measure::{Measure, UnitCode};
pub use number::Number;
pub use price::{Phase, Price};
pub use property::{BuiltIn, Property, PropertyName};
pub use quantity::{Quantity, QuantityRange};
pub use quote::{Delivery, Quote};
pub use rank::{Candidate, Ranking, Rates, TermsFault, rank};
pub use reach::Reach;
pub use requirement::{Requirement, Test};
pub use state::{IntentionMove, IntentionState};
pub use value::PropertyValue;
pub use want::{Kind, Want};
pub use wish::{Taste, Weight, Wish};
