//! The shape of a row, and how rows are found by name.

use super::table::{LAWS, NAMESPACES, PROPERTIES, WORDS};
use std::sync::LazyLock;

/// One concept of the vocabulary: an index into the namespaces, and facts.
pub(super) struct Row {
    pub(super) namespace: u16,
    pub(super) name: &'static str,
    pub(super) parents: &'static [u16],
    pub(super) family: Family,
    pub(super) kind: &'static str,
    pub(super) module: &'static str,
    pub(super) status: &'static str,
    pub(super) marking: Marking,
}

/// What a row is: only concepts stand in a cone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Concept,
    Law,
    Property,
}

/// How DPV marks personal data: GDPR art. 9, sensitive in another sense, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Ordinary,
    Sensitive,
    Special,
}

#[expect(clippy::too_many_arguments, reason = "one argument a column of the generated table")]
pub(super) const fn row(
    namespace: u16,
    name: &'static str,
    parents: &'static [u16],
    family: Family,
    kind: &'static str,
    module: &'static str,
    status: &'static str,
    marking: Marking,
) -> Row {
    Row { namespace, name, parents, family, kind, module, status, marking }
}

/// Namespaces by prefix, for the binary search of `by_prefix`.
static PREFIXES: LazyLock<Vec<(&'static str, u16)>> = LazyLock::new(|| {
    let mut all: Vec<(&str, u16)> =
        (0u16..).zip(NAMESPACES.iter()).map(|(index, (prefix, _))| (*prefix, index)).collect();
    all.sort_unstable();
    all
});

pub(super) fn namespace_by_prefix(prefix: &str) -> Option<u16> {
    let at = PREFIXES.binary_search_by_key(&prefix, |(known, _)| known).ok()?;
    PREFIXES.get(at).map(|(_, index)| *index)
}

pub(super) fn namespace_by_iri(iri: &str) -> Option<u16> {
    NAMESPACES.binary_search_by_key(&iri, |(_, known)| known).ok().and_then(|at| u16::try_from(at).ok())
}

/// Rows are sorted by namespace and name, which is the order of their IRIs.
pub(super) fn find(namespace: u16, name: &str) -> Option<u16> {
    let at = WORDS.binary_search_by(|row| row.namespace.cmp(&namespace).then_with(|| row.name.cmp(name))).ok()?;
    u16::try_from(at).ok()
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

/// Every row with its index.
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
