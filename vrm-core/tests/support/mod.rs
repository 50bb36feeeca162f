//! What tests share.
#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests read files")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

#[cfg(feature = "keys")]
pub(crate) mod broken_store;
#[cfg(feature = "keys")]
pub(crate) mod buyer;
#[cfg(feature = "keys")]
pub(crate) mod carried;
#[cfg(feature = "keys")]
pub(crate) mod clinic;
#[cfg(feature = "keys")]
pub(crate) mod disputed;
#[cfg(feature = "keys")]
pub(crate) mod failing_store;
#[cfg(feature = "keys")]
pub(crate) mod file_store;
#[cfg(feature = "keys")]
pub(crate) mod forged;
mod grant;
#[cfg(feature = "keys")]
pub(crate) mod hostile;
#[cfg(feature = "keys")]
pub(crate) mod kinds;
#[cfg(feature = "keys")]
pub(crate) mod life;
#[cfg(feature = "keys")]
pub(crate) mod lived;
#[cfg(feature = "keys")]
pub(crate) mod market;
#[cfg(all(feature = "keys", target_os = "linux"))]
pub(crate) mod memory;
#[cfg(feature = "keys")]
pub(crate) mod negotiated;
#[cfg(feature = "keys")]
pub(crate) mod parties;
#[cfg(feature = "keys")]
pub(crate) mod picture;
#[cfg(feature = "keys")]
pub(crate) mod rosters;
#[cfg(feature = "keys")]
pub(crate) mod script;
#[cfg(feature = "keys")]
pub(crate) mod seller;
pub(crate) mod shop;
#[cfg(feature = "keys")]
pub(crate) mod shown;
#[cfg(feature = "keys")]
pub(crate) mod spoilt;
#[cfg(feature = "keys")]
pub(crate) mod two;
#[cfg(feature = "keys")]
pub(crate) mod vault;
#[cfg(feature = "keys")]
pub(crate) mod vendor;
#[cfg(feature = "keys")]
pub(crate) mod web_shop;

pub(crate) use grant::plain_grant;

use std::path::{Path, PathBuf};

/// How many cases a test tries: those that `VRM_CASES` asks for, or what is quick.
pub(crate) fn cases(quick: u64) -> u64 {
    std::env::var("VRM_CASES").map_or(quick, |cases| cases.parse().unwrap())
}

/// A folder that goes when it is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vrm-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The folder of fixtures, or `None` after saying that `what` did not run.
pub(crate) fn fixtures(what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("VRM_FIXTURES");
    if folder.is_none() {
        println!("VRM_FIXTURES is not set: {what} did not run");
    }
    folder.map(PathBuf::from)
}

pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn text(path: &Path) -> String {
    String::from_utf8(bytes(path)).unwrap()
}

/// The files of a folder in order of name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Counts right answers, names the wrong ones, and holds a floor.
pub(crate) struct Score {
    group: &'static str,
    right: usize,
    wrong: Vec<String>,
}

impl Score {
    pub(crate) fn new(group: &'static str) -> Self {
        Self { group, right: 0, wrong: Vec::new() }
    }

    pub(crate) fn count(&mut self, right: bool, case: impl Into<String>) {
        if right {
            self.right += 1;
        } else {
            self.wrong.push(case.into());
        }
    }

    /// Prints `group: right/counted` and fails under the floor.
    pub(crate) fn end(self, floor: usize) {
        println!("{}: {}/{}", self.group, self.right, self.right + self.wrong.len());
        assert!(self.right >= floor, "{}: floor {floor}, wrong: {:#?}", self.group, self.wrong);
    }
}
