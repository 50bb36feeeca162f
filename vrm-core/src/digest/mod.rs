//! Hashes with their purpose in front, so that what is hashed for one purpose is never taken for what is hashed for
//! another. The layers of an agreement share one, `terms`: what tells them apart is where their hashes stand.

pub(crate) mod hex;
mod signed_id;

pub use signed_id::SignedId;

use sha2::{Digest as _, Sha256};

/// The first 16 bytes of a hash, where an id has no more.
#[cfg(feature = "keys")]
pub(crate) fn half(hash: [u8; 32]) -> [u8; 16] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = hash;
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
}

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
