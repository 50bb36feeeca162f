//! The roster: the standard agreements a person may proffer (IEEE 7012), each in three layers.

mod builtin;
mod document;
mod entry;
mod pin;
mod wishes;

pub use entry::{Entry, Layer, Parties};
pub use pin::EntryPin;
pub use wishes::{Measuring, Wishes};

use super::TermsError;
use crate::vocab::Word;
use std::sync::LazyLock;

/// A closed set of standard agreements, kept by a neutral body; the two sides agree on one of them by its id.
///
/// Only roster texts are proffered. The built-in roster is our own reading of IEEE 7012 and DPV 2.3, marked draft:
/// every layer of it says so. Another one loads as data.
///
/// ```
/// use vrm_core::terms::{Layer, Roster};
/// let entry = Roster::builtin().entry("SD-BASE-A")?;
/// assert_eq!(entry.title("fr"), Some("Service et mesure d’usage"));
/// assert!(entry.text(Layer::Plain, "en").is_some_and(|text| text.contains("You propose this agreement")));
/// assert_eq!(entry.terms().permissions()[1].id(), "analytics");
/// // Names of older drafts are read, and never written.
/// assert_eq!(Roster::builtin().entry("SD-BY-A")?.name().id, "SD-BASE-A");
/// # Ok::<(), vrm_core::terms::TermsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    iri: String,
    entries: Vec<Entry>,
}

impl Roster {
    /// The most bytes a roster document may have.
    pub const MAX_BYTES: usize = 16 << 20;

    /// The roster that comes with the library.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static ROSTER: LazyLock<Roster> = LazyLock::new(builtin::roster);
        &ROSTER
    }

    /// Reads a roster from its document, whose signature the caller has verified: this knows no keys.
    ///
    /// # Errors
    /// [`TermsError`] with the place, which goes on inside a `machine` (`/entries/0/machine/dpv`);
    /// [`TermsError::LayerHash`] when a layer is not the text that its hash pins.
    pub fn load(document: &[u8]) -> Result<Self, TermsError> {
        document::read(document)
    }

    /// The document that [`load`](Self::load) reads: what an authority signs.
    #[must_use]
    pub fn to_document(&self) -> String {
        document::write(self)
    }

    /// The same roster with one entry alone: what a side keeps with an agreement.
    ///
    /// # Errors
    /// [`TermsError::NoEntry`].
    pub fn excerpt(&self, id: &str) -> Result<Self, TermsError> {
        Ok(Self { iri: self.iri.clone(), entries: vec![self.entry(id)?.clone()] })
    }

    /// What names this roster in an agreement.
    #[must_use]
    pub fn iri(&self) -> &str {
        &self.iri
    }

    /// Every entry, in the roster's order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of an id (`SD-BASE`), a prefixed name or an IRI of DPV's IEEE 7012 vocabulary, old ones included.
    ///
    /// # Errors
    /// [`TermsError::NoEntry`].
    pub fn entry(&self, id: &str) -> Result<&Entry, TermsError> {
        let named = |id: &str| self.entries.iter().find(|entry| entry.name().id == id);
        let found = named(id).or_else(|| named(&todays_id(id)?));
        found.ok_or_else(|| TermsError::NoEntry { id: id.to_owned() })
    }

    /// The entry of an id, if it may be proffered to an organisation.
    ///
    /// # Errors
    /// [`TermsError::NoEntry`]; [`TermsError::NotForOrganisations`] for an agreement between persons.
    pub fn proffered(&self, id: &str) -> Result<&Entry, TermsError> {
        for_organisations(self.entry(id)?)
    }
}

/// The entry, if it may be proffered to an organisation.
fn for_organisations(entry: &Entry) -> Result<&Entry, TermsError> {
    match entry.parties() {
        Parties::PersonAndOrganisation => Ok(entry),
        Parties::PersonAndPerson => Err(TermsError::NotForOrganisations { id: entry.name().id.clone() }),
    }
}

/// Today's id of an agreement of IEEE 7012, from an old id, a prefixed name or an IRI.
pub(super) fn todays_id(id: &str) -> Option<String> {
    let name = if id.contains(':') { id.to_owned() } else { format!("ieee-7012:{id}") };
    Word::parse(&name).ok().filter(Word::is_known).map(|word| word.local_name().to_owned())
}
