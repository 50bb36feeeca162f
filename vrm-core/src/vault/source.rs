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
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Source {
    /// The person says so.
    Person,
    /// Somebody who vouches for it: a vendor, an employer, an office.
    Issuer(Did),
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
            Self::Public => "public",
        }
    }

    /// DPV's word for it.
    #[must_use]
    pub fn word(&self) -> Word {
        dpv(match self {
            Self::Person => "DataSubjectDataSource",
            Self::Issuer(_) => "ThirdPartyDataSource",
            Self::Public => "PublicDataSource",
        })
    }
}
