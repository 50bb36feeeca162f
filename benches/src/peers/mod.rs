//! The rules and questions as the peers' own users would write them.
//!
//! None of the three knows what it is for a prohibition to *touch* a question, or that an ordinary word never speaks for
//! a marked one. So each gets the words as a graph of two layers, which it walks in its own way: what is asked stands
//! below every word of a permission that holds it, and below every word of a prohibition that touches it. The words
//! are worked out beforehand, as a caller who reads our rules would do once; the peer does the deciding.

pub mod casbin;
pub mod cedar;
pub mod rego;

use super::words::{Dimension, Words};

/// The names of the four dimensions.
const DIMENSIONS: [&str; 4] = ["data", "purpose", "operation", "recipient"];

/// The dimensions with their names.
fn named(words: &Words) -> impl Iterator<Item = (&'static str, &Dimension)> {
    DIMENSIONS.into_iter().zip(words.dimensions())
}
