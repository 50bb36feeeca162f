//! A13: time is an argument; a sender's clock may be 300 seconds ahead, and nothing else is forgiven.

use crate::support::hostile::{part_value, resigned, with_member};
use crate::support::kinds::{read_at, readable};
use crate::support::two::{Two, declaration, instant, later, now, terms};
use proptest::prelude::*;
use vrm_core::agreement::AgreementDraft;
use vrm_core::error::{Code, Fault};
use vrm_core::message::{Message, MessageKind, Never, Refusal, RefusalReason};
use vrm_core::time::{Instant, Window};

#[test]
fn a13_a_clock_ahead_is_forgiven_300_seconds() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        for (ahead, expected) in [(0, None), (299, None), (300, None), (301, Some(Code::MessageFromTheFuture))] {
            let at = later(now(), -ahead);
            let read = read_at(kind, text.as_bytes(), two.shop.sign().public(), two.me(), at);
            // When the document was made is for who signs it to judge; it is no message.
            let expected = expected.filter(|_| kind != MessageKind::Agreement);
            assert_eq!(read.err().map(|error| error.code()), expected, "{kind:?} {ahead}");
        }
    }
}

/// Every second that somebody may write, wherever the calendar ends.
fn seconds() -> impl Strategy<Value = i64> {
    let edges = [
        i64::MIN,
        -1,
        0,
        59,
        60,
        946_684_799,
        946_684_800,
        946_684_860,
        1_772_357_400,
        253_402_300_740,
        253_402_300_799,
        253_402_300_800,
        (1 << 53) - 1,
        1 << 53,
        i64::MAX,
    ];
    prop_oneof![
        proptest::sample::select(edges.to_vec()),
        any::<i64>(),
        -100_000_000_000..300_000_000_000_i64,
        (15_778_080..4_223_371_680_i64).prop_map(|minutes| minutes * 60),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a13_a_time_is_a_whole_minute_of_the_years_2000_to_9999(time in seconds(), at in seconds(), pick in any::<prop::sample::Index>()) {
        let mut two = Two::new(2);
        let kind = *pick.get(&readable());
        let text = two.text(kind);
        let payload = part_value(&text, 1);
        let member = if kind == MessageKind::Agreement { "made" } else { "iat" };
        let at = Instant::from_unix(at).unwrap_or(Instant::MAX);
        let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, &[member], time).canonical());
        let read = read_at(kind, signed.as_bytes(), two.shop.sign().public(), two.me(), at);
        let valid = Instant::from_unix(time).is_ok_and(|instant| instant.floor_to_minute() == instant);
        match read {
            Ok(_) => prop_assert!(valid),
            Err(error) => {
                let code = error.code();
                let of_time = matches!(code, Code::FormNotAMinute | Code::JsonNotWhole);
                prop_assert!(valid != of_time || (code == Code::JsonNotWhole && time.unsigned_abs() >> 53 > 0), "{code:?}");
            }
        }
    }

    #[test]
    fn a13_no_clock_of_ours_makes_anything_panic(clock in seconds(), second in seconds()) {
        let mut two = Two::new(3);
        let Ok(clock) = Instant::from_unix(clock) else { return Ok(()) };
        let (did, desk) = (two.vendor().did, two.desk());
        let refusal = Refusal { answers: vrm_core::keys::SignedId::from_bytes([1; 32]), why: RefusalReason::Invalid };
        let message = Message::new(refusal, did, desk, clock, Never, &mut two.random).unwrap();
        prop_assert_eq!(message.iat(), clock.floor_to_minute());
        let half = two.half();
        let _ = half.countersign(two.shop.sign(), clock);
        if let Ok(second) = Instant::from_unix(second) {
            let draft = AgreementDraft::new(two.person.public(), two.vendor(), terms("SD-BASE"), declaration(), clock, second);
            if let Ok(document) = draft.finish(&mut two.random) {
                prop_assert!(document.made() < document.accept_by());
                prop_assert_eq!(document.window().from(), Some(document.made()));
                let signed = document.sign(two.person.sign(), clock).unwrap();
                let whole = signed.countersign(two.shop.sign(), clock).unwrap();
                prop_assert_eq!(whole.document(), signed.document());
            }
        }
    }
}

fn window(from: Instant, until: Option<Instant>) -> Window {
    Window::new(Some(from), until).unwrap()
}

#[test]
fn a13_the_times_of_an_agreement_follow_one_another() {
    let mut two = Two::new(4);
    let text = two.text(MessageKind::Agreement);
    let payload = part_value(&text, 1);
    let minute = |minutes: i64| now().unix() + 60 * minutes;
    let made = with_member(&payload, &["until"], minute(10));
    for (member, time, expected) in [
        ("accept_by", minute(0), Some(Code::FormOutOfOrder)),
        ("accept_by", minute(-1), Some(Code::FormOutOfOrder)),
        ("accept_by", minute(1), None),
        ("from", minute(-1), Some(Code::FormOutOfOrder)),
        ("from", minute(9), None),
        ("from", minute(10), Some(Code::FormOutOfOrder)),
        ("until", minute(0), Some(Code::FormOutOfOrder)),
        ("until", minute(1), None),
        ("made", minute(1), Some(Code::FormOutOfOrder)),
        ("made", minute(-1), None),
        ("until", 0, Some(Code::FormNotAMinute)),
    ] {
        let signed = resigned(two.shop.sign(), &text, |_| with_member(&made, &[member], time).canonical());
        assert_eq!(
            two.read(MessageKind::Agreement, signed).err().map(|error| error.code()),
            expected,
            "{member} {time}"
        );
    }
    let (draft, at) = (two.draft(), instant("2026-03-01T09:29:59Z"));
    assert_eq!(
        draft.clone().holding(window(at, None)).finish(&mut two.random).unwrap_err().code(),
        Code::FormOutOfOrder
    );
    // Nobody signs what is over, or what is not made yet; five minutes are forgiven.
    let over = draft.clone().holding(window(now(), Some(later(now(), 60)))).finish(&mut two.random).unwrap();
    let half = over.sign(two.person.sign(), now()).unwrap();
    assert!(half.countersign(two.shop.sign(), later(now(), 59)).is_ok());
    for time in [later(now(), 60), later(now(), -301)] {
        assert_eq!(half.countersign(two.shop.sign(), time).unwrap_err().code(), Code::AgreementNotNow);
        assert_eq!(over.sign(two.person.sign(), time).unwrap_err().code(), Code::AgreementNotNow);
    }
    assert!(half.countersign(two.shop.sign(), later(now(), -300)).is_ok());
}
