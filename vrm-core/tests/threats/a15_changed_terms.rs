//! A15: the text that was agreed is the text that holds, whatever stands under its name elsewhere.

use crate::support::hostile::{object, part_value, resigned, with_member};
use crate::support::two::{Two, terms};
use vrm_core::agreement::AgreementError;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value, ours};
use vrm_core::message::MessageKind;
use vrm_core::terms::{Layer, Roster, TermsHash};

/// The built-in roster with one entry changed.
fn roster(id: &str, change: impl Fn(Object) -> Object) -> Roster {
    let document = Roster::builtin().to_document();
    let value = ours::parse_within(document.as_bytes(), Roster::MAX_BYTES).unwrap();
    let mut roster = object(&value);
    let Some(Value::Array(entries)) = roster.get("entries").cloned() else { panic!("no entries") };
    let named = |entry: &Object| matches!(entry.get("machine"), Some(Value::String(text)) if text.contains(&format!(r#""id":"{id}""#)));
    let entries: Vec<Value> = entries
        .into_iter()
        .map(|entry| if named(&object(&entry)) { change(object(&entry)).into() } else { entry })
        .collect();
    roster.insert("entries", entries);
    Roster::load(Value::from(roster).canonical().as_bytes()).unwrap()
}

/// An entry with another text, and the hash of that text.
fn with_text(entry: Object, layer: &str, lang: &str, text: &str) -> Object {
    let hash = TermsHash::of(text.as_bytes()).to_string();
    let entry = with_member(&entry.into(), &[layer, lang], text);
    object(&with_member(&entry, &["sha256", layer, lang], hash))
}

#[test]
fn a15_another_text_under_the_same_name_is_not_what_was_agreed() {
    let mut two = Two::new(1);
    let agreement = two.agreement();
    let before = agreement.clone();
    assert!(agreement.authorise(Roster::builtin(), None).is_ok());
    for layer in [Layer::Plain, Layer::Legal] {
        for lang in ["en", "fr"] {
            let changed = roster("SD-BASE", |entry| with_text(entry, layer.name(), lang, "# SD-BASE: all of it"));
            let error = agreement.authorise(&changed, None).unwrap_err();
            let (id, layer, language) = ("SD-BASE".to_owned(), layer.name(), lang.to_owned());
            assert_eq!(error, AgreementError::TermsChanged { id, layer, language });
            assert_eq!(error.code(), Code::AgreementTermsChanged);
        }
    }
    // Another entry may change.
    let other = roster("SD-BASE-A", |entry| with_text(entry, "plain", "en", "# another"));
    assert!(agreement.authorise(&other, None).is_ok());
    assert_eq!(agreement, before);
}

#[test]
fn a15_other_rules_under_the_same_name_are_refused() {
    let mut two = Two::new(2);
    let agreement = two.agreement();
    let wider = Roster::builtin().entry("SD-BASE-ATP-S3P").unwrap().terms().machine_form().to_owned();
    let wider = wider.replace(r#""id":"SD-BASE-ATP-S3P""#, r#""id":"SD-BASE""#);
    let changed = roster("SD-BASE", |entry| {
        let entry = with_member(&entry.into(), &["machine"], wider.as_str());
        object(&with_member(&entry, &["sha256", "machine"], TermsHash::of(wider.as_bytes()).to_string()))
    });
    assert_eq!(agreement.authorise(&changed, None).unwrap_err().code(), Code::RosterLayerHash);
    let gone = roster("SD-BASE", |entry| {
        let other = wider.replace(r#""id":"SD-BASE""#, r#""id":"SD-OTHER""#);
        let entry = with_member(&entry.into(), &["machine"], other.as_str());
        object(&with_member(&entry, &["sha256", "machine"], TermsHash::of(other.as_bytes()).to_string()))
    });
    assert_eq!(agreement.authorise(&gone, None).unwrap_err().code(), Code::RosterNoEntry);
}

#[test]
fn a15_a_hash_that_is_not_the_rosters_is_found() {
    let mut two = Two::new(3);
    let text = two.text(MessageKind::Agreement);
    let payload = part_value(&text, 1);
    for (path, expected) in [
        (&["terms", "machine"][..], Code::RosterLayerHash),
        (&["terms", "plain", "en"], Code::AgreementTermsChanged),
        (&["terms", "legal", "fr"], Code::AgreementTermsChanged),
        (&["terms", "plain", "de"], Code::AgreementTermsChanged),
        (&["terms", "id"], Code::RosterNoEntry),
        (&["terms", "version"], Code::RosterNoEntry),
    ] {
        let value = if ["id", "version"].contains(&path[1]) { "other".to_owned() } else { "0".repeat(64) };
        let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, path, value).canonical());
        let half = vrm_core::agreement::HalfAgreement::parse(signed.as_bytes(), crate::support::two::now()).unwrap();
        assert_eq!(half.document().terms().entry(Roster::builtin()).unwrap_err().code(), expected, "{path:?}");
    }
}

#[test]
fn a15_every_layer_is_pinned_and_the_person_saw_one_of_its_languages() {
    let mut two = Two::new(4);
    let text = two.text(MessageKind::Agreement);
    let payload = part_value(&text, 1);
    let refused = |path: &[&str], value: Value| {
        let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, path, value).canonical());
        two.read(MessageKind::Agreement, signed).unwrap_err()
    };
    // A layer without a hash could become any text.
    assert_eq!(refused(&["terms", "legal"], Object::new().into()).code(), Code::FormEmpty);
    assert_eq!(refused(&["terms", "plain"], Object::new().into()).code(), Code::FormEmpty);
    let unseen = refused(&["terms", "shown"], "de".into());
    assert_eq!((unseen.code(), unseen.path().as_deref()), (Code::FormUnknownValue, Some("/terms/shown")));
    assert_eq!(refused(&["terms", "shown"], "FR".into()).code(), Code::LanguageSyntax);
    assert_eq!(terms("SD-BASE").hashes(Layer::Legal).len(), 2);
}

#[test]
fn a15_the_legal_text_of_the_language_that_was_shown_is_not_left_out() {
    let mut two = Two::new(5);
    let text = two.text(MessageKind::Agreement);
    let payload = part_value(&text, 1);
    let legal = terms("SD-BASE")
        .hashes(Layer::Legal)
        .iter()
        .find(|(language, _)| language.as_str() == "en")
        .unwrap()
        .1
        .to_string();
    let only_english = Object::new().with("en", legal);
    let signed = resigned(two.shop.sign(), &text, |_| {
        with_member(&payload, &["terms", "legal"], Value::from(only_english)).canonical()
    });
    // A well-formed document, by which the French reader would be bound to any French text.
    let half = vrm_core::agreement::HalfAgreement::parse(signed.as_bytes(), crate::support::two::now()).unwrap();
    let error = half.document().terms().entry(Roster::builtin()).unwrap_err();
    assert_eq!(error.to_string(), "the legal text of `SD-BASE` in `fr` is not the one agreed on");
}
