//! The name of a key: RFC 7638.

use super::{KeyError, base64url};
use crate::json::{Object, Value};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The SHA-256 thumbprint of a JSON Web Key (RFC 7638), written in base64url: what `kid`, `aud` and `next` hold.
///
/// ```
/// use vrm_core::keys::Thumbprint;
/// let thumbprint = Thumbprint::parse("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")?;
/// assert_eq!(thumbprint.to_string().len(), 43);
/// assert!(Thumbprint::parse("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4l").is_err()); // spare bits
/// # Ok::<(), vrm_core::keys::KeyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    /// Reads the 43 characters of a thumbprint.
    ///
    /// # Errors
    /// [`KeyError::Thumbprint`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        base64url::exactly(text).map(Self).ok_or(KeyError::Thumbprint)
    }

    /// The thumbprint of a key of any type that RFC 7638 section 3.2 and RFC 8037 section 2 name (EC, RSA, oct, OKP), or `None` for another type or where a member is missing or no string. Members beside the required ones do
    /// not count.
    ///
    /// ```
    /// use vrm_core::json::{Value, foreign};
    /// use vrm_core::keys::Thumbprint;
    /// let jwk = foreign::parse(br#"{"kty":"OKP","crv":"Ed25519","kid":"mine",
    ///     "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)?;
    /// let thumbprint = Thumbprint::of_jwk(&jwk).map(|thumbprint| thumbprint.to_string());
    /// assert_eq!(thumbprint.as_deref(), Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    /// # Ok::<(), vrm_core::json::JsonError>(())
    /// ```
    #[must_use]
    pub fn of_jwk(jwk: &Value) -> Option<Self> {
        let Value::Object(members) = jwk else { return None };
        let text = |name: &str| match members.get(name) {
            Some(Value::String(text)) => Some(text.as_str()),
            _ => None,
        };
        let required: &[&str] = match text("kty")? {
            "EC" => &["crv", "kty", "x", "y"],
            "OKP" => &["crv", "kty", "x"],
            "RSA" => &["e", "kty", "n"],
            "oct" => &["k", "kty"],
            _ => return None,
        };
        let named = required.iter().map(|name| text(name).map(|text| (*name, text)));
        let members: Vec<(&str, &str)> = named.collect::<Option<_>>()?;
        Some(Self::of(members.into_iter().fold(Object::new(), |all, (name, text)| all.with(name, text))))
    }

    /// The thumbprint of exactly these members.
    pub(super) fn of(required: Object) -> Self {
        Self(Sha256::digest(Value::Object(required).canonical()).into())
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64url::write(&self.0))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::json::serialised_as_text!(Thumbprint);
