//! A life that was lived, and its export line by line.

use super::parties::Seeded;
use super::two::{declaration, later, now};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use vrm_core::chain::{Commitment, Head, Stream, StreamId};
use vrm_core::decision::{AgreementId, Block, Request, Selector, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::error::Error;
use vrm_core::history::{About, Settings};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::keys::{PartyKeyPairs, SecretKeeper, SigningKeyPair};
use vrm_core::life::Reception;
use vrm_core::message::{Anyone, Message, Never, Profile, Reply, RosterStatement};
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::{Draft, Preference, Preferences, Prohibition, Roster, Talk, When, Who};
use vrm_core::text::{Language, Name};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::Recipient;

/// A person with three vendors: a shop with an agreement, one that was erased, and one that has not answered.
pub(crate) struct Lived {
    pub(crate) person: Person,
    pub(crate) store: Arc<Memory>,
    pub(crate) desk: Desk,
    pub(crate) shop: Did,
    pub(crate) relationship: StreamId,
    pub(crate) erased: StreamId,
    /// The vendor that was erased.
    pub(crate) gone: Did,
    pub(crate) agreement: AgreementId,
    /// Every letter that the person took, as it came.
    pub(crate) taken: Vec<Vec<u8>>,
    pub(crate) at: Instant,
    pub(crate) random: Seeded,
}

pub(crate) fn keeper(secret: u8) -> Arc<SecretKeeper> {
    Arc::new(SecretKeeper::new(&[secret; 32]))
}

pub(crate) fn care() -> Request {
    let word = |word: &str| word.parse().unwrap();
    Request::new(
        word("pd:EmailAddress"),
        "dpv:CustomerCare".parse().unwrap(),
        "dpv:Use".parse().unwrap(),
        Recipient::Vendor,
    )
}

fn settings() -> Settings {
    let accept = vec!["SD-BASE".to_owned()];
    let line = Preference { when: When::Always, talk: Talk::Anyone, accept, by: Who::Agent };
    let preferences = Preferences::new(Roster::builtin(), [line]).unwrap();
    Settings { preferences, ..Settings::asking(Language::parse("fr").unwrap()) }
}

fn desk(name: &str, at: Instant, random: &mut Seeded) -> Desk {
    let name = Name::parse(name).unwrap();
    let store = Arc::new(Memory::new());
    let asking = Settings::asking(Language::parse("fr").unwrap());
    let mut desk = Desk::create(store, keeper(9), None, &name, &asking, at, random).unwrap();
    desk.declare("SD-BASE", &declaration(), None, at, random).unwrap();
    desk.set_settings(&settings(), None, at, random).unwrap();
    desk.publish(None, at, random).unwrap();
    desk
}

pub(crate) fn received(reception: &Reception) {
    assert!(matches!(reception, Reception::Received(_)), "{reception:?}");
}

impl Lived {
    pub(crate) fn new(seed: u64) -> Self {
        let (at, mut random, store) = (now(), Seeded::new(seed), Arc::new(Memory::new()));
        let person = Person::create(store.clone(), keeper(1), &settings(), at, &mut random).unwrap();
        let desk = desk("Bäckerei Süd", at, &mut random);
        let shop = desk.keys().unwrap().sign().to_did();
        let (nowhere, nothing) = (StreamId::OWN, AgreementId::from_bytes([0; 32]));
        let mut lived = Self {
            person,
            store,
            desk,
            shop: shop.clone(),
            relationship: nowhere,
            erased: nowhere,
            gone: shop,
            agreement: nothing,
            taken: Vec::new(),
            at,
            random,
        };
        lived.set_up();
        lived.leave_another();
        lived.agree();
        lived.steer();
        lived.write_to_a_third();
        lived
    }

    fn set_up(&mut self) {
        let (at, random) = (self.at, &mut self.random);
        let mut own = Draft::own();
        own.forbid(Prohibition::new("no-profile").operation(["dpv:Profiling".parse().unwrap()]));
        self.person.set_terms(Some(&own.finish().unwrap()), None, at, random).unwrap();
        for id in ["no-ads", "no-calls"] {
            let what = Prohibition::new(id).purpose(["dpv:Marketing".parse().unwrap()]);
            let block = Block { against: Selector::Everyone, what, window: Window::ALWAYS };
            self.person.block(&block, None, at, random).unwrap();
        }
        self.person.unblock("no-calls", None, at, random).unwrap();
        let (commons, roster) = (SigningKeyPair::generate(random).unwrap(), super::rosters::other_roster("1.0.0"));
        let statement = RosterStatement::of(&roster, at).sign(&commons).unwrap();
        let (document, statement) = (roster.to_document(), statement.as_str().as_bytes());
        self.person.load_roster(document.as_bytes(), statement, commons.public(), None, at, random).unwrap();
    }

    /// A relationship that comes to an agreement, ends, and is erased.
    fn leave_another(&mut self) {
        let other = desk("Anders", self.at, &mut self.random);
        let own = std::mem::replace(&mut self.desk, other);
        let (stream, agreement) = self.agree_with_desk();
        self.person.end(stream, agreement, None, self.at, &mut self.random).unwrap();
        self.carry();
        self.wait(60);
        self.person.erase(stream, None, self.at, &mut self.random).unwrap();
        self.erased = stream;
        self.gone = self.desk.keys().unwrap().sign().to_did();
        self.taken.clear();
        self.desk = own;
    }

    fn agree(&mut self) {
        (self.relationship, self.agreement) = self.agree_with_desk();
    }

    fn agree_with_desk(&mut self) -> (StreamId, AgreementId) {
        let vendor = self.desk.keys().unwrap().sign().to_did();
        let about = About { name: Some(Name::parse("Mein Laden").unwrap()), ..About::default() };
        let stream = self.person.add_vendor(&vendor, &about, None, self.at, &mut self.random).unwrap().relationship;
        let profile = self.desk.profile().unwrap().as_bytes().to_vec();
        received(&self.person.receive(&profile, self.at, &mut self.random).unwrap());
        self.taken.push(profile);
        self.wait(60);
        self.person.proffer(stream, &["SD-BASE"], None, self.at, &mut self.random).unwrap();
        self.carry();
        let view = self.person.view();
        let agreement = view.relationship(stream).unwrap().agreements().next().unwrap().agreement.id();
        (stream, agreement)
    }

    /// A question and its answer, new keys on both sides, grants held back and one withdrawn.
    fn steer(&mut self) {
        let customer = self.desk.customers().unwrap()[0];
        self.wait(60);
        self.desk.ask(customer, self.agreement, &care(), None, self.at, &mut self.random).unwrap();
        self.carry();
        let view = self.person.view();
        let (question, _) = view.relationship(self.relationship).unwrap().questions().next().unwrap();
        let (at, random) = (self.at, &mut self.random);
        self.person.answer(self.relationship, question, Reply::Standing, None, at, random).unwrap();
        self.carry();
        self.wait(60);
        self.person.rotate_keys(self.relationship, None, self.at, &mut self.random).unwrap();
        self.carry();
        self.wait(60);
        self.desk.rotate_keys(None, self.at, &mut self.random).unwrap();
        self.desk.announce_keys(customer, None, self.at, &mut self.random).unwrap();
        self.carry();
        self.wait(60);
        let view = self.person.view();
        let grant = view.grants(self.relationship).unwrap().next().unwrap().id;
        let (at, random) = (self.at, &mut self.random);
        self.person.record_use(self.relationship, grant, None, at, random).unwrap();
        self.person.pause(self.relationship, self.agreement, &WhichGrants::All, None, at, random).unwrap();
        self.carry();
        self.wait(60);
        let which = WhichGrants::These([grant].into());
        self.person
            .resume(self.relationship, self.agreement, &WhichGrants::All, None, self.at, &mut self.random)
            .unwrap();
        self.person.withdraw(self.relationship, self.agreement, &which, None, self.at, &mut self.random).unwrap();
    }

    /// A vendor that was played by hand: its profile, and a proffer that left and waits.
    fn write_to_a_third(&mut self) {
        let pairs = PartyKeyPairs::generate(&mut self.random).unwrap();
        let (vendor, at) = (pairs.sign().public().to_did(), self.at);
        let accepts = [Roster::builtin().entry("SD-BASE").unwrap().pin()].into();
        let profile = Profile { name: Name::parse("Dritter").unwrap(), keys: pairs.public(), accepts };
        let profile = Message::new(profile, vendor.clone(), Anyone, at, Never, &mut self.random).unwrap();
        let profile = profile.sign(pairs.sign()).unwrap();
        let added = self.person.add_vendor(&vendor, &About::default(), None, at, &mut self.random).unwrap();
        received(&self.person.receive(profile.as_str().as_bytes(), at, &mut self.random).unwrap());
        let said = self.person.proffer(added.relationship, &["SD-BASE"], None, at, &mut self.random).unwrap();
        self.person.sent(said.said[0].letter).unwrap();
    }

    pub(crate) fn wait(&mut self, seconds: i64) {
        self.at = later(self.at, seconds);
    }

    /// Carries letters between the person and the desk until none is left.
    pub(crate) fn carry(&mut self) {
        loop {
            let mine = self.person.outbox(self.at).unwrap();
            let theirs = self.desk.outbox(self.at).unwrap();
            if mine.is_empty() && theirs.is_empty() {
                return;
            }
            for letter in mine {
                received(&self.desk.receive(&letter.bytes, self.at, &mut self.random).unwrap());
                self.person.sent(letter.id).unwrap();
            }
            for (customer, letter) in theirs {
                received(&self.person.receive(&letter.bytes, self.at, &mut self.random).unwrap());
                self.desk.sent(customer, letter.id).unwrap();
                self.taken.push(letter.bytes);
            }
        }
    }

    /// As [`carry`](Self::carry), where the desk may have taken some of the letters before.
    pub(crate) fn carry_again(&mut self) {
        for letter in self.person.outbox(self.at).unwrap() {
            if let Reception::Rejected { error } = self.desk.receive(&letter.bytes, self.at, &mut self.random).unwrap()
            {
                panic!("{error}");
            }
            self.person.sent(letter.id).unwrap();
        }
        self.carry();
    }

    pub(crate) fn lines(&self) -> Lines {
        Lines::of(self.person.danger_export().unwrap().danger_expose())
    }
}

/// Imports into a fresh store, which is given too.
pub(crate) fn import(export: &[u8], seed: u64) -> (Result<Person, Error>, Arc<Memory>) {
    let store = Arc::new(Memory::new());
    let person = Person::import(export, store.clone(), keeper(2), &mut Seeded::new(seed));
    (person, store)
}

pub(crate) fn is_empty(store: &dyn Store) -> bool {
    store.scan(&[], &[0xff; 40], 1).unwrap().is_empty()
}

/// An export as lines that can be changed, by somebody who knows how hashes are made.
#[derive(Clone)]
pub(crate) struct Lines(pub(crate) Vec<String>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.lines().map(str::to_owned).collect())
    }

    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|line| format!("{line}\n")).collect()
    }

    pub(crate) fn object(&self, index: usize) -> Object {
        match foreign::parse(self.0[index].as_bytes()).unwrap() {
            Value::Object(object) => object,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn kind(&self, index: usize) -> String {
        self.text_at(index, "kind")
    }

    pub(crate) fn text_at(&self, index: usize, member: &str) -> String {
        match self.object(index).get(member) {
            Some(Value::String(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// The lines of a kind.
    pub(crate) fn all(&self, kind: &str) -> Vec<usize> {
        (0..self.0.len()).filter(|index| self.kind(*index) == kind).collect()
    }

    /// The events of a kind, by their lines.
    pub(crate) fn events(&self, kind: &str) -> Vec<usize> {
        let named = format!("\"kind\":\"{kind}\"");
        self.all("event").into_iter().filter(|index| self.text_at(*index, "event").contains(&named)).collect()
    }

    /// Sets a member of a line.
    pub(crate) fn set(&mut self, index: usize, member: &str, value: impl Into<Value>) {
        self.0[index] = Value::Object(self.object(index).with(member, value)).canonical();
    }

    /// Takes a member out of a line.
    pub(crate) fn unset(&mut self, index: usize, member: &str) {
        let object = self.object(index);
        let kept = object.iter().filter(|(name, _)| *name != member);
        let kept = kept.fold(Object::new(), |kept, (name, value)| kept.with(name, value.clone()));
        self.0[index] = Value::Object(kept).canonical();
    }

    /// Changes the text of an event.
    pub(crate) fn rewrite(&mut self, index: usize, from: &str, to: &str) {
        let text = self.text_at(index, "event");
        assert!(text.contains(from), "{text}");
        self.set(index, "event", text.replacen(from, to, 1));
    }

    /// The end's hash, as it would be.
    pub(crate) fn sealed(mut self) -> Self {
        let last = self.0.len() - 1;
        let mut hash = Sha256::new();
        hash.update(b"vrm:export:v1\0");
        self.0[..last].iter().for_each(|line| hash.update(format!("{line}\n")));
        let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.set(last, "hash", hash);
        self
    }

    /// The header's head, as the events lead to it, and the end's hash.
    pub(crate) fn chained(mut self) -> Self {
        let (mut head, mut streams) = (Head::START, std::collections::BTreeMap::<String, Stream>::new());
        for index in 2..self.0.len() {
            let (id, commitment) = match self.kind(index).as_str() {
                "event" => {
                    let event = self.text_at(index, "event");
                    let Value::Object(read) = foreign::parse(event.as_bytes()).unwrap() else { panic!() };
                    let Some(Value::String(id)) = read.get("stream") else { panic!() };
                    (id.clone(), Commitment::to(&bytes(&self.text_at(index, "salt")), event.as_bytes()))
                }
                "erased" => {
                    (self.text_at(index, "stream"), Commitment::from_bytes(bytes(&self.text_at(index, "commitment"))))
                }
                _ => continue,
            };
            let stream = streams.get(&id).copied().unwrap_or_else(|| Stream::start(bytes(&id))).after(&commitment);
            head = head.after(&stream);
            streams.insert(id, stream);
        }
        let hash: String = head.hash().iter().map(|byte| format!("{byte:02x}")).collect();
        let p = i64::try_from(head.p()).unwrap();
        self.set(0, "head", Object::new().with("p", p).with("hash", hash));
        self.sealed()
    }
}

pub(crate) fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    std::array::from_fn(|index| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).unwrap())
}

/// The kinds of the lines that may be left out, in their order; none may be twice there, or in another's place.
pub(crate) fn may_be_left_out(lines: &Lines) -> Vec<String> {
    let (last, mut forgotten) = (lines.0.len() - 1, Vec::new());
    for index in 0..last {
        let mut without = lines.clone();
        without.0.remove(index);
        if import(without.sealed().text().as_bytes(), 5).0.is_ok() {
            forgotten.push(lines.kind(index));
        }
        let mut twice = lines.clone();
        twice.0.insert(index, lines.0[index].clone());
        assert!(import(twice.sealed().text().as_bytes(), 5).0.is_err(), "line {index} twice");
        if index + 1 < last {
            let mut moved = lines.clone();
            moved.0.swap(index, index + 1);
            assert!(import(moved.sealed().text().as_bytes(), 5).0.is_err(), "line {index} moved");
        }
    }
    forgotten
}
