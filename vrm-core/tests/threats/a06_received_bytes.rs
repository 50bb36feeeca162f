//! A6: what was received is what is verified, and one meaning has one text.

use crate::support::hostile::{object, part, part_value, resigned, sign_raw, unbase64url, with_member};
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value};
use vrm_core::message::MessageKind;

/// The same value, every object backwards.
fn backwards(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let members: Vec<(&str, &Value)> = object.iter().collect();
            let members = members.into_iter().rev();
            members.fold(Object::new(), |all, (name, value)| all.with(name, backwards(value))).into()
        }
        Value::Array(items) => items.iter().map(backwards).collect::<Vec<_>>().into(),
        scalar => scalar.clone(),
    }
}

/// A payload at another place than the one where its sets stand.
fn at<'a>(value: &'a Value, path: &[&str]) -> &'a Value {
    path.iter().fold(value, |value, name| match (value, name.parse::<usize>()) {
        (Value::Array(items), Ok(index)) => &items[index],
        (Value::Object(object), _) => object.get(name).unwrap(),
        _ => panic!("{path:?}"),
    })
}

#[test]
fn a06_a_text_is_kept_byte_for_byte_whatever_its_header_looks_like() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let good = two.read(kind, &text).unwrap();
        assert_eq!((good.text.as_str(), good.payload), (text.as_str(), unbase64url(part(&text, 1))));
        let spaced =
            format!(" {} ", serde_json::to_string(&backwards(&part_value(&text, 0))).unwrap().replace(':', " : "));
        let other = sign_raw(two.shop.sign(), spaced, unbase64url(part(&text, 1)));
        let read = two.read(kind, &other).unwrap();
        assert_eq!((read.text, read.id), (other, good.id), "{kind:?}");
    }
}

#[test]
fn a06_a_signed_payload_in_another_form_is_refused() {
    let mut two = Two::new(2);
    for (kind, text) in two.texts() {
        let payload = part_value(&text, 1);
        let canonical = payload.canonical();
        let others = [
            serde_json::to_string(&backwards(&payload)).unwrap(),
            canonical.replace("\":", "\": "),
            canonical.replacen(',', ", ", 1),
            format!("{canonical}\n"),
            format!("\t{canonical}"),
            canonical.replacen("\"vrm-", "\"\\u0076rm-", 1),
            canonical.replacen("\"ctx\"", "\"c\\u0074x\"", 1),
            with_member(&payload, &["ext"], Object::new()).canonical(),
        ];
        for other in others {
            assert_ne!(other, canonical);
            let signed = resigned(two.shop.sign(), &text, |_| other.clone());
            let code = two.read(kind, signed).unwrap_err().code();
            // The document has no `ext` at all.
            let unknown = kind == MessageKind::Agreement && other.contains("\"ext\"");
            assert_eq!(
                code,
                if unknown { Code::JsonUnknownMember } else { Code::KeysNotCanonical },
                "{kind:?} {other}"
            );
        }
    }
}

#[test]
fn a06_a_set_out_of_order_or_with_repeats_is_refused() {
    let mut two = Two::new(3);
    for (kind, path) in [
        (MessageKind::Profile, &["accepts"][..]),
        (MessageKind::Proffer, &["terms"]),
        (MessageKind::Intention, &["terms"]),
        (MessageKind::Withdrawal, &["grants"]),
        (MessageKind::Pause, &["grants"]),
    ] {
        let text = two.text(kind);
        let payload = part_value(&text, 1);
        let Value::Array(items) = at(&payload, path) else { panic!("{kind:?}") };
        assert!(items.len() > 1);
        let reversed: Vec<Value> = items.iter().rev().cloned().collect();
        let repeated: Vec<Value> = items.iter().chain(items.last()).cloned().collect();
        for (other, expected) in
            [(reversed, Code::KeysNotCanonical), (repeated, Code::KeysNotCanonical), (Vec::new(), Code::FormEmpty)]
        {
            let other = with_member(&payload, path, other).canonical();
            let signed = resigned(two.shop.sign(), &text, |_| other);
            assert_eq!(two.read(kind, signed).unwrap_err().code(), expected, "{kind:?}");
        }
    }
}

#[test]
fn a06_a_declaration_and_a_request_have_one_form_inside_of_what_is_signed() {
    let mut two = Two::new(4);
    let full = "https://w3id.org/dpv/pd#Name";
    for kind in [MessageKind::Counter, MessageKind::Agreement, MessageKind::Ask] {
        let text = two.text(kind);
        let canonical = part_value(&text, 1).canonical();
        let mut others = vec![canonical.replacen(full, "pd:Name", 1)];
        if kind != MessageKind::Ask {
            let (one, other) = ("https://w3id.org/dpv/pd#EmailAddress", full);
            let pair = format!(r#""{one}","{other}""#);
            others.push(canonical.replacen(&pair, &format!(r#""{other}","{one}""#), 1));
            others.push(canonical.replacen(&pair, &format!(r#"{pair},"{other}""#), 1));
        } else {
            // What is left out is the widest, and saying so is another text.
            others.push(canonical.replacen(r#""operation":"#, r#""form":"identified","operation":"#, 1));
        }
        for other in others {
            assert_ne!(other, canonical);
            let signed = resigned(two.shop.sign(), &text, |_| other.clone());
            assert_eq!(two.read(kind, signed).unwrap_err().code(), Code::KeysNotCanonical, "{kind:?} {other}");
        }
    }
}

#[test]
fn a06_hexadecimal_thumbprints_and_times_have_one_spelling() {
    let mut two = Two::new(5);
    for (kind, text) in two.texts() {
        let payload = part_value(&text, 1);
        for (name, value) in object(&payload).iter() {
            let others: Vec<Value> = match value {
                Value::String(hex) if hex.len() >= 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                    let longer = format!("{hex}00");
                    [&hex.to_uppercase(), &hex[2..], &longer, "", &format!("0x{}", &hex[2..])].map(Value::from).into()
                }
                Value::String(aud) if name == "aud" => [format!("{aud}="), aud[1..].to_owned()].map(Value::from).into(),
                Value::Number(time) if ["iat", "exp", "at", "made", "accept_by", "from"].contains(&name) => {
                    let time = time.as_i64().unwrap();
                    [time + 1, time - 1, time + 30, -time, 0, 60, i64::MAX >> 11].map(Value::from).into()
                }
                _ => continue,
            };
            for other in others {
                // All digits, and so no other case.
                if other == *value {
                    continue;
                }
                let signed =
                    resigned(two.shop.sign(), &text, |_| with_member(&payload, &[name], other.clone()).canonical());
                let code = two.read(kind, signed).unwrap_err().code();
                let expected = [Code::FormHex, Code::KeysThumbprint, Code::FormNotAMinute];
                assert!(expected.contains(&code), "{kind:?} {name} {other:?}: {code:?}");
            }
        }
    }
}
