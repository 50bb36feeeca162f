//! Who holds what about the person, on what ground, until when.

use crate::border::{BorderError, Failure};
use crate::value::sentence::said;
use crate::value::{Basis, Sentence};
use vrm_core::chain::StreamId;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::did::Did;
use vrm_core::time::Instant;
use vrm_core::view;
use vrm_core::vocab::Word;

/// Who holds what about the person, by relationship, data and ground.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Exposure {
    /// One line for each vendor, kind of data and ground.
    pub lines: Vec<ExposureLine>,
}

/// Some data, one vendor, one ground.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ExposureLine {
    /// The relationship.
    pub relationship: StreamId,
    /// Its vendor.
    pub vendor: Did,
    /// The data that the ground speaks of.
    pub data: Word,
    /// Which data was given on it through here and is not said to be deleted, by the words of what was given: the same word,
    /// or narrower ones.
    pub given: Vec<Word>,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// On what ground it may be held, or was.
    pub ground: ExposureGround,
    /// For which purposes.
    pub purposes: Vec<Word>,
    /// Whether the vendor holds it.
    pub held: HeldData,
    /// Until when it may be held.
    pub until: HeldUntil,
    /// What is held, on what ground, for what, since when and until when, in sentences.
    pub sentences: Vec<Sentence>,
}

/// On what ground a vendor holds data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ExposureGround {
    /// A grant that may be used, or that is paused.
    Grant {
        /// The grant.
        id: GrantId,
        /// What it stands on.
        basis: Basis,
    },
    /// A legal duty of the vendor's, which no terms decide over; after the agreement's end, until what was declared has it
    /// deleted.
    LegalDuty {
        /// The process of its declaration, by index.
        process: u32,
    },
    /// None any more.
    Ended {
        /// The grant.
        id: GrantId,
    },
}

/// Whether a vendor holds data, as far as this history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum HeldData {
    /// It may have it; nothing was given through here.
    Possibly,
    /// It was given through here.
    Given {
        /// When last.
        at: Instant,
    },
}

/// Until when data may be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum HeldUntil {
    /// Until then.
    At {
        /// When.
        at: Instant,
    },
    /// So many days after it was collected, which did not happen through here.
    Collected {
        /// The number of days.
        days: u32,
    },
    /// So many days after its purpose ends: with a withdrawal, or at the latest the agreement.
    PurposeEnd {
        /// The number of days.
        days: u32,
    },
    /// No end was agreed on.
    Unlimited,
}

impl TryFrom<&view::Exposure> for Exposure {
    type Error = Failure;

    fn try_from(exposure: &view::Exposure) -> Result<Self, Failure> {
        Ok(Self { lines: exposure.lines.iter().map(TryInto::try_into).collect::<Result<_, _>>()? })
    }
}

impl TryFrom<&view::ExposureLine> for ExposureLine {
    type Error = Failure;

    fn try_from(line: &view::ExposureLine) -> Result<Self, Failure> {
        Ok(Self {
            relationship: line.relationship,
            vendor: line.vendor.clone(),
            data: line.data.clone(),
            given: line.given.iter().cloned().collect(),
            agreement: line.agreement,
            ground: line.ground.try_into()?,
            purposes: line.purposes.iter().cloned().collect(),
            held: match line.held {
                view::Held::Possibly => HeldData::Possibly,
                view::Held::Given(at) => HeldData::Given { at },
            },
            until: match line.until {
                view::Until::At(at) => HeldUntil::At { at },
                view::Until::Collected { days } => HeldUntil::Collected { days },
                view::Until::PurposeEnd { days } => HeldUntil::PurposeEnd { days },
                view::Until::Unlimited => HeldUntil::Unlimited,
            },
            sentences: said(&line.sentences()),
        })
    }
}

impl TryFrom<view::ExposureGround> for ExposureGround {
    type Error = Failure;

    fn try_from(ground: view::ExposureGround) -> Result<Self, Failure> {
        Ok(match ground {
            view::ExposureGround::Grant { id, basis } => Self::Grant { id, basis: basis.into() },
            view::ExposureGround::LegalDuty { process } => Self::LegalDuty { process },
            view::ExposureGround::Ended { id } => Self::Ended { id },
            _ => return Err(BorderError::Internal.into()),
        })
    }
}
