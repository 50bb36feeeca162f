//! Intentions and offers: what needs no life, and what of a life is about them.

mod desk;
mod foreign;
mod person;
mod rank;
mod view;

pub use foreign::{
    closed_mandate_check, open_mandates, quote_from_published, quote_to_offer, read_offers, want_to_demand,
};
pub use rank::{quote_parse, quote_to_json, quote_total, rank, want_parse, want_to_json};
