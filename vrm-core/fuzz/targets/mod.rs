//! The bodies of the fuzz targets: each takes any bytes, asserts laws, and panics only when one is broken.

#![allow(dead_code, unreachable_pub, reason = "every target and the replay take what they need")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a broken law is a panic")]

#[cfg(feature = "keys")]
mod carry;
mod consent;
mod decision;
mod foreign;
#[cfg(feature = "keys")]
mod history;
mod intention;
mod json;
#[cfg(feature = "keys")]
mod keys;
#[cfg(feature = "keys")]
mod pairs;
mod receipts;
#[cfg(feature = "keys")]
mod signed;
mod terms;
mod values;
mod vocab;

#[cfg(feature = "keys")]
pub use carry::export;
pub use consent::{consent_record, iso_receipt};
pub use decision::{block, host, request};
pub use foreign::published_offer;
#[cfg(feature = "keys")]
pub use history::event;
pub use intention::{quote, want};
pub use json::{foreign_json, ours_json};
#[cfg(feature = "keys")]
pub use keys::{sealed, thumbprint};
pub use receipts::{kantara_receipt, published_receipt};
#[cfg(feature = "keys")]
pub use signed::{bundle, payload, signed};
pub use terms::{declaration, preferences, roster, terms};
pub use values::{content, decimal, did, did_document, duration, instant, money, name, words};
pub use vocab::{own_words, place, recipient, word};

use vrm_core::decision::Request;
use vrm_core::error::Fault;
use vrm_core::sentence::{Sentence, Tongue};
use vrm_core::vocab::Recipient;

/// A body and the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("block", block),
    #[cfg(feature = "keys")]
    ("bundle", bundle),
    ("consent_record", consent_record),
    ("content", content),
    ("decimal", decimal),
    ("declaration", declaration),
    ("did", did),
    ("did_document", did_document),
    ("duration", duration),
    #[cfg(feature = "keys")]
    ("event", event),
    #[cfg(feature = "keys")]
    ("export", export),
    ("foreign_json", foreign_json),
    ("host", host),
    ("instant", instant),
    ("iso_receipt", iso_receipt),
    ("kantara_receipt", kantara_receipt),
    ("money", money),
    ("name", name),
    ("ours_json", ours_json),
    ("own_words", own_words),
    #[cfg(feature = "keys")]
    ("payload", payload),
    ("place", place),
    ("preferences", preferences),
    ("published_offer", published_offer),
    ("published_receipt", published_receipt),
    ("quote", quote),
    ("recipient", recipient),
    ("request", request),
    ("roster", roster),
    #[cfg(feature = "keys")]
    ("sealed", sealed),
    #[cfg(feature = "keys")]
    ("signed", signed),
    ("terms", terms),
    #[cfg(feature = "keys")]
    ("thumbprint", thumbprint),
    ("want", want),
    ("word", word),
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
    harmless(&text);
    assert!(!error.code().name().is_empty() && !error.rule().is_empty());
    None
}

/// Neither breaks a line nor turns the order of what stands around it.
fn harmless(text: &str) {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(|c: char| c.is_control() || turns(c)), "{text:?}");
}

/// Said in every tongue, with every argument in its place.
fn said(sentences: &[Sentence]) {
    for sentence in sentences {
        for tongue in [Tongue::English, Tongue::French] {
            let text = sentence.say(tongue);
            assert!(!text.is_empty(), "{}", sentence.key());
            harmless(&text);
        }
    }
}

/// A few requests to put to any text.
fn questions() -> Vec<Request> {
    let ask = |data: &str, purpose: &str, operation: &str, recipient: Recipient| {
        Request::new(data.parse().unwrap(), purpose.parse().unwrap(), operation.parse().unwrap(), recipient)
    };
    vec![
        ask("pd:EmailAddress", "dpv:DirectMarketing", "dpv:Use", Recipient::Vendor),
        ask("dpv:PersonalData", "dpv:Purpose", "dpv:Processing", Recipient::Anyone),
        ask("pd:MedicalHealth", "dpv:RequestedServiceProvision", "dpv:Profiling", Recipient::Processor),
        ask("pd:NoSuchWord", "dpv:Marketing", "dpv:Store", "did:web:a.example".parse().unwrap()),
    ]
}

fn utf8(data: &[u8]) -> &str {
    std::str::from_utf8(data).unwrap_or_default()
}
