//! What one side shows to a third: one file, checked with public keys alone.
//!
//! A [`Bundle`] holds the agreement, its texts, the rotations of keys, messages as they were received, and as much of a
//! history as its owner opens. [`Bundle::verify`] labels every statement in it: signed by both, by the vendor, by the
//! person, or merely asserted by whoever shows the file. What is asserted may be true; nobody has signed it.

mod bundle;
mod doubt;
mod findings;
mod form;
mod signed;
mod verify;

pub use bundle::{Bundle, OpenedEvent};
pub use doubt::Doubt;
pub use findings::{Findings, Label, ReadMessage, Statement, Subject};
