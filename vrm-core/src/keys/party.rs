//! The keys that one side of a relationship has.

use super::{KeyError, PublicSealingKey, PublicSigningKey, Randomness, SealingKeyPair, SigningKeyPair, Thumbprint};
use crate::json::{Fields, Object};
use std::fmt;

/// The public keys of one side: what signs, what is sealed for, and a commitment to the key that signs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartyKeys {
    sign: PublicSigningKey,
    seal: PublicSealingKey,
    next: Thumbprint,
}

/// The key pairs of one side, drawn at random for one relationship and for no other. Never printed.
pub struct PartyKeyPairs {
    sign: SigningKeyPair,
    seal: SealingKeyPair,
    next: SigningKeyPair,
}

impl PartyKeyPairs {
    /// Three new pairs.
    ///
    /// # Errors
    /// [`KeyError::Randomness`], [`KeyError::NoRandomness`].
    pub fn generate(random: &mut dyn Randomness) -> Result<Self, KeyError> {
        Self::after(SigningKeyPair::generate(random)?, random)
    }

    /// The pairs after a rotation: what was committed to signs, and all else is new. The old pairs stay, to sign the
    /// rotation and to open for 90 days what is still sealed for them.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub fn rotate(&self, random: &mut dyn Randomness) -> Result<Self, KeyError> {
        Self::after(self.next.share(), random)
    }

    fn after(sign: SigningKeyPair, random: &mut dyn Randomness) -> Result<Self, KeyError> {
        let pairs = Self { sign, seal: SealingKeyPair::generate(random)?, next: SigningKeyPair::generate(random)? };
        // One secret on two curves has two thumbprints.
        let repeats = |pair: &SigningKeyPair| pair.secret().as_bytes() == pairs.seal.secret();
        let repeats = repeats(&pairs.sign) || repeats(&pairs.next) || pairs.next.public() == pairs.sign.public();
        if repeats { Err(KeyError::NoRandomness) } else { Ok(pairs) }
    }

    /// The public keys.
    #[must_use]
    pub fn public(&self) -> PartyKeys {
        PartyKeys { sign: *self.sign.public(), seal: *self.seal.public(), next: self.next.public().thumbprint() }
    }

    /// What signs.
    #[must_use]
    pub fn sign(&self) -> &SigningKeyPair {
        &self.sign
    }

    /// What opens.
    #[must_use]
    pub fn seal(&self) -> &SealingKeyPair {
        &self.seal
    }
}

impl PartyKeys {
    /// Keys that were received.
    ///
    /// # Errors
    /// [`KeyError::SameKey`] when the next key is one of these already: whoever had that would also have the next.
    pub fn new(sign: PublicSigningKey, seal: PublicSealingKey, next: Thumbprint) -> Result<Self, KeyError> {
        if next == sign.thumbprint() || next == seal.thumbprint() {
            Err(KeyError::SameKey)
        } else {
            Ok(Self { sign, seal, next })
        }
    }

    /// The key that signs.
    #[must_use]
    pub fn sign(&self) -> &PublicSigningKey {
        &self.sign
    }

    /// The key that is sealed for.
    #[must_use]
    pub fn seal(&self) -> &PublicSealingKey {
        &self.seal
    }

    /// The thumbprint of the key that signs after a rotation.
    #[must_use]
    pub fn next(&self) -> Thumbprint {
        self.next
    }

    /// The thumbprints of all three.
    pub(crate) fn thumbprints(&self) -> [Thumbprint; 3] {
        [self.sign.thumbprint(), self.seal.thumbprint(), self.next]
    }

    /// Whether a key of one side is also the other's.
    pub(crate) fn shares_a_key_with(&self, other: &Self) -> bool {
        self.thumbprints().iter().any(|thumbprint| other.thumbprints().contains(thumbprint))
    }

    /// Reads the members `sign`, `seal` and `next` among those of an object.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Self, KeyError> {
        let [sign, seal, next] = ["sign", "seal", "next"].map(|name| fields.required(name).map_err(KeyError::Jwk));
        let next = next?;
        let at = |error: KeyError| error.at(next.path());
        let thumbprint = next.string().map_err(KeyError::Jwk).and_then(Thumbprint::parse).map_err(at)?;
        Self::new(PublicSigningKey::read(&sign?)?, PublicSealingKey::read(&seal?)?, thumbprint).map_err(at)
    }

    /// Adds the members `sign`, `seal` and `next` to those of an object.
    pub(crate) fn write(&self, form: Object) -> Object {
        form.with("sign", self.sign.write()).with("seal", self.seal.write()).with("next", self.next.to_string())
    }
}

impl fmt::Debug for PartyKeyPairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartyKeyPairs(..)")
    }
}
