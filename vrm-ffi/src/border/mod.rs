//! What both skins stand on: how an error crosses, and how a handle is lent to one call at a time.

mod error;
mod failure;
mod gate;
mod read;
pub(crate) mod record;

pub(crate) use error::BorderError;
pub use failure::{CodeFacts, Failure, Remedy};
pub(crate) use gate::{Gate, barred};
pub(crate) use read::{Read, as_text, signing_key, text};
