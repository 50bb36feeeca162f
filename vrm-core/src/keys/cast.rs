//! The keys of one cast.

use super::{KeyError, PartyKeys, PublicSealingKey, PublicSigningKey};
use crate::json::{Fields, Object};

/// The public keys under which one intention is cast: what signs it, and what offers are sealed for. They are drawn for
/// this cast and for nothing else, so that no two casts can be joined; no other keys ever follow them.
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
/// // A cast is kept as three pairs; the third is never used.
/// let pairs = PartyKeyPairs::generate(&mut Host(1))?;
/// let cast = pairs.public().cast();
/// assert_eq!((cast.sign(), cast.seal()), (pairs.sign().public(), pairs.seal().public()));
/// # Ok::<(), vrm_core::keys::KeyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CastKeys {
    sign: PublicSigningKey,
    seal: PublicSealingKey,
}

impl CastKeys {
    /// Keys that were received.
    #[must_use]
    pub fn new(sign: PublicSigningKey, seal: PublicSealingKey) -> Self {
        Self { sign, seal }
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

    /// Reads the members `sign` and `seal` among those of an object.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Self, KeyError> {
        let [sign, seal] = ["sign", "seal"].map(|name| fields.required(name).map_err(KeyError::Jwk));
        Ok(Self::new(PublicSigningKey::read(&sign?)?, PublicSealingKey::read(&seal?)?))
    }

    /// Adds the members `sign` and `seal` to those of an object.
    pub(crate) fn write(&self, form: Object) -> Object {
        form.with("sign", self.sign.write()).with("seal", self.seal.write())
    }
}

impl PartyKeys {
    /// As the keys of a cast: without a key that comes next.
    #[must_use]
    pub fn cast(&self) -> CastKeys {
        CastKeys::new(*self.sign(), *self.seal())
    }
}
