//! Two sides that are called by a name, and what they say to each other.

pub(crate) use super::two::{Seeded, Two};

use super::two::{later, now};
use sha2::{Digest as _, Sha256};
use vrm_core::agreement::Role;
use vrm_core::keys::{
    PartyKeyPairs, PartyKeys, Payload, Randomness, RandomnessFailed, SigningKeyPair, Thumbprint, Unverified, Verified,
};
use vrm_core::message::{Body, KeyHistory, Message, Never, Rotation};
use vrm_core::terms::{Entry, Roster};
use vrm_core::time::Instant;

/// Exactly these bytes, once.
pub(crate) struct Fixed<'a>(pub(crate) &'a [u8]);

impl Randomness for Fixed<'_> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        let (now, later) = self.0.split_at_checked(bytes.len()).ok_or(RandomnessFailed)?;
        bytes.copy_from_slice(now);
        self.0 = later;
        Ok(())
    }
}

/// So many seconds after the two sides meet.
pub(crate) fn after(seconds: i64) -> Instant {
    later(now(), seconds)
}

pub(crate) fn base_entry() -> &'static Entry {
    Roster::builtin().entry("SD-BASE").unwrap()
}

impl Seeded {
    /// Bytes that are the same for the same name.
    pub(crate) fn named(name: &str) -> Self {
        let hash: [u8; 32] = Sha256::digest(name).into();
        Self::new(u64::from_be_bytes(std::array::from_fn(|index| hash[index])))
    }
}

impl Two {
    /// Two sides whose keys are the same for the same name.
    pub(crate) fn named(name: &str) -> Self {
        let mut random = Seeded::named(name);
        let mut pairs = || PartyKeyPairs::generate(&mut random).unwrap();
        let (person, shop) = (pairs(), pairs());
        Self { person, shop, random }
    }

    pub(crate) fn side(&self, role: Role) -> &PartyKeyPairs {
        match role {
            Role::Person => &self.person,
            Role::Vendor => &self.shop,
        }
    }

    pub(crate) fn kid(&self, role: Role) -> Thumbprint {
        self.side(role).sign().public().thumbprint()
    }

    /// A message of one side to the other.
    pub(crate) fn say<B>(&mut self, from: Role, body: B, at: Instant) -> Verified<Message<B>>
    where
        B: Body<Audience = Thumbprint, Expiry = Never>,
    {
        let aud = self.kid(from.other());
        let pair = match from {
            Role::Person => self.person.sign(),
            Role::Vendor => self.shop.sign(),
        };
        said(body, pair, aud, at, &mut self.random)
    }

    /// New keys of one side: it says so with the old ones, and has the new ones from then on. Gives the old ones too.
    pub(crate) fn rotate(&mut self, of: Role, at: Instant) -> (Verified<Message<Rotation>>, PartyKeyPairs) {
        let next = match of {
            Role::Person => self.person.rotate(&mut self.random).unwrap(),
            Role::Vendor => self.shop.rotate(&mut self.random).unwrap(),
        };
        let rotation = self.say(of, Rotation { keys: next.public() }, at);
        let side = match of {
            Role::Person => &mut self.person,
            Role::Vendor => &mut self.shop,
        };
        (rotation, std::mem::replace(side, next))
    }
}

/// A side as the other pins it.
pub(crate) fn pinned(keys: PartyKeys) -> KeyHistory {
    KeyHistory::start(keys.sign().to_did(), keys)
}

/// A message of whoever has `pair`, to whom it may concern.
pub(crate) fn said<B>(
    body: B,
    pair: &SigningKeyPair,
    aud: Thumbprint,
    at: Instant,
    random: &mut dyn Randomness,
) -> Verified<Message<B>>
where
    B: Body<Audience = Thumbprint, Expiry = Never>,
{
    let message = Message::new(body, pair.public().to_did(), aud, at, Never, random).unwrap();
    message.sign(pair).unwrap()
}

/// The text of a message, to be verified by somebody else.
pub(crate) fn unverified<T: Payload>(signed: &Verified<T>) -> Unverified<T> {
    Unverified::parse(signed.as_str().as_bytes()).unwrap()
}
