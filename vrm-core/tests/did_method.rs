//! The methods of DID documents by example, unhappy paths first.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use support::shop::{SHOP, base58, document, ed25519, jwk, method, multibase, multikey, parse, signing, wrong, x25519};
use vrm_core::did::{Curve, PublicKey};
use vrm_core::error::{Code, Fault, Kind};

#[test]
fn keys_that_another_party_holds() {
    for controller in ["did:web:other.example", "did:web:shop.example#k", "", "#k"] {
        for kind in ["Multikey", "EcdsaSecp256k1VerificationKey2019"] {
            let method = multikey("#k", ed25519(1)).replace("Multikey", kind);
            let method =
                method.replace(&format!(r#""controller":"{SHOP}""#), &format!(r#""controller":"{controller}""#));
            let listed = document(&format!(r##""verificationMethod":[{method}],"assertionMethod":["#k"]"##));
            assert_eq!(wrong(&listed), (Code::DidDocumentController, "/verificationMethod/0/controller".into()));
            // Named for nothing that we read, it gives no key either.
            let log_in = listed.replace("assertionMethod", "authentication");
            assert!(parse(&log_in).unwrap().signing_keys().is_empty());
        }
    }
}

#[test]
fn private_keys_in_public() {
    let secret = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik";
    for name in ["d", "k", "p", "q", "dp", "dq", "qi", "oth", "priv"] {
        for key in [jwk(ed25519(1)), r#""publicKeyJwk":{"kty":"EC","crv":"P-256"}"#.to_owned()] {
            let with = key.replace("{", &format!(r#"{{"{name}":"{secret}","#));
            let error = parse(&signing(&method("#k", "JsonWebKey", &with))).unwrap_err();
            assert_eq!(error.path(), Some(format!("/assertionMethod/0/publicKeyJwk/{name}")), "{with}");
            assert_eq!((error.code(), error.kind()), (Code::DidDocumentPrivateKey, Kind::Untrusted));
            assert!(!error.to_string().contains(secret) && !format!("{error:?}").contains(secret));
        }
    }
    for name in ["privateKeyBase58", "privateKeyJwk", "privateKeyMultibase", "secretKeyJwk", "secretKeyMultibase"] {
        for kind in ["Multikey", "Bls12381G2Key2020"] {
            let with = format!(r#"{},"{name}":null"#, multibase(ed25519(1)));
            let place = format!("/assertionMethod/0/{name}");
            assert_eq!(wrong(&signing(&method("#k", kind, &with))), (Code::DidDocumentPrivateKey, place));
        }
    }
}

#[test]
fn methods_without_one_key_of_their_type() {
    let key = ed25519(1);
    let x = URL_SAFE_NO_PAD.encode(key.bytes());
    let cut_jwk = |x: &str| format!(r#""publicKeyJwk":{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#);
    let of_bytes = |bytes: &[u8]| format!(r#""publicKeyMultibase":"z{}""#, bs58::encode(bytes).into_string());
    let long = format!(r#""publicKeyBase58":"{}""#, "2".repeat(60_000));
    let longer = format!(r#""publicKeyMultibase":"z{}""#, "2".repeat(60_000));
    for (kind, members, place) in [
        ("Multikey", r#""publicKeyHex":"00""#.to_owned(), ""),
        ("Multikey", format!("{},{}", multibase(key), jwk(key)), ""),
        ("Ed25519VerificationKey2018", format!("{},{}", base58(key), multibase(key)), ""),
        ("Ed25519VerificationKey2018", base58(key).replace(":\"", ":\"1"), "/publicKeyBase58"),
        ("Ed25519VerificationKey2018", r#""publicKeyBase58":"""#.to_owned(), "/publicKeyBase58"),
        ("Ed25519VerificationKey2018", r#""publicKeyBase58":"0OIl""#.to_owned(), "/publicKeyBase58"),
        ("Ed25519VerificationKey2018", long, "/publicKeyBase58"),
        ("Ed25519VerificationKey2018", jwk(x25519(1)), "/publicKeyJwk"),
        ("X25519KeyAgreementKey2019", multibase(key), "/publicKeyMultibase"),
        ("X25519KeyAgreementKey2020", jwk(key), "/publicKeyJwk"),
        ("Ed25519VerificationKey2020", multibase(x25519(1)), "/publicKeyMultibase"),
        ("Ed25519VerificationKey2020", r#""publicKeyJwk":{"kty":"EC","crv":"P-256"}"#.to_owned(), "/publicKeyJwk"),
        ("Ed25519VerificationKey2020", longer, "/publicKeyMultibase"),
        // The example of DID Core 1.0 itself: bytes without the code of their type.
        (
            "Ed25519VerificationKey2020",
            r#""publicKeyMultibase":"zH3C2AVvLMv6gmMNam3uVAjZpfkcJCwDwnZn6z3wXmqPV""#.to_owned(),
            "/publicKeyMultibase",
        ),
        ("Multikey", base58(key), "/publicKeyBase58"),
        ("JsonWebKey2020", base58(key), "/publicKeyBase58"),
        ("Multikey", r#""publicKeyMultibase":"""#.to_owned(), "/publicKeyMultibase"),
        ("Multikey", r#""publicKeyMultibase":"z""#.to_owned(), "/publicKeyMultibase"),
        ("Multikey", r#""publicKeyMultibase":"z0""#.to_owned(), "/publicKeyMultibase"),
        ("Multikey", r#""publicKeyMultibase":"fed01""#.to_owned(), "/publicKeyMultibase"),
        ("Multikey", of_bytes(&[&[0xed, 0x01][..], &[7; 31]].concat()), "/publicKeyMultibase"),
        ("Multikey", of_bytes(&[&[0xec, 0x01][..], &[7; 33]].concat()), "/publicKeyMultibase"),
        ("Multikey", of_bytes(&[&[0xed, 0x81, 0x00][..], &[7; 32]].concat()), "/publicKeyMultibase"),
        ("JsonWebKey", cut_jwk(&format!("{x}=")), "/publicKeyJwk"),
        ("JsonWebKey", cut_jwk(&URL_SAFE_NO_PAD.encode([1; 31])), "/publicKeyJwk"),
        ("JsonWebKey", cut_jwk(&format!("{}F", x.trim_end_matches('E'))), "/publicKeyJwk"),
        ("JsonWebKey", cut_jwk(&format!("{x}AA")), "/publicKeyJwk"),
        ("JsonWebKey2020", cut_jwk(""), "/publicKeyJwk"),
    ] {
        let (code, path) = wrong(&signing(&method("#k", kind, &members)));
        assert_eq!((code, path), (Code::DidDocumentKey, format!("/assertionMethod/0{place}")), "{kind} {members}");
    }
    for (members, code, path) in [
        (r#""publicKeyJwk":[]"#, Code::JsonWrongType, ""),
        (r#""publicKeyJwk":{}"#, Code::JsonMissingMember, "/kty"),
        (r#""publicKeyJwk":{"kty":"OKP","x":""}"#, Code::JsonMissingMember, "/crv"),
        (r#""publicKeyJwk":{"kty":"OKP","crv":"X25519"}"#, Code::JsonMissingMember, "/x"),
    ] {
        let path = format!("/assertionMethod/0/publicKeyJwk{path}");
        assert_eq!(wrong(&signing(&method("#k", "JsonWebKey", members))), (code, path));
    }
    assert_eq!(
        parse(&signing(&method("#k", "JsonWebKey", &cut_jwk("AA")))).unwrap_err().to_string(),
        "`/assertionMethod/0/publicKeyJwk` is not a key whose `x` is 32 bytes in base64url"
    );
}

#[test]
fn keys_that_are_skipped() {
    let p256 = r#""publicKeyMultibase":"zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv""#;
    // Too long for a key of ours: not even decoded.
    let long = format!(r#""publicKeyMultibase":"z{}""#, "0".repeat(128));
    for (kind, members) in [
        ("Multikey", p256),
        ("Multikey", &long),
        ("Multikey", r#""publicKeyMultibase":"uhyQDV""#),
        ("JsonWebKey", r#""publicKeyJwk":{"kty":"EC","crv":"P-256","x":"","y":""}"#),
        ("JsonWebKey2020", r#""publicKeyJwk":{"kty":"OKP","crv":"Ed448","x":""}"#),
        ("JsonWebKey2020", r#""publicKeyJwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}"#),
        ("EcdsaSecp256k1VerificationKey2019", r#""publicKeyBase58":"23o6Sau8NxxzXcgSc3PLcNxrzrZpbLeBn1izfv3jbKhuv""#),
        ("EcdsaSecp256k1RecoveryMethod2020", r#""blockchainAccountId":"eip155:1:0xab16a96d""#),
        ("ed25519verificationkey2018", r#""publicKeyBase58":7"#),
    ] {
        let other = multikey("#other", ed25519(2));
        let read = parse(&signing(&format!("{},{other}", method("#k", kind, members)))).unwrap();
        assert_eq!(read.signing_keys(), [ed25519(2)], "{kind}");
    }
    for member in [r#""revoked":"2030-01-01T00:00:00Z""#, r#""expires":"2030-01-01T00:00:00Z""#, r#""revoked":null"#] {
        let with = format!("{},{member}", multibase(ed25519(1)));
        assert!(parse(&signing(&method("#k", "Multikey", &with))).unwrap().signing_keys().is_empty(), "{member}");
    }
}

#[test]
fn every_type_in_every_form() {
    let (sign, seal) = (ed25519(1), x25519(2));
    for (kind, key, members) in [
        ("Multikey", sign, multibase(sign)),
        ("Multikey", seal, multibase(seal)),
        ("Multikey", sign, jwk(sign)),
        ("JsonWebKey", sign, jwk(sign)),
        ("JsonWebKey", seal, jwk(seal)),
        ("JsonWebKey2020", sign, jwk(sign)),
        ("JsonWebKey2020", seal, jwk(seal)),
        ("Ed25519VerificationKey2018", sign, base58(sign)),
        ("Ed25519VerificationKey2018", sign, jwk(sign)),
        ("Ed25519VerificationKey2020", sign, multibase(sign)),
        ("X25519KeyAgreementKey2019", seal, base58(seal)),
        ("X25519KeyAgreementKey2019", ed25519(0), base58(x25519(0))),
        ("X25519KeyAgreementKey2020", seal, multibase(seal)),
    ] {
        let listed = method("#a?b/c:%20", kind, &members);
        let embedded = method(&format!("{SHOP}#2"), kind, &members);
        let list = format!(r##"["{SHOP}#a?b/c:%20","#a?b/c:%20",{embedded}]"##);
        let both = format!(r#""verificationMethod":[{listed}],"assertionMethod":{list}"#);
        let curve = if kind.starts_with('X') { Curve::X25519 } else { key.curve() };
        let key = PublicKey::new(curve, *key.bytes());
        let read = parse(&document(&both)).unwrap();
        assert_eq!(read.signing_keys(), if curve == Curve::Ed25519 { vec![key] } else { vec![] }, "{kind} {members}");
        let read = parse(&document(&both.replace("assertionMethod", "keyAgreement"))).unwrap();
        assert_eq!(read.sealing_keys(), if curve == Curve::X25519 { vec![key] } else { vec![] }, "{kind} {members}");
    }
}
