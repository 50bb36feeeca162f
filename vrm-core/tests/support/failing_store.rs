//! A store that fails when it is told to.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use vrm_core::store::{Guard, Pair, Store, StoreError, Write};

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It is not done, and says so.
    Unchanged,
    /// It is not done, and does not know.
    UnknownNotDone,
    /// It is done, and does not know.
    UnknownDone,
    /// It is not done: a conflict. A store never says so of `get` and `scan`; this one does.
    Conflict,
}

impl Failure {
    pub(crate) const ALL: [Self; 4] = [Self::Unchanged, Self::UnknownNotDone, Self::UnknownDone, Self::Conflict];
}

#[derive(Clone, Copy, Debug)]
enum Plan {
    Never,
    /// One call fails, the first is 1; those before and after it pass.
    At(u64, Failure),
    /// The next commit fails; whatever comes before it passes.
    AtCommit(Failure),
    /// So many commits are done. Of what comes after, reading included, nothing is, and all of it is `Unknown`.
    CrashAfter(u64),
}

/// Another store with calls that fail. All calls are counted together: `get`, `scan` and `commit`.
///
/// To try each call in turn, play a scenario with [`at`](Self::at) 1, 2, 3, ... until one did not [`fail`](Self::failed).
#[derive(Debug)]
pub(crate) struct FailingStore {
    inner: Arc<dyn Store>,
    plan: Mutex<Plan>,
    calls: AtomicU64,
    commits: AtomicU64,
    failures: AtomicU64,
    /// Whether the last call that failed was a commit.
    at_commit: AtomicBool,
}

impl FailingStore {
    fn new(inner: Arc<dyn Store>, plan: Plan) -> Arc<Self> {
        let [calls, commits, failures] = std::array::from_fn(|_| AtomicU64::new(0));
        Arc::new(Self { inner, plan: Mutex::new(plan), calls, commits, failures, at_commit: AtomicBool::new(false) })
    }

    /// Counts, and does not fail.
    pub(crate) fn never(inner: Arc<dyn Store>) -> Arc<Self> {
        Self::new(inner, Plan::Never)
    }

    /// Fails at this call, the first is 1.
    pub(crate) fn at(inner: Arc<dyn Store>, call: u64, failure: Failure) -> Arc<Self> {
        Self::new(inner, Plan::At(call, failure))
    }

    /// As if the process was killed after so many commits that were done: the inner store keeps those and is called no
    /// more. A test then goes on with the inner store, or opens its file again.
    pub(crate) fn crash_after(inner: Arc<dyn Store>, commits: u64) -> Arc<Self> {
        Self::new(inner, Plan::CrashAfter(commits))
    }

    /// From now on fails at the call that is this many away, the next is 1; nothing has failed yet.
    pub(crate) fn arm(&self, call: u64, failure: Failure) {
        self.failures.store(0, SeqCst);
        *self.plan.lock().unwrap() = Plan::At(self.calls() + call, failure);
    }

    /// From now on fails at the next commit; nothing has failed yet.
    pub(crate) fn arm_commit(&self, failure: Failure) {
        self.failures.store(0, SeqCst);
        *self.plan.lock().unwrap() = Plan::AtCommit(failure);
    }

    /// Fails no more.
    pub(crate) fn disarm(&self) {
        *self.plan.lock().unwrap() = Plan::Never;
    }

    /// Whether the call that failed was a commit.
    pub(crate) fn failed_to_commit(&self) -> bool {
        self.failed() && self.at_commit.load(SeqCst)
    }

    /// How many calls there were, those that failed included.
    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(SeqCst)
    }

    /// How many commits the inner store did.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(SeqCst)
    }

    /// Whether a call failed as planned.
    pub(crate) fn failed(&self) -> bool {
        self.failures.load(SeqCst) > 0
    }

    fn call<T>(&self, commits: bool, done: impl FnOnce(&dyn Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let call = self.calls.fetch_add(1, SeqCst) + 1;
        let plan = *self.plan.lock().unwrap();
        let failure = match plan {
            Plan::At(at, failure) if at == call => failure,
            Plan::AtCommit(failure) if commits && !self.failed() => failure,
            Plan::CrashAfter(commits) if self.commits() >= commits => Failure::UnknownNotDone,
            _ => return done(&*self.inner),
        };
        self.failures.fetch_add(1, SeqCst);
        self.at_commit.store(commits, SeqCst);
        let reason = || format!("failed on purpose at call {call}");
        Err(match failure {
            Failure::Unchanged => StoreError::Unchanged { reason: reason() },
            Failure::Conflict => StoreError::Conflict,
            Failure::UnknownNotDone => StoreError::Unknown { reason: reason() },
            // A conflict of the inner store's own is certain, and stays what it is.
            Failure::UnknownDone => match done(&*self.inner) {
                Ok(_) => StoreError::Unknown { reason: reason() },
                Err(error) => error,
            },
        })
    }
}

impl Store for FailingStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.call(false, |inner| inner.get(key))
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError> {
        self.call(false, |inner| inner.scan(from, to, limit))
    }

    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError> {
        self.call(true, |inner| {
            inner.commit(guard, writes)?;
            self.commits.fetch_add(1, SeqCst);
            Ok(())
        })
    }
}
