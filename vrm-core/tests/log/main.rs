//! A history as it lies in a store: what is found of what a store may do to it, what a store sees, what is left of what was
//! erased, and what a failure leaves.
#![cfg(feature = "keys")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[path = "../support/mod.rs"]
mod support;

mod clock;
mod damage;
mod desk;
mod erasure;
mod failures;
mod handles;
mod life;
mod market;
mod secrets;

use vrm_core::Error;
use vrm_core::error::{Code, Fault as _};

/// The code of what has to be refused.
pub(crate) fn code<T>(answer: Result<T, Error>) -> Code {
    match answer {
        Ok(_) => panic!("done"),
        Err(error) => error.code(),
    }
}
