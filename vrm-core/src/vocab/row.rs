//! The shape of a row of the generated table.

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
