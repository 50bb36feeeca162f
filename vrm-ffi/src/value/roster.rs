//! The roster: standard agreements, each in three layers.

use super::document::document;
use super::mirror::mirror;
use super::{EntryName, Terms};
use crate::border::{Failure, text};
use serde_json::{Map, Value, json};
use vrm_core::keys::Thumbprint;
use vrm_core::message;
use vrm_core::terms::{self, Entry, TermsHash};
use vrm_core::time::Instant;

/// A closed set of standard agreements; the two sides agree on one of them by its id.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Roster {
    /// What names it in an agreement.
    pub iri: String,
    /// Every entry, in its order.
    pub entries: Vec<RosterEntry>,
}

/// A standard agreement of a roster.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct RosterEntry {
    /// What names it.
    pub name: EntryName,
    /// Who may be its two sides.
    pub parties: Parties,
    /// Its title, by language.
    pub titles: Vec<Title>,
    /// The layer for machines, byte for byte.
    pub machine: String,
    /// The hash that pins it.
    pub machine_hash: TermsHash,
    /// Its rules, as the layer for machines says them.
    pub terms: Terms,
    /// In plain language, by language.
    pub plain: Vec<LayerText>,
    /// In legal form, by language; in the built-in roster a draft that is not legal advice.
    pub legal: Vec<LayerText>,
}

/// A title.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Title {
    /// Its language (`en`, `fr`).
    pub language: String,
    /// The title.
    pub text: String,
}

/// A layer for people, in one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct LayerText {
    /// Its language (`en`, `fr`).
    pub language: String,
    /// The text, byte for byte.
    pub text: String,
    /// The hash that pins it.
    pub hash: TermsHash,
}

/// An entry by its name and the hash of its rules, so that it cannot become another text under the same name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct EntryPin {
    /// Roster, id and version.
    pub name: EntryName,
    /// The hash of the layer for machines.
    #[serde(deserialize_with = "text::one")]
    pub machine: TermsHash,
}

/// A roster whose document an authority's key has signed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SignedRoster {
    /// The roster.
    pub roster: Roster,
    /// The hash of its document.
    pub hash: TermsHash,
    /// When it was released.
    pub released: Instant,
    /// The key that released it.
    pub authority: Thumbprint,
}

mirror! {
    /// Who may be the two sides of an entry.
    Parties of terms::Parties {
        /// A person and an organisation.
        #[serde(rename = "person-organisation")]
        PersonAndOrganisation,
        /// Two persons; such entries are readable, and never proffered to an organisation.
        #[serde(rename = "person-person")]
        PersonAndPerson,
    }
}

mirror! {
    /// A layer for people.
    Layer of terms::Layer {
        /// Plain language, at most a page.
        Plain,
        /// The contract in legal form.
        Legal,
    }
}

/// What the organisation may do beyond the service itself. Each step allows what the one before it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum Measuring {
    /// Nothing: the service and no more.
    No,
    /// Measure how the service is used, to improve it.
    Count,
    /// Also follow, over time, what the person does on its own service.
    Follow,
    /// Also build a profile of the person.
    Profile {
        /// And share figures that cannot be traced to the person.
        share: bool,
    },
}

/// A person's answers to the plain questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// What is allowed beyond the service.
    pub measuring: Measuring,
    /// Whether the person wants to be able to take the data along.
    pub portability: bool,
}

impl Roster {
    /// The roster as the core has it: every layer the text that its hash pins.
    pub(crate) fn core(&self) -> Result<terms::Roster, Failure> {
        let entries: Vec<Value> = self.entries.iter().map(RosterEntry::form).collect();
        let form = json!({ "v": 1, "roster": self.iri, "entries": entries });
        Ok(terms::Roster::load(&document(&form)?)?)
    }
}

impl RosterEntry {
    /// The entry as a roster's document has it.
    fn form(&self) -> Value {
        let texts = |layer: &[LayerText]| -> Map<String, Value> {
            layer.iter().map(|text| (text.language.clone(), text.text.clone().into())).collect()
        };
        let hashes = |layer: &[LayerText]| -> Map<String, Value> {
            layer.iter().map(|text| (text.language.clone(), text.hash.to_string().into())).collect()
        };
        let titles: Map<String, Value> =
            self.titles.iter().map(|title| (title.language.clone(), title.text.clone().into())).collect();
        json!({
            "parties": terms::Parties::from(self.parties).name(),
            "titles": titles,
            "machine": self.machine,
            "plain": texts(&self.plain),
            "legal": texts(&self.legal),
            "sha256": {
                "machine": self.machine_hash.to_string(),
                "plain": hashes(&self.plain),
                "legal": hashes(&self.legal),
            },
        })
    }
}

impl From<&terms::Roster> for Roster {
    fn from(roster: &terms::Roster) -> Self {
        Self { iri: roster.iri().to_owned(), entries: roster.entries().iter().map(RosterEntry::from).collect() }
    }
}

impl From<&Entry> for RosterEntry {
    fn from(entry: &Entry) -> Self {
        let texts = |layer| {
            let text = |language: &str| {
                let text = entry.text(layer, language)?.to_owned();
                Some(LayerText { language: language.to_owned(), hash: entry.hash(layer, language)?, text })
            };
            entry.languages(layer).into_iter().filter_map(text).collect()
        };
        let title =
            |language: &str| Some(Title { language: language.to_owned(), text: entry.title(language)?.to_owned() });
        Self {
            name: entry.name().into(),
            parties: entry.parties().into(),
            titles: entry.title_languages().into_iter().filter_map(title).collect(),
            machine: entry.terms().machine_form().to_owned(),
            machine_hash: entry.terms().hash(),
            terms: entry.terms().into(),
            plain: texts(terms::Layer::Plain),
            legal: texts(terms::Layer::Legal),
        }
    }
}

impl From<&terms::EntryPin> for EntryPin {
    fn from(pin: &terms::EntryPin) -> Self {
        Self { name: (&pin.name).into(), machine: pin.machine }
    }
}

impl From<terms::EntryPin> for EntryPin {
    fn from(pin: terms::EntryPin) -> Self {
        (&pin).into()
    }
}

impl From<EntryPin> for terms::EntryPin {
    fn from(pin: EntryPin) -> Self {
        Self { name: pin.name.into(), machine: pin.machine }
    }
}

impl From<Wishes> for terms::Wishes {
    fn from(wishes: Wishes) -> Self {
        let measuring = match wishes.measuring {
            Measuring::No => terms::Measuring::No,
            Measuring::Count => terms::Measuring::Count,
            Measuring::Follow => terms::Measuring::Follow,
            Measuring::Profile { share } => terms::Measuring::Profile { share },
        };
        Self { measuring, portability: wishes.portability }
    }
}

impl From<&message::SignedRoster> for SignedRoster {
    fn from(signed: &message::SignedRoster) -> Self {
        Self {
            roster: signed.roster().into(),
            hash: signed.hash(),
            released: signed.released(),
            authority: signed.authority(),
        }
    }
}
