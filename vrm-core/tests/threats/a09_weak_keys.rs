//! A9: keys of small order and other spellings of keys are refused wherever a key comes in.

use crate::support::hostile::{
    base64url, object, part, part_value, resigned, sign_as, unbase64url, with_member, with_part,
};
use crate::support::two::{Seeded, Two};
use vrm_core::did::{Curve, PublicKey};
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value};
use vrm_core::keys::{
    KeyError, PartyKeyPairs, PartyKeys, PublicSealingKey, PublicSigningKey, Randomness, RandomnessFailed, Sealed,
    SigningKeyPair, Thumbprint,
};
use vrm_core::message::{Introduction, MessageKind};

/// The prime 2^255-19 plus `more`, little-endian, with the highest bit as given.
fn around_prime(more: i16, high: bool) -> [u8; 32] {
    let mut bytes = [0xff; 32];
    bytes[0] = u8::try_from(0xed + more).unwrap();
    bytes[31] = if high { 0xff } else { 0x7f };
    bytes
}

fn small(low: u8, high: bool) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[0] = low;
    bytes[31] = if high { 0x80 } else { 0 };
    bytes
}

fn hex(text: &str) -> [u8; 32] {
    let byte = |index: usize| u8::from_str_radix(&text[2 * index..2 * index + 2], 16).unwrap();
    std::array::from_fn(byte)
}

fn with_high_bit(mut bytes: [u8; 32]) -> [u8; 32] {
    bytes[31] |= 0x80;
    bytes
}

/// The fourteen encodings of the eight points of small order on edwards25519 ("Taming the many EdDSAs", table 6).
fn weak_signing_keys() -> Vec<[u8; 32]> {
    let eighth = [
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    ];
    let mut all = vec![small(0, false), small(0, true), small(1, false), small(1, true)];
    all.extend(eighth.map(hex).into_iter().flat_map(|bytes| [bytes, with_high_bit(bytes)]));
    all.extend([-1, 0, 1].into_iter().flat_map(|more| [around_prime(more, false), around_prime(more, true)]));
    assert_eq!(all.len(), 14);
    all
}

/// Other bytes for points of large order, and bytes that are no point.
fn misspelt_signing_keys() -> Vec<[u8; 32]> {
    (2..=18).flat_map(|more| [around_prime(more, false), around_prime(more, true)]).collect()
}

/// The points of small order on curve25519 and its twist, and their other spellings (RFC 7748; cr.yp.to/ecdh.html).
fn weak_sealing_keys() -> Vec<[u8; 32]> {
    let eighth = [
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    ];
    let mut low = vec![small(0, false), small(1, false)];
    low.extend(eighth.map(hex));
    low.extend([-1, 0, 1].map(|more| around_prime(more, false)));
    low.iter().flat_map(|bytes| [*bytes, with_high_bit(*bytes)]).collect()
}

/// Other spellings of coordinates: past the prime, or with the bit that RFC 7748 has readers mask.
fn misspelt_sealing_keys() -> Vec<[u8; 32]> {
    let mut all: Vec<[u8; 32]> = (2..=18).map(|more| around_prime(more, false)).collect();
    all.push(with_high_bit(small(9, false)));
    all
}

fn bad_keys(curve: Curve) -> Vec<PublicKey> {
    let all = match curve {
        Curve::Ed25519 => [weak_signing_keys(), misspelt_signing_keys()].concat(),
        _ => [weak_sealing_keys(), misspelt_sealing_keys()].concat(),
    };
    all.into_iter().map(|bytes| PublicKey::new(curve, bytes)).collect()
}

fn refused(code: Code) -> bool {
    matches!(code, Code::KeysWeakKey | Code::KeysNotAKey)
}

fn jwk(key: &PublicKey) -> Value {
    Object::new().with("crv", key.curve().name()).with("kty", "OKP").with("x", base64url(key.bytes())).into()
}

#[test]
fn a09_a_weak_key_is_no_key() {
    for key in bad_keys(Curve::Ed25519) {
        let error = PublicSigningKey::new(key).unwrap_err();
        assert!(refused(error.code()), "{key:?}");
        assert_eq!(PublicSealingKey::new(key).unwrap_err().code(), Code::KeysWrongCurve);
    }
    for bytes in weak_signing_keys().into_iter().take(1) {
        let weak = PublicSigningKey::new(PublicKey::new(Curve::Ed25519, bytes));
        assert_eq!(weak, Err(KeyError::WeakKey { curve: Curve::Ed25519 }));
    }
    for key in bad_keys(Curve::X25519) {
        assert!(refused(PublicSealingKey::new(key).unwrap_err().code()), "{key:?}");
        assert_eq!(PublicSigningKey::new(key).unwrap_err().code(), Code::KeysWrongCurve);
    }
    // The base point is a good key, and so is what lies right below the prime.
    assert!(PublicSealingKey::new(PublicKey::new(Curve::X25519, small(9, false))).is_ok());
    assert!(PublicSealingKey::new(PublicKey::new(Curve::X25519, around_prime(-2, false))).is_ok());
}

#[test]
fn a09_a_weak_key_is_refused_in_an_identifier() {
    for key in [bad_keys(Curve::Ed25519), bad_keys(Curve::X25519)].concat() {
        for did in [key.to_did_key(), key.to_did_jwk()] {
            assert!(refused(Introduction::resolve(&did).unwrap_err().code()), "{did}");
        }
    }
}

#[test]
fn a09_a_weak_key_is_refused_in_every_signed_text() {
    let mut two = Two::new(1);
    let places: [(MessageKind, &[&str]); 6] = [
        (MessageKind::Profile, &["keys"]),
        (MessageKind::Proffer, &["keys"]),
        (MessageKind::Counter, &["keys"]),
        (MessageKind::Rotation, &["keys"]),
        (MessageKind::Agreement, &["person"]),
        (MessageKind::Agreement, &["vendor"]),
    ];
    for (kind, place) in places {
        let text = two.text(kind);
        let payload = part_value(&text, 1);
        for (member, curve) in [("sign", Curve::Ed25519), ("seal", Curve::X25519)] {
            let path = [place, &[member]].concat();
            for key in bad_keys(curve) {
                let other = with_member(&payload, &path, jwk(&key)).canonical();
                let signed = resigned(two.shop.sign(), &text, |_| other);
                let error = two.read(kind, signed).unwrap_err();
                assert!(refused(error.code()), "{kind:?} {path:?} {error}");
                assert_eq!(error.path(), Some(format!("/{}", path.join("/"))));
            }
            // A good key on the wrong curve, a key of another type, and a secret.
            for (name, value) in [("crv", "Ed448"), ("crv", "P-256"), ("kty", "EC"), ("x", ""), ("d", "AAAA")] {
                let path = [path.as_slice(), &[name]].concat();
                let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, &path, value).canonical());
                assert_eq!(two.read(kind, signed).unwrap_err().code(), Code::KeysJwk, "{kind:?} {path:?}");
            }
        }
    }
}

#[test]
fn a09_a_weak_ephemeral_key_is_refused() {
    let mut two = Two::new(2);
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    let header = part_value(sealed.as_str(), 0);
    for key in bad_keys(Curve::X25519) {
        let header = with_member(&header, &["epk"], jwk(&key)).canonical();
        let error = Sealed::parse(with_part(sealed.as_str(), 0, &base64url(header)).as_bytes()).unwrap_err();
        assert!(refused(error.code()), "{error}");
    }
}

#[test]
fn a09_the_constant_signature_of_the_identity_is_nobodys() {
    let mut two = Two::new(3);
    let text = two.text(MessageKind::Late);
    let identity = small(1, false);
    // R = A = identity and S = 0 verify every message in a lax verifier.
    let constant = base64url([identity, [0; 32]].concat());
    let payload = unbase64url(part(&text, 1));
    for (header, kid) in [(part(&text, 0).to_owned(), false), (String::new(), true)] {
        let kid_of_identity = Thumbprint::of_jwk(&jwk(&PublicKey::new(Curve::Ed25519, identity))).unwrap();
        let header = if kid {
            base64url(format!(r#"{{"alg":"Ed25519","kid":"{kid_of_identity}","typ":"vrm-late+jwt"}}"#))
        } else {
            header
        };
        let forged = format!("{header}.{}.{constant}", base64url(&payload));
        let code = two.read(MessageKind::Late, forged).unwrap_err().code();
        assert_eq!(code, if kid { Code::KeysWrongKey } else { Code::KeysSignature });
    }
    // A signature whose R is of small order, under a good key.
    for bytes in weak_signing_keys() {
        let forged = with_part(&text, 2, &base64url([bytes, [0; 32]].concat()));
        assert_eq!(two.read(MessageKind::Late, forged).unwrap_err().code(), Code::KeysSignature);
    }
}

#[test]
fn a09_one_key_in_two_places_is_refused() {
    let mut two = Two::new(4);
    let text = two.text(MessageKind::Agreement);
    let payload = part_value(&text, 1);
    let member = |side: &str, name: &str| {
        let side = object(&payload).get(side).unwrap().clone();
        object(&side).get(name).unwrap().clone()
    };
    let thumbprint = |side: &str| Value::from(Thumbprint::of_jwk(&member(side, "sign")).unwrap().to_string());
    for (path, value) in [
        (["person", "sign"], member("vendor", "sign")),
        (["vendor", "seal"], member("person", "seal")),
        (["person", "next"], member("vendor", "next")),
        (["person", "next"], thumbprint("vendor")),
        (["vendor", "next"], thumbprint("person")),
        (["person", "next"], thumbprint("person")),
        (["vendor", "next"], thumbprint("vendor")),
    ] {
        let other = with_member(&payload, &path, value).canonical();
        let signed = sign_as(two.shop.sign(), "agreement", other);
        assert_eq!(two.read(MessageKind::Agreement, signed).unwrap_err().code(), Code::KeysSameKey, "{path:?}");
    }
    let keys = two.shop.public();
    let same = PartyKeys::new(*keys.sign(), *keys.seal(), keys.sign().thumbprint());
    assert_eq!(same, Err(KeyError::SameKey));
}

/// A source that gives the same bytes again and again.
struct Stuck(u8);

impl Randomness for Stuck {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        bytes.fill(self.0);
        Ok(())
    }
}

#[test]
fn a09_a_source_without_randomness_makes_no_keys() {
    assert_eq!(PartyKeyPairs::generate(&mut Stuck(7)).unwrap_err(), KeyError::NoRandomness);
    assert_eq!(SigningKeyPair::generate(&mut Stuck(0)).unwrap_err(), KeyError::NoRandomness);
    // The key that signs next was drawn before; what is drawn now repeats itself.
    let pairs = PartyKeyPairs::generate(&mut Seeded::new(7)).unwrap();
    assert_eq!(pairs.rotate(&mut Stuck(7)).unwrap_err(), KeyError::NoRandomness);
}
