//! One verification method, and the key it holds.

use super::no_key::NoKey;
use super::{Curve, Did, DidError, PublicKey, jwk, multikey};
use crate::json::{Fields, Node};

/// The types that hold keys of ours, and the curve, where the type names it: Controlled Identifiers 1.0 section 2.2
/// and the suites before it.
const TYPES: &[(&str, Option<Curve>)] = &[
    ("Ed25519VerificationKey2018", Some(Curve::Ed25519)),
    ("Ed25519VerificationKey2020", Some(Curve::Ed25519)),
    ("JsonWebKey", None),
    ("JsonWebKey2020", None),
    ("Multikey", None),
    ("X25519KeyAgreementKey2019", Some(Curve::X25519)),
    ("X25519KeyAgreementKey2020", Some(Curve::X25519)),
];

/// The members that hold a private key, in a method of any type.
const PRIVATE: &[&str] =
    &["privateKeyBase58", "privateKeyJwk", "privateKeyMultibase", "secretKeyJwk", "secretKeyMultibase"];

/// The members of a JWK that are private, whatever its `kty` (IANA, JSON Web Key Parameters).
const PRIVATE_JWK: &[&str] = &["d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi"];

/// The longest `publicKeyMultibase` that is decoded. Keys of ours have 48 characters.
const LONGEST_MULTIBASE: usize = 128;

/// The key of a method that is named for a use; `None` when it is one that we do not use.
pub(super) fn key(did: &Did, method: &Node<'_>) -> Result<Option<PublicKey>, DidError> {
    let mut fields = method.object()?;
    let controller = fields.required("controller")?;
    if controller.string()? != did.as_str() {
        return Err(DidError::DocumentController { path: controller.path().clone() });
    }
    let jwk = fields.optional("publicKeyJwk");
    refuse_private(&mut fields, PRIVATE)?;
    if let Some(jwk) = &jwk {
        refuse_private(&mut jwk.object()?, PRIVATE_JWK)?;
    }
    let name = fields.required("type")?.string()?;
    let Some((_, curve)) = TYPES.iter().find(|(known, _)| *known == name) else { return Ok(None) };
    if fields.optional("expires").is_some() || fields.optional("revoked").is_some() {
        return Ok(None);
    }
    let (place, key) = match (jwk, fields.optional("publicKeyMultibase"), fields.optional("publicKeyBase58")) {
        (Some(jwk), None, None) => (jwk.path().clone(), jwk::read(&mut jwk.object()?)?),
        (None, Some(text), None) => (text.path().clone(), multibase(text.string()?)),
        (None, None, Some(text)) => (text.path().clone(), base58(text.string()?, *curve)),
        _ => (
            method.path().clone(),
            Err(NoKey::Malformed("a method with one of `publicKeyBase58`, `publicKeyJwk` and `publicKeyMultibase`")),
        ),
    };
    let expected = match (key, curve) {
        (Ok(key), None) => return Ok(Some(key)),
        (Ok(key), Some(curve)) if key.curve() == *curve => return Ok(Some(key)),
        (Err(NoKey::Unsupported(_)), None) => return Ok(None),
        (Err(NoKey::Malformed(expected)), _) => expected,
        (_, Some(_)) => "a key of the curve that the type of its method names",
    };
    Err(DidError::DocumentKey { path: place, expected })
}

fn refuse_private(fields: &mut Fields<'_>, names: &'static [&'static str]) -> Result<(), DidError> {
    match names.iter().find_map(|name| fields.optional(name)) {
        None => Ok(()),
        Some(private) => Err(DidError::DocumentPrivateKey { path: private.path().clone() }),
    }
}

/// A key in Multikey form. Longer ones, and those in base64url (`u`), are not of our types, which are written in
/// base58btc only; they are not decoded, which would take time quadratic in the length.
fn multibase(text: &str) -> Result<PublicKey, NoKey> {
    if text.len() > LONGEST_MULTIBASE || text.starts_with('u') {
        return Err(NoKey::Unsupported("multibase".to_owned()));
    }
    multikey::decode(text)
}

/// The bare bytes of a key, as the suites of 2018 and 2019 write them.
fn base58(text: &str, curve: Option<Curve>) -> Result<PublicKey, NoKey> {
    let Some(curve) = curve else {
        return Err(NoKey::Malformed(
            "`publicKeyJwk` or `publicKeyMultibase`, which name the curve as the type does not",
        ));
    };
    // 32 bytes have at most 44 digits.
    let bytes = if text.len() > 44 { None } else { bs58::decode(text).into_vec().ok() };
    let bytes = bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(NoKey::Malformed("base58btc of 32 bytes"))?;
    Ok(PublicKey::new(curve, bytes))
}
