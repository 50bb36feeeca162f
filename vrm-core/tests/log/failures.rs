//! A store that fails, at every call and in every way; a process that is killed after every commit; a commit in the middle
//! of reading. What was asked for is done once.

use crate::life::shown;
use crate::support::failing_store::{FailingStore, Failure};
use crate::support::lived::{Lived, Vendor, holding, keeper, rows, settings};
use crate::support::two::{Seeded, instant};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use vrm_core::Error;
use vrm_core::chain::StreamId;
use vrm_core::error::{Code, Fault as _};
use vrm_core::history::{About, CommandId};
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::{LogId, Settled};
use vrm_core::person::Person;
use vrm_core::store::{Guard, Memory, Pair, Store, StoreError, Write};
use vrm_core::time::Instant;

/// Twice more, where the store says that it may be tried again.
fn again<T>(mut step: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    let mut last = step();
    for _ in 0..2 {
        match &last {
            Err(error) if [Code::StoreUnknown, Code::StoreUnchanged, Code::StoreConflict].contains(&error.code()) => {
                last = step();
            }
            _ => return last,
        }
    }
    last
}

/// A person without anything, and a vendor that answers as often as it is asked.
struct Play {
    inner: Arc<Memory>,
    id: LogId,
    at: Instant,
    profile: String,
    vendor: Vendor,
    /// What the vendor signed: it signs once.
    signed: Option<Vec<u8>>,
    random: Seeded,
}

impl Play {
    fn new() -> Self {
        let inner = Arc::new(Memory::new());
        let lived = Lived::begin(inner.clone(), "play");
        let mut vendor = Vendor::new("shop");
        let profile = vendor.profile(lived.at);
        Self { inner, id: lived.person.id(), at: lived.at, profile, vendor, signed: None, random: Seeded::new(3) }
    }

    /// From the beginning to the end; what was done before is found to be done.
    fn play(&mut self, store: &Arc<dyn Store>) -> Result<(), Error> {
        let (at, random) = (self.at, &mut self.random);
        let mut person = again(|| Person::open(Arc::clone(store), keeper(1), self.id))?;
        if person.view().tombstones().next().is_some() {
            return Ok(());
        }
        let id = |byte| Some(CommandId::from_bytes([byte; 16]));
        let (vendor, about) = (self.vendor.did(), About::default());
        let added = again(|| person.add_vendor(&vendor, &about, id(1), at, random))?;
        let stream = added.relationship;
        taken(again(|| person.receive(self.profile.as_bytes(), at, random))?);
        let proffered = again(|| person.proffer(stream, &["SD-BASE"], id(2), at, random))?;
        assert_eq!(proffered.kinds, ["keys-made", "proffered"]);
        if self.signed.is_none() {
            let letters = again(|| person.outbox(at))?;
            self.signed = Some(self.vendor.sign(&letters[0], at));
        }
        let signed = self.signed.clone().unwrap();
        taken(again(|| person.receive(&signed, at, random))?);
        let accepted = again(|| person.accept(stream, id(3), at, random))?;
        assert_eq!(accepted.kinds, ["weighed", "signed", "agreed"]);
        again(|| person.sent(accepted.said[0].letter))?;
        again(|| person.rotate_keys(stream, id(4), at, random))?;
        again(|| person.terminate(stream, id(5), at, random))?;
        for letter in again(|| person.outbox(at))? {
            again(|| person.sent(letter.id))?;
        }
        again(|| person.erase(stream, id(6), at, random))?;
        self.same(&person, stream);
        Ok(())
    }

    fn same(&self, person: &Person, stream: StreamId) {
        let again = Person::open(self.inner.clone(), keeper(1), self.id).unwrap();
        assert_eq!(shown(&again.view()), shown(&person.view()));
        assert_eq!(again.view().tombstones().map(|(id, _)| id).collect::<Vec<_>>(), [stream]);
    }

    /// The streams' lengths, which no failure changes.
    fn lengths(&self) -> (u64, u64, usize) {
        let person = Person::open(self.inner.clone(), keeper(1), self.id).unwrap();
        let (_, head) = person.view().tombstones().next().unwrap();
        (person.head().p(), head.n, rows(&*self.inner).len())
    }
}

fn taken(reception: Reception) {
    assert!(matches!(reception, Reception::Received(_) | Reception::Replay { .. }), "{reception:?}");
}

#[test]
fn a_failure_at_any_call_is_got_over_by_asking_again() {
    let mut smooth = Play::new();
    let store = FailingStore::never(smooth.inner.clone());
    smooth.play(&(store.clone() as Arc<dyn Store>)).unwrap();
    let (calls, expected) = (store.calls(), smooth.lengths());
    println!("{calls} calls, {} commits", store.commits());
    for failure in Failure::ALL {
        for call in 1..=calls {
            let mut play = Play::new();
            let store = FailingStore::at(play.inner.clone(), call, failure);
            play.play(&(store.clone() as Arc<dyn Store>)).unwrap_or_else(|error| panic!("{failure:?} {call}: {error}"));
            assert!(store.failed());
            assert_eq!(play.lengths(), expected, "{failure:?} at call {call}");
        }
    }
}

#[test]
fn killed_after_any_commit_it_goes_on() {
    let mut smooth = Play::new();
    let store = FailingStore::never(smooth.inner.clone());
    smooth.play(&(store.clone() as Arc<dyn Store>)).unwrap();
    for commits in 0..store.commits() {
        let mut play = Play::new();
        let crashing = FailingStore::crash_after(play.inner.clone(), commits);
        assert_eq!(play.play(&(crashing as Arc<dyn Store>)).unwrap_err().code(), Code::StoreUnknown, "{commits}");
        let inner: Arc<dyn Store> = play.inner.clone();
        play.play(&inner).unwrap();
        assert_eq!(play.lengths(), smooth.lengths(), "killed after {commits}");
    }
}

/// One commit of which nobody knows.
#[test]
fn an_unsure_handle_reads_before_it_acts() {
    for failure in [Failure::UnknownDone, Failure::UnknownNotDone] {
        let inner = Arc::new(Memory::new());
        let mut lived = Lived::begin(inner.clone(), "unsure");
        let at = lived.later();
        let block = crate::life::block("a");
        // Opening takes some calls, and the commit is the next.
        let count = FailingStore::never(inner.clone());
        Person::open(count.clone(), keeper(1), lived.person.id()).unwrap();
        let failing = FailingStore::at(inner.clone(), count.calls() + 1, failure);
        let mut person = Person::open(failing, keeper(1), lived.person.id()).unwrap();
        let error = person.block(&block, None, at, &mut lived.random).unwrap_err();
        assert_eq!(error.code(), Code::StoreUnknown);
        // The picture is the one from before, until somebody asks.
        assert_eq!(person.view().blocks().count(), 0);
        // Somebody else goes on from what is there.
        let done = failure == Failure::UnknownDone;
        let mut other = lived.reopened().unwrap();
        assert_eq!(other.view().blocks().count(), usize::from(done));
        other.block(&crate::life::block("b"), None, at, &mut lived.random).unwrap();
        assert_eq!(person.settle(), Ok(if done { Settled::Done } else { Settled::NotDone }));
        assert_eq!(person.settle(), Ok(Settled::Sure));
        assert_eq!(shown(&person.view()), shown(&other.view()));
        let repeated = person.block(&block, None, at, &mut lived.random);
        assert_eq!(repeated.is_ok(), !done, "without an id it is another block of the same name");
    }
}

/// The first commit of a new life, of which nobody knows: no handle, and no half of a life.
#[test]
fn a_new_life_that_may_not_be_there() {
    for failure in Failure::ALL {
        let inner = Arc::new(Memory::new());
        // The head, the root key, the commit.
        for call in 1..=3 {
            let before = rows(&*inner);
            let store = FailingStore::at(inner.clone(), call, failure);
            let created =
                Person::create(store, keeper(1), &settings(), instant("2026-03-01T09:30:00Z"), &mut Seeded::new(call));
            assert!(created.is_err());
            let after = rows(&*inner);
            if call == 3 && failure == Failure::UnknownDone {
                // It is there, under an id that nobody was told: whoever lists the store's logs finds it whole.
                let id = LogId::from_bytes(after[after.len() - 1].0[..16].try_into().unwrap());
                assert_eq!(Person::open(inner.clone(), keeper(1), id).unwrap().head().p(), 2);
            } else {
                assert_eq!(after, before, "{failure:?} at call {call}");
            }
        }
    }
}

/// Lets somebody else write in the middle of a reading: before the first page of events is read.
struct Interrupted {
    inner: Arc<Memory>,
    armed: AtomicBool,
    #[allow(clippy::type_complexity, reason = "a closure")]
    meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl std::fmt::Debug for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupted(..)")
    }
}

impl Store for Interrupted {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.get(key)
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError> {
        if from[16] == b'E' && self.armed.swap(false, Ordering::SeqCst) {
            let meanwhile = self.meanwhile.lock().unwrap().take();
            meanwhile.into_iter().for_each(|meanwhile| meanwhile());
        }
        self.inner.scan(from, to, limit)
    }

    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError> {
        self.inner.commit(guard, writes)
    }
}

#[test]
fn an_erasure_in_the_middle_of_reading_is_no_damage() {
    let inner = Arc::new(Memory::new());
    let mut lived = Lived::begin(inner.clone(), "interrupted");
    let stream = lived.meet(&mut Vendor::new("shop"), &About::default());
    let (mut other, at, id) = (lived.reopened().unwrap(), lived.later(), lived.person.id());
    let erase = move || {
        let erased: Result<Outcome, Error> = other.erase(stream, None, at, &mut Seeded::new(8));
        erased.unwrap();
    };
    let meanwhile = Mutex::new(Some(Box::new(erase) as Box<dyn FnOnce() + Send>));
    let store = Arc::new(Interrupted { inner: inner.clone(), armed: AtomicBool::new(true), meanwhile });
    let opened = Person::open(store.clone(), keeper(1), id);
    // Somebody wrote: to be tried again, and it is whole.
    assert_eq!(crate::code(opened), Code::StoreConflict);
    let opened = Person::open(store, keeper(1), id).unwrap();
    assert_eq!(opened.view().tombstones().count(), 1);
    // The same of a store that was not written meanwhile is damage.
    let mut damaged = rows(&*inner);
    damaged.retain(|(key, _)| key[16] != b'E' || key[24] != 2);
    assert_eq!(crate::code(Person::open(holding(&damaged), keeper(1), id)), Code::HistoryMissing);
}
