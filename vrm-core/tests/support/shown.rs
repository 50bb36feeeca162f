//! What `Debug` shows.

use std::fmt::Debug;

/// Stands where a text or a value of the person's would.
pub(crate) const CANARY: &str = "canary";

/// That something shows itself so, and nothing of the person's, on one line or several.
pub(crate) fn shows(value: &impl Debug, expected: impl AsRef<str>) {
    let text = format!("{value:?}");
    assert_eq!(text, expected.as_ref());
    for text in [text, format!("{value:#?}")] {
        assert!(!text.contains(CANARY), "{text}");
    }
}
