//! The syntax of DID Core 1.0.

use super::DidError;
use std::fmt;

/// A decentralised identifier: the syntax of DID Core 1.0 section 3.1, without path, query or fragment, at most
/// [`LONGEST`](Self::LONGEST) bytes.
///
/// Two DIDs are the same when their texts are.
///
/// ```
/// use vrm_core::did::Did;
/// let did = Did::parse("did:web:example.com%3A3000:user:alice")?;
/// assert_eq!((did.method(), did.id()), ("web", "example.com%3A3000:user:alice"));
/// assert!(Did::parse("did:web:example.com#key-1").is_err());
/// # Ok::<(), vrm_core::did::DidError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Did(String);

const SCHEME: &str = "did:";

impl Did {
    /// The longest identifier in bytes; DID Core itself sets no limit.
    pub const LONGEST: usize = 2048;

    /// Reads an identifier.
    ///
    /// # Errors
    ///
    /// [`DidError::TooLong`], [`DidError::Syntax`].
    pub fn parse(text: &str) -> Result<Self, DidError> {
        if text.len() > Self::LONGEST {
            return Err(DidError::TooLong { length: text.len(), limit: Self::LONGEST });
        }
        let wrong = |rest: &str, expected| DidError::Syntax { offset: text.len() - rest.len(), expected };
        let rest = text.strip_prefix(SCHEME).ok_or_else(|| wrong(text, "`did:`"))?;
        let after = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let id = after.strip_prefix(':').filter(|_| after.len() < rest.len());
        let id = id.ok_or_else(|| wrong(after, "a method name of a-z and 0-9, then `:`"))?;
        let left = after_idchars(id);
        if !left.is_empty() {
            return Err(wrong(left, "a letter, a digit, `.`, `-`, `_`, `:` or `%` and two hexadecimal digits"));
        }
        if id.is_empty() || id.ends_with(':') {
            return Err(wrong("", "an identifier that does not end with `:`"));
        }
        Ok(Self(text.to_owned()))
    }

    /// An identifier of `method`, whose `id` is made of letters, digits, `-` and `_` only.
    pub(super) fn made(method: &str, id: &str) -> Self {
        Self(format!("{SCHEME}{method}:{id}"))
    }

    /// The name of the method, such as `key`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.parts().0
    }

    /// What follows the method: the method-specific identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        self.parts().1
    }

    /// The identifier as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parts(&self) -> (&str, &str) {
        let rest = self.0.strip_prefix(SCHEME).unwrap_or_default();
        rest.split_once(':').unwrap_or_default()
    }
}

/// What is left after the longest run of `idchar` and `:`.
fn after_idchars(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'));
        let encoded = text.strip_prefix('%').and_then(|rest| rest.split_at_checked(2));
        match encoded {
            Some((digits, rest)) if digits.bytes().all(|digit| digit.is_ascii_hexdigit()) => text = rest,
            _ => return text,
        }
    }
}

impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::json::serialised_as_text!(Did);
