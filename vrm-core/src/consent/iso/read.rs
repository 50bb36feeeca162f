//! Values of the members, read.

use crate::consent::{ConsentError, RecordId};
use crate::did::Did;
use crate::json::Node;
use crate::text::{Language, Name};
use crate::time::Instant;
use crate::vocab::{Place, Word};
use std::collections::BTreeSet;

/// The items of a list that is not empty.
pub(super) fn list<T>(node: &Node<'_>, read: fn(&Node<'_>) -> Result<T, ConsentError>) -> Result<Vec<T>, ConsentError> {
    let items = node.array()?;
    if items.is_empty() {
        return Err(ConsentError::Empty { path: node.path().clone() });
    }
    items.iter().map(read).collect()
}

/// As [`list`], each item once.
pub(super) fn set<T: Ord>(
    node: &Node<'_>,
    read: fn(&Node<'_>) -> Result<T, ConsentError>,
) -> Result<BTreeSet<T>, ConsentError> {
    Ok(list(node, read)?.into_iter().collect())
}

/// The one item of a list.
pub(super) fn only<'a>(node: &Node<'a>) -> Result<Node<'a>, ConsentError> {
    let mut items = node.array()?.into_iter();
    match (items.next(), items.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(ConsentError::Empty { path: node.path().clone() }),
        (Some(_), Some(second)) => Err(ConsentError::NotAsWritten { path: second.path().clone() }),
    }
}

/// One of a closed set.
pub(super) fn named<T>(
    node: &Node<'_>,
    read: impl Fn(&str) -> Option<T>,
    expected: &'static str,
) -> Result<T, ConsentError> {
    read(node.string()?).ok_or_else(|| ConsentError::UnknownValue { path: node.path().clone(), expected })
}

pub(super) fn text(node: &Node<'_>) -> Result<String, ConsentError> {
    Ok(node.string()?.to_owned())
}

pub(super) fn number(node: &Node<'_>) -> Result<RecordId, ConsentError> {
    RecordId::parse(node.string()?).ok_or_else(|| ConsentError::Number { path: node.path().clone() })
}

pub(super) fn did(node: &Node<'_>) -> Result<Did, ConsentError> {
    Did::parse(node.string()?).map_err(|error| ConsentError::Did { path: node.path().clone(), error })
}

pub(super) fn name(node: &Node<'_>) -> Result<Name, ConsentError> {
    Name::parse(node.string()?).map_err(|error| ConsentError::Text { path: node.path().clone(), error })
}

pub(super) fn language(node: &Node<'_>) -> Result<Language, ConsentError> {
    Language::parse(node.string()?).map_err(|error| ConsentError::Text { path: node.path().clone(), error })
}

pub(super) fn word(node: &Node<'_>) -> Result<Word, ConsentError> {
    Word::parse(node.string()?).map_err(|error| ConsentError::Vocab { path: node.path().clone(), error })
}

pub(super) fn place(node: &Node<'_>) -> Result<Place, ConsentError> {
    Place::parse(node.string()?).map_err(|error| ConsentError::Vocab { path: node.path().clone(), error })
}

pub(super) fn instant(node: &Node<'_>) -> Result<Instant, ConsentError> {
    let expected = "a time in UTC as in `2026-03-01T09:30:00Z`";
    Instant::parse(node.string()?).map_err(|_| ConsentError::NotATime { path: node.path().clone(), expected })
}
