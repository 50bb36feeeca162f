//! What a record lacks, in sentences.

use super::{Argument, Sentence};
use crate::consent::{Gap, WantedBy};

impl Gap {
    /// What is missing, and who wants it. Where it would stand is an argument and is not said.
    ///
    /// ```
    /// use vrm_core::consent::{Gap, WantedBy};
    /// use vrm_core::json::Pointer;
    /// use vrm_core::sentence::Tongue;
    /// let gap = Gap { path: Pointer::root(), field: "authority_party", wanted_by: WantedBy::Gdpr };
    /// assert_eq!(gap.sentence().say(Tongue::English), "Missing: which authority is competent (the GDPR).");
    /// assert_eq!(gap.to_string(), "`authority_party` is missing, wanted by gdpr");
    /// ```
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let phrase = |key| Argument::Phrase(Sentence::new(key));
        let what = match self.field {
            "party_address" => phrase("gap.party-address"),
            "party_contact" => phrase("gap.party-contact"),
            "jurisdiction" => phrase("gap.jurisdiction"),
            "withdrawal_method" => phrase("gap.withdrawal-method"),
            "privacy_rights" => phrase("gap.privacy-rights"),
            "authority_party" => phrase("gap.authority-party"),
            "storage_locations" => phrase("gap.storage-locations"),
            "processing_locations" => phrase("gap.processing-locations"),
            "collection_method" => phrase("gap.collection-method"),
            "geographic_restrictions" => phrase("gap.geographic-restrictions"),
            other => Argument::Name(other.to_owned()),
        };
        let who = match self.wanted_by {
            WantedBy::Iso => "gap.iso",
            WantedBy::Gdpr => "gap.gdpr",
            WantedBy::Both => "gap.both",
        };
        let path = Argument::Name(self.path.to_string());
        Sentence::new("gap").with("what", what).with("who", phrase(who)).with("path", path)
    }
}
