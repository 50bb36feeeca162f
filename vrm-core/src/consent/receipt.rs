//! The receipt: records, as they stand at one moment.

use super::gap::{self, Gap};
use super::record::{read_within_limit, within_limit};
use super::whole::keeps_whole;
use super::{ConsentError, Controller, RecordFacts, RecordId, check, iso};
use crate::did::Did;
use crate::json::{Node, Object, Pointer};
use crate::time::Instant;
use std::fmt;

/// What a receipt says: who gives it to whom, when, and over which records.
///
/// `Debug` leaves out what they are about.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptFacts {
    /// Its number.
    pub id: RecordId,
    /// When it was made.
    pub created: Instant,
    /// Who gives it.
    pub publisher: Controller,
    /// Whom it is given to, by the identifier of the persona.
    pub recipient: Did,
    /// The records, at least one, each once.
    pub records: Vec<RecordFacts>,
}

/// A receipt of consent: `dpv:ConsentReceipt`, with whole records in it. It keeps what it was read from as a
/// [`ConsentRecord`](super::ConsentRecord) does.
///
/// It is what its publisher says. Whether that is what was agreed on, [`excess`](super::excess()) tells.
#[derive(Clone)]
pub struct IsoReceipt {
    whole: Object,
    facts: ReceiptFacts,
}

impl IsoReceipt {
    /// The most bytes that are read.
    pub const MAX_BYTES: usize = 1 << 20;

    /// The receipt of these facts.
    ///
    /// # Errors
    /// [`ConsentError`] where there is no record, one twice, or one that could not be made by itself.
    pub fn new(facts: ReceiptFacts) -> Result<Self, ConsentError> {
        let root = Pointer::root();
        check::receipt(&facts, &root)?;
        let records = root.member("dpv:hasRecordOfActivity");
        let mut each = facts.records.iter().enumerate();
        each.try_for_each(|(at, record)| check::exercised_at(record, &records.item(at)))?;
        let receipt = Self::read(&Node::root(&iso::whole(iso::write_receipt(&facts)).into()))?;
        if receipt.facts != facts {
            return Err(ConsentError::NotAsWritten { path: root });
        }
        within_limit(&receipt.to_json()).map(|()| receipt)
    }

    /// Reads a receipt. Its members are listed in [`manual::receipts`](crate::manual::receipts).
    ///
    /// # Errors
    /// [`ConsentError`] with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, ConsentError> {
        Self::read(&Node::root(&read_within_limit(bytes)?))
    }

    /// As a member of a larger text.
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, ConsentError> {
        let whole = node.as_object()?.clone();
        let facts = iso::read_receipt(node, iso::read_record)?;
        check::receipt(&facts, node.path())?;
        iso::check(node.value(), &iso::whole(iso::write_receipt(&facts)).into(), node.path())?;
        Ok(Self { whole, facts })
    }

    /// What it says.
    #[must_use]
    pub fn facts(&self) -> &ReceiptFacts {
        &self.facts
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> RecordId {
        self.facts.id
    }

    /// The fields that ISO/IEC TS 27560 or the GDPR wants and that are not there: the publisher's, then by record.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        gap::receipt(&self.facts, &self.whole)
    }

    /// The members that claim something and are not among the facts.
    pub(super) fn unread(&self) -> Vec<Pointer> {
        let mut all = Vec::new();
        iso::unread(&self.to_value(), &iso::whole(iso::write_receipt(&self.facts)).into(), &Pointer::root(), &mut all);
        all
    }
}

keeps_whole!(IsoReceipt);

/// Without what it is about.
impl fmt::Debug for IsoReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IsoReceipt({}, records: {})", self.id(), self.facts.records.len())
    }
}

/// Without whom and what it is about.
impl fmt::Debug for ReceiptFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceiptFacts({}, records: {})", self.id, self.records.len())
    }
}
