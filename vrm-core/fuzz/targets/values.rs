//! Identifiers, times, texts and amounts.

use super::{told, utf8};
use vrm_core::did::{Curve, Did, DidDocument, DidError, PublicKey};
use vrm_core::json::{Node, foreign};
use vrm_core::money::{Currency, Decimal, Money};
use vrm_core::text::{Language, Name, Text, Token};
use vrm_core::time::{Days, Instant};
use vrm_core::vault::Content;

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

pub fn did_document(data: &[u8]) {
    let shop = Did::parse("did:web:shop.example").unwrap();
    // A document is refused to all but its own DID, and what is behind that door is to be reached too.
    let did = own_id(data).unwrap_or_else(|| shop.clone());
    let Some(document) = told(DidDocument::parse(&did, data)) else { return };
    let other = DidDocument::parse(&Did::parse(&format!("{did}x")).unwrap_or(shop), data);
    assert!(matches!(other, Err(DidError::DocumentSubject { .. })));
    assert_eq!(document.id(), &did);
    for (keys, curve) in [(document.signing_keys(), Curve::Ed25519), (document.sealing_keys(), Curve::X25519)] {
        assert!(keys.len() <= DidDocument::MAX_METHODS);
        assert!(keys.iter().enumerate().all(|(n, key)| key.curve() == curve && !keys[..n].contains(key)));
    }
    let again = written_anew(&document);
    assert!(again.len() > DidDocument::MAX_BYTES || DidDocument::parse(&did, again.as_bytes()) == Ok(document));
}

fn own_id(data: &[u8]) -> Option<Did> {
    let value = foreign::parse(data).ok()?;
    let id = Node::root(&value).object().ok()?.optional("id")?;
    Did::parse(id.string().ok()?).ok()
}

/// The document of the same keys, as embedded Multikeys.
fn written_anew(document: &DidDocument) -> String {
    let did = document.id();
    let list = |keys: &[PublicKey], prefix: char| {
        let methods = keys.iter().enumerate().map(|(n, key)| {
            let text = key.to_did_key();
            let (id, key) = (format!("#{prefix}{n}"), text.id());
            format!(r#"{{"id":"{id}","type":"Multikey","controller":"{did}","publicKeyMultibase":"{key}"}}"#)
        });
        methods.collect::<Vec<_>>().join(",")
    };
    let (sign, seal) = (list(document.signing_keys(), 's'), list(document.sealing_keys(), 'k'));
    format!(r#"{{"id":"{did}","assertionMethod":[{sign}],"keyAgreement":[{seal}]}}"#)
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
    if let Some(currency) = told(Currency::parse(utf8(data))) {
        assert_eq!(currency.code(), utf8(data));
    }
}

/// A value of a person's, of which nothing is said.
pub fn content(data: &[u8]) {
    let Some(content) = told(Content::parse(data)) else { return };
    assert_eq!(Content::parse(content.danger_expose().as_bytes()), Ok(content.clone()));
    assert_eq!(format!("{content:?}"), "Content(..)");
    assert!(content.danger_expose().len() <= Content::MAX_BYTES);
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
