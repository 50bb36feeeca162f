//! Vendors' own files, read into words that terms can be judged against, and held against every
//! agreement of the roster. `README.md` beside this file gives every choice of the mapping with
//! its reason.

mod cite;
pub mod declare;
mod draft;
mod duration;
mod gvl;
mod json;
pub mod options;
pub mod progress;
mod reading;
pub mod report;
pub mod rules;
mod sentence;
mod source;
pub mod survey;
mod tables;
mod text;
mod tilt;

pub use reading::{Coverage, Format, Reading, Tally};
pub use source::{Basis, Blank, Field, Gap, Keep, NOT_STATED, Necessity, Part, Process, Source, UNNAMED};
pub use tables::TableError;

use vrm_core::json::JsonError;

/// A file that cannot be read into vendors. Each text says what is wrong and where;
/// [`Refused::remedy`] what to do.
#[derive(Debug, thiserror::Error, Eq, PartialEq)]
#[non_exhaustive]
pub enum Refused {
    /// Not a JSON text, or one that two readers would understand differently.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON, but neither of the formats read here.
    #[error("the outermost value is neither a vendor list nor a TILT notice")]
    UnknownShape,
    /// A vendor list without a vendor.
    #[error("no vendors: `/vendors` is empty")]
    NoVendors,
}

impl Refused {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Json(_) => "mend the text there, or fetch the file again",
            Self::NoVendors => "give a list with at least one",
            Self::UnknownShape => {
                "give an object with `vendors` and `vendorListVersion`, or with `meta` and `controller`"
            }
        }
    }
}

/// Reads files of vendors, as often as asked.
#[derive(Debug)]
pub struct Reader {
    terms: tables::Terms,
    lexicon: tables::Lexicon,
}

impl Reader {
    /// Takes up the mapping tables.
    ///
    /// # Errors
    ///
    /// [`TableError`] when a row of theirs is out of shape.
    pub fn new() -> Result<Self, TableError> {
        Ok(Self { terms: tables::Terms::load()?, lexicon: tables::Lexicon::load()? })
    }

    /// Reads the content of one file, whose format shows in its shape.
    ///
    /// # Errors
    ///
    /// [`Refused`] when it is not JSON, has neither shape, or a member that shows the shape is of
    /// another type.
    pub fn read(&self, bytes: &[u8]) -> Result<Reading, Refused> {
        let document = json::read_json(bytes)?;
        let root = document.root();
        if gvl::is_one(&root) {
            gvl::check(&document)?;
            Ok(gvl::read(&root, &self.terms))
        } else if tilt::is_one(&root) {
            tilt::check(&document)?;
            Ok(tilt::read(&root, &self.lexicon))
        } else {
            Err(Refused::UnknownShape)
        }
    }
}
