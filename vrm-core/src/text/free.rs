//! Text as it came.

use super::TextError;
use std::fmt;

/// Any Unicode scalar values, kept byte for byte: neither normalised nor cut, up to a limit that its place sets.
///
/// It may hold what only the person should see, so `Debug` prints its length only, and it has no `Display`.
///
/// ```
/// use vrm_core::text::Text;
/// let text = Text::within("e\u{301}\0", 16)?;
/// assert_eq!(text.as_str(), "e\u{301}\0");
/// assert_eq!(format!("{text:?}"), "Text(4 bytes)");
/// assert!(Text::within("seventeen letters", 16).is_err());
/// # Ok::<(), vrm_core::text::TextError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(String);

impl Text {
    /// A text of at most `limit` bytes of UTF-8.
    ///
    /// # Errors
    ///
    /// [`TextError::TooLong`].
    pub fn within(text: impl Into<String>, limit: usize) -> Result<Self, TextError> {
        let text = text.into();
        if text.len() > limit {
            return Err(TextError::TooLong { kind: "text", length: text.len(), limit });
        }
        Ok(Self(text))
    }

    /// The text, byte for byte.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}
