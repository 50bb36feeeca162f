//! What comes out of one file.

use std::collections::BTreeMap;
use std::fmt;

use super::source::{Source, UNNAMED};
use crate::shown::printable;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// An IAB Global Vendor List.
    VendorList,
    /// A notice in the Transparency Information Language.
    Notice,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::VendorList => "vendor list",
            Self::Notice => "TILT notice",
        })
    }
}

/// What one file says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it is.
    pub format: Format,
    /// Its vendors.
    pub sources: Vec<Source>,
    /// Vendors passed over because they have left the list.
    pub skipped: usize,
    /// How much of it the tables could read.
    pub coverage: Coverage,
}

impl Reading {
    pub(super) fn new(format: Format) -> Self {
        Self { format, sources: Vec::new(), skipped: 0, coverage: Coverage::default() }
    }

    /// Says under what name the file was found. A notice speaks of one vendor, which its file's
    /// name helps to find, and which takes that name where it has none of its own.
    #[must_use]
    pub fn in_file(mut self, name: &str) -> Self {
        if self.format == Format::Notice {
            for source in &mut self.sources {
                let name = printable(name);
                if source.vendor == UNNAMED {
                    source.vendor.clone_from(&name);
                }
                source.file = Some(name);
            }
        }
        self
    }

    /// The processes of all its vendors.
    #[must_use]
    pub fn processes(&self) -> usize {
        self.sources.iter().map(|source| source.processes.len()).sum()
    }
}

/// Counts, by what is counted, of the terms that some row reads.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Coverage(BTreeMap<&'static str, Tally>);

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// How many were read.
    pub read: usize,
    /// How many there are.
    pub of: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.read, self.of)
    }
}

impl Coverage {
    pub(super) fn note(&mut self, what: &'static str, read: bool) {
        let tally = self.0.entry(what).or_default();
        tally.of += 1;
        tally.read += usize::from(read);
    }

    /// How many of `what` were read.
    #[must_use]
    pub fn of(&self, what: &str) -> Tally {
        self.0.get(what).copied().unwrap_or_default()
    }

    /// Adds the counts of another file.
    pub fn merge(&mut self, other: &Self) {
        for (what, tally) in &other.0 {
            let sum = self.0.entry(what).or_default();
            sum.read += tally.read;
            sum.of += tally.of;
        }
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing");
        }
        for (index, (what, tally)) in self.0.iter().enumerate() {
            write!(f, "{}{what} {tally}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
