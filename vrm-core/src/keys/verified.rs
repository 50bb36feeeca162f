//! A signed text whose signature was checked.

use super::payload::{self, Payload};
use super::{KeyError, PublicSealingKey, Sealed, SigningKeyPair, Thumbprint, gate, signature, unverified};
use crate::digest::SignedId;
use crate::time::Instant;
use std::fmt;

/// What a text of type `T` says, signed; with the exact text, the key and the time of checking.
///
/// There is no other way to one than checking a signature or signing with a key of one's own.
pub struct Verified<T> {
    value: T,
    text: String,
    payload: Vec<u8>,
    kid: Thumbprint,
    at: Instant,
}

impl<T> Verified<T> {
    pub(super) fn new(value: T, text: String, payload: Vec<u8>, kid: Thumbprint, at: Instant) -> Self {
        Self { value, text, payload, kid, at }
    }

    /// What it says.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The signed text, byte for byte: a compact JWS.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The payload, byte for byte: RFC 8785 JSON.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The thumbprint of the key that signed.
    #[must_use]
    pub fn kid(&self) -> Thumbprint {
        self.kid
    }

    /// When it was checked, or signed.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    /// Seals it for one reader.
    ///
    /// # Errors
    /// [`KeyError::Internal`].
    pub fn seal(&self, reader: &PublicSealingKey) -> Result<Sealed, KeyError> {
        Sealed::seal(&self.text, reader)
    }
}

impl<T: Payload> Verified<T> {
    /// Signs with a key of one's own.
    pub(crate) fn sign(value: T, pair: &SigningKeyPair, now: Instant) -> Result<Self, T::Error> {
        let payload = value.write();
        let too_long = |what, length, limit| KeyError::TooLong { what, length, limit };
        if payload.len() > T::LIMIT {
            return Err(too_long("payload", payload.len(), T::LIMIT).into());
        }
        // Whatever is signed can be read: an empty list, a number too large or a time between minutes is found here.
        let value = unverified::read(payload.as_bytes())?;
        let text = signature::sign(pair, &payload::typ(T::NAME), &payload)?;
        if text.len() > gate::JWS_LIMIT {
            return Err(too_long("JWS", text.len(), gate::JWS_LIMIT).into());
        }
        Ok(Self::new(value, text, payload.into_bytes(), pair.public().thumbprint(), now))
    }

    /// Its name, by which others answer to it.
    #[must_use]
    pub fn id(&self) -> SignedId {
        SignedId::of(T::NAME, &self.payload)
    }
}

impl<T: Clone> Clone for Verified<T> {
    fn clone(&self) -> Self {
        let (value, text, payload) = (self.value.clone(), self.text.clone(), self.payload.clone());
        Self { value, text, payload, kid: self.kid, at: self.at }
    }
}

/// Two are equal when they are the same payload, signed with the same key: a signature has no say in what a text is.
impl<T> PartialEq for Verified<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.kid, &self.payload) == (other.kid, &other.payload)
    }
}

impl<T> Eq for Verified<T> {}

impl<T: Payload> fmt::Debug for Verified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verified({} {} of {})", T::NAME, self.id(), self.kid)
    }
}
