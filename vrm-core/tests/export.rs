//! A life as lines, and again a life: the same, and it goes on.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod support;

use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;
use support::carried::{Lines, Lived, care, import, is_empty, keeper, received};
use support::failing_store::{FailingStore, Failure};
use support::parties::Seeded;
use support::two::later;
use vrm_core::chain::StreamId;
use vrm_core::decision::{Decision, Request, WhichGrants};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::history::{About, Export};
use vrm_core::life::Reception;
use vrm_core::person::Person;
use vrm_core::store::Memory;

fn text(person: &Person) -> String {
    person.danger_export().unwrap().danger_expose().to_owned()
}

/// Everything that a view shows, and every letter and event.
fn shown(person: &Person, at: vrm_core::time::Instant) -> String {
    let view = person.view();
    let relationships: Vec<_> = view.relationships().collect();
    let grants: Vec<_> =
        relationships.iter().map(|between| view.grants(between.id()).unwrap().collect::<Vec<_>>()).collect();
    let (blocks, tombstones): (Vec<_>, Vec<_>) = (view.blocks().collect(), view.tombstones().collect());
    let mut letters = person.outbox(at).unwrap();
    letters.sort_by_key(|letter| letter.id);
    let letters: Vec<_> = letters.iter().map(|letter| (letter.id, &letter.to, &letter.bytes, letter.expires)).collect();
    let events = person.events_since(0, u32::MAX).unwrap();
    format!(
        "{:?} {:?} {:?} {relationships:?} {grants:?} {blocks:?} {tombstones:?} {letters:?} {events:?} {:?}",
        person.id(),
        person.head(),
        view.settings(),
        view.own_terms().map(|terms| terms.hash()),
    )
}

fn decided(person: &Person, vendor: &Did, at: vrm_core::time::Instant) -> Vec<Decision> {
    let marketing = Request { purpose: "dpv:Marketing".parse().unwrap(), ..care() };
    let days = [0, 1, 100].map(|days| later(at, days * 86_400));
    let asked = [care(), marketing];
    days.iter().flat_map(|at| asked.iter().map(|request| person.decide(vendor, request, *at).unwrap())).collect()
}

#[test]
fn what_is_imported_is_what_was_exported() {
    let lived = Lived::new(1);
    let export = lived.person.danger_export().unwrap();
    let lines = Lines::of(export.danger_expose());
    assert_eq!(format!("{export:?}"), format!("Export({} lines)", lines.0.len()));
    for kind in ["names", "event", "erased", "document", "keys", "letter", "taken", "end"] {
        assert!(!lines.all(kind).is_empty(), "{kind}");
    }
    let (person, store) = import(export.danger_expose().as_bytes(), 2);
    let person = person.unwrap();
    assert_eq!(shown(&person, lived.at), shown(&lived.person, lived.at));
    assert_eq!(decided(&person, &lived.shop, lived.at), decided(&lived.person, &lived.shop, lived.at));
    assert_eq!(text(&person), export.danger_expose());
    person.leads_through(&lived.person.head()).unwrap();

    // What lies in the new store is what is read there.
    let opened = Person::open(store, keeper(2), person.id()).unwrap();
    assert_eq!(shown(&opened, lived.at), shown(&person, lived.at));
    assert_eq!(text(&opened), export.danger_expose());
}

#[test]
fn it_goes_on_where_it_stood_and_takes_nothing_twice() {
    let mut lived = Lived::new(3);
    let (person, _) = import(text(&lived.person).as_bytes(), 4);
    lived.person = person.unwrap();
    let (head, taken) = (lived.person.head(), lived.taken.clone());
    assert!(taken.len() > 5, "{}", taken.len());
    for bytes in taken {
        let again = lived.person.receive(&bytes, lived.at, &mut lived.random).unwrap();
        assert!(matches!(again, Reception::Replay { .. }), "{again:?}");
    }
    assert_eq!(lived.person.head(), head);
    // Letters that had not left, and those that are listed once more, are those that were made at home.
    lived.carry_again();
    lived.wait(60);
    lived
        .person
        .pause(lived.relationship, lived.agreement, &WhichGrants::All, None, lived.at, &mut lived.random)
        .unwrap();
    lived.person.rotate_keys(lived.relationship, None, lived.at, &mut lived.random).unwrap();
    lived.carry();
    assert!(lived.person.view().relationship(lived.relationship).unwrap().unacknowledged().is_empty());
    let (again, _) = import(text(&lived.person).as_bytes(), 5);
    assert_eq!(shown(&again.unwrap(), lived.at), shown(&lived.person, lived.at));
}

#[test]
fn a_store_that_has_it_takes_it_not_again() {
    let lived = Lived::new(6);
    let export = text(&lived.person);
    let error = Person::import(export.as_bytes(), lived.store.clone(), keeper(1), &mut Seeded::new(7)).unwrap_err();
    assert_eq!(error.code(), Code::LogAlreadyThere);
    assert_eq!(text(&lived.person), export);
}

#[test]
fn a_store_that_fails_has_nothing_or_all_of_it() {
    let export = text(&Lived::new(8).person);
    for failure in Failure::ALL {
        for call in 1.. {
            let inner = Arc::new(Memory::new());
            let store = FailingStore::at(inner.clone(), call, failure);
            let imported = Person::import(export.as_bytes(), store.clone(), keeper(2), &mut Seeded::new(9));
            if !store.failed() {
                break;
            }
            match imported {
                Ok(person) => assert_eq!(text(&person), export),
                Err(_) => assert!(is_empty(inner.as_ref()) || failure == Failure::UnknownDone, "{failure:?} {call}"),
            }
        }
    }
}

#[test]
fn what_another_handle_wrote_is_read_first() {
    let mut lived = Lived::new(10);
    let other = Person::open(lived.store.clone(), keeper(1), lived.person.id()).unwrap();
    lived.person.unblock("no-ads", None, lived.at, &mut lived.random).unwrap();
    assert_eq!(other.danger_export().unwrap_err().code(), Code::StoreConflict);
    let mut other = other;
    other.refresh().unwrap();
    assert_eq!(text(&other), text(&lived.person));
}

#[test]
fn what_was_closed_stays_closed() {
    let mut lived = Lived::new(11);
    let before = text(&lived.person);
    lived.person.close_life(None, lived.at, &mut lived.random).unwrap();
    let mut elsewhere = import(before.as_bytes(), 12).0.unwrap();
    elsewhere.unblock("no-ads", None, lived.at, &mut lived.random).unwrap();
    let mut closed = import(text(&lived.person).as_bytes(), 13).0.unwrap();
    let error = closed.unblock("no-ads", None, lived.at, &mut lived.random).unwrap_err();
    assert_eq!(error.code(), Code::StateClosed);
    let error = closed.accept_clock(None, lived.at, &mut lived.random).unwrap_err();
    assert_eq!(error.code(), Code::StateClosed);
    assert_eq!(shown(&closed, lived.at), shown(&lived.person, lived.at));
}

#[test]
fn what_was_erased_is_in_no_line() {
    let lived = Lived::new(14);
    let lines = lived.lines();
    let erased = lived.erased.to_string();
    let with: Vec<String> =
        (0..lines.0.len()).filter(|line| lines.0[*line].contains(&erased)).map(|line| lines.kind(line)).collect();
    assert!(with.iter().all(|kind| kind == "erased" || kind == "event"), "{with:?}");
    assert_eq!(with.iter().filter(|kind| *kind == "event").count(), 1, "its tombstone");
    assert!(lines.text().contains(lived.shop.as_str()) && !lines.text().contains(lived.gone.as_str()));
}

/// A page that is public is taken anew by a relationship that begins anew.
#[test]
fn a_vendor_that_was_erased_can_be_met_again() {
    let mut lived = Lived::new(15);
    let (at, random) = (lived.at, &mut lived.random);
    lived.person.terminate(lived.relationship, None, at, random).unwrap();
    for letter in lived.person.outbox(at).unwrap() {
        lived.person.sent(letter.id).unwrap();
    }
    lived.person.erase(lived.relationship, None, at, random).unwrap();
    lived.desk.publish(None, at, random).unwrap();
    let shop = lived.desk.keys().unwrap().sign().to_did();
    let profile = lived.desk.profile().unwrap().as_bytes().to_vec();
    for _ in 0..2 {
        let stream: StreamId =
            lived.person.add_vendor(&shop, &About::default(), None, at, random).unwrap().relationship;
        received(&lived.person.receive(&profile, at, random).unwrap());
        assert!(matches!(lived.person.receive(&profile, at, random).unwrap(), Reception::Replay { .. }));
        lived.person.erase(stream, None, at, random).unwrap();
    }
}

#[test]
fn a_short_life_is_carried_too() {
    let (store, mut random) = (Arc::new(Memory::new()), Seeded::new(16));
    let settings = vrm_core::history::Settings::asking(vrm_core::text::Language::parse("en").unwrap());
    let person = Person::create(store, keeper(1), &settings, support::two::now(), &mut random).unwrap();
    let export = text(&person);
    assert_eq!(Lines::of(&export).0.len(), 5);
    assert_eq!(text(&import(export.as_bytes(), 17).0.unwrap()), export);
}

#[test]
fn limits_are_where_they_are_said() {
    assert_eq!((Export::MAX_LINES, Export::MAX_LINE_BYTES), (1_048_576, 58_720_256));
    let mut many = String::from(Lived::new(18).lines().0[0].as_str());
    many.push('\n');
    many.push_str(&"\n".repeat(10));
    assert!(import(many.as_bytes(), 19).0.is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn export_of_an_import_is_the_export(seed in 100_u64..1_000_000) {
        let export = text(&Lived::new(seed).person);
        let (person, _) = import(export.as_bytes(), seed + 1);
        prop_assert_eq!(text(&person.unwrap()), export);
    }
}

/// One export as it was written once. It is never changed: later builds read it, and write it again byte for byte.
#[test]
fn what_was_written_once_is_read_for_ever() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/export-1.jsonl");
    if std::env::var_os("VRM_REGENERATE").is_some() && !path.exists() {
        std::fs::write(&path, text(&Lived::new(7012).person)).unwrap();
    }
    let written = support::text(&path);
    let (person, _) = import(written.as_bytes(), 1);
    let person = person.unwrap();
    let view = person.view();
    assert_eq!((view.relationships().count(), view.tombstones().count(), view.blocks().count()), (2, 1, 1));
    assert_eq!(text(&person), written);
}
