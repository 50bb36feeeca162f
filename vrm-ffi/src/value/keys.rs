//! Keys by which one side is known: what is public of them.

use vrm_core::did::{Did, PublicKey};
use vrm_core::keys::{self, Thumbprint};

/// The public keys of one side.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PartyKeys {
    /// The key that signs.
    pub sign: KeyFacts,
    /// The key that messages are sealed for.
    pub seal: KeyFacts,
    /// What is committed to: the next key that will sign.
    pub next: Thumbprint,
}

/// One public key.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct KeyFacts {
    /// Its name (RFC 7638).
    pub thumbprint: Thumbprint,
    /// The `did:key` that holds it.
    pub did: Did,
}

impl KeyFacts {
    pub(super) fn of(key: &PublicKey, thumbprint: Thumbprint) -> Self {
        Self { thumbprint, did: key.to_did_key() }
    }
}

impl From<&keys::PartyKeys> for PartyKeys {
    fn from(keys: &keys::PartyKeys) -> Self {
        Self {
            sign: KeyFacts::of(keys.sign().key(), keys.sign().thumbprint()),
            seal: KeyFacts::of(keys.seal().key(), keys.seal().thumbprint()),
            next: keys.next(),
        }
    }
}

impl From<keys::PartyKeys> for PartyKeys {
    fn from(keys: keys::PartyKeys) -> Self {
        Self::from(&keys)
    }
}
