//! What a signed message of any type tells an auditor.

use super::Doubt;
use crate::chain::StreamHead;
use crate::decision::AgreementId;
use crate::keys::{PublicSigningKey, SignedId, Thumbprint, Unverified};
use crate::message::{AnyMessage, Audience as _, Body, Message, MessageKind, MessageVisitor};
use crate::time::Instant;

/// What a message tells before and after its signature is checked.
pub(super) struct Facts {
    pub(super) kind: MessageKind,
    pub(super) kid: Thumbprint,
    pub(super) iat: Instant,
    pub(super) id: SignedId,
    /// Whom it is for, unless it is for anyone.
    pub(super) reader: Option<Thumbprint>,
    /// The head of the sender's stream that it signs.
    pub(super) head: Option<StreamHead>,
    /// The agreement that it calls late.
    pub(super) late: Option<AgreementId>,
}

/// Finds the key for a message by its `kid`, and checks the signature.
pub(super) fn read(
    text: &str,
    key: impl Fn(Thumbprint) -> Result<PublicSigningKey, Doubt>,
    now: Instant,
) -> Result<Facts, Doubt> {
    let message = AnyMessage::parse(text.as_bytes())?;
    let (kind, key) = (message.kind(), key(message.kid())?);
    message.visit(Reading { kind, key, now })
}

struct Reading {
    kind: MessageKind,
    key: PublicSigningKey,
    now: Instant,
}

impl MessageVisitor for Reading {
    type Output = Result<Facts, Doubt>;

    fn visit<B: Body>(self, message: Unverified<Message<B>>) -> Result<Facts, Doubt> {
        let (kind, kid) = (self.kind, message.kid());
        let verified = message.signed_by(&self.key, self.now)?;
        let message = verified.value();
        let (head, late) = (message.body().stream(), message.body().late());
        Ok(Facts { kind, kid, iat: message.iat(), id: verified.id(), reader: message.aud().reader(), head, late })
    }
}
