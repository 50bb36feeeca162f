//! A3: every part has its one length and its one spelling; nothing panics on the others.

use crate::support::hostile::{base64url, part, unbase64url, with_part};
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::keys::{ForeignJws, KeyError, Sealed, SealingKeyPair};
use vrm_core::message::MessageKind;

const SEALED_PARTS: [(usize, &str, usize); 3] =
    [(1, "encrypted key", 40), (2, "initialisation vector", 12), (4, "authentication tag", 16)];

/// Other spellings of a part, none of which is base64url as it must be.
fn misspelt(part: &str) -> Vec<String> {
    let mut all: Vec<String> = ["=", "==", " ", "\n", "\r\n", "\t", "+", "/", "A===", "%", "\0", "é", "A A"]
        .map(|end| format!("{part}{end}"))
        .into();
    all.extend(["=", " ", "\n", "+", "/", "\u{feff}"].map(|start| format!("{start}{part}")));
    if !part.is_empty() {
        let (head, tail) = part.split_at(part.len() / 2);
        all.extend(["\n", " ", "+", "/", "="].map(|middle| format!("{head}{middle}{tail}")));
        all.push(part.replacen(['A', 'B', 'C', 'Q', 'e', 'J', 'y'], "+", 1));
    }
    if !part.len().is_multiple_of(4) {
        // The last character has bits that stand for nothing.
        const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let (head, last) = part.split_at(part.len() - 1);
        let spare = if part.len() % 4 == 2 { 16 } else { 4 };
        let index = ALPHABET.find(last).unwrap();
        all.extend((1..spare).map(|bits| format!("{head}{}", &ALPHABET[index + bits..=index + bits])));
    }
    all.retain(|other| other != part);
    all
}

fn opens(text: &str, pair: &SealingKeyPair) -> Result<(), KeyError> {
    Sealed::parse(text.as_bytes())?.open(pair).map(drop)
}

#[test]
fn a03_a_signature_has_64_bytes() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let good = unbase64url(part(&text, 2));
        for length in 0..=255 {
            let bytes: Vec<u8> = good.iter().copied().cycle().take(length).collect();
            let answer = two.read(kind, with_part(&text, 2, &base64url(bytes)));
            match length {
                64 => assert!(answer.is_ok()),
                _ => assert_eq!(answer.unwrap_err().code(), Code::KeysPartLength, "{kind:?} {length}"),
            }
        }
    }
}

#[test]
fn a03_the_parts_of_a_sealed_text_have_their_lengths() {
    let mut two = Two::new(2);
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    for (index, name, right) in SEALED_PARTS {
        let good = unbase64url(part(sealed.as_str(), index));
        assert_eq!(good.len(), right);
        for length in 0..=255 {
            let bytes: Vec<u8> = good.iter().copied().cycle().take(length).collect();
            let answer = opens(&with_part(sealed.as_str(), index, &base64url(bytes)), two.shop.seal());
            let wrong = KeyError::PartLength {
                part: name,
                found: length,
                expected: match right {
                    40 => "40",
                    12 => "12",
                    _ => "16",
                },
            };
            assert_eq!(answer, if length == right { Ok(()) } else { Err(wrong) });
        }
    }
}

#[test]
fn a03_what_is_inside_has_one_of_four_lengths() {
    let mut two = Two::new(3);
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    let sizes = [1 << 10, 4 << 10, 16 << 10, 64 << 10];
    let around = sizes.iter().flat_map(|size: &usize| (size - 17)..=(size + 17));
    for length in around.chain(0..=255) {
        let text = with_part(sealed.as_str(), 3, &base64url(vec![7; length]));
        // The right length passes the gate, and the tag says no.
        let expected = if sizes.contains(&length) { Code::KeysSealed } else { Code::KeysPartLength };
        assert_eq!(opens(&text, two.shop.seal()).unwrap_err().code(), expected, "{length}");
    }
}

#[test]
fn a03_another_spelling_of_any_part_is_refused() {
    let mut two = Two::new(4);
    for (kind, text) in two.texts() {
        for index in 0..3 {
            for other in misspelt(part(&text, index)) {
                let spelt = with_part(&text, index, &other);
                let code = two.read(kind, &spelt).unwrap_err().code();
                // A sign changed in the payload is found by the signature, which comes first; all else by the gate.
                assert!(matches!(code, Code::KeysBase64 | Code::KeysSignature), "{kind:?} {index} {other:?}: {code:?}");
                assert!(ForeignJws::parse(spelt.as_bytes()).is_err(), "{index} {other:?}");
            }
        }
        for around in ["\n", " ", "\0", "\u{feff}"] {
            assert!(two.read(kind, format!("{text}{around}")).is_err());
            assert!(two.read(kind, format!("{around}{text}")).is_err());
        }
    }
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    for index in 0..5 {
        for other in misspelt(part(sealed.as_str(), index)) {
            let error = opens(&with_part(sealed.as_str(), index, &other), two.shop.seal()).unwrap_err();
            assert_eq!(error.code(), Code::KeysBase64, "{index} {other:?}");
        }
    }
}

#[test]
fn a03_too_few_and_too_many_parts_are_refused() {
    let mut two = Two::new(5);
    let text = two.text(MessageKind::Seen);
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    for (signed, count) in [(text.as_str(), 3), (sealed.as_str(), 5)] {
        let parts: Vec<&str> = signed.split('.').collect();
        for found in (0..=8).filter(|found| *found != count) {
            let other: Vec<&str> = parts.iter().copied().cycle().take(found).collect();
            let other = other.join(".");
            let codes = [
                two.read(MessageKind::Seen, &other).err().map(|error| error.code()),
                opens(&other, two.shop.seal()).err().map(|error| error.code()),
            ];
            assert!(codes[usize::from(count == 5)] == Some(Code::KeysParts), "{found}: {codes:?}");
        }
        let dots = format!("{signed}.");
        assert!(two.read(MessageKind::Seen, &dots).is_err() && opens(&dots, two.shop.seal()).is_err());
    }
    for bytes in [&b"\xff.\xff.\xff"[..], b"\xed\xa0\x80..", b""] {
        assert!(two.read(MessageKind::Seen, bytes).is_err() && Sealed::parse(bytes).is_err());
    }
}
