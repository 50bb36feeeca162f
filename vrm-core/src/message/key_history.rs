//! The keys of one sender over time.

use super::{Body, Message, MessageError, Rotation};
use crate::did::Did;
use crate::keys::{KeyError, PartyKeys, PublicSigningKey, Thumbprint, Unverified, Verified};
use crate::time::{Days, Instant};
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync, VectorSync};
use std::fmt;

/// How many days the old keys still open what is sealed for them.
pub(crate) const RECEIVES: u32 = 90;

/// A sender as it is pinned: its identifier, and the keys that it had, each in its time.
///
/// Copies share what they have in common. It grows only by a rotation that the old key signed and that the keys before had committed to: who steals the key of
/// today cannot choose the one of tomorrow. Messages are verified with [`verify`](Self::verify), never with a key that was
/// taken out of an agreement once: that one may be old.
///
/// ```
/// use vrm_core::message::{KeyHistory, Message, Never, Rotation};
/// # use vrm_core::keys::{PartyKeyPairs, Randomness, RandomnessFailed, Unverified};
/// # use vrm_core::time::Instant;
/// # struct Host(u8);
/// # impl Randomness for Host {
/// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
/// #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
/// #         Ok(())
/// #     }
/// # }
/// # let random = &mut Host(1);
/// # let now = Instant::parse("2026-03-01T09:30:00Z")?;
/// # let (person, shop) = (PartyKeyPairs::generate(random)?, PartyKeyPairs::generate(random)?);
/// let history = |pairs: &PartyKeyPairs| KeyHistory::start(pairs.sign().public().to_did(), pairs.public());
/// let (me, mut vendor) = (history(&person), history(&shop));
///
/// // The shop makes new keys and says so with the old one.
/// let new = shop.rotate(random)?;
/// let (iss, reader) = (shop.sign().public().to_did(), person.sign().public().thumbprint());
/// let said = Message::new(Rotation { keys: new.public() }, iss, reader, now, Never, random)?.sign(shop.sign())?;
///
/// // The person follows.
/// vendor.rotate(&Unverified::parse(said.as_str().as_bytes())?, &me, now)?;
/// assert_eq!(vendor.current(), &new.public());
/// assert!(vendor.receives(shop.seal().public().thumbprint(), now)); // the old keys still open,
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct KeyHistory {
    did: Did,
    current: PartyKeys,
    /// The keys before, the oldest first, each with the time at which it was rotated out.
    past: VectorSync<(PartyKeys, Instant)>,
    /// Where the keys of a signing key are among them all; none is in two places.
    places: RedBlackTreeMapSync<Thumbprint, usize>,
    /// Every key there ever was, and the one that comes next.
    all: RedBlackTreeSetSync<Thumbprint>,
}

impl KeyHistory {
    /// The identifier and the keys that were pinned at first.
    #[must_use]
    pub fn start(did: Did, keys: PartyKeys) -> Self {
        let places = [(keys.sign().thumbprint(), 0)].into_iter().collect();
        let all = keys.thumbprints().into_iter().collect();
        Self { did, current: keys, past: VectorSync::new_sync(), places, all }
    }

    /// The keys of today.
    #[must_use]
    pub fn current(&self) -> &PartyKeys {
        &self.current
    }

    /// Verifies a message of the sender's, with the key that was in use when it says that it was said: one that comes late
    /// counts.
    ///
    /// # Errors
    /// [`MessageError::NotInUse`] for a key that was not the sender's at that time, [`MessageError::NotOfIssuer`] when it
    /// speaks for another identifier, and as [`Unverified::verify`].
    pub fn verify<B: Body>(
        &self,
        message: &Unverified<Message<B>>,
        reader: B::Audience,
        now: Instant,
    ) -> Result<Verified<Message<B>>, MessageError> {
        let key = self.key(message.kid()).ok_or(MessageError::NotInUse)?;
        let verified = message.verify(key, reader, now)?;
        self.signing_key(verified.kid(), verified.value().iat())?;
        // An identifier that holds a key was compared with the key.
        let pinned = self.did.has_key_inside() || *verified.value().iss() == self.did;
        if pinned { Ok(verified) } else { Err(MessageError::NotOfIssuer) }
    }

    /// Takes a rotation that was said to `other`, the other side; on an error nothing changes.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), of the key of today; [`MessageError::WrongReader`]; [`MessageError::NotTheNextKey`];
    /// [`MessageError::Keys`] when a new key is one of the other side's, whose words it would take over.
    pub fn rotate(
        &mut self,
        rotation: &Unverified<Message<Rotation>>,
        other: &Self,
        now: Instant,
    ) -> Result<Verified<Message<Rotation>>, MessageError> {
        if rotation.kid() != self.current.sign().thumbprint() {
            return Err(MessageError::NotInUse);
        }
        // The other side's own rotation may have crossed it.
        let reader = rotation.peek()?.aud();
        if !other.has_signed(reader) {
            return Err(MessageError::WrongReader);
        }
        let rotation = self.verify(rotation, reader, now)?;
        let (next, at) = (rotation.value().body().keys, rotation.value().iat());
        if next.thumbprints().iter().any(|thumbprint| other.all.contains(thumbprint)) {
            return Err(KeyError::SameKey.into());
        }
        if next.sign().thumbprint() != self.current.next() || self.all.contains(&next.next()) {
            return Err(MessageError::NotTheNextKey);
        }
        next.thumbprints().into_iter().for_each(|thumbprint| self.all.insert_mut(thumbprint));
        self.past.push_back_mut((self.current, at));
        self.places.insert_mut(next.sign().thumbprint(), self.past.len());
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

    /// The thumbprints of every key that signs, or ever signed, for the sender.
    pub(crate) fn signers(&self) -> impl Iterator<Item = Thumbprint> {
        self.places.keys().copied()
    }

    /// Whether the key with this thumbprint signs, or ever signed, for the sender.
    pub(crate) fn has_signed(&self, kid: Thumbprint) -> bool {
        self.places.contains_key(&kid)
    }

    /// The key with this thumbprint, if it is, or ever was, the sender's.
    pub(crate) fn key(&self, kid: Thumbprint) -> Option<&PublicSigningKey> {
        let place = *self.places.get(&kid)?;
        Some(self.past.get(place).map_or(&self.current, |(keys, _)| keys).sign())
    }
}

impl fmt::Debug for KeyHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyHistory({} after {} others)", self.current.sign().thumbprint(), self.past.len())
    }
}
