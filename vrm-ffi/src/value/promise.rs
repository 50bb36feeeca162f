//! What a store was found not to keep.

use vrm_core::store;

/// A store that does not do what a store promises.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct NonConformity {
    /// The promise that is broken, in words.
    pub promise: String,
    /// What was seen, keys and values in hexadecimal.
    pub seen: String,
}

impl From<store::NonConformity> for NonConformity {
    fn from(found: store::NonConformity) -> Self {
        Self { promise: found.promise.says().to_owned(), seen: found.seen }
    }
}
