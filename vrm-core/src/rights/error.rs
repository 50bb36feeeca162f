//! Why a right is not claimed so.

use super::{Law, Right};
use crate::error::{Code, Fault};
use crate::text::TextError;
use crate::time::TimeError;

/// Why a right is not claimed so, or its deadline not counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RightsError {
    /// A right under a law that does not give it.
    #[error("the right of {} is none of the law `{}`, expected another right or another law", right.name(), law.name())]
    NotInLaw {
        /// The law.
        law: Law,
        /// The right.
        right: Right,
    },
    /// A law that states no period itself.
    #[error("the law `{}` states no period for the right of {}", law.name(), right.name())]
    NoPeriod {
        /// The law.
        law: Law,
        /// The right.
        right: Right,
    },
    /// Days that do not count, under a law that counts all.
    #[error("the law `{}` counts every day, expected no pause", law.name())]
    NoPause {
        /// The law.
        law: Law,
    },
    /// A weekend that is the whole week.
    #[error("the weekend has all seven days, expected at least one working day")]
    NoWorkingDay,
    /// An answer that may not be put off.
    #[error("the law `{}` has no longer period for the right of {}", law.name(), right.name())]
    NoExtension {
        /// The law.
        law: Law,
        /// The right.
        right: Right,
    },
    /// A claim over no data at all.
    #[error("the claim names no data, expected at least one word, or all")]
    NothingClaimed,
    /// A reason, a proof or an account that is no statement.
    #[error("{0}")]
    Statement(TextError),
    /// A day that is out of the calendar.
    #[error(transparent)]
    Time(#[from] TimeError),
}

impl Fault for RightsError {
    fn code(&self) -> Code {
        match self {
            Self::NotInLaw { .. } => Code::RightsNotInLaw,
            Self::NoPeriod { .. } => Code::RightsNoPeriod,
            Self::NoPause { .. } => Code::RightsNoPause,
            Self::NoWorkingDay => Code::RightsNoWorkingDay,
            Self::NoExtension { .. } => Code::RightsNoExtension,
            Self::NothingClaimed => Code::RightsNothingClaimed,
            Self::Statement(_) => Code::RightsStatement,
            Self::Time(error) => error.code(),
        }
    }
}
