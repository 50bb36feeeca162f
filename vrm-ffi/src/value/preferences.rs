//! Which agreement, with whom.

use super::document::document;
use super::mirror::mirror;
use crate::border::{Failure, text};
use vrm_core::did::Did;
use vrm_core::terms::{self, Roster};
use vrm_core::vocab::{Place, Sector};

/// A party's preferences in order; the first that matches wins, one for the vendor before all others.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Preferences {
    /// The preferences.
    pub preferences: Vec<Preference>,
}

/// One line of a party's preferences: in this case, talk to these, accept these agreements, and who says yes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Preference {
    /// In which case.
    pub when: When,
    /// With whom to talk at all.
    pub talk: Talk,
    /// Ids of roster entries, best first, those of a roster that was loaded as `ROSTER#ID`; none = ask me.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub accept: Vec<String>,
    /// Who says yes.
    pub by: Who,
}

/// The case a preference is for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The person is a child.
    Child,
    /// Any case.
    Always,
    /// This vendor.
    #[serde(untagged)]
    Vendor {
        /// Its DID.
        vendor: Did,
    },
    /// A vendor of this sector.
    #[serde(untagged)]
    Sector {
        /// Its name.
        sector: Sector,
    },
    /// The person is in this place.
    #[serde(untagged)]
    Place {
        /// The place.
        place: Place,
    },
}

mirror! {
    /// With whom to talk.
    Talk of terms::Talk {
        /// With nobody.
        Nobody,
        /// With parties of an earlier agreement.
        PriorAgreement,
        /// With parties already known.
        Known,
        /// With anyone.
        Anyone,
    }
}

mirror! {
    /// Who may say yes.
    Who of terms::Who {
        /// The party itself, each time.
        Me,
        /// Its agent, on its own.
        Agent,
    }
}

mirror! {
    /// How well the other side is known.
    Acquaintance of terms::Acquaintance {
        /// Not at all.
        Stranger,
        /// It is known.
        Known,
        /// There was an agreement.
        PriorAgreement,
    }
}

/// The case at hand.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// The other side.
    #[serde(deserialize_with = "text::one")]
    pub vendor: Did,
    /// How well it is known.
    pub acquaintance: Acquaintance,
    /// Its sectors.
    #[serde(default, deserialize_with = "text::list")]
    #[uniffi(default = [])]
    pub sectors: Vec<Sector>,
    /// Where the person is, if known.
    #[serde(default, deserialize_with = "text::optional")]
    #[uniffi(default = None)]
    pub place: Option<Place>,
    /// Whether the person is a child.
    #[serde(default)]
    #[uniffi(default = false)]
    pub child: bool,
}

/// What the preferences say to what the other side accepts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PreferenceChoice {
    /// Accept this agreement.
    Accept {
        /// Its id.
        entry: String,
    },
    /// Answer the proffer with this one instead; at most once.
    Counter {
        /// Its id.
        entry: String,
    },
    /// A human must say.
    NeedsHuman {
        /// The agreement that would be chosen, if there is one.
        entry: Option<String>,
    },
    /// Talked, and said no.
    AgreementRefused,
    /// Would not talk.
    NegotiationRefused,
}

impl Preferences {
    /// The preferences as the core has them, over a roster.
    pub(crate) fn core(&self, roster: &Roster) -> Result<terms::Preferences, Failure> {
        Ok(terms::Preferences::parse(&document(self)?, roster)?)
    }
}

impl From<&terms::Preferences> for Preferences {
    fn from(preferences: &terms::Preferences) -> Self {
        Self { preferences: preferences.list().iter().map(Preference::from).collect() }
    }
}

impl From<&terms::Preference> for Preference {
    fn from(line: &terms::Preference) -> Self {
        use terms::When as Of;
        let when = match &line.when {
            Of::Vendor(vendor) => When::Vendor { vendor: vendor.clone() },
            Of::Sector(sector) => When::Sector { sector: *sector },
            Of::Place(place) => When::Place { place: place.clone() },
            Of::Child => When::Child,
            Of::Always => When::Always,
        };
        Self { when, talk: line.talk.into(), accept: line.accept.clone(), by: line.by.into() }
    }
}

impl From<Occasion> for terms::Occasion {
    fn from(at: Occasion) -> Self {
        Self {
            vendor: at.vendor,
            acquaintance: at.acquaintance.into(),
            sectors: at.sectors,
            place: at.place,
            child: at.child,
        }
    }
}

impl From<terms::Choice> for PreferenceChoice {
    fn from(choice: terms::Choice) -> Self {
        use terms::Choice as Of;
        match choice {
            Of::Accept(entry) => Self::Accept { entry },
            Of::Counter(entry) => Self::Counter { entry },
            Of::NeedsHuman(entry) => Self::NeedsHuman { entry },
            Of::AgreementRefused => Self::AgreementRefused,
            Of::NegotiationRefused => Self::NegotiationRefused,
        }
    }
}
