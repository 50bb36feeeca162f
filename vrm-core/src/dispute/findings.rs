//! What a bundle proves.

use super::Doubt;
use crate::agreement::Role;
use crate::decision::AgreementId;
use crate::keys::SignedId;
use crate::message::MessageKind;
use crate::terms::Layer;
use crate::time::Instant;

/// Every statement of a bundle with its label, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// The agreement, when both sides have signed it.
    pub agreement: Option<AgreementId>,
    /// The side that has signed that the other's signature came too late. If that side signed first, the agreement never
    /// was.
    pub late: Option<Role>,
    /// The statements.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it is.
    pub subject: Subject,
    /// Who has signed it.
    pub label: Label,
    /// Why it is merely asserted, when it is; or why a signature is to be looked at twice: made with a key that by its
    /// side's own word was not in use at that time.
    pub doubt: Option<Doubt>,
}

/// Who has signed a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Both sides.
    Both,
    /// The vendor.
    Vendor,
    /// The person.
    Person,
    /// Nobody: whoever shows the bundle says so.
    Asserted,
}

/// What a statement is about. Items are counted from 0, as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// The document of the agreement.
    Agreement {
        /// Its name.
        id: AgreementId,
    },
    /// A signature over it that is not good.
    Signature {
        /// Which.
        index: u32,
    },
    /// The rules of the terms.
    Machine,
    /// A text of the terms for people.
    Text {
        /// The layer.
        layer: Layer,
        /// The language.
        language: String,
    },
    /// New keys of a side.
    Rotation {
        /// Which.
        index: u32,
    },
    /// A message.
    Message {
        /// Which.
        index: u32,
        /// What it says of itself, where its signature is good.
        read: Option<ReadMessage>,
    },
    /// A stream of commitments.
    Stream {
        /// Which.
        index: u32,
        /// Whose it is said to be.
        of: Role,
        /// How many of its events a signed head covers.
        covered: u64,
    },
    /// An opened event.
    Event {
        /// Which.
        index: u32,
        /// Whose stream it is said to be in.
        of: Role,
        /// Its position there.
        n: u64,
    },
}

/// What a signed message says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadMessage {
    /// Its type.
    pub kind: MessageKind,
    /// Its name.
    pub id: SignedId,
    /// When it says it was said: its signer's claim.
    pub iat: Instant,
    /// For which side it is; none when it is for anyone, or for somebody outside of this agreement.
    pub to: Option<Role>,
}

impl Label {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Vendor => "vendor",
            Self::Person => "person",
            Self::Asserted => "asserted",
        }
    }
}

impl From<Role> for Label {
    fn from(role: Role) -> Self {
        match role {
            Role::Person => Self::Person,
            Role::Vendor => Self::Vendor,
        }
    }
}

impl Statement {
    pub(super) fn signed(subject: Subject, label: impl Into<Label>) -> Self {
        Self { subject, label: label.into(), doubt: None }
    }

    pub(super) fn asserted(subject: Subject, doubt: impl Into<Doubt>) -> Self {
        Self { subject, label: Label::Asserted, doubt: Some(doubt.into()) }
    }
}
