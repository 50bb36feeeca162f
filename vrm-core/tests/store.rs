//! Stores sit their exam: ours pass, and each of those with a flaw fails by the promise it breaks.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod support;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use support::broken_store::{BrokenStore, Flaw};
use support::failing_store::{FailingStore, Failure};
use support::file_store::FileStore;
use vrm_core::store::{Guard, Memory, Pair, Store, StoreError, Write, conformance};

/// A folder that goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vrm-store-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn add(store: &dyn Store, n: u8) -> Result<(), StoreError> {
    let before = store.get(b"head")?;
    let writes = [Write::Put { key: &[b'E', n], value: &[n; 5] }, Write::Put { key: b"head", value: &[n] }];
    store.commit(Guard { key: b"head", expect: before.as_deref() }, &writes)
}

fn all(store: &dyn Store) -> Vec<Pair> {
    store.scan(b"", &[0xff; 9], u32::MAX).unwrap()
}

/// What is there after so many events.
fn after(n: u8) -> Vec<Pair> {
    let events = (1..=n).map(|n| (vec![b'E', n], vec![n; 5]));
    events.chain((n > 0).then(|| (b"head".to_vec(), vec![n]))).collect()
}

#[test]
fn memory_and_a_file_pass() {
    conformance(|| Arc::new(Memory::new())).unwrap();
    conformance(|| FailingStore::never(Arc::new(Memory::new()))).unwrap();
    let (folder, count) = (Folder::new("exam"), AtomicU64::new(0));
    conformance(|| {
        let n = count.fetch_add(1, Ordering::SeqCst);
        FileStore::open(&folder.file(&n.to_string())).unwrap()
    })
    .unwrap();
}

#[test]
fn every_flaw_is_found_by_its_promise() {
    for (flaw, promise) in Flaw::ALL {
        let one: Arc<dyn Store> = Arc::new(Memory::new());
        let fresh = || if flaw == Flaw::OneForAll { Arc::clone(&one) } else { BrokenStore::with(flaw) };
        let broken = conformance(fresh).expect_err(&format!("{flaw:?}"));
        assert_eq!(broken.promise, promise, "{flaw:?}: {broken}");
        let text = broken.to_string();
        assert!(text.starts_with(promise.says()) && text.len() < 400, "{text}");
    }
}

#[test]
fn a_torn_tail_is_no_commit() {
    let folder = Folder::new("torn");
    let path = folder.file("whole");
    let mut ends = vec![0];
    let store = FileStore::open(&path).unwrap();
    for n in 1..=3 {
        add(&*store, n).unwrap();
        ends.push(std::fs::metadata(&path).unwrap().len() as usize);
    }
    let whole = std::fs::read(&path).unwrap();
    for length in 0..=whole.len() {
        for junk in [b"".as_slice(), b"\0", &[0; 40], &[0xff; 40]] {
            let path = folder.file("torn");
            std::fs::write(&path, [&whole[..length], junk].concat()).unwrap();
            let n = ends.iter().filter(|end| **end <= length).count() as u8 - 1;
            // Sometimes what is added is what was cut off.
            let reopened = FileStore::open(&path).unwrap();
            assert!([after(n), after(n + 1)].contains(&all(&*reopened)), "{length}");
            let n = reopened.get(b"head").unwrap().map_or(0, |head| head[0]);
            add(&*reopened, n + 1).unwrap();
            drop(reopened);
            assert_eq!(all(&*FileStore::open(&path).unwrap()), after(n + 1), "{length}");
        }
    }
}

#[test]
fn a_failure_is_where_and_what_was_asked_for() {
    for failure in Failure::ALL {
        let mut at = 1;
        loop {
            let inner: Arc<dyn Store> = Arc::new(Memory::new());
            let store = FailingStore::at(Arc::clone(&inner), at, failure);
            let answer = (1..=3).try_for_each(|n| add(&*store, n));
            if !store.failed() {
                assert_eq!((store.calls(), store.commits(), answer), (6, 3, Ok(())));
                break;
            }
            let error = answer.unwrap_err();
            let expected = match failure {
                Failure::Unchanged => matches!(error, StoreError::Unchanged { .. }),
                Failure::Conflict => error == StoreError::Conflict,
                Failure::UnknownNotDone | Failure::UnknownDone => matches!(error, StoreError::Unknown { .. }),
            };
            assert!(expected, "{failure:?} {error}");
            // Each event is a get and a commit.
            let commits = (at - 1) / 2 + u64::from(failure == Failure::UnknownDone && at % 2 == 0);
            assert_eq!((store.calls(), store.commits()), (at, commits));
            assert_eq!(all(&*inner), after(commits as u8), "{failure:?} {at}");
            // And once only.
            add(&*store, commits as u8 + 1).unwrap();
            at += 1;
        }
    }
}

#[test]
fn after_a_crash_nothing_is_kept() {
    let folder = Folder::new("crash");
    for commits in 0..4 {
        let path = folder.file(&commits.to_string());
        let store = FailingStore::crash_after(FileStore::open(&path).unwrap(), commits);
        let answer = (1..=3).try_for_each(|n| add(&*store, n));
        assert_eq!(answer.is_ok(), commits == 3);
        assert!(matches!(store.get(b"head"), Err(StoreError::Unknown { .. })));
        assert!(store.failed());
        drop(store);
        assert_eq!(all(&*FileStore::open(&path).unwrap()), after(commits as u8));
    }
}
