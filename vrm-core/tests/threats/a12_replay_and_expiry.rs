//! A12: a message counts for its reader, in its time, and no longer than 90 days. That it is taken once is for the store
//! to know, which comes in a later stage; here two copies of one message have one `jti` and one id.

use crate::support::hostile::{object, part_value, resigned, with_member};
use crate::support::kinds::read_at;
use crate::support::two::{Two, instant, later, now, soon};
use vrm_core::error::{Code, Fault};
use vrm_core::json::Value;
use vrm_core::message::MessageKind;
use vrm_core::time::Instant;

const DAY: i64 = 24 * 60 * 60;

/// The types that stop counting, as the table of messages lists them.
const EXPIRING: [MessageKind; 7] = [
    MessageKind::Intention,
    MessageKind::Offer,
    MessageKind::Acceptance,
    MessageKind::Proffer,
    MessageKind::Counter,
    MessageKind::Ask,
    MessageKind::Disclosure,
];

fn code_at(two: &Two, kind: MessageKind, text: &str, at: Instant) -> Option<Code> {
    read_at(kind, text.as_bytes(), two.shop.sign().public(), two.me(), at).err().map(|error| error.code())
}

#[test]
fn a12_expired_is_expired_to_the_second() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let expires = object(&part_value(&text, 1)).get("exp").is_some();
        assert_eq!(expires, EXPIRING.contains(&kind), "{kind:?}");
        let expired = expires.then_some(Code::MessageExpired);
        assert_eq!(code_at(&two, kind, &text, later(soon(), -1)), None, "{kind:?}");
        for at in [soon(), later(soon(), 1), Instant::MAX] {
            assert_eq!(code_at(&two, kind, &text, at), expired, "{kind:?} at {at}");
        }
    }
}

#[test]
fn a12_a_message_is_for_the_reader_it_names() {
    let mut two = Two::new(2);
    let stranger = Two::new(20);
    for (kind, text) in two.texts() {
        let aud = object(&part_value(&text, 1)).get("aud").is_some();
        let open = [MessageKind::Profile, MessageKind::Intention, MessageKind::Agreement].contains(&kind);
        assert_eq!(aud, !open, "{kind:?}");
        for reader in [two.desk(), stranger.me(), two.person.seal().public().thumbprint(), two.person.public().next()] {
            let read = read_at(kind, text.as_bytes(), two.shop.sign().public(), reader, now());
            assert_eq!(read.err().map(|error| error.code()), aud.then_some(Code::MessageWrongReader), "{kind:?}");
        }
        // Neither one reader more nor one less than the type has.
        let payload = part_value(&text, 1);
        let other = if aud {
            let rest = object(&payload);
            let rest = rest.iter().filter(|(name, _)| *name != "aud");
            rest.fold(vrm_core::json::Object::new(), |all, (name, value)| all.with(name, value.clone())).into()
        } else {
            with_member(&payload, &["aud"], two.me().to_string())
        };
        let signed = resigned(two.shop.sign(), &text, |_| other.canonical());
        let expected = if aud { Code::JsonMissingMember } else { Code::JsonUnknownMember };
        assert_eq!(two.read(kind, signed).unwrap_err().code(), expected, "{kind:?}");
    }
}

#[test]
fn a12_nothing_counts_for_more_than_90_days() {
    let mut two = Two::new(3);
    for kind in EXPIRING {
        let text = two.text(kind);
        let payload = part_value(&text, 1);
        for (exp, expected) in [
            (90 * DAY, None),
            (90 * DAY + 60, Some(Code::FormTooLate)),
            (365 * DAY, Some(Code::FormTooLate)),
            (60, None),
            (0, Some(Code::FormOutOfOrder)),
            (-60, Some(Code::FormOutOfOrder)),
            (59, Some(Code::FormNotAMinute)),
        ] {
            let other = with_member(&payload, &["exp"], now().unix() + exp).canonical();
            let signed = resigned(two.shop.sign(), &text, |_| other);
            assert_eq!(code_at(&two, kind, &signed, now()), expected, "{kind:?} {exp}");
        }
        let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, &["exp"], Value::Null).canonical());
        assert_eq!(two.read(kind, signed).unwrap_err().code(), Code::JsonWrongType);
    }
    // The end of the calendar is no way around.
    let text = two.text(MessageKind::Ask);
    let (iat, exp) = (instant("9999-12-01T00:00:00Z"), instant("9999-12-31T23:59:00Z"));
    let payload = with_member(&with_member(&part_value(&text, 1), &["iat"], iat.unix()), &["exp"], exp.unix());
    let signed = resigned(two.shop.sign(), &text, |_| payload.canonical());
    assert_eq!(code_at(&two, MessageKind::Ask, &signed, iat), None);
    assert_eq!(code_at(&two, MessageKind::Ask, &signed, exp), Some(Code::MessageExpired));
}

#[test]
fn a12_a_copy_has_the_same_name_and_the_same_number() {
    let mut two = Two::new(4);
    for (kind, text) in two.texts() {
        let again = two.read(kind, &text).unwrap();
        assert_eq!(two.read(kind, &text), Ok(again));
        assert_ne!(two.text(kind), text, "{kind:?} is drawn anew");
    }
}
