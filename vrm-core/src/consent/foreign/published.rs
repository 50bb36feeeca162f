//! A receipt as somebody else's text states it.

use super::note::ReceiptNote;
use super::time::GivenTime;
use crate::consent::ConsentStatus;
use crate::json::Value;
use crate::vocab::Word;
use std::fmt;
use std::sync::Arc;

/// One consent as a text of somebody else's states it: a receipt of Kantara, a record of DPV, or a receipt of DPV that
/// holds no record. Nothing here is proved.
///
/// `Debug` leaves out what it is about.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
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
    /// Where it stands by its newest state. A receipt of Kantara states consent that was given, unless it says otherwise.
    pub status: Option<ConsentStatus>,
    /// When the newest yes was said.
    pub given: Option<GivenTime>,
    /// What the reader should know of the reading, sorted.
    pub notes: Vec<ReceiptNote>,
    pub(super) whole: Arc<Value>,
}

/// A format of receipts or records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ReceiptFormat {
    /// The drafts of Kantara before 1.0 (MVCR).
    KantaraDraft,
    /// Kantara Consent Receipt v1.0.
    KantaraV1_0,
    /// Kantara Consent Receipt v1.1.
    KantaraV1_1,
    /// A record of ISO/IEC TS 27560 as DPV JSON-LD.
    DpvRecord,
    /// A receipt of it that holds no record.
    DpvReceipt,
}

/// A controller as a text names it, each part at most once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct PublishedController {
    /// Its identifier.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

/// A purpose or a kind of data: what the text says, and the word of DPV that it is, where it is one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct PublishedTerm {
    /// As written.
    pub stated: String,
    /// The word of DPV 2.3, read through the aliases of older names; none for free text and unknown words.
    pub word: Option<Word>,
}

impl PublishedReceipt {
    pub(super) fn new(format: ReceiptFormat, whole: &Arc<Value>) -> Self {
        Self {
            format,
            id: None,
            receipt: None,
            controllers: Vec::new(),
            purposes: Vec::new(),
            data: Vec::new(),
            status: None,
            given: None,
            notes: Vec::new(),
            whole: Arc::clone(whole),
        }
    }

    /// The whole text that it stands in, member by member in its order: with the claims around a receipt, the receipt
    /// around a record, and all that was not understood. What is signed are the bytes that were read: keep those too.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(&*self.whole).unwrap_or_default()
    }

    /// The same as a value.
    #[must_use]
    pub fn whole(&self) -> &Value {
        &self.whole
    }

    /// About how many bytes of text it took for itself.
    pub(super) fn size(&self) -> usize {
        let terms = self.purposes.iter().chain(&self.data).map(|term| term.stated.len());
        let controllers = self.controllers.iter().flat_map(|controller| [&controller.id, &controller.name]);
        let names = controllers.chain([&self.id, &self.receipt]).flatten().map(String::len);
        let notes = self.notes.iter().map(|note| match note {
            ReceiptNote::Alias { written: text, .. }
            | ReceiptNote::Version { found: text }
            | ReceiptNote::UnknownState { found: text } => text.len(),
            _ => 0,
        });
        terms.chain(names).chain(notes).sum()
    }

    pub(super) fn finished(mut self) -> Self {
        self.notes.sort();
        self.notes.dedup();
        once(&mut self.controllers);
        once(&mut self.purposes);
        once(&mut self.data);
        self
    }
}

/// Keeps the first of what is the same.
fn once<T: Ord + Clone>(items: &mut Vec<T>) {
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
}

impl fmt::Debug for PublishedReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (controllers, notes) = (self.controllers.len(), self.notes.len());
        write!(f, "PublishedReceipt({:?}, {controllers} controllers, {notes} notes)", self.format)
    }
}

impl fmt::Debug for PublishedTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublishedTerm({} bytes)", self.stated.len())
    }
}
