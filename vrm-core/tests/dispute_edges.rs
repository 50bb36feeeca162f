//! What a bundle says of a `late`, and what no bundle holds.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::parties::{Seeded, Two, after, said};
use vrm_core::agreement::Role;
use vrm_core::chain::Commitment;
use vrm_core::decision::AgreementId;
use vrm_core::dispute::{Bundle, OpenedEvent};
use vrm_core::error::{Code, Fault};
use vrm_core::message::Late;

#[test]
fn a_late_is_told_and_settles_nothing_by_itself() {
    let mut two = Two::named("late");
    let agreement = two.agreement();
    let late = Late { agreement: agreement.id() };
    let other = Late { agreement: AgreementId::from_bytes([1; 32]) };
    let [late, other] = [late, other].map(|late| two.say(Role::Person, late, after(90_000)).as_str().to_owned());
    let elsewhere = said(
        Late { agreement: agreement.id() },
        two.person.sign(),
        two.person.public().next(),
        after(90_000),
        &mut Seeded::named("elsewhere"),
    );
    let found = |texts: &[&str]| {
        let bundle = texts.iter().fold(Bundle::of(&agreement), |bundle, text| bundle.with_message(text));
        let findings = bundle.verify(after(100_000));
        (findings.agreement, findings.late)
    };
    let id = Some(agreement.id());
    assert_eq!(found(&[&late]), (id, Some(Role::Person)));
    // About another agreement, or told to somebody else, it says nothing of this one.
    assert_eq!(found(&[&other, elsewhere.as_str()]), (id, None));
}

#[test]
fn what_no_bundle_holds_is_not_written() {
    let mut two = Two::named("limits");
    let agreement = two.agreement();
    let event = |n| OpenedEvent { of: Role::Person, n, salt: [0; 32], event: String::new() };
    for n in [0, 1 << 53, u64::MAX] {
        assert!(Bundle::of(&agreement).with_event(event(n)).to_json().is_err(), "{n}");
    }
    let full = (0..Bundle::MAX_ITEMS).fold(Bundle::of(&agreement), |bundle, _| bundle.with_message(""));
    assert!(full.to_json().is_ok());
    let error = full.with_message("").to_json().unwrap_err();
    assert_eq!((error.code(), error.path().as_deref()), (Code::FormTooMany, Some("/messages")));
    let stream = |count| {
        let commitments = vec![Commitment::from_bytes([1; 32]); count];
        Bundle::of(&agreement).with_stream(Role::Vendor, [0; 16], commitments).to_json()
    };
    assert!(stream(Bundle::MAX_COMMITMENTS).is_ok());
    assert_eq!(stream(Bundle::MAX_COMMITMENTS + 1).unwrap_err().code(), Code::FormTooMany);
    let long = Bundle::of(&agreement).with_message(&"x".repeat(Bundle::MAX_BYTES));
    assert_eq!(long.to_json().unwrap_err().code(), Code::JsonTooLong);
}
