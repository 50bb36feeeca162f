//! RFC 8785 out.

use super::Value;
use std::fmt;

impl Value {
    /// The canonical text of this value (RFC 8785): what is signed and hashed.
    ///
    /// Numbers are written as doubles, so an integer past 2^53 loses its last digits and two values may share
    /// one text. Whatever is hashed comes through [`ours`](super::ours), where such numbers are refused.
    ///
    /// ```
    /// use vrm_core::json::ours;
    /// let value = ours::parse(b"{ \"b\": 1, \"a\": [ \"\\u20ac\" ] }")?;
    /// assert_eq!(value.canonical(), r#"{"a":["€"],"b":1}"#);
    /// # Ok::<(), vrm_core::json::JsonError>(())
    /// ```
    #[must_use]
    pub fn canonical(&self) -> String {
        Canonical(self).to_string()
    }
}

/// The writer fails on infinite numbers and on names that are no strings, and a [`Value`] holds neither.
/// `Display` says so: were it ever to fail, `to_string` stops rather than give other bytes to a hash.
struct Canonical<'a>(&'a Value);

impl fmt::Display for Canonical<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json_canonicalizer::to_string(self.0).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}
