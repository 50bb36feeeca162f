//! What may happen in the market, and what holds there.

use crate::moves::{Move, allowed, pick};
use crate::support::carried::import;
use crate::support::market::{quote, want};
use crate::support::two::later;
use crate::world::World;
use std::collections::{BTreeMap, BTreeSet};
use vrm_core::agreement::Agreement;
use vrm_core::chain::StreamId;
use vrm_core::error::Error;
use vrm_core::intention::{IntentionState, Rates};
use vrm_core::keys::SignedId;
use vrm_core::life::Outcome;
use vrm_core::person::{Announcement, Market};

fn answers(agreement: &Agreement) -> Option<SignedId> {
    agreement.document().answers()
}

impl World {
    pub(crate) fn in_the_market(&mut self, to: Move) -> Result<Option<Outcome>, Error> {
        match to.sort {
            40 => self.announce(to).map(Some),
            41 | 42 => self.offer(to),
            43 | 44 => self.choose(to),
            _ => self.leave_the_market(to),
        }
    }

    fn announce(&mut self, to: Move) -> Result<Outcome, Error> {
        let market = match to.choice % 4 {
            0 => Market::Vendors(self.relationships.iter().copied().collect()),
            1 => Market::Agreed,
            _ => Market::Anyone,
        };
        let until = later(self.at, 86_400 * i64::from(to.choice % 20 + 1));
        let terms = ["SD-BASE", "SD-BASE-A"].map(str::to_owned)[..1 + usize::from(to.choice % 2)].to_vec();
        let announcement = Announcement { want: want(), terms, market, from: None, until };
        self.person.announce(&announcement, None, self.at, &mut self.random)
    }

    /// An offer to the first customer that may have one.
    fn offer(&mut self, to: Move) -> Result<Option<Outcome>, Error> {
        let mut customers = self.customers(to.desk);
        let first = usize::from(to.choice) % customers.len().max(1);
        customers.rotate_left(first);
        let until = later(self.at, 86_400 * i64::from(to.choice % 10 + 1));
        let entry = if to.choice % 5 < 2 + 2 * u8::from(to.desk == 0) { "SD-BASE" } else { "SD-BASE-A" };
        for customer in customers {
            let made = quote(100 + i64::from(to.choice), 3);
            match self.desks[to.desk].offer(customer, &made, entry, until, None, self.at, &mut self.random) {
                Ok(outcome) => return Ok(Some(outcome)),
                Err(error) => allowed(error),
            }
        }
        Ok(None)
    }

    fn choose(&mut self, to: Move) -> Result<Option<Outcome>, Error> {
        let view = self.person.view();
        let held = view.casts().flat_map(|cast| cast.offers().map(move |offer| (cast.intention(), offer)));
        let Some((intention, offer)) = pick(&held.collect::<Vec<_>>(), to.choice) else { return Ok(None) };
        self.person.choose(intention, offer, None, self.at, &mut self.random).map(Some)
    }

    fn leave_the_market(&mut self, to: Move) -> Result<Option<Outcome>, Error> {
        let view = self.person.view();
        let casts: Vec<(StreamId, StreamId)> = view.casts().map(|cast| (cast.id(), cast.intention())).collect();
        let Some((cast, intention)) = pick(&casts, to.choice / 4) else { return Ok(None) };
        let (at, random) = (self.at, &mut self.random);
        match to.choice % 4 {
            0 => self.person.withdraw_intention(intention, None, at, random).map(Some),
            1 => self.person.erase(cast, None, at, random).map(Some),
            _ => {
                let ranking = self.person.inbox(intention)?.rank(&Rates::default(), at, usize::MAX);
                let held: usize = view.intention(intention)?.iter().map(|cast| cast.offers().count()).sum();
                assert!(ranking.offers.len() + ranking.left_out.len() <= held.max(1) * 2);
                Ok(None)
            }
        }
    }

    /// One offer is chosen at a time, and what was chosen is being agreed on or was; a desk has one agreement over an offer.
    pub(crate) fn hold_the_market(&mut self) {
        let view = self.person.view();
        let mut accepted = BTreeSet::new();
        for cast in view.casts() {
            let chosen = cast.chosen();
            let taken = matches!(cast.state(), IntentionState::Accepted | IntentionState::Fulfilled);
            assert_eq!(chosen.is_some(), taken, "{cast:?}");
            let Some(chosen) = chosen else { continue };
            assert!(accepted.insert(cast.intention()), "two offers of one intention: {cast:?}");
            assert!(cast.offers().any(|offer| offer == chosen.offer));
            // It may have been erased since.
            let Ok(between) = view.relationship(chosen.relationship) else { continue };
            let agreed = between.agreements().any(|agreed| answers(&agreed.agreement) == Some(chosen.offer));
            assert_eq!(agreed, cast.state() == IntentionState::Fulfilled, "{cast:?}");
        }
        let chosen: BTreeSet<SignedId> = view.casts().filter_map(|cast| Some(cast.chosen()?.offer)).collect();
        for intention in view.casts().map(|cast| cast.intention()).collect::<BTreeSet<_>>() {
            let inbox = self.person.inbox(intention).unwrap();
            // What was chosen is never replaced: a further offer of the same vendor is held beside it.
            let open = || inbox.offers().filter(|offer| !chosen.contains(&offer.id));
            let vendors: BTreeSet<_> = open().map(|offer| (offer.cast, offer.vendor.clone())).collect();
            assert_eq!(vendors.len(), open().count(), "one offer a vendor");
        }
        for desk in 0..self.desks.len() {
            let mut over = BTreeMap::<SignedId, usize>::new();
            for customer in self.customers(desk) {
                let view = self.desks[desk].customer(customer).unwrap();
                let agreements = view.relationships().flat_map(|between| between.agreements());
                for answered in agreements.filter_map(|agreed| answers(&agreed.agreement)) {
                    *over.entry(answered).or_default() += 1;
                }
            }
            assert!(over.values().all(|count| *count == 1), "{over:?}");
        }
    }

    /// Whatever the life came to, an import takes it.
    pub(crate) fn carry(&self) {
        let export = self.person.danger_export().unwrap();
        match import(export.danger_expose().as_bytes(), 5).0 {
            Ok(elsewhere) => assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), export.danger_expose()),
            Err(error) => panic!("{error}"),
        }
    }
}
