//! A vendor's question and the person's answer.

use super::{Body, private::Form};
use crate::decision::{AgreementId, Request};
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object};
use crate::keys::{SignedId, Thumbprint};
use crate::message::Never;
use crate::time::Instant;

/// A request that the terms leave to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The agreement under which it is asked.
    pub agreement: AgreementId,
    /// What is asked.
    pub request: Request,
}

/// The answer to it. What is answered yes to becomes a grant of exactly the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub answers: SignedId,
    /// The position of the answer in the person's stream: the highest prevails, whatever the order of arrival.
    pub n: u64,
    /// The answer.
    pub yes: Reply,
}

/// Whether, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// No.
    No,
    /// Yes, until its first recorded use.
    Once,
    /// Yes, until it is withdrawn.
    Standing,
}

impl Reply {
    /// Every answer.
    pub const ALL: &'static [Self] = &[Self::No, Self::Once, Self::Standing];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Once => "once",
            Self::Standing => "standing",
        }
    }
}

impl Body for Ask {
    const NAME: &'static str = "ask";

    type Audience = Thumbprint;
    type Expiry = Instant;
}

impl Form for Ask {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            agreement: read::agreement(&fields.required("agreement")?)?,
            request: read::request(&fields.required("request")?)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("agreement", self.agreement.to_string()).with("request", self.request.to_value())
    }
}

impl Body for Answer {
    const NAME: &'static str = "answer";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Answer {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            answers: read::signed_id(&fields.required("answers")?)?,
            n: read::position(&fields.required("n")?)?,
            yes: read::one_of(&fields.required("yes")?, Reply::ALL, |yes| yes.name(), "`no`, `once` or `standing`")?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("answers", self.answers.to_string()).with("n", write::position(self.n)).with("yes", self.yes.name())
    }
}
