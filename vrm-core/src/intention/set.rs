//! Arrays that are sets: sorted by the RFC 8785 text of their items, byte by byte, and nothing twice.

use super::IntentionError;
use crate::json::Value;

/// What may stand in such an array.
pub(super) trait Set: Sized {
    /// As JSON.
    fn to_value(&self) -> Value;

    /// Puts the items in order, and drops what is there twice.
    fn sort(items: &mut Vec<Self>) {
        items.sort_by_cached_key(key);
        items.dedup_by_key(|item| key(item));
    }

    /// That there are at most so many, in order, and none wrong by itself.
    fn check_set(
        items: &[Self],
        limit: usize,
        check: impl Fn(&Self) -> Result<(), IntentionError>,
    ) -> Result<(), IntentionError> {
        if items.len() > limit {
            return Err(IntentionError::TooMany { found: items.len(), limit });
        }
        let mut last = None;
        for (index, item) in items.iter().enumerate() {
            check(item).map_err(|error| error.item(index))?;
            let this = Some(key(item));
            if this <= last {
                return Err(IntentionError::NotSorted.item(index));
            }
            last = this;
        }
        Ok(())
    }

    /// The items of a JSON array.
    fn to_values(items: &[Self]) -> Vec<Value> {
        items.iter().map(Self::to_value).collect()
    }
}

fn key<T: Set>(item: &T) -> String {
    item.to_value().canonical()
}
