//! S1: a store sees ciphertext, random ids and keyed hashes.

use crate::life::{CANARIES, full, shown};
use crate::support::file_store::FileStore;
use crate::support::lived::{keeper, rows};
use crate::support::two::declaration;
use std::collections::HashSet;
use std::sync::Arc;
use vrm_core::person::Person;
use vrm_core::store::{Memory, Pair};

/// Every stretch of eight bytes.
fn stretches(bytes: &[u8]) -> HashSet<[u8; 8]> {
    bytes.windows(8).map(|window| window.try_into().unwrap()).collect()
}

fn of_rows(rows: &[Pair]) -> HashSet<[u8; 8]> {
    rows.iter().flat_map(|(key, value)| [key, value]).flat_map(|bytes| stretches(bytes)).collect()
}

#[test]
fn no_word_of_the_persons_and_no_secret_stands_in_the_store() {
    let full = full(Arc::new(Memory::new()));
    let rows = rows(&*full.lived.store);
    let seen = of_rows(&rows);
    // What is looked for is found where it is.
    let events = full.lived.person.events_since(0, u32::MAX).unwrap();
    let texts: String = events.iter().map(|entry| entry.to_text()).collect();
    for canary in CANARIES.iter().copied().filter(|canary| canary.len() >= 8) {
        // The shop's name stands in what it signed, in base64url.
        assert!(texts.contains(canary) || canary == "canaryshop", "{canary} is part of the life");
        let lost = stretches(canary.as_bytes());
        assert!(lost.is_disjoint(&seen), "{canary}");
    }
    for (key, value) in &rows {
        for canary in CANARIES {
            let holds = |bytes: &[u8]| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!holds(key) && !holds(value), "{canary}");
        }
    }
    // Whole events, signed texts, documents, identifiers and declarations: not eight bytes of any.
    for text in [texts, declaration().to_json(), full.agreed.1.did().to_string(), own_keys(&events)] {
        assert!(stretches(text.as_bytes()).is_disjoint(&seen));
    }
    // Keys, seeds of keys and salts are drawn 32 bytes at a time.
    let secrets: Vec<&Vec<u8>> = full.lived.random.drawn.iter().filter(|drawn| drawn.len() >= 32).collect();
    assert!(secrets.len() > 30);
    for secret in secrets {
        assert!(stretches(secret).is_disjoint(&seen));
    }
    // What is drawn and stands there: ids and nonces.
    let open = full.lived.random.drawn.iter().filter(|drawn| !stretches(drawn).is_disjoint(&seen));
    assert!(open.clone().all(|drawn| [12, 16].contains(&drawn.len())), "{}", open.count());
}

fn own_keys(events: &[vrm_core::history::Entry]) -> String {
    let mut keys = events.iter().filter(|entry| entry.event().kind() == "keys-made");
    keys.next().unwrap().to_text()
}

#[test]
fn in_a_file_neither() {
    let folder = std::env::temp_dir().join(format!("vrm-log-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("life");
    let full = full(FileStore::open(&path).unwrap());
    let (id, view, head) = (full.lived.person.id(), full.lived.person.view(), full.lived.person.head());
    let events = full.lived.person.events_since(0, u32::MAX).unwrap();
    drop(full.lived);
    // Every commit of the life stands in the file, also what is no more.
    let seen = stretches(&std::fs::read(&path).unwrap());
    for entry in &events {
        assert!(stretches(entry.to_text().as_bytes()).is_disjoint(&seen));
    }
    let again = Person::open(FileStore::open(&path).unwrap(), keeper(1), id).unwrap();
    assert_eq!(shown(&again.view()), shown(&view));
    assert_eq!(again.events_since(0, u32::MAX).unwrap(), events);
    again.leads_through(&head).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The keys of rows are as long as a store takes them.
#[test]
fn keys_are_short_and_begin_with_the_log() {
    let full = full(Arc::new(Memory::new()));
    for (key, _) in rows(&*full.lived.store) {
        assert!(key.len() <= 128 && key.starts_with(full.lived.person.id().as_bytes()));
    }
}
