//! A8: a signature over one type is none over another.

use crate::support::hostile::{header, part, part_value, sign_as, sign_raw, unbase64url, with_member};
use crate::support::kinds::readable;
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::keys::ForeignJws;
use vrm_core::message::MessageKind;

#[test]
fn a08_a_text_is_read_as_its_own_type_only() {
    let mut two = Two::new(1);
    assert_eq!(readable().len(), 24);
    for (kind, text) in two.texts() {
        assert_eq!(MessageKind::of(text.as_bytes()), Ok(kind));
        for other in readable() {
            let code = two.read(other, &text).err().map(|error| error.code());
            assert_eq!(code, (other != kind).then_some(Code::KeysHeaderValue), "{kind:?} as {other:?}");
        }
    }
}

#[test]
fn a08_a_payload_under_the_name_of_another_type_is_refused_although_it_is_signed() {
    let mut two = Two::new(2);
    for (kind, text) in two.texts() {
        let payload = part_value(&text, 1);
        for other in readable().into_iter().filter(|other| *other != kind) {
            // The header says one thing and the payload the other.
            let signed = sign_as(two.shop.sign(), other.name(), payload.canonical());
            assert_eq!(two.read(other, signed).unwrap_err().code(), Code::FormContext, "{kind:?} as {other:?}");
            let renamed = with_member(&payload, &["ctx"], format!("vrm-{}", other.name())).canonical();
            let signed = sign_as(two.shop.sign(), kind.name(), &renamed);
            assert_eq!(two.read(kind, signed).unwrap_err().code(), Code::FormContext, "{kind:?} as {other:?}");
            // Both say the other: only types with the same members are then read, and they have another name.
            if let Ok(read) = two.read(other, sign_as(two.shop.sign(), other.name(), &renamed)) {
                assert_ne!(read.id, two.read(kind, &text).unwrap().id);
                let alike = [MessageKind::Withdrawal, MessageKind::Pause, MessageKind::Resume];
                assert!(alike.contains(&kind) && alike.contains(&other), "{kind:?} as {other:?}");
            }
        }
    }
}

#[test]
fn a08_no_other_spelling_of_a_type_is_taken() {
    let mut two = Two::new(3);
    let text = two.text(MessageKind::Refusal);
    let payload = unbase64url(part(&text, 1));
    for typ in [
        "refusal+jwt",
        "vrm-refusal",
        "vrm-Refusal+jwt",
        "VRM-REFUSAL+JWT",
        "application/vrm-refusal+jwt",
        "JWT",
        "",
        "vrm-refusal+jwt ",
        "vrm-refusal+jwt\0",
        "vrm-refusal+jwt+jwt",
        "vrm-refusal:v1+jwt",
        "vrm-refusal2+jwt",
        "consent-receipt+jwt",
        "vrm-offer+jwt",
        "vrm-consent+jwt",
    ] {
        let header = header(two.shop.sign(), "TYP").replace("\"TYP\"", &serde_json::to_string(typ).unwrap());
        let signed = sign_raw(two.shop.sign(), header, &payload);
        assert_eq!(two.read(MessageKind::Refusal, &signed).unwrap_err().code(), Code::KeysHeaderValue, "{typ}");
        let known = MessageKind::ALL.iter().find(|kind| kind.typ() == typ);
        assert_eq!(MessageKind::of(signed.as_bytes()).ok(), known.copied(), "{typ}");
    }
    for (ctx, v) in [("vrm-refusal", 0), ("vrm-refusal", 2), ("vrm-refusal", -1), ("refusal", 1), ("vrm-refusal ", 1)] {
        let other = with_member(&with_member(&part_value(&text, 1), &["ctx"], ctx), &["v"], v).canonical();
        let code = two.read(MessageKind::Refusal, sign_as(two.shop.sign(), "refusal", other)).unwrap_err().code();
        assert_eq!(code, if ctx == "vrm-refusal" { Code::FormVersion } else { Code::FormContext }, "{ctx} {v}");
    }
}

#[test]
fn a08_a_foreign_text_is_none_of_ours_and_says_so() {
    let two = Two::new(4);
    for header in
        [r#"{"alg":"Ed25519"}"#, r#"{"alg":"Ed25519","typ":"JWT"}"#, r#"{"alg":"EdDSA","kid":"1","typ":"at+jwt"}"#]
    {
        let signed = sign_raw(two.shop.sign(), header, "{}");
        assert_eq!(ForeignJws::parse(signed.as_bytes()).unwrap().verify(two.shop.sign().public()), Ok(()));
        assert!(MessageKind::of(signed.as_bytes()).is_err());
        for kind in readable() {
            assert!(two.read(kind, &signed).is_err());
        }
    }
}
