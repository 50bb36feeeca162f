//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use vrm_core::terms::Roster;

use super::person::Wanted;
use crate::shown::printable;

/// How the program is called.
pub const USAGE: &str =
    "usage: agree [OPTIONS] FOLDER | agree person FOLDER | agree vendor FOLDER | agree audit BUNDLE";

/// What the options mean.
pub const OPTIONS: &str = "\
Without a role it starts a person and a vendor, two processes that meet in FOLDER/post alone, and then audits.
  --proffer IDS      what the person proffers (SD-BASE-DP)
  --also IDS         what the person would also take (SD-BASE)
  --accepts IDS      what the vendor accepts (SD-BASE)
  --declaration FILE what the vendor declares to process (examples/data/declaration.json)
  --danger-keys      also write each side's private keys, to check the letters with another library
IDS are roster agreements with commas between: SD-BASE,SD-BASE-A";

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to do.
    pub task: Task,
    /// The person's wishes.
    pub wanted: Wanted,
    /// What the vendor accepts.
    pub accepts: Vec<String>,
    /// What the vendor declares, as a file.
    pub declaration: Option<PathBuf>,
    /// Whether private keys are written.
    pub danger_keys: bool,
}

/// What to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Task {
    /// Say how the program is called.
    Help,
    /// Start both sides, then audit.
    Both(PathBuf),
    /// Be the person.
    Person(PathBuf),
    /// Be the vendor.
    Vendor(PathBuf),
    /// Look at a bundle.
    Audit(PathBuf),
}

/// A command line that asks for nothing that can be done.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BadOptions {
    /// No folder, or more than one.
    #[error("{0} folders given, expected one; {USAGE}")]
    Folders(usize),
    /// A path without a letter.
    #[error("a path is empty; {USAGE}")]
    EmptyPath,
    /// An option nobody knows.
    #[error("`{0}` is no option; {USAGE}")]
    Unknown(String),
    /// An option without its value.
    #[error("`{0}` needs a value; {USAGE}")]
    NoValue(String),
    /// An agreement that the roster has not.
    #[error("{0}; {USAGE}")]
    NoAgreement(String),
}

impl Options {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// [`BadOptions`] names what is wrong and says how the program is called.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, BadOptions> {
        let mut options = Self {
            task: Task::Help,
            wanted: Wanted { proffer: vec!["SD-BASE-DP".to_owned()], also: vec!["SD-BASE".to_owned()] },
            accepts: vec!["SD-BASE".to_owned()],
            declaration: None,
            danger_keys: false,
        };
        let mut paths: Vec<PathBuf> = Vec::new();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let text = argument.to_str().map(str::to_owned);
            let mut value = || arguments.next().ok_or_else(|| BadOptions::NoValue(text.clone().unwrap_or_default()));
            match text.as_deref() {
                Some("--help" | "-h") => return Ok(options),
                Some("--proffer") => options.wanted.proffer = some(ids(&value()?)?)?,
                Some("--also") => options.wanted.also = ids(&value()?)?,
                Some("--accepts") => options.accepts = some(ids(&value()?)?)?,
                Some("--declaration") => options.declaration = Some(value()?.into()),
                Some("--danger-keys") => options.danger_keys = true,
                Some(option) if option.starts_with('-') => return Err(BadOptions::Unknown(printable(option))),
                _ => paths.push(argument.into()),
            }
        }
        if paths.iter().any(|path| path.as_os_str().is_empty()) {
            return Err(BadOptions::EmptyPath);
        }
        options.task = task(paths)?;
        Ok(options)
    }
}

/// The first word may be a role; a folder of that name is written `./person`.
fn task(paths: Vec<PathBuf>) -> Result<Task, BadOptions> {
    let role = paths.first().and_then(|first| first.to_str()).map(str::to_owned);
    let make = match role.as_deref() {
        Some("person") => Task::Person,
        Some("vendor") => Task::Vendor,
        Some("audit") => Task::Audit,
        _ => {
            let [folder] = <[PathBuf; 1]>::try_from(paths).map_err(|paths| BadOptions::Folders(paths.len()))?;
            return Ok(Task::Both(folder));
        }
    };
    let [_, folder] = <[PathBuf; 2]>::try_from(paths).map_err(|paths| BadOptions::Folders(paths.len() - 1))?;
    Ok(make(folder))
}

/// Agreements by their ids, none where the value is empty.
fn ids(value: &OsString) -> Result<Vec<String>, BadOptions> {
    let text = value.to_string_lossy();
    let ids: Vec<String> = text.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
    match ids.iter().find_map(|id| Roster::builtin().proffered(id).err()) {
        None => Ok(ids),
        Some(error) => Err(BadOptions::NoAgreement(printable(&error.to_string()))),
    }
}

fn some(ids: Vec<String>) -> Result<Vec<String>, BadOptions> {
    if ids.is_empty() { Err(BadOptions::NoAgreement("at least one agreement is named".to_owned())) } else { Ok(ids) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Task, BadOptions> {
        Options::parse(arguments.iter().map(OsString::from)).map(|options| options.task)
    }

    #[test]
    fn what_cannot_be_done_is_refused_in_one_line() {
        assert_eq!(parse(&[]), Err(BadOptions::Folders(0)));
        assert_eq!(parse(&["person"]), Err(BadOptions::Folders(0)));
        assert_eq!(parse(&["a", "b"]), Err(BadOptions::Folders(2)));
        assert_eq!(parse(&["audit", ""]), Err(BadOptions::EmptyPath));
        assert_eq!(parse(&["a", "--accepts"]), Err(BadOptions::NoValue("--accepts".to_owned())));
        for value in ["", " , ", "SD-NONE", "TPR"] {
            let refused = parse(&["--accepts", value, "a"]);
            assert!(matches!(refused, Err(BadOptions::NoAgreement(_))), "{value}: {refused:?}");
        }
        assert_eq!(parse(&["--also", "", "a"]), Ok(Task::Both("a".into())));
        assert_eq!(parse(&["--frob", "a"]), Err(BadOptions::Unknown("--frob".to_owned())));
    }

    #[test]
    fn a_role_stands_first() {
        assert_eq!(parse(&["vendor", "x"]), Ok(Task::Vendor("x".into())));
        assert_eq!(parse(&["./person"]), Ok(Task::Both("./person".into())));
        assert_eq!(parse(&["--help"]), Ok(Task::Help));
    }
}
