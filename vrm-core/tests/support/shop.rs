//! The documents of a shop's `did:web`, part by part.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vrm_core::did::{Curve, Did, DidDocument, DidError, PublicKey};
use vrm_core::error::{Code, Fault};

pub(crate) const SHOP: &str = "did:web:shop.example";

pub(crate) fn shop() -> Did {
    Did::parse(SHOP).unwrap()
}

pub(crate) fn ed25519(byte: u8) -> PublicKey {
    PublicKey::new(Curve::Ed25519, [byte; 32])
}

pub(crate) fn x25519(byte: u8) -> PublicKey {
    PublicKey::new(Curve::X25519, [byte; 32])
}

/// `publicKeyMultibase` of a key.
pub(crate) fn multibase(key: PublicKey) -> String {
    format!(r#""publicKeyMultibase":"{}""#, key.to_did_key().id())
}

/// `publicKeyJwk` of a key.
pub(crate) fn jwk(key: PublicKey) -> String {
    let (crv, x) = (key.curve().name(), URL_SAFE_NO_PAD.encode(key.bytes()));
    format!(r#""publicKeyJwk":{{"kty":"OKP","crv":"{crv}","x":"{x}"}}"#)
}

/// `publicKeyBase58` of a key.
pub(crate) fn base58(key: PublicKey) -> String {
    format!(r#""publicKeyBase58":"{}""#, bs58::encode(key.bytes()).into_string())
}

pub(crate) fn method(id: &str, kind: &str, key: &str) -> String {
    format!(r#"{{"id":"{id}","type":"{kind}","controller":"{SHOP}",{key}}}"#)
}

pub(crate) fn multikey(id: &str, key: PublicKey) -> String {
    method(id, "Multikey", &multibase(key))
}

/// The document with these members beside its `id`.
pub(crate) fn document(members: &str) -> String {
    format!(r#"{{"id":"{SHOP}",{members}}}"#)
}

/// The document whose one method, embedded for signing, is this.
pub(crate) fn signing(method: &str) -> String {
    document(&format!(r#""assertionMethod":[{method}]"#))
}

pub(crate) fn parse(document: &str) -> Result<DidDocument, DidError> {
    DidDocument::parse(&shop(), document.as_bytes())
}

/// The code and the place of what is wrong.
pub(crate) fn wrong(document: &str) -> (Code, String) {
    match parse(document) {
        Ok(read) => panic!("{document}: {read:?}"),
        Err(error) => (error.code(), error.path().unwrap_or_default()),
    }
}
