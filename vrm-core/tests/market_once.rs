//! An offer is taken up once: whoever says yes to it twice, under whichever personas, and whatever fails in between.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::sync::Arc;
use support::failing_store::{FailingStore, Failure};
use support::life::{copy, keeper, received, rejected, rows};
use support::market::{Market, quote};
use support::two::{Seeded, later};
use vrm_core::chain::StreamId;
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Fault};
use vrm_core::history::{About, CommandId};
use vrm_core::keys::SignedId;
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::person::Person;
use vrm_core::relationship::AgreementState;
use vrm_core::store::{Memory, Store};

/// A market of one shop, whose offer is held and not chosen.
struct Offered {
    market: Market,
    intention: StreamId,
    /// The cast, at the desk.
    asked: LogId,
    offer: SignedId,
}

fn offered() -> Offered {
    let mut market = Market::of(1);
    let (intention, public) = market.announce();
    let (asked, offer) = market.offer(0, &public, &quote(200, 3), "SD-BASE");
    Offered { market, intention, asked, offer }
}

impl Offered {
    /// The same person once more, as it stands now.
    fn twin(&self) -> Person {
        Person::open(copy(&self.market.store), keeper(), self.market.person.id()).unwrap()
    }

    /// The person comes to an agreement with the shop beside the intention; the customer there.
    fn is_known(&mut self, person: &mut Person) -> LogId {
        let (did, at, random) = (self.market.did(0), self.market.at, &mut self.market.random);
        let desk = &mut self.market.desks[0];
        let known = person.add_vendor(&did, &About::default(), None, at, random).unwrap().relationship;
        received(person.receive(desk.profile().unwrap().as_bytes(), at, random).unwrap());
        person.proffer(known, &["SD-BASE"], None, at, random).unwrap();
        let mut customer = None;
        for _ in 0..2 {
            for letter in person.outbox(at).unwrap() {
                customer = Some(received(desk.receive(&letter.bytes, at, random).unwrap()).log);
                person.sent(letter.id).unwrap();
            }
            for (customer, letter) in desk.outbox(at).unwrap() {
                received(person.receive(&letter.bytes, at, random).unwrap());
                desk.sent(customer, letter.id).unwrap();
            }
        }
        customer.unwrap()
    }

    /// The person's yes, on its way.
    fn yes(&mut self, person: &mut Person) -> Vec<u8> {
        let (at, random) = (self.market.at, &mut self.market.random);
        person.choose(self.intention, self.offer, None, at, random).unwrap();
        let [letter] = person.outbox(at).unwrap().try_into().unwrap();
        person.sent(letter.id).unwrap();
        letter.bytes
    }

    /// How many agreements over the offer the desk has.
    fn taken(&mut self) -> usize {
        taken(&mut self.market.desks[0], self.offer)
    }
}

fn taken(desk: &mut Desk, offer: SignedId) -> usize {
    let mut count = 0;
    for customer in desk.customers().unwrap() {
        let view = desk.customer(customer).unwrap();
        let between = view.relationships().next().unwrap();
        let over = |agreement: &vrm_core::agreement::Agreement| agreement.document().answers() == Some(offer);
        count += between.agreements().filter(|agreed| over(&agreed.agreement)).count();
    }
    count
}

/// A person that was copied says yes twice: under a persona of its own each, or one that the shop knows.
#[test]
fn an_offer_that_was_taken_up_is_taken_up_by_nobody_else() {
    // Whether either persona is known to the shop by another agreement.
    for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut offered = offered();
        let mut people = [offered.twin(), offered.twin()];
        let mut letters = Vec::new();
        for (person, known) in people.iter_mut().zip([first, second]) {
            if known {
                offered.is_known(person);
            }
            letters.push(offered.yes(person));
        }
        received(offered.market.at_shop(0, &letters[0]));
        assert_eq!(offered.taken(), 1);
        let before = rows(&offered.market.shelves[0]);
        let error = rejected(offered.market.at_shop(0, &letters[1]));
        assert_eq!(error.code(), Code::StateNothingToAnswer, "{first} {second}: {error}");
        assert!(rows(&offered.market.shelves[0]) == before, "{first} {second}");
        // What was taken is a replay still.
        assert!(matches!(offered.market.at_shop(0, &letters[0]), Reception::Replay { .. }));
        assert_eq!(offered.taken(), 1);
    }
}

/// The offer of one life, and the yes of a customer that is known: two histories are written, first the one in which the
/// offer was made. Between the two it is taken up already, by nobody else.
#[test]
fn a_store_that_fails_between_two_histories_has_the_offer_taken_up_once() {
    let mut offered = offered();
    let mut person = offered.twin();
    let customer = offered.is_known(&mut person);
    let yes = offered.yes(&mut person);
    // The same person under a persona that is new to the shop, and under another one that is known there.
    let mut twins = [offered.twin(), offered.twin()];
    offered.is_known(&mut twins[1]);
    let others = twins.each_mut().map(|twin| offered.yes(twin));
    let (at, shelf) = (offered.market.at, Arc::clone(&offered.market.shelves[0]));
    let before = [offered.asked, customer].map(|log| offered.market.desks[0].head(log).unwrap());
    let mut between = 0;
    for failure in Failure::ALL {
        for call in 1.. {
            let store = FailingStore::never(copy(&shelf));
            let own: Arc<dyn Store> = Arc::clone(&store) as _;
            let mut desk = Desk::open(Arc::clone(&own), keeper()).unwrap();
            store.arm(call, failure);
            let first = desk.receive(&yes, at, &mut Seeded::new(5));
            let failed = store.failed();
            store.disarm();
            if !failed {
                received(first.unwrap());
                break;
            }
            let code = first.unwrap_err().code();
            let expected = match failure {
                Failure::Unchanged => Code::StoreUnchanged,
                Failure::Conflict => Code::StoreConflict,
                Failure::UnknownDone | Failure::UnknownNotDone => Code::StoreUnknown,
            };
            assert_eq!(code, expected, "{failure:?} at {call}");
            let mut opened = Desk::open(Arc::clone(&own), keeper()).unwrap();
            let written = [offered.asked, customer].map(|log| opened.head(log).unwrap());
            let [noted, answered] = [0, 1].map(|history| written[history] != before[history]);
            assert!(noted || !answered, "{failure:?} at {call}");
            assert_eq!(taken(&mut opened, offered.offer), usize::from(answered), "{failure:?} at {call}");
            // On the same handle, or on one that is opened anew.
            if call % 2 == 0 {
                desk = opened;
            }
            if noted {
                let rest = rows(&own);
                for other in &others {
                    let error = rejected(desk.receive(other, at, &mut Seeded::new(6)).unwrap());
                    assert_eq!(error.code(), Code::StateNothingToAnswer, "{failure:?} at {call}: {error}");
                }
                assert!(rows(&own) == rest, "{failure:?} at {call}");
            }
            let second = desk.receive(&yes, at, &mut Seeded::new(6)).unwrap();
            if answered {
                assert!(matches!(second, Reception::Replay { log, .. } if log == customer), "{second:?}");
            } else {
                assert_eq!(received(second).log, customer);
                between += usize::from(noted);
            }
            assert_eq!(taken(&mut desk, offered.offer), 1, "{failure:?} at {call}");
            // One answer waits, once; and where it was asked it is known that the offer is taken up.
            let letters = desk.outbox(at).unwrap();
            assert_eq!(letters.iter().map(|(of, _)| *of).collect::<Vec<_>>(), [customer]);
            let heads = [customer, offered.asked].map(|log| desk.head(log).unwrap());
            assert!(matches!(desk.receive(&yes, at, &mut Seeded::new(7)), Ok(Reception::Replay { .. })));
            for other in &others {
                let error = rejected(desk.receive(other, at, &mut Seeded::new(7)).unwrap());
                assert_eq!(error.code(), Code::StateNothingToAnswer, "{failure:?} at {call}: {error}");
            }
            assert_eq!([customer, offered.asked].map(|log| desk.head(log).unwrap()), heads);
            let again =
                desk.offer(offered.asked, &quote(190, 3), "SD-BASE", later(at, 86_400), None, at, &mut Seeded::new(8));
            assert_eq!(again.unwrap_err().code(), Code::StateIntentionOver);
            let mut mine = elsewhere(&person);
            let letter = &letters[0].1;
            received(mine.receive(&letter.bytes, at, &mut Seeded::new(9)).unwrap());
            let view = mine.view();
            let over = view.relationships().flat_map(|between| between.agreements());
            assert_eq!(over.filter(|agreed| agreed.state == AgreementState::InForce).count(), 2);
        }
    }
    assert!(between > 3, "{between}");
}

/// The same life in a store of its own.
fn elsewhere(person: &Person) -> Person {
    let export = person.danger_export().unwrap();
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    Person::import(export.danger_expose().as_bytes(), store, keeper(), &mut Seeded::new(1)).unwrap()
}

#[test]
fn two_handles_of_a_desk_take_a_yes_once() {
    let mut offered = offered();
    let mut person = offered.twin();
    offered.is_known(&mut person);
    let yes = offered.yes(&mut person);
    let at = offered.market.at;
    let mut other = Desk::open(Arc::clone(&offered.market.shelves[0]), keeper()).unwrap();
    // It has read all of it before.
    for customer in other.customers().unwrap() {
        other.customer(customer).unwrap();
    }
    received(offered.market.at_shop(0, &yes));
    let behind = other.receive(&yes, at, &mut Seeded::new(3)).unwrap_err();
    assert_eq!(behind.code(), Code::StoreConflict);
    let second = other.receive(&yes, at, &mut Seeded::new(3));
    assert!(matches!(&second, Ok(Reception::Replay { .. })), "{second:?}");
    assert_eq!(offered.taken(), 1);
}

/// Two handles on the person's store: one chooses what the other does not hold any more, or holds better.
#[test]
fn of_two_handles_one_is_told_and_chooses_from_there() {
    let mut offered = offered();
    let at = offered.market.at;
    let mut other = Person::open(Arc::clone(&offered.market.store), keeper(), offered.market.person.id()).unwrap();
    let random = &mut Seeded::new(3);
    // A better offer is taken by one handle; the other chooses the one before.
    let until = later(at, 86_400);
    let desk = &mut offered.market.desks[0];
    desk.offer(offered.asked, &quote(180, 3), "SD-BASE", until, None, at, random).unwrap();
    let [(_, letter)] = desk.outbox(at).unwrap().try_into().unwrap();
    received(offered.market.at_person(&letter.bytes));
    let told = other.choose(offered.intention, offered.offer, None, at, random).unwrap_err();
    assert_eq!(told.code(), Code::StoreConflict);
    let gone = other.choose(offered.intention, offered.offer, None, at, random).unwrap_err();
    assert_eq!(gone.code(), Code::StateNoSuchOffer);
    let better = other.inbox(offered.intention).unwrap().offers().next().unwrap().id;

    // One chooses; to the other a further offer comes, and its own yes to it.
    let id = Some(CommandId::from_bytes([7; 16]));
    let chosen = offered.market.person.choose(offered.intention, better, id, at, random).unwrap();
    let behind = other.choose(offered.intention, better, None, at, random).unwrap_err();
    assert_eq!(behind.code(), Code::StoreConflict);
    let taken = other.choose(offered.intention, better, None, at, random).unwrap_err();
    assert_eq!(taken.code(), Code::ChartNoSuchMove);
    assert_eq!(other.choose(offered.intention, better, id, at, random).unwrap(), chosen);
    assert_eq!(other.outbox(at).unwrap(), offered.market.person.outbox(at).unwrap());
    assert_eq!(other.head(), offered.market.person.head());
}
