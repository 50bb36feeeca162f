//! What the payloads of signed texts have in common: how times, hashes, keys and names are read and written.

mod error;
pub(crate) mod read;
pub(crate) mod write;

pub use error::FormError;
