//! Two processes make an agreement through files.

pub mod audit;
pub mod declared;
mod kept;
pub mod options;
pub mod person;
mod post;
mod side;
pub mod vendor;

pub use post::Post;

pub use crate::stop::Stop;

/// What came of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Both sides have the same agreement.
    Agreed,
    /// One side said no, and told the other.
    Refused,
}
