//! A2: a header is closed; nothing in it is followed, and nothing critical is passed over.

use crate::support::hostile::{base64url, object, part, part_value, sign_raw, unbase64url, with_part};
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value};
use vrm_core::keys::{ForeignJws, Sealed};
use vrm_core::message::MessageKind;

/// Every name of the IANA registry "JSON Web Signature and Encryption Header Parameters", the JWT claims that may be
/// repeated there, a name that a well-known library misspells, and two of nobody's.
const NAMES: &str = "alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit enc zip epk apu apv iv tag p2s p2c iss sub aud b64 \
    ppt url nonce svt iheSSId trust_chain exp nbf iat jti critical kty x vrm";

fn hostile_value(name: &str) -> Value {
    let key = Object::new().with("crv", "Ed25519").with("kty", "OKP").with("x", base64url([9; 32]));
    match name {
        "jwk" | "epk" => key.into(),
        "crit" | "critical" => Value::Array(vec!["b64".into()]),
        "x5c" | "trust_chain" => Value::Array(vec!["MIIB".into()]),
        "b64" => false.into(),
        "zip" => "DEF".into(),
        "p2c" => 2_147_483_647.into(),
        "jku" | "x5u" | "url" => "https://attacker.example/keys".into(),
        _ => "AAAA".into(),
    }
}

/// The header's text with one member more, at the front or at the end; it may be there already.
fn with_one_more(header: &Value, name: &str, first: bool) -> String {
    let members = header.canonical();
    let inside = members.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
    let more = format!("{}:{}", Value::from(name).canonical(), hostile_value(name).canonical());
    if first { format!("{{{more},{inside}}}") } else { format!("{{{inside},{more}}}") }
}

#[test]
fn a02_one_more_member_in_the_header_of_a_jws_is_refused() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let (header, payload) = (part_value(&text, 0), unbase64url(part(&text, 1)));
        for name in NAMES.split_ascii_whitespace() {
            for first in [true, false] {
                let signed = sign_raw(two.shop.sign(), with_one_more(&header, name, first), &payload);
                let error = two.read(kind, signed).unwrap_err();
                assert_eq!(error.code(), Code::KeysHeader, "{kind:?} {name}");
                assert_eq!(error.path(), Some(format!("/{name}")), "{kind:?} {name}");
            }
        }
    }
}

#[test]
fn a02_one_more_member_in_the_header_of_a_jwe_is_refused() {
    let mut two = Two::new(2);
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    let header = part_value(sealed.as_str(), 0);
    for name in NAMES.split_ascii_whitespace() {
        for first in [true, false] {
            let text = with_part(sealed.as_str(), 0, &base64url(with_one_more(&header, name, first)));
            let error = Sealed::parse(text.as_bytes()).unwrap_err();
            assert_eq!((error.code(), error.path()), (Code::KeysHeader, Some(format!("/{name}"))));
        }
    }
    let epk = object(&header).get("epk").unwrap().clone();
    for name in NAMES.split_ascii_whitespace().chain(["d", "crv"]) {
        let header = header.canonical().replace(&epk.canonical(), &with_one_more(&epk, name, false));
        let text = with_part(sealed.as_str(), 0, &base64url(header));
        assert!(Sealed::parse(text.as_bytes()).is_err(), "epk {name}");
    }
}

#[test]
fn a02_a_missing_member_is_refused() {
    let mut two = Two::new(3);
    let text = two.text(MessageKind::Late);
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    let without = |header: &Value, name: &str| {
        let rest = object(header);
        let rest = rest.iter().filter(|(known, _)| *known != name);
        Value::from(rest.fold(Object::new(), |all, (name, value)| all.with(name, value.clone()))).canonical()
    };
    for name in ["alg", "kid", "typ"] {
        let header = without(&part_value(&text, 0), name);
        let signed = sign_raw(two.shop.sign(), header, unbase64url(part(&text, 1)));
        let error = two.read(MessageKind::Late, signed).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::KeysHeader, Some(format!("/{name}"))));
    }
    for name in ["alg", "cty", "enc", "epk", "kid"] {
        let header = without(&part_value(sealed.as_str(), 0), name);
        let error = Sealed::parse(with_part(sealed.as_str(), 0, &base64url(header)).as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::KeysHeader, Some(format!("/{name}"))));
    }
}

#[test]
fn a02_a_foreign_text_may_say_more_but_nothing_that_changes_how_it_is_read() {
    let two = Two::new(4);
    for name in NAMES.split_ascii_whitespace().filter(|name| *name != "alg") {
        let header = with_one_more(&Object::new().with("alg", "Ed25519").into(), name, false);
        let answer = ForeignJws::parse(sign_raw(two.shop.sign(), header, "{}").as_bytes());
        if ["crit", "b64", "zip"].contains(&name) {
            assert_eq!(answer.unwrap_err().code(), Code::KeysHeaderValue, "{name}");
        } else {
            assert_eq!(answer.unwrap().verify(two.shop.sign().public()), Ok(()), "{name}");
        }
    }
}
