//! A prohibition that the person holds against somebody.

use super::document::document;
use super::{Prohibition, TimeWindow};
use crate::border::Failure;
use vrm_core::decision::{self, Host};
use vrm_core::did::Did;
use vrm_core::vocab::Sector;

/// A prohibition that the person holds against somebody, whatever was agreed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Block {
    /// Against whom.
    pub against: BlockSelector,
    /// What they may not do: a prohibition in DPV's words, whose id names the block.
    pub what: Prohibition,
    /// When it stands; none = always.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub window: Option<TimeWindow>,
}

/// Whom a block is against.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum BlockSelector {
    /// Everyone.
    Everyone,
    /// One vendor.
    #[serde(untagged)]
    Vendor {
        /// Its DID.
        vendor: Did,
    },
    /// Every vendor at a web host or below it.
    #[serde(untagged)]
    Host {
        /// Its name.
        host: Host,
    },
    /// Every vendor of a sector.
    #[serde(untagged)]
    Sector {
        /// Its name.
        sector: Sector,
    },
}

impl Block {
    /// The block as the core has it.
    pub(crate) fn core(&self) -> Result<decision::Block, Failure> {
        Ok(decision::Block::parse(&document(self)?)?)
    }
}

impl From<&decision::Block> for Block {
    fn from(block: &decision::Block) -> Self {
        Self { against: (&block.against).into(), what: (&block.what).into(), window: TimeWindow::of(block.window) }
    }
}

impl From<&decision::Selector> for BlockSelector {
    fn from(selector: &decision::Selector) -> Self {
        use decision::Selector as Of;
        match selector {
            Of::Vendor(vendor) => Self::Vendor { vendor: vendor.clone() },
            Of::Host(host) => Self::Host { host: host.clone() },
            Of::Sector(sector) => Self::Sector { sector: *sector },
            Of::Everyone => Self::Everyone,
        }
    }
}

impl From<BlockSelector> for decision::Selector {
    fn from(selector: BlockSelector) -> Self {
        match selector {
            BlockSelector::Vendor { vendor } => Self::Vendor(vendor),
            BlockSelector::Host { host } => Self::Host(host),
            BlockSelector::Sector { sector } => Self::Sector(sector),
            BlockSelector::Everyone => Self::Everyone,
        }
    }
}
