//! Who receives data: a graph of our own, since DPV's entities describe people and bodies, not their part in a deal.

use super::{VocabError, word::VRM};
use crate::did::Did;
use std::fmt;
use std::str::FromStr;

/// Who receives data, as seen from the agreement.
///
/// `anyone` holds `vendor`, `processor` and `third-party`; `third-party` holds `same-group` and every DID.
/// Written as `https://w3id.org/vrm#vendor` and so on, a DID as itself; also read without the namespace.
///
/// ```
/// use vrm_core::vocab::Recipient;
/// let third: Recipient = "third-party".parse()?;
/// assert!("did:web:a.example".parse::<Recipient>()?.is_within(&third));
/// assert!(Recipient::SameGroup.is_within(&third));
/// assert!(!Recipient::Vendor.is_within(&third));
/// # Ok::<(), vrm_core::vocab::VocabError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// Anyone at all.
    Anyone,
    /// The vendor itself, the second party.
    Vendor,
    /// Who processes for the vendor, on its instructions.
    Processor,
    /// Anyone else.
    ThirdParty,
    /// A third party of the vendor's own group.
    SameGroup,
    /// One named third party.
    Did(Did),
    /// A word that no text knows: a rule refuses it, a request with it is denied.
    Unknown(Box<str>),
}

impl Recipient {
    /// The words, most general first; DIDs stand below `ThirdParty`.
    pub const WORDS: [Self; 5] = [Self::Anyone, Self::Vendor, Self::Processor, Self::ThirdParty, Self::SameGroup];

    /// Reads a recipient word or a DID.
    ///
    /// # Errors
    /// [`VocabError::Malformed`] for text that is neither a word nor a DID, a broken DID included.
    pub fn parse(text: &str) -> Result<Self, VocabError> {
        let local = text.strip_prefix(VRM).or_else(|| text.strip_prefix("vrm:")).unwrap_or(text);
        Ok(match local {
            "anyone" => Self::Anyone,
            "vendor" => Self::Vendor,
            "processor" => Self::Processor,
            "third-party" => Self::ThirdParty,
            "same-group" => Self::SameGroup,
            _ if text.starts_with("did:") => {
                Self::Did(Did::parse(text).map_err(|_| VocabError::Malformed { text: text.to_owned() })?)
            }
            _ => Self::Unknown(super::Word::parse(text)?.iri().into()),
        })
    }

    /// The form that is signed and stored.
    #[must_use]
    pub fn iri(&self) -> String {
        match self {
            Self::Did(did) => did.to_string(),
            Self::Unknown(text) => text.to_string(),
            word => format!("{VRM}{}", word.name()),
        }
    }

    /// The short form: `vendor`, `third-party`, or the DID.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Anyone => "anyone",
            Self::Vendor => "vendor",
            Self::Processor => "processor",
            Self::ThirdParty => "third-party",
            Self::SameGroup => "same-group",
            Self::Did(did) => did.as_str(),
            Self::Unknown(text) => text,
        }
    }

    /// The recipients directly above; none for `anyone`.
    #[must_use]
    pub fn above(&self) -> Option<Self> {
        match self {
            Self::Anyone | Self::Unknown(_) => None,
            Self::Vendor | Self::Processor | Self::ThirdParty => Some(Self::Anyone),
            Self::SameGroup | Self::Did(_) => Some(Self::ThirdParty),
        }
    }

    /// Whether this is the other or below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self == other || self.above().is_some_and(|above| above.is_within(other))
    }

    /// Whether somebody is held by both. The graph is a tree, so one must hold the other.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.is_within(other) || other.is_within(self)
    }
}

impl FromStr for Recipient {
    type Err = VocabError;

    fn from_str(text: &str) -> Result<Self, VocabError> {
        Self::parse(text)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

crate::json::serialised_as_text!(Recipient);
