//! Intentions that were announced.

use crate::border::Failure;
use crate::value::{EntryPin, Want};
use vrm_core::chain::StreamId;
use vrm_core::did::Did;
use vrm_core::intention;
use vrm_core::keys::{SignedId, Thumbprint};
use vrm_core::time::Instant;
use vrm_core::view;
use vrm_core::vocab::Sector;

/// One cast of an intention: under keys of its own, with what came for it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Cast {
    /// Its id, which is also its stream's.
    pub id: StreamId,
    /// The intention that it is a cast of: the id of its first cast.
    pub intention: StreamId,
    /// Where it stands.
    pub state: IntentionState,
    /// What was announced.
    pub announced: Option<Announced>,
    /// The offers that are held.
    pub offers: Vec<SignedId>,
    /// The offer that the person said yes to, once it has.
    pub chosen: Option<Chosen>,
}

/// Where a person's intention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum IntentionState {
    /// It has keys of its own and was not announced yet.
    Draft,
    /// It was announced, and offers are taken.
    Open,
    /// An offer was accepted, and the vendor's signature is awaited.
    Accepted,
    /// An agreement over the accepted offer is in force.
    Fulfilled,
    /// The person wants it no more.
    Withdrawn,
    /// Its time is over.
    Expired,
}

/// What an intention says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Announced {
    /// Its id, which offers name.
    pub id: SignedId,
    /// The one-time key that it is signed with.
    pub key: Thumbprint,
    /// What is wanted.
    pub want: Want,
    /// Under which terms.
    pub terms: Vec<EntryPin>,
    /// Which vendors it is for.
    pub audience: Reach,
    /// From when it counts.
    pub from: Instant,
    /// Until when offers are taken.
    pub until: Instant,
}

/// Which vendors an intention is for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reach {
    /// Any.
    Anyone,
    /// Those of some sectors.
    Sectors {
        /// Which, by name.
        sectors: Vec<Sector>,
    },
    /// One.
    Vendor {
        /// By its identifier.
        vendor: Did,
    },
}

/// The offer that the person said yes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Chosen {
    /// The offer.
    pub offer: SignedId,
    /// The relationship with its vendor.
    pub relationship: StreamId,
}

impl TryFrom<&view::Cast> for Cast {
    type Error = Failure;

    fn try_from(cast: &view::Cast) -> Result<Self, Failure> {
        Ok(Self {
            id: cast.id(),
            intention: cast.intention(),
            state: cast.state().into(),
            announced: cast.announced().map(TryInto::try_into).transpose()?,
            offers: cast.offers().collect(),
            chosen: cast.chosen().map(|view::Chosen { offer, relationship }| Chosen { offer, relationship }),
        })
    }
}

impl TryFrom<&view::Announced> for Announced {
    type Error = Failure;

    fn try_from(said: &view::Announced) -> Result<Self, Failure> {
        Ok(Self {
            id: said.id,
            key: said.keys.sign().thumbprint(),
            want: (&said.want).try_into()?,
            terms: said.terms.iter().cloned().map(Into::into).collect(),
            audience: (&said.audience).into(),
            from: said.from,
            until: said.until,
        })
    }
}

impl From<intention::IntentionState> for IntentionState {
    fn from(state: intention::IntentionState) -> Self {
        use intention::IntentionState as Of;
        match state {
            Of::Draft => Self::Draft,
            Of::Open => Self::Open,
            Of::Accepted => Self::Accepted,
            Of::Fulfilled => Self::Fulfilled,
            Of::Withdrawn => Self::Withdrawn,
            Of::Expired => Self::Expired,
        }
    }
}

impl From<&intention::Reach> for Reach {
    fn from(reach: &intention::Reach) -> Self {
        match reach {
            intention::Reach::Anyone => Self::Anyone,
            intention::Reach::Sectors(sectors) => Self::Sectors { sectors: sectors.iter().copied().collect() },
            intention::Reach::Vendor(vendor) => Self::Vendor { vendor: vendor.clone() },
        }
    }
}
