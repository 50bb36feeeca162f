//! Where data is from.

use crate::did::Did;
use crate::vocab::{Word, dpv};

/// Where an item is from: what DPV calls a data source.
///
/// ```
/// use vrm_core::did::Did;
/// use vrm_core::vault::Source;
/// assert_eq!(Source::Person.word().name(), "dpv:DataSubjectDataSource");
/// let bank = Source::Issuer(Did::parse("did:web:bank.example")?);
/// assert_eq!((bank.name(), bank.word().name()), ("issuer", "dpv:ThirdPartyDataSource".to_owned()));
/// assert_eq!(Source::ThirdParty.word(), bank.word());
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Source {
    /// The person says so.
    Person,
    /// Somebody who vouches for it: a vendor, an employer, an office. It is one that the person added; who it is goes when
    /// the relationship with it is erased.
    Issuer(Did),
    /// Somebody who is not named, or not any more.
    ThirdParty,
    /// Anyone may read it, in a register or a directory.
    Public,
}

impl Source {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Issuer(_) => "issuer",
            Self::ThirdParty => "third-party",
            Self::Public => "public",
        }
    }

    /// DPV's word for it.
    #[must_use]
    pub fn word(&self) -> Word {
        dpv(match self {
            Self::Person => "DataSubjectDataSource",
            Self::Issuer(_) | Self::ThirdParty => "ThirdPartyDataSource",
            Self::Public => "PublicDataSource",
        })
    }
}

/// Of which kind a source is: all that the person's own stream says of it, which names nobody.
///
/// ```
/// use vrm_core::vault::{Source, SourceKind};
/// assert_eq!(SourceKind::of(&Source::ThirdParty), SourceKind::ThirdParty);
/// assert_eq!(SourceKind::Public.word().name(), "dpv:PublicDataSource");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// The person.
    Person,
    /// Somebody else.
    ThirdParty,
    /// A register or a directory that anyone may read.
    Public,
}

impl SourceKind {
    /// The kind of a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        match source {
            Source::Person => Self::Person,
            Source::Issuer(_) | Source::ThirdParty => Self::ThirdParty,
            Source::Public => Self::Public,
        }
    }

    /// DPV's word for it.
    #[must_use]
    pub fn word(self) -> Word {
        Source::from(self).word()
    }
}

/// The source of a kind, without a name.
impl From<SourceKind> for Source {
    fn from(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Person => Self::Person,
            SourceKind::ThirdParty => Self::ThirdParty,
            SourceKind::Public => Self::Public,
        }
    }
}
