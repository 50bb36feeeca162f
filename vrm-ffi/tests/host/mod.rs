//! What an app brings, written as an app would: a store, a keeper, randomness; and letters carried by hand.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use vrm::core::time::Instant;
use vrm::mobile::{
    Desk, KeeperFailure, KeyKeeper, Person, Randomness, RandomnessFailure, Store, StoreFailure, StoreGuard, StoreWrite,
    StoredPair,
};
use vrm::value::{
    Basis, DataForm, Declaration, DeclaredProcess, Necessity, Preference, Preferences, Reception, Request, Settings,
    StatedForm, StatedKeep, StatedPlaces, StatedRecipients, StatedWords, Talk, When, Who,
};

pub(crate) type Hook = Box<dyn Fn() -> Result<(), StoreFailure> + Send>;

/// A store in memory. What hangs at its commits is done before each of them.
#[derive(Default)]
pub(crate) struct Map {
    rows: Mutex<BTreeMap<Vec<u8>, Vec<u8>>>,
    before: Mutex<Option<Hook>>,
    after: Mutex<Option<Hook>>,
}

impl std::fmt::Debug for Map {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Map")
    }
}

impl Map {
    /// Does something before each commit, until it is taken off.
    pub(crate) fn before(&self, hook: Option<Hook>) {
        *self.before.lock().unwrap() = hook;
    }

    /// Does something after each commit, which is done.
    pub(crate) fn after(&self, hook: Option<Hook>) {
        *self.after.lock().unwrap() = hook;
    }

    fn call(hook: &Mutex<Option<Hook>>) -> Result<(), StoreFailure> {
        // Taken off while it is called: it may come back here.
        let Some(call) = hook.lock().unwrap().take() else { return Ok(()) };
        let said = call();
        hook.lock().unwrap().get_or_insert(call);
        said
    }
}

impl Store for Map {
    fn get(&self, key: Vec<u8>) -> Result<Option<Vec<u8>>, StoreFailure> {
        Ok(self.rows.lock().unwrap().get(&key).cloned())
    }

    fn scan(&self, from: Vec<u8>, to: Vec<u8>, limit: u32) -> Result<Vec<StoredPair>, StoreFailure> {
        if from >= to {
            return Ok(Vec::new());
        }
        let rows = self.rows.lock().unwrap();
        let found = rows.range(from..to).take(limit as usize);
        Ok(found.map(|(key, value)| StoredPair { key: key.clone(), value: value.clone() }).collect())
    }

    fn commit(&self, guard: StoreGuard, writes: Vec<StoreWrite>) -> Result<(), StoreFailure> {
        Self::call(&self.before)?;
        {
            let mut rows = self.rows.lock().unwrap();
            if rows.get(&guard.key) != guard.expect.as_ref() {
                return Err(StoreFailure::Conflict);
            }
            for write in writes {
                match write {
                    StoreWrite::Put { key, value } => rows.insert(key, value),
                    StoreWrite::Delete { key } => rows.remove(&key),
                };
            }
        }
        Self::call(&self.after)
    }
}

/// A keeper that hides the key under one byte, or is locked.
#[derive(Debug, Default)]
pub(crate) struct Byte {
    pub(crate) locked: Mutex<bool>,
}

impl KeyKeeper for Byte {
    fn wrap(&self, key: Vec<u8>) -> Result<Vec<u8>, KeeperFailure> {
        if *self.locked.lock().unwrap() { Err(KeeperFailure::Locked) } else { Ok(key.iter().map(|b| b ^ 7).collect()) }
    }

    fn unwrap(&self, wrapped: Vec<u8>) -> Result<Vec<u8>, KeeperFailure> {
        self.wrap(wrapped)
    }
}

/// Randomness that is the same in every run.
#[derive(Debug)]
pub(crate) struct Counting(pub(crate) AtomicU64);

impl Counting {
    pub(crate) fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(seed)))
    }
}

impl Randomness for Counting {
    fn bytes(&self, count: u32) -> Result<Vec<u8>, RandomnessFailure> {
        let byte = |_| {
            let state = self.0.load(Ordering::Relaxed);
            let next = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.0.store(next, Ordering::Relaxed);
            (next >> 56) as u8
        };
        Ok((0..count).map(byte).collect())
    }
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// When everything here begins.
pub(crate) fn now() -> Instant {
    at("2026-03-01T09:30:00Z")
}

/// Settings under which an agent says yes to these entries, with anyone; or asks for all.
pub(crate) fn settings(accept: &[&str]) -> Settings {
    let accept: Vec<String> = accept.iter().map(|&entry| entry.to_owned()).collect();
    let line = Preference { when: When::Always, talk: Talk::Anyone, accept, by: Who::Agent };
    let preferences = Preferences { preferences: vec![line] };
    let language = vrm::core::text::Language::parse("en").unwrap();
    Settings { preferences, language, answer_within: 10_080, place: None, child: false }
}

/// One process.
pub(crate) fn process(data: &str, purpose: &str, basis: Basis, necessity: Necessity) -> DeclaredProcess {
    let words = |word: &str| StatedWords::Known { words: vec![word.parse().unwrap()] };
    DeclaredProcess {
        data: words(data),
        purpose: words(purpose),
        operation: words("dpv:Use"),
        recipient: StatedRecipients::Known { recipients: vec!["vendor".parse().unwrap()] },
        keep: StatedKeep::Known { keep: None },
        form: StatedForm::Known { form: DataForm::Identified },
        places: StatedPlaces::Known { places: Vec::new() },
        measures: StatedWords::Known { words: Vec::new() },
        basis,
        necessity,
    }
}

/// Customer care, by contract.
pub(crate) fn care() -> Declaration {
    let process = process("pd:EmailAddress", "dpv:CustomerCare", Basis::Contract, Necessity::Required);
    Declaration { processes: vec![process] }
}

/// What customer care asks for.
pub(crate) fn request(data: &str, purpose: &str) -> Request {
    Request {
        data: data.parse().unwrap(),
        purpose: purpose.parse().unwrap(),
        operation: "dpv:Use".parse().unwrap(),
        recipient: "vendor".parse().unwrap(),
        keep: None,
        form: None,
        places: Vec::new(),
        measures: Vec::new(),
    }
}

pub(crate) fn person(store: &Arc<Map>, settings: Settings) -> Person {
    Person::create(store.clone(), Arc::new(Byte::default()), Counting::new(1), settings, now()).unwrap()
}

/// A desk that accepts the base agreement.
pub(crate) fn desk(store: &Arc<Map>) -> Desk {
    let name = vrm::core::text::Name::parse("Shop").unwrap();
    let (keeper, random) = (Arc::new(Byte::default()), Counting::new(2));
    let desk = Desk::create(store.clone(), keeper, random, None, name, settings(&[]), now()).unwrap();
    desk.declare("SD-BASE".into(), care(), None, now()).unwrap();
    desk.set_settings(settings(&["SD-BASE"]), None, now()).unwrap();
    desk.publish(None, now()).unwrap();
    desk
}

/// Carries letters until there are none.
pub(crate) fn carry(person: &Person, desk: &Desk, now: Instant) {
    loop {
        let (mine, theirs) = (person.outbox(now).unwrap(), desk.outbox(now).unwrap());
        if mine.is_empty() && theirs.is_empty() {
            return;
        }
        for letter in mine {
            taken(desk.receive(letter.bytes, now).unwrap());
            person.sent(letter.id).unwrap();
        }
        for of in theirs {
            taken(person.receive(of.letter.bytes, now).unwrap());
            desk.sent(of.customer, of.letter.id).unwrap();
        }
    }
}

pub(crate) fn taken(reception: Reception) {
    assert!(matches!(reception, Reception::Received { .. } | Reception::Replay { .. }), "{reception:?}");
}
