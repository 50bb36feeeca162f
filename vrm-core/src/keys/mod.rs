//! Keys, signatures and sealed envelopes: the only room that knows a cryptographic library.
//!
//! | | what | where it is from |
//! |---|---|---|
//! | signing | Ed25519, `alg` = `Ed25519` | RFC 8032, RFC 9864; compact JWS, RFC 7515 |
//! | sealing | ECDH-ES+A256KW over X25519, A256GCM | RFC 7748, RFC 8037; compact JWE, RFC 7516 |
//! | names of keys | SHA-256 thumbprints | RFC 7638 |
//! | keeping | AES-256-GCM, HMAC-SHA256 | NIST SP 800-38D, RFC 2104 |
//!
//! Bytes from outside pass a gate before any library sees them. They become [`Unverified`], which shows only what
//! finding the key needs, and then [`Verified`], which is the only thing the rest of the library believes. What is for
//! one reader is [`Sealed`] around the signed text; that it opens says nothing about who wrote it.
//!
//! Keys are drawn at random for each relationship, from the host's [`Randomness`]. A public key is checked when it is
//! taken: canonical, of large order, of the right curve. What is kept is kept under random keys of its own, and the first
//! of those is wrapped by the host's [`KeyKeeper`].

mod at_rest;
mod base64url;
mod cast;
mod error;
mod foreign;
mod gate;
mod jwk;
mod keeper;
mod party;
pub(crate) mod payload;
mod random;
mod sealed;
mod sealing;
mod secret;
mod signature;
mod signing;
mod thumbprint;
mod unverified;
mod verified;

#[cfg(test)]
mod tests;

pub use crate::digest::SignedId;
#[allow(unused_imports, reason = "the rooms above keep things under it")]
pub(crate) use at_rest::DataKey;
pub use cast::CastKeys;
pub use error::KeyError;
pub use foreign::ForeignJws;
pub use keeper::{KeeperError, KeyKeeper, SecretKeeper};
pub use party::{PartyKeyPairs, PartyKeys};
pub use payload::Payload;
pub(crate) use random::fresh;
pub use random::{Randomness, RandomnessFailed};
pub use sealed::{Opened, Sealed};
pub use sealing::{PublicSealingKey, SealingKeyPair};
pub use secret::{PartySecret, SecretJwk};
pub use signing::{PublicSigningKey, SigningKeyPair};
pub use thumbprint::Thumbprint;
pub use unverified::Unverified;
pub(crate) use unverified::typ_of;
pub use verified::Verified;

/// The `alg` of everything this library signs (RFC 9864).
const ALGORITHM: &str = "Ed25519";
