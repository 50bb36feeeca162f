//! A private key on its way to another program.

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
