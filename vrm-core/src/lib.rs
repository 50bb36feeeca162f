//! Vendor relationship management: the customer's own side of CRM.
#![forbid(unsafe_code)]

pub mod decision;
pub mod did;
mod digest;
pub mod error;
pub mod json;
pub mod money;
pub mod sentence;
pub mod terms;
pub mod text;
pub mod time;
pub mod vocab;

pub use error::Error;
