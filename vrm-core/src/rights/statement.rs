//! What somebody says in words.

use super::RightsError;
use crate::text::{Text, TextError};
use std::fmt;

/// A reason, a proof or an account, in the words of whoever says it, for the other side to read: any Unicode scalar
/// values, byte for byte, at least one and at most [`MAX_BYTES`](Self::MAX_BYTES). `Debug` shows its length only.
///
/// A reason and an account are kept in the history, which holds no value of the person's data; a host says so where it asks for
/// one. A proof, which may be such a value, lies beside the history and can be forgotten.
///
/// ```
/// use vrm_core::rights::Statement;
/// assert_eq!(Statement::parse("we hold two invoices for the tax office")?.as_str().len(), 39);
/// assert!(Statement::parse("").is_err());
/// # Ok::<(), vrm_core::rights::RightsError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Statement(Text);

impl Statement {
    /// The longest.
    pub const MAX_BYTES: usize = 2048;

    /// A statement of these words.
    ///
    /// # Errors
    /// [`RightsError::Statement`] when there are none, or more than it may have.
    pub fn parse(words: &str) -> Result<Self, RightsError> {
        if words.is_empty() {
            return Err(RightsError::Statement(TextError::Empty { kind: "statement" }));
        }
        let text = Text::within(words, Self::MAX_BYTES).map_err(|_| {
            let (length, limit) = (words.len(), Self::MAX_BYTES);
            RightsError::Statement(TextError::TooLong { kind: "statement", length, limit })
        });
        text.map(Self)
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Statement({} bytes)", self.as_str().len())
    }
}
