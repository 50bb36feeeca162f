//! A public key as an identifier holds it.

use super::{Did, DidError, jwk, key};
use crate::json::Object;

/// The curve of a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Curve {
    /// Signing (RFC 8032).
    Ed25519,
    /// Key agreement (RFC 7748).
    X25519,
}

impl Curve {
    /// Every curve.
    pub const ALL: &'static [Self] = &[Self::Ed25519, Self::X25519];

    /// The name, as the `crv` of a JWK (RFC 8037).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::X25519 => "X25519",
        }
    }
}

/// 32 public bytes and their curve. That they are a point of it, and no weak one, is not checked here.
///
/// ```
/// use vrm_core::did::{Curve, Did, PublicKey};
/// let key = PublicKey::new(Curve::X25519, [9; 32]);
/// assert_eq!(key.to_did_jwk().public_key()?, key);
/// assert_eq!(key.to_did_key().as_str(), "did:key:z6LScHSpp1zxR9PnMCdLTLTDwUAM3aRvmBMXueib1t3vSNg8");
/// # Ok::<(), vrm_core::did::DidError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey {
    curve: Curve,
    bytes: [u8; 32],
}

impl PublicKey {
    /// A key of its curve and bytes.
    #[must_use]
    pub fn new(curve: Curve, bytes: [u8; 32]) -> Self {
        Self { curve, bytes }
    }

    /// The curve.
    #[must_use]
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// The bytes, as RFC 8032 or RFC 7748 encodes them.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// The `did:key` of this key (did:key, W3C CCG).
    #[must_use]
    pub fn to_did_key(&self) -> Did {
        key::encode(self)
    }

    /// The JSON Web Key: `crv`, `kty` and `x` only (RFC 8037 section 2), in the order of RFC 8785.
    pub(crate) fn to_jwk(self) -> Object {
        jwk::members(&self)
    }

    /// The `did:jwk` of this key, with the members `crv`, `kty` and `x` only, in the order of RFC 8785.
    #[must_use]
    pub fn to_did_jwk(&self) -> Did {
        jwk::encode(self)
    }
}

impl Did {
    /// Whether its method is one that holds a key: then [`public_key`](Self::public_key) needs no document.
    #[cfg(feature = "keys")]
    pub(crate) fn has_key_inside(&self) -> bool {
        matches!(self.method(), "key" | "jwk")
    }

    /// Whether this key is the one that it holds.
    #[cfg(feature = "keys")]
    pub(crate) fn holds(&self, key: &PublicKey) -> bool {
        self.public_key().is_ok_and(|held| held == *key)
    }

    /// The key that an identifier of method `key` or `jwk` holds.
    ///
    /// # Errors
    ///
    /// [`DidError::WrongMethod`] for other methods; [`DidError::KeyUnsupported`] naming the type of another key;
    /// else what is malformed.
    pub fn public_key(&self) -> Result<PublicKey, DidError> {
        match self.method() {
            "key" => key::decode(self.id()),
            "jwk" => jwk::decode(self.id()),
            method => Err(DidError::WrongMethod {
                method: method.to_owned(),
                wanted: "a key without a network",
                supported: "`key`, `jwk`",
            }),
        }
    }
}
