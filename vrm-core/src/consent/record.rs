//! The record of a consent.

use super::gap::{self, Gap};
use super::whole::keeps_whole;
use super::{ConsentError, ConsentStatus, RecordFacts, RecordId, check, iso};
use crate::json::{Node, Object, Pointer, Value, foreign};
use std::fmt;

/// The record of a consent: ISO/IEC TS 27560 as DPV 2.3 writes it in JSON-LD.
///
/// It keeps the whole object as it was read: members that nobody here knows survive, at every level. What it says of
/// its [`facts`](Self::facts) has one form, so two records that say the same are the same but for such members.
/// Equal is what has the same canonical text.
///
/// ```
/// use std::collections::BTreeSet;
/// use vrm_core::consent::{ConsentEvent, ConsentRecord, ConsentStatus, Controller, Notice, RecordFacts, RecordId};
/// use vrm_core::did::Did;
/// use vrm_core::terms::{Process, TermsHash};
/// use vrm_core::text::{Language, Name};
/// use vrm_core::time::Instant;
/// use vrm_core::vocab::Recipient;
///
/// let (person, shop) = (Did::parse("did:example:pairwise")?, Did::parse("did:web:shop.example")?);
/// let at = Instant::parse("2026-03-01T09:30:00Z")?;
/// let process = Process::new(
///     ["pd:EmailAddress".parse()?], ["dpv:CustomerCare".parse()?], ["dpv:Use".parse()?], [Recipient::Vendor],
/// );
/// let record = ConsentRecord::new(RecordFacts {
///     id: RecordId::of_random([7; 16]),
///     subject: person.clone(),
///     controller: Controller { did: shop.clone(), name: Name::parse("Shop")?, contact: None },
///     notice: Notice {
///         name: "https://shop.example/terms#SD-BASE-1".to_owned(),
///         text: TermsHash::of(b"the text that was shown"),
///         language: Language::parse("en")?,
///         shown: at,
///     },
///     processes: vec![process],
///     explicit: BTreeSet::new(),
///     jurisdiction: BTreeSet::from(["IE".parse()?]),
///     exercised_at: shop.to_string(),
///     events: vec![ConsentEvent { status: ConsentStatus::Given, at, by: person, until: None }],
/// })?;
/// assert!(record.status().is_valid());
/// assert_eq!(ConsentRecord::parse(record.to_json().as_bytes())?, record);
/// assert_eq!(record.gaps()[0].field, "authority_party");
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone)]
pub struct ConsentRecord {
    whole: Object,
    facts: RecordFacts,
}

impl ConsentRecord {
    /// The most bytes that are read.
    pub const MAX_BYTES: usize = 1 << 20;

    /// The record of these facts.
    ///
    /// # Errors
    /// [`ConsentError`] where there is no process, no event, no place where consent is taken back, a part of a process
    /// that is unknown, a text that is too long, events that do not follow one another, or a recipient under another
    /// name than its own.
    pub fn new(facts: RecordFacts) -> Result<Self, ConsentError> {
        let root = Pointer::root();
        check::record(&facts, &root)?;
        check::exercised_at(&facts, &root)?;
        let record = Self::read(&Node::root(&iso::whole(iso::write_record(&facts)).into()))?;
        if record.facts != facts {
            return Err(ConsentError::NotAsWritten { path: root });
        }
        within_limit(&record.to_json()).map(|()| record)
    }

    /// Reads a record. Its members are listed in [`manual::receipts`](crate::manual::receipts).
    ///
    /// # Errors
    /// [`ConsentError`] with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, ConsentError> {
        Self::read(&Node::root(&read_within_limit(bytes)?))
    }

    /// As a member of a larger text.
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, ConsentError> {
        let whole = node.as_object()?.clone();
        let facts = iso::read_record(node)?;
        check::record(&facts, node.path())?;
        iso::check(node.value(), &iso::whole(iso::write_record(&facts)).into(), node.path())?;
        Ok(Self { whole, facts })
    }

    /// What it says.
    #[must_use]
    pub fn facts(&self) -> &RecordFacts {
        &self.facts
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> RecordId {
        self.facts.id
    }

    /// Where the consent stands: the status of the newest event.
    #[must_use]
    pub fn status(&self) -> ConsentStatus {
        self.facts.status()
    }

    /// The fields that ISO/IEC TS 27560 or the GDPR wants and that are not there, by place.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        gap::record(&self.facts, &self.whole, &Pointer::root())
    }
}

pub(super) fn read_within_limit(bytes: &[u8]) -> Result<Value, ConsentError> {
    let (length, limit) = (bytes.len(), ConsentRecord::MAX_BYTES);
    if length > limit {
        return Err(ConsentError::TooLong { path: Pointer::root(), length, limit });
    }
    Ok(foreign::parse(bytes)?)
}

pub(super) fn within_limit(json: &str) -> Result<(), ConsentError> {
    let (length, limit) = (json.len(), ConsentRecord::MAX_BYTES);
    if length > limit { Err(ConsentError::TooLong { path: Pointer::root(), length, limit }) } else { Ok(()) }
}

impl RecordFacts {
    /// Where the consent stands: the status of the newest event, unknown where there is none.
    #[must_use]
    pub fn status(&self) -> ConsentStatus {
        self.events.last().map_or(ConsentStatus::Unknown, |event| event.status)
    }
}

keeps_whole!(ConsentRecord);

/// Without what it is about.
impl fmt::Debug for ConsentRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConsentRecord({}, {})", self.id(), self.status().name())
    }
}

/// Without whom and what they are about.
impl fmt::Debug for RecordFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordFacts({}, {})", self.id, self.status().name())
    }
}
