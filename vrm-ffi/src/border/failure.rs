//! An error as it crosses: the same in every language.

use vrm_core::error::{Code, Fault};

/// What an error says: a code and a name that never change meaning, the field, the rule and the remedy. The table of codes
/// is `errors.md` in the documentation of `vrm-core`; it is the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, uniffi::Record)]
pub struct Failure {
    /// The number of the reason, as `vrm_status` has it in C.
    pub code: u16,
    /// Its name.
    pub name: String,
    /// What was wrong, and what would be right. It holds no value of the person's and no secret.
    pub text: String,
    /// The field, as a JSON pointer (RFC 6901), where there is one.
    pub path: Option<String>,
    /// The rule that was broken, with its source.
    pub rule: String,
    /// What to do next.
    pub remedy: Remedy,
}

/// One line of the table of errors.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CodeFacts {
    /// The number, as `vrm_status` has it in C.
    pub code: u16,
    /// Its name.
    pub name: String,
    /// Of which kind it is: by these errors are told apart.
    pub kind: String,
    /// What to do next.
    pub remedy: Remedy,
    /// The rule that is broken, with its source.
    pub rule: String,
}

impl CodeFacts {
    /// The whole table.
    pub(crate) fn all() -> Vec<Self> {
        let facts = |code: &Code| Self {
            code: code.number(),
            name: code.name().to_owned(),
            kind: code.kind().name().to_owned(),
            remedy: code.remedy().into(),
            rule: code.rule().to_owned(),
        };
        Code::ALL.iter().map(facts).collect()
    }
}

/// What the caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Correct the input; the same call will fail again.
    CorrectInput,
    /// The same call may succeed later, unchanged.
    TryAgain,
    /// Only the person can settle it.
    AskPerson,
    /// Do not go on; report it.
    Stop,
}

impl Failure {
    /// What an error of the library says.
    pub(crate) fn of(fault: &dyn Fault) -> Self {
        Self {
            code: fault.code().number(),
            name: fault.code().name().to_owned(),
            text: fault.to_string(),
            path: fault.path(),
            rule: fault.rule().to_owned(),
            remedy: fault.remedy().into(),
        }
    }

    /// Says in which argument it was found.
    pub(crate) fn of_argument(self, argument: &str) -> Self {
        Self { text: format!("`{argument}`: {}", self.text), ..self }
    }

    /// The reason, by the table.
    pub(crate) fn reason(&self) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.number() == self.code)
    }
}

impl<E: Fault> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::of(&error)
    }
}

impl From<vrm_core::error::Remedy> for Remedy {
    fn from(remedy: vrm_core::error::Remedy) -> Self {
        use vrm_core::error::Remedy as Of;
        match remedy {
            Of::CorrectInput => Self::CorrectInput,
            Of::TryAgain => Self::TryAgain,
            Of::AskPerson => Self::AskPerson,
            // A remedy that this version does not know is one that it cannot advise.
            _ => Self::Stop,
        }
    }
}
