//! What a receipt says of the vendor besides what is in the agreement.

use super::Contact;
use crate::border::text;
use vrm_core::desk;
use vrm_core::vocab::Place;

/// What a receipt says of the vendor besides what is in the agreement: both standards want it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// How the vendor is reached.
    pub contact: Contact,
    /// The jurisdictions it is under, at least one.
    #[serde(deserialize_with = "text::list")]
    pub jurisdiction: Vec<Place>,
    /// Where consent is withdrawn and rights are claimed: a link.
    pub exercised_at: String,
    /// Where its policy stands, in the version that was agreed on: a link.
    pub policy: String,
}

impl Issuer {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{contact, jurisdiction, exercised_at, policy}";
}

impl From<Issuer> for desk::Issuer {
    fn from(issuer: Issuer) -> Self {
        let Issuer { contact, jurisdiction, exercised_at, policy } = issuer;
        let jurisdiction = jurisdiction.into_iter().collect();
        Self { contact: contact.into(), jurisdiction, exercised_at, policy }
    }
}
