//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use vrm_core::sentence::Tongue;

use crate::shown::printable;

/// How the program is called.
pub const USAGE: &str = "usage: intentcast [--intention FILE] [--offers FILE] [--language en|fr]";

/// What the options mean.
pub const OPTIONS: &str = "  --intention FILE  what the person wants, on which terms (examples/data/intention.json)
  --offers FILE     who offers what for it (examples/data/offers.json)
  --language en|fr  the language in which answers are said (en)
Both forms stand in examples/data/README.md. Exit code 0: agreed; 1: no offer fits; 2: bad input.";

/// What is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Options {
    /// The intention, where it is not the one that comes with the examples.
    pub intention: Option<PathBuf>,
    /// The offers, where they are not those that come with the examples.
    pub offers: Option<PathBuf>,
    /// The language.
    pub tongue: Tongue,
    /// Whether only the usage is wanted.
    pub help: bool,
}

/// A command line that asks for nothing that can be done.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BadOptions {
    /// Something that nobody knows.
    #[error("`{0}` is no option; {USAGE}")]
    Unknown(String),
    /// An option without its value.
    #[error("`{0}` needs a value; {USAGE}")]
    NoValue(&'static str),
    /// A language that is not spoken here.
    #[error("`{0}` is not spoken here, expected `en` or `fr`; {USAGE}")]
    Language(String),
}

impl Options {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// [`BadOptions`] names what is wrong and says how the program is called.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, BadOptions> {
        let mut options = Self { intention: None, offers: None, tongue: Tongue::English, help: false };
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let mut value = |name| arguments.next().ok_or(BadOptions::NoValue(name));
            match argument.to_str() {
                Some("--help" | "-h") => options.help = true,
                Some("--intention") => options.intention = Some(value("--intention")?.into()),
                Some("--offers") => options.offers = Some(value("--offers")?.into()),
                Some("--language") => options.tongue = tongue(&value("--language")?)?,
                _ => return Err(BadOptions::Unknown(printable(&argument.to_string_lossy()))),
            }
        }
        Ok(options)
    }
}

fn tongue(value: &OsString) -> Result<Tongue, BadOptions> {
    match value.to_str() {
        Some("en") => Ok(Tongue::English),
        Some("fr") => Ok(Tongue::French),
        _ => Err(BadOptions::Language(printable(&value.to_string_lossy()))),
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
        for (arguments, error) in [
            (&["a.json"][..], BadOptions::Unknown("a.json".to_owned())),
            (&[""], BadOptions::Unknown(String::new())),
            (&["--fro\u{1b}b"], BadOptions::Unknown("--fro\\u{1b}b".to_owned())),
            (&["--offers"], BadOptions::NoValue("--offers")),
            (&["--language", "de"], BadOptions::Language("de".to_owned())),
        ] {
            assert_eq!(parse(arguments).unwrap_err(), error);
            assert!(error.to_string().ends_with(USAGE) && !error.to_string().contains('\n'));
        }
    }

    #[test]
    fn everything_has_a_default() {
        let none = parse(&[]).unwrap();
        assert_eq!((none.intention, none.offers, none.tongue, none.help), (None, None, Tongue::English, false));
        let all = parse(&["--language", "fr", "--intention", "a", "--offers", "b"]).unwrap();
        assert_eq!((all.intention, all.offers, all.tongue), (Some("a".into()), Some("b".into()), Tongue::French));
        assert!(parse(&["-h"]).unwrap().help);
    }
}
