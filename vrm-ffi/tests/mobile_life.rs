//! A person and a desk through the objects that Kotlin and Swift have: what goes wrong in the app's own parts, and a life
//! from the first page to the end.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod host;

use host::{Byte, Counting, Map, at, care, carry, desk, now, person, request, settings, taken};
use std::sync::{Arc, Mutex};
use std::thread;
use vrm::core::error::Code;
use vrm::core::history::CommandId;
use vrm::mobile::{
    Desk, FreshStores, Person, Randomness, RandomnessFailure, Store, StoreFailure, StoreGuard, StoreWrite, StoredPair,
    VrmError, bundle_of, bundle_of_half, bundle_verify, bundle_with_event, bundle_with_message, bundle_with_texts,
    conformance, reception_accepted,
};
use vrm::value::{
    About, AgreementState, Decision, Declaration, GrantStatus, Head, Label, NegotiationState, OpenedEvent, Outcome,
    Reception, RelationshipState, Reply, Role, Settled, Subject, WhichGrants,
};
use vrm::{Failure, Remedy};

/// What an error says, whatever its kind.
fn failure(error: VrmError) -> Failure {
    match error {
        VrmError::Invalid { failure }
        | VrmError::TooLarge { failure }
        | VrmError::Untrusted { failure }
        | VrmError::Expired { failure }
        | VrmError::Replay { failure }
        | VrmError::WrongState { failure }
        | VrmError::Denied { failure }
        | VrmError::NotFound { failure }
        | VrmError::Conflict { failure }
        | VrmError::Reentrant { failure }
        | VrmError::Store { failure }
        | VrmError::Locked { failure }
        | VrmError::Handle { failure }
        | VrmError::Damaged { failure }
        | VrmError::RolledBack { failure }
        | VrmError::NewerVersion { failure }
        | VrmError::Unsupported { failure }
        | VrmError::Internal { failure } => failure,
    }
}

/// The code of an error that must be one.
fn refused<T: std::fmt::Debug>(result: Result<T, VrmError>, code: Code) -> Failure {
    let failure = failure(result.unwrap_err());
    assert_eq!((failure.code, failure.name.as_str()), (code.number(), code.name()));
    failure
}

fn shop() -> vrm::core::did::Did {
    vrm::core::did::Did::parse("did:web:shop.example").unwrap()
}

fn add(person: &Person) -> Result<Outcome, VrmError> {
    person.add_vendor(shop(), About::default(), None, now())
}

#[test]
fn a_store_that_fails_before_anything_changes_nothing() {
    let store = Arc::new(Map::default());
    let person = person(&store, settings(&[]));
    let head = person.head().unwrap();
    store.before(Some(Box::new(|| Err(StoreFailure::Unchanged { reason: "the disk is full".into() }))));
    let error = add(&person).unwrap_err();
    assert!(matches!(error, VrmError::Store { .. }));
    let failure = failure(error);
    assert_eq!((failure.code, failure.remedy), (Code::StoreUnchanged.number(), Remedy::TryAgain));
    assert_eq!(person.head().unwrap(), head);
    store.before(None);
    add(&person).unwrap();
}

#[test]
fn a_store_that_throws_is_settled_and_loses_nothing() {
    let store = Arc::new(Map::default());
    let person = person(&store, settings(&[]));
    // What an app's language throws, whatever it is, comes as this.
    let throws =
        || -> host::Hook { Box::new(|| Err(uniffi::UnexpectedUniFFICallbackError::new("IOException").into())) };
    store.before(Some(throws()));
    refused(add(&person), Code::StoreUnknown);
    store.before(None);
    assert_eq!(person.settle().unwrap(), Settled::NotDone);
    store.after(Some(throws()));
    let command = CommandId::from_bytes([7; 16]);
    let again = || person.add_vendor(shop(), About::default(), Some(command), now());
    refused(again(), Code::StoreUnknown);
    store.after(None);
    assert_eq!(person.settle().unwrap(), Settled::Done);
    assert_eq!(person.settle().unwrap(), Settled::Sure);
    let first = again().unwrap();
    assert_eq!(again().unwrap(), first);
    assert_eq!(person.view().unwrap().relationships().unwrap(), [first.relationship]);
}

#[test]
fn a_store_that_calls_its_handle_is_told_so() {
    let store = Arc::new(Map::default());
    let person = Arc::new(person(&store, settings(&[])));
    let said = Arc::new(Mutex::new(Vec::new()));
    let (within, heard) = (Arc::clone(&person), Arc::clone(&said));
    store.before(Some(Box::new(move || {
        let mut heard = heard.lock().unwrap();
        heard.push(within.id().map(drop));
        heard.push(within.view().map(drop));
        heard.push(within.free());
        heard.push(add(&within).map(drop));
        Ok(())
    })));
    add(&person).unwrap();
    store.before(None);
    let said = std::mem::take(&mut *said.lock().unwrap());
    assert_eq!(said.len(), 4);
    for result in said {
        assert!(matches!(result, Err(VrmError::Reentrant { .. })));
        refused(result, Code::BorderReentrant);
    }
    assert!(person.id().is_ok());
}

#[test]
fn a_panic_ends_its_own_handle_and_no_other() {
    let store = Arc::new(Map::default());
    let person = person(&store, settings(&[]));
    let (id, before) = (person.id().unwrap(), person.view().unwrap());
    let other = Person::open(store.clone(), Arc::new(Byte::default()), Counting::new(3), id).unwrap();
    store.before(Some(Box::new(|| panic!("tested"))));
    assert!(matches!(add(&person), Err(VrmError::Internal { .. })));
    store.before(None);
    refused(person.id(), Code::BorderInternal);
    refused(add(&person), Code::BorderInternal);
    assert_eq!(before.relationships().unwrap(), []);
    // What is stored is whole: it is opened anew, and goes on.
    add(&other).unwrap();
}

#[test]
fn a_keeper_that_is_locked_is_said_to_be() {
    let (store, keeper) = (Arc::new(Map::default()), Arc::new(Byte::default()));
    let person = Person::create(store.clone(), keeper.clone(), Counting::new(1), settings(&[]), now()).unwrap();
    *keeper.locked.lock().unwrap() = true;
    let opened = Person::open(store.clone(), keeper.clone(), Counting::new(1), person.id().unwrap());
    let error = opened.map(drop).unwrap_err();
    assert!(matches!(error, VrmError::Locked { .. }));
    assert_eq!(failure(error).code, Code::KeeperLocked.number());
    *keeper.locked.lock().unwrap() = false;
    Person::open(store, keeper, Counting::new(1), person.id().unwrap()).unwrap();
}

#[derive(Debug)]
struct Short;

impl Randomness for Short {
    fn bytes(&self, count: u32) -> Result<Vec<u8>, RandomnessFailure> {
        Ok(vec![0; count.saturating_sub(1) as usize])
    }
}

#[test]
fn too_little_randomness_is_none() {
    let store = Arc::new(Map::default());
    let made = Person::create(store.clone(), Arc::new(Byte::default()), Arc::new(Short), settings(&[]), now());
    refused(made.map(drop), Code::KeysRandomnessFailed);
    assert!(store.scan(Vec::new(), vec![0xff; 64], 1).unwrap().is_empty());
}

#[test]
fn documents_are_refused_as_in_rust_with_their_path() {
    let store = Arc::new(Map::default());
    let wrong = vrm::value::Settings { answer_within: 61, ..settings(&[]) };
    let made = Person::create(store.clone(), Arc::new(Byte::default()), Counting::new(1), wrong.clone(), now());
    let found = refused(made.map(drop), Code::FormOutOfRange);
    assert_eq!(found.path.as_deref(), Some("/answer_within"));
    let person = person(&store, settings(&[]));
    let again = refused(person.set_settings(wrong, None, now()), Code::FormOutOfRange);
    assert_eq!(again, found);
    let desk = desk(&Arc::new(Map::default()));
    let nothing = Declaration { processes: Vec::new() };
    assert!(desk.declare("SD-BASE".into(), nothing, None, now()).is_err());
    refused(desk.set_settings(settings(&["SD-BASE-A"]), None, now()), Code::StateNoDeclaration);
}

#[test]
fn what_is_freed_stays_freed() {
    let person = person(&Arc::new(Map::default()), settings(&[]));
    let view = person.view().unwrap();
    person.free().unwrap();
    refused(person.free(), Code::BorderHandle);
    assert!(matches!(add(&person), Err(VrmError::Handle { .. })));
    assert!(view.head().is_ok());
    view.free().unwrap();
    refused(view.free(), Code::BorderHandle);
    refused(view.head(), Code::BorderHandle);
    let desk = desk(&Arc::new(Map::default()));
    desk.free().unwrap();
    refused(desk.did(), Code::BorderHandle);
}

#[test]
fn threads_wait_for_each_other() {
    let person = Arc::new(person(&Arc::new(Map::default()), settings(&[])));
    let add = |n: u8| {
        let person = Arc::clone(&person);
        thread::spawn(move || {
            let vendor = vrm::core::did::Did::parse(&format!("did:web:shop{n}.example")).unwrap();
            person.add_vendor(vendor, About::default(), None, now()).map(drop)
        })
    };
    let threads: Vec<_> = (0..8).map(add).collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap().unwrap());
    assert_eq!(person.view().unwrap().relationships().unwrap().len(), 8);
}

/// A store that forgets to look at its guard.
#[derive(Debug, Default)]
struct Careless(Map);

impl Store for Careless {
    fn get(&self, key: Vec<u8>) -> Result<Option<Vec<u8>>, StoreFailure> {
        self.0.get(key)
    }

    fn scan(&self, from: Vec<u8>, to: Vec<u8>, limit: u32) -> Result<Vec<StoredPair>, StoreFailure> {
        self.0.scan(from, to, limit)
    }

    fn commit(&self, guard: StoreGuard, writes: Vec<StoreWrite>) -> Result<(), StoreFailure> {
        let expect = self.0.get(guard.key.clone())?;
        self.0.commit(StoreGuard { expect, ..guard }, writes)
    }
}

#[derive(Debug)]
struct Fresh(fn() -> Result<Arc<dyn Store>, StoreFailure>);

impl FreshStores for Fresh {
    fn fresh(&self) -> Result<Arc<dyn Store>, StoreFailure> {
        (self.0)()
    }
}

#[test]
fn a_store_sits_the_exam() {
    let none = conformance(Arc::new(Fresh(|| Err(StoreFailure::Unchanged { reason: "no room".into() })))).unwrap();
    assert!(none.unwrap().seen.contains("no room"));
    let careless = conformance(Arc::new(Fresh(|| Ok(Arc::new(Careless::default()))))).unwrap();
    assert!(careless.unwrap().promise.contains("guard"));
    assert_eq!(conformance(Arc::new(Fresh(|| Ok(Arc::new(Map::default()))))).unwrap(), None);
    assert!(matches!(conformance(Arc::new(Fresh(|| panic!("tested")))), Err(VrmError::Internal { .. })));
}

/// A person and a desk that have agreed on the base agreement.
fn agreed(person: &Person, desk: &Desk) -> Outcome {
    let shop = desk.keys().unwrap().sign.did;
    assert_eq!(desk.did().unwrap(), shop);
    let met = person.add_vendor(shop, About::default(), None, now()).unwrap();
    taken(person.receive(desk.profile().unwrap().unwrap(), now()).unwrap());
    person.proffer(met.relationship, vec!["SD-BASE".into()], None, now()).unwrap();
    carry(person, desk, now());
    met
}

#[test]
fn a_life_from_the_first_page_to_the_end() {
    let (store, shops) = (Arc::new(Map::default()), Arc::new(Map::default()));
    let (person, desk) = (person(&store, settings(&["SD-BASE"])), desk(&shops));
    let seen = person.head().unwrap();
    let relationship = agreed(&person, &desk).relationship;

    // Both have the same agreement, signed by both.
    let view = person.view().unwrap();
    let between = view.relationship(relationship).unwrap();
    assert_eq!((between.state, between.agreements.len()), (RelationshipState::Active, 1));
    assert_eq!(between.negotiation.as_ref().map(|of| of.state), Some(NegotiationState::Accepted));
    let agreement = between.agreements[0];
    let of = view.agreement(relationship, agreement).unwrap().unwrap();
    assert_eq!((of.state, of.first), (AgreementState::InForce, Role::Vendor));
    assert_eq!(of.agreement.document.declaration, care());
    assert_eq!(of.agreement.document.vendor.did, between.vendor);
    assert_eq!(of.agreement.person.iter().filter(|byte| **byte == b'.').count(), 2);
    let customer = desk.customers().unwrap()[0];
    let theirs = desk.customer(customer).unwrap();
    let their = theirs.relationships().unwrap()[0];
    let twin = theirs.agreement(their, agreement).unwrap().unwrap();
    assert_eq!(twin.agreement, of.agreement);
    assert_eq!(view.with_vendor(between.vendor.clone()).unwrap(), Some(between.clone()));

    // The same grants decide.
    let asked = request("pd:EmailAddress", "dpv:CustomerCare");
    let decide = || person.decide(between.vendor.clone(), asked.clone(), now()).unwrap();
    assert!(matches!(decide(), Decision::Permit { .. }));
    assert!(matches!(desk.decide(customer, asked.clone(), now()).unwrap(), Decision::Permit { .. }));
    let grant = view.grants(relationship).unwrap()[0].clone();
    assert_eq!(view.grant(relationship, grant.id).unwrap(), grant);
    refused(view.grant(relationship, vrm::core::decision::GrantId::from_bytes([9; 32])), Code::StateNoSuchGrant);

    // Held back, taken up, used, withdrawn.
    let these = WhichGrants::These { grants: vec![grant.id] };
    person.pause(relationship, agreement, these.clone(), None, now()).unwrap();
    assert!(matches!(decide(), Decision::Deny { .. }));
    person.resume(relationship, agreement, these, None, now()).unwrap();
    person.record_use(relationship, grant.id, None, now()).unwrap();
    person.withdraw(relationship, agreement, WhichGrants::All, None, now()).unwrap();
    refused(person.withdraw(relationship, agreement, WhichGrants::All, None, now()), Code::StateNothingToDo);
    assert!(matches!(decide(), Decision::Deny { .. }));
    let now_held = person.view().unwrap().grant(relationship, grant.id).unwrap();
    assert_eq!(now_held.status, GrantStatus::Withdrawn);
    assert_eq!(view.grant(relationship, grant.id).unwrap().status, GrantStatus::Active);
    carry(&person, &desk, now());

    // What it proves, by public keys alone.
    let bundle = person.bundle(relationship, agreement).unwrap();
    let findings = bundle_verify(bundle, now()).unwrap();
    assert_eq!(findings.agreement, Some(agreement));
    assert!(findings.statements.iter().any(|of| of.label == Label::Both && of.doubt.is_none()));
    assert!(bundle_verify(b"{}".to_vec(), now()).is_err());

    // Its history, and where it leads through.
    let head = person.head().unwrap();
    person.leads_through(seen).unwrap();
    refused(person.leads_through(Head { p: head.p, hash: "0".repeat(64) }), Code::LogRolledBack);
    refused(person.leads_through(Head { p: 1, hash: "?".into() }), Code::BorderValue);
    let events = person.events_since(0, 1000).unwrap();
    assert_eq!(events.len() as u64, head.p);
    assert_eq!(events[0].kind, "created");
    assert!(person.events_since(head.p, 10).unwrap().is_empty());

    // Elsewhere, and no longer here.
    let export = person.danger_export().unwrap();
    let (new, keeper) = (Arc::new(Map::default()), Arc::new(Byte::default()));
    let laptop = Person::import(export.clone(), new.clone(), keeper.clone(), Counting::new(5)).unwrap();
    assert_eq!((laptop.id().unwrap(), laptop.head().unwrap()), (person.id().unwrap(), head));
    let twice = Person::import(export, new, keeper, Counting::new(5));
    refused(twice.map(drop), Code::LogAlreadyThere);
    person.close_life(None, now()).unwrap();
    assert!(add(&person).is_err());

    // The end.
    laptop.end(relationship, agreement, None, now()).unwrap();
    refused(laptop.erase(relationship, None, now()), Code::StateLettersWait);
    carry(&laptop, &desk, now());
    laptop.terminate(relationship, None, now()).unwrap();
    carry(&laptop, &desk, now());
    laptop.erase(relationship, None, now()).unwrap();
    let left = laptop.view().unwrap();
    refused(left.relationship(relationship), Code::StateNoSuchRelationship);
    let tombstones = left.tombstones().unwrap();
    assert_eq!(tombstones.iter().map(|of| of.id).collect::<Vec<_>>(), [relationship]);
}

#[test]
fn a_question_is_asked_and_answered_once() {
    let (store, shops) = (Arc::new(Map::default()), Arc::new(Map::default()));
    let (person, desk) = (person(&store, settings(&["SD-BASE"])), desk(&shops));
    let (relationship, customer) = (agreed(&person, &desk).relationship, desk.customers().unwrap()[0]);
    let agreement = person.view().unwrap().relationship(relationship).unwrap().agreements[0];
    let ads = request("pd:EmailAddress", "dpv:Advertising");
    refused(desk.ask(customer, agreement, ads, None, now()), Code::StateNothingCovers);
    let asked = request("pd:EmailAddress", "dpv:CustomerCare");
    let id = desk.ask(customer, agreement, asked.clone(), None, now()).unwrap().said[0].id.unwrap();
    carry(&person, &desk, now());
    let question = person.view().unwrap().question(relationship, id).unwrap().unwrap();
    assert_eq!((question.agreement, question.request, question.reply), (agreement, asked, None));
    person.answer(relationship, id, Reply::Once, None, now()).unwrap();
    refused(person.answer(relationship, id, Reply::No, None, now()), Code::StateAnsweredAlready);
    carry(&person, &desk, now());
    let answered = desk.customer(customer).unwrap();
    let their = answered.relationships().unwrap()[0];
    assert_eq!(answered.question(their, id).unwrap().unwrap().reply, Some(Reply::Once));
}

#[test]
fn a_human_is_asked_counters_and_says_no() {
    let (store, shops) = (Arc::new(Map::default()), Arc::new(Map::default()));
    let (person, desk) = (person(&store, settings(&[])), desk(&shops));
    desk.declare("SD-BASE-A".into(), care(), None, now()).unwrap();
    desk.set_settings(settings(&[]), None, now()).unwrap();
    let relationship = agreed(&person, &desk).relationship;
    let customer = desk.customers().unwrap()[0];
    refused(desk.accept(customer, "SD-BASE-A".into(), None, now()), Code::StateNothingToAnswer);
    desk.counter(customer, "SD-BASE-A".into(), None, now()).unwrap();
    carry(&person, &desk, now());
    let negotiation = person.view().unwrap().relationship(relationship).unwrap().negotiation.unwrap();
    assert_eq!(negotiation.state, NegotiationState::CounterNeedsHuman);
    assert_eq!(negotiation.countered.unwrap().terms.name.id, "SD-BASE-A");
    person.refuse(relationship, None, now()).unwrap();
    carry(&person, &desk, now());
    let over = person.view().unwrap().relationship(relationship).unwrap().negotiation.unwrap();
    assert!(over.is_over && over.state == NegotiationState::Refused);
    refused(person.accept(relationship, None, now()), Code::StateNoNegotiation);
}

#[test]
fn keys_change_hands_and_replays_change_nothing() {
    let (store, shops) = (Arc::new(Map::default()), Arc::new(Map::default()));
    let (person, desk) = (person(&store, settings(&["SD-BASE"])), desk(&shops));
    let (relationship, customer) = (agreed(&person, &desk).relationship, desk.customers().unwrap()[0]);
    let before = person.view().unwrap().relationship(relationship).unwrap();
    person.rotate_keys(relationship, None, now()).unwrap();
    let letter = person.outbox(now()).unwrap()[0].clone();
    assert!(matches!(desk.receive(letter.bytes.clone(), now()).unwrap(), Reception::Received { .. }));
    let again = desk.receive(letter.bytes.clone(), now()).unwrap();
    assert!(matches!(again, Reception::Replay { .. }));
    assert_eq!(reception_accepted(again), Ok(None));
    let rejected = desk.receive(b"nonsense".to_vec(), now()).unwrap();
    let Reception::Rejected { failure } = rejected.clone() else { panic!() };
    assert!(failure.code > 0 && !failure.text.is_empty());
    assert_eq!(reception_accepted(rejected), Err(failure.into()));
    let early =
        Reception::NeedsKeys { did: vrm::core::did::Did::parse("did:web:shop.example").unwrap(), about: relationship };
    refused(reception_accepted(early), Code::StateNeedsKeys);
    person.sent(letter.id).unwrap();
    person.resend(letter.id).unwrap();
    assert_eq!(person.outbox(now()).unwrap()[0].bytes, letter.bytes);
    desk.rotate_keys(None, now()).unwrap();
    desk.announce_keys(customer, None, now()).unwrap();
    refused(desk.announce_keys(customer, None, now()), Code::StateNothingToDo);
    carry(&person, &desk, now());
    let after = person.view().unwrap().relationship(relationship).unwrap();
    assert_ne!(after.own_keys, before.own_keys);
    assert_ne!(after.other_keys, before.other_keys);
    assert_eq!(after.unacknowledged, []);
    // Time goes by.
    refused(person.expire(None, now()), Code::StateNothingDue);
    let earlier = at("2026-02-01T00:00:00Z");
    refused(
        person.decide(before.vendor, request("pd:EmailAddress", "dpv:CustomerCare"), earlier),
        Code::StateClockWentBack,
    );
    person.accept_clock(None, earlier).unwrap();
}

#[test]
fn another_process_on_the_store_is_read_again() {
    let store = Arc::new(Map::default());
    let one = person(&store, settings(&[]));
    let id = one.id().unwrap();
    let other = Person::open(store.clone(), Arc::new(Byte::default()), Counting::new(9), id).unwrap();
    add(&one).unwrap();
    assert_ne!(one.head().unwrap(), other.head().unwrap());
    other.refresh().unwrap();
    assert_eq!(one.head().unwrap(), other.head().unwrap());
    other.describe_vendor(other.view().unwrap().relationships().unwrap()[0], About::default(), None, now()).unwrap();
    one.refresh().unwrap();
    assert_eq!(one.head().unwrap(), other.head().unwrap());
}

#[test]
fn a_bundle_is_made_by_hand() {
    let (store, shops) = (Arc::new(Map::default()), Arc::new(Map::default()));
    let (person, desk) = (person(&store, settings(&["SD-BASE"])), desk(&shops));
    let relationship = agreed(&person, &desk).relationship;
    let view = person.view().unwrap();
    let id = view.relationship(relationship).unwrap().agreements[0];
    let of = view.agreement(relationship, id).unwrap().unwrap().agreement;
    assert!(bundle_of(of.person.clone(), of.person.clone(), now()).is_err());
    assert!(bundle_of(of.person.clone(), b"nonsense".to_vec(), now()).is_err());
    let whole = bundle_of(of.person.clone(), of.vendor.clone(), now()).unwrap();
    assert_eq!(bundle_verify(whole.clone(), now()).unwrap().agreement, Some(id));
    let half = bundle_verify(bundle_of_half(of.vendor, now()).unwrap(), now()).unwrap();
    assert_eq!((half.agreement, half.statements[0].label), (None, Label::Vendor));
    refused(bundle_with_texts(whole.clone(), "no such".into(), None), Code::RosterNoEntry);
    let told = bundle_with_texts(whole, "SD-BASE".into(), None).unwrap();
    let said = bundle_verify(told.clone(), now()).unwrap().statements;
    assert!(said.iter().any(|of| matches!(of.subject, Subject::Text { .. }) && of.label == Label::Both));
    // What nobody signed is said to be so, with why.
    let more = bundle_with_message(told.clone(), b"nobody signed this".to_vec()).unwrap();
    let said = bundle_verify(more, now()).unwrap().statements;
    let last = said.last().unwrap();
    assert_eq!(last.label, Label::Asserted);
    assert!(last.doubt.as_ref().is_some_and(|why| why.code > 0));
    refused(bundle_with_message(told.clone(), vec![0xff]), Code::BorderNotUtf8);
    let short = OpenedEvent { of: Role::Person, n: 1, salt: vec![0; 31], event: b"{}".to_vec() };
    refused(bundle_with_event(told.clone(), short.clone()), Code::BorderValue);
    let event = OpenedEvent { salt: vec![0; 32], ..short };
    let shown = bundle_with_event(told, event).and_then(|bundle| bundle_verify(bundle, now())).unwrap();
    assert_eq!(shown.statements.last().map(|of| of.label), Some(Label::Asserted));
}
