//! What is sealed for one reader: a signed text inside a compact JWE.

mod seal;

use super::gate::{JWS_LIMIT, Jwe};
use super::{KeyError, PublicSealingKey, SealingKeyPair, Thumbprint};
use std::fmt;
use zeroize::Zeroizing;

/// A signed text sealed for one reader: a compact JWE (RFC 7516) by ECDH-ES+A256KW over X25519 and A256GCM.
///
/// Inside, the text is followed by spaces to 1, 4, 16 or 64 KiB, so that the length of what travels tells little. The
/// envelope's own randomness is not the host's: sealing twice gives other bytes, and nothing is named by them. Opening
/// says nothing about who wrote: that is the signature's to say.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    text: String,
    kid: Thumbprint,
}

/// The signed text that was inside a sealed one; of whom and whether it is good is not known yet. Wiped when dropped.
pub struct Opened(Zeroizing<String>);

impl Sealed {
    /// The most bytes of a sealed text.
    pub const MAX_BYTES: usize = super::gate::JWE_LIMIT;

    /// Takes bytes from outside through the gate.
    ///
    /// # Errors
    /// [`KeyError`]: `TooLong`, `Parts`, `Base64`, `Header`, `HeaderValue`, `PartLength`, and what a public key may be.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let kid = Jwe::parse(bytes)?.kid;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| KeyError::Base64 { part: "JWE" })?;
        Ok(Self { text, kid })
    }

    /// Seals a signed text for a reader.
    pub(super) fn seal(jws: &str, reader: &PublicSealingKey) -> Result<Self, KeyError> {
        Ok(Self { text: seal::seal(jws, reader)?, kid: reader.thumbprint() })
    }

    /// The thumbprint of the key that opens it.
    #[must_use]
    pub fn kid(&self) -> Thumbprint {
        self.kid
    }

    /// The bytes that travel.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The signed text inside.
    ///
    /// # Errors
    /// [`KeyError::SealedForAnother`]; [`KeyError::Sealed`] where a byte was changed or what is inside is no
    /// text followed by spaces.
    pub fn open(&self, pair: &SealingKeyPair) -> Result<Opened, KeyError> {
        let (found, expected) = (self.kid, pair.public().thumbprint());
        if found != expected {
            return Err(KeyError::SealedForAnother { found, expected });
        }
        let mut text = seal::open(&self.text, pair)?;
        let length = text.trim_end_matches(' ').len();
        text.truncate(length);
        if length > JWS_LIMIT { Err(KeyError::Sealed) } else { Ok(Opened(text)) }
    }
}

impl Opened {
    /// The text, to be parsed as [`Unverified`](super::Unverified).
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed(for {}, {} bytes)", self.kid, self.text.len())
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened(..)")
    }
}
