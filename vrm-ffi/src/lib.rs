//! The library `vrm` for C, Swift and Kotlin: thin skins over `vrm-core`, with no logic of their own.

mod border;
pub mod c;
pub mod mobile;
pub mod value;

pub use border::{CodeFacts, Failure, Remedy};
pub use vrm_core as core;

uniffi::setup_scaffolding!("vrm");
