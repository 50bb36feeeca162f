//! What a vendor's own file says, in words of the Data Privacy Vocabulary and in nothing of the
//! file's own format. Both readers end here, and whoever judges starts here.

use std::fmt;

/// What one vendor says about itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source {
    /// The vendor's name as the file gives it, control characters escaped.
    pub vendor: String,
    /// The name of the file that speaks of this vendor alone, where it is known.
    pub file: Option<String>,
    /// What it says it does. Never empty: a file that says nothing yields one process of which
    /// everything is unknown, since no process at all would agree with any terms.
    pub processes: Vec<Process>,
    /// What the file should have said and does not.
    pub gaps: Vec<Gap>,
}

/// One thing a vendor does: every combination of the words listed in its parts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Process {
    /// The source's own name for it, at most 64 characters.
    pub name: String,
    /// Kinds of personal data, such as `pd:EmailAddress`.
    pub data: Part<Vec<String>>,
    /// Purposes, such as `dpv:Advertising`.
    pub purpose: Part<Vec<String>>,
    /// Operations, such as `dpv:Profiling`.
    pub operation: Part<Vec<String>>,
    /// `vendor`, `processor`, `same-group` or `third-party`.
    pub recipient: Part<Vec<String>>,
    /// How long.
    pub keep: Part<Keep>,
    /// `anonymised`, `pseudonymised` or `identified`.
    pub form: Part<String>,
    /// Places, such as `loc:DE`.
    pub places: Part<Vec<String>>,
    /// Technical and organisational measures.
    pub measures: Part<Vec<String>>,
    /// The ground it is judged under.
    pub basis: Part<Basis>,
    /// Further grounds the source claims for the same process.
    pub other_bases: Vec<Basis>,
    /// Whether the person may say no to it.
    pub necessity: Part<Necessity>,
    /// Every unknown part by name: the source term that no row reads, or why there is none. A
    /// ground that no row reads stands here too beside one that is known.
    pub unknowns: Vec<Blank>,
}

/// A part of a process: all that the source says about it, or unknown.
///
/// A part is never half known. Where a source names some words and leaves others open, the words
/// stand in one process and the open rest in a second one, named `... (rest)`, where that part is
/// unknown. So what is named is judged as named, and what is not can never pass unseen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Part<T> {
    /// This, and nothing else.
    Known(T),
    /// Left open by the source, or not understood: to be judged at its widest.
    Unknown,
}

impl<T> Part<T> {
    /// Whether the source says it.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

/// How long data are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Keep {
    /// Days from the moment the data were collected. None of the formats read here can name
    /// another start.
    pub days: u32,
}

/// The ground on which a process stands (GDPR art. 6(1)).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Basis {
    /// The person's consent.
    Consent,
    /// A contract with the person.
    Contract,
    /// A legitimate interest of the vendor's.
    LegitimateInterest,
    /// A duty under law.
    LegalDuty,
}

/// Whether a process comes with the service or by choice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Necessity {
    /// The service does not come without it.
    Required,
    /// The person may refuse it.
    Optional,
}

/// The parts of a process.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Field {
    /// Kinds of data.
    Data,
    /// Purposes.
    Purpose,
    /// Operations.
    Operation,
    /// Recipients.
    Recipient,
    /// How long.
    Keep,
    /// Anonymised or not.
    Form,
    /// Places.
    Places,
    /// Measures.
    Measures,
    /// The ground.
    Basis,
    /// Required or optional.
    Necessity,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Data => "data",
            Self::Purpose => "purpose",
            Self::Operation => "operation",
            Self::Recipient => "recipient",
            Self::Keep => "keep",
            Self::Form => "form",
            Self::Places => "places",
            Self::Measures => "measures",
            Self::Basis => "basis",
            Self::Necessity => "necessity",
        })
    }
}

/// The name of a vendor that its file leaves without one.
pub const UNNAMED: &str = "unnamed";

/// The name of what is unknown because the source is silent about it.
pub const NOT_STATED: &str = "not stated";

/// Why a part is unknown, wholly or for its rest.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Blank {
    /// The part.
    pub field: Field,
    /// The source's own words, at most 64 characters; [`NOT_STATED`] where it has none.
    pub name: String,
}

impl fmt::Display for Blank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.name)
    }
}

/// Something a file should say and does not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Gap {
    /// Where, as a JSON pointer (RFC 6901).
    pub place: String,
    /// What is missing or astray.
    pub what: String,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}
