//! The keys of one sender over time.

use super::{Message, MessageError, Rotation};
use crate::keys::{PartyKeys, PublicSigningKey, Thumbprint, Unverified, Verified};
use crate::time::{Days, Instant};

/// How many days the old keys still open what is sealed for them.
const RECEIVES: u32 = 90;

/// The keys that one side had, each in its time. It grows only by a rotation that the old key signed and that the keys
/// before had committed to: who steals the key of today cannot choose the one of tomorrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHistory {
    current: PartyKeys,
    /// The keys before, the oldest first, each with the time at which it was rotated out.
    past: Vec<(PartyKeys, Instant)>,
}

impl KeyHistory {
    /// The keys that were pinned at first.
    #[must_use]
    pub fn start(keys: PartyKeys) -> Self {
        Self { current: keys, past: Vec::new() }
    }

    /// The keys of today.
    #[must_use]
    pub fn current(&self) -> &PartyKeys {
        &self.current
    }

    /// Takes a rotation for `reader`; on an error nothing changes.
    ///
    /// # Errors
    /// [`MessageError`] as of any message, signed with the key of today; [`MessageError::NotInUse`] when it was said
    /// before that key was the sender's; [`MessageError::NotTheNextKey`].
    pub fn rotate(
        &mut self,
        rotation: &Unverified<Message<Rotation>>,
        reader: Thumbprint,
        now: Instant,
    ) -> Result<Verified<Message<Rotation>>, MessageError> {
        let rotation = rotation.verify(self.current.sign(), reader, now)?;
        self.signing_key(rotation.kid(), rotation.value().iat())?;
        let next = rotation.value().body().keys;
        if next.sign().thumbprint() != self.current.next() || self.known(next.next()) {
            return Err(MessageError::NotTheNextKey);
        }
        self.past.push((self.current, rotation.value().iat()));
        self.current = next;
        Ok(rotation)
    }

    /// The key with this thumbprint, if it was the sender's at a time: old keys sign nothing after they are rotated out.
    ///
    /// # Errors
    /// [`MessageError::NotInUse`].
    pub fn signing_key(&self, kid: Thumbprint, at: Instant) -> Result<&PublicSigningKey, MessageError> {
        let mut since = None;
        for (keys, until) in &self.past {
            if keys.sign().thumbprint() == kid && since.is_none_or(|since| since <= at) && at <= *until {
                return Ok(keys.sign());
            }
            since = Some(*until);
        }
        let current = self.current.sign();
        let in_use = current.thumbprint() == kid && since.is_none_or(|since| since <= at);
        if in_use { Ok(current) } else { Err(MessageError::NotInUse) }
    }

    /// Whether what is sealed for the key with this thumbprint is still opened: old keys receive for 90 days.
    #[must_use]
    pub fn receives(&self, kid: Thumbprint, now: Instant) -> bool {
        let old = self.past.iter().filter(|(keys, _)| keys.seal().thumbprint() == kid);
        self.current.seal().thumbprint() == kid
            || old.into_iter().any(|(_, until)| until.plus(Days::new(RECEIVES)).is_ok_and(|last| now < last))
    }

    /// Whether the key with this thumbprint signs, or ever signed, for the sender.
    pub(crate) fn known(&self, kid: Thumbprint) -> bool {
        self.all().any(|keys| keys.sign().thumbprint() == kid)
    }

    /// Whether a key among these is, or ever was, one of the sender's.
    pub(crate) fn shares_a_key_with(&self, keys: &PartyKeys) -> bool {
        self.all().any(|own| own.shares_a_key_with(keys))
    }

    fn all(&self) -> impl Iterator<Item = &PartyKeys> {
        self.past.iter().map(|(keys, _)| keys).chain([&self.current])
    }
}
