//! A life carried elsewhere.

use super::audit::audit;
use super::{House, Life};
use crate::error::Error;
use crate::history::{Carried, Export, LineError, Side};
use crate::keys::Randomness;
use crate::log::Log;
use std::sync::Arc;

impl Life {
    /// Everything, with its secrets.
    pub(crate) fn danger_export(&self) -> Result<Export, Error> {
        Ok(self.log.export(self.state.side())?)
    }

    /// A life from its export: verified as if everything happened again, then written in one commit.
    pub(crate) fn import(export: &[u8], side: Side, house: House, random: &mut dyn Randomness) -> Result<Self, Error> {
        let mut carried = Carried::read(export)?;
        let found = carried.header.side;
        if found != side {
            return Err(LineError::OtherSide { found: found.name(), expected: side.name() }.at(1).into());
        }
        let (state, taken) = audit(&mut carried)?;
        let log = Log::import(carried, &taken, Arc::clone(&house.store), Arc::clone(&house.keeper), random)?;
        let mut life = Self::of(log, Arc::new(state), house);
        // What is done is done: a roster that cannot be read back now is read before the next act.
        life.behind = life.load_rosters().is_err();
        Ok(life)
    }
}

#[cfg(test)]
mod tests {
    use super::{House, Life};
    use crate::agreement::Role;
    use crate::chain::StreamId;
    use crate::desk::Desk;
    use crate::dispute::{Label, Subject};
    use crate::history::{About, Settings, Side};
    use crate::keys::{Randomness, RandomnessFailed, SecretKeeper};
    use crate::log::LogId;
    use crate::person::Person;
    use crate::store::Memory;
    use crate::terms::{Declaration, Preference, Preferences, Process, Roster, Talk, When, Who};
    use crate::text::{Language, Name};
    use crate::time::Instant;
    use crate::vault::{Content, NewItem};
    use crate::vocab::Recipient;
    use std::sync::Arc;

    struct Counting(u64);

    impl Randomness for Counting {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
            bytes.fill_with(|| {
                self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (self.0 >> 56) as u8
            });
            Ok(())
        }
    }

    /// What an import makes of a life is the same life.
    fn carried(store: &Arc<Memory>, id: LogId, side: Side) -> Life {
        let house = |store| {
            let keeper = Arc::new(SecretKeeper::new(&[7; 32]));
            House::new(store, keeper, Settings::asking(Language::english()))
        };
        let export = Life::open(id, side, house(store.clone())).unwrap().danger_export().unwrap();
        let import = |side| {
            let (text, house) = (export.danger_expose().as_bytes(), house(Arc::new(Memory::new())));
            Life::import(text, side, house, &mut Counting(9))
        };
        assert!(import(Side::Person).is_err());
        let elsewhere = import(side).unwrap();
        assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), export.danger_expose());
        elsewhere
    }

    /// A desk's own life, and what it has with a customer, are carried as a person's is.
    #[test]
    fn both_sides_are_carried_alike() {
        let (now, random) = (Instant::parse("2026-03-01T09:30:00Z").unwrap(), &mut Counting(1));
        let keeper = Arc::new(SecretKeeper::new(&[7; 32]));
        let (mine, theirs) = (Arc::new(Memory::new()), Arc::new(Memory::new()));
        let asking = Settings::asking(Language::english());
        let line =
            Preference { when: When::Always, talk: Talk::Anyone, accept: vec!["SD-BASE".into()], by: Who::Agent };
        let preferences = Preferences::new(Roster::builtin(), [line]).unwrap();
        let settings = Settings { preferences, ..asking.clone() };
        let care = Process::new(
            ["pd:EmailAddress".parse().unwrap()],
            ["dpv:CustomerCare".parse().unwrap()],
            ["dpv:Use".parse().unwrap()],
            [Recipient::Vendor],
        );
        let name = Name::parse("Shop").unwrap();
        let mut desk = Desk::create(theirs.clone(), keeper.clone(), None, &name, &asking, now, random).unwrap();
        desk.declare("SD-BASE", &Declaration::new([care]).unwrap(), None, now, random).unwrap();
        desk.set_settings(&settings, None, now, random).unwrap();
        desk.publish(None, now, random).unwrap();
        let mut person = Person::create(mine, keeper, &settings, now, random).unwrap();
        let shop = desk.keys().unwrap().sign().to_did();
        let stream = person.add_vendor(&shop, &About::default(), None, now, random).unwrap().relationship;
        let _ = person.receive(desk.profile().unwrap().as_bytes(), now, random).unwrap();
        person.proffer(stream, &["SD-BASE"], None, now, random).unwrap();
        for _ in 0..2 {
            for letter in person.outbox(now).unwrap() {
                let _ = desk.receive(&letter.bytes, now, random).unwrap();
                person.sent(letter.id).unwrap();
            }
            for (customer, letter) in desk.outbox(now).unwrap() {
                let _ = person.receive(&letter.bytes, now, random).unwrap();
                desk.sent(customer, letter.id).unwrap();
            }
        }
        let (email, value) = ("pd:EmailAddress".parse().unwrap(), Content::text("mara@post.example").unwrap());
        let item = NewItem::new(email, value).unwrap();
        let item = person.store_item(&item, None, now, random).unwrap().item.unwrap();
        let grant = person.view().grants(stream).unwrap().next().unwrap().id;
        person.give(stream, grant, &[item], None, now, random).unwrap();
        for letter in person.outbox(now).unwrap() {
            desk.receive(&letter.bytes, now, random).unwrap().accepted().unwrap();
        }
        desk.rotate_keys(None, now, random).unwrap();
        let customer = desk.customers().unwrap()[0];
        desk.announce_keys(customer, None, now, random).unwrap();

        carried(&theirs, LogId::DESK, Side::Desk);
        let mut life = carried(&theirs, customer, Side::Customer);
        let (stream, given) = {
            let between = life.state().relationships().next().unwrap();
            (between.id(), between.disclosures().next().unwrap().0)
        };
        assert_eq!(life.disclosed(stream, &given).unwrap()[0].value.danger_expose(), "\"mara@post.example\"");
        let between = life.state().relationships().next().unwrap();
        let agreed = between.agreements().next().unwrap();
        assert_ne!(between.id(), StreamId::OWN);
        assert_eq!(agreed.first, Role::Vendor);
        let findings = life.bundle(between.id(), &agreed.agreement.id()).unwrap().verify(now);
        assert_eq!(findings.agreement, Some(agreed.agreement.id()));
        // The desk has signed no head of this stream yet; all else is somebody's word.
        let asserted = findings.statements.iter().filter(|statement| statement.label == Label::Asserted);
        assert!(asserted.map(|statement| &statement.subject).all(|of| matches!(of, Subject::Stream { .. })));
    }
}
