//! Attacks on what is signed and sealed, one file each, named after the threat. They see the public API only; a hostile
//! signer signs whatever the library would not.
//!
//! Two threats belong to later stages: A14, the forged or denied receipt, and A20, the games with SD-JWT.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod a01_algorithm_confusion;
mod a02_header_members;
mod a03_lengths_and_base64;
mod a05_json;
