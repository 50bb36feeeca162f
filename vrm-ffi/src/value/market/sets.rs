//! Lists that are sets: the core reads them in one order only, that of the canonical text of their items, and Kotlin and
//! Swift write them in any.

use crate::border::{BorderError, Failure};
use vrm_core::json::{Object, Value, ours};

/// A document with the items of some of its members in order, and each `one-of` in them. What is there twice stays: the core
/// says so.
pub(crate) fn in_order(json: &[u8], members: &[&str]) -> Result<String, Failure> {
    let Value::Object(form) = ours::parse(json)? else { return Err(BorderError::Internal.into()) };
    let sorted = form.iter().map(|(name, value)| match value {
        Value::Array(items) if members.contains(&name) => (name, sorted(items.iter().map(inner).collect())),
        other => (name, other.clone()),
    });
    Ok(Value::from(sorted.fold(Object::new(), |form, (name, value)| form.with(name, value))).canonical())
}

/// An item, with what it may be one of in order.
fn inner(item: &Value) -> Value {
    match item {
        Value::Object(form) => match form.get("one-of") {
            Some(Value::Array(values)) => form.clone().with("one-of", sorted(values.clone())).into(),
            _ => item.clone(),
        },
        other => other.clone(),
    }
}

fn sorted(mut items: Vec<Value>) -> Value {
    items.sort_by_cached_key(Value::canonical);
    items.into()
}
