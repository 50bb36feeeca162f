//! A signer that keeps no rules: any header, any payload, a good signature.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use curve25519_dalek::EdwardsPoint;
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha512};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::keys::{SecretJwk, SigningKeyPair};
use vrm_core::message::MessageKind;

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn unbase64url(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// A part of a compact text.
pub(crate) fn part(text: &str, index: usize) -> &str {
    text.split('.').nth(index).unwrap()
}

/// A compact text with another part.
pub(crate) fn with_part(text: &str, index: usize, part: &str) -> String {
    let mut parts: Vec<&str> = text.split('.').collect();
    parts[index] = part;
    parts.join(".")
}

/// What a part of a compact text says.
pub(crate) fn part_value(text: &str, index: usize) -> Value {
    foreign::parse(&unbase64url(part(text, index))).unwrap()
}

pub(crate) fn object(value: &Value) -> Object {
    let Value::Object(object) = value else { panic!("no object: {value:?}") };
    object.clone()
}

/// The 32 secret bytes.
pub(crate) fn secret(jwk: &SecretJwk) -> [u8; 32] {
    let jwk = object(&foreign::parse(jwk.danger_expose().as_bytes()).unwrap());
    let Some(Value::String(d)) = jwk.get("d") else { panic!("no secret") };
    unbase64url(d).try_into().unwrap()
}

pub(crate) fn key(pair: &SigningKeyPair) -> SigningKey {
    SigningKey::from_bytes(&secret(&pair.danger_secret_jwk()))
}

/// The header that the library writes.
pub(crate) fn header(pair: &SigningKeyPair, typ: &str) -> String {
    format!(r#"{{"alg":"Ed25519","kid":"{}","typ":"{typ}"}}"#, pair.public().thumbprint())
}

/// A compact JWS of exactly these bytes.
pub(crate) fn sign_raw(pair: &SigningKeyPair, header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    let input = format!("{}.{}", base64url(header), base64url(payload));
    let signature = key(pair).sign(input.as_bytes());
    format!("{input}.{}", base64url(signature.to_bytes()))
}

/// A good signature that the library would not make: RFC 8032 with a nonce of one's own.
pub(crate) fn sign_with_nonce(pair: &SigningKeyPair, text: &str, nonce: u64) -> String {
    let hash =
        |parts: &[&[u8]]| parts.iter().fold(Sha512::new(), |hash, part| hash.chain_update(part)).finalize().into();
    let (input, _) = text.rsplit_once('.').unwrap();
    let expanded: [u8; 64] = hash(&[&secret(&pair.danger_secret_jwk())]);
    let secret = Scalar::from_bytes_mod_order(clamp_integer(expanded[..32].try_into().unwrap()));
    let nonce = Scalar::from(nonce);
    let point = EdwardsPoint::mul_base(&nonce).compress().to_bytes();
    let challenge = hash(&[&point, pair.public().key().bytes(), input.as_bytes()]);
    let response = nonce + Scalar::from_bytes_mod_order_wide(&challenge) * secret;
    format!("{input}.{}", base64url([point, response.to_bytes()].concat()))
}

/// A compact JWS of any payload under a type's name.
pub(crate) fn sign_as(pair: &SigningKeyPair, name: &str, payload: impl AsRef<[u8]>) -> String {
    let kind = MessageKind::ALL.iter().find(|kind| kind.name() == name);
    let typ = kind.map_or_else(|| format!("vrm-{name}+jwt"), |kind| kind.typ());
    sign_raw(pair, header(pair, &typ), payload)
}

/// The text signed anew with its payload changed.
pub(crate) fn resigned(pair: &SigningKeyPair, text: &str, change: impl FnOnce(String) -> String) -> String {
    let payload = String::from_utf8(unbase64url(part(text, 1))).unwrap();
    sign_raw(pair, unbase64url(part(text, 0)), change(payload))
}

/// The value with a member replaced or added; the path is made of names.
pub(crate) fn with_member(value: &Value, path: &[&str], member: impl Into<Value>) -> Value {
    let [first, rest @ ..] = path else { return member.into() };
    let mut outer = object(value);
    let inner = outer.get(first).cloned().unwrap_or(Value::Null);
    outer.insert(*first, with_member(&inner, rest, member));
    outer.into()
}

/// Where the name of each member begins in a JSON text without spaces, and the name with its quotes.
pub(crate) fn members(json: &str) -> Vec<(usize, &str)> {
    let bytes = json.as_bytes();
    let (mut at, mut found) = (0, Vec::new());
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        at += 1;
        if bytes.get(at) == Some(&b':') {
            found.push((start, &json[start..at]));
        }
    }
    found
}
