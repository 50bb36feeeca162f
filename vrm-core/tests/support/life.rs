//! A person and desks that write to one another: everything through the handles, letters carried by hand.

use super::two::{Seeded, declaration, later, now};
use std::sync::Arc;
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::error::Error;
use vrm_core::history::{About, Settings};
use vrm_core::keys::SecretKeeper;
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::LogId;
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::{Preference, Preferences, Roster, Talk, When, Who};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;

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
