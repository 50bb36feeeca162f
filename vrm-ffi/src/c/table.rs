//! Numbers for handles. There is no pointer in one, so that whatever number comes in, it is looked up and found wanting.

use crate::border::{BorderError, Failure};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Things of one kind, by number: the kind, how often the place was used, and the place. A number that was freed, or is of
/// another kind, or was made up, is found.
pub(crate) struct Table<T> {
    kind: u8,
    places: Mutex<Places<T>>,
}

struct Places<T> {
    all: Vec<Place<T>>,
    free: Vec<u32>,
}

struct Place<T> {
    /// How often it was used, this time included; never zero in a handle.
    used: u32,
    thing: Option<Arc<T>>,
}

impl<T> Table<T> {
    /// How many may be open at once.
    const MOST: usize = 1 << 20;
    /// How often a place may be used: 24 bits are for it.
    const USES: u32 = (1 << 24) - 1;

    pub(crate) const fn new(kind: u8) -> Self {
        Self { kind, places: Mutex::new(Places { all: Vec::new(), free: Vec::new() }) }
    }

    /// Takes a thing in, and gives its number.
    pub(crate) fn insert(&self, thing: T) -> Result<u64, Failure> {
        let mut places = self.lock();
        let at = match places.free.pop() {
            Some(at) => at,
            None if places.all.len() >= Self::MOST => return Err(BorderError::Handles.into()),
            None => {
                places.all.push(Place { used: 0, thing: None });
                u32::try_from(places.all.len() - 1).map_err(|_| BorderError::Handles)?
            }
        };
        let place = places.at(at)?;
        place.used += 1;
        place.thing = Some(Arc::new(thing));
        Ok(u64::from(self.kind) << 56 | u64::from(place.used) << 32 | u64::from(at))
    }

    /// The thing of a number; it lives on while somebody has it, even when it is freed meanwhile.
    pub(crate) fn get(&self, handle: u64) -> Result<Arc<T>, Failure> {
        let mut places = self.lock();
        let place = self.place(&mut places, handle)?;
        place.thing.clone().ok_or_else(|| BorderError::Handle.into())
    }

    /// Gives the thing up. Its number will never be good again.
    pub(crate) fn remove(&self, handle: u64) -> Result<Arc<T>, Failure> {
        let mut places = self.lock();
        let place = self.place(&mut places, handle)?;
        let thing = place.thing.take().ok_or(BorderError::Handle)?;
        // A place that has been used up is left empty for good.
        if place.used < Self::USES {
            places.free.push(index(handle));
        }
        Ok(thing)
    }

    fn place<'a>(&self, places: &'a mut Places<T>, handle: u64) -> Result<&'a mut Place<T>, Failure> {
        let place = places.at(index(handle))?;
        let meant = u64::from(self.kind) << 24 | u64::from(place.used);
        if handle >> 32 == meant { Ok(place) } else { Err(BorderError::Handle.into()) }
    }

    /// Nothing panics under the lock, and nothing is dropped under it.
    fn lock(&self) -> MutexGuard<'_, Places<T>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Places<T> {
    fn at(&mut self, at: u32) -> Result<&mut Place<T>, Failure> {
        usize::try_from(at).ok().and_then(|at| self.all.get_mut(at)).ok_or_else(|| BorderError::Handle.into())
    }
}

/// The low half.
fn index(handle: u64) -> u32 {
    (handle & u64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::border::BorderError;
    use std::collections::BTreeSet;
    use std::sync::Arc;
    use std::thread;

    #[test]
    fn a_number_is_good_until_it_is_freed_and_never_again() {
        let table = Table::new(7);
        let first = table.insert("first").unwrap();
        assert_eq!(table.get(first).as_deref(), Ok(&"first"));
        assert_eq!(table.remove(first).as_deref(), Ok(&"first"));
        let second = table.insert("second").unwrap();
        assert_eq!(first & 0xffff_ffff, second & 0xffff_ffff, "the place is used again");
        for stale in [table.get(first), table.remove(first)] {
            assert_eq!(stale, Err(BorderError::Handle.into()));
        }
        assert_eq!(table.get(second).as_deref(), Ok(&"second"));
    }

    #[test]
    fn every_other_number_is_refused() {
        let table = Table::new(7);
        let good = table.insert(()).unwrap();
        for bit in 0..64 {
            assert_eq!(table.get(good ^ 1 << bit), Err(BorderError::Handle.into()), "{bit}");
        }
        for made_up in [0, 1, u64::MAX, u64::from(u32::MAX), 7 << 56] {
            assert_eq!(table.get(made_up), Err(BorderError::Handle.into()), "{made_up}");
        }
        assert!(table.get(good).is_ok());
    }

    #[test]
    fn a_handle_of_another_kind_is_refused() {
        let (one, other) = (Table::new(1), Table::new(2));
        let (of_one, of_other) = (one.insert(()).unwrap(), other.insert(()).unwrap());
        assert_eq!(one.get(of_other), Err(BorderError::Handle.into()));
        assert_eq!(other.get(of_one), Err(BorderError::Handle.into()));
    }

    #[test]
    fn a_place_that_is_used_up_is_left() {
        let table = Table::new(1);
        let first = table.insert(()).unwrap();
        table.lock().all[0].used = Table::<()>::USES;
        let last = first & 0xff00_0000_ffff_ffff | u64::from(Table::<()>::USES) << 32;
        assert!(table.remove(last).is_ok());
        let next = table.insert(()).unwrap();
        assert_eq!(next & 0xffff_ffff, 1, "another place");
    }

    /// Whoever has a thing keeps it when its number is freed meanwhile.
    #[test]
    fn a_thing_outlives_its_number() {
        let table = Table::new(1);
        let handle = table.insert(String::from("kept")).unwrap();
        let kept = table.get(handle).unwrap();
        drop(table.remove(handle).unwrap());
        assert_eq!(*kept, "kept");
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test brings the threads")]
    fn threads_take_and_free_without_meeting() {
        let table = Arc::new(Table::new(1));
        let work = |number: usize, table: Arc<Table<usize>>| {
            move || {
                let mut seen = Vec::new();
                for round in 0..if cfg!(miri) { 20 } else { 2000 } {
                    let handle = table.insert(number).unwrap();
                    assert_eq!(table.get(handle).as_deref(), Ok(&number));
                    seen.push(handle);
                    if round % 3 != 0 {
                        assert_eq!(table.remove(handle).as_deref(), Ok(&number));
                        assert!(table.get(handle).is_err());
                    }
                }
                seen
            }
        };
        let threads: Vec<_> = (0..4).map(|number| thread::spawn(work(number, Arc::clone(&table)))).collect();
        let handles: Vec<u64> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        assert_eq!(handles.iter().collect::<BTreeSet<_>>().len(), handles.len(), "no number twice");
    }
}
