//! Vendor relationship management: the customer's own side of CRM.
#![forbid(unsafe_code)]

pub mod did;
pub mod error;
pub mod json;
pub mod money;
pub mod text;
pub mod time;

pub use error::Error;
