//! One call at a time, none from within another, and a panic that goes no further.

use super::{BorderError, Failure};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

/// A call without a handle, or of one that nothing changes: a panic is an error, and goes no further.
///
/// # Errors
/// What the call says; [`BorderError::Internal`] when it panicked.
pub(crate) fn barred<R>(call: impl FnOnce() -> Result<R, Failure>) -> Result<R, Failure> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(BorderError::Internal.into()))
}

/// Something that is lent to one call at a time. No lock is held while the call runs: another thread waits until the
/// thing is back, and the same thread, which could only be a callback of the call, is told so.
pub(crate) struct Gate<T> {
    place: Mutex<Place<T>>,
    back: Condvar,
}

enum Place<T> {
    Here(T),
    Lent(ThreadId),
    /// Closed, or broken by a panic.
    Gone(BorderError),
}

impl<T> Gate<T> {
    pub(crate) fn new(thing: T) -> Self {
        Self { place: Mutex::new(Place::Here(thing)), back: Condvar::new() }
    }

    /// Lends it to a call.
    ///
    /// # Errors
    /// What the call says; [`BorderError::Reentrant`] from within a callback; [`BorderError::Handle`] when it was closed;
    /// [`BorderError::Internal`] when the call panicked, and ever after.
    pub(crate) fn lend<R>(&self, call: impl FnOnce(&mut T) -> Result<R, Failure>) -> Result<R, Failure> {
        let mut thing = self.take()?;
        // Whatever a panic left half done is dropped with the thing, and never seen again.
        let outcome = catch_unwind(AssertUnwindSafe(|| call(&mut thing)));
        let (place, outcome) = match outcome {
            Ok(outcome) => (Place::Here(thing), outcome),
            Err(_) => (Place::Gone(BorderError::Internal), Err(BorderError::Internal.into())),
        };
        *self.place() = place;
        self.back.notify_all();
        outcome
    }

    /// Gives it away for good: every later call is told that the handle is closed.
    ///
    /// # Errors
    /// As [`lend`](Self::lend).
    pub(crate) fn close(&self) -> Result<T, Failure> {
        let thing = self.take()?;
        *self.place() = Place::Gone(BorderError::Handle);
        self.back.notify_all();
        Ok(thing)
    }

    fn take(&self) -> Result<T, Failure> {
        let mut place = self.place();
        loop {
            match &*place {
                Place::Here(_) => break,
                Place::Lent(to) if *to == thread::current().id() => return Err(BorderError::Reentrant.into()),
                Place::Lent(_) => place = self.back.wait(place).unwrap_or_else(PoisonError::into_inner),
                Place::Gone(why) => return Err((*why).into()),
            }
        }
        match std::mem::replace(&mut *place, Place::Lent(thread::current().id())) {
            Place::Here(thing) => Ok(thing),
            other => {
                *place = other;
                Err(BorderError::Internal.into())
            }
        }
    }

    /// The lock is held for a moment only, and nothing panics under it.
    fn place(&self) -> MutexGuard<'_, Place<T>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use crate::border::BorderError;
    use std::sync::Arc;
    use std::thread;

    #[test]
    fn a_callback_that_calls_back_is_told() {
        let gate = Gate::new(1);
        let said = gate.lend(|_| Ok(gate.lend(|thing| Ok(*thing)))).unwrap();
        assert_eq!(said, Err(BorderError::Reentrant.into()));
        assert_eq!(gate.lend(|thing| Ok(*thing)), Ok(1));
    }

    #[test]
    fn a_panic_breaks_its_own_handle_and_no_other() {
        let (one, other) = (Gate::new(1), Gate::new(2));
        assert_eq!(one.lend(|_| -> Result<(), _> { panic!("tested") }), Err(BorderError::Internal.into()));
        assert_eq!(one.lend(|thing| Ok(*thing)), Err(BorderError::Internal.into()));
        assert_eq!(other.lend(|thing| Ok(*thing)), Ok(2));
    }

    #[test]
    fn what_is_closed_stays_closed() {
        let gate = Gate::new(1);
        assert_eq!(gate.lend(|_| Ok(gate.close().is_err())), Ok(true));
        assert_eq!(gate.close(), Ok(1));
        assert_eq!(gate.close(), Err(BorderError::Handle.into()));
        assert_eq!(gate.lend(|thing| Ok(*thing)), Err(BorderError::Handle.into()));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test brings the threads")]
    fn threads_wait_for_each_other() {
        let gate = Arc::new(Gate::new(0_u32));
        let add = |gate: Arc<Gate<u32>>| {
            move || {
                for _ in 0..200 {
                    gate.lend(|sum| {
                        let before = *sum;
                        thread::yield_now();
                        *sum = before + 1;
                        Ok(())
                    })
                    .unwrap();
                }
            }
        };
        let threads: Vec<_> = (0..4).map(|_| thread::spawn(add(Arc::clone(&gate)))).collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(gate.lend(|sum| Ok(*sum)), Ok(800));
    }
}
