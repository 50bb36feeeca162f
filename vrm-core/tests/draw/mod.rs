//! Texts, requests and processes drawn over the real vocabulary, so that the interesting cases come up often: words
//! with two parents, marked words and their relatives, words just above and below those of the rules, DIDs, places and
//! unions. The same seed draws the same cases everywhere.
#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod dice;
mod question;
mod tally;
mod text;
mod world;

pub(crate) use dice::Dice;
pub(crate) use question::{narrower, process, request};
pub(crate) use tally::Tally;
pub(crate) use text::{conditions, permitting, prohibition, terms};
pub(crate) use world::{World, places};

/// How many decisions to draw: `VRM_DECISIONS`, or a number that suits a build without optimisation. The check of
/// record draws 2,000,000.
pub(crate) fn decisions() -> usize {
    match std::env::var("VRM_DECISIONS") {
        Ok(count) => count.parse().unwrap_or_else(|error| panic!("VRM_DECISIONS: {error}")),
        Err(_) => 20_000,
    }
}

/// The word of a name that is known to be good.
pub(crate) fn word(name: &str) -> vrm_core::vocab::Word {
    name.parse().unwrap_or_else(|error| panic!("{name}: {error}"))
}
