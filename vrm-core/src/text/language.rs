//! Which language a text is in.

use super::TextError;
use std::fmt;

/// A language tag (BCP 47, RFC 5646) of a language, perhaps a script, perhaps a region, in the spelling of section
/// 2.1.1: `en`, `fr-CA`, `zh-Hant-TW`, `es-419`.
///
/// One language has one spelling here, since tags stand in what is hashed. Whether the registry knows the subtags
/// is not checked.
///
/// ```
/// use vrm_core::text::Language;
/// assert_eq!(Language::parse("zh-Hant-TW")?.primary(), "zh");
/// assert!(Language::parse("EN-gb").is_err());
/// # Ok::<(), vrm_core::text::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(String);

impl Language {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// [`TextError::Language`].
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let mut subtags = text.split('-').peekable();
        let language = subtags.next().is_some_and(is_language);
        subtags.next_if(|subtag| is_script(subtag));
        subtags.next_if(|subtag| is_region(subtag));
        if language && subtags.next().is_none() {
            Ok(Self(text.to_owned()))
        } else {
            Err(TextError::Language { text: text.to_owned() })
        }
    }

    /// English, in which everything that the library says is there.
    #[cfg(feature = "keys")]
    pub(crate) fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without script and region.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split_once('-').map_or(&self.0, |(language, _)| language)
    }
}

fn is_language(subtag: &str) -> bool {
    matches!(subtag.len(), 2 | 3) && subtag.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_script(subtag: &str) -> bool {
    let mut bytes = subtag.bytes();
    subtag.len() == 4
        && bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && bytes.all(|byte| byte.is_ascii_lowercase())
}

fn is_region(subtag: &str) -> bool {
    match subtag.len() {
        2 => subtag.bytes().all(|byte| byte.is_ascii_uppercase()),
        3 => subtag.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::json::serialised_as_text!(Language);
