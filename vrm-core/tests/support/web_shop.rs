//! A shop that is called by a `did:web`.

use super::life::{french, keeper, settings};
use super::market::Market;
use super::shop::{SHOP, document, method, multibase};
use super::two::{Seeded, declaration};
use std::sync::Arc;
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::history::Settings;
use vrm_core::keys::PartyKeys;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::Who;
use vrm_core::text::Name;
use vrm_core::time::Instant;

pub(crate) fn web() -> Did {
    Did::parse(SHOP).unwrap()
}

/// The document that names these keys.
pub(crate) fn page(keys: &PartyKeys) -> String {
    let sign = method("#sign", "Multikey", &multibase(*keys.sign().key()));
    let seal = method("#seal", "Multikey", &multibase(*keys.seal().key()));
    document(&format!(r#""assertionMethod":[{sign}],"keyAgreement":[{seal}]"#))
}

pub(crate) fn desk(store: &Arc<dyn Store>, name: &str, by: Who, at: Instant, random: &mut Seeded) -> Desk {
    let (name, asking) = (Name::parse(name).unwrap(), Settings::asking(french()));
    let mut desk = Desk::create(Arc::clone(store), keeper(), Some(&web()), &name, &asking, at, random).unwrap();
    for entry in ["SD-BASE", "SD-BASE-A"] {
        desk.declare(entry, &declaration(), None, at, random).unwrap();
    }
    desk.set_settings(&settings(&["SD-BASE", "SD-BASE-A"], by), None, at, random).unwrap();
    desk.publish(None, at, random).unwrap();
    desk
}

impl Market {
    /// One more shop, called by a `did:web`: which it is.
    pub(crate) fn open_web_shop(&mut self, by: Who) -> usize {
        let store: Arc<dyn Store> = Arc::new(Memory::new());
        self.desks.push(desk(&store, "Web shop", by, self.at, &mut self.random));
        self.shelves.push(store);
        self.desks.len() - 1
    }

    /// The document of a shop's identifier.
    pub(crate) fn page(&self, shop: usize) -> String {
        page(&self.desks[shop].keys().unwrap())
    }
}
