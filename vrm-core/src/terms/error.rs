//! Why a text of terms, a declaration or preferences cannot be used.

use crate::did::DidError;
use crate::error::{Code, Fault, quote};
use crate::json::{JsonError, Pointer};
use crate::vocab::VocabError;

/// Why a text of terms, a declaration, preferences or a roster cannot be used. Nothing is ever read as a weaker rule instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TermsError {
    /// The JSON of the machine form.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A word of the text.
    #[error("{path}: {error}")]
    Vocab {
        /// Where.
        path: String,
        /// Why.
        error: VocabError,
    },
    /// The identifier of a vendor.
    #[error("{path}: {error}")]
    Did {
        /// Where.
        path: String,
        /// Why.
        error: DidError,
    },
    /// A text speaks a version of DPV that is not compiled in.
    #[error("{path}: the text speaks DPV {}, this build speaks {}", quote(found), crate::vocab::DPV_VERSION)]
    VocabularyVersion {
        /// Where.
        path: String,
        /// The version it names.
        found: String,
    },
    /// A machine form, or a roster, of a version we do not know.
    #[error("{path}: the form has version {found}, this build reads 1")]
    FormVersion {
        /// Where.
        path: String,
        /// The version it names.
        found: i64,
    },
    /// An id is not ASCII graphic characters, 1 to 128 of them.
    #[error("{path}: the id {} must be 1 to 128 graphic ASCII characters", quote(id))]
    BadId {
        /// Where.
        path: String,
        /// What was found.
        id: String,
    },
    /// Two rules share an id.
    #[error("{path}: the id {} is taken by another rule of the text", quote(id))]
    RepeatedId {
        /// Where.
        path: String,
        /// The id.
        id: String,
    },
    /// A text has no rule.
    #[error("the text has no rule: add a permission or a prohibition")]
    NoRule,
    /// A text has more rules than can be judged.
    #[error("the text has {count} rules, at most {limit} are read")]
    TooManyRules {
        /// How many it has.
        count: usize,
        /// How many are read.
        limit: usize,
    },
    /// What is written would be longer than can be read back.
    #[error("{what} has {length} bytes in its machine form, at most {limit} are read")]
    TooLong {
        /// What it is.
        what: &'static str,
        /// The length of its machine form in bytes.
        length: usize,
        /// How many are read.
        limit: usize,
    },
    /// A text names more parties than can be judged.
    #[error("the text names {count} identifiers of recipients, at most {limit} are read")]
    TooManyRecipients {
        /// How many it names.
        count: usize,
        /// How many are read.
        limit: usize,
    },
    /// A duty that comes first counts its days from what comes after it.
    #[error(
        "{path}: a duty that comes first cannot count its days from the {trigger}: let them count from the asking, or name none"
    )]
    DutyBefore {
        /// Where.
        path: String,
        /// From what it counts.
        trigger: &'static str,
    },
    /// A dimension that must name something is empty.
    #[error("{path} is empty: name at least one")]
    EmptyDimension {
        /// Where.
        path: String,
    },
    /// A word is not of its dimension, or nobody knows it.
    #[error("{path}: {} is no {expected} that the text knows", quote(word))]
    UnknownWord {
        /// Where.
        path: String,
        /// The word.
        word: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A permission names everything.
    #[error("{path}: a permission never names the whole of a dimension: name what is below {}", quote(word))]
    Root {
        /// Where.
        path: String,
        /// The word.
        word: String,
    },
    /// A permission names special category data as such.
    #[error("{path}: special category data is permitted by its category only: name one below {}", quote(word))]
    GeneralSpecial {
        /// Where.
        path: String,
        /// The word.
        word: String,
    },
    /// A named value is none of those that are known.
    #[error("{path}: {} is none of {}", quote(found), expected.join(", "))]
    UnknownValue {
        /// Where.
        path: String,
        /// What was found.
        found: String,
        /// What would be right.
        expected: Vec<&'static str>,
    },
    /// A number is outside its range.
    #[error("{path} is {found}, expected {expected}")]
    OutOfRange {
        /// Where.
        path: String,
        /// What was found.
        found: i64,
        /// What would be right.
        expected: &'static str,
    },
    /// A time or window is out of order or out of range.
    #[error("{path}: a window runs from a whole minute to a later one, in the years 2000 to 9999")]
    BadWindow {
        /// Where.
        path: String,
    },
    /// The bytes say the same as, but are not, the one form that is hashed.
    #[error("the text is not in its one form: RFC 8785, words as full IRIs, sets sorted by IRI, defaults left out")]
    NotCanonical,
    /// A declaration has no process.
    #[error("the declaration has no process: state at least one")]
    NoProcess,
    /// A roster text where the person's own terms are wanted, or the other way round.
    #[error("{}", if *.wanted_roster { "the text names no roster entry" } else { "the text is a roster entry, own terms name no roster" })]
    WrongOrigin {
        /// Whether a roster text was wanted.
        wanted_roster: bool,
    },
    /// A roster names no such entry.
    #[error("the roster has no entry {}", quote(id))]
    NoEntry {
        /// The id.
        id: String,
    },
    /// An agreement between persons where an organisation is the other side.
    #[error("{} is between persons: it cannot be proffered to an organisation", quote(id))]
    NotForOrganisations {
        /// The id.
        id: String,
    },
    /// A layer of an entry is not the text whose hash is pinned.
    #[error("the layer {} of {} is not the text that is pinned", quote(layer), quote(id))]
    LayerHash {
        /// The entry.
        id: String,
        /// Which layer.
        layer: String,
    },
}

impl TermsError {
    pub(crate) fn vocab(path: impl Into<String>) -> impl FnOnce(VocabError) -> Self {
        let path = path.into();
        move |error| Self::Vocab { path, error }
    }

    /// The same error in a text that holds this one at `outer`.
    pub(crate) fn within(mut self, outer: &Pointer) -> Self {
        if let Self::Json(error) = self {
            return Self::Json(error.within(outer));
        }
        if let Some(path) = self.place() {
            path.insert_str(0, outer.as_str());
        }
        self
    }

    /// Where it is, for all that know their place; what is wrong with the JSON knows its own.
    fn place(&mut self) -> Option<&mut String> {
        match self {
            Self::Vocab { path, .. }
            | Self::Did { path, .. }
            | Self::VocabularyVersion { path, .. }
            | Self::FormVersion { path, .. }
            | Self::BadId { path, .. }
            | Self::RepeatedId { path, .. }
            | Self::EmptyDimension { path }
            | Self::UnknownWord { path, .. }
            | Self::Root { path, .. }
            | Self::GeneralSpecial { path, .. }
            | Self::UnknownValue { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::DutyBefore { path, .. }
            | Self::BadWindow { path } => Some(path),
            Self::Json(_)
            | Self::NoRule
            | Self::TooManyRules { .. }
            | Self::TooManyRecipients { .. }
            | Self::TooLong { .. }
            | Self::NotCanonical
            | Self::NoProcess
            | Self::WrongOrigin { .. }
            | Self::NoEntry { .. }
            | Self::NotForOrganisations { .. }
            | Self::LayerHash { .. } => None,
        }
    }
}

impl Fault for TermsError {
    fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::Vocab { error, .. } => error.code(),
            Self::Did { error, .. } => error.code(),
            Self::VocabularyVersion { .. } => Code::TermsVocabularyVersion,
            Self::FormVersion { .. } => Code::TermsFormVersion,
            Self::BadId { .. } => Code::TermsBadId,
            Self::RepeatedId { .. } => Code::TermsRepeatedId,
            Self::NoRule => Code::TermsNoRule,
            Self::TooManyRules { .. } => Code::TermsTooManyRules,
            Self::TooLong { .. } => Code::TermsTooLong,
            Self::TooManyRecipients { .. } => Code::TermsTooManyRecipients,
            Self::DutyBefore { .. } => Code::TermsDutyBefore,
            Self::EmptyDimension { .. } => Code::TermsEmptyDimension,
            Self::UnknownWord { .. } => Code::TermsUnknownWord,
            Self::Root { .. } => Code::TermsRoot,
            Self::GeneralSpecial { .. } => Code::TermsGeneralSpecial,
            Self::UnknownValue { .. } => Code::TermsUnknownValue,
            Self::OutOfRange { .. } => Code::TermsOutOfRange,
            Self::BadWindow { .. } => Code::TermsBadWindow,
            Self::NotCanonical => Code::TermsNotCanonical,
            Self::NoProcess => Code::TermsNoProcess,
            Self::WrongOrigin { .. } => Code::TermsWrongOrigin,
            Self::NoEntry { .. } => Code::RosterNoEntry,
            Self::NotForOrganisations { .. } => Code::RosterNotForOrganisations,
            Self::LayerHash { .. } => Code::RosterLayerHash,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Json(error) => error.path(),
            placed => placed.clone().place().cloned(),
        }
    }
}
