//! The keys that one side of a relationship has.

use super::{
    KeyError, PartySecret, PublicSealingKey, PublicSigningKey, Randomness, SealingKeyPair, SigningKeyPair, Thumbprint,
};
use crate::json::{Fields, Object};
use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

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

    /// The pairs of secrets that were kept.
    ///
    /// ```
    /// use vrm_core::keys::PartyKeyPairs;
    /// # use vrm_core::keys::{Randomness, RandomnessFailed};
    /// # struct Host(u8);
    /// # impl Randomness for Host {
    /// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
    /// #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
    /// #         Ok(())
    /// #     }
    /// # }
    /// let pairs = PartyKeyPairs::generate(&mut Host(1))?;
    /// let kept = pairs.danger_secret();
    /// assert_eq!(PartyKeyPairs::from_secret(kept.danger_expose())?.public(), pairs.public());
    /// # Ok::<(), vrm_core::keys::KeyError>(())
    /// ```
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`] when one is all zeros, or two are the same.
    pub fn from_secret(secret: &[u8; 96]) -> Result<Self, KeyError> {
        let mut parts = secret.chunks_exact(32).map(|part| {
            let mut bytes = Zeroizing::new([0; 32]);
            bytes.copy_from_slice(part);
            if part.iter().all(|byte| *byte == 0) { Err(KeyError::NoRandomness) } else { Ok(bytes) }
        });
        let mut part = || parts.next().unwrap_or(Err(KeyError::Internal));
        let (sign, seal, next) = (part()?, part()?, part()?);
        Self { sign: SigningKeyPair::of(&sign), seal: SealingKeyPair::of(seal), next: SigningKeyPair::of(&next) }
            .apart()
    }

    /// The secrets, to be kept where the host keeps secrets.
    #[must_use]
    pub fn danger_secret(&self) -> PartySecret {
        let mut bytes = Zeroizing::new([0; 96]);
        let secrets = [self.sign.secret().as_bytes(), self.seal.secret(), self.next.secret().as_bytes()];
        for (part, secret) in bytes.chunks_exact_mut(32).zip(secrets) {
            part.copy_from_slice(secret);
        }
        PartySecret::new(bytes)
    }

    fn after(sign: SigningKeyPair, random: &mut dyn Randomness) -> Result<Self, KeyError> {
        Self { sign, seal: SealingKeyPair::generate(random)?, next: SigningKeyPair::generate(random)? }.apart()
    }

    /// The pairs, if no secret is twice among them. One secret on two curves has two thumbprints.
    fn apart(self) -> Result<Self, KeyError> {
        let repeats = |pair: &SigningKeyPair| bool::from(pair.secret().as_bytes().ct_eq(self.seal.secret()));
        let repeats = repeats(&self.sign) || repeats(&self.next) || self.next.public() == self.sign.public();
        if repeats { Err(KeyError::NoRandomness) } else { Ok(self) }
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
