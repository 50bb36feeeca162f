//! The keys of one sender over time.

use super::{Message, MessageError, Rotation};
use crate::keys::{PartyKeys, PublicSigningKey, Thumbprint, Unverified, Verified};
use crate::time::{Days, Instant};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How many days the old keys still open what is sealed for them.
const RECEIVES: u32 = 90;

/// The keys that one side had, each in its time. It grows only by a rotation that the old key signed and that the keys
/// before had committed to: who steals the key of today cannot choose the one of tomorrow.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyHistory {
    current: PartyKeys,
    /// The keys before, the oldest first, each with the time at which it was rotated out.
    past: Vec<(PartyKeys, Instant)>,
    /// Which of them all a signing key is in; none is in two.
    places: BTreeMap<Thumbprint, usize>,
    /// Every key there ever was, and the one that comes next.
    all: BTreeSet<Thumbprint>,
}

impl KeyHistory {
    /// The keys that were pinned at first.
    #[must_use]
    pub fn start(keys: PartyKeys) -> Self {
        let places = [(keys.sign().thumbprint(), 0)].into();
        Self { current: keys, past: Vec::new(), places, all: keys.thumbprints().into() }
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
        let (next, at) = (rotation.value().body().keys, rotation.value().iat());
        self.signing_key(rotation.kid(), at)?;
        if next.sign().thumbprint() != self.current.next() || self.all.contains(&next.next()) {
            return Err(MessageError::NotTheNextKey);
        }
        self.all.extend(next.thumbprints());
        self.past.push((self.current, at));
        self.places.insert(next.sign().thumbprint(), self.past.len());
        self.current = next;
        Ok(rotation)
    }

    /// The key with this thumbprint, if it was the sender's at a time: old keys sign nothing after they are rotated out.
    ///
    /// # Errors
    /// [`MessageError::NotInUse`].
    pub fn signing_key(&self, kid: Thumbprint, at: Instant) -> Result<&PublicSigningKey, MessageError> {
        let place = *self.places.get(&kid).ok_or(MessageError::NotInUse)?;
        let (keys, until) = match self.past.get(place) {
            Some((keys, until)) => (keys, Some(*until)),
            None => (&self.current, None),
        };
        let before = place.checked_sub(1).and_then(|before| self.past.get(before));
        let begun = before.is_none_or(|(_, since)| *since <= at);
        if begun && until.is_none_or(|until| at <= until) { Ok(keys.sign()) } else { Err(MessageError::NotInUse) }
    }

    /// Whether what is sealed for the key with this thumbprint is still opened: old keys receive for 90 days.
    #[must_use]
    pub fn receives(&self, kid: Thumbprint, now: Instant) -> bool {
        let old = self.past.iter().filter(|(keys, _)| keys.seal().thumbprint() == kid);
        self.current.seal().thumbprint() == kid
            || old.into_iter().any(|(_, until)| until.plus(Days::new(RECEIVES)).is_ok_and(|last| now < last))
    }

    /// Whether the key with this thumbprint signs, or ever signed, for the sender.
    pub(crate) fn has_signed(&self, kid: Thumbprint) -> bool {
        self.places.contains_key(&kid)
    }

    /// Whether a key among these is, or ever was, one of the sender's.
    pub(crate) fn shares_a_key_with(&self, keys: &PartyKeys) -> bool {
        keys.thumbprints().iter().any(|thumbprint| self.all.contains(thumbprint))
    }
}

impl fmt::Debug for KeyHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyHistory({} after {} others)", self.current.sign().thumbprint(), self.past.len())
    }
}
