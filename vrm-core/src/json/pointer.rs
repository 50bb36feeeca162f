//! Where in a JSON text: RFC 6901.

use crate::error::quote;
use std::fmt;

/// The place of a value in a JSON text, as a JSON pointer (RFC 6901).
///
/// ```
/// use vrm_core::json::Pointer;
/// let place = Pointer::root().member("keys").member("a/b").item(2);
/// assert_eq!(place.as_str(), "/keys/a~1b/2");
/// assert_eq!(Pointer::root().as_str(), "");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole text.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The member `name` of the object here.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + 1 + name.len());
        text.push_str(&self.0);
        text.push('/');
        for character in name.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The item at `index`, from 0, of the array here.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer as written in RFC 6901; empty for the whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same place in a text that holds this one at `outer`.
    pub(crate) fn within(&self, outer: &Self) -> Self {
        Self(format!("{outer}{self}"))
    }

    /// For our own sentences.
    pub(super) fn quoted(&self) -> String {
        if self.0.is_empty() { "the whole text".to_owned() } else { quote(&self.0) }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
