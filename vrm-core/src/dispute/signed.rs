//! What a signed message of any type tells an auditor.

use super::Doubt;
use crate::chain::StreamHead;
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
}

/// Finds the key for a message by its `kid` and the time at which it says it was said, and checks the signature.
pub(super) fn read(
    text: &str,
    key: impl Fn(Thumbprint, Instant) -> Result<PublicSigningKey, Doubt>,
    now: Instant,
) -> Result<Facts, Doubt> {
    let kind = MessageKind::of(text.as_bytes()).map_err(MessageError::from)?;
    macro_rules! by_type {
        ($($kind:ident($head:expr)),+ $(,)?) => {
            match kind {
                $(MessageKind::$kind => facts::<$kind>(kind, text, key, now, $head),)+
                kind => Err(Doubt::Unreadable { kind }),
            }
        };
    }
    by_type!(
        Profile(|_| None),
        Acceptance(|_| None),
        Proffer(|_| None),
        Counter(|_| None),
        Signature(|_| None),
        Refusal(|_| None),
        Late(|_| None),
        Ask(|_| None),
        Answer(|_| None),
        Withdrawal(|_| None),
        Pause(|_| None),
        Resume(|_| None),
        Rotation(|_| None),
        Ended(|ended| Some(ended.stream)),
        Seen(|seen| Some(seen.stream)),
    )
}

fn facts<B: Body>(
    kind: MessageKind,
    text: &str,
    key: impl Fn(Thumbprint, Instant) -> Result<PublicSigningKey, Doubt>,
    now: Instant,
    head: fn(&B) -> Option<StreamHead>,
) -> Result<Facts, Doubt> {
    let unverified = Unverified::<Message<B>>::parse(text.as_bytes()).map_err(MessageError::from)?;
    let kid = unverified.kid();
    let iat = unverified.peek().map_err(MessageError::from)?.iat();
    let verified = unverified.signed_by(&key(kid, iat)?, now)?;
    let message = verified.value();
    Ok(Facts { kind, kid, iat, id: verified.id(), reader: message.aud().reader(), head: head(message.body()) })
}
