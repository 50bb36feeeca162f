//! A person, two vendors, the post between them, and what the vendors see of it.

use crate::pieces::typ;
use crate::support::carried::Lines;
use crate::support::clinic::declared;
use crate::support::hex;
use crate::support::hostile::{object, part_value};
use crate::support::life::{desk, keeper, settings};
use crate::support::two::{Seeded, later, now};
use crate::views::Views;
use std::collections::BTreeMap;
use std::sync::Arc;
use vrm_core::agreement::Role;
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::history::{Entry, Event, Settings};
use vrm_core::json::Value;
use vrm_core::keys::{Randomness, SignedId};
use vrm_core::life::Reception;
use vrm_core::log::{Letter, LogId};
use vrm_core::message::Jti;
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::Who;
use vrm_core::time::Instant;
use vrm_core::vault::ItemId;
use vrm_core::vocab::Place;

/// What tells a life from its control, but for the keys.
pub(crate) struct Names {
    pub(crate) shops: [&'static str; 2],
    /// The first digit of each shop's prices.
    pub(crate) leading: [i64; 2],
    /// The seconds on the person's clock, which nobody is to see.
    pub(crate) seconds: i64,
}

/// A letter on its way.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) vendor: usize,
    /// The customer in whose history it was said; none when the person said it.
    pub(crate) customer: Option<LogId>,
    pub(crate) letter: Letter,
}

/// A vendor, with what the test knows of it. Lists are in the order in which things came, the same in every life.
pub(crate) struct Shop {
    pub(crate) desk: Desk,
    /// What it is called, and was before.
    pub(crate) dids: Vec<Did>,
    pub(crate) leading: i64,
    pub(crate) customers: Vec<LogId>,
    /// Those that announced something.
    pub(crate) askers: Vec<LogId>,
    pub(crate) relationship: Option<StreamId>,
    pub(crate) agreements: Vec<AgreementId>,
    pub(crate) questions: Vec<SignedId>,
    pub(crate) offers: Vec<SignedId>,
    pub(crate) claims: Vec<SignedId>,
    pub(crate) given: Vec<Jti>,
}

pub(crate) struct World {
    pub(crate) person: Person,
    pub(crate) shops: [Shop; 2],
    pub(crate) under_way: Vec<Post>,
    pub(crate) carried: Vec<Post>,
    /// Public casts, which whoever likes reads.
    pub(crate) public: Vec<Vec<u8>>,
    pub(crate) intentions: Vec<StreamId>,
    pub(crate) casts: Vec<StreamId>,
    pub(crate) items: Vec<ItemId>,
    pub(crate) at: Instant,
    pub(crate) random: Seeded,
    pub(crate) views: Views,
    /// What happened, in words that are the same in the control.
    pub(crate) happened: Vec<String>,
    wanted: BTreeMap<StreamId, String>,
    said: BTreeMap<String, (StreamId, String)>,
    read: BTreeMap<Option<(usize, LogId)>, u64>,
}

/// The person's settings, of the few that there are.
fn mine(script: u64) -> Settings {
    let by = if script.is_multiple_of(2) { Who::Me } else { Who::Agent };
    let place = script.is_multiple_of(3).then(|| Place::parse("loc:FR").unwrap());
    let answer_within = if script.is_multiple_of(5) { 60 } else { 7 * 24 * 60 };
    Settings { place, answer_within, ..settings(&["SD-BASE", "SD-BASE-A"], by) }
}

impl World {
    pub(crate) fn new(script: u64, keys: u64, names: &Names) -> Self {
        let (at, mut random) = (later(now(), names.seconds), Seeded::new(keys));
        let store = || Arc::new(Memory::new()) as Arc<dyn Store>;
        let person = Person::create(store(), keeper(), &mine(script), at, &mut random).unwrap();
        let mut views = Views::default();
        let shops = [0, 1].map(|vendor| {
            let by = if script >> vendor & 4 == 0 { Who::Agent } else { Who::Me };
            let accepts: &[&str] = if script >> vendor & 8 == 0 { &["SD-BASE", "SD-BASE-A"] } else { &["SD-BASE-A"] };
            let mut desk = desk(&store(), names.shops[vendor], accepts, by, at, &mut random);
            // Much of it waits for a consent.
            for entry in accepts {
                desk.declare(entry, &declared(), None, at, &mut random).unwrap();
            }
            views.page(vendor, desk.profile().unwrap().as_bytes());
            Shop {
                dids: vec![desk.did().unwrap()],
                desk,
                leading: names.leading[vendor],
                customers: Vec::new(),
                askers: Vec::new(),
                relationship: None,
                agreements: Vec::new(),
                questions: Vec::new(),
                offers: Vec::new(),
                claims: Vec::new(),
                given: Vec::new(),
            }
        });
        Self {
            person,
            shops,
            under_way: Vec::new(),
            carried: Vec::new(),
            public: Vec::new(),
            intentions: Vec::new(),
            casts: Vec::new(),
            items: Vec::new(),
            at,
            random,
            views,
            happened: Vec::new(),
            wanted: BTreeMap::new(),
            said: BTreeMap::new(),
            read: BTreeMap::new(),
        }
    }

    /// Words of this life's own.
    pub(crate) fn mark(&mut self) -> String {
        let mut letters = [0; 16];
        self.random.fill(&mut letters).unwrap();
        letters.map(|letter| char::from(b'a' + letter % 26)).iter().collect()
    }

    /// What was announced, under which intention.
    pub(crate) fn announced(&mut self, intention: StreamId, wanted: String) {
        self.intentions.push(intention);
        self.wanted.insert(intention, wanted);
    }

    /// What is inside of a letter with values or a proof, which no event holds.
    pub(crate) fn note_given(&mut self, with: StreamId) {
        let lines = Lines::of(self.person.danger_export().unwrap().danger_expose());
        let texts = lines.all("document").into_iter().map(|index| lines.text_at(index, "text"));
        let beside = ["disclosure", "rights-request"];
        for text in texts.filter(|text| typ(text.as_bytes()).is_some_and(|typ| beside.contains(&typ.as_str()))) {
            self.said.entry(number_of(&text)).or_insert((with, text));
        }
    }

    /// Everything that waits sets out, and is seen by whom it is for.
    pub(crate) fn collect(&mut self) {
        self.look_up();
        self.collect_mine();
        (0..self.shops.len()).for_each(|vendor| self.collect_theirs(vendor));
    }

    /// What is inside of the letters, from the histories of those who said it.
    fn look_up(&mut self) {
        let (person, said, read) = (&self.person, &mut self.said, &mut self.read);
        let from = read.entry(None).or_default();
        note(&person.events_since(*from, u32::MAX).unwrap(), Role::Person, said);
        *from = person.head().p();
        for (vendor, shop) in self.shops.iter_mut().enumerate() {
            for customer in shop.customers.clone() {
                let Ok(head) = shop.desk.head(customer) else { continue };
                let from = read.entry(Some((vendor, customer))).or_default();
                let events = shop.desk.events_since(customer, *from, u32::MAX).unwrap();
                note(&events, Role::Vendor, said);
                for (jti, hash) in events.iter().flat_map(hashes) {
                    self.views.kept(vendor, said[&jti].0, format!(r#"{{"hash":"{hash}"}}"#).as_bytes());
                }
                *from = head.p();
            }
        }
        let view = self.person.view();
        for shop in &mut self.shops {
            let between = shop.dids.iter().find_map(|did| view.with_vendor(did));
            shop.relationship = between.map(|between| between.id());
            let agreed =
                between.into_iter().flat_map(|between| between.agreements()).map(|agreed| agreed.agreement.id());
            let new: Vec<AgreementId> = agreed.filter(|id| !shop.agreements.contains(id)).collect();
            shop.agreements.extend(new);
        }
    }

    fn collect_mine(&mut self) {
        let whose = |to: &Did| self.shops.iter().position(|shop| shop.dids.contains(to)).unwrap();
        let letters = self.person.outbox(self.at).unwrap().into_iter();
        let mut letters: Vec<_> = letters.map(|letter| (letter.to.as_ref().map(whose), letter)).collect();
        // The casts of one intention leave in the order of random ids.
        letters.sort_by_key(|(vendor, letter)| (*vendor, letter.position));
        let view = self.person.view();
        for (vendor, letter) in letters {
            self.person.sent(letter.id).unwrap();
            let (stream, text) = self.said[&letter.id.to_string()].clone();
            let texts = [letter.bytes.as_slice(), text.as_bytes()];
            let readers = vendor.map_or(0..2, |vendor| vendor..vendor + 1);
            if let Some(cast) = view.casts().find(|cast| cast.id() == stream) {
                let wanted = &self.wanted[&cast.intention()];
                readers.for_each(|vendor| self.views.cast(vendor, stream, wanted, &texts));
                self.casts.push(stream);
            } else {
                readers.for_each(|vendor| self.views.letter(vendor, stream, &texts));
            }
            match vendor {
                Some(vendor) => self.under_way.push(Post { vendor, customer: None, letter }),
                None => self.public.push(letter.bytes),
            }
        }
    }

    fn collect_theirs(&mut self, vendor: usize) {
        let shop = &mut self.shops[vendor];
        let mut letters = shop.desk.outbox(self.at).unwrap();
        letters.sort_by_key(|(customer, letter)| {
            (shop.customers.iter().position(|known| known == customer), letter.position)
        });
        for (customer, letter) in letters {
            shop.desk.sent(customer, letter.id).unwrap();
            let (_, text) = &self.said[&letter.id.to_string()];
            self.views.said(vendor, &[&letter.bytes, text.as_bytes()]);
            self.under_way.push(Post { vendor, customer: Some(customer), letter });
        }
    }

    /// Carries what is under way, and what follows.
    pub(crate) fn carry(&mut self) {
        while !self.under_way.is_empty() {
            for post in std::mem::take(&mut self.under_way) {
                self.deliver(&post);
                self.carried.push(post);
            }
            self.collect();
        }
    }

    pub(crate) fn deliver(&mut self, post: &Post) {
        let bytes = &post.letter.bytes;
        let reception = match post.customer {
            Some(_) => self.person.receive(bytes, self.at, &mut self.random).unwrap(),
            None => return self.at_shop(post.vendor, bytes),
        };
        self.heard(&reception);
    }

    /// A shop is handed bytes, a letter or what anyone may read.
    pub(crate) fn at_shop(&mut self, vendor: usize, bytes: &[u8]) {
        let shop = &mut self.shops[vendor];
        let reception = shop.desk.receive(bytes, self.at, &mut self.random).unwrap();
        if let Reception::Received(outcome) = &reception
            && !shop.customers.contains(&outcome.log)
        {
            shop.customers.push(outcome.log);
            shop.askers.extend(outcome.kinds.contains(&"announced").then_some(outcome.log));
        }
        self.heard(&reception);
    }

    fn heard(&mut self, reception: &Reception) {
        self.happened.push(match reception {
            Reception::Received(outcome) => format!("  taken: {:?}", crate::moves::kinds(outcome)),
            Reception::Replay { .. } => "  replay".to_owned(),
            Reception::NeedsKeys { .. } => "  needs keys".to_owned(),
            Reception::Rejected { error } => crate::moves::allowed(error),
            other => panic!("{other:?}"),
        });
    }
}

/// What one side said, by the number of its letter. What it heard is what the other side said, to the letter.
fn note(events: &[Entry], own: Role, said: &mut BTreeMap<String, (StreamId, String)>) {
    for entry in events {
        let Event::Said { by, message } = entry.event() else { continue };
        let (number, text) = (number_of(message.as_str()), message.as_str().to_owned());
        if *by == own {
            said.insert(number, (entry.stream(), text));
        } else if own == Role::Vendor {
            assert_eq!(said[&number].1, text);
        }
    }
}

/// The keyed hashes of values, by the number of the letter in which they were given.
fn hashes(entry: &Entry) -> Vec<(String, String)> {
    let Event::Disclosed { jti, items, .. } = entry.event() else { return Vec::new() };
    items.iter().map(|item| (jti.to_string(), hex(item.hash.as_bytes()))).collect()
}

/// The number of a message.
pub(crate) fn number_of(text: &str) -> String {
    let payload = object(&part_value(text, 1));
    let Some(Value::String(jti)) = payload.get("jti") else { panic!("a message without a number") };
    jti.clone()
}
