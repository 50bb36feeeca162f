//! Words, and what the vocabulary says of them.

use super::mirror::mirror;
use vrm_core::vocab::{self, Recipient, Word};

mirror! {
    /// One of the graphs in which words stand: everything reached downwards from its root.
    Cone of vocab::Cone {
        /// Below `dpv:PersonalData`.
        Data,
        /// Below `dpv:Purpose`.
        Purpose,
        /// Below `dpv:Processing`.
        Operation,
        /// Below `dpv:TechnicalOrganisationalMeasure`.
        Measure,
    }
}

/// What DPV says of a word.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct WordFacts {
    /// The word, by its prefixed name, or its IRI where it has none.
    pub word: Word,
    /// Its full IRI, the form that is signed and stored.
    pub iri: String,
    /// The last part of its name, as a person may read it.
    pub local_name: String,
    /// Whether DPV has it.
    pub known: bool,
    /// Its parents as DPV states them, whatever the cone.
    pub parents: Vec<Word>,
    /// What DPV says it is an instance of (`dpv:Purpose`; `class` where it is only a class).
    pub kind: Option<String>,
    /// The DPV module or modules that define it.
    pub module: Option<String>,
    /// Its status in DPV (`accepted`, `modified`).
    pub status: Option<String>,
    /// Whether DPV marks it as special category data (GDPR art. 9), by type or by inheritance.
    pub special_category: bool,
    /// Whether DPV marks it as sensitive, special category included.
    pub sensitive: bool,
    /// Where a law or authority applies (`loc:IE`); none for any other word.
    pub jurisdictions: Vec<String>,
    /// Domain and range of a property; none for any other word.
    pub domain_and_range: Option<DomainAndRange>,
}

/// What a property is of, and what its value is; empty where DPV leaves it open.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct DomainAndRange {
    /// What it is of.
    pub domain: String,
    /// What its value is.
    pub range: String,
}

/// A word of one's own, declared inside the text that uses it: an absolute IRI outside DPV's namespaces.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct OwnWord {
    /// Its IRI.
    #[serde(rename = "iri", deserialize_with = "crate::border::text::one")]
    pub word: Word,
    /// The words directly above it; at least one.
    #[serde(deserialize_with = "crate::border::text::list")]
    pub below: Vec<Word>,
}

/// Who may receive data, and who stands directly above.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct RecipientFacts {
    /// The recipient: a word (`vendor`, `third-party`) or a DID.
    pub recipient: Recipient,
    /// The form that is signed and stored.
    pub iri: String,
    /// The recipient directly above; none for `anyone`.
    pub above: Option<Recipient>,
}

impl From<&Word> for WordFacts {
    fn from(word: &Word) -> Self {
        let owned = |text: &str| text.to_owned();
        Self {
            iri: word.iri(),
            local_name: owned(word.local_name()),
            known: word.is_known(),
            parents: word.parents(),
            kind: word.kind().map(owned),
            module: word.module().map(owned),
            status: word.status().map(owned),
            special_category: word.is_special_category(),
            sensitive: word.is_sensitive(),
            jurisdictions: word.jurisdictions().into_iter().map(owned).collect(),
            domain_and_range: word
                .domain_and_range()
                .map(|(domain, range)| DomainAndRange { domain: owned(domain), range: owned(range) }),
            word: word.clone(),
        }
    }
}

impl From<Recipient> for RecipientFacts {
    fn from(recipient: Recipient) -> Self {
        Self { iri: recipient.iri(), above: recipient.above(), recipient }
    }
}

impl From<&vocab::OwnWord> for OwnWord {
    fn from(own: &vocab::OwnWord) -> Self {
        Self { word: own.word.clone(), below: own.below.clone() }
    }
}

impl From<OwnWord> for vocab::OwnWord {
    fn from(own: OwnWord) -> Self {
        Self { word: own.word, below: own.below }
    }
}
