//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

/// How the program is called.
pub const USAGE: &str = "usage: who_fits [--all] [--vendor NAME] FILE...   (vendor lists of the IAB, TILT notices)";

/// What the options do.
pub const OPTIONS: &str = "  --all          whole lists instead of the first few
  --vendor NAME  each process of the vendors with NAME in their name, or in that of their notice's file";

/// What is asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Options {
    /// The files to read, at least one.
    pub files: Vec<PathBuf>,
    /// Whether lists are printed whole.
    pub all: bool,
    /// A part of the names of the vendors to report on, instead of on all together.
    pub vendor: Option<String>,
    /// Whether only the usage is wanted; then all else may be missing.
    pub help: bool,
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
    /// `--vendor` without a name.
    #[error("--vendor wants a name after it; {USAGE}")]
    NoName,
}

impl Options {
    /// Reads the arguments after the program's name. What follows `--` is a file.
    ///
    /// # Errors
    ///
    /// [`BadOptions`] names what is wrong and says how the program is called.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, BadOptions> {
        let mut options = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--help" | "-h") => return Ok(Self { help: true, ..Self::default() }),
                Some("--") => options.files.extend(arguments.by_ref().map(PathBuf::from)),
                Some("--all") => options.all = true,
                Some("--vendor") => {
                    let name = arguments.next().map(|name| name.to_string_lossy().trim().to_owned());
                    options.vendor = Some(name.filter(|name| !name.is_empty()).ok_or(BadOptions::NoName)?);
                }
                Some(option) if option.starts_with('-') && option.len() > 1 => {
                    return Err(BadOptions::Unknown(super::text::name(option)));
                }
                _ => options.files.push(argument.into()),
            }
        }
        if options.files.is_empty() { Err(BadOptions::NoFile) } else { Ok(options) }
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
        assert_eq!(parse(&["--all"]), Err(BadOptions::NoFile));
        assert_eq!(parse(&["a.json", "--vendor"]), Err(BadOptions::NoName));
        assert_eq!(parse(&["a.json", "--vendor", " "]), Err(BadOptions::NoName));
        let unknown = parse(&["--al\u{1b}", "a.json"]).unwrap_err().to_string();
        assert!(unknown.starts_with("`--al\\u{1b}` is no option; usage: who_fits"), "{unknown}");
    }

    #[test]
    fn help_is_no_mistake() {
        for arguments in [&["--help"][..], &["-h"], &["a.json", "--all", "--help"]] {
            assert!(parse(arguments).unwrap().help);
        }
        assert!(!parse(&["--", "-h"]).unwrap().help);
    }

    #[test]
    fn files_and_options_mix() {
        let options = parse(&["a.json", "--all", "--vendor", "Acme", "--", "--all"]).unwrap();
        assert_eq!(options.files, [PathBuf::from("a.json"), PathBuf::from("--all")]);
        assert!(options.all);
        assert_eq!(options.vendor.as_deref(), Some("Acme"));
    }
}
