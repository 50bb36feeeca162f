//! What a bundle for a dispute proves.

use super::mirror::mirror;
use super::{Layer, Role};
use crate::border::{BorderError, Failure};
use vrm_core::decision::AgreementId;
use vrm_core::dispute;
use vrm_core::keys::SignedId;
use vrm_core::time::Instant;

/// Every statement of a bundle with its label, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Findings {
    /// The agreement, when both sides have signed it.
    pub agreement: Option<AgreementId>,
    /// The side that has signed that the other's signature came too late. If that side signed first, the agreement never
    /// was.
    pub late: Option<Role>,
    /// The statements.
    pub statements: Vec<Finding>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Finding {
    /// What it is.
    pub subject: Subject,
    /// Who has signed it.
    pub label: Label,
    /// Why it is merely asserted, when it is; or why a signature is to be looked at twice.
    pub doubt: Option<Failure>,
}

mirror! {
    /// Who has signed a statement.
    Label of dispute::Label {
        /// Both sides.
        Both,
        /// The vendor.
        Vendor,
        /// The person.
        Person,
        /// Nobody: whoever shows the bundle says so.
        Asserted,
    }
}

/// What a statement is about. Items are counted from 0, as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ReadMessage {
    /// Its type.
    pub kind: String,
    /// Its name.
    pub id: SignedId,
    /// When it says it was said: its signer's claim.
    pub iat: Instant,
    /// For which side it is; none when it is for anyone, or for somebody outside of this agreement.
    pub to: Option<Role>,
}

/// One event of a stream, opened: its text and the salt that lets anyone check it against its commitment.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct OpenedEvent {
    /// Whose stream it is in.
    pub of: Role,
    /// Its position there, from 1.
    pub n: u64,
    /// The salt of its commitment: 32 bytes.
    pub salt: Vec<u8>,
    /// Its text, as the history has it.
    pub event: Vec<u8>,
}

impl OpenedEvent {
    /// The event as the core has it.
    pub(crate) fn core(self) -> Result<dispute::OpenedEvent, Failure> {
        let wrong = |_| BorderError::Value { argument: "salt", expected: "32 bytes" };
        let event = String::from_utf8(self.event).map_err(|_| BorderError::NotUtf8 { argument: "event" })?;
        Ok(dispute::OpenedEvent { of: self.of.into(), n: self.n, salt: self.salt.try_into().map_err(wrong)?, event })
    }
}

/// Without what happened, which is the person's.
impl std::fmt::Debug for OpenedEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedEvent({} of {:?})", self.n, self.of)
    }
}

impl TryFrom<dispute::Findings> for Findings {
    type Error = Failure;

    fn try_from(findings: dispute::Findings) -> Result<Self, Failure> {
        Ok(Self {
            agreement: findings.agreement,
            late: findings.late.map(Role::from),
            statements: findings.statements.into_iter().map(Finding::try_from).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<dispute::Statement> for Finding {
    type Error = Failure;

    fn try_from(statement: dispute::Statement) -> Result<Self, Failure> {
        let dispute::Statement { subject, label, doubt } = statement;
        Ok(Self { subject: subject.try_into()?, label: label.into(), doubt: doubt.map(Failure::from) })
    }
}

impl TryFrom<dispute::Subject> for Subject {
    type Error = Failure;

    fn try_from(subject: dispute::Subject) -> Result<Self, Failure> {
        use dispute::Subject as Of;
        Ok(match subject {
            Of::Agreement { id } => Self::Agreement { id },
            Of::Signature { index } => Self::Signature { index },
            Of::Machine => Self::Machine,
            Of::Text { layer, language } => Self::Text { layer: layer.into(), language },
            Of::Rotation { index } => Self::Rotation { index },
            Of::Message { index, read } => Self::Message { index, read: read.map(ReadMessage::from) },
            Of::Stream { index, of, covered } => Self::Stream { index, of: of.into(), covered },
            Of::Event { index, of, n } => Self::Event { index, of: of.into(), n },
            // A subject that this skin does not know yet is not passed over.
            _ => return Err(BorderError::Internal.into()),
        })
    }
}

impl From<dispute::ReadMessage> for ReadMessage {
    fn from(read: dispute::ReadMessage) -> Self {
        Self { kind: read.kind.name().to_owned(), id: read.id, iat: read.iat, to: read.to.map(Role::from) }
    }
}
