//! What is wrong with a text. No variant holds the text itself.

use crate::error::{Code, Fault, quote};

/// What is wrong with a name, a text, a token or a language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// Nothing where something is due.
    #[error("the {kind} is empty, expected at least one character")]
    Empty {
        /// What kind of text it should be.
        kind: &'static str,
    },
    /// More bytes than the limit.
    #[error("the {kind} has {length} bytes, expected at most {limit}")]
    TooLong {
        /// What kind of text it should be.
        kind: &'static str,
        /// The length in bytes of UTF-8.
        length: usize,
        /// The limit in bytes of UTF-8.
        limit: usize,
    },
    /// More of what a reader sees as characters than a name may have.
    #[error("the name has {graphemes} characters, expected at most {limit}")]
    TooManyGraphemes {
        /// How many extended grapheme clusters (UAX 29).
        graphemes: usize,
        /// How many a name may have.
        limit: usize,
    },
    /// A name that is not in normalisation form C.
    #[error("the name is not in normalisation form C, expected its normalised spelling")]
    NotNfc,
    /// A character that no name may have.
    #[error("the name has {what}, U+{:04X}, as character {position}, expected none", u32::from(*character))]
    Forbidden {
        /// The character.
        character: char,
        /// Which character of the name it is, from 1.
        position: usize,
        /// What it is.
        what: &'static str,
    },
    /// Spaces at an end or side by side.
    #[error("the name has a space too many, expected single ones between words")]
    Spaces,
    /// A combining mark with no letter to stand on, or a tower of them.
    #[error(
        "the name has a combining mark as character {position} that stands on no letter or above {limit} other marks"
    )]
    Marks {
        /// Which character of the name it is, from 1.
        position: usize,
        /// How many marks may follow one another.
        limit: usize,
    },
    /// A character that no token may have.
    #[error("the token has U+{:04X} as character {position}, expected a visible ASCII character", u32::from(*character))]
    NotGraphic {
        /// The character.
        character: char,
        /// Which character of the token it is, from 1.
        position: usize,
    },
    /// Not a language tag in its canonical spelling.
    #[error("{} is not a language tag, expected one like `en`, `fr-CA` or `zh-Hant-TW`", quote(text))]
    Language {
        /// The tag as written.
        text: String,
    },
}

impl Fault for TextError {
    fn code(&self) -> Code {
        match self {
            Self::Empty { .. } => Code::TextEmpty,
            Self::TooLong { .. } => Code::TextTooLong,
            Self::TooManyGraphemes { .. } => Code::NameTooLong,
            Self::NotNfc => Code::NameNotNfc,
            Self::Forbidden { .. } => Code::NameForbidden,
            Self::Spaces => Code::NameSpaces,
            Self::Marks { .. } => Code::NameMarks,
            Self::NotGraphic { .. } => Code::TokenNotGraphic,
            Self::Language { .. } => Code::LanguageSyntax,
        }
    }
}
