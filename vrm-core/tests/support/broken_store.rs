//! Stores with one flaw each, of the kind that real ones have.

use std::sync::Arc;
use vrm_core::store::{Guard, Memory, Pair, Promise, Store, StoreError, Write};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    OneForAll,
    MissingIsEmpty,
    FindsByPrefix,
    EmptyIsMissing,
    KeysAreText,
    KeysFoldCase,
    KeysEndAtZero,
    CutsValues,
    FirstPutStays,
    DeletesLeaveEmpty,
    DeleteOfMissingFails,
    CutsBatches,
    EmptyBatchFails,
    TurnsBatches,
    DescendingOrder,
    SignedOrder,
    ShortKeysFirst,
    UpperIncluded,
    LowerExcluded,
    TurnedBoundsFail,
    NoLimit,
    ZeroIsNoLimit,
    LimitTakesTheLast,
    LimitIsSigned,
    ScansKeysOnly,
    NoGuard,
    GuardTakesEmptyForMissing,
    GuardComparesTheStart,
    ConflictIsAFailure,
    WritesBeforeItLooks,
    DeletesBeforeItLooks,
    LooksAfterWriting,
    SkipsTheGuardsKey,
}

impl Flaw {
    /// Each with the promise it breaks.
    pub(crate) const ALL: [(Self, Promise); 33] = [
        (Self::OneForAll, Promise::StartsEmpty),
        (Self::MissingIsEmpty, Promise::Missing),
        (Self::FindsByPrefix, Promise::Missing),
        (Self::EmptyIsMissing, Promise::ExactBytes),
        (Self::KeysAreText, Promise::ExactBytes),
        (Self::KeysFoldCase, Promise::Missing),
        (Self::KeysEndAtZero, Promise::Missing),
        (Self::CutsValues, Promise::ExactBytes),
        (Self::FirstPutStays, Promise::Replaces),
        (Self::DeletesLeaveEmpty, Promise::Deletes),
        (Self::DeleteOfMissingFails, Promise::Deletes),
        (Self::CutsBatches, Promise::WholeBatch),
        (Self::EmptyBatchFails, Promise::WholeBatch),
        (Self::TurnsBatches, Promise::LastWins),
        (Self::DescendingOrder, Promise::Order),
        (Self::SignedOrder, Promise::Order),
        (Self::ShortKeysFirst, Promise::Order),
        (Self::UpperIncluded, Promise::Bounds),
        (Self::LowerExcluded, Promise::Bounds),
        (Self::TurnedBoundsFail, Promise::Bounds),
        (Self::NoLimit, Promise::Limit),
        (Self::ZeroIsNoLimit, Promise::Limit),
        (Self::LimitTakesTheLast, Promise::Limit),
        (Self::LimitIsSigned, Promise::Limit),
        (Self::ScansKeysOnly, Promise::ExactBytes),
        (Self::NoGuard, Promise::Guard),
        (Self::GuardTakesEmptyForMissing, Promise::Guard),
        (Self::GuardComparesTheStart, Promise::Guard),
        (Self::ConflictIsAFailure, Promise::Guard),
        (Self::WritesBeforeItLooks, Promise::ConflictChangesNothing),
        (Self::DeletesBeforeItLooks, Promise::ConflictChangesNothing),
        (Self::LooksAfterWriting, Promise::GuardKey),
        (Self::SkipsTheGuardsKey, Promise::GuardKey),
    ];
}

#[derive(Debug)]
pub(crate) struct BrokenStore {
    inner: Memory,
    flaw: Flaw,
}

impl BrokenStore {
    pub(crate) fn with(flaw: Flaw) -> Arc<dyn Store> {
        Arc::new(Self { inner: Memory::new(), flaw })
    }

    fn has(&self, flaw: Flaw) -> bool {
        self.flaw == flaw
    }

    fn key(&self, key: &[u8]) -> Vec<u8> {
        match self.flaw {
            Flaw::KeysAreText => String::from_utf8_lossy(key).into_owned().into_bytes(),
            Flaw::KeysFoldCase => key.to_ascii_lowercase(),
            Flaw::KeysEndAtZero => key.split(|byte| *byte == 0).next().unwrap().to_vec(),
            _ => key.to_vec(),
        }
    }

    fn put(&self, key: &[u8], value: Option<&[u8]>) {
        let held = self.inner.get(key).unwrap();
        let guard = Guard { key, expect: held.as_deref() };
        let write = value.map_or(Write::Delete { key }, |value| Write::Put { key, value });
        self.inner.commit(guard, &[write]).unwrap();
    }

    fn write(&self, write: &Write<'_>, guard: &Guard<'_>) -> Result<(), StoreError> {
        match *write {
            Write::Put { key, .. } if self.has(Flaw::SkipsTheGuardsKey) && key == guard.key => {}
            Write::Put { key, .. } if self.has(Flaw::FirstPutStays) && self.inner.get(key)?.is_some() => {}
            Write::Put { key, value } => {
                let limit = if self.has(Flaw::CutsValues) { 65_535 } else { usize::MAX };
                self.put(&self.key(key), Some(&value[..value.len().min(limit)]));
            }
            Write::Delete { key } if self.has(Flaw::DeletesLeaveEmpty) => self.put(&self.key(key), Some(b"")),
            Write::Delete { key } if self.has(Flaw::DeleteOfMissingFails) && self.inner.get(key)?.is_none() => {
                return Err(StoreError::Unchanged { reason: "no such row".to_owned() });
            }
            Write::Delete { key } => self.put(&self.key(key), None),
        }
        Ok(())
    }

    fn conflicts(&self, guard: &Guard<'_>) -> bool {
        let held = self.inner.get(&self.key(guard.key)).unwrap();
        match self.flaw {
            Flaw::NoGuard => false,
            Flaw::GuardTakesEmptyForMissing => held.unwrap_or_default() != guard.expect.unwrap_or_default(),
            Flaw::GuardComparesTheStart => match (held, guard.expect) {
                (Some(held), Some(expect)) => !held.starts_with(expect),
                (held, expect) => held.is_some() != expect.is_some(),
            },
            _ => held.as_deref() != guard.expect,
        }
    }
}

impl Store for BrokenStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.inner.get(&self.key(key))?;
        Ok(match self.flaw {
            Flaw::MissingIsEmpty => Some(found.unwrap_or_default()),
            Flaw::EmptyIsMissing => found.filter(|value| !value.is_empty()),
            Flaw::FindsByPrefix => self.inner.scan(key, &[key, &[0xff; 9]].concat(), 1)?.pop().map(|(_, value)| value),
            _ => found,
        })
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError> {
        if self.has(Flaw::TurnedBoundsFail) && from > to {
            return Err(StoreError::Unchanged { reason: "the range is turned round".to_owned() });
        }
        let mut found = self.inner.scan(from, to, u32::MAX)?;
        match self.flaw {
            Flaw::DescendingOrder => found.reverse(),
            Flaw::SignedOrder => {
                found.sort_by_key(|(key, _)| key.iter().map(|byte| byte.cast_signed()).collect::<Vec<_>>());
            }
            Flaw::ShortKeysFirst => found.sort_by_key(|(key, _)| key.len()),
            Flaw::UpperIncluded if from < to => found.extend(self.inner.get(to)?.map(|value| (to.to_vec(), value))),
            Flaw::LowerExcluded => found.retain(|(key, _)| key != from),
            Flaw::ScansKeysOnly => found.iter_mut().for_each(|(_, value)| value.clear()),
            _ => {}
        }
        let limit = match (self.flaw, limit) {
            (Flaw::NoLimit, _) | (Flaw::ZeroIsNoLimit, 0) => usize::MAX,
            (Flaw::LimitIsSigned, limit) => limit.cast_signed().max(0) as usize,
            (_, limit) => limit as usize,
        };
        if self.has(Flaw::LimitTakesTheLast) {
            found.drain(..found.len().saturating_sub(limit));
        }
        found.truncate(limit);
        Ok(found)
    }

    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError> {
        let mut writes = writes.to_vec();
        match self.flaw {
            Flaw::EmptyBatchFails if writes.is_empty() => {
                return Err(StoreError::Unchanged { reason: "syntax error".to_owned() });
            }
            Flaw::CutsBatches => writes.truncate(999),
            Flaw::TurnsBatches => writes.reverse(),
            _ => {}
        }
        let conflict = self.conflicts(&guard);
        if conflict && self.has(Flaw::ConflictIsAFailure) {
            return Err(StoreError::Unchanged { reason: "constraint failed".to_owned() });
        }
        let done_all_the_same = |write: &Write<'_>| match self.flaw {
            Flaw::WritesBeforeItLooks => true,
            Flaw::DeletesBeforeItLooks => !conflict || matches!(write, Write::Delete { .. }),
            _ => !conflict,
        };
        for write in writes.iter().filter(|write| done_all_the_same(write)) {
            self.write(write, &guard)?;
        }
        let late = self.has(Flaw::LooksAfterWriting) && !writes.is_empty() && self.conflicts(&guard);
        if conflict || late { Err(StoreError::Conflict) } else { Ok(()) }
    }
}
