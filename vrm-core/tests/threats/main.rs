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
mod a06_received_bytes;
mod a07_names_of_texts;
mod a08_other_types;
mod a09_key_substitution;
mod a09_weak_keys;
mod a10_malleability;
mod a11_disputes;
mod a11_stripped_signatures;
mod a12_replay_and_expiry;
mod a13_clocks;
mod a15_changed_terms;
mod a16_forwarding;
mod a17_names;
mod a18_oversize;
mod a19_error_oracle;
