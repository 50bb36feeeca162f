//! The bodies of the fuzz targets: each takes any bytes, asserts laws, and panics only when one is broken.

#![allow(dead_code, unreachable_pub, reason = "every target and the replay take what they need")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a broken law is a panic")]

use serde::de::IgnoredAny;
use vrm_core::did::Did;
use vrm_core::error::Fault;
use vrm_core::json::{JsonError, Value, foreign, ours};
use vrm_core::money::{Decimal, Money};
use vrm_core::text::{Language, Name, Text, Token};
use vrm_core::time::{Days, Instant};

/// A body and the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("decimal", decimal),
    ("did", did),
    ("duration", duration),
    ("foreign_json", foreign_json),
    ("instant", instant),
    ("money", money),
    ("name", name),
    ("ours_json", ours_json),
    ("words", words),
];

/// What is right comes out; what is wrong says so in one harmless line.
fn told<T, E: Fault>(answer: Result<T, E>) -> Option<T> {
    let error = match answer {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let text = error.to_string();
    assert!(!text.is_empty() && !text.ends_with('.') && text.chars().count() < 512, "{text}");
    assert!(!text.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{text}");
    assert!(!error.code().name().is_empty() && !error.rule().is_empty());
    None
}

fn utf8(data: &[u8]) -> &str {
    std::str::from_utf8(data).unwrap_or_default()
}

/// What every value that was read obeys.
fn value_laws(data: &[u8], value: &Value, parse: fn(&[u8]) -> Result<Value, JsonError>) {
    assert!(serde_json::from_slice::<IgnoredAny>(data).is_ok());
    let plain = serde_json::to_string(value).unwrap();
    assert_eq!(foreign::parse(plain.as_bytes()).as_ref(), Ok(value));
    let canonical = value.canonical();
    assert_eq!(parse(canonical.as_bytes()).unwrap().canonical(), canonical);
}

pub fn foreign_json(data: &[u8]) {
    if let Some(value) = told(foreign::parse(data)) {
        value_laws(data, &value, foreign::parse);
    }
}

pub fn ours_json(data: &[u8]) {
    if let Some(value) = told(ours::parse(data)) {
        assert_eq!(foreign::parse(data).as_ref(), Ok(&value));
        value_laws(data, &value, |bytes| ours::parse_within(bytes, usize::MAX));
    }
}

pub fn did(data: &[u8]) {
    let Some(did) = told(Did::parse(utf8(data))) else { return };
    assert_eq!(format!("did:{}:{}", did.method(), did.id()), utf8(data));
    if let Some(key) = told(did.public_key()) {
        assert_eq!(key.to_did_key().public_key(), Ok(key));
        assert_eq!(key.to_did_jwk().public_key(), Ok(key));
        assert!(did.method() != "key" || key.to_did_key() == did);
    }
    if let Some(url) = told(did.web_url()) {
        let path = url.strip_prefix("https://").unwrap();
        assert!(path.ends_with("/did.json") && !path.contains("//") && !path.contains("/../") && !path.contains('@'));
    }
}

pub fn instant(data: &[u8]) {
    if let Some(instant) = told(Instant::parse(utf8(data))) {
        assert_eq!(instant.to_string(), utf8(data));
    }
    let seconds = data.first_chunk().map_or(0, |bytes| i64::from_le_bytes(*bytes));
    if let Some(instant) = told(Instant::from_unix(seconds)) {
        assert_eq!(Instant::parse(&instant.to_string()), Ok(instant));
        assert!(instant.floor_to_minute() <= instant);
    }
}

pub fn duration(data: &[u8]) {
    if let Some(days) = told(Days::parse(utf8(data))) {
        assert_eq!(Days::parse(&days.to_string()), Ok(days));
        told(Instant::MIN.plus(days));
    }
}

pub fn name(data: &[u8]) {
    if let Some(name) = told(Name::parse(utf8(data))) {
        assert_eq!(name.as_str(), utf8(data));
        assert!(name.resembles(&name) && name.warnings().len() <= 2);
        assert!(!name.as_str().contains(char::is_control));
    }
}

pub fn money(data: &[u8]) {
    if let Some(amount) = told(Money::parse(utf8(data))) {
        assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
        assert_eq!(Money::from_decimal(amount.to_decimal(), amount.currency()), Ok(amount));
        assert_eq!(amount.times(Decimal::from(1)), Ok(amount));
        told(amount.times(amount.to_decimal()));
    }
}

pub fn decimal(data: &[u8]) {
    if let Some(decimal) = told(Decimal::parse(utf8(data))) {
        assert_eq!(decimal.to_string(), utf8(data));
    }
}

pub fn words(data: &[u8]) {
    if let Some(token) = told(Token::parse(utf8(data))) {
        assert_eq!(token.as_str(), utf8(data));
    }
    if let Some(language) = told(Language::parse(utf8(data))) {
        assert_eq!(language.as_str(), utf8(data));
    }
    if let Some(text) = told(Text::within(utf8(data), 64)) {
        assert_eq!(text.as_str(), utf8(data));
    }
}
