//! Identifiers by example, unhappy paths first, and their laws.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use vrm_core::did::{Curve, Did, DidError, PublicKey};
use vrm_core::error::{Code, Fault, Kind};

fn error(text: &str) -> DidError {
    Did::parse(text).unwrap_err()
}

fn key_error(text: &str) -> DidError {
    Did::parse(text).unwrap().public_key().unwrap_err()
}

fn jwk_error(jwk: &str) -> DidError {
    key_error(&format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk)))
}

#[test]
fn what_is_no_did() {
    for (text, offset) in [
        ("", 0),
        ("DID:web:example.com", 0),
        ("did", 0),
        ("did:", 4),
        ("did::x", 4),
        ("did:web", 7),
        ("did:Web:x", 4),
        ("did:we-b:x", 6),
        ("did:web:", 8),
        ("did:web:x:", 10),
        ("did:web:x/path", 9),
        ("did:web:x?query", 9),
        ("did:web:x#fragment", 9),
        ("did:web:x y", 9),
        ("did:web:%", 8),
        ("did:web:a%4", 9),
        ("did:web:a%zz", 9),
        ("did:web:a%4ø", 9),
        ("did:web:ø.example", 8),
        ("did:jwk:$ey", 8),
        (" did:web:x", 0),
    ] {
        match error(text) {
            DidError::Syntax { offset: found, .. } => assert_eq!(found, offset, "{text}"),
            other => panic!("{text}: {other}"),
        }
    }
    let long = format!("did:x:{}", "y".repeat(2043));
    assert_eq!(error(&long), DidError::TooLong { length: 2049, limit: 2048 });
    assert_eq!(
        error("did:web:x#1").to_string(),
        "no DID at byte 9: expected a letter, a digit, `.`, `-`, `_`, `:` or `%` and two hexadecimal digits"
    );
    assert_eq!(error("did:web:x#1").code(), Code::DidSyntax);
}

#[test]
fn what_is_a_did() {
    for text in [
        "did:a:b",
        "did:4:-",
        "did:example:a::b",
        "did:example::b",
        "did:web:a%4F%aF",
        "did:plc:z72i7hdynmk6r22z27h6tvur",
    ] {
        let did = Did::parse(text).unwrap();
        assert_eq!(format!("did:{}:{}", did.method(), did.id()), text);
    }
}

#[test]
fn keys_that_are_malformed_or_of_another_type() {
    for id in ["6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", "f0d01", "z", "z0"] {
        assert_eq!(key_error(&format!("did:key:{id}")).code(), Code::DidKeyMalformed, "{id}");
    }
    for length in [0, 31, 33] {
        let bytes = [&[0xed, 0x01][..], &vec![7; length]].concat();
        let did = format!("did:key:z{}", bs58::encode(bytes).into_string());
        assert_eq!(key_error(&did), DidError::KeyMalformed { expected: "a key of 32 bytes" });
    }
    let text = "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";
    assert_eq!(key_error(text).to_string(), "a key of type `p256-pub` is not supported, expected Ed25519 or X25519");
    assert_eq!(key_error(text).kind(), Kind::Unsupported);
    assert_eq!(key_error("did:web:example.com").code(), Code::DidWrongMethod);
}

#[test]
fn jwks_that_are_malformed_or_of_another_type() {
    for id in ["hehe", "e30", "e31", "e30%3D", "bm8", "W10"] {
        assert_eq!(key_error(&format!("did:jwk:{id}")).code(), Code::DidJwkMalformed, "{id}");
    }
    let x = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik";
    for (jwk, code) in [
        (format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","d":"{x}"}}"#), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","x":"{x}"}}"#), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","kid":1}}"#), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}="}}"#), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}l"}}"#, &x.trim_end_matches('k')), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}AA"}}"#), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","x":"{x}"}}"#), Code::DidJwkMalformed),
        (format!(r#"{{"kty":"OKP","crv":"Ed448","x":"{x}"}}"#), Code::DidKeyUnsupported),
        (format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{x}"}}"#), Code::DidKeyUnsupported),
        (r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#.to_owned(), Code::DidKeyUnsupported),
    ] {
        assert_eq!(jwk_error(&jwk).code(), code, "{jwk}");
    }
    let private = jwk_error(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","d":"{x}"}}"#)).to_string();
    assert!(private.starts_with("the key inside the did:jwk: the member `/d` is not known here"), "{private}");
    assert!(!private.contains(x));
    assert_eq!(jwk_error(r#"{"kty":"EC","crv":"P-256"}"#), DidError::KeyUnsupported { codec: "EC P-256".into() });
}

#[test]
fn hosts_ports_and_paths_that_no_one_should_call() {
    let code = |id: &str| Did::parse(&format!("did:web:{id}")).unwrap().web_url().unwrap_err().code();
    let long = format!("{}.com", "a.".repeat(125));
    for id in [
        "localhost",
        "a.localhost",
        "example",
        "127.0.0.1",
        "1.2.3.4%3A80",
        "example.0x7f",
        "example.1",
        "Example.com",
        "example..com",
        ".example.com",
        "example.com.",
        "-a.com",
        "a-.com",
        "a_b.com",
        "ab--c.com",
        "user%40example.com",
        "%5B::1%5D",
        "exa%6Dple.com",
        "e%C3%A9.com",
        &"a".repeat(64),
        &long,
    ] {
        assert_eq!(code(id), Code::DidWebHost, "{id}");
    }
    for id in [
        "example.com%3A",
        "example.com%3A0",
        "example.com%3A080",
        "example.com%3A65536",
        "example.com%3A80%3A80",
        "example.com%3A-1",
        "example.com%3A8a",
        "example.com%3A%2B1",
    ] {
        assert_eq!(code(id), Code::DidWebPort, "{id}");
    }
    for id in [
        "a.com::b",
        "a.com:..",
        "a.com:.",
        "a.com:%2e%2e",
        "a.com:%2E",
        "a.com:a%2Fb",
        "a.com:a%5Cb",
        "a.com:%00",
        "a.com:%0A",
        "a.com:%25",
        "a.com:%41",
        "a.com:%FF",
        "a.com:%C3",
    ] {
        assert_eq!(code(id), Code::DidWebPath, "{id}");
    }
    assert_eq!(Did::parse("did:key:z6Mk").unwrap().web_url().unwrap_err().code(), Code::DidWrongMethod);
}

#[test]
fn addresses_that_may_be_called() {
    for (id, url) in [
        ("xn--mnchen-3ya.de", "https://xn--mnchen-3ya.de/.well-known/did.json"),
        ("a.b-c.example%3a8443", "https://a.b-c.example:8443/.well-known/did.json"),
        ("1a.com:%7Ealice:e%C3%A9:...", "https://1a.com/%7Ealice/e%C3%A9/.../did.json"),
        ("a.com%3A65535:x", "https://a.com:65535/x/did.json"),
        ("a.com:%40alice%3Ab", "https://a.com/%40alice%3Ab/did.json"),
    ] {
        assert_eq!(Did::parse(&format!("did:web:{id}")).unwrap().web_url().unwrap(), url);
    }
}

proptest! {
    #[test]
    fn printing_gives_the_text_that_was_read(text in "did:[a-z0-9]{1,8}:([A-Za-z0-9._-]|%[0-9a-fA-F]{2}|:){0,20}[A-Za-z0-9._-]") {
        let did = Did::parse(&text).unwrap();
        prop_assert_eq!(did.to_string(), text);
        let _ = (did.public_key(), did.web_url());
    }

    #[test]
    fn keys_come_back_from_both_methods(x25519: bool, bytes: [u8; 32]) {
        let key = PublicKey::new(if x25519 { Curve::X25519 } else { Curve::Ed25519 }, bytes);
        for did in [key.to_did_key(), key.to_did_jwk()] {
            prop_assert_eq!(Did::parse(did.as_str()), Ok(did.clone()));
            prop_assert_eq!(did.public_key(), Ok(key));
        }
    }

    #[test]
    fn one_key_has_one_did_key(bytes: [u8; 32], place in 0..47_usize, other in "[1-9A-HJ-NP-Za-km-z]") {
        let did = PublicKey::new(Curve::Ed25519, bytes).to_did_key();
        let mut id: Vec<char> = did.id().chars().collect();
        id[1 + place] = other.chars().next().unwrap();
        let changed = Did::parse(&format!("did:key:{}", id.into_iter().collect::<String>())).unwrap();
        prop_assert!(changed == did || changed.public_key().ok().map(|key| key.to_did_key()) != Some(did));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}|did:(web|key|jwk):\\PC{0,40}") {
        if let Ok(did) = Did::parse(&text) {
            prop_assert_eq!(did.as_str(), &text);
            if let Ok(url) = did.web_url() {
                prop_assert!(url.starts_with("https://") && url.ends_with("/did.json") && !url.contains("/../"));
            }
        }
    }
}
