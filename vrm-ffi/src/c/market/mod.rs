//! Intentions and offers.

pub mod desk;
pub mod foreign;
pub mod person;
pub mod rank;
pub mod view;
