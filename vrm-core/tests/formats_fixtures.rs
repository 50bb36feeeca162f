//! Commitments, chains and ids against the vectors of a second implementation of the format.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use support::parties::{Two, after};
use support::{Score, bytes, fixtures};
use vrm_core::chain::{Commitment, Head, Stream};
use vrm_core::history::Entry;
use vrm_core::json::{Node, Value, foreign};

struct Event {
    stream: [u8; 16],
    n: u64,
    salt: [u8; 32],
    text: String,
    /// The commitment, the stream's hash and the head's, as the vectors have them.
    stated: [[u8; 32]; 3],
}

fn unhex<const N: usize>(text: &str) -> [u8; N] {
    assert_eq!(text.len(), 2 * N);
    std::array::from_fn(|index| u8::from_str_radix(&text[2 * index..2 * index + 2], 16).unwrap())
}

fn vectors() -> Option<Value> {
    let root = fixtures("the hash vectors")?;
    Some(foreign::parse(&bytes(&root.join("formats/vectors.json"))).unwrap())
}

fn rows<'a>(vectors: &'a Value, name: &'static str) -> Vec<Node<'a>> {
    Node::root(vectors).object().unwrap().required(name).unwrap().array().unwrap()
}

fn events(vectors: &Value) -> Vec<Event> {
    let event = |(index, node): (usize, Node<'_>)| {
        let mut fields = node.object().unwrap();
        assert_eq!(fields.required("p").unwrap().integer(), Ok(index as i64 + 1));
        let n = fields.required("n").unwrap().integer().unwrap();
        let mut text = |name| fields.required(name).unwrap().string().unwrap();
        Event {
            stream: unhex(text("stream")),
            n: n.try_into().unwrap(),
            salt: unhex(text("salt")),
            text: text("event").to_owned(),
            stated: ["c", "s", "h"].map(|name| unhex(text(name))),
        }
    };
    rows(vectors, "chain").into_iter().enumerate().map(event).collect()
}

/// The commitment, the stream's hash and the head's after each event.
fn chain(events: &[Event]) -> Vec<[[u8; 32]; 3]> {
    let mut streams: BTreeMap<[u8; 16], Stream> = BTreeMap::new();
    let mut head = Head::START;
    let step = |event: &Event| {
        let stream = streams.entry(event.stream).or_insert(Stream::start(event.stream));
        let commitment = Commitment::to(&event.salt, event.text.as_bytes());
        *stream = stream.after(&commitment);
        head = head.after(stream);
        [*commitment.as_bytes(), *stream.hash(), *head.hash()]
    };
    events.iter().map(step).collect()
}

#[test]
fn every_commitment_stream_and_head() {
    let Some(vectors) = vectors() else { return };
    let events = events(&vectors);
    let mut score = Score::new("formats/chain");
    for (index, (event, found)) in events.iter().zip(chain(&events)).enumerate() {
        let before = events[..index].iter().filter(|other| other.stream == event.stream).count();
        score.count(found == event.stated && event.n == before as u64 + 1, format!("event {}", index + 1));
    }
    score.end(40);
}

/// The texts are vectors of hashes, with bodies of their own: none of them is taken for an event of ours.
#[test]
fn no_vector_is_an_event() {
    let Some(vectors) = vectors() else { return };
    let mut score = Score::new("formats/not-events");
    for event in events(&vectors) {
        let canonical = foreign::parse(event.text.as_bytes()).unwrap().canonical() == event.text;
        score.count(canonical && Entry::parse(event.text.as_bytes()).is_err(), event.text);
    }
    score.end(40);
}

/// A chain that was tampered with at `index` differs from there on, in the head of every later event.
fn is_found(events: &[Event], index: usize) {
    let found = chain(events);
    for (event, [_, _, head]) in events.iter().zip(&found).skip(index) {
        assert_ne!(head, &event.stated[2], "{index}");
    }
    let last = events.iter().rposition(|event| event.stream == events[index].stream).unwrap();
    assert_ne!(found[last][1], events[last].stated[1], "the stream's own hash, {index}");
}

#[test]
fn a_change_of_any_byte_is_found() {
    let Some(vectors) = vectors() else { return };
    let mut events = events(&vectors);
    // Each bit of every salt moves the commitment; that the chain follows its commitments is seen on one bit each.
    for index in 0..events.len() {
        for byte in 0..32 {
            for bit in 0..8 {
                events[index].salt[byte] ^= 1 << bit;
                let changed = Commitment::to(&events[index].salt, events[index].text.as_bytes());
                assert_ne!(changed.as_bytes(), &events[index].stated[0]);
                events[index].salt[byte] ^= 1 << bit;
            }
        }
        let mut text = events[index].text.clone().into_bytes();
        for byte in 0..text.len() {
            text[byte] ^= 1;
            assert_ne!(Commitment::to(&events[index].salt, &text).as_bytes(), &events[index].stated[0]);
            text[byte] ^= 1;
        }
        events[index].salt[index % 32] ^= 1;
        is_found(&events, index);
        events[index].salt[index % 32] ^= 1;
    }
}

#[test]
fn a_byte_moved_between_salt_and_event_is_found() {
    let Some(vectors) = vectors() else { return };
    for event in events(&vectors) {
        // The salt has a fixed length, so no other split of the same bytes is another event.
        let mut salt = event.salt;
        salt.rotate_left(1);
        let text = [&[event.salt[0]], event.text.as_bytes()].concat();
        assert_ne!(Commitment::to(&salt, &text).as_bytes(), &event.stated[0]);
    }
}

#[test]
fn a_change_of_order_is_found() {
    let Some(vectors) = vectors() else { return };
    let stated: Vec<[u8; 32]> = events(&vectors).iter().map(|event| event.stated[2]).collect();
    let heads = |events: &[Event]| chain(events).into_iter().map(|[_, _, head]| head).collect::<Vec<_>>();
    for first in 0..stated.len() {
        for second in first + 1..stated.len() {
            let mut swapped = events(&vectors);
            swapped.swap(first, second);
            let heads = heads(&swapped);
            assert_eq!(heads[..first], stated[..first]);
            assert!(heads[first..].iter().zip(&stated[first..]).all(|(found, stated)| found != stated));
        }
        // Left out, said twice, or told of another stream.
        let mut without = events(&vectors);
        let event = without.remove(first);
        assert!(heads(&without)[first..].iter().zip(&stated[first..]).all(|(found, stated)| found != stated));
        let mut twice = events(&vectors);
        twice.insert(first, event);
        assert!(heads(&twice)[first + 1..].iter().zip(&stated[first + 1..]).all(|(found, stated)| found != stated));
        let mut elsewhere = events(&vectors);
        elsewhere[first].stream[15] ^= 1;
        is_found(&elsewhere, first);
    }
}

/// The rule of the format: SHA-256 over `"vrm:agreement:v1\0"` and the payload.
fn agreement_id(payload: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(b"vrm:agreement:v1\0").chain_update(payload).finalize().into()
}

/// The payloads are stand-ins that no document parses, so the rule is held against the vectors, and what the library
/// names an agreement against the rule.
#[test]
fn every_agreement_id() {
    let Some(vectors) = vectors() else { return };
    let mut score = Score::new("formats/agreements");
    for (index, row) in rows(&vectors, "agreements").into_iter().enumerate() {
        let mut fields = row.object().unwrap();
        let payload = fields.required("payload").unwrap().string().unwrap();
        let canonical = foreign::parse(payload.as_bytes()).unwrap().canonical() == payload;
        let id: [u8; 32] = unhex(fields.required("id").unwrap().string().unwrap());
        score.count(canonical && agreement_id(payload.as_bytes()) == id, format!("agreement {}", index + 1));
    }
    score.end(20);
}

#[test]
fn an_agreement_is_named_by_the_rule() {
    for name in ["one", "two", "three"] {
        let mut two = Two::named(name);
        let half = two.document().sign(two.person.sign(), after(0)).unwrap();
        assert_eq!(half.id().as_bytes(), &agreement_id(half.signed().payload()));
        let agreement = half.countersign(two.shop.sign(), after(60)).unwrap();
        assert_eq!(agreement.id(), half.id());
        // The same text, signed by the other side first.
        let document = half.document().clone();
        let other = document.sign(two.shop.sign(), after(0)).unwrap();
        assert_eq!(other.id(), half.id());
        assert_ne!(two.document().sign(two.person.sign(), after(0)).unwrap().id(), half.id(), "another nonce");
    }
}
