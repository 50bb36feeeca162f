//! A person, two desks, their stores, and the letters between them.

use crate::moves::Move;
use crate::support::clinic::declared;
use crate::support::failing_store::FailingStore;
use crate::support::life::{desk, keeper, settings};
use crate::support::two::{Seeded, now};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use vrm_core::chain::{Head, StreamId};
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::history::About;
use vrm_core::keys::SignedId;
use vrm_core::log::{Letter, LogId};
use vrm_core::message::Jti;
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::Who;
use vrm_core::time::Instant;

/// A letter on its way.
#[derive(Clone)]
pub(crate) struct Post {
    /// The desk that it is from or for.
    pub(crate) desk: usize,
    /// The customer in whose history it was said; none when the person said it.
    pub(crate) customer: Option<LogId>,
    pub(crate) letter: Letter,
}

pub(crate) struct World {
    pub(crate) person: Person,
    pub(crate) desks: Vec<Desk>,
    pub(crate) stores: Vec<Arc<FailingStore>>,
    pub(crate) shops: Vec<Did>,
    pub(crate) relationships: Vec<StreamId>,
    /// Under way, in no order.
    pub(crate) under_way: Vec<Post>,
    /// Every letter there was.
    pub(crate) known: Vec<Post>,
    pub(crate) at: Instant,
    pub(crate) random: Seeded,
    /// What the laws look back on.
    pub(crate) past: Past,
}

#[derive(Default)]
pub(crate) struct Past {
    pub(crate) withdrawn: BTreeSet<GrantId>,
    /// Those that were ever granted here.
    pub(crate) granted: BTreeSet<GrantId>,
    /// Those that the person signed.
    pub(crate) signed: BTreeSet<AgreementId>,
    pub(crate) heads: Vec<Head>,
    pub(crate) desk_heads: BTreeMap<(usize, LogId), Vec<Head>>,
    pub(crate) blocked: bool,
    pub(crate) moves: u64,
    /// The latest that any clock has shown.
    pub(crate) latest: Option<Instant>,
    /// Grants that a consent of the person's made.
    pub(crate) consented: BTreeSet<GrantId>,
    /// Grants that an answer of the person's made.
    pub(crate) answered: BTreeSet<GrantId>,
    /// What each withdrawal took back at the latest, by its letter.
    pub(crate) taken_back: BTreeMap<Jti, BTreeSet<GrantId>>,
    /// What each desk has heard to be taken back.
    pub(crate) bound: BTreeSet<(usize, GrantId)>,
    /// The letters of messages.
    pub(crate) letters: BTreeMap<SignedId, Jti>,
    /// What was ever given and claimed.
    pub(crate) given: BTreeSet<Jti>,
    pub(crate) claims: BTreeSet<SignedId>,
    /// Desks that erased a customer, or may have.
    pub(crate) erased: BTreeSet<usize>,
    /// Why each letter was refused that was to be heard in the end.
    pub(crate) refused: BTreeMap<Jti, &'static str>,
    /// How far the histories were read: the person's, and those of the desks.
    pub(crate) read: BTreeMap<Option<(usize, LogId)>, u64>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let (at, mut random) = (now(), Seeded::new(seed));
        let stores: Vec<_> = (0..3).map(|_| FailingStore::never(Arc::new(Memory::new()))).collect();
        let made = |which: usize, accept: &[&str], random: &mut Seeded| {
            let store: Arc<dyn Store> = Arc::clone(&stores[which]) as _;
            let by = if seed.is_multiple_of(3) { Who::Me } else { Who::Agent };
            let mut desk = desk(&store, "Bäckerei Süd", accept, by, at, random);
            // Most have something that waits for a consent; a few shops have not.
            if which == 1 || !(seed >> 8).is_multiple_of(4) {
                for entry in accept {
                    desk.declare(entry, &declared(), None, at, random).unwrap();
                }
            }
            desk
        };
        let desks = vec![made(1, &["SD-BASE"], &mut random), made(2, &["SD-BASE-A"], &mut random)];
        let mine = settings(&["SD-BASE", "SD-BASE-A"], if seed.is_multiple_of(2) { Who::Me } else { Who::Agent });
        let mut person = Person::create(Arc::clone(&stores[0]) as _, keeper(), &mine, at, &mut random).unwrap();
        let (mut shops, mut relationships) = (Vec::new(), Vec::new());
        for desk in &desks {
            let shop = desk.keys().unwrap().sign().to_did();
            let added = person.add_vendor(&shop, &About::default(), None, at, &mut random).unwrap();
            let _ = person.receive(desk.profile().unwrap().as_bytes(), at, &mut random).unwrap();
            shops.push(shop);
            relationships.push(added.relationship);
        }
        let (under_way, known, past) = (Vec::new(), Vec::new(), Past::default());
        let mut world = Self { person, desks, stores, shops, relationships, under_way, known, at, random, past };
        world.begin(seed);
        world
    }

    /// Most lives begin with an agreement or two, and with something that is wanted and offered.
    fn begin(&mut self, seed: u64) {
        for (which, with) in self.relationships.clone().into_iter().enumerate() {
            if seed >> which & 3 != 0 {
                self.person.proffer(with, &["SD-BASE"], None, self.at, &mut self.random).unwrap();
            }
        }
        for _ in 0..6 {
            self.collect();
            while !self.under_way.is_empty() {
                self.deliver(0, false);
            }
            for with in self.relationships.clone() {
                // What waits for the person is accepted.
                let _ = self.person.accept(with, None, self.at, &mut self.random);
            }
        }
        if !(seed >> 6).is_multiple_of(4) {
            // Of everything that waits some is consented to, and something is given.
            for (sort, choice) in [(48, 0), (52, 0), (52, 4), (52, 8), (48, 1), (55, 1), (55, 2)] {
                (0..2).for_each(|desk| self.make(Move::of((sort, desk, choice))));
            }
        }
        if !(seed >> 4).is_multiple_of(4) {
            self.make(Move::of((40, 0, 18)));
            self.collect();
            while !self.under_way.is_empty() {
                self.deliver(0, false);
            }
            (0..2).for_each(|desk| self.make(Move::of((41, desk, 7))));
        }
    }

    /// The histories of a desk's customers.
    pub(crate) fn customers(&self, which: usize) -> Vec<LogId> {
        self.desks[which].customers().unwrap_or_default()
    }

    /// Nothing fails any more, and nothing is unsure.
    pub(crate) fn calm(&mut self) {
        self.stores.iter().for_each(|store| store.disarm());
        self.person.refresh().unwrap();
        self.desks.iter_mut().for_each(|desk| desk.refresh().unwrap());
    }

    pub(crate) fn reopen(&mut self) {
        self.calm();
        (self.person, self.desks) = self.opened();
    }

    /// Other handles on the same stores.
    pub(crate) fn opened(&self) -> (Person, Vec<Desk>) {
        let store = |which: usize| Arc::clone(&self.stores[which]) as Arc<dyn Store>;
        let person = Person::open(store(0), keeper(), self.person.id()).unwrap();
        (person, (1..=self.desks.len()).map(|which| Desk::open(store(which), keeper()).unwrap()).collect())
    }
}
