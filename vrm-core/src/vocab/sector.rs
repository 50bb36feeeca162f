//! What kind of body a vendor is.

use std::fmt;

/// The kind of body a vendor is: the 18 categories of the public company directory of datenanfragen.de, which are
/// vague on purpose. A vendor may be of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum Sector {
    Addresses,
    Ads,
    Church,
    CollectionAgency,
    Commerce,
    CreditAgency,
    Entertainment,
    Finance,
    Health,
    Insurance,
    Nonprofit,
    PoliticalParty,
    PublicBody,
    School,
    SocialMedia,
    Telecommunication,
    Travel,
    Utility,
}

impl Sector {
    /// Every sector, by name.
    pub const ALL: [Self; 18] = [
        Self::Addresses,
        Self::Ads,
        Self::Church,
        Self::CollectionAgency,
        Self::Commerce,
        Self::CreditAgency,
        Self::Entertainment,
        Self::Finance,
        Self::Health,
        Self::Insurance,
        Self::Nonprofit,
        Self::PoliticalParty,
        Self::PublicBody,
        Self::School,
        Self::SocialMedia,
        Self::Telecommunication,
        Self::Travel,
        Self::Utility,
    ];

    /// The name in the directory.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Addresses => "addresses",
            Self::Ads => "ads",
            Self::Church => "church",
            Self::CollectionAgency => "collection agency",
            Self::Commerce => "commerce",
            Self::CreditAgency => "credit agency",
            Self::Entertainment => "entertainment",
            Self::Finance => "finance",
            Self::Health => "health",
            Self::Insurance => "insurance",
            Self::Nonprofit => "nonprofit",
            Self::PoliticalParty => "political party",
            Self::PublicBody => "public body",
            Self::School => "school",
            Self::SocialMedia => "social media",
            Self::Telecommunication => "telecommunication",
            Self::Travel => "travel",
            Self::Utility => "utility",
        }
    }

    /// Reads the name in the directory.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sector| sector.name() == name)
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

crate::json::serialised_as_text!(Sector);
