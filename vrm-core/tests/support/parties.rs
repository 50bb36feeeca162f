//! Two sides, their keys and an agreement between them, the same on every run.

use sha2::{Digest as _, Sha256};
use vrm_core::agreement::{AgreedTerms, Agreement, AgreementDraft, Document, Role, VendorParty};
use vrm_core::keys::{
    PartyKeyPairs, PartyKeys, Payload, Randomness, RandomnessFailed, SigningKeyPair, Thumbprint, Unverified, Verified,
};
use vrm_core::message::{Body, KeyHistory, Message, Never, Rotation};
use vrm_core::terms::{Declaration, Entry, Process, Roster};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::vocab::Recipient;

/// Bytes that look random and are the same for the same name.
pub(crate) struct Repeatable {
    seed: [u8; 32],
    counter: u64,
}

impl Repeatable {
    pub(crate) fn new(name: &str) -> Self {
        Self { seed: Sha256::digest(name).into(), counter: 0 }
    }
}

impl Randomness for Repeatable {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        for chunk in bytes.chunks_mut(32) {
            self.counter += 1;
            let block = Sha256::new().chain_update(self.seed).chain_update(self.counter.to_be_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

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

/// So many seconds after 2026-03-01T09:30:00Z, when the parties below meet.
pub(crate) fn after(seconds: i64) -> Instant {
    Instant::from_unix(1_772_357_400 + seconds).unwrap()
}

pub(crate) fn base_entry() -> &'static Entry {
    Roster::builtin().entry("SD-BASE").unwrap()
}

/// A person, a shop, and where their keys come from.
pub(crate) struct Two {
    pub(crate) person: PartyKeyPairs,
    pub(crate) shop: PartyKeyPairs,
    pub(crate) random: Repeatable,
}

impl Two {
    pub(crate) fn new(name: &str) -> Self {
        let mut random = Repeatable::new(name);
        let mut pairs = || PartyKeyPairs::generate(&mut random).unwrap();
        Self { person: pairs(), shop: pairs(), random }
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

    /// The base agreement over customer care by e-mail, unsigned.
    pub(crate) fn document(&mut self) -> Document {
        let care = Process::new(
            ["pd:EmailAddress".parse().unwrap()],
            ["dpv:CustomerCare".parse().unwrap()],
            ["dpv:Use".parse().unwrap()],
            [Recipient::Vendor],
        );
        let vendor = VendorParty {
            did: self.shop.sign().public().to_did(),
            name: Name::parse("Shop").unwrap(),
            keys: self.shop.public(),
        };
        let terms = AgreedTerms::of(base_entry(), &Language::parse("en").unwrap()).unwrap();
        let declaration = Declaration::new([care]).unwrap();
        let draft = AgreementDraft::new(self.person.public(), vendor, terms, declaration, after(0), after(3600));
        draft.finish(&mut self.random).unwrap()
    }

    /// The same, signed by both.
    pub(crate) fn agreement(&mut self) -> Agreement {
        let half = self.document().sign(self.person.sign(), after(0)).unwrap();
        half.countersign(self.shop.sign(), after(60)).unwrap()
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
