//! What a receipt claims beyond what was agreed.

use super::RecordFacts;
use crate::border::Failure;
use crate::value::Sentence;
use vrm_core::consent::{self, RecordId};
use vrm_core::terms;
use vrm_core::vocab::Vocabulary;

/// One thing that a receipt claims and that was not agreed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Excess {
    /// What it is about, by its stable name, such as `purpose`.
    pub name: String,
    /// The whole of it in English: what was found, and what was agreed.
    pub text: String,
    /// What was found and what was agreed, said to the person.
    pub sentence: Sentence,
    /// In which record, where it is in one.
    pub record: Option<RecordId>,
    /// In which process of it, by index, where it is in one.
    pub process: Option<u32>,
}

/// One claim of a receipt of Kantara that goes beyond what was agreed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct KantaraExcess {
    /// What it is about, by its stable name, such as `purpose`.
    pub what: String,
    /// Where in the receipt, as a JSON pointer.
    pub path: String,
    /// What the receipt says there; nothing where that would show who the person is.
    pub found: String,
}

impl KantaraExcess {
    /// What a receipt claims beyond one that is allowed, or at all where none is, by the core.
    pub(crate) fn all(receipt: &[u8], allowed: Option<&[u8]>) -> Result<Vec<Self>, Failure> {
        let allowed = allowed.map(consent::KantaraReceipt::parse).transpose()?;
        let found = consent::KantaraReceipt::parse(receipt)?.excess_over(allowed.as_ref());
        Ok(found.iter().map(Into::into).collect())
    }
}

impl From<&consent::KantaraExcess> for KantaraExcess {
    fn from(excess: &consent::KantaraExcess) -> Self {
        let (what, path) = (excess.what.name().to_owned(), excess.path.to_string());
        Self { what, path, found: excess.found.clone() }
    }
}

impl Excess {
    /// Everything that a receipt claims too much, by the core: held against the records that are expected, in the words of
    /// the agreement's terms, or of DPV alone.
    pub(crate) fn all(
        receipt: &[u8],
        kantara: Option<&[u8]>,
        expected: Vec<RecordFacts>,
        terms: Option<&terms::Terms>,
    ) -> Result<Vec<Self>, Failure> {
        let receipt = consent::IsoReceipt::parse(receipt)?;
        let kantara = kantara.map(consent::KantaraReceipt::parse).transpose()?;
        let expected: Vec<_> = expected.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?;
        let vocabulary = terms.map_or(Vocabulary::dpv(), terms::Terms::vocabulary);
        Ok(consent::excess(&receipt, kantara.as_ref(), &expected, vocabulary).iter().map(Into::into).collect())
    }
}

impl From<&consent::Excess> for Excess {
    fn from(excess: &consent::Excess) -> Self {
        use consent::Excess as Of;
        let (record, process) = match excess {
            Of::Process { record, process } | Of::InProcess { record, process, .. } => (Some(*record), Some(*process)),
            Of::Record { record }
            | Of::Subject { record }
            | Of::Controller { record, .. }
            | Of::Notice { record }
            | Of::Status { record, .. }
            | Of::Earlier { record, .. }
            | Of::Unsaid { record, .. }
            | Of::SaidBy { record, .. }
            | Of::Ending { record, .. }
            | Of::Until { record, .. }
            | Of::NotExercised { record } => (Some(*record), None),
            _ => (None, None),
        };
        let sentence = (&excess.sentence()).into();
        Self { name: excess.name().to_owned(), text: excess.to_string(), sentence, record, process }
    }
}
