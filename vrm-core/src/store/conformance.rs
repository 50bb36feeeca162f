//! The exam that any host's store can sit.

use super::{Guard, NonConformity, Promise, Store, StoreError, Write};
use crate::digest::hex;
use std::sync::Arc;

type Sat = Result<(), NonConformity>;

/// A part of the exam, with the promise it is about.
type Part = (Promise, fn(&Seat) -> Sat);

/// Whether a store keeps its promises, as far as one thread can see. `fresh` gives an empty store each time; it is called
/// for each part of the exam.
///
/// What it cannot see is durability: for that, a store is killed or its power is cut (in a test: its file is copied)
/// after a commit returned, and opened again.
///
/// ```
/// use std::sync::Arc;
/// use vrm_core::store::{Memory, conformance};
/// conformance(|| Arc::new(Memory::new()))?;
/// # Ok::<(), vrm_core::store::NonConformity>(())
/// ```
///
/// # Errors
/// The first promise that is broken, and what was seen.
pub fn conformance(mut fresh: impl FnMut() -> Arc<dyn Store>) -> Result<(), NonConformity> {
    for (promise, part) in PARTS {
        let start = Seat { store: fresh(), promise: Promise::StartsEmpty };
        start.lists(b"", &LAST, u32::MAX, &[])?;
        part(&Seat { promise, ..start })?;
    }
    Ok(())
}

/// In this order, so that a part counts on what the parts before it looked at.
const PARTS: [Part; 13] = [
    (Promise::Missing, missing),
    (Promise::ExactBytes, exact_bytes),
    (Promise::Replaces, replaces),
    (Promise::Deletes, deletes),
    (Promise::WholeBatch, whole_batch),
    (Promise::LastWins, last_wins),
    (Promise::Order, order),
    (Promise::Bounds, bounds),
    (Promise::Limit, limit),
    (Promise::ExactBytes, exact_bytes_of_a_scan),
    (Promise::Guard, guard),
    (Promise::ConflictChangesNothing, conflict_changes_nothing),
    (Promise::GuardKey, guard_key),
];

/// After every key of the exam, within the length that a key may have.
const LAST: [u8; 128] = [0xff; 128];

/// A key that no part writes: guarded by its absence, a commit is always on.
const NOBODY: &[u8] = b"nobody";

fn missing(seat: &Seat) -> Sat {
    seat.holds(b"key", None)?;
    seat.write(&[put(b"key", b"value"), put(b"other", b"")])?;
    for key in [b"ke".as_slice(), b"key\0", b"kez", b"KEY", b"%", b"k__"] {
        seat.holds(key, None)?;
    }
    seat.holds(b"key", Some(b"value"))
}

/// In the order of bytes. Among them are what a text column, a collation, a C string or a query written by hand changes.
fn keys() -> Vec<Vec<u8>> {
    let short: [&[u8]; 22] = [
        b"\0",
        b"\0\0",
        b"\0\xff",
        b"\x01",
        b" ",
        b"'; --",
        b"A",
        b"a",
        b"a\0",
        b"a\0b",
        b"a ",
        b"aa",
        b"b",
        "e\u{301}".as_bytes(),
        b"\x7f",
        b"\x80",
        b"\xc3\x28",
        "\u{e9}".as_bytes(),
        "\u{feff}".as_bytes(),
        b"\xff",
        b"\xff\0",
        b"\xff\xff",
    ];
    let mut keys: Vec<Vec<u8>> = short.iter().map(|key| key.to_vec()).collect();
    keys.extend([vec![b'k'; 128], vec![b'k'; 127], vec![0xff; 127]]);
    keys.sort();
    keys
}

fn values() -> [Vec<u8>; 8] {
    [
        Vec::new(),
        vec![0],
        (0..=255).collect(),
        b"\xc3\x28 is no UTF-8".to_vec(),
        b"NULL".to_vec(),
        b"line\r\nline\n ".to_vec(),
        "\u{feff}e\u{301}".into(),
        // A period that is no power of two, so that a block in the wrong place shows.
        (0..251).cycle().take(1 << 20).collect(),
    ]
}

fn exact_bytes(seat: &Seat) -> Sat {
    for (index, value) in (0..).zip(values()) {
        let key = [b'v', index];
        seat.write(&[put(&key, &value)])?;
        seat.holds(&key, Some(&value))?;
    }
    // All are put before the first is read, so that a key that is another's shows.
    let keys = keys();
    for key in &keys {
        seat.write(&[put(key, &of(key))])?;
    }
    keys.iter().try_for_each(|key| seat.holds(key, Some(&of(key))))
}

fn exact_bytes_of_a_scan(seat: &Seat) -> Sat {
    for value in values() {
        seat.write(&[put(b"value", &value)])?;
        seat.lists(b"value", b"value\0", 9, &[(b"value", &value)])?;
    }
    Ok(())
}

fn replaces(seat: &Seat) -> Sat {
    for value in [b"first".as_slice(), b"", b"third, and longer", b"4"] {
        seat.write(&[put(b"key", value), put(b"other", b"stays")])?;
        seat.holds(b"key", Some(value))?;
    }
    seat.holds(b"other", Some(b"stays"))
}

fn deletes(seat: &Seat) -> Sat {
    seat.write(&[delete(b"key")])?;
    seat.write(&[put(b"key", b"value"), put(b"key2", b""), put(b"empty", b"")])?;
    for key in [b"key".as_slice(), b"empty"] {
        seat.write(&[delete(key)])?;
        seat.holds(key, None)?;
        seat.write(&[delete(key)])?;
        seat.holds(key, None)?;
    }
    seat.lists(b"", &LAST, 9, &[(b"key2", b"")])?;
    seat.write(&[put(b"key", b"again")])?;
    seat.holds(b"key", Some(b"again"))
}

fn whole_batch(seat: &Seat) -> Sat {
    let names: Vec<[u8; 2]> = (0_u16..1000).map(u16::to_be_bytes).collect();
    seat.write(&names.iter().map(|key| put(key, key)).collect::<Vec<_>>())?;
    names.iter().try_for_each(|key| seat.holds(key, Some(key)))?;
    // Every other one goes, the rest changes, and one that is not there is deleted among them.
    let kept = |key: &[u8; 2]| u16::from_be_bytes(*key).is_multiple_of(2);
    let change = |key| if kept(key) { put(key, b"new") } else { delete(key) };
    let writes: Vec<_> = [delete(b"missing")].into_iter().chain(names.iter().map(change)).collect();
    seat.write(&writes)?;
    names.iter().try_for_each(|key| seat.holds(key, kept(key).then_some(b"new")))?;
    seat.write(&[])?;
    names.iter().try_for_each(|key| seat.holds(key, kept(key).then_some(b"new")))
}

fn last_wins(seat: &Seat) -> Sat {
    for before in [delete(b"key"), put(b"key", b"before")] {
        for (writes, expected) in [
            (vec![put(b"key", b"1"), put(b"key", b"2")], Some(b"2".as_slice())),
            (vec![put(b"key", b"1"), delete(b"key")], None),
            (vec![delete(b"key"), put(b"key", b"1")], Some(b"1")),
            (vec![put(b"key", b"1"), delete(b"key"), put(b"other", b""), put(b"key", b"3")], Some(b"3")),
            (vec![delete(b"key"), put(b"key", b"1"), delete(b"other"), delete(b"key")], None),
        ] {
            seat.write(&[before])?;
            seat.write(&writes)?;
            seat.holds(b"key", expected)?;
        }
    }
    Ok(())
}

fn order(seat: &Seat) -> Sat {
    let keys = keys();
    // Put in another order than any that a scan might give by mistake.
    let (front, back) = keys.split_at(keys.len() / 2);
    for key in back.iter().zip(front).flat_map(|(back, front)| [back, front]).chain(back.last()) {
        seat.write(&[put(key, b"")])?;
    }
    let expected: Vec<(&[u8], &[u8])> = keys.iter().map(|key| (key.as_slice(), b"".as_slice())).collect();
    seat.lists(b"", &LAST, 1000, &expected)
}

fn bounds(seat: &Seat) -> Sat {
    let keys = keys();
    seat.write(&keys.iter().map(|key| put(key, b"")).collect::<Vec<_>>())?;
    let mut ends: Vec<&[u8]> = keys.iter().map(Vec::as_slice).collect();
    ends.extend([b"".as_slice(), b"\0\0\0", b"Z", b"a\0a", b"k", b"\x81", &LAST]);
    for from in &ends {
        for to in &ends {
            let within = keys.iter().filter(|key| (*from..*to).contains(&key.as_slice()));
            let expected: Vec<(&[u8], &[u8])> = within.map(|key| (key.as_slice(), b"".as_slice())).collect();
            seat.lists(from, to, 1000, &expected)?;
        }
    }
    Ok(())
}

fn limit(seat: &Seat) -> Sat {
    let keys = keys();
    seat.write(&keys.iter().map(|key| put(key, b"")).collect::<Vec<_>>())?;
    let all: Vec<(&[u8], &[u8])> = keys.iter().map(|key| (key.as_slice(), b"".as_slice())).collect();
    for limit in 0..=keys.len() + 1 {
        let expected = all.get(..limit).unwrap_or(&all);
        seat.lists(b"", &LAST, u32::try_from(limit).unwrap_or(u32::MAX), expected)?;
    }
    seat.lists(b"", &LAST, u32::MAX, &all)?;
    // Page by page: the next one begins right behind the last key.
    let mut from = Vec::new();
    for page in all.chunks(4) {
        seat.lists(&from, &LAST, 4, page)?;
        from = page.last().map(|(key, _)| [key, b"\0".as_slice()].concat()).unwrap_or_default();
    }
    seat.lists(&from, &LAST, 4, &[])
}

fn guard(seat: &Seat) -> Sat {
    let long = [7; 100_000];
    let states = [None, Some(b"".as_slice()), Some(b"\0"), Some(b"a"), Some(b"A"), Some(b"ab"), Some(&long)];
    for held in states {
        for expect in states {
            seat.write(&[held.map_or(delete(b"head"), |value| put(b"head", value)), delete(b"done")])?;
            let answer = seat.store.commit(Guard { key: b"head", expect }, &[put(b"done", b"")]);
            let right = if held == expect { Ok(()) } else { Err(StoreError::Conflict) };
            if answer != right {
                let said = |answer: Result<(), StoreError>| answer.map_or_else(|e| e.to_string(), |()| "ok".to_owned());
                return Err(seat.broken(format!(
                    "a commit on {} when the key held {} was answered: {}, expected: {}",
                    shown(expect),
                    shown(held),
                    said(answer),
                    said(right)
                )));
            }
            if held == expect {
                seat.holds(b"done", Some(b""))?;
            }
        }
    }
    Ok(())
}

fn conflict_changes_nothing(seat: &Seat) -> Sat {
    let before: [(&[u8], &[u8]); 3] = [(b"changed", b"old"), (b"deleted", b"old"), (b"head", b"1")];
    seat.write(&before.map(|(key, value)| put(key, value)))?;
    let writes = [put(b"changed", b"new"), delete(b"deleted"), put(b"added", b""), put(b"head", b"2"), delete(NOBODY)];
    let wrong = [(b"head".as_slice(), None), (b"head", Some(b"2".as_slice())), (NOBODY, Some(b""))];
    for (key, expect) in wrong {
        // A batch that would make the guard true does not make it so.
        if seat.store.commit(Guard { key, expect }, &writes) != Err(StoreError::Conflict) {
            return Err(seat.broken("a commit on a value that its key does not hold was no conflict".to_owned()));
        }
        seat.lists(b"", &LAST, 9, &before)?;
        before.iter().try_for_each(|(key, value)| seat.holds(key, Some(value)))?;
        seat.holds(b"added", None)?;
    }
    Ok(())
}

fn guard_key(seat: &Seat) -> Sat {
    let done = |expect: Option<&[u8]>, writes: &[Write<'_>]| {
        let answer = seat.store.commit(Guard { key: b"head", expect }, writes);
        answer.map_err(|error| seat.broken(format!("a commit on {} failed: {error}", shown(expect))))
    };
    done(None, &[put(b"other", b"")])?;
    seat.holds(b"head", None)?;
    done(None, &[put(b"head", b"0")])?;
    for n in 0_u8..50 {
        let (now, next) = ([b'0' + n], [b'1' + n]);
        done(Some(&now), &[put(b"other", &next)])?;
        seat.holds(b"head", Some(&now))?;
        done(Some(&now), &[put(b"head", &next)])?;
        seat.holds(b"head", Some(&next))?;
    }
    done(Some(b"b"), &[delete(b"head")])?;
    seat.holds(b"head", None)?;
    done(None, &[put(b"head", b"again")])?;
    seat.holds(b"head", Some(b"again"))
}

/// A store that sits a part of the exam.
struct Seat {
    store: Arc<dyn Store>,
    promise: Promise,
}

impl Seat {
    fn broken(&self, seen: String) -> NonConformity {
        NonConformity { promise: self.promise, seen }
    }

    fn write(&self, writes: &[Write<'_>]) -> Sat {
        let answer = self.store.commit(Guard { key: NOBODY, expect: None }, writes);
        answer.map_err(|error| self.broken(format!("a commit of {} writes failed: {error}", writes.len())))
    }

    fn holds(&self, key: &[u8], expected: Option<&[u8]>) -> Sat {
        let found = self.store.get(key);
        let found = found.map_err(|error| self.broken(format!("get of {} failed: {error}", shown(Some(key)))))?;
        if found.as_deref() == expected {
            return Ok(());
        }
        let [key, found, expected] = [Some(key), found.as_deref(), expected].map(shown);
        Err(self.broken(format!("get of {key} gave {found}, expected {expected}")))
    }

    fn lists(&self, from: &[u8], to: &[u8], limit: u32, expected: &[(&[u8], &[u8])]) -> Sat {
        let scan = || format!("scan of {} to {}, at most {limit},", shown(Some(from)), shown(Some(to)));
        let found = self.store.scan(from, to, limit);
        let found = found.map_err(|error| self.broken(format!("{} failed: {error}", scan())))?;
        let seen: Vec<(&[u8], &[u8])> = found.iter().map(|(key, value)| (key.as_slice(), value.as_slice())).collect();
        if seen == expected {
            return Ok(());
        }
        let at = seen.iter().zip(expected).take_while(|(seen, expected)| seen == expected).count();
        let pair = |pairs: &[(&[u8], &[u8])]| {
            pairs.get(at).map_or("no more".to_owned(), |(key, value)| {
                format!("{} with {}", shown(Some(key)), shown(Some(value)))
            })
        };
        Err(self.broken(format!("{} gave {} after {at} right ones, expected {}", scan(), pair(&seen), pair(expected))))
    }
}

fn put<'a>(key: &'a [u8], value: &'a [u8]) -> Write<'a> {
    Write::Put { key, value }
}

fn delete(key: &[u8]) -> Write<'_> {
    Write::Delete { key }
}

/// The value of a key of the exam: another for each.
fn of(key: &[u8]) -> Vec<u8> {
    [b"of ", key].concat()
}

fn shown(bytes: Option<&[u8]>) -> String {
    match bytes {
        None => "nothing".to_owned(),
        Some([]) => "no bytes".to_owned(),
        Some(bytes) => match bytes.split_at_checked(16) {
            Some((start, rest)) if !rest.is_empty() => format!("{}… ({} bytes)", hex::text(start), bytes.len()),
            _ => hex::text(bytes),
        },
    }
}
