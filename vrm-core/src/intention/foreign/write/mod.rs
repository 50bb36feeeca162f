//! Wants and quotes in schema.org's words.

mod demand;
mod offer;
mod product;

use crate::json::{Object, Value};
use crate::money::Money;

const CONTEXT: &str = "https://schema.org";

/// A node of a type.
fn typed(name: &str) -> Object {
    Object::new().with("@type", name)
}

/// With a member, where there is a value.
fn put(object: Object, name: &'static str, value: Option<impl Into<Value>>) -> Object {
    match value {
        Some(value) => object.with(name, value),
        None => object,
    }
}

/// The digits of an amount, with all that the currency has behind the point.
fn digits(money: Money) -> String {
    let text = money.to_string();
    text.split_once(' ').map_or_else(String::new, |(digits, _)| digits.to_owned())
}

/// The word of schema.org as the IRI that it is.
fn word(name: &str) -> String {
    format!("{CONTEXT}/{name}")
}
