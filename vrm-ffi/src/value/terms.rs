//! A text of terms.

use super::document::document;
use super::{Duty, OwnWord, Permission, Prohibition};
use crate::border::Failure;
use vrm_core::terms::{self, Draft, Origin};
use vrm_core::vocab::DPV_VERSION;

/// A text of terms: permissions, prohibitions and duties. One that was given by the library is whole; one that was put
/// together or changed by hand is a draft, and every use of it first checks that each rule means something.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Terms {
    /// The entry of a roster that it is; none for the person's own terms, which stay at home.
    #[serde(skip)]
    #[uniffi(default = None)]
    pub entry: Option<EntryName>,
    /// The text's own words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub extends: Vec<OwnWord>,
    /// The permissions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub permissions: Vec<Permission>,
    /// The prohibitions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub prohibitions: Vec<Prohibition>,
    /// The duties of the whole text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub duties: Vec<Duty>,
}

/// What names an entry of a roster, beside its hashes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct EntryName {
    /// The roster's IRI.
    pub roster: String,
    /// The entry's id (`SD-BASE`).
    pub id: String,
    /// The entry's version.
    pub version: String,
}

/// The members that the machine form has beside those of the record.
#[derive(serde::Serialize)]
struct Form<'a> {
    v: u8,
    dpv: &'static str,
    #[serde(flatten)]
    entry: Option<&'a EntryName>,
    #[serde(flatten)]
    rules: &'a Terms,
}

impl Terms {
    /// The text as the core has it: checked, and fixed.
    pub(crate) fn core(&self) -> Result<terms::Terms, Failure> {
        let form = Form { v: 1, dpv: DPV_VERSION, entry: self.entry.as_ref(), rules: self };
        Ok(Draft::parse(&document(&form)?)?.finish()?)
    }
}

impl From<&terms::Terms> for Terms {
    fn from(terms: &terms::Terms) -> Self {
        let entry = match terms.origin() {
            Origin::Own => None,
            Origin::Roster(name) => Some(name.into()),
        };
        Self {
            entry,
            extends: terms.vocabulary().own().iter().map(OwnWord::from).collect(),
            permissions: terms.permissions().iter().map(Permission::from).collect(),
            prohibitions: terms.prohibitions().iter().map(Prohibition::from).collect(),
            duties: terms.duties().iter().map(Duty::from).collect(),
        }
    }
}

impl From<&terms::EntryName> for EntryName {
    fn from(name: &terms::EntryName) -> Self {
        Self { roster: name.roster.clone(), id: name.id.clone(), version: name.version.clone() }
    }
}

impl From<EntryName> for terms::EntryName {
    fn from(name: EntryName) -> Self {
        Self { roster: name.roster, id: name.id, version: name.version }
    }
}
