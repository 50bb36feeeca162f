//! A person and desks that write to one another: everything through the handles, letters carried by hand.

use super::two::{Seeded, declaration, later, now};
use std::sync::Arc;
use vrm_core::chain::StreamId;
use vrm_core::decision::{AgreementId, Effect, Grant, GrantId, Request};
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::error::Error;
use vrm_core::history::{About, Settings};
use vrm_core::keys::SecretKeeper;
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::{Letter, LogId};
use vrm_core::negotiation::NegotiationState;
use vrm_core::person::Person;
use vrm_core::relationship::AgreementState;
use vrm_core::store::{Guard, Memory, Pair, Store, Write};
use vrm_core::terms::{Declaration, Preference, Preferences, Roster, Talk, When, Who};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::view::Relationship;

/// One person and one shop that have met.
pub(crate) struct Met {
    pub(crate) person: Person,
    pub(crate) desk: Desk,
    pub(crate) shop: Did,
    pub(crate) relationship: StreamId,
    pub(crate) at: Instant,
    pub(crate) random: Seeded,
    pub(crate) person_store: Arc<dyn Store>,
    pub(crate) desk_store: Arc<dyn Store>,
}

pub(crate) fn keeper() -> Arc<SecretKeeper> {
    Arc::new(SecretKeeper::new(&[7; 32]))
}

pub(crate) fn french() -> Language {
    Language::parse("fr").unwrap()
}

/// Settings that accept these entries, best first.
pub(crate) fn settings(accept: &[&str], by: Who) -> Settings {
    let accept = accept.iter().map(|id| (*id).to_owned()).collect();
    let line = Preference { when: When::Always, talk: Talk::Anyone, accept, by };
    Settings { preferences: Preferences::new(Roster::builtin(), [line]).unwrap(), ..Settings::asking(french()) }
}

/// A desk that processes the same under each of these entries and accepts them.
pub(crate) fn desk(
    store: &Arc<dyn Store>,
    name: &str,
    accept: &[&str],
    by: Who,
    at: Instant,
    random: &mut Seeded,
) -> Desk {
    let name = Name::parse(name).unwrap();
    let mut desk =
        Desk::create(Arc::clone(store), keeper(), None, &name, &Settings::asking(french()), at, random).unwrap();
    for entry in accept {
        desk.declare(entry, &declaration(), None, at, random).unwrap();
    }
    desk.set_settings(&settings(accept, by), None, at, random).unwrap();
    desk.publish(None, at, random).unwrap();
    desk
}

/// What was taken.
pub(crate) fn received(reception: Reception) -> Outcome {
    match reception {
        Reception::Received(outcome) => outcome,
        other => panic!("not taken: {other:?}"),
    }
}

/// Why it was refused.
pub(crate) fn rejected(reception: Reception) -> Error {
    match reception {
        Reception::Rejected { error } => error,
        other => panic!("not refused: {other:?}"),
    }
}

impl Met {
    pub(crate) fn new(mine: &[&str], theirs: &[&str], by: Who) -> Self {
        Self::over(Arc::new(Memory::new()), Arc::new(Memory::new()), mine, theirs, by)
    }

    pub(crate) fn over(
        person_store: Arc<dyn Store>,
        desk_store: Arc<dyn Store>,
        mine: &[&str],
        theirs: &[&str],
        by: Who,
    ) -> Self {
        let (at, mut random) = (now(), Seeded::new(1));
        let desk = desk(&desk_store, "Bäckerei Süd", theirs, Who::Agent, at, &mut random);
        let mut person =
            Person::create(Arc::clone(&person_store), keeper(), &settings(mine, by), at, &mut random).unwrap();
        let shop = desk.keys().unwrap().sign().to_did();
        let added = person.add_vendor(&shop, &About::default(), None, at, &mut random).unwrap();
        received(person.receive(desk.profile().unwrap().as_bytes(), at, &mut random).unwrap());
        let relationship = added.relationship;
        Self { person, desk, shop, relationship, at, random, person_store, desk_store }
    }

    /// Time passes.
    pub(crate) fn wait(&mut self, seconds: i64) -> Instant {
        self.at = later(self.at, seconds);
        self.at
    }

    /// Carries every letter until none is left, and gives what became of each.
    pub(crate) fn carry(&mut self) -> Vec<Reception> {
        let mut receptions = Vec::new();
        loop {
            let mine = self.person.outbox(self.at).unwrap();
            let theirs = self.desk.outbox(self.at).unwrap();
            if mine.is_empty() && theirs.is_empty() {
                return receptions;
            }
            for letter in mine {
                receptions.push(self.desk.receive(&letter.bytes, self.at, &mut self.random).unwrap());
                self.person.sent(letter.id).unwrap();
            }
            for (customer, letter) in theirs {
                receptions.push(self.person.receive(&letter.bytes, self.at, &mut self.random).unwrap());
                self.desk.sent(customer, letter.id).unwrap();
            }
        }
    }

    /// Proffers, and carries everything that follows.
    pub(crate) fn proffer(&mut self, entries: &[&str]) -> Vec<Reception> {
        self.person.proffer(self.relationship, entries, None, self.at, &mut self.random).unwrap();
        self.carry()
    }

    /// An agreement in force on both sides.
    pub(crate) fn agreed() -> (Self, AgreementId) {
        let mut met = Self::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
        met.proffer(&["SD-BASE"]);
        let agreement = met.agreement();
        (met, agreement)
    }

    /// The agreement that is there, the same on both sides.
    pub(crate) fn agreement(&mut self) -> AgreementId {
        let view = self.person.view();
        let mine: Vec<AgreementId> =
            view.relationship(self.relationship).unwrap().agreements().map(|agreed| agreed.agreement.id()).collect();
        let customer = self.customer();
        let view = self.desk.customer(customer).unwrap();
        let theirs: Vec<AgreementId> =
            view.relationships().next().unwrap().agreements().map(|agreed| agreed.agreement.id()).collect();
        assert_eq!(mine, theirs);
        mine[0]
    }

    pub(crate) fn customer(&self) -> LogId {
        self.desk.customers().unwrap()[0]
    }
}

/// The settings of a desk or person, line by line.
pub(crate) fn line(talk: Talk, accept: &[&str], by: Who) -> Settings {
    let accept = accept.iter().map(|id| (*id).to_owned()).collect();
    let line = Preference { when: When::Always, talk, accept, by };
    Settings { preferences: Preferences::new(Roster::builtin(), [line]).unwrap(), ..Settings::asking(french()) }
}

/// Every row of a store.
pub(crate) fn rows(store: &Arc<dyn Store>) -> Vec<Pair> {
    store.scan(&[], &[0xff; 64], u32::MAX).unwrap()
}

/// The same rows in a store of their own: a backup, taken now.
pub(crate) fn copy(store: &Arc<dyn Store>) -> Arc<dyn Store> {
    let copy = Memory::new();
    let rows = rows(store);
    let writes: Vec<_> = rows.iter().map(|(key, value)| Write::Put { key, value }).collect();
    copy.commit(Guard { key: b"", expect: None }, &writes).unwrap();
    Arc::new(copy)
}

impl Met {
    /// A person and a desk with these settings; the desk declares the same under each entry that it accepts.
    pub(crate) fn with(mine: &Settings, theirs: &Settings, declared: &Declaration) -> Self {
        let entries: Vec<&str> =
            theirs.preferences.list().iter().flat_map(|line| &line.accept).map(String::as_str).collect();
        let mut met = Self::new(&[], &["SD-BASE"], Who::Agent);
        let (at, random) = (met.at, &mut met.random);
        for entry in &entries {
            met.desk.declare(entry, declared, None, at, random).unwrap();
        }
        met.desk.set_settings(theirs, None, at, random).unwrap();
        met.person.set_settings(mine, None, at, random).unwrap();
        met
    }

    /// What the person has with the shop.
    pub(crate) fn here(&self) -> Relationship {
        self.person.view().relationship(self.relationship).unwrap().clone()
    }

    /// What the shop has with the customer.
    pub(crate) fn there(&mut self) -> Relationship {
        let customer = self.customer();
        self.desk.customer(customer).unwrap().relationships().next().unwrap().clone()
    }

    /// Where the negotiation stands on the two sides.
    pub(crate) fn negotiations(&mut self) -> [NegotiationState; 2] {
        [self.here(), self.there()].map(|between| between.negotiation().unwrap().state())
    }

    /// Where an agreement stands on the two sides.
    pub(crate) fn states(&mut self, agreement: AgreementId) -> [AgreementState; 2] {
        [self.here(), self.there()].map(|between| between.agreement(&agreement).unwrap().state)
    }

    /// The effect of a request on the two sides, now.
    pub(crate) fn effects(&mut self, request: &Request) -> [Effect; 2] {
        let customer = self.customer();
        let here = self.person.decide(&self.shop, request, self.at).unwrap().effect();
        [here, self.desk.decide(customer, request, self.at).unwrap().effect()]
    }

    /// The grants of the two sides, which are the same in name.
    pub(crate) fn grants(&mut self) -> Vec<Grant> {
        let customer = self.customer();
        let mut here: Vec<Grant> = self.person.view().grants(self.relationship).unwrap().cloned().collect();
        let view = self.desk.customer(customer).unwrap();
        let mut there: Vec<GrantId> =
            view.grants(view.relationships().next().unwrap().id()).unwrap().map(|grant| grant.id).collect();
        here.sort_by_key(|grant| grant.id);
        there.sort();
        assert_eq!(here.iter().map(|grant| grant.id).collect::<Vec<_>>(), there);
        here
    }

    /// Takes what the person has to send out of its hands; where it goes is the test's business.
    pub(crate) fn mine(&mut self) -> Vec<Letter> {
        let letters = self.person.outbox(self.at).unwrap();
        letters.iter().for_each(|letter| self.person.sent(letter.id).unwrap());
        letters
    }

    /// The same of the desk.
    pub(crate) fn theirs(&mut self) -> Vec<Letter> {
        let letters = self.desk.outbox(self.at).unwrap();
        letters.iter().for_each(|(customer, letter)| self.desk.sent(*customer, letter.id).unwrap());
        letters.into_iter().map(|(_, letter)| letter).collect()
    }

    /// The one letter that the person has to send.
    pub(crate) fn my_letter(&mut self) -> Letter {
        let [letter] = self.mine().try_into().unwrap();
        letter
    }

    /// The one letter that the desk has to send.
    pub(crate) fn their_letter(&mut self) -> Letter {
        let [letter] = self.theirs().try_into().unwrap();
        letter
    }

    pub(crate) fn at_desk(&mut self, bytes: &[u8]) -> Reception {
        self.desk.receive(bytes, self.at, &mut self.random).unwrap()
    }

    pub(crate) fn at_person(&mut self, bytes: &[u8]) -> Reception {
        self.person.receive(bytes, self.at, &mut self.random).unwrap()
    }

    /// Hands bytes to the desk, which refuses them, and nothing has changed.
    pub(crate) fn desk_refuses(&mut self, bytes: &[u8]) -> Error {
        let before = rows(&self.desk_store);
        let error = rejected(self.at_desk(bytes));
        assert_eq!(rows(&self.desk_store), before, "{error}");
        error
    }

    /// Hands bytes to the person, who refuses them, and nothing has changed.
    pub(crate) fn person_refuses(&mut self, bytes: &[u8]) -> Error {
        let (before, head) = (rows(&self.person_store), self.person.head());
        let error = rejected(self.at_person(bytes));
        assert_eq!((rows(&self.person_store), self.person.head()), (before, head), "{error}");
        error
    }
}

/// Carries everything, and all of it is taken.
pub(crate) fn carried(met: &mut Met) {
    met.carry().into_iter().for_each(|reception| drop(received(reception)));
}
