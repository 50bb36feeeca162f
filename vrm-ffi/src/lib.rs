//! The library `vrm` for C, Swift and Kotlin: thin skins over `vrm-core`, with no logic of their own.
//!
//! The skins themselves are not built yet; this crate holds their place and their name.

pub use vrm_core as core;
