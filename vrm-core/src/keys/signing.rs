//! Keys that sign: Ed25519 (RFC 8032).

use super::{KeyError, Randomness, SecretJwk, Thumbprint, jwk, random};
use crate::did::{Curve, Did, PublicKey};
use crate::json::{Node, Object};
use ed25519_dalek::{Signature, VerifyingKey};
use std::fmt;
use std::sync::Arc;

/// A key pair that signs, of one persona, cast or desk. Wiped when it is dropped, never printed.
///
/// ```
/// use vrm_core::keys::SigningKeyPair;
/// # use vrm_core::keys::{Randomness, RandomnessFailed};
/// # struct Host;
/// # impl Randomness for Host {
/// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> { bytes.fill(7); Ok(()) }
/// # }
/// let pair = SigningKeyPair::generate(&mut Host)?;
/// assert_eq!(pair.public().to_did().public_key()?, *pair.public().key());
/// assert_eq!(format!("{pair:?}"), "SigningKeyPair(..)");
/// # Ok::<(), vrm_core::Error>(())
/// ```
pub struct SigningKeyPair {
    secret: Arc<ed25519_dalek::SigningKey>,
    public: PublicSigningKey,
}

/// A public key that verifies signatures. It is canonical, and its order is large: under a key of small order one
/// signature fits every message, and its owner could deny them all.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicSigningKey {
    key: PublicKey,
    thumbprint: Thumbprint,
}

impl SigningKeyPair {
    /// A new pair.
    ///
    /// # Errors
    /// [`KeyError::Randomness`], [`KeyError::NoRandomness`].
    pub fn generate(random: &mut dyn Randomness) -> Result<Self, KeyError> {
        Ok(Self::of(&*random::secret(random)?))
    }

    /// The pair of a secret.
    pub(super) fn of(secret: &[u8; 32]) -> Self {
        let secret = Arc::new(ed25519_dalek::SigningKey::from_bytes(secret));
        let key = PublicKey::new(Curve::Ed25519, secret.verifying_key().to_bytes());
        Self { secret, public: PublicSigningKey { key, thumbprint: jwk::thumbprint(&key) } }
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &PublicSigningKey {
        &self.public
    }

    /// The pair as a private JSON Web Key, to hand to another program.
    #[must_use]
    pub fn danger_secret_jwk(&self) -> SecretJwk {
        jwk::secret(&self.public.key, self.secret.as_bytes())
    }

    /// The same pair, its secret in the same place: wiped when the last is dropped.
    pub(super) fn share(&self) -> Self {
        Self { secret: Arc::clone(&self.secret), public: self.public }
    }

    pub(super) fn secret(&self) -> &Arc<ed25519_dalek::SigningKey> {
        &self.secret
    }
}

impl PublicSigningKey {
    /// Takes a public key after checking it.
    ///
    /// ```
    /// use vrm_core::did::{Curve, PublicKey};
    /// use vrm_core::keys::{KeyError, PublicSigningKey};
    /// let mut identity = [0; 32];
    /// identity[0] = 1;
    /// let weak = PublicSigningKey::new(PublicKey::new(Curve::Ed25519, identity));
    /// assert_eq!(weak, Err(KeyError::WeakKey { curve: Curve::Ed25519 }));
    /// ```
    ///
    /// # Errors
    /// [`KeyError::WrongCurve`], [`KeyError::NotAKey`] for bytes that are no point or not its canonical form,
    /// [`KeyError::WeakKey`].
    pub fn new(key: PublicKey) -> Result<Self, KeyError> {
        let curve = Curve::Ed25519;
        if key.curve() != curve {
            return Err(KeyError::WrongCurve { found: key.curve(), expected: curve });
        }
        let point = VerifyingKey::from_bytes(key.bytes()).map_err(|_| KeyError::NotAKey { curve })?;
        // The decoder takes y past the prime and a sign on x = 0, which are other bytes for the same point.
        if point.to_edwards().compress().as_bytes() != key.bytes() {
            return Err(KeyError::NotAKey { curve });
        }
        if point.is_weak() {
            return Err(KeyError::WeakKey { curve });
        }
        Ok(Self { key, thumbprint: jwk::thumbprint(&key) })
    }

    /// The bytes and the curve.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Its name in `kid`, `aud` and `next` (RFC 7638).
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    /// The `did:key` by which its owner is called. An identifier only: keys travel as JSON Web Keys inside what is signed.
    #[must_use]
    pub fn to_did(&self) -> Did {
        self.key.to_did_key()
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, KeyError> {
        jwk::read(node, Curve::Ed25519).and_then(Self::new).map_err(|error| error.at(node.path()))
    }

    pub(crate) fn write(&self) -> Object {
        self.key.to_jwk()
    }

    /// Refuses what only lax verifiers take: small orders, other forms of the same signature (RFC 8032 section 5.1.7).
    pub(super) fn verifies(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(self.key.bytes())
            .is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
    }
}

impl fmt::Debug for SigningKeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeyPair(..)")
    }
}

impl fmt::Debug for PublicSigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicSigningKey({})", self.thumbprint)
    }
}
