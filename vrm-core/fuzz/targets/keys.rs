//! Sealed texts, keys and their names.

use super::{told, utf8};
use std::sync::LazyLock;
use vrm_core::did::{Curve, PublicKey};
use vrm_core::json::foreign;
use vrm_core::keys::{
    PartyKeyPairs, PublicSealingKey, PublicSigningKey, Randomness, RandomnessFailed, Sealed, Thumbprint,
};

/// The same bytes every time.
struct Counting(u8);

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(3);
            *byte = self.0;
        }
        Ok(())
    }
}

/// Who signs and opens here.
pub(super) static PAIRS: LazyLock<PartyKeyPairs> = LazyLock::new(|| PartyKeyPairs::generate(&mut Counting(1)).unwrap());

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
