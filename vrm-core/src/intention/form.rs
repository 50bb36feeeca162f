//! How parts of wants and quotes are read and written: closed members, every error with its place.

use super::IntentionError;
#[cfg(feature = "keys")]
use crate::did::Did;
use crate::json::{Fields, Node, Object, Value};
use crate::money::{Currency, Money};
use crate::text::{Text, Token};
use crate::time::Instant;
use crate::vocab::Place;

/// What cannot be read, with its place.
pub(super) fn at<E: Into<IntentionError>>(node: &Node<'_>) -> impl Fn(E) -> IntentionError {
    let path = node.path().clone();
    move |error| error.into().at(&path)
}

/// A member that may be left out.
pub(super) fn optional<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, IntentionError>,
) -> Result<Option<T>, IntentionError> {
    fields.optional(name).map(|node| read(&node)).transpose()
}

/// The items of a list that may be left out, and is when it is empty.
pub(super) fn items<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, IntentionError>,
) -> Result<Vec<T>, IntentionError> {
    let Some(node) = fields.optional(name) else { return Ok(Vec::new()) };
    match node.array()?.as_slice() {
        [] => Err(at(&node)(IntentionError::Empty)),
        items => items.iter().map(read).collect(),
    }
}

/// A text that its own type reads.
pub(super) fn parsed<T, E: Into<IntentionError>>(
    node: &Node<'_>,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, IntentionError> {
    parse(node.string()?).map_err(at(node))
}

/// One of a closed set of words.
pub(super) fn word<T>(
    node: &Node<'_>,
    read: fn(&str) -> Option<T>,
    expected: &'static str,
) -> Result<T, IntentionError> {
    let found = node.string()?;
    let unknown = || IntentionError::UnknownValue { found: found.to_owned(), expected };
    read(found).ok_or_else(|| at(node)(unknown()))
}

/// A text as it came, at most as long as a want or a quote: its place knows how long it may be.
pub(super) fn text(node: &Node<'_>) -> Result<Text, IntentionError> {
    Text::within(node.string()?, usize::MAX).map_err(at(node))
}

pub(super) fn token(node: &Node<'_>) -> Result<Token, IntentionError> {
    parsed(node, Token::parse)
}

#[cfg(feature = "keys")]
pub(super) fn did(node: &Node<'_>) -> Result<Did, IntentionError> {
    parsed(node, Did::parse)
}

/// A place by its full IRI, since what is read is written the same.
pub(super) fn place(node: &Node<'_>) -> Result<Place, IntentionError> {
    let text = node.string()?;
    let full = Place::parse(text).ok().filter(|place| place.iri() == text);
    full.ok_or_else(|| at(node)(IntentionError::Place))
}

pub(super) fn currency(node: &Node<'_>) -> Result<Currency, IntentionError> {
    parsed(node, Currency::parse)
}

pub(super) fn money(node: &Node<'_>) -> Result<Money, IntentionError> {
    let mut fields = node.object()?;
    let minor = fields.required("minor")?;
    let currency = currency(&fields.required("currency")?)?;
    fields.close()?;
    Money::new(minor.integer()?, currency).map_err(at(&minor))
}

pub(super) fn write_money(money: Money) -> Value {
    Object::new().with("minor", money.minor()).with("currency", money.currency().code()).into()
}

/// A count that may be what is `expected`, which its place still checks.
pub(super) fn count(node: &Node<'_>, expected: &'static str) -> Result<u32, IntentionError> {
    let found = node.integer()?;
    u32::try_from(found).map_err(|_| at(node)(IntentionError::OutOfRange { found, expected }))
}

/// A time, on the wire a multiple of 60 seconds.
pub(super) fn minute(node: &Node<'_>) -> Result<Instant, IntentionError> {
    let instant = Instant::from_unix(node.integer()?).ok();
    let whole = instant.filter(|instant| instant.floor_to_minute() == *instant);
    whole.ok_or_else(|| at(node)(IntentionError::NotAMinute))
}

/// Adds a member where there is a value.
pub(super) fn put(form: Object, name: &'static str, value: Option<impl Into<Value>>) -> Object {
    match value {
        Some(value) => form.with(name, value),
        None => form,
    }
}

/// Adds a list unless it is empty.
pub(super) fn put_list(form: Object, name: &'static str, items: Vec<Value>) -> Object {
    if items.is_empty() { form } else { form.with(name, items) }
}
