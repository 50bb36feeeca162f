//! Receipts and records as others publish them.

use super::ConsentStatus;
use crate::border::record::as_raw;
use crate::border::{BorderError, Failure};
use crate::value::mirror::mirror;
use std::fmt;
use vrm_core::consent::foreign;
use vrm_core::time::Instant;
use vrm_core::vocab::Word;

/// A receipt or a record that was read from any of the known formats. Nothing in it is proved. `Debug` leaves out what it is
/// about.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PublishedReceipt {
    /// The format.
    pub format: ReceiptFormat,
    /// What the text calls it.
    pub id: Option<String>,
    /// What the text calls the receipt that holds the record, where one does.
    pub receipt: Option<String>,
    /// Who decides over the processing.
    pub controllers: Vec<PublishedController>,
    /// For what, in the order of the text, each once: purposes and their categories.
    pub purposes: Vec<PublishedTerm>,
    /// Which data, in the order of the text, each once.
    pub data: Vec<PublishedTerm>,
    /// Where it stands by its newest state.
    pub status: Option<ConsentStatus>,
    /// When the newest yes was said.
    pub given: Option<GivenTime>,
    /// What the reader should know of the reading, in English, sorted.
    pub notes: Vec<String>,
    /// The whole text that it stands in, member by member in its order. In the JSON of this record it stands as it is.
    #[serde(serialize_with = "as_raw")]
    pub json: String,
}

/// A format of receipts or records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptFormat {
    /// The drafts of Kantara before 1.0 (MVCR).
    KantaraDraft,
    /// Kantara Consent Receipt v1.0.
    #[serde(rename = "kantara-v1-0")]
    KantaraV10,
    /// Kantara Consent Receipt v1.1.
    #[serde(rename = "kantara-v1-1")]
    KantaraV11,
    /// A record of ISO/IEC TS 27560 as DPV JSON-LD.
    DpvRecord,
    /// A receipt of it that holds no record.
    DpvReceipt,
}

/// A controller as a text names it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PublishedController {
    /// Its identifier.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

/// A purpose or a kind of data: what the text says, and the word of DPV that it is, where it is one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PublishedTerm {
    /// As written.
    pub stated: String,
    /// The word of DPV 2.3; none for free text and unknown words.
    pub word: Option<Word>,
}

/// When consent was given, as a text states it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct GivenTime {
    /// As written.
    pub stated: String,
    /// In what unit.
    pub unit: TimeUnit,
    /// The moment, where the text says one.
    pub at: Option<Instant>,
}

mirror! {
    /// How a time is written.
    TimeUnit of foreign::TimeUnit {
        /// Seconds since 1970.
        Seconds,
        /// Milliseconds since 1970: inferred from its size, and noted.
        Milliseconds,
        /// A text of ISO 8601, or what should be one.
        Text,
    }
}

impl TryFrom<&foreign::PublishedReceipt> for PublishedReceipt {
    type Error = Failure;

    fn try_from(receipt: &foreign::PublishedReceipt) -> Result<Self, Failure> {
        let terms = |terms: &[foreign::PublishedTerm]| terms.iter().map(Into::into).collect();
        Ok(Self {
            format: receipt.format.try_into()?,
            id: receipt.id.clone(),
            receipt: receipt.receipt.clone(),
            controllers: receipt.controllers.iter().map(Into::into).collect(),
            purposes: terms(&receipt.purposes),
            data: terms(&receipt.data),
            status: receipt.status.map(Into::into),
            given: receipt.given.as_ref().map(Into::into),
            notes: receipt.notes.iter().map(ToString::to_string).collect(),
            json: receipt.to_json(),
        })
    }
}

impl TryFrom<foreign::ReceiptFormat> for ReceiptFormat {
    type Error = Failure;

    fn try_from(format: foreign::ReceiptFormat) -> Result<Self, Failure> {
        use foreign::ReceiptFormat as Of;
        Ok(match format {
            Of::KantaraDraft => Self::KantaraDraft,
            Of::KantaraV1_0 => Self::KantaraV10,
            Of::KantaraV1_1 => Self::KantaraV11,
            Of::DpvRecord => Self::DpvRecord,
            Of::DpvReceipt => Self::DpvReceipt,
            _ => return Err(BorderError::Internal.into()),
        })
    }
}

impl From<&foreign::PublishedController> for PublishedController {
    fn from(controller: &foreign::PublishedController) -> Self {
        Self { id: controller.id.clone(), name: controller.name.clone() }
    }
}

impl From<&foreign::PublishedTerm> for PublishedTerm {
    fn from(term: &foreign::PublishedTerm) -> Self {
        Self { stated: term.stated.clone(), word: term.word.clone() }
    }
}

impl From<&foreign::GivenTime> for GivenTime {
    fn from(time: &foreign::GivenTime) -> Self {
        Self { stated: time.stated.clone(), unit: time.unit.into(), at: time.at }
    }
}

impl fmt::Debug for PublishedReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublishedReceipt({:?})", self.format)
    }
}
