//! Sealed texts, keys and their names.

use super::pairs::PAIRS;
use super::{told, utf8};
use vrm_core::did::{Curve, PublicKey};
use vrm_core::json::foreign;
use vrm_core::keys::{PublicSealingKey, PublicSigningKey, Sealed, Thumbprint};

pub fn sealed(data: &[u8]) {
    let Some(sealed) = told(Sealed::parse(data)) else { return };
    assert_eq!(sealed.as_str().as_bytes(), data);
    if let Some(opened) = told(sealed.open(PAIRS.seal())) {
        assert!(sealed.kid() == PAIRS.seal().public().thumbprint() && !opened.as_bytes().ends_with(b" "));
        super::signed(opened.as_bytes());
    }
}

pub fn thumbprint(data: &[u8]) {
    if let Some(thumbprint) = told(Thumbprint::parse(utf8(data))) {
        assert_eq!(thumbprint.to_string(), utf8(data));
    }
    if let Some(jwk) = told(foreign::parse(data))
        && let Some(thumbprint) = Thumbprint::of_jwk(&jwk)
    {
        assert_eq!(Thumbprint::parse(&thumbprint.to_string()), Ok(thumbprint));
        let again = foreign::parse(jwk.canonical().as_bytes()).unwrap();
        assert_eq!(Thumbprint::of_jwk(&again), Some(thumbprint));
    }
    let Some(bytes) = data.first_chunk() else { return };
    if let Some(key) = told(PublicSigningKey::new(PublicKey::new(Curve::Ed25519, *bytes))) {
        assert_eq!(key.to_did().public_key().as_ref(), Ok(key.key()));
        assert_eq!(Thumbprint::parse(&key.thumbprint().to_string()), Ok(key.thumbprint()));
    }
    if let Some(key) = told(PublicSealingKey::new(PublicKey::new(Curve::X25519, *bytes))) {
        assert_eq!(key.key().bytes(), bytes);
    }
}
