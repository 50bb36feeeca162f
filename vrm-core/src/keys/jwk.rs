//! Keys as JSON Web Keys of exactly `crv`, `kty` and `x` (RFC 8037 section 2).

use super::{KeyError, SecretJwk, Thumbprint, base64url};
use crate::did::{Curve, PublicKey};
use crate::json::Node;
use zeroize::Zeroizing;

const KTY: &str = "OKP";

/// A public key on `curve`, of which nothing but its length is known yet.
pub(super) fn read(node: &Node<'_>, curve: Curve) -> Result<PublicKey, KeyError> {
    let mut fields = node.object().map_err(KeyError::Jwk)?;
    let mut member =
        |name| fields.required(name).and_then(|node| node.string().map(str::to_owned)).map_err(KeyError::Jwk);
    let (crv, kty, x) = (member("crv")?, member("kty")?, member("x")?);
    fields.close().map_err(KeyError::Jwk)?;
    let wrong = |member, expected| Err(KeyError::JwkMember { member, expected });
    if kty != KTY {
        return wrong("kty", "`OKP`");
    }
    if crv != curve.name() {
        return wrong(
            "crv",
            match curve {
                Curve::Ed25519 => "`Ed25519`",
                Curve::X25519 => "`X25519`",
            },
        );
    }
    match base64url::exactly(&x) {
        Some(bytes) => Ok(PublicKey::new(curve, bytes)),
        None => wrong("x", "32 bytes in base64url without padding"),
    }
}

pub(super) fn thumbprint(key: &PublicKey) -> Thumbprint {
    Thumbprint::of(key.to_jwk())
}

/// The private key with its public half. Written by hand, so that the secret is in no text that stays behind.
pub(super) fn secret(key: &PublicKey, secret: &[u8; 32]) -> SecretJwk {
    let d = Zeroizing::new(base64url::write(secret));
    let x = base64url::write(key.bytes());
    let length = d.len() + x.len() + 64;
    let mut text = Zeroizing::new(String::with_capacity(length));
    for part in [r#"{"crv":""#, key.curve().name(), r#"","d":""#, &d, r#"","kty":""#, KTY, r#"","x":""#, &x, r#""}"#] {
        text.push_str(part);
    }
    SecretJwk::new(text)
}
