//! A18: every type has its most bytes. That the work grows with the bytes and no faster is counted in
//! `threats_memory.rs`, by what is allocated.

use crate::support::hostile::{base64url, part, part_value, resigned, with_member, with_part};
use crate::support::kinds::readable;
use crate::support::two::{Two, now};
use std::collections::BTreeSet;
use vrm_core::agreement::HalfAgreement;
use vrm_core::dispute::Bundle;
use vrm_core::error::{Code, Fault, Kind as ErrorKind};
use vrm_core::json::Object;
use vrm_core::keys::{ForeignJws, Sealed, SealingKeyPair, SignedId, Unverified};
use vrm_core::message::{Late, Message, MessageKind, Never, Refusal, RefusalReason};

#[test]
fn a18_a_signed_text_has_at_most_64_kib_and_a_sealed_one_96() {
    let mut two = Two::new(1);
    let text = two.text(MessageKind::Late);
    assert_eq!(
        (Unverified::<Message<Late>>::MAX_BYTES, ForeignJws::MAX_BYTES, Sealed::MAX_BYTES),
        (65_536, 65_536, 98_304)
    );
    let around = part(&text, 0).len() + part(&text, 2).len() + 2;
    for (length, expected) in [(65_536, Code::KeysSignature), (65_537, Code::KeysTooLong), (1 << 20, Code::KeysTooLong)]
    {
        let long = with_part(&text, 1, &"A".repeat(length - around));
        assert_eq!(long.len(), length);
        for kind in readable() {
            let code = two.read(kind, &long).unwrap_err().code();
            let expected =
                if code == Code::KeysHeaderValue && expected == Code::KeysSignature { code } else { expected };
            assert_eq!(code, expected, "{kind:?} {length}");
        }
        let foreign = base64url(r#"{"alg":"EdDSA"}"#);
        let more = part(&text, 0).len() - foreign.len();
        let long = with_part(&with_part(&long, 0, &foreign), 1, &"A".repeat(length - around + more));
        assert_eq!((long.len(), ForeignJws::parse(long.as_bytes()).is_err()), (length, length > 65_536));
    }
    for length in [98_305, 1 << 20] {
        let code = Sealed::parse("A".repeat(length).as_bytes()).unwrap_err().code();
        assert_eq!((code, code.kind()), (Code::KeysTooLong, ErrorKind::TooLarge));
    }
    assert_eq!(Sealed::parse("A".repeat(98_304).as_bytes()).unwrap_err().code(), Code::KeysParts);
}

#[test]
fn a18_a_header_is_short() {
    let mut two = Two::new(2);
    let text = two.text(MessageKind::Late);
    let header = part_value(&text, 0).canonical();
    let padded = |length: usize| format!("{header}{}", " ".repeat(length - header.len()));
    let read =
        |length| two.read(MessageKind::Late, with_part(&text, 0, &base64url(padded(length)))).unwrap_err().code();
    // It is no longer what was signed; but it is read.
    assert_eq!((read(1024), read(1025)), (Code::KeysSignature, Code::KeysHeader));
}

/// A payload padded by an `ext` to exactly so many bytes.
fn padded(payload: &str, length: usize) -> String {
    let payload = vrm_core::json::foreign::parse(payload.as_bytes()).unwrap();
    let with = |pad: usize| with_member(&payload, &["ext"], Object::new().with("pad", "x".repeat(pad))).canonical();
    with(length - with(0).len())
}

#[test]
fn a18_a_payload_has_at_most_48_kib_and_a_documents_32() {
    let mut two = Two::new(3);
    for (kind, text) in two.texts().into_iter().filter(|(kind, _)| *kind != MessageKind::Agreement) {
        let code = |length: usize| {
            let signed = resigned(two.shop.sign(), &text, |payload| padded(&payload, length));
            two.read(kind, signed).err().map(|error| error.code())
        };
        // What is around it leaves a little less than three quarters of the 64 KiB.
        assert_eq!(code(48_000), None, "{kind:?}");
        assert_eq!(code(49_152), Some(Code::KeysTooLong), "{kind:?}");
    }
    let text = two.text(MessageKind::Agreement);
    let payload = part_value(&text, 1);
    let code = |length: usize| {
        let with = |pad: usize| with_member(&payload, &["terms", "version"], "x".repeat(pad)).canonical();
        let signed = resigned(two.shop.sign(), &text, |_| with(length - with(0).len()));
        HalfAgreement::parse(signed.as_bytes(), now()).unwrap_err().code()
    };
    assert_eq!((code(32_768), code(32_769)), (Code::TextTooLong, Code::JsonTooLong));
}

#[test]
fn a18_what_is_too_long_is_not_signed() {
    let mut two = Two::new(4);
    let (did, reader) = (two.vendor().did, two.me());
    let refusal = Refusal { answers: SignedId::from_bytes([1; 32]), why: RefusalReason::Invalid };
    for (pad, fits) in [(46_000, true), (49_000, false), (60_000, false), (70_000, false)] {
        let mut message = Message::new(refusal, did.clone(), reader, now(), Never, &mut two.random).unwrap();
        let added = message.set_ext(Object::new().with("pad", "x".repeat(pad)));
        let signed = added.and_then(|()| message.sign(two.shop.sign()));
        assert_eq!(signed.is_ok(), fits, "{pad}");
        assert!(signed.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::TooLarge), "{pad}");
        if let Ok(signed) = signed {
            // And whatever is signed can be sealed, opened and read.
            let sealed = signed.seal(two.person.seal().public()).unwrap();
            assert!(sealed.as_str().len() <= Sealed::MAX_BYTES);
            let opened = Sealed::parse(sealed.as_str().as_bytes()).unwrap().open(two.person.seal()).unwrap();
            assert!(two.read(MessageKind::Refusal, opened.as_bytes()).is_ok());
        }
    }
}

#[test]
fn a18_the_length_of_a_sealed_text_is_one_of_four() {
    let mut two = Two::new(5);
    let reader = SealingKeyPair::generate(&mut two.random).unwrap();
    let mut lengths = BTreeSet::new();
    let (did, me) = (two.vendor().did, two.me());
    for pad in (0..46_000).step_by(1_500) {
        let refusal = Refusal { answers: SignedId::from_bytes([1; 32]), why: RefusalReason::Invalid };
        let mut message = Message::new(refusal, did.clone(), me, now(), Never, &mut two.random).unwrap();
        message.set_ext(Object::new().with("pad", "x".repeat(pad))).unwrap();
        lengths.insert(message.sign(two.shop.sign()).unwrap().seal(reader.public()).unwrap().as_str().len());
    }
    assert_eq!(lengths.len(), 4, "{lengths:?}");
}

#[test]
fn a18_a_bundle_has_at_most_16_mib() {
    let mut two = Two::new(6);
    let file = Bundle::of(&two.agreement()).to_json().unwrap();
    assert_eq!(Bundle::MAX_BYTES, 8 << 20);
    let padded = |length: usize| format!("{}{file}", " ".repeat(length - file.len()));
    assert!(Bundle::parse(padded(Bundle::MAX_BYTES).as_bytes()).is_ok());
    let error = Bundle::parse(padded(Bundle::MAX_BYTES + 1).as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::JsonTooLong, ErrorKind::TooLarge));
}
