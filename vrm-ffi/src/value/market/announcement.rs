//! What is to be announced.

use crate::border::{Failure, record, text};
use crate::value::Want;
use vrm_core::chain::StreamId;
use vrm_core::person;
use vrm_core::time::Instant;
use vrm_core::vocab::Sector;

/// An intention as it is to be announced.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// What is wanted.
    #[serde(deserialize_with = "record::document")]
    pub want: Want,
    /// The roster entries under which an offer may be made; at least one.
    pub terms: Vec<String>,
    /// Who is to hear of it.
    pub market: Market,
    /// Until when offers are taken: after now, and at most 90 days.
    #[serde(deserialize_with = "record::instant")]
    pub until: Instant,
    /// From when it counts; from now on where that is not later.
    #[serde(default, deserialize_with = "record::optional_instant")]
    #[uniffi(default = None)]
    pub from: Option<Instant>,
}

/// Who hears of an intention.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Market {
    /// Whoever reads it: it is signed and not sealed, and the host puts it where vendors look.
    Anyone,
    /// The same, for vendors of some sectors.
    Sectors {
        /// Which, by name.
        #[serde(deserialize_with = "text::list")]
        sectors: Vec<Sector>,
    },
    /// These vendors, each by a cast of its own that is sealed for it.
    Vendors {
        /// The relationships with them.
        #[serde(deserialize_with = "text::list")]
        vendors: Vec<StreamId>,
    },
    /// Every vendor with which an agreement is in force, each by a cast of its own.
    Agreed,
}

impl Announcement {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{want, terms, market, until, from}, the market by its `kind`";
}

impl TryFrom<Announcement> for person::Announcement {
    type Error = Failure;

    fn try_from(announcement: Announcement) -> Result<Self, Failure> {
        let Announcement { want, terms, market, until, from } = announcement;
        Ok(Self { want: want.to_core()?, terms, market: market.into(), from, until })
    }
}

impl From<Market> for person::Market {
    fn from(market: Market) -> Self {
        match market {
            Market::Anyone => Self::Anyone,
            Market::Sectors { sectors } => Self::Sectors(sectors.into_iter().collect()),
            Market::Vendors { vendors } => Self::Vendors(vendors.into_iter().collect()),
            Market::Agreed => Self::Agreed,
        }
    }
}
