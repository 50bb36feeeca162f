//! Private keys on their way out: to another program, or to where the host keeps them.

use std::fmt;
use zeroize::Zeroizing;

/// A private JSON Web Key (RFC 8037 section 2), wiped when it is dropped and never printed.
///
/// It exists for one purpose: to hand a key to another program, knowingly. Whoever has it signs and reads as its owner.
pub struct SecretJwk(Zeroizing<String>);

impl SecretJwk {
    pub(super) fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The text with the secret in it.
    #[must_use]
    pub fn danger_expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretJwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretJwk(..)")
    }
}

/// The three secrets of one side, 32 bytes each: what signs, what opens, what signs next. Wiped when they are dropped and
/// never printed.
///
/// It exists so that a host can keep keys from one run to the next, sealed in whatever keeps secrets there. Whoever has
/// them is that side.
pub struct PartySecret(Zeroizing<[u8; 96]>);

impl PartySecret {
    pub(super) fn new(bytes: Zeroizing<[u8; 96]>) -> Self {
        Self(bytes)
    }

    /// The 96 bytes.
    #[must_use]
    pub fn danger_expose(&self) -> &[u8; 96] {
        &self.0
    }
}

impl fmt::Debug for PartySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartySecret(..)")
    }
}
