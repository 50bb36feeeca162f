//! Records of consent.

use super::{ConsentEvent, ConsentNotice, ConsentStatus, Controller};
use crate::border::record::{as_raw, noted, raw};
use crate::border::{Failure, text};
use crate::value::mirror::mirror;
use crate::value::{Declaration, DeclaredProcess, Sentence};
use serde::Deserializer;
use std::fmt;
use vrm_core::consent::{self, RecordId};
use vrm_core::did::Did;
use vrm_core::terms;
use vrm_core::vocab::Place;

/// A record of consent (ISO/IEC TS 27560): its text, and what is read of it. `Debug` leaves out what it is about.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ConsentRecord {
    /// The whole in its canonical text: members that nobody here knows are in it too. In the JSON of this record it stands as
    /// it is.
    #[serde(serialize_with = "as_raw")]
    pub json: String,
    /// What it says.
    pub facts: RecordFacts,
    /// Where the consent stands: the status of the newest event.
    pub status: ConsentStatus,
    /// The fields that ISO/IEC TS 27560 or the GDPR wants and that are not there, by place.
    pub gaps: Vec<ConsentGap>,
}

/// What one record of consent says. `Debug` leaves out what it is about.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct RecordFacts {
    /// Its number.
    #[serde(deserialize_with = "text::one")]
    pub id: RecordId,
    /// The person, by the identifier of the persona.
    #[serde(deserialize_with = "text::one")]
    pub subject: Did,
    /// Who decides over the processing.
    pub controller: Controller,
    /// What the person was shown.
    pub notice: ConsentNotice,
    /// The processes, at least one, as in a declaration.
    #[serde(deserialize_with = "processes")]
    pub processes: Vec<DeclaredProcess>,
    /// Under which jurisdictions, as far as they are named.
    #[serde(deserialize_with = "text::list")]
    pub jurisdiction: Vec<Place>,
    /// Where consent is withdrawn and rights are claimed: a link, or the vendor's identifier.
    pub exercised_at: String,
    /// Each change of its state, the oldest first, at least one.
    pub events: Vec<ConsentEvent>,
    /// Which processes, by index, stand on explicit consent for the sake of an own word: one that stands below a marked word
    /// in the text that was agreed on, as no reader of the record alone can tell. What DPV itself marks is not listed.
    #[serde(default)]
    #[uniffi(default = [])]
    pub explicit: Vec<u32>,
}

/// A field that a record lacks.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ConsentGap {
    /// Where it would stand, or the object that lacks it, as a JSON pointer.
    pub path: String,
    /// The field, as ISO/IEC TS 27560 names it.
    pub field: String,
    /// Who wants it.
    pub wanted_by: WantedBy,
    /// What is missing, in a sentence.
    pub sentence: Sentence,
}

mirror! {
    /// Who wants a field, by the tables of DPV's guide to ISO/IEC TS 27560.
    WantedBy of consent::WantedBy {
        /// ISO/IEC TS 27560.
        Iso,
        /// The GDPR.
        Gdpr,
        /// Both.
        Both,
    }
}

impl ConsentRecord {
    /// The record of these facts, by the core.
    pub(crate) fn new(facts: RecordFacts) -> Result<Self, Failure> {
        Ok((&consent::ConsentRecord::new(facts.try_into()?)?).into())
    }

    /// Reads a record, by the core.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        Ok((&consent::ConsentRecord::parse(bytes)?).into())
    }
}

impl From<&consent::ConsentRecord> for ConsentRecord {
    fn from(record: &consent::ConsentRecord) -> Self {
        let gaps = record.gaps().iter().map(Into::into).collect();
        Self { json: record.to_json(), facts: record.facts().into(), status: record.status().into(), gaps }
    }
}

impl From<&consent::RecordFacts> for RecordFacts {
    fn from(facts: &consent::RecordFacts) -> Self {
        Self {
            id: facts.id,
            subject: facts.subject.clone(),
            controller: (&facts.controller).into(),
            notice: (&facts.notice).into(),
            processes: facts.processes.iter().map(Into::into).collect(),
            jurisdiction: facts.jurisdiction.iter().cloned().collect(),
            exercised_at: facts.exercised_at.clone(),
            events: facts.events.iter().map(Into::into).collect(),
            explicit: facts.explicit.iter().copied().collect(),
        }
    }
}

impl RecordFacts {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{id, subject, controller, notice, processes, jurisdiction, exercised_at, events, explicit}, the processes as in forms.md";
}

impl TryFrom<RecordFacts> for consent::RecordFacts {
    type Error = Failure;

    fn try_from(facts: RecordFacts) -> Result<Self, Failure> {
        let RecordFacts { id, subject, controller, notice, processes, jurisdiction, exercised_at, events, explicit } =
            facts;
        // Where there is none the record says so, not the declaration.
        let processes = match processes.is_empty() {
            true => Vec::new(),
            false => Declaration { processes }.core()?.processes().to_vec(),
        };
        Ok(Self {
            id,
            subject,
            controller: controller.into(),
            notice: notice.into(),
            processes,
            jurisdiction: jurisdiction.into_iter().collect(),
            exercised_at,
            events: events.into_iter().map(Into::into).collect(),
            explicit: explicit.into_iter().collect(),
        })
    }
}

impl From<&consent::Gap> for ConsentGap {
    fn from(gap: &consent::Gap) -> Self {
        let (path, field) = (gap.path.to_string(), gap.field.to_owned());
        Self { path, field, wanted_by: gap.wanted_by.into(), sentence: (&gap.sentence()).into() }
    }
}

impl fmt::Debug for ConsentRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConsentRecord({}, {:?})", self.facts.id, self.status)
    }
}

impl fmt::Debug for RecordFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordFacts({}, {} events)", self.id, self.events.len())
    }
}

/// Processes in the form of a declaration, given to its own reader.
fn processes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<DeclaredProcess>, D::Error> {
    let json = raw(from)?;
    let read = || {
        let declaration = terms::Declaration::parse(format!("{{\"processes\":{json}}}").as_bytes())?;
        Ok(Declaration::from(&declaration).processes)
    };
    noted(read())
}
