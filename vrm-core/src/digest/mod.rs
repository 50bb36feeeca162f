//! Hashes with their purpose in front, so that no hash of one thing is ever the hash of another.

use sha2::{Digest as _, Sha256};

/// SHA-256 over `"vrm:NAME:v1\0"` and the parts.
pub(crate) fn tagged(name: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [b"vrm:", name.as_bytes(), b":v1\0"] {
        hash.update(part);
    }
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}
