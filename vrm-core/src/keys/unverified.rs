//! A signed text before its signature is checked.

use super::gate::{self, Jws};
use super::payload::{self, Payload};
use super::{KeyError, PublicSigningKey, SignedId, Thumbprint, Verified, signature};
use crate::json::ours;
use crate::time::Instant;
use std::fmt;
use std::marker::PhantomData;

/// A compact JWS that passed the gate as a text of type `T`. It shows only what finding the key needs.
pub struct Unverified<T> {
    text: String,
    kid: Thumbprint,
    kind: PhantomData<fn() -> T>,
}

impl<T: Payload> Unverified<T> {
    /// The most bytes of a signed text.
    pub const MAX_BYTES: usize = super::gate::JWS_LIMIT;

    /// Takes bytes from outside through the gate: size, parts, base64url, the closed header, its algorithm and type, the
    /// length of the signature. The payload is not looked at.
    ///
    /// # Errors
    /// [`KeyError`]: `TooLong`, `Parts`, `Base64`, `Header`, `HeaderValue`, `Thumbprint`, `PartLength`.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let jws = Jws::parse(bytes)?;
        let expected = payload::typ(T::NAME);
        if jws.typ() != expected {
            return Err(KeyError::HeaderValue { member: "typ", found: jws.typ().to_owned(), expected });
        }
        Ok(Self { text: jws.text().to_owned(), kid: jws.kid(), kind: PhantomData })
    }

    /// The thumbprint of the key it says it is signed with.
    #[must_use]
    pub fn kid(&self) -> Thumbprint {
        self.kid
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the text says, believed by nobody yet: for the keys that a type carries inside.
    pub(crate) fn peek(&self) -> Result<T, T::Error> {
        read(&gate::payload(&self.text)?)
    }

    /// The name that the text will have if its signature is good: whatever else is signed, the payload names it.
    pub(crate) fn claimed_id(&self) -> Result<SignedId, KeyError> {
        Ok(SignedId::of(T::NAME, &gate::payload(&self.text)?))
    }

    /// What the text says, signed with this key. The type's own rules of audience and time come on top of it.
    pub(crate) fn signed_with(&self, key: &PublicSigningKey, now: Instant) -> Result<Verified<T>, T::Error> {
        let payload = signature::verify(&self.text, self.kid, key)?;
        let value = read(&payload)?;
        Ok(Verified::new(value, self.text.clone(), payload, self.kid, now))
    }
}

/// The `typ` of a signed text of any type, after the gate.
pub(crate) fn typ_of(bytes: &[u8]) -> Result<String, KeyError> {
    Ok(Jws::parse(bytes)?.typ().to_owned())
}

pub(super) fn read<T: Payload>(payload: &[u8]) -> Result<T, T::Error> {
    let value = T::read(&ours::parse_within(payload, T::LIMIT)?)?;
    // One text for one meaning: what another form would say is written some other way, and hashed as another.
    if value.write().as_bytes() == payload { Ok(value) } else { Err(KeyError::NotCanonical.into()) }
}

impl<T> Clone for Unverified<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), kid: self.kid, kind: PhantomData }
    }
}

/// Two are equal when they are the same text.
impl<T> PartialEq for Unverified<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Unverified<T> {}

impl<T: Payload> fmt::Debug for Unverified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unverified({} of {}, {} bytes)", T::NAME, self.kid, self.text.len())
    }
}
