//! The rules and questions as the peers' own users would write them.
//!
//! None of the three knows what it is for a prohibition to *touch* a question, or that an ordinary word never speaks for
//! a marked one. So each gets the words as a graph of two layers, which it walks in its own way: what is asked stands
//! below every word of a permission that holds it, and below every word of a prohibition that touches it. The words
//! are worked out beforehand, as a caller who reads our rules would do once; the peer does the deciding.
//!
//! The peer of rankings is a database, over what we worked out of each offer.

#[cfg(feature = "peers")]
pub mod casbin;
#[cfg(feature = "peers")]
pub mod cedar;
#[cfg(feature = "peers")]
pub mod rego;
pub mod sqlite;

#[cfg(feature = "peers")]
use super::words::{Dimension, Words};

/// The names of the four dimensions.
#[cfg(feature = "peers")]
const DIMENSIONS: [&str; 4] = ["data", "purpose", "operation", "recipient"];

/// The dimensions with their names.
#[cfg(feature = "peers")]
fn named(words: &Words) -> impl Iterator<Item = (&'static str, &Dimension)> {
    DIMENSIONS.into_iter().zip(words.dimensions())
}
