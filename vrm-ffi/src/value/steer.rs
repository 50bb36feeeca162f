//! What a person says to grants and questions.

use super::mirror::mirror;
use crate::border::text;
use vrm_core::decision::{self, AgreementId, GrantId};
use vrm_core::message;

/// Which grants of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum WhichGrants {
    /// All of them.
    All,
    /// These, at least one.
    These {
        /// Their ids.
        #[serde(deserialize_with = "text::list")]
        grants: Vec<GrantId>,
    },
}

mirror! {
    /// Whether, and how often.
    Reply of message::Reply {
        /// No.
        No,
        /// Yes, until its first recorded use.
        Once,
        /// Yes, until it is withdrawn.
        Standing,
    }
}

mirror! {
    /// Where a grant stands.
    GrantStatus of decision::GrantStatus {
        /// In use.
        Active,
        /// Held back; it comes back.
        Paused,
        /// Withdrawn, which is final.
        Withdrawn,
        /// Given once and used, which is final: it has expired before the end of its window.
        Spent,
    }
}

mirror! {
    /// A move on the chart of a grant.
    GrantMove of decision::GrantMove {
        /// Hold it back.
        Pause,
        /// Take it up again.
        Resume,
        /// End it.
        Withdraw,
    }
}

/// A move over grants of one agreement, with its place among the person's moves.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct GrantOrder {
    /// The agreement.
    #[serde(deserialize_with = "text::one")]
    pub agreement: AgreementId,
    /// The position of the move in the person's stream, from 1. It reaches grants that were given before it.
    pub n: u64,
    /// Which grants.
    pub which: WhichGrants,
    /// The move.
    pub step: GrantMove,
}

impl From<GrantOrder> for decision::GrantOrder {
    fn from(GrantOrder { agreement, n, which, step }: GrantOrder) -> Self {
        Self { agreement, n, which: which.into(), step: step.into() }
    }
}

impl WhichGrants {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{\"kind\":\"all\"}, or {\"kind\":\"these\",\"grants\":[...]} with the ids";
}

impl From<WhichGrants> for decision::WhichGrants {
    fn from(which: WhichGrants) -> Self {
        match which {
            WhichGrants::All => Self::All,
            WhichGrants::These { grants } => Self::These(grants.into_iter().collect()),
        }
    }
}
