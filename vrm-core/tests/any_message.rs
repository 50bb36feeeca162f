//! One dispatch over all types of message.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use support::two::Two;
use vrm_core::decision::{GrantMove, GrantOrder};
use vrm_core::error::{Code, Fault, Kind};
use vrm_core::keys::KeyError;
use vrm_core::message::{AnyMessage, MessageError, MessageKind};

#[test]
fn a_text_is_told_by_the_type_it_names() {
    let mut two = Two::named("any");
    for kind in AnyMessage::KINDS {
        let text = two.text(*kind);
        let message = AnyMessage::parse(text.as_bytes()).unwrap();
        assert_eq!((message.kind(), message.as_str()), (*kind, text.as_str()));
        assert_eq!(message.kid(), two.shop.sign().public().thumbprint());
        assert_eq!(AnyMessage::parse_as(*kind, text.as_bytes()), Ok(message));
    }
}

#[test]
fn a_type_without_a_body_is_named() {
    let mut two = Two::named("any");
    let kind = MessageKind::Agreement;
    let error = AnyMessage::parse(two.text(kind).as_bytes()).unwrap_err();
    assert_eq!(error, MessageError::NoBody { kind });
    assert_eq!((error.code(), error.kind()), (Code::MessageNoBody, Kind::Unsupported));
    assert_eq!(error.to_string(), "a message of type `agreement` is not read by this version");
    for kind in MessageKind::ALL.iter().filter(|kind| !AnyMessage::KINDS.contains(kind)) {
        assert_eq!(AnyMessage::parse_as(*kind, b""), Err(MessageError::NoBody { kind: *kind }));
    }
}

#[test]
fn what_does_not_pass_the_gate_is_no_message() {
    let mut two = Two::named("any");
    let late = two.text(MessageKind::Late);
    assert!(matches!(AnyMessage::parse(b"a.b"), Err(MessageError::Keys(KeyError::Parts { .. }))));
    let other = AnyMessage::parse_as(MessageKind::Seen, late.as_bytes());
    assert!(matches!(other, Err(MessageError::Keys(KeyError::HeaderValue { member: "typ", .. }))));
}

/// The signed moves over grants become the orders that a ledger follows.
#[test]
fn a_signed_move_is_an_order() {
    let mut two = Two::named("any");
    let (reader, at) = (two.me(), support::two::now());
    let mut order = |kind| -> GrantOrder {
        let text = two.text(kind);
        let key = two.shop.sign().public();
        match AnyMessage::parse(text.as_bytes()).unwrap() {
            AnyMessage::Withdrawal(one) => one.verify(key, reader, at).unwrap().value().body().order(),
            AnyMessage::Pause(one) => one.verify(key, reader, at).unwrap().value().body().order(),
            AnyMessage::Resume(one) => one.verify(key, reader, at).unwrap().value().body().order(),
            other => panic!("{other:?}"),
        }
    };
    let moves = [
        (MessageKind::Withdrawal, GrantMove::Withdraw),
        (MessageKind::Pause, GrantMove::Pause),
        (MessageKind::Resume, GrantMove::Resume),
    ];
    for (kind, step) in moves {
        assert_eq!((order(kind).n, order(kind).step), (3, step));
    }
}
