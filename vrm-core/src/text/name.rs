//! Names that people see.

use super::TextError;
use std::fmt;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_security::GeneralSecurityProfile;
use unicode_security::general_security_profile::IdentifierType;
use unicode_segmentation::UnicodeSegmentation;

/// A name that is shown to people and cannot be other than it looks.
///
/// It is in normalisation form C, has 1 to [`GRAPHEMES`](Self::GRAPHEMES) characters as a reader counts them and
/// at most [`BYTES`](Self::BYTES) bytes. It has no control, bidirectional, joining, tag, private-use, unassigned
/// or deprecated character, none that is invisible, no line separator, no space but single plain ones between
/// words, and no towers of combining marks (UTS 39, UAX 15, UAX 29, by the Unicode tables compiled in).
///
/// What merely looks like something else is allowed, and told by [`warnings`](Self::warnings) and
/// [`resembles`](Self::resembles).
///
/// ```
/// use vrm_core::text::Name;
/// assert_eq!(Name::parse("Bäckerei Süd & Söhne")?.as_str(), "Bäckerei Süd & Söhne");
/// let error = Name::parse("a\u{200b}b").unwrap_err();
/// assert_eq!(error.to_string(), "the name has a format character, U+200B, as character 2, expected none");
/// # Ok::<(), vrm_core::text::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The most characters as a reader counts them: extended grapheme clusters (UAX 29).
    pub const GRAPHEMES: usize = 64;

    /// The most bytes of UTF-8.
    pub const BYTES: usize = 512;

    /// The most combining marks on one letter (UTS 39 section 5.4).
    const MARKS: usize = 4;

    /// Reads a name; it is refused, never repaired.
    ///
    /// # Errors
    ///
    /// [`TextError`]: `Empty`, `TooLong`, `TooManyGraphemes`, `NotNfc`, `Forbidden`, `Spaces`, `Marks`.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        if text.is_empty() {
            return Err(TextError::Empty { kind: "name" });
        }
        if text.len() > Self::BYTES {
            return Err(TextError::TooLong { kind: "name", length: text.len(), limit: Self::BYTES });
        }
        for (index, character) in text.chars().enumerate() {
            if let Some(what) = forbidden(character) {
                return Err(TextError::Forbidden { character, position: index + 1, what });
            }
        }
        if !unicode_normalization::is_nfc(text) {
            return Err(TextError::NotNfc);
        }
        if text.split(' ').any(str::is_empty) {
            return Err(TextError::Spaces);
        }
        if let Some(position) = loose_mark(text) {
            return Err(TextError::Marks { position, limit: Self::MARKS });
        }
        let graphemes = text.graphemes(true).count();
        if graphemes > Self::GRAPHEMES {
            return Err(TextError::TooManyGraphemes { graphemes, limit: Self::GRAPHEMES });
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a character is that no name may have.
fn forbidden(character: char) -> Option<&'static str> {
    match character.general_category() {
        GeneralCategory::Control => Some("a control character"),
        GeneralCategory::Format => Some("a format character"),
        GeneralCategory::PrivateUse => Some("a private-use character"),
        GeneralCategory::Unassigned | GeneralCategory::Surrogate => Some("an unassigned character"),
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => Some("a line separator"),
        GeneralCategory::SpaceSeparator if character != ' ' => Some("a space other than the plain one"),
        _ => match character.identifier_type() {
            Some(IdentifierType::Default_Ignorable) => Some("an invisible character"),
            Some(IdentifierType::Deprecated) => Some("a deprecated character"),
            // A blank that Unicode counts among the symbols.
            _ if character == '\u{2800}' => Some("an invisible character"),
            _ => None,
        },
    }
}

/// The place of a mark that stands on no letter, or too high on one.
fn loose_mark(text: &str) -> Option<usize> {
    let mut free = 0;
    for (index, character) in text.chars().enumerate() {
        let mark = character.general_category_group() == GeneralCategoryGroup::Mark;
        match (mark, free) {
            (true, 0) => return Some(index + 1),
            (true, left) => free = left - 1,
            (false, _) => free = if character == ' ' { 0 } else { Name::MARKS },
        }
    }
    None
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::json::serialised_as_text!(Name);
