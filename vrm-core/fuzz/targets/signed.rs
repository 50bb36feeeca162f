//! Signed texts, their payloads, and the file for a dispute.

use super::pairs::PAIRS;
use super::{told, utf8};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use std::sync::LazyLock;
use vrm_core::agreement::HalfAgreement;
use vrm_core::dispute::{Bundle, Label};
use vrm_core::json::{Object, Value, foreign, ours};
use vrm_core::keys::{ForeignJws, Thumbprint, Unverified};
use vrm_core::message::{AnyMessage, Audience, Body, Message, MessageKind, MessageVisitor, SignedRoster};
use vrm_core::terms::Roster;
use vrm_core::time::Instant;

/// The signing key of [`PAIRS`], for texts that the library would not sign.
static KEY: LazyLock<SigningKey> = LazyLock::new(|| {
    let jwk = PAIRS.sign().danger_secret_jwk();
    let jwk = foreign::parse(jwk.danger_expose().as_bytes()).unwrap();
    SigningKey::from_bytes(&URL_SAFE_NO_PAD.decode(text(&object(&jwk), "d")).unwrap().try_into().unwrap())
});

pub fn signed(data: &[u8]) {
    if let Some(foreign) = told(ForeignJws::parse(data)) {
        told(foreign.verify(PAIRS.sign().public()));
    }
    let builtin = Roster::builtin().to_document();
    let released = SignedRoster::verify(builtin.as_bytes(), data, PAIRS.sign().public(), Instant::MAX);
    let kind = told(MessageKind::of(data));
    assert!(released.is_err() || kind.is_none(), "a statement is no message");
    let payload = utf8(data).split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let (reader, now) = reader(&payload.unwrap_or_default());
    for other in MessageKind::ALL {
        let taken = read(*other, data, reader, now);
        assert!(!taken || kind == Some(*other));
    }
}

/// The bytes, and what they say in their canonical form, signed as the type they name and as one they do not.
pub fn payload(data: &[u8]) {
    let value = told(ours::parse(data));
    let named = value.as_ref().and_then(|value| match value {
        Value::Object(object) => text(object, "ctx").strip_prefix("vrm-"),
        _ => None,
    });
    let named = MessageKind::ALL.iter().find(|kind| Some(kind.name()) == named);
    let other = &MessageKind::ALL[data.len() % MessageKind::ALL.len()];
    let canonical = value.as_ref().map(Value::canonical);
    for payload in [Some(data), canonical.as_ref().map(String::as_bytes)].into_iter().flatten() {
        let (reader, now) = reader(payload);
        for kind in [named, Some(other)].into_iter().flatten() {
            let taken = read(*kind, &sign(*kind, payload), reader, now);
            assert!(!taken || named == Some(kind));
        }
    }
}

pub fn bundle(data: &[u8]) {
    let Some(bundle) = told(Bundle::parse(data)) else { return };
    let file = bundle.to_json().unwrap();
    assert_eq!(Bundle::parse(file.as_bytes()).as_ref(), Ok(&bundle));
    let findings = bundle.verify(Instant::parse("2026-03-01T10:00:00Z").unwrap());
    let mut both = false;
    for statement in findings.statements {
        assert!(statement.label != Label::Asserted || statement.doubt.is_some());
        both |= statement.label == Label::Both;
        statement.doubt.map(|doubt| told::<(), _>(Err(doubt)));
    }
    assert_eq!(both, findings.agreement.is_some());
}

fn sign(kind: MessageKind, payload: &[u8]) -> Vec<u8> {
    let kid = PAIRS.sign().public().thumbprint();
    let header = format!(r#"{{"alg":"Ed25519","kid":"{kid}","typ":"{}"}}"#, kind.typ());
    let [header, payload] = [header.as_bytes(), payload].map(|part| URL_SAFE_NO_PAD.encode(part));
    let input = format!("{header}.{payload}");
    let signature = URL_SAFE_NO_PAD.encode(KEY.sign(input.as_bytes()).to_bytes());
    format!("{input}.{signature}").into_bytes()
}

/// The reader that a payload names and the time at which it was said, so that neither is what refuses it.
fn reader(payload: &[u8]) -> (Thumbprint, Instant) {
    let payload = foreign::parse(payload).ok().filter(|value| matches!(value, Value::Object(_)));
    let payload = payload.as_ref().map(object).unwrap_or_default();
    let reader = Thumbprint::parse(text(&payload, "aud")).unwrap_or(PAIRS.sign().public().thumbprint());
    let said = match payload.get("iat") {
        Some(Value::Number(iat)) => iat.as_i64().and_then(|iat| Instant::from_unix(iat).ok()),
        _ => None,
    };
    (reader, said.unwrap_or(Instant::MIN))
}

/// Reads a text as a type; whether it was taken. What is taken is in its one form and can be signed again.
fn read(kind: MessageKind, text: &[u8], reader: Thumbprint, now: Instant) -> bool {
    if kind == MessageKind::Agreement {
        return document(text, now);
    }
    told(AnyMessage::parse_as(kind, text)).is_some_and(|message| {
        assert_eq!((message.kind(), message.as_str().as_bytes()), (kind, text));
        message.visit(Reading { reader, now })
    })
}

struct Reading {
    reader: Thumbprint,
    now: Instant,
}

impl MessageVisitor for Reading {
    type Output = bool;

    fn visit<B: Body>(self, message: Unverified<Message<B>>) -> bool {
        let verified = message.verify(PAIRS.sign().public(), Audience::of(self.reader), self.now);
        let Some(verified) = told(verified) else { return false };
        canonical(verified.payload());
        let again = verified.value().clone().sign(PAIRS.sign()).unwrap();
        assert_eq!((again.payload(), again.id()), (verified.payload(), verified.id()));
        true
    }
}

fn document(text: &[u8], now: Instant) -> bool {
    let Some(half) = told(HalfAgreement::parse(text, now)) else { return false };
    canonical(half.signed().payload());
    assert!(half.document().made() < half.document().accept_by());
    if let Some(again) = told(half.document().clone().sign(PAIRS.sign(), half.document().made())) {
        assert_eq!((again.id(), again.signed().payload()), (half.id(), half.signed().payload()));
    }
    true
}

fn canonical(payload: &[u8]) {
    assert_eq!(foreign::parse(payload).unwrap().canonical().as_bytes(), payload);
}

fn object(value: &Value) -> Object {
    let Value::Object(object) = value else { panic!("no object") };
    object.clone()
}

fn text<'a>(object: &'a Object, name: &str) -> &'a str {
    match object.get(name) {
        Some(Value::String(text)) => text,
        _ => "",
    }
}
