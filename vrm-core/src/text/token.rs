//! Words for machines.

use super::TextError;
use std::fmt;

/// 1 to [`LONGEST`](Self::LONGEST) visible ASCII characters (`!` to `~`): an identifier given by somebody else, such as
/// an order number.
///
/// ```
/// use vrm_core::text::Token;
/// assert_eq!(Token::parse("order/2026-17")?.as_str(), "order/2026-17");
/// let error = Token::parse("order 17").unwrap_err();
/// assert_eq!(error.to_string(), "the token has U+0020 as character 6, expected a visible ASCII character");
/// # Ok::<(), vrm_core::text::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token(String);

impl Token {
    /// The most characters.
    pub const LONGEST: usize = 128;

    /// Reads a token.
    ///
    /// # Errors
    ///
    /// [`TextError::Empty`], [`TextError::TooLong`], [`TextError::NotGraphic`].
    pub fn parse(text: &str) -> Result<Self, TextError> {
        if text.is_empty() {
            return Err(TextError::Empty { kind: "token" });
        }
        if text.len() > Self::LONGEST {
            return Err(TextError::TooLong { kind: "token", length: text.len(), limit: Self::LONGEST });
        }
        match text.chars().enumerate().find(|(_, character)| !character.is_ascii_graphic()) {
            Some((index, character)) => Err(TextError::NotGraphic { character, position: index + 1 }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The token.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::json::serialised_as_text!(Token);
