//! The words of the field: the taxonomies of DPV 2.3 as small integers with their ancestor sets, recipients, places.
//!
//! DPV's facts are compiled in (names, parents, kinds; none of its prose): every concept is a [`Word`], and a
//! [`Vocabulary`] says what is below what in each [`Cone`]. Facts: copyright World Wide Web Consortium, derived from
//! <https://w3id.org/dpv>.

mod facts;
pub(crate) mod graph;
mod place;
mod recipient;
mod row;
#[rustfmt::skip]
mod table;
mod sector;
mod vocabulary;
mod word;

#[cfg(test)]
mod tests;

pub use place::{Place, PlaceList, Places};
pub use recipient::Recipient;
pub use sector::Sector;
pub use vocabulary::{Cone, DPV_VERSION, OwnWord, Vocabulary};
pub(crate) use vocabulary::{dpv, general_special};
pub use word::{VRM, Word};

use crate::error::{Code, Fault, quote};

/// Why a word, place or own vocabulary cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VocabError {
    /// The text is no word, place or recipient.
    #[error(
        "{} is malformed: expected a prefixed name or an IRI, for a place its code, for a recipient a word or a DID, at most 512 bytes",
        quote(text)
    )]
    Malformed {
        /// What was found.
        text: String,
    },
    /// A list of places is empty.
    #[error("the list of places is empty: name one, or leave places out for anywhere")]
    NoPlaces,
    /// An own word is not an absolute IRI.
    #[error("the own word {} is not an absolute IRI", quote(&word.iri()))]
    NotAnIri {
        /// The word.
        word: Word,
    },
    /// An own word has been declared already, or is one of DPV's.
    #[error("the own word {} is known already: choose another IRI", quote(&word.name()))]
    AlreadyKnown {
        /// The word.
        word: Word,
    },
    /// An own word stands in a namespace of DPV, where only DPV speaks.
    #[error("the own word {} stands in a namespace of DPV: choose an IRI of your own", quote(&word.name()))]
    NotOnesOwn {
        /// The word.
        word: Word,
    },
    /// A text declares too many own words.
    #[error("the text has {count} own words, at most {limit} are read")]
    TooManyOwn {
        /// How many it has.
        count: usize,
        /// How many are read.
        limit: usize,
    },
    /// An own word stands below nothing.
    #[error("the own word {} stands below nothing: name at least one word above it", quote(&word.name()))]
    NothingAbove {
        /// The word.
        word: Word,
    },
    /// The word above an own word is in none of the cones.
    #[error("{} is no data, purpose, operation or measure: an own word stands below one of these", quote(&word.name()))]
    NoCone {
        /// The word above.
        word: Word,
    },
    /// Own words stand below each other.
    #[error("the own word {} stands below itself", quote(&word.name()))]
    Circle {
        /// A word of the circle.
        word: Word,
    },
}

impl Fault for VocabError {
    fn code(&self) -> Code {
        match self {
            Self::Malformed { .. } => Code::VocabMalformed,
            Self::NoPlaces => Code::VocabNoPlaces,
            Self::NotAnIri { .. } => Code::VocabNotAnIri,
            Self::AlreadyKnown { .. } => Code::VocabAlreadyKnown,
            Self::NotOnesOwn { .. } => Code::VocabNotOnesOwn,
            Self::TooManyOwn { .. } => Code::VocabTooManyOwn,
            Self::NothingAbove { .. } => Code::VocabNothingAbove,
            Self::NoCone { .. } => Code::VocabNoCone,
            Self::Circle { .. } => Code::VocabCircle,
        }
    }
}
