//! What pins an entry between two sides.

use super::{Entry, Roster, for_organisations};
use crate::terms::{EntryName, TermsError, TermsHash};

/// An entry by its name and the hash of its rules: how a proffer, a counter and an offer name an agreement, so that it
/// cannot become another text under the same name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryPin {
    /// Roster, id and version.
    pub name: EntryName,
    /// The hash of the layer for machines.
    pub machine: TermsHash,
}

impl Entry {
    /// What pins this entry.
    #[must_use]
    pub fn pin(&self) -> EntryPin {
        EntryPin { name: self.name.clone(), machine: self.terms.hash() }
    }
}

impl Roster {
    /// The entry of exactly this name and these rules, if it may be proffered to an organisation.
    ///
    /// ```
    /// use vrm_core::terms::{Roster, TermsError, TermsHash};
    /// let roster = Roster::builtin();
    /// let pin = roster.entry("SD-BASE")?.pin();
    /// assert_eq!(roster.pinned(&pin)?.name(), &pin.name);
    /// let other = vrm_core::terms::EntryPin { machine: TermsHash::of(b"other rules"), ..pin };
    /// assert!(matches!(roster.pinned(&other), Err(TermsError::LayerHash { .. })));
    /// # Ok::<(), TermsError>(())
    /// ```
    ///
    /// # Errors
    /// [`TermsError::NoEntry`] when this roster has no such entry or another version of it;
    /// [`TermsError::NotForOrganisations`]; [`TermsError::LayerHash`] when its rules are others.
    pub fn pinned(&self, pin: &EntryPin) -> Result<&Entry, TermsError> {
        let entry = self.entries.iter().find(|entry| entry.name == pin.name);
        let entry = entry.ok_or_else(|| TermsError::NoEntry { id: pin.name.id.clone() })?;
        if entry.terms.hash() != pin.machine {
            return Err(TermsError::LayerHash { id: pin.name.id.clone(), layer: "machine".to_owned() });
        }
        for_organisations(entry)
    }
}
