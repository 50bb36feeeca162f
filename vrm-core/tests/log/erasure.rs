//! What is left of a relationship that was erased, and of what was not.

use crate::code;
use crate::life::{Full, full, shown};
use crate::support::lived::{holding, keeper, rows};
use std::sync::Arc;
use vrm_core::chain::StreamId;
use vrm_core::error::{Code, Fault as _, Kind};
use vrm_core::history::{About, CommandId, Event};
use vrm_core::keys::{KeeperError, KeyKeeper, SecretKeeper};
use vrm_core::life::Reception;
use vrm_core::person::Person;
use vrm_core::store::{Memory, Pair};

/// A full life in which the agreed relationship has ended.
fn ended() -> (Full, StreamId) {
    let mut full = full(Arc::new(Memory::new()));
    let (stream, at) = (full.agreed.0, full.lived.later());
    full.lived.person.terminate(stream, None, at, &mut full.lived.random).unwrap();
    for letter in full.lived.person.outbox(at).unwrap() {
        full.lived.person.sent(letter.id).unwrap();
    }
    (full, stream)
}

fn erase(full: &mut Full, stream: StreamId) -> Result<u64, vrm_core::Error> {
    let at = full.lived.later();
    full.lived.person.erase(stream, None, at, &mut full.lived.random).map(|outcome| outcome.last)
}

fn of(rows: &[Pair], kind: u8) -> Vec<&Pair> {
    rows.iter().filter(|(key, _)| key[16] == kind).collect()
}

fn holds(bytes: &[u8], stream: StreamId) -> bool {
    bytes.windows(16).any(|window| window == stream.as_bytes())
}

#[test]
fn of_the_stream_only_headers_are_left() {
    let (mut full, stream) = ended();
    let before = rows(&*full.lived.store);
    assert!([b'K', b'D', b'O', b'R'].iter().all(|kind| {
        of(&before, *kind).iter().any(|(key, value)| holds(key, stream) || value.starts_with(stream.as_bytes()))
    }));
    erase(&mut full, stream).unwrap();
    let after = rows(&*full.lived.store);
    for kind in [b'K', b'D', b'O', b'R'] {
        for (key, value) in of(&after, kind) {
            assert!(!holds(key, stream) && !holds(value, stream), "{}", char::from(kind));
        }
    }
    let mut headers = 0;
    for ((key, value), (same, was)) in of(&after, b'E').into_iter().zip(of(&before, b'E')) {
        assert_eq!(key, same);
        if value.starts_with(stream.as_bytes()) {
            assert!(was.len() > 56 && value[..] == was[..56]);
            headers += 1;
        } else {
            assert_eq!(value, was);
        }
    }
    assert!(headers > 10);
    assert_eq!(of(&after, b'E').len(), of(&before, b'E').len() + 1, "and the tombstone");
    // Not a stretch of what was sealed for the stream stands there any more.
    let sealed = of(&before, b'E').into_iter().filter(|(_, value)| value.starts_with(stream.as_bytes()));
    for (_, value) in sealed {
        let last = &value[value.len() - 16..];
        assert!(!after.iter().any(|(_, value)| value.windows(16).any(|window| window == last)));
    }
}

#[test]
fn the_rest_is_whole_and_says_what_was_erased() {
    let (mut full, stream) = ended();
    let (heads, ended) = (full.heads.clone(), full.lived.person.head());
    let stood = full.lived.person.events_since(0, u32::MAX).unwrap();
    let n = stood.iter().filter(|entry| entry.stream() == stream).map(|entry| entry.n()).max().unwrap();
    let position = erase(&mut full, stream).unwrap();
    let again = full.lived.reopened().unwrap();
    for person in [&full.lived.person, &again] {
        let view = person.view();
        let [(tombstone, head)] = view.tombstones().collect::<Vec<_>>()[..] else { panic!() };
        assert_eq!((tombstone, head.n), (stream, n));
        assert_eq!(code(view.relationship(stream).map(|_| ()).map_err(Into::into)), Code::StateNoSuchRelationship);
        assert!(view.with_vendor(&full.agreed.1.did()).is_none());
        assert!(view.relationship(full.proffered.0).is_ok());
        for head in heads.iter().chain([&ended, &person.head()]) {
            person.leads_through(head).unwrap();
        }
        let last = person.events_since(position - 1, 1).unwrap();
        assert!(
            matches!(last[0].event(), Event::Erased { stream: erased, head: at } if *erased == stream && *at == head)
        );
        // Those that were erased are left out of their pages.
        let left: Vec<_> = stood.iter().filter(|entry| entry.stream() != stream).cloned().collect();
        let mut paged = Vec::new();
        let mut position = 0;
        while position < person.head().p() {
            paged.extend(person.events_since(position, 3).unwrap());
            position += 3;
        }
        assert_eq!(paged[..paged.len() - 1], left);
    }
    assert_eq!(shown(&again.view()), shown(&full.lived.person.view()));
    assert_eq!(again.outbox(full.lived.at), full.lived.person.outbox(full.lived.at));
    // Erased is erased.
    let error = erase(&mut full, stream).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::StateNoSuchRelationship, Kind::NotFound));
    let at = full.lived.at;
    let error = full.lived.person.proffer(stream, &["SD-BASE"], None, at, &mut full.lived.random).unwrap_err();
    assert_eq!(error.code(), Code::StateNoSuchRelationship);
    assert_eq!(
        code(full.lived.person.erase(StreamId::OWN, None, at, &mut full.lived.random)),
        Code::StateNoSuchRelationship
    );
}

#[test]
fn old_keys_put_back_open_nothing() {
    let (mut full, stream) = ended();
    let before = rows(&*full.lived.store);
    erase(&mut full, stream).unwrap();
    let after = rows(&*full.lived.store);
    let open = |rows: &[Pair]| Person::open(holding(rows), keeper(1), full.lived.person.id());
    let shows = shown(&open(&after).unwrap().view());
    let mut sealed_anew = 0;
    for (key, old) in of(&before, b'K') {
        let mut rows: Vec<Pair> = after.iter().filter(|row| row.0 != *key).cloned().collect();
        // What a party's own keys are sealed with did not change.
        if after.iter().any(|(same, value)| same == key && value == old) {
            assert_eq!(key[17], 3);
            continue;
        }
        rows.push((key.clone(), old.clone()));
        assert_eq!(code(open(&rows)), Code::LogDamaged, "{:?}", &key[17..]);
        sealed_anew += 1;
    }
    // The root, the index, two streams that stay, the one that went and its two pairs.
    assert_eq!(sealed_anew, 7);
    // An old text under a header whose key is gone: nobody can read it, and nobody does.
    for (key, old) in of(&before, b'E') {
        let mut rows: Vec<Pair> = after.iter().filter(|row| row.0 != *key).cloned().collect();
        rows.push((key.clone(), old.clone()));
        assert_eq!(shown(&open(&rows).unwrap().view()), shows);
    }
    // All that was of the stream put back, its key too.
    let mut rows = after.clone();
    rows.extend(before.iter().filter(|(key, _)| key[16] == b'K' && holds(key, stream)).cloned());
    assert_eq!(code(open(&rows)), Code::LogDamaged);
    // The old keys all together, without the head that they were written with.
    let mut rows: Vec<Pair> = after.iter().filter(|(key, _)| key[16] != b'K').cloned().collect();
    rows.extend(of(&before, b'K').into_iter().cloned());
    assert_eq!(code(open(&rows)), Code::LogDamaged);
}

#[test]
fn a_tombstone_cannot_be_moved_and_nothing_else_may_be_empty() {
    let (mut full, stream) = ended();
    erase(&mut full, stream).unwrap();
    let after = rows(&*full.lived.store);
    for index in (0..after.len()).filter(|index| after[*index].0[16] == b'E') {
        let mut rows = after.clone();
        rows[index].1[20] ^= 1;
        let error = Person::open(holding(&rows), keeper(1), full.lived.person.id()).unwrap_err();
        assert_eq!(error.kind(), Kind::Damaged);
        let mut rows = after.clone();
        rows[index].1.truncate(56);
        let opened = Person::open(holding(&rows), keeper(1), full.lived.person.id());
        match after[index].1.starts_with(stream.as_bytes()) {
            true => drop(opened.unwrap()),
            false => assert_eq!(code(opened), Code::HistoryMissing),
        }
    }
}

#[test]
fn a_vendor_may_be_added_again() {
    let (mut full, stream) = ended();
    erase(&mut full, stream).unwrap();
    let profile = full.lived.received[0].clone();
    let again = full.lived.add(&full.agreed.1, &About::default());
    assert_ne!(again, stream);
    // Its page is the same, and was taken before by who is no more.
    full.lived.take(&profile);
    let agreement = full.lived.agree(again, &mut full.agreed.1);
    assert_ne!(agreement, full.agreement);
    assert_eq!(shown(&full.lived.reopened().unwrap().view()), shown(&full.lived.person.view()));
    // Letters for the old persona find nobody.
    for bytes in full.lived.received.clone().iter().filter(|bytes| bytes.starts_with(b"ey")).skip(2).take(3) {
        assert!(matches!(full.lived.receive(bytes), Reception::Rejected { .. } | Reception::Replay { .. }));
    }
}

/// A command is forgotten with its events, by who erased as by who reads the history anew.
#[test]
fn a_command_is_forgotten_with_its_events() {
    let mut full = full(Arc::new(Memory::new()));
    let (vendor, about, id) =
        (crate::support::lived::Vendor::new("third"), About::default(), CommandId::from_bytes([7; 16]));
    let mut add = |person: &mut Person, at| {
        person.add_vendor(&vendor.did(), &about, Some(id), at, &mut full.lived.random).unwrap().relationship
    };
    let at = full.lived.at;
    let first = add(&mut full.lived.person, at);
    assert_eq!(add(&mut full.lived.person, at), first);
    full.lived.person.erase(first, None, at, &mut crate::support::two::Seeded::new(9)).unwrap();
    let copy = holding(&rows(&*full.lived.store));
    let mut again = Person::open(copy, keeper(1), full.lived.person.id()).unwrap();
    for person in [&mut full.lived.person, &mut again] {
        let next = add(person, at);
        assert!(next != first && person.view().relationship(next).is_ok(), "{next}");
    }
}

#[test]
fn while_it_may_bind_nothing_is_erased() {
    let mut full = full(Arc::new(Memory::new()));
    let before = rows(&*full.lived.store);
    let stream = full.agreed.0;
    assert_eq!(erase(&mut full, stream).unwrap_err().code(), Code::StateInForce);
    assert_eq!(rows(&*full.lived.store), before);
}

/// A keeper that wraps no more, or opens no more.
#[derive(Debug)]
struct Failing {
    keeper: SecretKeeper,
    wraps: bool,
}

impl KeyKeeper for Failing {
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        if self.wraps { self.keeper.wrap(key) } else { Err(KeeperError::Locked) }
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        self.keeper.unwrap(wrapped)
    }
}

#[test]
fn a_keeper_that_fails_in_the_middle_changes_nothing() {
    let (mut full, stream) = ended();
    let before = rows(&*full.lived.store);
    let keeper = Failing { keeper: SecretKeeper::new(&[1; 32]), wraps: false };
    let mut person = Person::open(full.lived.store.clone(), Arc::new(keeper), full.lived.person.id()).unwrap();
    let at = full.lived.later();
    let error = person.erase(stream, None, at, &mut full.lived.random).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::KeeperLocked, Kind::Locked));
    assert_eq!(rows(&*full.lived.store), before);
    assert_eq!(shown(&person.view()), shown(&full.lived.person.view()));
    // Whoever has the keeper erases.
    erase(&mut full, stream).unwrap();
    // The other handle finds the keys anew.
    person.refresh().unwrap();
    assert_eq!(shown(&person.view()), shown(&full.lived.person.view()));
}
