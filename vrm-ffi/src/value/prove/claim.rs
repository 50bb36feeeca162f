//! Rights that are claimed.

use super::{Deadline, GivenItem};
use crate::border::{BorderError, Failure, text};
use crate::value::mirror::mirror;
use std::fmt;
use vrm_core::decision::AgreementId;
use vrm_core::keys::SignedId;
use vrm_core::message::Jti;
use vrm_core::rights::{self, Statement};
use vrm_core::time::{CivilDate, Instant};
use vrm_core::view;
use vrm_core::vocab::Word;

/// A right that a person claims from a vendor, under a law that gives it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What is claimed.
    pub right: Right,
    /// Under which law.
    pub law: Law,
    /// How far it reaches.
    pub scope: ClaimScope,
}

/// How far a claim reaches.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ClaimScope {
    /// Everything that the vendor has of the person.
    All,
    /// These kinds of data.
    Data {
        /// Which, at least one.
        #[serde(deserialize_with = "text::list")]
        words: Vec<Word>,
    },
    /// What was given or is done under one agreement.
    Agreement {
        /// Which.
        #[serde(deserialize_with = "text::one")]
        id: AgreementId,
    },
}

/// Enums of names alone whose core may get more of them.
macro_rules! open {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$what])* $variant,)+
        }

        impl From<$name> for rights::$name {
            fn from(of: $name) -> Self {
                match of { $($name::$variant => Self::$variant,)+ }
            }
        }

        impl TryFrom<rights::$name> for $name {
            type Error = Failure;

            fn try_from(of: rights::$name) -> Result<Self, Failure> {
                match of {
                    $(rights::$name::$variant => Ok(Self::$variant),)+
                    _ => Err(BorderError::Internal.into()),
                }
            }
        }
    };
}

open! {
    /// What a person may ask for.
    Right {
        /// To know what is held, and to have a copy.
        Access,
        /// To have it put right.
        Rectification,
        /// To have it deleted.
        Erasure,
        /// To have its use limited; in California, of sensitive information.
        Restriction,
        /// To have it in a form for machines.
        Portability,
        /// To have a use stopped.
        Objection,
        /// To have it neither sold nor shared.
        NoSaleOrSharing,
        /// To take a consent back.
        ConsentWithdrawal,
    }
}

open! {
    /// A law that gives rights.
    Law {
        /// Regulation (EU) 2016/679.
        Gdpr,
        /// The same as the United Kingdom has it.
        UkGdpr,
        /// The California Consumer Privacy Act.
        Ccpa,
        /// Brazil's Lei Geral de Proteção de Dados.
        Lgpd,
        /// Québec's P-39.1, as Law 25 has it.
        Quebec,
    }
}

/// A claim, and what has become of it, at the time that was asked for. `Debug` leaves out what was said.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Claimed {
    /// Its id: of the message that claimed.
    pub id: SignedId,
    /// What is claimed.
    pub claim: Claim,
    /// When it was said, to the minute.
    pub sent: Instant,
    /// Every answer, in the order in which they were said or taken.
    pub replies: Vec<RightsReply>,
    /// What the person added to it with a proof, the oldest first.
    pub additions: Vec<Addition>,
    /// The id of the answer that the person has to add something to.
    pub needs_more: Option<SignedId>,
    /// Where it stands then: overdue, where the law's time is over.
    pub state: RightsState,
    /// The law's deadline, counted in days of UTC without weekends and holidays; none where the law states no period.
    pub deadline: Option<Deadline>,
    /// The day on which the answer is due, as it stands then.
    pub due: Option<CivilDate>,
}

/// One answer to a claim.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct RightsReply {
    /// The id of its message. One with a copy of data has none: it would be a hash of the values.
    pub id: Option<SignedId>,
    /// Its letter, by which a copy is read and forgotten.
    pub letter: Jti,
    /// What was answered.
    pub outcome: RightsOutcome,
    /// Which data came with it.
    pub copy: Vec<GivenItem>,
    /// Whether that is still kept on this side.
    pub kept: bool,
    /// When it was said, to the minute, as whoever said it says.
    pub at: Instant,
    /// When it was noted here: what it does to the law's time is counted from then.
    pub noted: Instant,
}

/// What the person added to a claim, as an answer asked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Addition {
    /// Its letter, by which the proof is read and forgotten.
    pub letter: Jti,
    /// The answer that needed more.
    pub answers: SignedId,
    /// When it was said, to the minute.
    pub at: Instant,
    /// Whether the proof is still kept on this side.
    pub kept: bool,
}

/// What a vendor answers to a claim. All but a full answer says why, in 1 to 2,048 bytes. `Debug` leaves out what was said.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum RightsOutcome {
    /// What was claimed is done.
    Full,
    /// A part of it is done.
    Part {
        /// Why not the rest.
        reason: String,
    },
    /// Nothing of it is done.
    Refused {
        /// Why.
        reason: String,
    },
    /// The vendor needs more from the person first, such as a proof of who asks.
    NeedsMore {
        /// What for.
        reason: String,
    },
    /// The answer is put off, as far as the law allows.
    Extended {
        /// Why.
        reason: String,
    },
}

mirror! {
    /// Where a claim stands.
    RightsState of rights::RightsState {
        /// Not said yet.
        Draft,
        /// Said to the vendor.
        Sent,
        /// The vendor has it.
        Acknowledged,
        /// The vendor waits for something of the person's.
        NeedsMore,
        /// The vendor put the answer off, as the law allows.
        Extended,
        /// Answered in full.
        Fulfilled,
        /// Answered in part.
        PartlyFulfilled,
        /// Answered with a refusal.
        Refused,
        /// Not answered in time.
        Overdue,
        /// Put to an authority.
        Escalated,
        /// Taken back by the person.
        Withdrawn,
    }
}

impl Claim {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{right, law, scope}, the first two by name, the scope by its `kind`";
}

impl RightsOutcome {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{kind, reason}: full without a reason, or part, refused, needs-more, extended";
}

impl Claimed {
    /// A claim as it stands at a time.
    pub(crate) fn of(id: SignedId, claimed: &view::Claimed, now: Instant) -> Result<Self, Failure> {
        Ok(Self {
            id,
            claim: (&claimed.claim).try_into()?,
            sent: claimed.sent,
            replies: claimed.replies.iter().map(Into::into).collect(),
            additions: claimed.additions.iter().map(Into::into).collect(),
            needs_more: claimed.needs_more(),
            state: claimed.state_at(now).into(),
            deadline: claimed.deadline_at(now).map(Into::into),
            due: claimed.due_at(now),
        })
    }
}

impl TryFrom<Claim> for rights::Claim {
    type Error = Failure;

    fn try_from(claim: Claim) -> Result<Self, Failure> {
        let scope = match claim.scope {
            ClaimScope::All => rights::Scope::All,
            ClaimScope::Data { words } => rights::Scope::Data(words.into_iter().collect()),
            ClaimScope::Agreement { id } => rights::Scope::Agreement(id),
        };
        Ok(Self::new(claim.right.into(), claim.law.into(), scope)?)
    }
}

impl TryFrom<&rights::Claim> for Claim {
    type Error = Failure;

    fn try_from(claim: &rights::Claim) -> Result<Self, Failure> {
        let scope = match claim.scope() {
            rights::Scope::All => ClaimScope::All,
            rights::Scope::Data(words) => ClaimScope::Data { words: words.iter().cloned().collect() },
            rights::Scope::Agreement(id) => ClaimScope::Agreement { id: *id },
        };
        Ok(Self { right: claim.right().try_into()?, law: claim.law().try_into()?, scope })
    }
}

impl From<&view::RightsReply> for RightsReply {
    fn from(reply: &view::RightsReply) -> Self {
        let view::RightsReply { id, letter, outcome, copy, kept, at, noted } = reply;
        let copy = copy.iter().map(Into::into).collect();
        Self { id: *id, letter: *letter, outcome: outcome.into(), copy, kept: *kept, at: *at, noted: *noted }
    }
}

impl From<&view::Addition> for Addition {
    fn from(addition: &view::Addition) -> Self {
        let view::Addition { letter, answers, at, kept } = addition;
        Self { letter: *letter, answers: *answers, at: *at, kept: *kept }
    }
}

impl TryFrom<RightsOutcome> for rights::RightsOutcome {
    type Error = Failure;

    fn try_from(outcome: RightsOutcome) -> Result<Self, Failure> {
        Ok(match outcome {
            RightsOutcome::Full => Self::Full,
            RightsOutcome::Part { reason } => Self::Part(Statement::parse(&reason)?),
            RightsOutcome::Refused { reason } => Self::Refused(Statement::parse(&reason)?),
            RightsOutcome::NeedsMore { reason } => Self::NeedsMore(Statement::parse(&reason)?),
            RightsOutcome::Extended { reason } => Self::Extended(Statement::parse(&reason)?),
        })
    }
}

impl From<&rights::RightsOutcome> for RightsOutcome {
    fn from(outcome: &rights::RightsOutcome) -> Self {
        use rights::RightsOutcome as Of;
        let said = |reason: &Statement| reason.as_str().to_owned();
        match outcome {
            Of::Full => Self::Full,
            Of::Part(reason) => Self::Part { reason: said(reason) },
            Of::Refused(reason) => Self::Refused { reason: said(reason) },
            Of::NeedsMore(reason) => Self::NeedsMore { reason: said(reason) },
            Of::Extended(reason) => Self::Extended { reason: said(reason) },
        }
    }
}

impl fmt::Debug for RightsOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "Full",
            Self::Part { .. } => "Part(..)",
            Self::Refused { .. } => "Refused(..)",
            Self::NeedsMore { .. } => "NeedsMore(..)",
            Self::Extended { .. } => "Extended(..)",
        })
    }
}
