//! Where a history stands.

use crate::border::{BorderError, Failure};
use vrm_core::chain;

/// Where a history stands: the same position and hash on two devices mean the same events.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// How many events there are.
    pub p: u64,
    /// The hash over all of them: 64 hexadecimal digits.
    pub hash: String,
}

impl Head {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{p, hash}: a number and 64 lower-case hexadecimal digits, as it was given";
}

impl From<chain::Head> for Head {
    fn from(head: chain::Head) -> Self {
        Self { p: head.p(), hash: hex(head.hash()) }
    }
}

impl TryFrom<Head> for chain::Head {
    type Error = Failure;

    fn try_from(head: Head) -> Result<Self, Failure> {
        // A hash is written as every 32 bytes are.
        let hash = chain::Commitment::parse(&head.hash);
        let hash = hash.ok_or(BorderError::Value { argument: "hash", expected: "64 lower-case hexadecimal digits" })?;
        Ok(Self::from_parts(head.p, *hash.as_bytes()))
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
