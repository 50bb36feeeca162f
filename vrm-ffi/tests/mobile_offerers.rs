//! Vendors that answer an announced intention: one that is called by a `did:web`, whose document the app fetches, and a second
//! yes after a no, which links two vendors.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod host;

use host::{Byte, Counting, Map, at, care, now, person, settings, taken};
use std::sync::Arc;
use vrm::core::chain::StreamId;
use vrm::core::did::Did;
use vrm::core::keys::SignedId;
use vrm::core::log::LogId;
use vrm::core::text::Name;
use vrm::mobile::{Desk, Person, VrmError, quote_parse, want_parse};
use vrm::value::{Announcement, IntentionState, Market, Quote, Reception, Settings, Who};

const WEB: &str = "did:web:shop.example";

fn name(outcome: Result<impl std::fmt::Debug, VrmError>) -> String {
    match outcome.unwrap_err() {
        VrmError::Invalid { failure }
        | VrmError::Untrusted { failure }
        | VrmError::WrongState { failure }
        | VrmError::Denied { failure }
        | VrmError::NotFound { failure } => failure.name,
        other => panic!("{other:?}"),
    }
}

fn chair(minor: u32) -> Quote {
    let amount = |minor| format!(r#"{{"currency":"EUR","minor":{minor}}}"#);
    let (nothing, goods) = (amount(0), amount(minor));
    let price = format!(r#"{{"delivery":{nothing},"goods":{goods},"tax":{nothing}}}"#);
    quote_parse(format!(r#"{{"item":{{"title":"A chair"}},"price":{price}}}"#).into_bytes()).unwrap()
}

/// A shop where a human says yes.
fn shop(seed: u64, did: Option<&str>) -> Desk {
    let (keeper, random, store) = (Arc::new(Byte::default()), Counting::new(seed), Arc::new(Map::default()));
    let did = did.map(|did| Did::parse(did).unwrap());
    let called = Name::parse(&format!("Shop {seed}")).unwrap();
    let desk = Desk::create(store, keeper, random, did, called, settings(&[]), now()).unwrap();
    desk.declare("SD-BASE".into(), care(), None, now()).unwrap();
    let mut human: Settings = settings(&["SD-BASE"]);
    human.preferences.preferences[0].by = Who::Me;
    desk.set_settings(human, None, now()).unwrap();
    desk.publish(None, now()).unwrap();
    desk
}

/// A person who wants a chair, and the letter that says so.
fn wanting() -> (Person, StreamId, Vec<u8>) {
    let person = person(&Arc::new(Map::default()), settings(&["SD-BASE"]));
    let want = want_parse(br#"{"currency":"EUR","item":{"title":"A chair"},"kind":"ask"}"#.to_vec()).unwrap();
    let until = at("2026-03-08T09:30:00Z");
    let said = Announcement { want, terms: vec!["SD-BASE".into()], market: Market::Anyone, until, from: None };
    let intention = person.announce(said, None, now()).unwrap().relationship;
    let letter = person.outbox(now()).unwrap().remove(0);
    person.sent(letter.id).unwrap();
    (person, intention, letter.bytes)
}

/// The shop reads the intention and offers: the customer, the offer, and the letter that has it.
fn offered(desk: &Desk, cast: &[u8], minor: u32) -> (LogId, SignedId, Vec<u8>) {
    let Reception::Received { outcome } = desk.receive(cast.to_vec(), now()).unwrap() else { panic!("not received") };
    let until = at("2026-03-04T09:30:00Z");
    let said = desk.offer(outcome.log, chair(minor), "SD-BASE".into(), until, None, now()).unwrap();
    let letter = desk.outbox(now()).unwrap().remove(0);
    desk.sent(outcome.log, letter.letter.id).unwrap();
    (outcome.log, said.said[0].id.unwrap(), letter.letter.bytes)
}

#[test]
fn an_offerer_is_known_by_its_document_and_by_no_other() {
    let (person, intention, cast) = wanting();
    let web = shop(2, Some(WEB));
    let (customer, offer, letter) = offered(&web, &cast, 20_000);
    // Nobody knows yet whose keys these are: the app is asked for the document.
    let early = person.receive(letter.clone(), now()).unwrap();
    assert!(!matches!(early, Reception::Received { .. }), "{early:?}");
    let did = || Did::parse(WEB).unwrap();
    let introduce = |cast, document: String| person.introduce_offerer(cast, did(), document.into(), None, now());
    let head = person.head().unwrap();
    let document = web.did_document().unwrap();
    assert_eq!(name(introduce(StreamId::from_bytes([7; 16]), document.clone())), "state-no-such-intention");
    assert_eq!(name(introduce(intention, "{}".into())), "json-missing-member");
    assert!(introduce(intention, shop(3, Some("did:web:other.example")).did_document().unwrap()).is_err());
    assert_eq!(person.head().unwrap(), head);

    introduce(intention, document).unwrap();
    taken(person.receive(letter, now()).unwrap());
    let held = person.inbox_offer(intention, offer).unwrap();
    assert_eq!(held.id, offer);
    person.choose(intention, offer, None, now()).unwrap();
    host::carry(&person, &web, now());
    web.accept(customer, "SD-BASE".into(), None, now()).unwrap();
    host::carry(&person, &web, now());
    let view = person.view().unwrap();
    let cast = &view.intention(intention).unwrap()[0];
    assert_eq!(cast.state, IntentionState::Fulfilled);
    assert_eq!(view.relationship(cast.chosen.unwrap().relationship).unwrap().vendor, did());
}

#[test]
fn a_second_yes_under_one_call_is_said_only_in_danger() {
    let (person, intention, cast) = wanting();
    let (first, second) = (shop(2, None), shop(3, None));
    let (customer, cheap, letter) = offered(&first, &cast, 20_000);
    taken(person.receive(letter, now()).unwrap());
    let (other, dear, letter) = offered(&second, &cast, 25_000);
    taken(person.receive(letter, now()).unwrap());
    person.choose(intention, cheap, None, now()).unwrap();
    host::carry(&person, &first, now());
    first.refuse(customer, None, now()).unwrap();
    host::carry(&person, &first, now());
    let state = || person.view().unwrap().intention(intention).unwrap()[0].state;
    assert_eq!(state(), IntentionState::Open);
    // What was refused is gone, and another vendor would get a second yes under one key.
    assert_eq!(name(person.danger_choose(intention, cheap, None, now())), "state-no-such-offer");
    assert_eq!(name(person.choose(intention, dear, None, now())), "state-would-link");
    person.danger_choose(intention, dear, None, now()).unwrap();
    host::carry(&person, &second, now());
    second.accept(other, "SD-BASE".into(), None, now()).unwrap();
    host::carry(&person, &second, now());
    assert_eq!(state(), IntentionState::Fulfilled);
}
