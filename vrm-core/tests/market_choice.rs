//! The yes to one offer: what it follows from, what it refuses, and what reopens the intention.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{line, received};
use support::market::{Market, quote};
use support::seller::{Call, Seller, in_force, unsealed};
use support::two::later;
use vrm_core::agreement::HalfAgreement;
use vrm_core::chain::StreamId;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::{CommandId, Settings};
use vrm_core::intention::rank::Why;
use vrm_core::intention::{IntentionState, Rates};
use vrm_core::keys::SignedId;
use vrm_core::message::AnyMessage;
use vrm_core::relationship::AgreementState;
use vrm_core::terms::{Talk, Who};
use vrm_core::view::StateError;

const DAY: i64 = 86_400;

fn refuses(market: &mut Market, intention: StreamId, offer: SignedId) -> Error {
    let error = market.choice_refused(intention, offer);
    assert!(market.letters().is_empty());
    error
}

/// Says yes all the same, where it links two vendors.
fn links(market: &mut Market, intention: StreamId, offer: SignedId) -> StreamId {
    assert_eq!(refuses(market, intention, offer), StateError::WouldLink.into());
    let (person, random) = (&mut market.person, &mut market.random);
    person.danger_choose(intention, offer, None, market.at, random).unwrap().relationship
}

/// The one letter there is says to a seller that it is too late.
fn called_late(market: &mut Market, seller: &Seller) {
    let [letter] = market.letters().try_into().unwrap();
    assert!(matches!(unsealed(&letter, &seller.pairs), AnyMessage::Late(_)));
}

/// Answers are awaited for an hour.
fn impatient(market: &mut Market) {
    let settings = Settings { answer_within: 60, ..line(Talk::Anyone, &["SD-BASE"], Who::Agent) };
    market.person.set_settings(&settings, None, market.at, &mut market.random).unwrap();
}

/// An offer of a seller's that was chosen, and the yes as it came to it.
fn chosen(market: &mut Market, intention: StreamId, call: &Call) -> (Seller, SignedId, HalfAgreement) {
    let seller = Seller::new("Kiosk", market);
    let offer = market.offered(&seller, call, &quote(200, 3));
    market.choose(intention, offer);
    let [letter] = market.letters().try_into().unwrap();
    let (yes, half) = seller.accepted(call, &letter, market.at);
    assert_eq!(half.document().answers(), Some(offer));
    (seller, yes, half)
}

#[test]
fn the_same_command_is_done_once() {
    let (mut market, intention, call) = Market::quiet();
    let (seller, other) = (Seller::new("Kiosk", &mut market), Seller::new("Other", &mut market));
    let (offer, second) =
        (market.offered(&seller, &call, &quote(200, 3)), market.offered(&other, &call, &quote(250, 3)));
    let command = Some(CommandId::from_bytes([5; 16]));
    let first = market.person.choose(intention, offer, command, market.at, &mut market.random).unwrap();
    let head = market.person.head();
    let again = market.person.choose(intention, offer, command, market.at, &mut market.random).unwrap();
    assert_eq!((again, market.person.head()), (first, head));
    let error = market.person.choose(intention, second, command, market.at, &mut market.random).unwrap_err();
    assert_eq!(error.code(), Code::StateCommandReused);
    assert_eq!(market.letters().len(), 1);
}

#[test]
fn one_offer_is_chosen_at_a_time() {
    let (mut market, intention, call) = Market::quiet();
    let other = Seller::new("Other", &mut market);
    let second = market.offered(&other, &call, &quote(250, 3));
    let (seller, _, half) = chosen(&mut market, intention, &call);
    let first = half.document().answers().unwrap();
    for offer in [first, second] {
        let error = refuses(&mut market, intention, offer);
        assert!(matches!(error, Error::State(StateError::Chart(_)) | Error::Chart(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("accepted") && text.contains("accept"), "{text}");
    }
    let signature = seller.countersigned(&half, &mut market);
    received(market.at_person(&signature));
    for offer in [first, second] {
        let text = refuses(&mut market, intention, offer).to_string();
        assert!(text.contains("fulfilled") && text.contains("accept"), "{text}");
    }
}

#[test]
fn what_is_not_there_is_not_chosen() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let nothing = SignedId::from_bytes([9; 32]);
    assert_eq!(refuses(&mut market, intention, nothing), StateError::NoSuchOffer { id: nothing }.into());
    let offer = market.offered(&seller, &call, &quote(200, 3));
    let nowhere = StreamId::from_bytes([9; 16]);
    assert_eq!(refuses(&mut market, nowhere, offer), StateError::NoSuchIntention { id: nowhere }.into());
    market.person.withdraw_intention(intention, None, market.at, &mut market.random).unwrap();
    let text = refuses(&mut market, intention, offer).to_string();
    assert!(text.contains("withdrawn") && text.contains("accept"), "{text}");
    let again = market.person.withdraw_intention(intention, None, market.at, &mut market.random);
    assert!(again.unwrap_err().to_string().contains("withdrawn"));
}

#[test]
fn an_offer_that_expired_since_it_was_ranked_is_not_chosen() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let until = later(market.at, 3_600);
    let (bytes, offer) = seller.offer_until(&call, seller.body(&call, &quote(200, 3)), until, &mut market);
    received(market.at_person(&bytes));
    let inbox = market.person.inbox(intention).unwrap();
    assert_eq!(inbox.rank(&Rates::default(), later(until, -1), 9).fitting, 1);
    let out = inbox.rank(&Rates::default(), until, 9).left_out;
    assert_eq!(out[0].why, [Why::Expired { until }]);
    market.at = until;
    assert_eq!(refuses(&mut market, intention, offer).code(), Code::MessageExpired);
    market.at = later(until, -1);
    market.choose(intention, offer);
}

#[test]
fn nothing_is_chosen_after_the_end() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let end = market.person.view().intention(intention).unwrap()[0].announced().unwrap().until;
    market.at = later(end, -DAY);
    let offer = market.offered(&seller, &call, &quote(200, 3));
    market.at = end;
    assert_eq!(refuses(&mut market, intention, offer), StateError::IntentionOver.into());
    market.at = later(end, -1);
    market.choose(intention, offer);
    // The other side's answer counts after it.
    let [letter] = market.letters().try_into().unwrap();
    let (_, half) = seller.accepted(&call, &letter, market.at);
    market.at = later(end, DAY);
    let signature = seller.countersigned(&half, &mut market);
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
}

/// The shop replaces its offer while the yes to the old one travels.
#[test]
fn a_yes_to_what_was_replaced_is_refused_and_another_may_be_chosen() {
    for again in [true, false] {
        let mut market = Market::of(2);
        let (intention, cast) = market.announce();
        let (customer, old) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
        let (_, other) = market.offer(1, &cast, &quote(250, 3), "SD-BASE");
        let relationship = market.choose(intention, old).relationship;
        let [acceptance] = market.letters().try_into().unwrap();
        market.wait(60);
        let (until, at) = (later(market.at, DAY), market.at);
        let newer = market.desks[0]
            .offer(customer, &quote(190, 3), "SD-BASE", until, None, at, &mut market.random)
            .unwrap()
            .said[0]
            .id
            .unwrap();
        let [newer_letter] = market.answers(0).try_into().unwrap();
        received(market.at_person(&newer_letter));
        assert_eq!(market.held(intention), [old, other, newer].into());
        received(market.at_shop(0, &acceptance));
        let [no] = market.answers(0).try_into().unwrap();
        received(market.at_person(&no));
        assert_eq!(market.state(intention), IntentionState::Open);
        let negotiation = market.with(relationship).negotiation().unwrap().clone();
        assert!(negotiation.is_over());
        assert_eq!(negotiation.agreement(), Some(AgreementState::Lapsed));
        assert_eq!(market.there(0, customer).agreements().count(), 0);
        let (shop, offer) = match again {
            true => {
                // It is agreed on under the persona that the shop knows since.
                (0, newer)
            }
            false => (1, other),
        };
        assert_eq!(refuses(&mut market, intention, old), StateError::NoSuchOffer { id: old }.into());
        let second = match again {
            true => market.choose(intention, offer).relationship,
            false => links(&mut market, intention, offer),
        };
        assert_eq!(second == relationship, again);
        market.carry(shop);
        assert_eq!(market.state(intention), IntentionState::Fulfilled);
        assert_eq!(in_force(&market.with(second)).len(), 1);
        assert!(market.letters().is_empty() && market.answers(0).is_empty() && market.answers(1).is_empty());
        market.imported();
    }
}

#[test]
fn a_yes_that_nobody_answers_lapses_a_day_after_its_time() {
    let (mut market, intention, call) = Market::quiet();
    impatient(&mut market);
    let (seller, _, half) = chosen(&mut market, intention, &call);
    let by = half.document().accept_by();
    assert_eq!(by, later(market.at, 3_600));
    market.at = later(by, DAY - 1);
    let error = market.person.expire(None, market.at, &mut market.random).unwrap_err();
    assert_eq!(error.code(), Code::StateNothingDue);
    assert_eq!(market.state(intention), IntentionState::Accepted);
    market.at = later(by, DAY);
    market.person.expire(None, market.at, &mut market.random).unwrap();
    assert_eq!(market.state(intention), IntentionState::Open);
    assert_eq!(market.person.view().intention(intention).unwrap()[0].chosen(), None);
    called_late(&mut market, &seller);
    let first = half.document().answers().unwrap();
    assert!(market.held(intention).is_empty());
    assert_eq!(refuses(&mut market, intention, first), StateError::NoSuchOffer { id: first }.into());
    let other = Seller::new("Other", &mut market);
    let offer = market.offered(&other, &call, &quote(250, 3));
    links(&mut market, intention, offer);
    assert_eq!(market.state(intention), IntentionState::Accepted);
    market.imported();
}

/// A seller that said no to the first yes, and has offered once more: the relationship, its document, the new offer.
fn refused_once(market: &mut Market, intention: StreamId, call: &Call) -> (Seller, StreamId, HalfAgreement, SignedId) {
    let (seller, yes, half) = chosen(market, intention, call);
    let relationship = market.person.view().with_vendor(&seller.did).unwrap().id();
    let no = seller.refused(yes, &half, market);
    received(market.at_person(&no));
    assert_eq!(market.state(intention), IntentionState::Open);
    market.wait(60);
    let offer = market.offered(&seller, call, &quote(190, 3));
    (seller, relationship, half, offer)
}

#[test]
fn the_same_vendor_gets_a_second_yes_to_a_new_offer() {
    let (mut market, intention, call) = Market::quiet();
    let (seller, relationship, half, offer) = refused_once(&mut market, intention, &call);
    let first = half.document().answers().unwrap();
    // What it refused is gone, under whatever call.
    assert_eq!(refuses(&mut market, intention, first), StateError::NoSuchOffer { id: first }.into());
    let (at, random) = (market.at, &mut market.random);
    let error = market.person.danger_choose(intention, first, None, at, random).unwrap_err();
    assert_eq!(error, StateError::NoSuchOffer { id: first }.into());
    assert_eq!(market.choose(intention, offer).relationship, relationship);
    let [letter] = market.letters().try_into().unwrap();
    let (_, again) = seller.accepted(&call, &letter, market.at);
    assert_eq!(again.document().person(), half.document().person());
    let signature = seller.countersigned(&again, &mut market);
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    assert_eq!(in_force(&market.with(relationship)), [again.id()]);
    market.imported();
}

/// Once two vendors have a yes under one key, none gets a further one but by the call with danger in its name.
#[test]
fn another_vendor_gets_no_second_yes_by_the_way() {
    let (mut market, intention, call) = Market::quiet();
    let (_, relationship, _, again) = refused_once(&mut market, intention, &call);
    let other = Seller::new("Other", &mut market);
    let second = market.offered(&other, &call, &quote(250, 3));
    let linked = links(&mut market, intention, second);
    assert_ne!(linked, relationship);
    let [letter] = market.letters().try_into().unwrap();
    let (yes, half) = other.accepted(&call, &letter, market.at);
    let no = other.refused(yes, &half, &mut market);
    received(market.at_person(&no));
    assert_eq!(links(&mut market, intention, again), relationship);
    market.imported();
}

/// The same vendor would know a new persona by the key of the cast.
#[test]
fn a_vendor_gets_no_second_yes_under_another_persona() {
    for erased in [false, true] {
        let (mut market, intention, call) = Market::quiet();
        let (seller, old, half, offer) = refused_once(&mut market, intention, &call);
        let (at, random) = (market.at, &mut market.random);
        match erased {
            true => market.person.erase(old, None, at, random).unwrap(),
            false => market.person.terminate(old, None, at, random).unwrap(),
        };
        assert!(market.letters().is_empty());
        let linked = links(&mut market, intention, offer);
        assert_eq!(linked != old, erased);
        let [letter] = market.letters().try_into().unwrap();
        let (_, anew) = seller.accepted(&call, &letter, at);
        assert_ne!(anew.document().person(), half.document().person());
        let signature = seller.countersigned(&anew, &mut market);
        received(market.at_person(&signature));
        assert_eq!(market.state(intention), IntentionState::Fulfilled);
        market.imported();
    }
}

/// Whatever notices that the time is over opens the intention again.
#[test]
fn a_yes_that_lapsed_stands_in_the_way_of_nothing() {
    for proffers in [true, false] {
        let mut market = Market::of(1);
        impatient(&mut market);
        let (intention, cast) = market.announce();
        let (_, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
        let relationship = market.choose(intention, offer).relationship;
        market.letters();
        let at = market.wait(3_600 + DAY);
        match proffers {
            true => market.person.proffer(relationship, &["SD-BASE"], None, at, &mut market.random).unwrap(),
            false => market.person.rotate_keys(relationship, None, at, &mut market.random).unwrap(),
        };
        assert_eq!(market.state(intention), IntentionState::Open, "{proffers}");
        market.imported();
    }
}

#[test]
fn where_its_time_is_over_an_intention_does_not_open_again() {
    // As long as an answer is awaited by itself the intention is over before.
    for refused in [true, false] {
        let (mut market, intention, call) = Market::quiet();
        let other = Seller::new("Other", &mut market);
        let second = market.offered(&other, &call, &quote(250, 3));
        let (seller, yes, half) = chosen(&mut market, intention, &call);
        let end = market.person.view().intention(intention).unwrap()[0].announced().unwrap().until;
        market.at = later(half.document().accept_by(), if refused { -60 } else { DAY });
        assert!(market.at >= later(end, -60));
        market.at = market.at.max(end);
        if refused {
            let no = seller.refused(yes, &half, &mut market);
            received(market.at_person(&no));
        } else {
            market.person.expire(None, market.at, &mut market.random).unwrap();
            called_late(&mut market, &seller);
        }
        assert_eq!(market.state(intention), IntentionState::Expired);
        // What was chosen is gone, and what is held is chosen no more.
        let first = half.document().answers().unwrap();
        assert_eq!(refuses(&mut market, intention, first), StateError::NoSuchOffer { id: first }.into());
        let text = refuses(&mut market, intention, second).to_string();
        assert!(text.contains("expired"), "{text}");
        market.imported();
    }
}

/// The shop signs in time, and its signature comes a day too late.
#[test]
fn a_signature_that_comes_late_is_called_so_on_both_sides() {
    for noted in [true, false] {
        let mut market = Market::of(1);
        impatient(&mut market);
        let (intention, cast) = market.announce();
        let (customer, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
        let relationship = market.choose(intention, offer).relationship;
        let [acceptance] = market.letters().try_into().unwrap();
        received(market.at_shop(0, &acceptance));
        let [signature] = market.answers(0).try_into().unwrap();
        assert_eq!(in_force(&market.there(0, customer)).len(), 1);
        market.wait(3_600 + DAY);
        if noted {
            let expired = market.person.expire(None, market.at, &mut market.random).unwrap();
            assert_eq!(expired.kinds, ["lapsed", "called-late", "intention-reopened"]);
            assert_eq!(market.state(intention), IntentionState::Open);
            // It is told without being asked, and told again when its signature comes.
            let [late] = market.letters().try_into().unwrap();
            received(market.at_shop(0, &late));
            assert!(in_force(&market.there(0, customer)).is_empty());
        }
        received(market.at_person(&signature));
        assert_eq!(market.state(intention), IntentionState::Open);
        assert_eq!(in_force(&market.with(relationship)).len(), 0);
        let [late] = market.letters().try_into().unwrap();
        received(market.at_shop(0, &late));
        let there = market.there(0, customer);
        assert_eq!(there.agreements().map(|agreed| agreed.state).collect::<Vec<_>>(), [AgreementState::Lapsed]);
        assert!(in_force(&there).is_empty());
        market.imported();
    }
}

#[test]
fn a_day_after_its_time_to_the_second_a_signature_still_counts() {
    let (mut market, intention, call) = Market::quiet();
    impatient(&mut market);
    let (seller, _, half) = chosen(&mut market, intention, &call);
    let signature = seller.countersigned(&half, &mut market);
    market.at = later(half.document().accept_by(), DAY - 1);
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
}

#[test]
fn only_the_winner_can_say_anything_to_it() {
    let (mut market, intention, call) = Market::quiet();
    let loser = Seller::new("Loser", &mut market);
    let second = market.offered(&loser, &call, &quote(250, 3));
    let (seller, yes, half) = chosen(&mut market, intention, &call);
    // The loser is not told, and cannot sign, refuse or call late what it never saw.
    let no = loser.refused(yes, &half, &mut market);
    assert!(matches!(market.person_refuses(&no), Error::Message(_)));
    let no = seller.refused(second, &half, &mut market);
    assert_eq!(market.person_refuses(&no), StateError::NothingToAnswer.into());
    // Another's document, well signed.
    let (mut other, other_intention, other_call) = Market::quiet();
    other.wait(60);
    let (_, _, foreign) = chosen(&mut other, other_intention, &other_call);
    assert_ne!(foreign.id(), half.id());
    let good = seller.countersigned(&half, &mut market);
    received(market.at_person(&good));
    market.person_knows(&good);
    let no = seller.refused(yes, &half, &mut market);
    assert_eq!(market.person_refuses(&no).code(), Code::StateNothingToAnswer);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
}

#[test]
fn a_yes_names_the_persona_to_the_winner_alone() {
    let (mut market, intention, call) = Market::quiet();
    let loser = Seller::new("Loser", &mut market);
    market.offered(&loser, &call, &quote(250, 3));
    let seller = Seller::new("Kiosk", &mut market);
    let offer = market.offered(&seller, &call, &quote(200, 3));
    let relationship = market.choose(intention, offer).relationship;
    let [letter] = market.letters().try_into().unwrap();
    let AnyMessage::Acceptance(_) = unsealed(&letter, &seller.pairs) else { panic!("no acceptance") };
    let sealed = vrm_core::keys::Sealed::parse(&letter).unwrap();
    assert!(sealed.open(loser.pairs.seal()).is_err());
    let (_, half) = seller.accepted(&call, &letter, market.at);
    let persona = half.document().person();
    assert_eq!(market.with(relationship).own_keys(), Some(persona));
    let cast = [call.keys.sign().thumbprint(), call.keys.seal().thumbprint()];
    for key in [persona.sign().thumbprint(), persona.seal().thumbprint()] {
        assert!(!cast.contains(&key));
    }
    assert_eq!(market.person.view().relationships().count(), 1);
}
