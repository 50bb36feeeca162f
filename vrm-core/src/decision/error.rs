//! Why a grant, a block or a host cannot be taken.

use crate::error::{Code, Fault, quote};
use crate::json::JsonError;
use crate::terms::TermsError;

/// Why a grant or a block cannot be taken into a ledger; the ledger is left as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionError {
    /// The rule makes no sense.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// A grant names an agreement the ledger does not have.
    #[error("no agreement {agreement} stands with this vendor: enter it first")]
    NoSuchAgreement {
        /// The agreement.
        agreement: String,
    },
    /// No such grant stands with the vendor.
    #[error("no grant {grant} stands with this vendor")]
    NoSuchGrant {
        /// The grant.
        grant: String,
    },
    /// The id is taken.
    #[error("{} is in the ledger already", quote(id))]
    AlreadyThere {
        /// The id.
        id: String,
    },
    /// A child grant would allow what its parent does not.
    #[error("the grant is wider than the one it is made under: narrow its words, conditions or window")]
    WiderThanParent,
    /// A legal duty permits nothing and is no ground for a grant.
    #[error("a grant stands on consent or contract, a legal duty permits nothing")]
    LegalDuty,
    /// A grant has one data word, and at least one purpose.
    #[error("a grant has one data word and at least one purpose, found {data} and {purposes}")]
    Shape {
        /// How many data words it has.
        data: usize,
        /// How many purposes.
        purposes: usize,
    },
    /// A move that is not on the chart.
    #[error("a grant that is {state} cannot {step}")]
    WrongState {
        /// Where it is.
        state: &'static str,
        /// What was tried.
        step: &'static str,
    },
    /// Orders that name grants which are not there.
    #[error("the orders of the agreement name more than {limit} grants that have not come: the grants come first")]
    TooManyAwaited {
        /// How many may be awaited.
        limit: usize,
    },
    /// No host's name.
    #[error("{} is no host name: labels of letters, digits and inner hyphens, 253 bytes at most", quote(host))]
    BadHost {
        /// What was found.
        host: String,
    },
    /// The same of a member of a larger text.
    #[error("{path}: {error}")]
    At {
        /// Where.
        path: String,
        /// Why.
        error: Box<Self>,
    },
}

impl From<JsonError> for DecisionError {
    fn from(error: JsonError) -> Self {
        Self::Terms(error.into())
    }
}

impl Fault for DecisionError {
    fn code(&self) -> Code {
        match self {
            Self::Terms(error) => error.code(),
            Self::NoSuchAgreement { .. } => Code::DecisionNoSuchAgreement,
            Self::NoSuchGrant { .. } => Code::DecisionNoSuchGrant,
            Self::AlreadyThere { .. } => Code::DecisionAlreadyThere,
            Self::WiderThanParent => Code::DecisionWiderThanParent,
            Self::LegalDuty => Code::DecisionLegalDuty,
            Self::Shape { .. } => Code::DecisionShape,
            Self::WrongState { .. } => Code::DecisionWrongState,
            Self::TooManyAwaited { .. } => Code::DecisionTooManyAwaited,
            Self::BadHost { .. } => Code::DecisionBadHost,
            Self::At { error, .. } => error.code(),
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Terms(error) => error.path(),
            Self::At { path, .. } => Some(path.clone()),
            _ => None,
        }
    }
}
