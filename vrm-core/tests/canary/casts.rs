//! What a vendor is shown of an intention, text by text.

use crate::pieces::pieces;
use crate::support::hostile::{object, part_value};
use crate::support::life::received;
use crate::support::market::{Market, quote};
use crate::support::two::{Seeded, later};
use crate::views::Views;
use std::collections::BTreeSet;
use vrm_core::agreement::Role;
use vrm_core::chain::StreamId;
use vrm_core::history::{About, Event};
use vrm_core::intention::IntentionState;
use vrm_core::json::Value;
use vrm_core::keys::{SignedId, Unverified, Verified};
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::message::{Intention, Message};
use vrm_core::person::{Announcement, Market as Audience};
use vrm_core::terms::Who;
use vrm_core::view::{Cast, StateError};
use vrm_core::vocab::Sector;

/// A person who knows two shops.
fn acquainted() -> (Market, [StreamId; 2]) {
    acquainted_by(Who::Agent)
}

fn acquainted_by(who: Who) -> (Market, [StreamId; 2]) {
    let mut market = Market::by(2, who);
    // Seconds that nobody is to see.
    market.at = later(market.at, 23);
    let met = [0, 1].map(|shop| {
        let (did, page) = (market.did(shop), market.desks[shop].profile().unwrap().to_owned());
        let about = About::default();
        let added = market.person.add_vendor(&did, &about, None, market.at, &mut market.random).unwrap();
        received(market.at_person(page.as_bytes()));
        added.relationship
    });
    (market, met)
}

/// The person announces; each cast's text, as its reader reads it.
fn announced(market: &mut Market, audience: Audience, from: Option<i64>) -> Vec<String> {
    let from = from.map(|seconds| later(market.at, seconds));
    let announcement = Announcement { market: audience, from, ..market.announcement() };
    let before = market.person.head().p();
    market.person.announce(&announcement, None, market.at, &mut market.random).unwrap();
    said_since(market, before)
}

/// What the person has said since a position.
fn said_since(market: &Market, position: u64) -> Vec<String> {
    let events = market.person.events_since(position, u32::MAX).unwrap();
    let said = events.iter().filter_map(|entry| match entry.event() {
        Event::Said { by: Role::Person, message } => Some(message.as_str().to_owned()),
        _ => None,
    });
    said.collect()
}

fn read(text: &str, market: &Market) -> Verified<Message<Intention>> {
    Intention::parse(text.as_bytes(), later(market.at, 3600)).unwrap()
}

/// Everything by which casts could be joined: keys, numbers, names.
fn marks(text: &str, market: &Market) -> BTreeSet<Vec<u8>> {
    let said = read(text, market);
    let (message, keys) = (said.value(), said.value().body().keys);
    let thumbprints = [keys.sign().thumbprint(), keys.seal().thumbprint()];
    let keys = [keys.sign().key(), keys.seal().key()].map(|key| key.bytes().to_vec());
    let ids = [message.jti().as_bytes().to_vec(), said.id().as_bytes().to_vec()];
    thumbprints.map(|print| print.as_bytes().to_vec()).into_iter().chain(keys).chain(ids).collect()
}

/// No two of them share a mark, or anything else but what is wanted, for whom and when.
fn are_strangers(texts: &[String], market: &Market) {
    for (index, one) in texts.iter().enumerate() {
        for other in &texts[index + 1..] {
            assert!(marks(one, market).is_disjoint(&marks(other, market)));
            let [one, other] = [one, other].map(|text| object(&part_value(text, 1)));
            let shared: Vec<&str> =
                one.iter().filter(|(name, value)| other.get(name) == Some(*value)).map(|(name, _)| name).collect();
            let allowed = [
                "audience", "budget", "ctx", "currency", "exp", "from", "iat", "item", "kind", "prefers", "requires",
                "terms", "v",
            ];
            let linking: Vec<&&str> = shared.iter().filter(|name| !allowed.contains(*name)).collect();
            assert!(linking.is_empty(), "{linking:?}");
        }
    }
}

#[test]
fn announcing_the_same_want_twice_makes_two_intentions_that_share_the_want_alone() {
    let (mut market, _) = acquainted();
    let mut texts = Vec::new();
    for audience in [Audience::Anyone, Audience::Anyone, Audience::Sectors([Sector::Commerce].into())] {
        texts.extend(announced(&mut market, audience, None));
    }
    assert_eq!(texts.len(), 3);
    are_strangers(&texts, &market);
    let [one, other, _] = texts.try_into().unwrap();
    let [one, other] = [read(&one, &market), read(&other, &market)];
    assert_eq!(one.value().body().want, other.value().body().want);
    assert_ne!(one.id(), other.id());
    let kept: BTreeSet<StreamId> = market.person.view().casts().map(|cast| cast.intention()).collect();
    assert_eq!(kept.len(), 3);
}

#[test]
fn each_vendor_by_name_gets_keys_of_its_own() {
    let (mut market, [one, other]) = acquainted();
    let texts = announced(&mut market, Audience::Vendors([one, other].into()), None);
    assert_eq!(texts.len(), 2);
    are_strangers(&texts, &market);
    // One intention all the same, at home.
    let kept: BTreeSet<StreamId> = market.person.view().casts().map(|cast| cast.intention()).collect();
    assert_eq!(kept.len(), 1);
    // And each is for its reader alone.
    let letters = market.letters();
    for letter in &letters {
        let taken = [0, 1].map(|shop| matches!(market.at_shop(shop, letter), Reception::Received(_)));
        assert_eq!(taken.iter().filter(|taken| **taken).count(), 1);
    }
}

#[test]
fn a_cast_shares_nothing_with_the_persona_of_a_relationship() {
    let (mut market, [with, _]) = acquainted();
    market.person.proffer(with, &["SD-BASE"], None, market.at, &mut market.random).unwrap();
    let keys = *market.person.view().relationship(with).unwrap().own_keys().unwrap();
    let thumbprints = [keys.sign().thumbprint(), keys.seal().thumbprint(), keys.next()];
    let mut persona: BTreeSet<Vec<u8>> = thumbprints.iter().map(|print| print.as_bytes().to_vec()).collect();
    persona.extend([keys.sign().key(), keys.seal().key()].map(|key| key.bytes().to_vec()));
    for audience in [Audience::Vendors([with].into()), Audience::Anyone] {
        for text in announced(&mut market, audience, None) {
            assert!(marks(&text, &market).is_disjoint(&persona));
            assert!(pieces(text.as_bytes()).iter().all(|piece| !persona.contains(piece)));
        }
    }
}

/// What two shops see of casts whose offers they answer, and of the yes to each offer, which each refuses.
struct Refused {
    market: Market,
    views: Views,
    intention: StreamId,
    /// The customer of each shop, and the offer for it.
    offers: Vec<(LogId, SignedId)>,
}

impl Refused {
    fn cast(seed: u64, audience: impl Fn([StreamId; 2]) -> Audience) -> Self {
        let (mut market, met) = acquainted_by(Who::Me);
        market.random = Seeded::new(seed);
        let said = announced(&mut market, audience(met), None);
        let letters = market.letters();
        let (mut views, mut offers) = (Views::default(), Vec::new());
        for shop in 0..2 {
            views.page(shop, market.desks[shop].profile().unwrap().as_bytes());
            // A public cast is read by both; of those by name, each shop takes its own.
            for (text, letter) in said.iter().zip(&letters) {
                if let Reception::Received(outcome) = market.at_shop(shop, letter) {
                    let cast = market.person.view().casts().find(|cast| holds(cast, text)).unwrap().id();
                    views.cast(shop, cast, "Office chair", &[text.as_bytes()]);
                    offers.push((outcome.log, market.offer_again(shop, outcome.log, &quote(150, 3), "SD-BASE")));
                }
            }
        }
        let intention = market.person.view().casts().next().unwrap().intention();
        Self { market, views, intention, offers }
    }

    /// The person says yes to a shop's offer, and the shop says no: in which relationship.
    fn by(&mut self, shop: usize) -> StreamId {
        let before = self.market.person.head().p();
        self.market.choose(self.intention, self.offers[shop].1);
        self.answered(shop, before)
    }

    /// The same where it links: it takes the call with danger in its name.
    fn dangerously_by(&mut self, shop: usize) -> StreamId {
        let (market, offer) = (&mut self.market, self.offers[shop].1);
        let (before, at) = (market.person.head().p(), market.at);
        let refused = market.person.choose(self.intention, offer, None, at, &mut market.random).unwrap_err();
        assert_eq!(refused, StateError::WouldLink.into());
        assert!(market.person.head().p() == before && market.letters().is_empty());
        market.person.danger_choose(self.intention, offer, None, at, &mut market.random).unwrap();
        self.answered(shop, before)
    }

    /// The yes that was said since a position is seen, and the shop says no to it.
    fn answered(&mut self, shop: usize, before: u64) -> StreamId {
        let (market, (customer, _)) = (&mut self.market, self.offers[shop]);
        let [text] = said_since(market, before).try_into().unwrap();
        let relationship = market.person.view().with_vendor(&market.did(shop)).unwrap().id();
        self.views.letter(shop, relationship, &[text.as_bytes()]);
        let [acceptance] = market.letters().try_into().unwrap();
        if let Reception::Received(_) = market.at_shop(shop, &acceptance) {
            // It says so itself where the offer stands no more.
            if market.there(shop, customer).negotiation().is_some_and(|running| !running.is_over()) {
                market.desks[shop].refuse(customer, None, market.at, &mut market.random).unwrap();
            }
            for refusal in market.answers(shop) {
                received(market.at_person(&refusal));
            }
            assert_eq!(market.state(self.intention), IntentionState::Open);
        }
        relationship
    }

    /// The person's yes to a shop crosses a further offer of it, which is held after its no.
    fn crossed(&mut self, shop: usize) -> StreamId {
        let customer = self.offers[shop].0;
        let (until, at) = (later(self.market.at, 86_400), self.market.wait(60));
        let (desk, random) = (&mut self.market.desks[shop], &mut self.market.random);
        let newer =
            desk.offer(customer, &quote(140, 3), "SD-BASE", until, None, at, random).unwrap().said[0].id.unwrap();
        let [crossing] = self.market.answers(shop).try_into().unwrap();
        let with = self.by(shop);
        received(self.market.at_person(&crossing));
        self.offers[shop].1 = newer;
        with
    }
}

fn holds(cast: &Cast, text: &str) -> bool {
    let id = Unverified::<Message<Intention>>::parse(text.as_bytes()).unwrap();
    cast.announced().is_some_and(|said| said.keys.sign().thumbprint() == id.kid())
}

/// Between whom there is a link, of a life and its control.
fn linked(live: impl Fn(u64) -> Views) -> BTreeSet<[usize; 2]> {
    live(1).links(&live(2)).iter().map(|link| link.vendors).collect()
}

/// A cast has one key, and each yes to an offer for it is signed with that key. When the first comes to nothing, `choose`
/// says no second one to another vendor: both would have a yes of one key, and could tell together that two personas are one
/// person. `danger_choose` does. Casts by name have each a key of its own.
#[test]
fn a_second_yes_to_one_public_cast_is_refused_and_would_join_two_personas() {
    let linking = |seed| {
        let mut refused = Refused::cast(seed, |_| Audience::Anyone);
        let _ = (refused.by(0), refused.dangerously_by(1));
        refused.views
    };
    assert_eq!(linked(linking), [[0, 1]].into());
    let by_name = |seed| {
        let mut refused = Refused::cast(seed, |met| Audience::Vendors(met.into()));
        let _ = (refused.by(0), refused.by(1));
        refused.views
    };
    assert!(linked(by_name).is_empty());
    // One yes joins nothing.
    let one = |seed| {
        let mut refused = Refused::cast(seed, |_| Audience::Anyone);
        refused.by(0);
        refused.views
    };
    assert!(linked(one).is_empty());
}

/// The same, at one vendor: whoever erases a relationship and accepts its new offer would be known again.
#[test]
fn a_second_yes_after_an_erasure_is_refused_and_would_join_the_old_persona_and_the_new() {
    let linking = |seed| {
        let mut refused = Refused::cast(seed, |_| Audience::Anyone);
        let old = refused.crossed(0);
        let market = &mut refused.market;
        market.person.erase(old, None, market.at, &mut market.random).unwrap();
        assert_ne!(refused.dangerously_by(0), old);
        refused.views
    };
    assert_eq!(linked(linking), [[0, 0]].into());
    // Under the same persona it tells nothing new.
    let same = |seed| {
        let mut refused = Refused::cast(seed, |_| Audience::Anyone);
        let old = refused.crossed(0);
        assert_eq!(refused.by(0), old);
        refused.views
    };
    assert!(linked(same).is_empty());
}

#[test]
fn times_are_whole_minutes() {
    let (mut market, [one, _]) = acquainted();
    for audience in [Audience::Anyone, Audience::Vendors([one].into())] {
        let [text] = announced(&mut market, audience, Some(671)).try_into().unwrap();
        let payload = object(&part_value(&text, 1));
        for name in ["iat", "from", "exp"] {
            let seconds: i64 = payload.get(name).map(Value::canonical).unwrap().parse().unwrap();
            assert_eq!(seconds % 60, 0, "{name}");
        }
    }
    assert_ne!(market.at.unix() % 60, 0);
}
