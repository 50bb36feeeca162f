//! What a vendor answers.

use super::{RightsMove, Statement};

/// What a vendor answers to a claim. All but a full answer says why: a law that allows it wants the reason (GDPR 12(3), 12(4)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightsOutcome {
    /// `full`: what was claimed is done.
    Full,
    /// `part`: a part of it is done.
    Part(Statement),
    /// `refused`: nothing of it is done.
    Refused(Statement),
    /// `needs-more`: the vendor needs more from the person first, such as a proof of who asks.
    NeedsMore(Statement),
    /// `extended`: the answer is put off, as far as the law allows.
    Extended(Statement),
}

impl RightsOutcome {
    /// The stable names, the same in every language.
    pub const NAMES: &'static [&'static str] = &["full", "part", "refused", "needs-more", "extended"];

    /// The stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Part(_) => "part",
            Self::Refused(_) => "refused",
            Self::NeedsMore(_) => "needs-more",
            Self::Extended(_) => "extended",
        }
    }

    /// Why, or what for.
    #[must_use]
    pub fn reason(&self) -> Option<&Statement> {
        match self {
            Self::Full => None,
            Self::Part(reason) | Self::Refused(reason) | Self::NeedsMore(reason) | Self::Extended(reason) => {
                Some(reason)
            }
        }
    }

    /// The move that it makes on the chart of a claim.
    #[must_use]
    pub fn step(&self) -> RightsMove {
        match self {
            Self::Full => RightsMove::Fulfil,
            Self::Part(_) => RightsMove::AnswerInPart,
            Self::Refused(_) => RightsMove::Refuse,
            Self::NeedsMore(_) => RightsMove::AskMore,
            Self::Extended(_) => RightsMove::Extend,
        }
    }
}
