//! stub
pub(crate) fn quoted(text: &str) -> String { text.chars().take(64).flat_map(char::escape_debug).collect() }
