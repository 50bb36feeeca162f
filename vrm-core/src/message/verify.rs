//! From bytes to a message that is believed.

use super::{Body, Expiry as _, Message, MessageError};
use crate::keys::{PublicSigningKey, Unverified, Verified};
use crate::time::Instant;

impl<B: Body> Unverified<Message<B>> {
    /// Checks the signature with the key that is pinned for the sender, that the message is for this reader (the
    /// thumbprint of its own signing key, or [`Anyone`](super::Anyone)), and by the reader's own clock that it counts.
    ///
    /// That it was not taken before is for the store to know: the same text verifies twice, and its `jti` tells. An `iss`
    /// that holds a key must hold this one; any other is what the sender calls itself, and
    /// [`KeyHistory::verify`](super::KeyHistory::verify) compares it with the identifier that was pinned.
    ///
    /// # Errors
    /// [`MessageError`]; nothing of it is for the peer, who learns only that the message was refused.
    pub fn verify(
        &self,
        key: &PublicSigningKey,
        reader: B::Audience,
        now: Instant,
    ) -> Result<Verified<Message<B>>, MessageError> {
        let verified = self.signed_by(key, now)?;
        let message = verified.value();
        if message.aud() != reader {
            return Err(MessageError::WrongReader);
        }
        if let Some(exp) = message.exp().ends()
            && now >= exp
        {
            return Err(MessageError::Expired { exp, now });
        }
        if let Some(from) = message.body().begins()
            && now < from
        {
            return Err(MessageError::NotYet { from, now });
        }
        if message.iat().is_ahead_of(now) {
            return Err(MessageError::FromTheFuture { iat: message.iat(), now });
        }
        Ok(verified)
    }

    /// What it says, signed with this key, which is also the one that it carries and that its `iss` holds, where they do:
    /// a good signature must not bring in somebody else's key.
    pub(crate) fn signed_by(&self, key: &PublicSigningKey, now: Instant) -> Result<Verified<Message<B>>, MessageError> {
        let verified = self.signed_with(key, now)?;
        verified.value().is_of(key)?;
        Ok(verified)
    }
}
