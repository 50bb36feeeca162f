//! Intentions that come to a desk, and the offers that it makes.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::buyer::Buyer;
use support::hostile::{part_value, resigned, sign_as, with_member};
use support::life::{received, rejected};
use support::market::{Market, quote};
use support::rosters::other_roster;
use support::seller::{sealed, sealed_text, unsealed};
use support::two::{declaration, later};
use support::vendor::pin;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::CommandId;
use vrm_core::intention::{Quote, Reach};
use vrm_core::keys::PartyKeyPairs;
use vrm_core::life::Reception;
use vrm_core::log::{LogError, LogId};
use vrm_core::message::{AnyMessage, Intention, Proffer};
use vrm_core::time::Instant;
use vrm_core::view::StateError;
use vrm_core::vocab::Sector;

const DAY: i64 = 86_400;

#[test]
fn an_intention_for_another_vendor_is_refused() {
    let mut market = Market::of(2);
    let dids = [market.did(0), market.did(1)];
    let desk = market.desks[0].keys().unwrap();
    for (at, did) in dids.into_iter().enumerate() {
        let buyer = Buyer::new(&mut market);
        let body = Intention { audience: Reach::Vendor(did), ..buyer.body() };
        let text = buyer.announce(body, &mut market);
        // Whether it is sealed or not.
        for bytes in [text.as_bytes().to_vec(), sealed_text(&text, desk.seal())] {
            match at {
                1 => assert_eq!(market.shop_refuses(0, &bytes), StateError::NotForUs.into()),
                _ => assert!(market.at_shop(0, &bytes).accepted().is_ok()),
            }
        }
    }
    assert_eq!(market.desks[0].customers().unwrap().len(), 1);
    // Of which sectors a desk is, its host knows.
    let buyer = Buyer::new(&mut market);
    let body = Intention { audience: Reach::Sectors([Sector::Travel].into()), ..buyer.body() };
    let text = buyer.announce(body, &mut market);
    received(market.at_shop(0, text.as_bytes()));
}

#[test]
fn an_intention_counts_in_its_own_time() {
    let mut market = Market::of(1);
    let buyer = Buyer::new(&mut market);
    let from = later(market.at, DAY);
    let text = buyer.announce(Intention { from: Some(from), ..buyer.body() }, &mut market);
    assert_eq!(market.shop_refuses(0, text.as_bytes()).code(), Code::MessageNotYet);
    market.at = later(from, -1);
    assert_eq!(market.shop_refuses(0, text.as_bytes()).code(), Code::MessageNotYet);
    market.at = from;
    received(market.at_shop(0, text.as_bytes()));
    let late = Buyer::new(&mut market);
    let text = late.announce(late.body(), &mut market);
    market.wait(7 * DAY);
    assert_eq!(market.shop_refuses(0, text.as_bytes()).code(), Code::MessageExpired);
}

#[test]
fn an_intention_is_the_cast_keys_own() {
    let mut market = Market::of(1);
    let (buyer, other) = (Buyer::new(&mut market), Buyer::new(&mut market));
    let text = buyer.announce(buyer.body(), &mut market);
    let payload = part_value(&text, 1).canonical();
    let forged = sign_as(other.cast.sign(), "intention", &payload);
    assert_eq!(market.shop_refuses(0, forged.as_bytes()).code(), Code::MessageNotOwnKey);
    let claimed = with_member(&part_value(&text, 1), &["iss"], other.did().as_str()).canonical();
    let claimed = resigned(buyer.cast.sign(), &text, |_| claimed);
    assert_eq!(market.shop_refuses(0, claimed.as_bytes()).code(), Code::MessageNotOfIssuer);
    // Nothing else is for anyone.
    for name in ["offer", "proffer", "profile", "acceptance"] {
        let named = payload.replace("vrm-intention", &format!("vrm-{name}"));
        market.shop_refuses(0, sign_as(buyer.cast.sign(), name, named).as_bytes());
    }
    let profile = market.desks[0].profile().unwrap().to_owned();
    assert_eq!(market.shop_refuses(0, profile.as_bytes()), StateError::OutOfPlace { kind: "profile" }.into());
    assert!(market.desks[0].customers().unwrap().is_empty());
}

#[test]
fn an_intention_is_taken_once_and_is_one() {
    let mut market = Market::of(1);
    let desk = market.desks[0].keys().unwrap();
    let buyer = Buyer::new(&mut market);
    let text = buyer.announce(buyer.body(), &mut market);
    let outcome = received(market.at_shop(0, text.as_bytes()));
    let before = support::life::rows(&market.shelves[0]);
    for bytes in [text.as_bytes().to_vec(), sealed_text(&text, desk.seal())] {
        let reception = market.at_shop(0, &bytes);
        assert!(matches!(reception, Reception::Replay { log, .. } if log == outcome.log), "{reception:?}");
        assert_eq!(support::life::rows(&market.shelves[0]), before);
    }
    // A second thing under the same keys.
    let second = buyer.announce(buyer.body(), &mut market);
    assert_eq!(market.shop_refuses(0, second.as_bytes()), StateError::OutOfPlace { kind: "intention" }.into());
    let said = market.there(0, outcome.log).announced().cloned().unwrap();
    assert_eq!((said.want, said.audience), (buyer.body().want, Reach::Anyone));
}

#[test]
fn what_is_sealed_for_old_keys_is_answered_with_new_ones() {
    let mut market = Market::of(1);
    let old = market.desks[0].keys().unwrap();
    let buyer = Buyer::new(&mut market);
    let body = Intention { audience: Reach::Vendor(market.did(0)), ..buyer.body() };
    let text = buyer.announce(body, &mut market);
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    let customer = received(market.at_shop(0, &sealed_text(&text, old.seal()))).log;
    let offer = buyer.offered_again(0, customer, &mut market);
    let new = market.desks[0].keys().unwrap();
    assert_eq!((offer.body.keys, offer.from.clone()), (new, market.did(0)));
    // Keys made between offer and yes do not take the offer back.
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    let there = market.there(0, customer);
    let [agreed] = there.agreements().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(agreed.agreement.document().vendor().keys, new);
    // The customer is told of them with the next word.
    market.answers(0);
    market.desks[0].announce_keys(customer, None, market.at, &mut market.random).unwrap();
    let [rotation] = market.answers(0).try_into().unwrap();
    assert!(matches!(unsealed(&rotation, &buyer.persona), AnyMessage::Rotation(_)));
}

/// What is sealed for the desk counts for 90 days after it has new keys, and not a second longer.
#[test]
fn what_is_sealed_for_keys_that_are_too_old_is_not_opened() {
    let mut market = Market::of(1);
    let old = market.desks[0].keys().unwrap();
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    for (seconds, opens) in [(90 * DAY - 1, true), (90 * DAY, false)] {
        let at = later(market.at, seconds);
        let mut then = Market { at, ..Market::of(0) };
        let buyer = Buyer::new(&mut then);
        let text = buyer.announce(buyer.body(), &mut then);
        let reception = market.desks[0].receive(&sealed_text(&text, old.seal()), at, &mut market.random).unwrap();
        match opens {
            true => drop(received(reception)),
            false => assert_eq!(rejected(reception), StateError::OtherKeys.into()),
        }
    }
}

fn offer(market: &mut Market, customer: LogId, quote: &Quote, entry: &str, until: Instant) -> Result<(), Error> {
    let (desk, at) = (&mut market.desks[0], market.at);
    let before = support::life::rows(&market.shelves[0]);
    let made = desk.offer(customer, quote, entry, until, None, at, &mut market.random);
    if made.is_err() {
        assert_eq!(support::life::rows(&market.shelves[0]), before);
    }
    made.map(drop)
}

#[test]
fn an_offer_answers_an_intention() {
    let mut market = Market::of(1);
    let until = later(market.at, DAY);
    let nobody = LogId::from_bytes([9; 16]);
    let error = offer(&mut market, nobody, &quote(200, 3), "SD-BASE", until).unwrap_err();
    assert_eq!(error, LogError::NoSuchLog.into());
    // A customer that proffered announced nothing.
    let keys = market.desks[0].keys().unwrap();
    let persona = PartyKeyPairs::generate(&mut market.random).unwrap();
    let proffer = Proffer { keys: persona.public(), terms: [pin("SD-BASE")].into(), replaces: None };
    let from = persona.sign().public().to_did();
    let to = (keys.sign().thumbprint(), keys.seal());
    let letter = sealed(proffer, (&from, &persona), to, until, &mut market);
    let customer = received(market.at_shop(0, &letter)).log;
    let error = offer(&mut market, customer, &quote(200, 3), "SD-BASE", until).unwrap_err();
    assert_eq!(error, StateError::NothingToAnswer.into());
}

#[test]
fn an_offer_is_made_in_time_and_has_an_end() {
    let mut market = Market::of(1);
    let buyer = Buyer::new(&mut market);
    let customer = buyer.heard_at(0, &mut market);
    for until in [later(market.at, -60), market.at, later(market.at, 91 * DAY)] {
        let error = offer(&mut market, customer, &quote(200, 3), "SD-BASE", until).unwrap_err();
        assert!(matches!(error, Error::Message(_) | Error::Form(_)), "{until}: {error:?}");
    }
    // It may stand longer than the intention.
    let until = later(market.at, 30 * DAY);
    offer(&mut market, customer, &quote(200, 3), "SD-BASE", until).unwrap();
    let end = market.there(0, customer).announced().unwrap().until;
    market.at = later(end, -1);
    offer(&mut market, customer, &quote(190, 3), "SD-BASE", until).unwrap();
    market.at = end;
    let error = offer(&mut market, customer, &quote(180, 3), "SD-BASE", until).unwrap_err();
    assert_eq!(error, StateError::IntentionOver.into());
}

#[test]
fn four_offers_are_made_at_most() {
    let mut market = Market::of(1);
    let (intention, cast) = market.announce();
    let (customer, _) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    for euros in [190, 180, 170] {
        market.wait(60);
        market.offer_again(0, customer, &quote(euros, 3), "SD-BASE");
    }
    let until = later(market.at, DAY);
    let error = offer(&mut market, customer, &quote(100, 3), "SD-BASE", until).unwrap_err();
    assert_eq!(error, StateError::TooManyOffers { limit: 4 }.into());
    assert!(market.answers(0).is_empty());
    let last = market.there(0, customer).offer().unwrap();
    assert_eq!(market.held(intention), [last].into());
}

#[test]
fn an_offer_is_made_under_an_entry_that_was_declared() {
    let mut market = Market::of(1);
    let buyer = Buyer::new(&mut market);
    let customer = buyer.heard_at(0, &mut market);
    let until = later(market.at, DAY);
    let error = offer(&mut market, customer, &quote(200, 3), "SD-NOTHING", until).unwrap_err();
    assert!(matches!(error, Error::Terms(_)), "{error:?}");
    let error = offer(&mut market, customer, &quote(200, 3), "SD-BASE-AT", until).unwrap_err();
    assert_eq!(error, StateError::NoDeclaration { entry: "SD-BASE-AT".to_owned() }.into());
    // A roster that is unknown, and one that is known and was not proffered.
    let roster = other_roster("1.0.0");
    let entry = format!("{}#{}", roster.iri(), roster.entries()[0].name().id);
    let outside: Error = StateError::NoSuchRoster { roster: roster.iri().to_owned() }.into();
    assert_eq!(offer(&mut market, customer, &quote(200, 3), &entry, until).unwrap_err(), outside);
    let authority = vrm_core::keys::SigningKeyPair::generate(&mut market.random).unwrap();
    let statement = vrm_core::message::RosterStatement::of(&roster, market.at).sign(&authority).unwrap();
    let (document, desk, at) = (roster.to_document(), &mut market.desks[0], market.at);
    let (statement, key) = (statement.as_str().as_bytes(), authority.public());
    desk.load_roster(document.as_bytes(), statement, key, None, at, &mut market.random).unwrap();
    desk.declare(&entry, &declaration(), None, at, &mut market.random).unwrap();
    assert_eq!(offer(&mut market, customer, &quote(200, 3), &entry, until).unwrap_err(), outside);
    // Another entry of the roster is the one counter.
    offer(&mut market, customer, &quote(200, 3), "SD-BASE-A", until).unwrap();
    let [letter] = market.answers(0).try_into().unwrap();
    assert_eq!(buyer.open(&letter, market.at).body.terms, pin("SD-BASE-A"));
}

#[test]
fn the_same_command_offers_once() {
    let mut market = Market::of(1);
    let buyer = Buyer::new(&mut market);
    let customer = buyer.heard_at(0, &mut market);
    let (until, at, command) = (later(market.at, DAY), market.at, Some(CommandId::from_bytes([5; 16])));
    let mut say = |euros| {
        let (desk, random) = (&mut market.desks[0], &mut market.random);
        desk.offer(customer, &quote(euros, 3), "SD-BASE", until, command, at, random)
    };
    let first = say(200).unwrap();
    assert_eq!(say(200).unwrap(), first);
    assert_eq!(say(190).unwrap_err().code(), Code::StateCommandReused);
    assert_eq!(market.answers(0).len(), 1);
}

#[test]
fn after_a_yes_no_offer_is_made() {
    let mut market = Market::of(1);
    let buyer = Buyer::new(&mut market);
    let (customer, first) = buyer.offered(0, &mut market);
    let yes = buyer.yes(&first, &mut market);
    received(market.at_shop(0, &yes));
    let until = later(market.at, DAY);
    let error = offer(&mut market, customer, &quote(100, 3), "SD-BASE", until).unwrap_err();
    assert_eq!(error, StateError::IntentionOver.into());
}
