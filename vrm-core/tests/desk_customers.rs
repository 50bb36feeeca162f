//! A desk and its customers: apart from one another, and taken once, however many hands reach for them.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::{Arc, Barrier, Mutex};
use support::life::{Met, carried, desk, keeper, line, received, rejected};
use support::negotiated::request;
use support::two::{Seeded, declaration, later, now};
use support::vendor::pin;
use vrm_core::decision::{Effect, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Error, Fault as _};
use vrm_core::keys::{PartyKeyPairs, PartyKeys};
use vrm_core::life::Reception;
use vrm_core::log::{LogError, LogId};
use vrm_core::message::{Message, Proffer};
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store, StoreError};
use vrm_core::terms::{Talk, Who};
use vrm_core::view::StateError;

/// A stranger's first proffer, sealed for the desk.
fn proffer(desk: &Desk, random: &mut Seeded) -> Vec<u8> {
    let pairs = PartyKeyPairs::generate(random).unwrap();
    let body = Proffer { keys: pairs.public(), terms: [pin("SD-BASE")].into(), replaces: None };
    let (keys, iss) = (desk.keys().unwrap(), pairs.sign().public().to_did());
    let until = later(now(), 86_400);
    let message = Message::new(body, iss, keys.sign().thumbprint(), now(), until, random).unwrap();
    let sealed = message.sign(pairs.sign()).unwrap().seal(keys.seal()).unwrap();
    sealed.as_str().as_bytes().to_vec()
}

#[allow(clippy::disallowed_methods, reason = "a test may read the environment")]
fn rounds(otherwise: usize) -> usize {
    std::env::var("VRM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn a_customer_that_is_not_there_is_found_by_no_call() {
    let mut met = Met::agreed().0;
    let (at, agreement) = (met.at, met.agreement());
    for id in [LogId::from_bytes([9; 16]), LogId::DESK, met.person.id()] {
        let random = &mut met.random;
        let missing = |error: Error| assert_eq!(error, LogError::NoSuchLog.into());
        missing(met.desk.customer(id).unwrap_err());
        missing(met.desk.decide(id, &request(), at).unwrap_err());
        missing(met.desk.accept(id, "SD-BASE", None, at, random).unwrap_err());
        missing(met.desk.ask(id, agreement, &request(), None, at, random).unwrap_err());
        missing(met.desk.end(id, agreement, None, at, random).unwrap_err());
        missing(met.desk.sent(id, vrm_core::message::Jti::from_bytes([1; 16])).unwrap_err());
    }
}

#[test]
fn one_customer_is_nothing_to_another() {
    let mut met = Met::agreed().0;
    let other = Person::create(
        Arc::new(Memory::new()),
        keeper(),
        &line(Talk::Anyone, &["SD-BASE"], Who::Agent),
        met.at,
        &mut met.random,
    );
    let first = met.customer();
    let mine = std::mem::replace(&mut met.person, other.unwrap());
    let relationship = met.relationship;
    let shop = met.shop.clone();
    let added = met.person.add_vendor(&shop, &vrm_core::history::About::default(), None, met.at, &mut met.random);
    met.relationship = added.unwrap().relationship;
    let page = met.desk.profile().unwrap().as_bytes().to_vec();
    received(met.at_person(&page));
    met.proffer(&["SD-BASE"]);
    let customers = met.desk.customers().unwrap();
    assert_eq!(customers.len(), 2);
    let second = customers.into_iter().find(|id| *id != first).unwrap();
    // One withdraws, and the other does not.
    let agreement = met.here().agreements().next().unwrap().agreement.id();
    met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    let effects = [first, second].map(|id| met.desk.decide(id, &request(), met.at).unwrap().effect());
    assert_eq!(effects, [Effect::Permit, Effect::Deny]);
    // Nor can one speak of the other's agreement.
    let theirs = mine.view().relationship(relationship).unwrap().agreements().next().unwrap().agreement.id();
    let at = met.at;
    let error = met.desk.end(second, theirs, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchAgreement { id: theirs }.into());
}

#[test]
fn a_desk_that_is_opened_again_knows_every_customer() {
    let mut random = Seeded::new(5);
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let mut shop = desk(&store, "Shop", &["SD-BASE"], Who::Agent, now(), &mut random);
    // Given 300 rounds, more than are kept open at a time.
    let count = rounds(40);
    for _ in 0..count {
        let bytes = proffer(&shop, &mut random);
        received(shop.receive(&bytes, now(), &mut random).unwrap());
    }
    let customers = shop.customers().unwrap();
    assert_eq!(customers.len(), count);
    let mut again = Desk::open(Arc::clone(&store), keeper()).unwrap();
    assert_eq!(again.customers().unwrap(), customers);
    assert_eq!(again.keys().unwrap(), shop.keys().unwrap());
    assert_eq!(again.profile(), shop.profile());
    for id in customers.iter().step_by(29) {
        assert_eq!(again.customer(*id).unwrap().head(), shop.customer(*id).unwrap().head());
    }
    assert_eq!(again.outbox(now()).unwrap().len(), count);
}

/// What became of each of the threads' calls, which all begin at once: in two groups, of which one comes a moment later.
fn race<T: Send>(handles: &mut [T], call: impl Fn(usize, &mut T) -> Outcome + Sync) -> Vec<Outcome> {
    let (barrier, outcomes) = (Barrier::new(handles.len()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for (index, handle) in handles.iter_mut().enumerate() {
            let (barrier, outcomes, call) = (&barrier, &outcomes, &call);
            scope.spawn(move || {
                barrier.wait();
                if index % 2 == 1 {
                    std::thread::yield_now();
                }
                let outcome = call(index, handle);
                outcomes.lock().unwrap().push(outcome);
            });
        }
    });
    outcomes.into_inner().unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Won,
    Replay,
    Conflict,
    /// Read after another had won.
    Answered,
}

const THREADS: usize = 24;

fn one_wins(outcomes: &[Outcome]) {
    assert_eq!(outcomes.len(), THREADS);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Won).count(), 1, "{outcomes:?}");
}

fn lost(error: &Error) -> Outcome {
    match error {
        Error::Log(LogError::Store(StoreError::Conflict)) | Error::Store(StoreError::Conflict) => Outcome::Conflict,
        Error::State(StateError::NothingToAnswer | StateError::NoNegotiation) => Outcome::Answered,
        other => panic!("{other}"),
    }
}

#[test]
fn of_many_desks_one_takes_a_proffer() {
    let mut random = Seeded::new(6);
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let first = desk(&store, "Shop", &["SD-BASE"], Who::Agent, now(), &mut random);
    let mut desks: Vec<Desk> = (0..THREADS).map(|_| Desk::open(Arc::clone(&store), keeper()).unwrap()).collect();
    let rounds = rounds(6);
    for round in 0..rounds {
        let bytes = proffer(&first, &mut random);
        let outcomes = race(&mut desks, |index, desk| {
            let mut random = Seeded::new((round * THREADS + index + 1_000) as u64);
            match desk.receive(&bytes, now(), &mut random) {
                Ok(Reception::Received(_)) => Outcome::Won,
                Ok(Reception::Replay { .. }) => Outcome::Replay,
                Ok(other) => panic!("{other:?}"),
                Err(error) => lost(&error),
            }
        });
        one_wins(&outcomes);
        assert_eq!(first.customers().unwrap().len(), round + 1);
    }
    // One document for each customer, and no more.
    let mut last = Desk::open(store, keeper()).unwrap();
    assert_eq!(last.outbox(now()).unwrap().len(), rounds);
    for id in last.customers().unwrap() {
        last.customer(id).unwrap();
    }
}

#[test]
fn of_many_hands_one_accepts() {
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    for round in 0..rounds(2) {
        let mut met = Met::with(&line(Talk::Anyone, &["SD-BASE"], Who::Me), &agent, &declaration());
        met.proffer(&["SD-BASE"]);
        let (id, at, store) = (met.relationship, met.at, Arc::clone(&met.person_store));
        let mut hands: Vec<Person> =
            (0..THREADS).map(|_| Person::open(Arc::clone(&store), keeper(), met.person.id()).unwrap()).collect();
        let outcomes = race(&mut hands, |index, person| {
            let mut random = Seeded::new((round * THREADS + index + 1_000) as u64);
            match person.accept(id, None, at, &mut random) {
                Ok(_) => Outcome::Won,
                Err(error) => lost(&error),
            }
        });
        one_wins(&outcomes);
        // All of them see the same from then on, and it is the desk's too.
        met.person.refresh().unwrap();
        carried(&mut met);
        met.agreement();
        for mut hand in hands {
            hand.refresh().unwrap();
            assert_eq!(hand.head(), met.person.head());
        }
    }
}

/// A new key is known by the commitment of the one before: what overtakes the rotation is its owner's, and waits for it.
/// A desk that took it for a stranger's would have two customers, and what is withdrawn under the new key would bind
/// nothing in the old one's history.
#[test]
fn what_overtakes_a_rotation_makes_no_new_customer() {
    let (mut met, agreement) = Met::agreed();
    let (with, at) = (met.relationship, met.at);
    met.person.rotate_keys(with, None, at, &mut met.random).unwrap();
    met.person.proffer(with, &["SD-BASE"], None, at, &mut met.random).unwrap();
    met.person.withdraw(with, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    let [rotation, proffer, withdrawal] = met.mine().try_into().unwrap();
    for early in [&proffer, &withdrawal] {
        assert_eq!(rejected(met.at_desk(&early.bytes)).code(), Code::MessageNotInUse);
    }
    assert_eq!(met.desk.customers().unwrap().len(), 1);
    for letter in [&rotation, &proffer, &withdrawal] {
        received(met.at_desk(&letter.bytes));
    }
    assert_eq!(met.desk.customers().unwrap().len(), 1);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
}

/// Nor can a stranger have a customer's letters come to it, by naming the customer's next key as its own.
#[test]
fn nobody_names_the_next_key_of_another() {
    let mut met = Met::agreed().0;
    let (desk, at) = (met.desk.keys().unwrap(), met.at);
    let theirs = *met.here().own_keys().unwrap();
    for next in [theirs.next(), theirs.sign().thumbprint()] {
        let pairs = PartyKeyPairs::generate(&mut met.random).unwrap();
        let keys = PartyKeys::new(*pairs.sign().public(), *pairs.seal().public(), next).unwrap();
        let body = Proffer { keys, terms: [pin("SD-BASE")].into(), replaces: None };
        let (iss, until) = (pairs.sign().public().to_did(), later(at, 86_400));
        let message = Message::new(body, iss, desk.sign().thumbprint(), at, until, &mut met.random).unwrap();
        let sealed = message.sign(pairs.sign()).unwrap().seal(desk.seal()).unwrap();
        let error = rejected(met.at_desk(sealed.as_str().as_bytes()));
        assert_eq!(error, StateError::SharedKey.into());
    }
    assert_eq!(met.desk.customers().unwrap().len(), 1);
}
