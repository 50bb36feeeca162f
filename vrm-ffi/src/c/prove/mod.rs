//! The person's data, consent and its receipts, rights.

pub mod claim;
pub mod consent;
pub mod copies;
pub mod data;
pub mod desk;
pub mod incident;
pub mod rights;
pub mod standing;
pub mod view;
