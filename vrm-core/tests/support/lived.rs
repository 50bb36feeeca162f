//! A person's life over a store, with vendors that are played by hand.

use super::two::{Seeded, declaration, instant};
use std::sync::Arc;
use vrm_core::Error;
use vrm_core::agreement::{AgreedTerms, AgreementDraft, VendorParty};
use vrm_core::chain::{StreamHead, StreamId};
use vrm_core::decision::{AgreementId, Request};
use vrm_core::did::Did;
use vrm_core::history::{About, Settings};
use vrm_core::keys::{
    KeyKeeper, PartyKeyPairs, PartyKeys, Randomness, RandomnessFailed, Sealed, SecretKeeper, SignedId, Thumbprint,
    Unverified,
};
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::Letter;
use vrm_core::message::{Anyone, Ask, Body, Message, MessageKind, Never, Proffer, Profile, Reply, Seen, Signature};
use vrm_core::person::Person;
use vrm_core::store::{Guard, Memory, Pair, Store, Write};
use vrm_core::terms::Roster;
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::vocab::Recipient;

/// Repeatable bytes that are remembered.
pub(crate) struct Remembered {
    random: Seeded,
    pub(crate) drawn: Vec<Vec<u8>>,
}

impl Randomness for Remembered {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        self.random.fill(bytes)?;
        self.drawn.push(bytes.to_vec());
        Ok(())
    }
}

/// A person's handle, and what a host has around it.
pub(crate) struct Lived {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) keeper: Arc<dyn KeyKeeper>,
    pub(crate) person: Person,
    pub(crate) random: Remembered,
    pub(crate) at: Instant,
    /// What was taken, as it came.
    pub(crate) received: Vec<Vec<u8>>,
}

/// A vendor with its keys.
pub(crate) struct Vendor {
    pub(crate) pairs: PartyKeyPairs,
    pub(crate) name: Name,
    random: Seeded,
}

pub(crate) fn settings() -> Settings {
    Settings::asking(Language::parse("en").unwrap())
}

pub(crate) fn keeper(byte: u8) -> Arc<dyn KeyKeeper> {
    Arc::new(SecretKeeper::new(&[byte; 32]))
}

/// Everything in a store.
pub(crate) fn rows(store: &dyn Store) -> Vec<Pair> {
    store.scan(b"", &[0xff; 129], u32::MAX).unwrap()
}

/// A store that holds this.
pub(crate) fn holding(rows: &[Pair]) -> Arc<Memory> {
    let store = Arc::new(Memory::new());
    let writes: Vec<Write<'_>> = rows.iter().map(|(key, value)| Write::Put { key, value }).collect();
    store.commit(Guard { key: b"", expect: None }, &writes).unwrap();
    store
}

/// What may be asked of a person about the vendor's declared process.
pub(crate) fn request() -> Request {
    let word = |name: &str| name.parse().unwrap();
    Request::new(word("pd:EmailAddress"), word("dpv:CustomerCare"), word("dpv:Use"), Recipient::Vendor)
}

impl Lived {
    pub(crate) fn begin(store: Arc<dyn Store>, name: &str) -> Self {
        let (at, keeper) = (instant("2026-03-01T09:30:00Z"), keeper(1));
        let mut random = Remembered { random: Seeded::named(name), drawn: Vec::new() };
        let person = Person::create(Arc::clone(&store), Arc::clone(&keeper), &settings(), at, &mut random).unwrap();
        Self { store, keeper, person, random, at, received: Vec::new() }
    }

    /// A minute later.
    pub(crate) fn later(&mut self) -> Instant {
        self.at = self.at.plus_minutes(1).unwrap();
        self.at
    }

    /// The same life, read anew.
    pub(crate) fn reopened(&self) -> Result<Person, Error> {
        Person::open(Arc::clone(&self.store), Arc::clone(&self.keeper), self.person.id())
    }

    pub(crate) fn add(&mut self, vendor: &Vendor, about: &About) -> StreamId {
        let at = self.later();
        self.person.add_vendor(&vendor.did(), about, None, at, &mut self.random).unwrap().relationship
    }

    /// Adds a vendor and takes its profile.
    pub(crate) fn meet(&mut self, vendor: &mut Vendor, about: &About) -> StreamId {
        let stream = self.add(vendor, about);
        let profile = vendor.profile(self.at);
        self.take(profile.as_bytes());
        stream
    }

    pub(crate) fn receive(&mut self, bytes: &[u8]) -> Reception {
        let at = self.later();
        self.person.receive(bytes, at, &mut self.random).unwrap()
    }

    /// Receives what has to be taken.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Outcome {
        match self.receive(bytes) {
            Reception::Received(outcome) => {
                self.received.push(bytes.to_vec());
                outcome
            }
            other => panic!("{other:?}"),
        }
    }

    /// Proffers the base agreement, has the vendor sign it, and signs second.
    pub(crate) fn agree(&mut self, stream: StreamId, vendor: &mut Vendor) -> AgreementId {
        let at = self.later();
        let proffered = self.person.proffer(stream, &["SD-BASE"], None, at, &mut self.random).unwrap();
        let letter = self.letter(&proffered);
        let signed = vendor.sign(&letter, at);
        self.take(&signed);
        let at = self.later();
        self.person.accept(stream, None, at, &mut self.random).unwrap();
        let view = self.person.view();
        let between = view.relationship(stream).unwrap();
        between.agreements().last().unwrap().agreement.id()
    }

    /// Takes a question of the vendor's, and gives its id and its bytes.
    pub(crate) fn asked(&mut self, stream: StreamId, vendor: &mut Vendor, id: AgreementId) -> (SignedId, Vec<u8>) {
        let keys = *self.person.view().relationship(stream).unwrap().own_keys().unwrap();
        let ask = Ask { agreement: id, request: request() };
        let exp = self.at.plus_minutes(60 * 24).unwrap();
        let (id, bytes) = vendor.say(ask, exp, &keys, self.at);
        self.take(&bytes);
        (id, bytes)
    }

    /// Answers a question, and has the vendor acknowledge it.
    pub(crate) fn answered(&mut self, stream: StreamId, vendor: &mut Vendor, question: SignedId, reply: Reply) {
        let at = self.later();
        let outcome = self.person.answer(stream, question, reply, None, at, &mut self.random).unwrap();
        let keys = *self.person.view().relationship(stream).unwrap().own_keys().unwrap();
        let seen = Seen { of: outcome.said[0].letter, stream: StreamHead { n: 1, hash: [1; 32] } };
        let (_, bytes) = vendor.say(seen, Never, &keys, self.at);
        self.take(&bytes);
    }

    /// The letter that a command sent.
    pub(crate) fn letter(&self, outcome: &Outcome) -> Letter {
        let [sent] = outcome.said.as_slice() else { panic!("{outcome:?}") };
        let letters = self.person.outbox(self.at).unwrap();
        letters.into_iter().find(|letter| letter.id == sent.letter).unwrap()
    }
}

impl Vendor {
    pub(crate) fn new(name: &str) -> Self {
        let mut random = Seeded::named(name);
        let pairs = PartyKeyPairs::generate(&mut random).unwrap();
        Self { pairs, name: Name::parse(name).unwrap(), random }
    }

    pub(crate) fn did(&self) -> Did {
        self.pairs.sign().public().to_did()
    }

    /// Its public page.
    pub(crate) fn profile(&mut self, at: Instant) -> String {
        let accepts = [Roster::builtin().entry("SD-BASE").unwrap().pin()].into();
        let body = Profile { name: self.name.clone(), keys: self.pairs.public(), accepts };
        let message = Message::new(body, self.did(), Anyone, at, Never, &mut self.random).unwrap();
        message.sign(self.pairs.sign()).unwrap().as_str().to_owned()
    }

    /// A message to a person, sealed.
    pub(crate) fn say<B: Body<Audience = Thumbprint>>(
        &mut self,
        body: B,
        exp: B::Expiry,
        to: &PartyKeys,
        at: Instant,
    ) -> (SignedId, Vec<u8>) {
        let aud = to.sign().thumbprint();
        let message = Message::new(body, self.did(), aud, at, exp, &mut self.random).unwrap();
        let signed = message.sign(self.pairs.sign()).unwrap();
        (signed.id(), signed.seal(to.seal()).unwrap().as_str().as_bytes().to_vec())
    }

    /// What a letter says.
    pub(crate) fn opens(&self, letter: &Letter) -> Vec<u8> {
        Sealed::parse(&letter.bytes).unwrap().open(self.pairs.seal()).unwrap().as_bytes().to_vec()
    }

    /// Signs what a letter proffers.
    pub(crate) fn sign(&mut self, letter: &Letter, at: Instant) -> Vec<u8> {
        let text = self.opens(letter);
        assert_eq!(MessageKind::of(&text).unwrap(), MessageKind::Proffer);
        let text = Unverified::<Message<Proffer>>::parse(&text).unwrap();
        let proffer = text.verify(&text.own_key().unwrap(), self.pairs.sign().public().thumbprint(), at).unwrap();
        let keys = proffer.value().body().keys;
        let (did, name) = (self.did(), self.name.clone());
        let vendor = VendorParty { did, name, keys: self.pairs.public() };
        let entry = Roster::builtin().entry("SD-BASE").unwrap();
        let terms = AgreedTerms::of(entry, &Language::parse("en").unwrap()).unwrap();
        let accept_by = at.plus_minutes(60 * 24).unwrap();
        let draft = AgreementDraft::new(keys, vendor, terms, declaration(), at, accept_by).answering(proffer.id());
        let half = draft.finish(&mut self.random).unwrap().sign(self.pairs.sign(), at).unwrap();
        self.say(Signature::of(&half).unwrap(), Never, &keys, at).1
    }
}
