//! A person with data of its own, and what it gives.

use super::life::Met;
use super::spoilt::pairs;
use super::{carried::Lines, two::later};
use vrm_core::decision::GrantId;
use vrm_core::error::Error;
use vrm_core::keys::Verified;
use vrm_core::life::Outcome;
use vrm_core::message::{Disclosure, Jti, Message};
use vrm_core::vault::{Content, Given, ItemId, NewItem};
use vrm_core::vocab::Word;

pub(crate) const ADDRESS: &str = "mara.keller@post.example";
pub(crate) const NAME: &str = "Mara Keller-Amstutz";

pub(crate) fn word(name: &str) -> Word {
    name.parse().unwrap()
}

pub(crate) fn text(value: &str) -> Content {
    Content::text(value).unwrap()
}

pub(crate) fn new_item(data: &str, value: &str) -> NewItem {
    NewItem::new(word(data), text(value)).unwrap()
}

impl Met {
    pub(crate) fn store(&mut self, data: &str, value: &str) -> ItemId {
        self.store_new(&new_item(data, value))
    }

    pub(crate) fn store_new(&mut self, item: &NewItem) -> ItemId {
        self.person.store_item(item, None, self.at, &mut self.random).unwrap().item.unwrap()
    }

    /// The first grant of a data word.
    pub(crate) fn grant_of(&mut self, data: &str) -> GrantId {
        let found = self.grants().into_iter().find(|grant| grant.scope.data.contains(&word(data)));
        found.unwrap().id
    }

    pub(crate) fn give(&mut self, grant: GrantId, items: &[ItemId]) -> Result<Outcome, Error> {
        self.person.give(self.relationship, grant, items, None, self.at, &mut self.random)
    }

    /// An item under a grant, given; and the number of its message.
    pub(crate) fn given_item(&mut self, data: &str, value: &str) -> (ItemId, Jti) {
        let (item, grant) = (self.store(data, value), self.grant_of(data));
        let outcome = self.give(grant, &[item]).unwrap();
        (item, outcome.said[0].letter)
    }

    /// What each side keeps of a disclosure.
    pub(crate) fn given(&mut self, id: &Jti) -> [Option<Given>; 2] {
        [self.here(), self.there()].map(|between| between.disclosure(id).cloned())
    }

    /// A disclosure that no command of the person's would make, signed with its keys and sealed for the desk.
    pub(crate) fn forged(&mut self, body: Disclosure) -> (Verified<Message<Disclosure>>, Vec<u8>) {
        let lines = Lines::of(self.person.danger_export().unwrap().danger_expose());
        let here = self.here();
        let persona = pairs(&lines, here.own_keys().unwrap().sign().thumbprint());
        let desk = *here.other_keys().unwrap();
        let (iss, aud) = (persona.sign().public().to_did(), desk.sign().thumbprint());
        let until = later(self.at, 3_600);
        let message = Message::new(body, iss, aud, self.at, until, &mut self.random).unwrap();
        let signed = message.sign(persona.sign()).unwrap();
        let sealed = signed.seal(desk.seal()).unwrap().as_str().as_bytes().to_vec();
        (signed, sealed)
    }
}
