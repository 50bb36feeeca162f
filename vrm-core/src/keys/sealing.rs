//! Keys to whom one seals: X25519 (RFC 7748).

use super::{KeyError, Randomness, SecretJwk, Thumbprint, jwk, random};
use crate::did::{Curve, PublicKey};
use crate::json::{Node, Object};
use curve25519_dalek::montgomery::MontgomeryPoint;
use std::fmt;
use zeroize::Zeroizing;

/// A key pair that opens what is sealed for it. Wiped when it is dropped, never printed.
pub struct SealingKeyPair {
    secret: Zeroizing<[u8; 32]>,
    public: PublicSealingKey,
}

/// A public key for which one seals. It is canonical, and its order is large: with a key of small order everybody knows
/// the shared secret.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicSealingKey {
    key: PublicKey,
    thumbprint: Thumbprint,
}

impl SealingKeyPair {
    /// A new pair.
    ///
    /// # Errors
    /// [`KeyError::Randomness`], [`KeyError::NoRandomness`].
    pub fn generate(random: &mut dyn Randomness) -> Result<Self, KeyError> {
        Ok(Self::of(random::secret(random)?))
    }

    /// The pair of a secret.
    pub(super) fn of(secret: Zeroizing<[u8; 32]>) -> Self {
        let key = PublicKey::new(Curve::X25519, MontgomeryPoint::mul_base_clamped(*secret).to_bytes());
        Self { secret, public: PublicSealingKey { key, thumbprint: jwk::thumbprint(&key) } }
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &PublicSealingKey {
        &self.public
    }

    /// The pair as a private JSON Web Key, to hand to another program.
    #[must_use]
    pub fn danger_secret_jwk(&self) -> SecretJwk {
        jwk::secret(&self.public.key, &self.secret)
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }
}

impl PublicSealingKey {
    /// Takes a public key after checking it.
    ///
    /// # Errors
    /// [`KeyError::WrongCurve`], [`KeyError::NotAKey`] for bytes that are not the canonical form of a coordinate,
    /// [`KeyError::WeakKey`].
    pub fn new(key: PublicKey) -> Result<Self, KeyError> {
        let curve = Curve::X25519;
        if key.curve() != curve {
            return Err(KeyError::WrongCurve { found: key.curve(), expected: curve });
        }
        if !is_reduced(key.bytes()) {
            return Err(KeyError::NotAKey { curve });
        }
        // A multiple of the cofactor takes exactly the points of small order to zero (RFC 7748 section 6.1).
        if MontgomeryPoint(*key.bytes()).mul_clamped([1; 32]).as_bytes() == &[0; 32] {
            return Err(KeyError::WeakKey { curve });
        }
        Ok(Self { key, thumbprint: jwk::thumbprint(&key) })
    }

    /// The bytes and the curve.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Its name in the `kid` of what is sealed for it (RFC 7638).
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, KeyError> {
        jwk::read(node, Curve::X25519).and_then(Self::new).map_err(|error| error.at(node.path()))
    }

    pub(crate) fn write(&self) -> Object {
        self.key.to_jwk()
    }
}

/// Whether a little-endian coordinate is less than 2^255-19. RFC 7748 reads others too, as the same point.
fn is_reduced(bytes: &[u8; 32]) -> bool {
    const PRIME: [u8; 32] = {
        let mut prime = [0xff; 32];
        prime[0] = 0xed;
        prime[31] = 0x7f;
        prime
    };
    bytes.iter().rev().lt(PRIME.iter().rev())
}

impl fmt::Debug for SealingKeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKeyPair(..)")
    }
}

impl fmt::Debug for PublicSealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicSealingKey({})", self.thumbprint)
    }
}
