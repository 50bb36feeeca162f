//! ODRL policies, requests and states of the world as our own terms, for the suite that `policy_fixtures` scores.
//!
//! Whatever the mapping does not know is refused by its name: a part that were passed over in silence could turn a no
//! into a yes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod graph;
mod moment;
mod rule;
mod terms;
mod times;
mod world;

pub(crate) use graph::Graph;
pub(crate) use moment::Moment;
pub(crate) use rule::{Asked, Compare, Rule, When};
pub(crate) use terms::decide;
pub(crate) use world::World;

pub(crate) const ODRL: &str = "http://www.w3.org/ns/odrl/2/";

/// What could not be put into our terms, and why.
pub(crate) type Refused = String;
