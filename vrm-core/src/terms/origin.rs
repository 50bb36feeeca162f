//! Whose text it is.

/// Whose text it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The person's own; it stays at home.
    Own,
    /// An entry of a roster, which may be proffered.
    Roster(EntryName),
}

/// What names an entry of a roster, beside its hashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName {
    /// The roster's IRI.
    pub roster: String,
    /// The entry's id (`SD-BASE`).
    pub id: String,
    /// The entry's version.
    pub version: String,
}
