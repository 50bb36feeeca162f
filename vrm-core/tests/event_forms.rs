//! What is read as an event and what is not, and that every refusal says where.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod draw;
#[path = "draw/event.rs"]
mod event;
#[path = "draw/message.rs"]
mod message;
mod support;

use event::{SAID, drawn, hex, written};
use message::Source;
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::hostile::members;
use vrm_core::error::{Code, Fault, Kind};
use vrm_core::history::{Entry, Event, HistoryError};
use vrm_core::json::{Object, Value};
use vrm_core::message::{AnyMessage, MessageKind};
use vrm_core::terms::Terms;

/// How many kinds there are: those that are no message, and those that are.
const KINDS: usize = 45 + SAID.len();

fn kinds() -> Vec<&'static str> {
    Event::kinds().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_event_is_read_as_it_was_written(seed in any::<u64>(), kind in 0..KINDS) {
        let (kind, mut from) = (kinds()[kind], Source::new(seed));
        let (body, event) = drawn(kind, &mut from);
        let command = body.get("command").cloned();
        let text = written(kind, body, &mut from);
        let entry = Entry::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(entry.event(), &event);
        prop_assert_eq!(entry.event().kind(), kind);
        prop_assert_eq!(entry.to_text(), text.as_str());
        let stands = format!(r#""kind":"{kind}","n":{},"stream":"{}","v":1}}"#, entry.n(), entry.stream());
        prop_assert!(text.ends_with(&stands), "{}", text);
        let at = format!(r#"{{"at":{},"#, entry.at().unix());
        prop_assert!(text.starts_with(&at), "{}", text);
        let id = entry.command().map(|id| Value::from(id.to_string()));
        let Some(Value::Object(command)) = command else {
            prop_assert_eq!(id, None);
            return Ok(());
        };
        prop_assert_eq!(command.get("id"), id.as_ref());
    }

    /// Whatever bytes: an answer, and what is taken is in its one form.
    #[test]
    fn any_bytes_have_an_answer(seed in any::<u64>(), kind in 0..KINDS, changes in 1..4_usize) {
        let mut text = text(kinds()[kind], seed).into_bytes();
        let mut from = Source::new(!seed);
        for _ in 0..changes {
            let at = from.dice.below(text.len());
            match from.dice.below(3) {
                0 => text[at] = from.bytes::<1>()[0],
                1 => { text.remove(at); }
                _ => text.insert(at, *from.dice.pick(br#"{}[]",:0-e\ "#)),
            }
        }
        match Entry::parse(&text) {
            Ok(entry) => prop_assert!(entry.to_text().as_bytes() == text),
            Err(error) => prop_assert!(error.to_string().len() < 1000),
        }
    }
}

/// A text of a kind.
fn text(kind: &str, seed: u64) -> String {
    let mut from = Source::new(seed);
    let (body, _) = drawn(kind, &mut from);
    written(kind, body, &mut from)
}

fn value(text: &str) -> Value {
    vrm_core::json::ours::parse_within(text.as_bytes(), Entry::MAX_BYTES).unwrap()
}

/// Every text of which one place was changed: each member and item in turn, at any depth.
fn changed(value: &Value, change: &dyn Fn(&Value) -> Vec<Option<Value>>) -> Vec<Value> {
    let mut all = Vec::new();
    match value {
        Value::Object(object) => {
            for (name, inner) in object.iter() {
                let others = || object.iter().filter(|(other, _)| *other != name);
                let rest = || others().fold(Object::new(), |all, (name, value)| all.with(name, value.clone()));
                let whole = change(inner).into_iter();
                all.extend(whole.map(|new| new.map_or_else(rest, |new| rest().with(name, new)).into()));
                all.extend(changed(inner, change).into_iter().map(|new| rest().with(name, new).into()));
            }
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                let with = |new: Option<Value>| {
                    let mut items = items.clone();
                    match new {
                        Some(new) => items[index] = new,
                        None => drop(items.remove(index)),
                    }
                    Value::Array(items)
                };
                all.extend(change(&items[index]).into_iter().map(with));
                all.extend(changed(&items[index], change).into_iter().map(|new| with(Some(new))));
            }
        }
        _ => {}
    }
    all
}

/// A few texts of every kind, that all their members come up.
fn texts() -> impl Iterator<Item = (&'static str, String)> {
    kinds().into_iter().flat_map(|kind| (0..6).map(move |seed| (kind, text(kind, 41 * seed + 7))))
}

/// A refusal says where, and in one harmless line.
fn says_where(text: &str) -> String {
    let error = Entry::parse(text.as_bytes()).err().unwrap_or_else(|| panic!("{text}"));
    assert!(!error.to_string().contains('\n') && !error.to_string().ends_with('.'), "{error}");
    error.path().unwrap_or_else(|| panic!("{error}: {text}"))
}

#[test]
fn a_member_that_is_gone_is_missed() {
    let mut optional = BTreeSet::new();
    for (kind, text) in texts() {
        for without in changed(&value(&text), &|_| vec![None]) {
            let without = without.canonical();
            match Entry::parse(without.as_bytes()) {
                Ok(entry) => {
                    assert_eq!(entry.to_text(), without);
                    optional.insert(kind);
                }
                Err(error) => {
                    // Without its entries, a preference is written another way.
                    assert!(error.path().is_some() || error == HistoryError::NotCanonical, "{error}: {without}");
                }
            }
        }
    }
    // A command may be missing anywhere.
    assert_eq!(optional, kinds().into_iter().collect());
    for member in ["v", "stream", "n", "at", "kind", "body"] {
        let Value::Object(entry) = value(&text("closed", 1)) else { panic!() };
        let rest = entry.iter().filter(|(name, _)| *name != member);
        let rest = rest.fold(Object::new(), |all, (name, value)| all.with(name, value.clone()));
        assert_eq!(says_where(&Value::Object(rest).canonical()), format!("/{member}"));
    }
}

#[test]
fn a_member_that_is_twice_there_is_refused() {
    for (_, text) in texts() {
        for (at, name) in members(&text) {
            let twice = format!("{}{name}:0,{}", &text[..at], &text[at..]);
            let error = Entry::parse(twice.as_bytes()).unwrap_err();
            assert_eq!(error.code(), Code::JsonDuplicateMember, "{twice}");
            let path = error.path().unwrap();
            assert_eq!(path.rsplit('/').next().unwrap(), name.trim_matches('"').replace('~', "~0").replace('/', "~1"));
        }
    }
}

#[test]
fn a_member_too_many_is_refused() {
    let add = |value: &Value| match value {
        Value::Object(object) => vec![Some(object.clone().with("unheard", 0).into())],
        _ => vec![],
    };
    for (_, text) in texts() {
        let whole = value(&text);
        let mut all = changed(&whole, &add);
        all.extend(add(&whole).into_iter().flatten());
        assert!(all.len() > 1);
        for more in all {
            let path = says_where(&more.canonical());
            assert!(path.ends_with("/unheard"), "{path}");
        }
    }
}

#[test]
fn a_member_of_another_type_is_refused() {
    let others = |value: &Value| {
        let all: [Value; 6] =
            [Value::Null, true.into(), 7.into(), "seven".into(), Value::Array(vec![]), Object::new().into()];
        let same = |other: &&Value| std::mem::discriminant(*other) == std::mem::discriminant(value);
        all.iter().filter(|other| !same(other)).cloned().map(Some).collect()
    };
    for (_, text) in texts() {
        for mistyped in changed(&value(&text), &others) {
            let path = says_where(&mistyped.canonical());
            assert!(path.starts_with('/'), "{path}");
        }
    }
}

#[test]
fn another_form_of_the_same_is_refused() {
    for (_, text) in texts() {
        for other in [format!(" {text}"), format!("{text}\n"), text.replacen("\"at\":", "\"at\": ", 1)] {
            assert_eq!(Entry::parse(other.as_bytes()), Err(HistoryError::NotCanonical), "{other}");
        }
        let (at, rest) = text[1..].split_once(',').unwrap();
        let turned = format!("{{{},{at}}}", rest.strip_suffix('}').unwrap());
        assert_eq!(Entry::parse(turned.as_bytes()), Err(HistoryError::NotCanonical), "{turned}");
    }
}

#[test]
fn the_kinds_are_as_many_as_are_drawn() {
    assert_eq!(kinds().len(), KINDS);
}

#[test]
fn unknown_kinds_and_versions_are_refused_not_skipped() {
    let closed = text("closed", 1);
    // A document is no message: nothing says it alone.
    for kind in ["documented", "", "Closed", "closed ", "consented ", "snapshot"] {
        let text = closed.replace(r#""kind":"closed""#, &format!(r#""kind":"{kind}""#));
        let error = Entry::parse(text.as_bytes()).unwrap_err();
        assert_eq!(error, HistoryError::UnknownKind { kind: kind.to_owned(), version: 1 });
        assert_eq!((error.kind(), error.code()), (Kind::NewerVersion, Code::HistoryUnknownKind));
    }
    for version in [-1, 0, 2, i64::from(u32::MAX)] {
        // Whatever else a later version has.
        let text = closed.replace(r#""v":1"#, &format!(r#""v":{version}"#)).replace("{\"at\":", "{\"and\":[],\"at\":");
        let error = Entry::parse(text.as_bytes()).unwrap_err();
        assert_eq!(error, HistoryError::UnknownKind { kind: "closed".to_owned(), version });
    }
}

#[test]
fn the_kinds_of_messages_are_those_that_are_read() {
    let said: BTreeSet<MessageKind> = SAID.iter().map(|(_, kind)| *kind).collect();
    // No event holds a value of the person's.
    let kept = AnyMessage::KINDS.iter().copied().filter(|kind| *kind != MessageKind::Disclosure);
    assert_eq!(said, kept.collect());
    let mut from = Source::new(3);
    for (name, kind) in SAID {
        for other in AnyMessage::KINDS {
            let body = Object::new().with("by", "person").with("text", from.two.kept_text(*other));
            let text = written(name, body, &mut from);
            let entry = Entry::parse(text.as_bytes());
            assert_eq!(entry.is_ok(), *other == kind, "{name} {other:?}");
            if let Err(error) = entry {
                assert_eq!(error.path().as_deref(), Some("/body/text"));
            }
        }
    }
}

fn closed_with(member: &str, number: i64) -> Result<Entry, HistoryError> {
    let Value::Object(mut entry) = value(&text("closed", 1)) else { panic!() };
    entry.insert(member, number);
    Entry::parse(Value::Object(entry).canonical().as_bytes())
}

#[test]
fn times_and_positions_have_their_ends() {
    let (first, last, largest) = (946_684_800, 253_402_300_799, (1 << 53) - 1);
    for (member, number) in [("at", first), ("at", last), ("at", first + 1), ("n", 1), ("n", largest)] {
        assert!(closed_with(member, number).is_ok(), "{member} {number}");
    }
    let wrong = [("at", first - 1), ("at", last + 1), ("at", 0), ("at", -1), ("n", 0), ("n", -1)];
    for (member, number) in wrong.into_iter().chain(["at", "n", "v"].map(|member| (member, largest + 1))) {
        let error = closed_with(member, number).unwrap_err();
        assert_eq!(error.path(), Some(format!("/{member}")), "{error}");
    }
}

#[test]
fn the_largest_text_of_ones_own_terms_fits_and_nothing_much_larger() {
    let machine = |length: usize| {
        let body = Object::new().with("machine", "\u{1}".repeat(length));
        written("terms-set", body, &mut Source::new(5))
    };
    // Every byte of it escaped: six for one.
    let largest = machine(Terms::MAX_BYTES);
    assert!(largest.len() > 6 * Terms::MAX_BYTES);
    assert_eq!(Entry::parse(largest.as_bytes()).unwrap().to_text(), largest);
    let most = machine((Entry::MAX_BYTES - (largest.len() - 6 * Terms::MAX_BYTES)) / 6 + 1);
    assert!(most.len() > Entry::MAX_BYTES);
    assert_eq!(Entry::parse(most.as_bytes()).unwrap_err().code(), Code::JsonTooLong);
}

#[test]
fn ids_and_hashes_are_of_their_length() {
    let mut from = Source::new(9);
    for (kind, member, digits) in [
        ("used", "grant", 64),
        ("lapsed", "agreement", 64),
        ("invalid", "message", 64),
        ("erased", "stream", 32),
        ("drafted", "intention", 32),
        ("vouched", "pin", 64),
        ("offer-held", "offer", 64),
        ("offer-held", "replaces", 64),
        ("offer-held", "dropped", 64),
        ("offer-chosen", "offer", 64),
        ("stored", "item", 32),
        ("stored", "content", 64),
        ("stored", "replaces", 64),
        ("removed", "item", 32),
        ("disclosed", "jti", 32),
        ("disclosed", "grant", 64),
        ("deleted", "disclosure", 32),
        ("offer-chosen", "relationship", 32),
    ] {
        for length in [0, digits - 2, digits - 1, digits + 1, digits + 2] {
            let (body, _) = drawn(kind, &mut from);
            let id: String = hex([0xab; 40]).chars().take(length).collect();
            let wrong = [id.clone(), "AB".repeat(digits / 2), " ".repeat(digits)];
            for wrong in wrong {
                let text = written(kind, body.clone().with(member, wrong), &mut from);
                assert_eq!(says_where(&text), format!("/body/{member}"));
            }
        }
    }
}
