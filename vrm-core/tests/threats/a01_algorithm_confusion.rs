//! A1: the algorithm comes from the key, never from the message.

use crate::support::hostile::{base64url, object, part, part_value, sign_raw, unbase64url, with_member, with_part};
use crate::support::kinds::readable;
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::json::Value;
use vrm_core::keys::{ForeignJws, Sealed};
use vrm_core::message::MessageKind;

/// Every `alg` and `enc` of the IANA registry "JSON Web Signature and Encryption Algorithms", and a few spellings.
const ALGORITHMS: &str = "none HS1 HS256 HS384 HS512 RS1 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K \
    EdDSA Ed25519 Ed448 ML-DSA-44 ML-DSA-65 ML-DSA-87 RSA1_5 RSA-OAEP RSA-OAEP-256 RSA-OAEP-384 RSA-OAEP-512 A128KW \
    A192KW A256KW dir ECDH-ES ECDH-ES+A128KW ECDH-ES+A192KW ECDH-ES+A256KW A128GCMKW A192GCMKW A256GCMKW \
    PBES2-HS256+A128KW PBES2-HS384+A192KW PBES2-HS512+A256KW A128CBC-HS256 A192CBC-HS384 A256CBC-HS512 A128GCM A192GCM \
    A256GCM A128CBC A192CBC A256CBC A128CTR A192CTR A256CTR None NONE ed25519 ED25519 a256gcm";

fn algorithms() -> impl Iterator<Item = &'static str> {
    ALGORITHMS.split_ascii_whitespace().chain(["", " Ed25519", "Ed25519\0", "ECDH-ES+A256KW "])
}

fn code<T>(answer: Result<T, impl Fault>) -> Option<Code> {
    answer.err().map(|error| error.code())
}

#[test]
fn a01_every_other_algorithm_of_a_jws_is_refused_for_every_type() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        assert!(two.read(kind, &text).is_ok(), "{kind:?}");
        let header = part_value(&text, 0);
        for alg in algorithms().filter(|alg| *alg != "Ed25519") {
            let header = with_member(&header, &["alg"], alg).canonical();
            // The best that an attacker can do: the key that is pinned has signed the header too.
            let signed = sign_raw(two.shop.sign(), header, unbase64url(part(&text, 1)));
            assert_eq!(code(two.read(kind, signed)), Some(Code::KeysHeaderValue), "{kind:?} {alg}");
        }
        for alg in [Value::Null, true.into(), 1.into(), Value::Array(vec!["Ed25519".into()])] {
            let header = with_member(&header, &["alg"], alg).canonical();
            assert_eq!(code(two.read(kind, with_part(&text, 0, &base64url(header)))), Some(Code::KeysHeader));
        }
    }
}

#[test]
fn a01_no_signature_and_a_mac_keyed_with_the_public_key_are_refused() {
    let mut two = Two::new(2);
    let text = two.text(MessageKind::Refusal);
    let public = *two.shop.sign().public().key().bytes();
    for alg in ["none", "HS256", "Ed25519"] {
        let header = base64url(with_member(&part_value(&text, 0), &["alg"], alg).canonical());
        let input = format!("{header}.{}", part(&text, 1));
        let mac = hmac_sha256(&public, input.as_bytes());
        for signature in [Vec::new(), mac.to_vec(), [mac, mac].concat()] {
            let forged = format!("{input}.{}", base64url(signature));
            assert!(two.read(MessageKind::Refusal, forged).is_err(), "{alg}");
        }
    }
}

#[test]
fn a01_the_old_name_of_ed25519_is_read_in_foreign_texts_only() {
    let mut two = Two::new(3);
    for (kind, text) in two.texts() {
        let header = with_member(&part_value(&text, 0), &["alg"], "EdDSA").canonical();
        let payload = unbase64url(part(&text, 1));
        let signed = sign_raw(two.shop.sign(), header, payload);
        assert_eq!(code(two.read(kind, &signed)), Some(Code::KeysHeaderValue));
        // Nor does a text of ours become a foreign one, but for the receipt, which is called as others call theirs.
        for ours in [&signed, &text].into_iter().filter(|_| kind != MessageKind::ConsentReceipt) {
            assert_eq!(code(ForeignJws::parse(ours.as_bytes())), Some(Code::KeysHeaderValue));
        }
    }
    let foreign = sign_raw(two.shop.sign(), r#"{"alg":"EdDSA","typ":"JWT"}"#, "{}");
    assert_eq!(ForeignJws::parse(foreign.as_bytes()).unwrap().verify(two.shop.sign().public()), Ok(()));
    for alg in algorithms().filter(|alg| !["Ed25519", "EdDSA"].contains(alg)) {
        let header = format!(r#"{{"alg":{}}}"#, Value::from(alg).canonical());
        let foreign = ForeignJws::parse(sign_raw(two.shop.sign(), header, "{}").as_bytes()).unwrap();
        assert_eq!(code(foreign.verify(two.shop.sign().public())), Some(Code::KeysHeaderValue), "{alg}");
    }
}

#[test]
fn a01_every_other_algorithm_of_a_jwe_is_refused() {
    let mut two = Two::new(4);
    let half = two.half();
    let sealed = half.signed().seal(two.shop.seal().public()).unwrap();
    assert!(sealed.open(two.shop.seal()).is_ok());
    let header = part_value(sealed.as_str(), 0);
    assert_eq!(object(&header).len(), 5);
    let refused =
        |header: Value| code(Sealed::parse(with_part(sealed.as_str(), 0, &base64url(header.canonical())).as_bytes()));
    assert_eq!(refused(header.clone()), None);
    for alg in algorithms() {
        for enc in algorithms() {
            let both = with_member(&with_member(&header, &["alg"], alg), &["enc"], enc);
            let ours = (alg, enc) == ("ECDH-ES+A256KW", "A256GCM");
            assert_eq!(refused(both), (!ours).then_some(Code::KeysHeaderValue), "{alg} {enc}");
        }
    }
    for member in ["alg", "enc", "cty"] {
        assert_eq!(refused(with_member(&header, &[member], Value::Null)), Some(Code::KeysHeader), "{member}");
    }
}

#[test]
fn a01_signed_is_not_sealed_and_sealed_is_not_signed() {
    let mut two = Two::new(5);
    let half = two.half();
    let sealed = half.signed().seal(two.shop.seal().public()).unwrap();
    assert_eq!(code(Sealed::parse(half.signed().as_str().as_bytes())), Some(Code::KeysParts));
    for kind in readable() {
        assert_eq!(code(two.read(kind, sealed.as_str())), Some(Code::KeysParts));
    }
    // The general and the flattened JSON serialisation are no forms of ours.
    let json = format!(
        r#"{{"payload":"{1}","protected":"{0}","signature":"{2}"}}"#,
        part(half.signed().as_str(), 0),
        part(half.signed().as_str(), 1),
        part(half.signed().as_str(), 2)
    );
    assert_eq!(code(two.read(MessageKind::Agreement, json)), Some(Code::KeysParts));
}

/// RFC 2104.
fn hmac_sha256(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    use sha2::{Digest as _, Sha256};
    let pad = |byte: u8| {
        let mut block = [byte; 64];
        block.iter_mut().zip(key).for_each(|(pad, key)| *pad ^= key);
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}
