//! What a vendor says it will process.

use super::{Form, Keep, TermsError};
use crate::vocab::{Places, Recipient, Word};
use std::collections::BTreeSet;

/// A part of a declaration: stated, or left unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated<T> {
    /// What it says.
    Known(T),
    /// It does not say; any value is possible.
    Unknown,
}

/// The ground a process stands on. A stranger's legitimate interest is judged like any other and is read as
/// `Contract`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The person's consent.
    Consent,
    /// The agreement itself.
    Contract,
    /// A law the vendor is under: shown and recorded, outside what terms decide, and not to be withdrawn.
    LegalDuty,
}

/// Whether the service needs a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Necessity {
    /// It comes with the agreement.
    #[default]
    Required,
    /// It becomes a grant only by the person's yes.
    Optional,
}

/// A part of a process that may be unknown, in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Which data.
    Data,
    /// In what form.
    Form,
    /// How long it is kept.
    Keep,
    /// With which measures.
    Measures,
    /// Which operations.
    Operation,
    /// Where.
    Places,
    /// For which purposes.
    Purpose,
    /// Who receives it.
    Recipient,
}

/// One process of a declaration: several words stand for every combination of one word a dimension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Process {
    /// Which data.
    pub data: Stated<BTreeSet<Word>>,
    /// For which purposes.
    pub purpose: Stated<BTreeSet<Word>>,
    /// Which operations.
    pub operation: Stated<BTreeSet<Word>>,
    /// Who receives it.
    pub recipient: Stated<BTreeSet<Recipient>>,
    /// How long it is kept.
    pub keep: Stated<Keep>,
    /// In what form.
    pub form: Stated<Form>,
    /// Where.
    pub places: Stated<Places>,
    /// With which measures.
    pub measures: Stated<BTreeSet<Word>>,
    /// On which ground.
    pub basis: Basis,
    /// Whether the service needs it.
    pub necessity: Necessity,
}

/// A vendor's declaration: its processes, at least one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Declaration {
    processes: Vec<Process>,
}

impl Basis {
    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Contract => "contract",
            Self::LegalDuty => "legal-duty",
        }
    }

    /// Reads the name in the machine form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Consent, Self::Contract, Self::LegalDuty].into_iter().find(|basis| basis.name() == name)
    }
}

impl Necessity {
    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
        }
    }

    /// Reads the name in the machine form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Required, Self::Optional].into_iter().find(|necessity| necessity.name() == name)
    }
}

impl Part {
    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Form => "form",
            Self::Keep => "keep",
            Self::Measures => "measures",
            Self::Operation => "operation",
            Self::Places => "places",
            Self::Purpose => "purpose",
            Self::Recipient => "recipient",
        }
    }
}

impl<T> Stated<T> {
    /// The value where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

impl Process {
    /// A required process on contract, with the widest conditions: unlimited, identified, anywhere, no measures.
    #[must_use]
    pub fn new(
        data: impl IntoIterator<Item = Word>,
        purpose: impl IntoIterator<Item = Word>,
        operation: impl IntoIterator<Item = Word>,
        recipient: impl IntoIterator<Item = Recipient>,
    ) -> Self {
        Self {
            data: Stated::Known(data.into_iter().collect()),
            purpose: Stated::Known(purpose.into_iter().collect()),
            operation: Stated::Known(operation.into_iter().collect()),
            recipient: Stated::Known(recipient.into_iter().collect()),
            keep: Stated::Known(Keep::Unlimited),
            form: Stated::Known(Form::Identified),
            places: Stated::Known(Places::Anywhere),
            measures: Stated::Known(BTreeSet::new()),
            basis: Basis::Contract,
            necessity: Necessity::Required,
        }
    }

    /// What is unknown, sorted by name.
    #[must_use]
    pub fn unknowns(&self) -> Vec<Part> {
        let all = [
            (Part::Data, self.data.known().is_none()),
            (Part::Form, self.form.known().is_none()),
            (Part::Keep, self.keep.known().is_none()),
            (Part::Measures, self.measures.known().is_none()),
            (Part::Operation, self.operation.known().is_none()),
            (Part::Places, self.places.known().is_none()),
            (Part::Purpose, self.purpose.known().is_none()),
            (Part::Recipient, self.recipient.known().is_none()),
        ];
        all.into_iter().filter(|(_, unknown)| *unknown).map(|(part, _)| part).collect()
    }

    /// The dimension that is stated and empty, which is an error: a dimension left out says nothing.
    pub(crate) fn empty_dimension(&self) -> Option<Part> {
        let empty = |words: &Stated<BTreeSet<Word>>| words.known().is_some_and(BTreeSet::is_empty);
        let recipient = self.recipient.known().is_some_and(BTreeSet::is_empty);
        [
            (Part::Data, empty(&self.data)),
            (Part::Operation, empty(&self.operation)),
            (Part::Purpose, empty(&self.purpose)),
            (Part::Recipient, recipient),
        ]
        .into_iter()
        .find(|(_, empty)| *empty)
        .map(|(part, _)| part)
    }
}

impl Declaration {
    /// The most bytes its JSON may have.
    pub const MAX_BYTES: usize = 4 << 20;

    /// A declaration of these processes.
    ///
    /// # Errors
    /// [`TermsError::NoProcess`] when there is none, [`TermsError::EmptyDimension`] when one leaves a dimension out,
    /// [`TermsError::TooLong`] when its JSON would have more than [`MAX_BYTES`](Self::MAX_BYTES).
    pub fn new(processes: impl IntoIterator<Item = Process>) -> Result<Self, TermsError> {
        let processes: Vec<Process> = processes.into_iter().collect();
        if processes.is_empty() {
            return Err(TermsError::NoProcess);
        }
        for (index, process) in processes.iter().enumerate() {
            if let Some(dimension) = process.empty_dimension() {
                return Err(TermsError::EmptyDimension { path: format!("/processes/{index}/{}", dimension.name()) });
            }
        }
        let declaration = Self { processes };
        let (length, limit) = (declaration.to_json().len(), Self::MAX_BYTES);
        if length > limit {
            return Err(TermsError::TooLong { what: "the declaration", length, limit });
        }
        Ok(declaration)
    }

    /// The processes, in the vendor's order; their indices name them in grants.
    #[must_use]
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }
}
