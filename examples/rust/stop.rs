//! Why a program stops.

use std::fmt;
use std::path::Path;

use vrm_core::error::Fault;

use crate::shown::about;

/// Why a program stops: one line for whoever started it.
#[derive(Debug)]
pub struct Stop(String);

impl Stop {
    /// A line of its own.
    pub fn new(line: impl Into<String>) -> Self {
        Self(line.into())
    }

    /// About a file.
    pub fn file(path: &Path, why: impl fmt::Display) -> Self {
        Self(about(path, why))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Into<vrm_core::Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        let error: vrm_core::Error = error.into();
        Self(format!("{error} ({})", error.code().name()))
    }
}
