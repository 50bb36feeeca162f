//! Decision cases as data: a text of terms, and a request or a process put to it.
//!
//! One JSON object a line. Words are prefixed DPV names, recipients `anyone`, `vendor`, `processor`, `third-party`,
//! `same-group` or a DID, places `EU`, `EEA` or ISO 3166 codes. What is left out is the widest; in a process the string
//! `unknown` says that a member is not stated.

mod answer;
pub mod lines;
pub mod options;
mod read;

pub use options::Options;

use vrm_core::Error;
use vrm_core::decision::Request;
use vrm_core::json::{Value, foreign};
use vrm_core::terms::{Process, Terms};

/// A text, and what is put to it.
pub struct Case {
    /// The case's own id.
    pub id: String,
    /// The text.
    pub terms: Terms,
    /// The question.
    pub question: Question,
    /// The answer it should have, where the case says.
    pub expected: Option<Value>,
}

/// What is put to a text.
pub enum Question {
    /// Would the text allow it?
    Judge(Box<Request>),
    /// Does a vendor's process fit it?
    Fits(Box<Process>),
}

impl Case {
    /// Reads one line.
    ///
    /// # Errors
    /// The library's own error, with the place.
    pub fn parse(line: &[u8]) -> Result<Self, Error> {
        read::case(&foreign::parse(line)?)
    }

    /// The answer: the case's id and what was decided.
    ///
    /// # Errors
    /// When the process states an empty dimension.
    pub fn answer(&self) -> Result<Value, Error> {
        answer::of(self)
    }

    /// Whether the answer has every member of the expected one.
    #[must_use]
    pub fn is_right(&self, answer: &Value) -> bool {
        let (Some(Value::Object(wanted)), Value::Object(got)) = (&self.expected, answer) else { return false };
        wanted.iter().all(|(name, value)| got.get(name) == Some(value))
    }
}
