//! Parts of a payload, written.

use crate::chain::StreamHead;
use crate::digest::hex;
use crate::json::{Object, Value};
use crate::terms::EntryPin;
use std::collections::BTreeSet;

/// The object of a payload, begun with `ctx` and `v`.
pub(crate) fn context(name: &str) -> Object {
    Object::new().with("ctx", format!("vrm-{name}")).with("v", 1)
}

/// Adds a member where there is a value.
pub(crate) fn insert(form: Object, name: &'static str, value: Option<impl Into<Value>>) -> Object {
    match value {
        Some(value) => form.with(name, value),
        None => form,
    }
}

/// A position as JSON has it; positions come from counting and stay far below 2^53.
pub(crate) fn position(n: u64) -> Value {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

pub(crate) fn stream_head(head: &StreamHead) -> Object {
    Object::new().with("head", hex::text(&head.hash)).with("n", position(head.n))
}

pub(crate) fn pin(pin: &EntryPin) -> Object {
    let EntryPin { name, machine } = pin;
    Object::new()
        .with("roster", name.roster.as_str())
        .with("id", name.id.as_str())
        .with("version", name.version.as_str())
        .with("machine", machine.to_string())
}

pub(crate) fn set<T>(items: &BTreeSet<T>, write: fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(write).collect()
}
