//! One standard agreement: its name, and its three layers pinned by their hashes.

use crate::terms::{EntryName, Terms, TermsHash};
use std::collections::BTreeMap;

/// A standard agreement of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) titles: BTreeMap<String, String>,
    pub(super) parties: Parties,
    pub(super) name: EntryName,
    pub(super) terms: Terms,
    pub(super) plain: BTreeMap<String, String>,
    pub(super) legal: BTreeMap<String, String>,
}

/// Who may be its two sides. IEEE 7012 is between a person and an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parties {
    /// A person and an organisation.
    PersonAndOrganisation,
    /// Two persons; such entries are readable, have no rules yet and are never proffered to an organisation.
    PersonAndPerson,
}

/// A layer for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Plain language, at most a page.
    Plain,
    /// The contract in legal form; in the built-in roster a draft that is not legal advice.
    Legal,
}

impl Layer {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Legal => "legal",
        }
    }
}

impl Parties {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PersonAndOrganisation => "person-organisation",
            Self::PersonAndPerson => "person-person",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::PersonAndOrganisation, Self::PersonAndPerson].into_iter().find(|parties| parties.name() == name)
    }
}

impl Entry {
    /// What names it: roster, id and version.
    #[must_use]
    pub fn name(&self) -> &EntryName {
        &self.name
    }

    /// Its title in a language (`en`, `fr`).
    #[must_use]
    pub fn title(&self, lang: &str) -> Option<&str> {
        self.titles.get(lang).map(String::as_str)
    }

    /// The languages of its title, sorted.
    #[must_use]
    pub fn title_languages(&self) -> Vec<&str> {
        self.titles.keys().map(String::as_str).collect()
    }

    /// Who may be its two sides.
    #[must_use]
    pub fn parties(&self) -> Parties {
        self.parties
    }

    /// The layer for machines.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// A layer for people in a language (`en`, `fr`), byte for byte.
    #[must_use]
    pub fn text(&self, layer: Layer, lang: &str) -> Option<&str> {
        self.texts(layer).get(lang).map(String::as_str)
    }

    /// The hash that pins a layer in a language.
    #[must_use]
    pub fn hash(&self, layer: Layer, lang: &str) -> Option<TermsHash> {
        self.text(layer, lang).map(|text| TermsHash::of(text.as_bytes()))
    }

    /// The languages of a layer, sorted.
    #[must_use]
    pub fn languages(&self, layer: Layer) -> Vec<&str> {
        self.texts(layer).keys().map(String::as_str).collect()
    }

    pub(super) fn texts(&self, layer: Layer) -> &BTreeMap<String, String> {
        match layer {
            Layer::Plain => &self.plain,
            Layer::Legal => &self.legal,
        }
    }
}
