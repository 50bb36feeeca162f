//! Two processes make an agreement through files.

pub mod audit;
pub mod declared;
mod error;
mod host;
mod kept;
pub mod options;
pub mod person;
mod post;
mod side;
pub mod vendor;

pub use error::Stop;
pub use post::Post;

/// What came of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Both sides have the same agreement.
    Agreed,
    /// One side said no, and told the other.
    Refused,
}
