//! One word: a concept of DPV as a small integer, or an IRI of somebody's own.

use super::{VocabError, facts, row};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The namespace of this project's own words; written `vrm:` in short.
pub const VRM: &str = "https://w3id.org/vrm#";

/// The namespace that the printed IEEE 7012 cites; read as today's, never written.
const P7012: &str = "https://w3id.org/dpv/standards/p7012#";
const IEEE_7012: &str = "https://w3id.org/dpv/standards/ieee/7012#";
const LONGEST: usize = 512;

/// A word of the vocabulary: a concept of DPV 2.3, or any other IRI.
///
/// Read from a prefixed name (`pd:EmailAddress`) or a full IRI; the old namespace `p7012#` and the old agreement ids
/// `SD-BY...` are read as today's and never written. A word that no table knows is still a `Word`: whether it means
/// anything is for the text that meets it to say (a rule refuses it, a request with it is denied).
///
/// Words are ordered by their IRIs.
///
/// ```
/// use vrm_core::vocab::Word;
/// let word: Word = "pd:EmailAddress".parse()?;
/// assert_eq!(word.iri(), "https://w3id.org/dpv/pd#EmailAddress");
/// assert_eq!(word, "https://w3id.org/dpv/pd#EmailAddress".parse()?);
/// assert!(word.is_known());
/// let old: Word = "https://w3id.org/dpv/standards/p7012#SD-BY-A".parse()?;
/// assert_eq!(old.name(), "ieee-7012:SD-BASE-A");
/// # Ok::<(), vrm_core::vocab::VocabError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Word(pub(super) Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Repr {
    Known(u16),
    Other(Arc<str>),
}

impl Word {
    /// Reads a prefixed name or an IRI.
    ///
    /// # Errors
    /// [`VocabError::Malformed`] when the text is empty, it or its IRI is longer than 512 bytes or has a second `#`, or
    /// it holds white space, control characters, one of `<>"{}|\^` and the backtick (RFC 3987 section 2.2), or a
    /// character that turns the direction of text (section 4.1).
    pub fn parse(text: &str) -> Result<Self, VocabError> {
        let home = match namespace_and_name(text) {
            Some((space, local)) => {
                let space = if space == P7012 { IEEE_7012 } else { space };
                facts::namespace_by_iri(space).map(|space| (facts::prefix(space), local))
            }
            None => text.split_once(':'),
        };
        let home = home.map(|(prefix, local)| (if prefix == "p7012" { "ieee-7012" } else { prefix }, local));
        let home = home.map(|(prefix, local)| (prefix, current_name(prefix, local)));
        // What is known is well formed, so only the rest needs a look at every character.
        if let Some(index) = home.as_ref().and_then(|(prefix, local)| facts::find(prefix, local)) {
            return Ok(Self::known(index));
        }
        let malformed = || VocabError::Malformed { text: text.to_owned() };
        if text.is_empty() || text.len() > LONGEST || text.contains(is_foreign_to_iris) {
            return Err(malformed());
        }
        let space = home.and_then(|(prefix, local)| Some((facts::namespace_by_prefix(prefix)?, local)));
        let iri = match (space, text.strip_prefix("vrm:")) {
            (Some((space, local)), _) => Cow::Owned(format!("{}{local}", facts::iri(space))),
            (None, Some(local)) => Cow::Owned(format!("{VRM}{local}")),
            (None, None) => Cow::Borrowed(text),
        };
        // What is written is the IRI, so it is the IRI that must be readable.
        if iri.len() > LONGEST || iri.matches('#').count() > 1 {
            return Err(malformed());
        }
        Ok(Self(Repr::Other(Arc::from(iri))))
    }

    pub(super) fn known(index: u16) -> Self {
        Self(Repr::Known(index))
    }

    /// Whether DPV 2.3 has this word.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self.0, Repr::Known(_))
    }

    /// Whether it stands in a namespace of DPV's tables, known or not.
    pub(super) fn is_in_dpv(&self) -> bool {
        match &self.0 {
            Repr::Known(_) => true,
            Repr::Other(iri) => {
                namespace_and_name(iri).is_some_and(|(space, _)| facts::namespace_by_iri(space).is_some())
            }
        }
    }

    /// The full IRI, the form that is signed and stored.
    #[must_use]
    pub fn iri(&self) -> String {
        let (space, local) = self.halves();
        format!("{space}{local}")
    }

    /// The prefixed name where there is a prefix, else the IRI.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            Repr::Known(index) => {
                let row = facts::at(*index);
                format!("{}:{}", facts::prefix(row.namespace), row.name)
            }
            Repr::Other(iri) => short(iri).into_owned(),
        }
    }

    /// The last part of the name, as a person may read it: `EmailAddress`.
    #[must_use]
    pub fn local_name(&self) -> &str {
        match &self.0 {
            Repr::Known(index) => facts::at(*index).name,
            Repr::Other(iri) => iri.rsplit(['#', '/', ':']).find(|part| !part.is_empty()).unwrap_or(iri),
        }
    }

    /// The parents as DPV states them, whatever the cone; none for a word DPV does not have.
    #[must_use]
    pub fn parents(&self) -> Vec<Self> {
        self.row().map(|row| row.parents.iter().map(|index| Self::known(*index)).collect()).unwrap_or_default()
    }

    /// What DPV says the concept is an instance of (`dpv:Purpose`; `class` where it is only a class).
    #[must_use]
    pub fn kind(&self) -> Option<&'static str> {
        self.row().map(|row| row.kind)
    }

    /// The DPV module or modules that define it.
    #[must_use]
    pub fn module(&self) -> Option<&'static str> {
        self.row().map(|row| row.module).filter(|module| !module.is_empty())
    }

    /// The status of the term in DPV (`accepted`, `modified`).
    #[must_use]
    pub fn status(&self) -> Option<&'static str> {
        self.row().map(|row| row.status).filter(|status| !status.is_empty())
    }

    /// Whether DPV marks it as special category data (GDPR art. 9), by type or by inheritance.
    #[must_use]
    pub fn is_special_category(&self) -> bool {
        self.row().is_some_and(|row| row.marking == row::Marking::Special)
    }

    /// Whether DPV marks it as sensitive, special category included.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.row().is_some_and(|row| row.marking != row::Marking::Ordinary)
    }

    /// Where a law or authority of the tables applies (`loc:IE`); none for any other word.
    #[must_use]
    pub fn jurisdictions(&self) -> Vec<&'static str> {
        match &self.0 {
            Repr::Known(index) => facts::jurisdictions(*index).unwrap_or_default().to_vec(),
            Repr::Other(_) => Vec::new(),
        }
    }

    /// Domain and range of a property of the tables, empty where DPV leaves them open; none for any other word.
    #[must_use]
    pub fn domain_and_range(&self) -> Option<(&'static str, &'static str)> {
        match &self.0 {
            Repr::Known(index) => facts::domain_and_range(*index),
            Repr::Other(_) => None,
        }
    }

    /// Every concept, law and property of the tables, by IRI.
    pub fn all() -> impl Iterator<Item = Self> {
        facts::all().map(|(index, _)| Self::known(index))
    }

    fn row(&self) -> Option<&'static row::Row> {
        match &self.0 {
            Repr::Known(index) => Some(facts::at(*index)),
            Repr::Other(_) => None,
        }
    }

    fn halves(&self) -> (&str, &str) {
        match &self.0 {
            Repr::Known(index) => {
                let row = facts::at(*index);
                (facts::iri(row.namespace), row.name)
            }
            Repr::Other(iri) => (iri, ""),
        }
    }
}

/// What no IRI holds, and the marks that turn the direction of the text around them.
fn is_foreign_to_iris(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c)
}

/// `SD-BY...` became `SD-BASE...` in December 2025; 2.3 leaves `P7012` out of its two names of an endpoint.
fn current_name<'a>(prefix: &str, local: &'a str) -> Cow<'a, str> {
    if prefix != "ieee-7012" {
        return Cow::Borrowed(local);
    }
    match (local, local.strip_prefix("SD-BY")) {
        ("P7012Endpoint", _) => Cow::Borrowed("Endpoint"),
        ("hasP7012Endpoint", _) => Cow::Borrowed("hasEndpoint"),
        (_, Some(rest)) if rest.is_empty() || rest.starts_with('-') => Cow::Owned(format!("SD-BASE{rest}")),
        _ => Cow::Borrowed(local),
    }
}

fn short(iri: &str) -> Cow<'_, str> {
    if let Some(local) = iri.strip_prefix(VRM) {
        return Cow::Owned(format!("vrm:{local}"));
    }
    let home = namespace_and_name(iri).and_then(|(space, local)| Some((facts::namespace_by_iri(space)?, local)));
    match home {
        Some((space, local)) => Cow::Owned(format!("{}:{local}", facts::prefix(space))),
        None => Cow::Borrowed(iri),
    }
}

/// An IRI as its namespace, up to the first `#`, and the name after it.
fn namespace_and_name(iri: &str) -> Option<(&str, &str)> {
    let (before, local) = iri.split_once('#')?;
    Some((iri.get(..=before.len())?, local))
}

impl Ord for Word {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Known(a), Repr::Known(b)) => a.cmp(b),
            (Repr::Other(a), Repr::Other(b)) => a.cmp(b),
            _ => {
                let ((a, a_local), (b, b_local)) = (self.halves(), other.halves());
                a.bytes().chain(a_local.bytes()).cmp(b.bytes().chain(b_local.bytes()))
            }
        }
    }
}

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Word {
    type Err = VocabError;

    fn from_str(text: &str) -> Result<Self, VocabError> {
        Self::parse(text)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

crate::json::serialised_as_text!(Word);
