//! Whose text it is.

use super::Roster;

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

impl EntryName {
    /// What preferences, declarations and calls name the entry by: its id, and with the roster's name before it where that
    /// is not the built-in one. Two rosters may have entries of one id.
    pub(crate) fn called(&self) -> String {
        if self.roster == Roster::builtin().iri() { self.id.clone() } else { format!("{}#{}", self.roster, self.id) }
    }
}
