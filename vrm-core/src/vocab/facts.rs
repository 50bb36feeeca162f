//! How rows of the table are found by name.

use super::row::{Family, Marking, Row, row};
use super::table::{LAWS, NAMESPACES, PROPERTIES, WORDS};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Namespaces by prefix.
static PREFIXES: LazyLock<HashMap<&'static str, u16>> =
    LazyLock::new(|| NAMESPACES.iter().map(|(prefix, _)| *prefix).zip(0u16..).collect());

/// Rows by prefix and name: a search of the sorted table would miss the cache at every step.
static NAMED: LazyLock<HashMap<(&'static str, &'static str), u16>> =
    LazyLock::new(|| WORDS.iter().map(|row| (prefix(row.namespace), row.name)).zip(0u16..).collect());

pub(super) fn namespace_by_prefix(prefix: &str) -> Option<u16> {
    PREFIXES.get(prefix).copied()
}

pub(super) fn namespace_by_iri(iri: &str) -> Option<u16> {
    NAMESPACES.binary_search_by_key(&iri, |(_, known)| known).ok().and_then(|at| u16::try_from(at).ok())
}

pub(super) fn find(prefix: &str, name: &str) -> Option<u16> {
    NAMED.get(&(prefix, name)).copied()
}

/// The row of an index that this module gave out.
pub(super) fn at(index: u16) -> &'static Row {
    static NONE: Row = row(0, "", &[], Family::Concept, "", "", "", Marking::Ordinary);
    WORDS.get(usize::from(index)).unwrap_or(&NONE)
}

pub(super) fn prefix(namespace: u16) -> &'static str {
    NAMESPACES.get(usize::from(namespace)).map_or("", |(prefix, _)| prefix)
}

pub(super) fn iri(namespace: u16) -> &'static str {
    NAMESPACES.get(usize::from(namespace)).map_or("", |(_, iri)| iri)
}

/// Every row with its index, by namespace and name, which is the order of their IRIs.
pub(super) fn all() -> impl Iterator<Item = (u16, &'static Row)> {
    (0u16..).zip(WORDS.iter())
}

pub(super) fn jurisdictions(index: u16) -> Option<&'static [&'static str]> {
    let at = LAWS.binary_search_by_key(&index, |(law, _)| *law).ok()?;
    LAWS.get(at).map(|(_, places)| *places)
}

pub(super) fn domain_and_range(index: u16) -> Option<(&'static str, &'static str)> {
    let at = PROPERTIES.binary_search_by_key(&index, |(property, ..)| *property).ok()?;
    PROPERTIES.get(at).map(|(_, domain, range)| (*domain, *range))
}
