//! What a signed message of any type tells an auditor.

use super::Doubt;
use crate::chain::StreamHead;
use crate::decision::AgreementId;
use crate::keys::{PublicSigningKey, SignedId, Thumbprint, Unverified};
use crate::message::{
    Acceptance, Answer, Ask, Audience as _, Body, Counter, Ended, Late, Message, MessageError, MessageKind, Pause,
    Proffer, Profile, Refusal, Resume, Rotation, Seen, Signature, Withdrawal,
};
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
    let kind = MessageKind::of(text.as_bytes()).map_err(MessageError::from)?;
    macro_rules! by_type {
        ($($kind:ident)+) => {
            match kind {
                $(MessageKind::$kind => facts::<$kind>(kind, text, key, now),)+
                kind => Err(Doubt::Unreadable { kind }),
            }
        };
    }
    by_type!(
        Profile Acceptance Proffer Counter Signature Refusal Late Ask Answer Withdrawal Pause Resume Rotation Ended Seen
    )
}

fn facts<B: Body>(
    kind: MessageKind,
    text: &str,
    key: impl Fn(Thumbprint) -> Result<PublicSigningKey, Doubt>,
    now: Instant,
) -> Result<Facts, Doubt> {
    let unverified = Unverified::<Message<B>>::parse(text.as_bytes()).map_err(MessageError::from)?;
    let kid = unverified.kid();
    let verified = unverified.signed_by(&key(kid)?, now)?;
    let message = verified.value();
    let (head, late) = (message.body().stream(), message.body().late());
    Ok(Facts { kind, kid, iat: message.iat(), id: verified.id(), reader: message.aud().reader(), head, late })
}
