//! What comes from outside, shown in one line: names, paths, and why a file cannot be read.

use std::fmt::Display;
use std::io;
use std::path::Path;

/// A text to print in one line: white space in one, control characters escaped.
#[must_use]
pub fn printable(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let escaped = text.chars().flat_map(|c| {
        let odd = c.is_control() || is_direction(c);
        if odd { c.escape_unicode().collect() } else { vec![c] }
    });
    escaped.collect()
}

/// What is wrong with a file, behind its path in backticks, so that an empty path shows too.
#[must_use]
pub fn about(path: &Path, why: impl Display) -> String {
    format!("`{}`: {why}", printable(&path.display().to_string()))
}

/// Why a file cannot be read, and what to do.
#[must_use]
pub fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {error}; check the path")
}

/// Why a file or a folder cannot be written.
#[must_use]
pub fn unwritable(error: &io::Error) -> String {
    format!("cannot be written: {error}")
}

/// Characters that turn the direction of writing, or show nothing.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_and_shows_what_it_holds() {
        let absent = unreadable(&io::Error::new(io::ErrorKind::NotFound, "no such file"));
        assert_eq!(about(Path::new(""), &absent), "``: cannot be read: no such file; check the path");
        assert_eq!(about(Path::new("a\n\u{202e}b.json"), "empty"), "`a \\u{202e}b.json`: empty");
    }
}
