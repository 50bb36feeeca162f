//! What an auditor finds of a history: streams that signed heads cover, and events that open their commitments.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::disputed::{History, audit, event, message, seen, stream};
use support::parties::{Two, after};
use vrm_core::agreement::{Agreement, Role};
use vrm_core::chain::{Commitment, StreamHead};
use vrm_core::dispute::{Bundle, Doubt, Label, OpenedEvent};
use vrm_core::message::{Ended, MessageError};

const ROLES: [(Role, Label); 2] = [(Role::Person, Label::Person), (Role::Vendor, Label::Vendor)];

/// Two sides, their agreement, and a bundle of it with these heads, each acknowledged by its side.
fn acknowledged(heads: &[(Role, StreamHead)]) -> Bundle {
    let mut two = Two::named("history");
    let agreement = two.agreement();
    heads.iter().enumerate().fold(Bundle::of(&agreement), |bundle, (index, (role, head))| {
        bundle.with_message(two.say(*role, seen(*head), after(600 + 60 * index as i64)).as_str())
    })
}

/// The bundle with a stream and all its events.
fn shown(bundle: Bundle, history: &History) -> Bundle {
    let bundle = bundle.with_stream(history.of, history.id, history.commitments());
    history.events.iter().cloned().fold(bundle, Bundle::with_event)
}

#[test]
fn a_signed_head_covers_what_leads_to_it_and_nothing_after() {
    for (role, label) in ROLES {
        let history = History::new(role, 5);
        for covered in 1..=5 {
            let findings = audit(&shown(acknowledged(&[(role, history.head(covered))]), &history));
            assert_eq!(stream(&findings, 0), (Ok(label), covered as u64));
            for index in 0..5 {
                let due = if (index as usize) < covered { Ok(label) } else { Err(Doubt::NoSignedHead) };
                assert_eq!(event(&findings, index), due, "{index} of {covered}");
            }
        }
    }
}

#[test]
fn ended_signs_a_head_as_seen_does() {
    let mut two = Two::named("ended");
    let agreement: Agreement = two.agreement();
    for (role, label) in ROLES {
        let history = History::new(role, 2);
        let ended = Ended { agreement: agreement.id(), stream: history.head(2), at: after(600) };
        let text = two.say(role, ended, after(600)).as_str().to_owned();
        let findings = audit(&shown(Bundle::of(&agreement).with_message(&text), &history));
        assert_eq!((message(&findings, 0), stream(&findings, 0)), (Ok(label), (Ok(label), 2)));
    }
}

#[test]
fn without_a_head_of_its_own_side_nothing_is_covered() {
    let history = History::new(Role::Person, 3);
    let none: &[(Role, StreamHead)] = &[];
    // The other side's word over it is not its own; and a head of a stream that is not shown covers none.
    let others = [(Role::Vendor, history.head(3)), (Role::Vendor, History::new(Role::Vendor, 4).head(4))];
    for heads in [none, &others] {
        let findings = audit(&shown(acknowledged(heads), &history));
        assert_eq!(stream(&findings, 0), (Err(Doubt::NoSignedHead), 0));
        assert!((0..3).all(|index| event(&findings, index) == Err(Doubt::NoSignedHead)));
    }
}

/// A head past the end of what is shown: the stream was cut, and its end proves nothing of its beginning.
#[test]
fn a_head_past_the_end_covers_nothing() {
    let mut history = History::new(Role::Person, 5);
    let (early, last) = (history.head(2), history.head(5));
    history.events.truncate(4);
    let findings = audit(&shown(acknowledged(&[(Role::Person, last)]), &history));
    assert_eq!(stream(&findings, 0), (Err(Doubt::NoSignedHead), 0));
    let findings = audit(&shown(acknowledged(&[(Role::Person, last), (Role::Person, early)]), &history));
    assert_eq!(stream(&findings, 0), (Ok(Label::Person), 2));
    // No commitments at all.
    let findings = audit(&acknowledged(&[(Role::Person, last)]).with_stream(Role::Person, history.id, Vec::new()));
    assert_eq!(stream(&findings, 0), (Err(Doubt::NoSignedHead), 0));
}

#[test]
fn an_event_is_what_was_committed_to_or_asserted() {
    let history = History::new(Role::Person, 3);
    let bundle = acknowledged(&[(Role::Person, history.head(3))]);
    let bundle = bundle.with_stream(Role::Person, history.id, history.commitments());
    let good = &history.events[1];
    let mut salt = good.salt;
    salt[31] ^= 1;
    for (spoiled, what) in [
        (OpenedEvent { salt, ..good.clone() }, "salt"),
        (OpenedEvent { event: good.event.replace("noted", "Noted"), ..good.clone() }, "event"),
        (OpenedEvent { event: format!("{} ", good.event), ..good.clone() }, "space"),
        (OpenedEvent { n: 1, ..good.clone() }, "another position"),
        (OpenedEvent { n: 4, ..good.clone() }, "past the end"),
        (OpenedEvent { n: 0, ..good.clone() }, "before the beginning"),
        (OpenedEvent { n: u64::MAX, ..good.clone() }, "out of all bounds"),
        (OpenedEvent { of: Role::Vendor, ..good.clone() }, "the other side"),
    ] {
        let findings = audit(&bundle.clone().with_event(spoiled));
        assert_eq!(event(&findings, 0), Err(Doubt::NotCommitted), "{what}");
        assert_eq!(stream(&findings, 0), (Ok(Label::Person), 3), "{what}");
    }
    assert_eq!(event(&audit(&bundle.with_event(good.clone())), 0), Ok(Label::Person));
}

#[test]
fn a_rewritten_history_is_found() {
    for (role, label) in ROLES {
        let history = History::new(role, 5);
        let heads = [(role, history.head(2)), (role, history.head(5))];
        for rewritten in 0..5 {
            let mut other = History::new(role, 5);
            other.events[rewritten].event.push(' ');
            let findings = audit(&shown(acknowledged(&heads), &other));
            let (n, covered) = if rewritten < 2 { (2, 0) } else { (5, 2) };
            assert_eq!(stream(&findings, 0), (Err(Doubt::OtherHead { n }), covered), "{rewritten}");
            for index in 0..5 {
                // What was signed before the change is signed still.
                let due = if (index as u64) < covered { Ok(label) } else { Err(Doubt::OtherHead { n }) };
                assert_eq!(event(&findings, index), due, "{index} of {rewritten}");
            }
        }
        // Another stream id, an event left out, two in another order.
        let mut others = [history.commitments(), history.commitments(), history.commitments()];
        others[1].remove(0);
        others[2].swap(0, 1);
        for (id, commitments) in [[8; 16], history.id, history.id].into_iter().zip(others) {
            let findings = audit(&acknowledged(&heads).with_stream(role, id, commitments));
            assert_eq!(stream(&findings, 0), (Err(Doubt::OtherHead { n: 2 }), 0));
        }
    }
}

/// A side that has signed two heads at one position has told two stories. Each event of the one that is shown keeps its
/// signature, in whatever order the heads come: nobody takes back what was signed by signing something else.
#[test]
fn a_side_that_signs_two_heads_takes_nothing_back() {
    let history = History::new(Role::Vendor, 3);
    let mut other = History::new(Role::Vendor, 3);
    other.events[0].event.push(' ');
    let heads = [history.head(1), other.head(1), history.head(3), other.head(3)].map(|head| (Role::Vendor, head));
    for order in [[0, 1, 2, 3], [1, 0, 2, 3], [3, 2, 1, 0], [0, 1, 3, 2], [1, 3, 0, 2]] {
        let findings = audit(&shown(acknowledged(&order.map(|index| heads[index])), &history));
        assert_eq!(stream(&findings, 0), (Err(Doubt::OtherHead { n: 1 }), 3), "{order:?}");
        assert!((0..3).all(|index| event(&findings, index) == Ok(Label::Vendor)), "{order:?}");
    }
}

/// The same stream shown twice, once cut short: the longer one counts, whichever comes first.
#[test]
fn a_stream_shown_twice_counts_once() {
    let history = History::new(Role::Person, 4);
    let commitments = history.commitments();
    let bundle = acknowledged(&[(Role::Person, history.head(4))]);
    for lengths in [[2, 4], [4, 2]] {
        let bundle = lengths.into_iter().fold(bundle.clone(), |bundle, length| {
            bundle.with_stream(Role::Person, history.id, commitments[..length].to_vec())
        });
        let findings = audit(&bundle.with_event(history.events[0].clone()));
        assert_eq!(event(&findings, 0), Ok(Label::Person), "{lengths:?}");
    }
}

/// Nobody takes back a head by a rotation that is dated before it.
#[test]
fn a_head_signed_with_a_key_of_yesterday_counts_and_is_doubted() {
    let mut two = Two::named("old heads");
    let bundle = Bundle::of(&two.agreement());
    let history = History::new(Role::Person, 2);
    let (rotation, old) = two.rotate(Role::Person, after(600));
    let aud = two.kid(Role::Vendor);
    let late = support::parties::said(seen(history.head(2)), old.sign(), aud, after(1200), &mut two.random);
    let bundle = bundle.with_rotation(rotation.as_str()).with_message(late.as_str());
    let findings = audit(&shown(bundle.clone(), &history));
    assert_eq!(message(&findings, 0), Err(MessageError::NotInUse.into()));
    assert_eq!(stream(&findings, 0), (Ok(Label::Person), 2));
}

/// The commitment of one stream is no event of another.
#[test]
fn streams_of_two_sides_are_apart() {
    let (mine, theirs) = (History::new(Role::Person, 2), History::new(Role::Vendor, 2));
    let heads = [(Role::Person, mine.head(2)), (Role::Vendor, theirs.head(2))];
    let findings = audit(&shown(shown(acknowledged(&heads), &mine), &theirs));
    assert_eq!((stream(&findings, 0), stream(&findings, 1)), ((Ok(Label::Person), 2), (Ok(Label::Vendor), 2)));
    // The same commitments under the other side's name.
    let stolen: Vec<Commitment> = mine.commitments();
    let findings = audit(&acknowledged(&heads).with_stream(Role::Vendor, mine.id, stolen));
    assert_eq!(stream(&findings, 0), (Err(Doubt::OtherHead { n: 2 }), 0));
}
