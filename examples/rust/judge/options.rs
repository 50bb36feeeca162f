//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::shown::printable;

/// How the program is called.
pub const USAGE: &str = "usage: judge FILE.jsonl...   (decision cases, one JSON object a line)";

/// What is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Options {
    /// The usage alone.
    Help,
    /// The answers to these files, at least one.
    Files(Vec<PathBuf>),
}

/// A command line that asks for nothing that can be done.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BadOptions {
    /// No file is named.
    #[error("no file given; {USAGE}")]
    NoFile,
    /// An option nobody knows.
    #[error("`{0}` is no option; {USAGE}")]
    Unknown(String),
}

impl Options {
    /// Reads the arguments after the program's name. What follows `--` is a file.
    ///
    /// # Errors
    ///
    /// [`BadOptions`] names what is wrong and says how the program is called.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, BadOptions> {
        let mut files = Vec::new();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--help" | "-h") => return Ok(Self::Help),
                Some("--") => files.extend(arguments.by_ref().map(PathBuf::from)),
                Some(option) if option.starts_with('-') && option.len() > 1 => {
                    return Err(BadOptions::Unknown(printable(option)));
                }
                _ => files.push(argument.into()),
            }
        }
        if files.is_empty() { Err(BadOptions::NoFile) } else { Ok(Self::Files(files)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options, BadOptions> {
        Options::parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn what_cannot_be_done_is_refused_in_one_line() {
        assert_eq!(parse(&[]), Err(BadOptions::NoFile));
        let unknown = parse(&["--al\u{1b}", "a.jsonl"]).unwrap_err().to_string();
        assert!(unknown.starts_with("`--al\\u{1b}` is no option; usage: judge"), "{unknown}");
    }

    #[test]
    fn help_is_help_with_and_without_files() {
        for arguments in [&["--help"][..], &["-h"], &["a.jsonl", "--help"]] {
            assert_eq!(parse(arguments), Ok(Options::Help));
        }
        let files = ["a.jsonl", "-h"].map(PathBuf::from).to_vec();
        assert_eq!(parse(&["a.jsonl", "--", "-h"]), Ok(Options::Files(files)));
    }
}
