//! A value of the person's.

use super::VaultError;
use crate::error::Fault as _;
use crate::json::{Value, ours};
use std::fmt;

/// A value of the person's: any JSON value of this library's own, such as a string or an object. `Debug` does not show it,
/// and it is wiped when it is dropped.
///
/// ```
/// use vrm_core::vault::Content;
/// let address = Content::parse(br#"{"street": "Lindenweg 4", "city": "Bern"}"#)?;
/// assert_eq!(address.danger_expose(), r#"{"city":"Bern","street":"Lindenweg 4"}"#);
/// assert_eq!(format!("{address:?}"), "Content(..)");
/// # Ok::<(), vrm_core::vault::VaultError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Content(String);

impl Content {
    /// The most bytes of its canonical text.
    pub const MAX_BYTES: usize = 32 * 1024;

    /// How many arrays and objects stand around a value where it travels.
    const AROUND: usize = 3;

    /// Reads a value.
    ///
    /// # Errors
    /// [`VaultError::Content`] with the rule that it breaks, as [`ours::parse`], nesting at most 13 deep;
    /// [`VaultError::TooLong`]. Where in the value is not said: the names of its members are the person's too.
    pub fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        let broken = |error: crate::json::JsonError| VaultError::Content { broken: error.code() };
        Self::of(&ours::parse(bytes).map_err(broken)?)
    }

    /// The value itself.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn of(value: &Value) -> Result<Self, VaultError> {
        let content = Self(value.canonical());
        let (length, limit) = (content.0.len(), Self::MAX_BYTES);
        if length > limit {
            return Err(VaultError::TooLong { length, limit });
        }
        let (before, after) = ("[".repeat(Self::AROUND), "]".repeat(Self::AROUND));
        let around = zeroed([before.as_str(), &content.0, &after].concat());
        match ours::parse(around.as_bytes()) {
            Ok(_) => Ok(content),
            Err(error) => Err(VaultError::Content { broken: error.code() }),
        }
    }

    /// A piece of text.
    ///
    /// # Errors
    /// [`VaultError::TooLong`].
    pub fn text(text: &str) -> Result<Self, VaultError> {
        Self::of(&text.into())
    }

    /// The value with all that it says, as RFC 8785 JSON.
    #[must_use]
    pub fn danger_expose(&self) -> &str {
        &self.0
    }

    /// The value as a member of a larger text.
    #[cfg(feature = "keys")]
    pub(crate) fn to_value(&self) -> Value {
        // What was made of a value is read as that value.
        ours::parse(self.0.as_bytes()).unwrap_or(Value::Null)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Content(..)")
    }
}

#[cfg(feature = "keys")]
impl Drop for Content {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// A text that is wiped when it is dropped.
#[cfg(feature = "keys")]
fn zeroed(text: String) -> zeroize::Zeroizing<String> {
    zeroize::Zeroizing::new(text)
}

/// Without keys nothing is wiped.
#[cfg(not(feature = "keys"))]
fn zeroed(text: String) -> String {
    text
}
