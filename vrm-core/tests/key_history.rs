//! The keys of one sender over time: who signs when, who still opens, and what is no rotation.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::parties::{Two, after, pinned, said, unverified};
use vrm_core::agreement::Role;
use vrm_core::did::Did;
use vrm_core::keys::{KeyError, PartyKeyPairs, PartyKeys, SignedId, Unverified};
use vrm_core::message::{KeyHistory, Message, MessageError, Never, Refusal, RefusalReason, Rotation};
use vrm_core::time::Instant;

const DAY: i64 = 86_400;

fn signs(history: &KeyHistory, keys: &PartyKeyPairs, at: Instant) -> bool {
    let public = keys.sign().public();
    match history.signing_key(public.thumbprint(), at) {
        Ok(key) => key == public,
        Err(error) => {
            assert_eq!(error, MessageError::NotInUse);
            false
        }
    }
}

/// A person who rotated once, at `after(600)`: the history as the shop keeps it, with the old keys.
fn rotated(two: &mut Two) -> (KeyHistory, PartyKeyPairs) {
    let mut history = pinned(two.person.public());
    let (rotation, old) = two.rotate(Role::Person, after(600));
    history.rotate(&unverified(&rotation), &pinned(two.shop.public()), after(660)).unwrap();
    (history, old)
}

#[test]
fn the_first_keys_sign_at_any_time() {
    let two = Two::named("first");
    let history = pinned(two.person.public());
    assert_eq!(history.current(), &two.person.public());
    for at in [Instant::MIN, after(0), Instant::MAX] {
        assert!(signs(&history, &two.person, at));
        assert!(history.receives(two.person.seal().public().thumbprint(), at));
        assert!(!signs(&history, &two.shop, at));
        assert!(!history.receives(two.shop.seal().public().thumbprint(), at));
        // A sealing key signs nothing, a signing key opens nothing, and a key committed to does not sign yet.
        assert!(history.signing_key(two.person.seal().public().thumbprint(), at).is_err());
        assert!(history.signing_key(two.person.public().next(), at).is_err());
        assert!(!history.receives(two.kid(Role::Person), at));
    }
}

#[test]
fn old_keys_sign_nothing_after_their_minute_and_new_ones_nothing_before() {
    let mut two = Two::named("signing");
    let (history, old) = rotated(&mut two);
    assert_eq!(history.current(), &two.person.public());
    // Times are whole minutes: in the minute of the rotation both have spoken.
    for (at, by_old, by_new) in [
        (Instant::MIN, true, false),
        (after(540), true, false),
        (after(599), true, false),
        (after(600), true, true),
        (after(601), false, true),
        (after(660), false, true),
        (Instant::MAX, false, true),
    ] {
        assert_eq!((signs(&history, &old, at), signs(&history, &two.person, at)), (by_old, by_new), "{at}");
    }
}

#[test]
fn old_keys_open_for_90_days_and_not_a_second_more() {
    let mut two = Two::named("opening");
    let (history, old) = rotated(&mut two);
    let [old, new] = [&old, &two.person].map(|keys| keys.seal().public().thumbprint());
    for (seconds, opens) in [(-60, true), (0, true), (90 * DAY - 60, true), (90 * DAY - 1, true), (90 * DAY, false)] {
        assert_eq!(history.receives(old, after(600 + seconds)), opens, "{seconds}");
    }
    assert!(!history.receives(old, Instant::MAX));
    assert!(history.receives(new, after(600)) && history.receives(new, Instant::MAX));
}

/// At the end of time there is no day after: the old keys are closed, and nothing overflows.
#[test]
fn a_rotation_at_the_end_of_time() {
    let mut two = Two::named("the end");
    let old = two.person.public();
    let mut history = pinned(old);
    let (rotation, _) = two.rotate(Role::Person, Instant::MAX);
    history.rotate(&unverified(&rotation), &pinned(two.shop.public()), Instant::MAX).unwrap();
    assert!(!history.receives(old.seal().thumbprint(), Instant::MAX));
    assert!(signs(&history, &two.person, Instant::MAX));
}

#[test]
fn each_key_of_a_long_history_has_its_own_time() {
    let mut two = Two::named("long");
    let mut history = pinned(two.person.public());
    let mut all = Vec::new();
    for step in 1..=5 {
        let (rotation, old) = two.rotate(Role::Person, after(step * 30 * DAY));
        history.rotate(&unverified(&rotation), &pinned(two.shop.public()), after(step * 30 * DAY)).unwrap();
        all.push(old);
    }
    for (index, keys) in all.iter().chain([&two.person]).enumerate() {
        for month in 0..=7 {
            // Halfway through a month exactly one key signs.
            let at = after(month * 30 * DAY + 15 * DAY);
            let mine = month.min(5) == index as i64;
            assert_eq!(signs(&history, keys, at), mine, "key {index}, month {month}");
        }
        let until = after((index as i64 + 1) * 30 * DAY + 90 * DAY - 1);
        assert!(history.receives(keys.seal().public().thumbprint(), until), "key {index}");
        assert_eq!(history.receives(keys.seal().public().thumbprint(), after(400 * DAY)), index == 5);
    }
}

/// Tries a rotation that must fail, and finds the history as it was.
fn refused(history: &KeyHistory, keys: PartyKeys, by: &PartyKeyPairs, other: &KeyHistory, at: Instant) -> MessageError {
    let mut two = Two::named("refused");
    let reader = other.current().sign().thumbprint();
    let rotation = said(Rotation { keys }, by.sign(), reader, at, &mut two.random);
    let mut after_it = history.clone();
    let error = after_it.rotate(&unverified(&rotation), other, after(7200)).unwrap_err();
    assert_eq!(&after_it, history, "nothing changes on an error");
    error
}

#[test]
fn what_is_no_rotation_changes_nothing() {
    let mut two = Two::named("refusals");
    let (history, old) = rotated(&mut two);
    let (reader, shop) = (two.kid(Role::Vendor), pinned(two.shop.public()));
    let at = after(1200);
    let good = two.person.rotate(&mut two.random).unwrap();
    let stranger = PartyKeyPairs::generate(&mut two.random).unwrap();

    // Other keys than were committed to, though the right key signs: a thief of the key of today.
    assert_eq!(refused(&history, stranger.public(), &two.person, &shop, at), MessageError::NotTheNextKey);
    assert_eq!(refused(&history, two.person.public(), &two.person, &shop, at), MessageError::NotTheNextKey);
    // Back to a key that was rotated out, at once or as the next step.
    assert_eq!(refused(&history, old.public(), &two.person, &shop, at), MessageError::NotTheNextKey);
    let public = good.public();
    for known in [old.sign(), two.person.sign()] {
        let back = PartyKeys::new(*public.sign(), *public.seal(), known.public().thumbprint()).unwrap();
        assert_eq!(refused(&history, back, &two.person, &shop, at), MessageError::NotTheNextKey);
    }
    // Signed by a key that was rotated out, by the next one, by a stranger, by the other side.
    for by in [&old, &good, &stranger, &two.shop] {
        assert_eq!(refused(&history, public, by, &shop, at), MessageError::NotInUse);
    }
    // Said before the key that signs it was the sender's.
    assert_eq!(refused(&history, public, &two.person, &shop, after(540)), MessageError::NotInUse);
    // From a clock that is ahead.
    let error = refused(&history, public, &two.person, &shop, after(7200 + 360));
    assert!(matches!(error, MessageError::FromTheFuture { .. }), "{error:?}");

    // For another reader.
    let rotation = said(Rotation { keys: public }, two.person.sign(), stranger.public().next(), at, &mut two.random);
    let mut same = history.clone();
    assert_eq!(same.rotate(&unverified(&rotation), &shop, at), Err(MessageError::WrongReader));
    assert_eq!(same, history);

    // And the good one, in the very minute of the one before.
    let rotation = said(Rotation { keys: public }, two.person.sign(), reader, after(600), &mut two.random);
    same.rotate(&unverified(&rotation), &shop, after(660)).unwrap();
    assert_eq!(same.current(), &public);
    // A second time it is signed by a key of yesterday.
    let once = same.clone();
    assert!(same.rotate(&unverified(&rotation), &shop, after(660)).is_err());
    assert_eq!(same, once);
}

/// A spoiled signature, byte by byte.
#[test]
fn a_rotation_with_any_changed_byte_changes_nothing() {
    let mut two = Two::named("bytes");
    let before = pinned(two.person.public());
    let (rotation, _) = two.rotate(Role::Person, after(600));
    let shop = pinned(two.shop.public());
    let mut text = rotation.as_str().as_bytes().to_vec();
    for index in 0..text.len() {
        text[index] ^= 1;
        let mut history = before.clone();
        let taken = Unverified::parse(&text).map(|text| history.rotate(&text, &shop, after(660)));
        assert!(!matches!(taken, Ok(Ok(_))), "byte {index}");
        assert_eq!(history, before);
        text[index] ^= 1;
    }
}

/// With the other side's key it would take over the other side's words.
#[test]
fn nobody_rotates_to_a_key_of_the_other_side() {
    let mut two = Two::named("taken over");
    let (shop, mut person) = (pinned(two.shop.public()), pinned(two.person.public()));
    let (next, theirs) = (two.person.rotate(&mut two.random).unwrap().public(), two.shop.public());
    for (sign, seal, commits) in [
        (next.sign(), next.seal(), theirs.sign().thumbprint()),
        (next.sign(), next.seal(), theirs.next()),
        (next.sign(), theirs.seal(), next.next()),
    ] {
        let keys = PartyKeys::new(*sign, *seal, commits).unwrap();
        let rotation = said(Rotation { keys }, two.person.sign(), two.kid(Role::Vendor), after(0), &mut two.random);
        let before = person.clone();
        let error = person.rotate(&unverified(&rotation), &shop, after(60)).unwrap_err();
        assert_eq!(error, KeyError::SameKey.into());
        assert_eq!(person, before);
    }
}

/// What is verified with a history is of its sender, with the key of its time, in its own name.
#[test]
fn a_history_verifies_what_its_sender_says() {
    let mut two = Two::named("verifies");
    let (history, old) = rotated(&mut two);
    let (reader, stranger) = (two.kid(Role::Vendor), PartyKeyPairs::generate(&mut two.random).unwrap());
    let no = Refusal { answers: SignedId::from_bytes([1; 32]), why: RefusalReason::Invalid };
    let mut outcome = |by: &PartyKeyPairs, seconds: i64| {
        let message = said(no, by.sign(), reader, after(seconds), &mut two.random);
        history.verify(&unverified(&message), reader, after(7200)).map(drop)
    };
    // Said before the rotation and come late, it counts; said after it with the old key, it does not.
    assert_eq!((outcome(&old, 540), outcome(&old, 600)), (Ok(()), Ok(())));
    assert_eq!(outcome(&old, 660), Err(MessageError::NotInUse));
    assert_eq!((outcome(&two.person, 540), outcome(&two.person, 660)), (Err(MessageError::NotInUse), Ok(())));
    assert_eq!(outcome(&stranger, 660), Err(MessageError::NotInUse));
}

/// A key speaks for the identifier that it is pinned to, and for no other.
#[test]
fn nobody_speaks_in_anothers_name() {
    let mut two = Two::named("names");
    let (shop, bank) = ["did:web:shop.example", "did:web:bank.example"].map(|did| Did::parse(did).unwrap()).into();
    let history = KeyHistory::start(shop.clone(), two.shop.public());
    let reader = two.kid(Role::Person);
    let no = Refusal { answers: SignedId::from_bytes([1; 32]), why: RefusalReason::Agreement };
    let mut say = |iss: Did| {
        let message = Message::new(no, iss, reader, after(0), Never, &mut two.random).unwrap();
        message.sign(two.shop.sign())
    };
    let verify = |message| history.verify(&unverified(&message), reader, after(60)).map(drop);
    assert_eq!(verify(say(shop).unwrap()), Ok(()));
    assert_eq!(verify(say(bank).unwrap()), Err(MessageError::NotOfIssuer));
    // An identifier that holds another key is not even signed for.
    assert_eq!(say(two.person.sign().public().to_did()).unwrap_err(), MessageError::NotOfIssuer);
}
