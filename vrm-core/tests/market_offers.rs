//! Offers that come to the person: each that is not what it should be is refused with its own error, and nothing changes.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::hostile::{base64url, part_value, resigned, with_member, with_part};
use support::life::{received, rows};
use support::market::{Market, quote};
use support::seller::{Call, Seller, document, sealed, sealed_text, unsealed};
use support::two::later;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::intention::IntentionState;
use vrm_core::json::{Object, Value};
use vrm_core::keys::{PublicSigningKey, SignedId};
use vrm_core::life::Reception;
use vrm_core::message::{AnyMessage, Never, Offer, Refusal, RefusalReason};
use vrm_core::view::StateError;

const DAY: i64 = 86_400;

fn jwk(key: &PublicSigningKey) -> Value {
    let x = base64url(key.key().bytes());
    let members = [("crv", "Ed25519"), ("kty", "OKP"), ("x", x.as_str())];
    members.into_iter().fold(Object::new(), |all, (name, value)| all.with(name, value)).into()
}

#[test]
fn an_offer_answers_the_intention_whose_key_it_is_for() {
    let (mut market, _, call) = Market::quiet();
    let (_, other) = market.calls();
    let seller = Seller::new("Kiosk", &mut market);
    // For nothing that was ever asked; for the other intention; for this one under the other's keys.
    for (id, keys) in [(SignedId::from_bytes([7; 32]), call), (other.id, call), (call.id, other)] {
        let body = Offer { intention: id, ..seller.body(&call, &quote(200, 3)) };
        let (bytes, _) = seller.offer(&keys, body, &mut market);
        assert_eq!(market.person_refuses(&bytes), StateError::OtherIntention.into());
    }
    // Sealed for one cast and said to the other.
    let body = seller.body(&other, &quote(200, 3));
    let text = seller.text(&call, body, later(market.at, DAY), &mut market);
    assert_eq!(market.person_refuses(&seller.seal(&text, &other)).code(), Code::MessageWrongReader);
    // Sealed for the cast's key that signs nobody can; for keys of nobody here:
    let stranger = Seller::new("Stranger", &mut market);
    let sealed = sealed_text(&text, stranger.pairs.public().seal());
    assert_eq!(market.person_refuses(&sealed).code(), Code::KeysSealedForAnother);
}

#[test]
fn an_offer_comes_in_its_time() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let until = later(market.at, 600);
    let (bytes, _) = seller.offer_until(&call, seller.body(&call, &quote(200, 3)), until, &mut market);
    for seconds in [600, 601, DAY] {
        let at = later(market.at, seconds);
        let reception = market.person.receive(&bytes, at, &mut market.random).unwrap();
        assert_eq!(support::life::rejected(reception).code(), Code::MessageExpired, "{seconds}");
    }
    let at = later(until, -1);
    received(market.person.receive(&bytes, at, &mut market.random).unwrap());
    market.at = later(market.at, 1_200);
    let (early, _) = seller.offer(&call, seller.body(&call, &quote(200, 3)), &mut market);
    market.at = later(market.at, -600);
    assert_eq!(market.person_refuses(&early).code(), Code::MessageFromTheFuture);
    assert_eq!(market.held(intention).len(), 1);
}

#[test]
fn no_offer_is_taken_after_the_end() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let end = market.person.view().intention(intention).unwrap()[0].announced().unwrap().until;
    market.at = later(end, -1);
    market.offered(&seller, &call, &quote(200, 3));
    let last = Seller::new("Last", &mut market);
    let (bytes, _) = last.offer(&call, last.body(&call, &quote(200, 3)), &mut market);
    market.at = end;
    assert_eq!(market.person_refuses(&bytes), StateError::IntentionOver.into());
    market.person.expire(None, market.at, &mut market.random).unwrap();
    assert_eq!(market.state(intention), IntentionState::Expired);
    assert_eq!(market.person_refuses(&bytes), StateError::IntentionOver.into());
    // What came in time is still there, and what is known is known.
    assert_eq!(market.held(intention).len(), 1);
    web_is_not_asked_for(&mut market, &call);
}

/// Nobody fetches a document for what would not be taken.
fn web_is_not_asked_for(market: &mut Market, call: &Call) {
    let web = Seller::web("shop.example", market);
    let (bytes, _) = web.offer(call, web.body(call, &quote(200, 3)), market);
    assert_eq!(market.person_refuses(&bytes), StateError::IntentionOver.into());
}

#[test]
fn no_offer_is_taken_for_what_was_taken_back_or_fulfilled() {
    let (mut market, withdrawn, call) = Market::quiet();
    let (fulfilled, second) = market.calls();
    let seller = Seller::new("Kiosk", &mut market);
    market.person.withdraw_intention(withdrawn, None, market.at, &mut market.random).unwrap();
    let offer = market.offered(&seller, &second, &quote(200, 3));
    market.choose(fulfilled, offer);
    let [letter] = market.letters().try_into().unwrap();
    let (_, half) = seller.accepted(&second, &letter, market.at);
    let signature = seller.countersigned(&half, &mut market);
    received(market.at_person(&signature));
    assert_eq!(market.state(fulfilled), IntentionState::Fulfilled);
    for call in [call, second] {
        for seller in [seller.clone(), Seller::new("Late", &mut market)] {
            let (bytes, _) = seller.offer(&call, seller.body(&call, &quote(100, 3)), &mut market);
            assert_eq!(market.person_refuses(&bytes), StateError::IntentionOver.into());
        }
        web_is_not_asked_for(&mut market, &call);
    }
    assert!(market.letters().is_empty(), "nobody is told");
    // What was erased cannot even be opened.
    let (bytes, _) = seller.offer(&call, seller.body(&call, &quote(100, 3)), &mut market);
    market.person.erase(withdrawn, None, market.at, &mut market.random).unwrap();
    assert_eq!(market.person_refuses(&bytes).code(), Code::KeysSealedForAnother);
    let error = market.person.inbox(withdrawn).unwrap_err();
    assert_eq!(error, StateError::NoSuchIntention { id: withdrawn }.into());
}

#[test]
fn while_an_offer_is_accepted_others_are_taken_and_that_one_stands() {
    let (mut market, intention, call) = Market::quiet();
    let (chosen, other) = (Seller::new("Chosen", &mut market), Seller::new("Other", &mut market));
    let offer = market.offered(&chosen, &call, &quote(200, 3));
    market.choose(intention, offer);
    market.wait(60);
    let second = market.offered(&other, &call, &quote(150, 3));
    // Beside the one that was said yes to: its vendor may say no to that.
    let beside = market.offered(&chosen, &call, &quote(100, 3));
    assert_eq!(market.held(intention), [offer, second, beside].into());
    assert_eq!(market.state(intention), IntentionState::Accepted);
}

#[test]
fn an_offer_is_signed_by_a_key_of_its_vendors() {
    let (mut market, intention, call) = Market::quiet();
    let (seller, other) = (Seller::new("Kiosk", &mut market), Seller::new("Other", &mut market));
    let until = later(market.at, DAY);
    let text = seller.text(&call, seller.body(&call, &quote(200, 3)), until, &mut market);
    let payload = part_value(&text, 1);
    let change = |path: &[&str], member: Value| {
        let changed = with_member(&payload, path, member).canonical();
        resigned(seller.pairs.sign(), &text, |_| changed)
    };
    for (forged, code) in [
        (change(&["iss"], other.did.as_str().into()), Code::MessageNotOfIssuer),
        (change(&["keys", "sign"], jwk(&other.key())), Code::MessageNotOwnKey),
        (change(&["iss"], call.keys.sign().to_did().as_str().into()), Code::MessageNotOfIssuer),
        (with_part(&text, 2, &base64url([7; 64])), Code::KeysSignature),
        (change(&["more"], 1.into()), Code::JsonUnknownMember),
    ] {
        assert_eq!(market.person_refuses(&seller.seal(&forged, &call)).code(), code);
    }
    // The payload changed under the old signature.
    let changed = with_member(&payload, &["price", "goods", "minor"], 1).canonical();
    let forged = with_part(&text, 1, &base64url(changed));
    assert_eq!(market.person_refuses(&seller.seal(&forged, &call)).code(), Code::KeysSignature);
    // Sealed bytes that were changed anywhere.
    let sealed = seller.seal(&text, &call);
    for at in (0..sealed.len()).step_by(97) {
        let mut changed = sealed.clone();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        if changed != sealed {
            market.person_refuses(&changed);
        }
    }
    // Not sealed, it is for nobody here.
    assert!(matches!(market.person_refuses(text.as_bytes()), Error::Message(_) | Error::Keys(_)));
    assert!(market.held(intention).is_empty());
    received(market.at_person(&sealed));
}

#[test]
fn an_offer_is_taken_once() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let until = later(market.at, DAY);
    let text = seller.text(&call, seller.body(&call, &quote(200, 3)), until, &mut market);
    let sealed = seller.seal(&text, &call);
    received(market.at_person(&sealed));
    let held = market.held(intention);
    market.person_knows(&sealed);
    market.person_knows(&seller.seal(&text, &call));
    // The same number over other content is not another offer.
    let changed = with_member(&part_value(&text, 1), &["price", "goods", "minor"], 100).canonical();
    let liar = resigned(seller.pairs.sign(), &text, |_| changed);
    market.person_knows(&seller.seal(&liar, &call));
    assert_eq!(market.held(intention), held);
    // Nor what was replaced since.
    market.wait(60);
    let newer = market.offered(&seller, &call, &quote(210, 3));
    market.person_knows(&sealed);
    assert_eq!(market.held(intention), [newer].into());
    // Of the same life elsewhere, the same.
    market.person = market.imported();
    let reception = market.at_person(&sealed);
    assert!(matches!(reception, Reception::Replay { .. }), "{reception:?}");
    assert_eq!(market.held(intention), [newer].into());
}

#[test]
fn nothing_but_an_offer_is_said_to_the_key_of_a_cast() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let offer = market.offered(&seller, &call, &quote(200, 3));
    let refusal = Refusal { answers: offer, why: RefusalReason::Agreement };
    let to = (call.reader(), call.keys.seal());
    let letter = sealed(refusal, (&seller.did, &seller.pairs), to, Never, &mut market);
    assert_eq!(market.person_refuses(&letter), StateError::OutOfPlace { kind: "refusal" }.into());
    // Not even what follows a yes, which goes to the persona.
    market.choose(intention, offer);
    let [letter] = market.letters().try_into().unwrap();
    let (answers, half) = seller.accepted(&call, &letter, market.at);
    let refusal = Refusal { answers, why: RefusalReason::Agreement };
    let letter = sealed(refusal, (&seller.did, &seller.pairs), to, Never, &mut market);
    assert_eq!(market.person_refuses(&letter), StateError::OutOfPlace { kind: "refusal" }.into());
    assert_eq!(market.state(intention), IntentionState::Accepted);
    let letter = seller.refused(answers, &half, &mut market);
    received(market.at_person(&letter));
    assert_eq!(market.state(intention), IntentionState::Open);
}

#[test]
fn an_offer_is_not_said_to_a_persona() {
    let (mut market, intention, call) = Market::quiet();
    let (_, open) = market.calls();
    let (seller, stranger) = (Seller::new("Kiosk", &mut market), Seller::new("Stranger", &mut market));
    let offer = market.offered(&seller, &call, &quote(200, 3));
    let relationship = market.choose(intention, offer).relationship;
    let persona = *market.with(relationship).own_keys().unwrap();
    let reader = persona.sign().thumbprint();
    let until = later(market.at, DAY);
    for from in [&seller, &stranger] {
        let body = from.body(&open, &quote(200, 3));
        // The right reader in the wrong envelope.
        let text = from.text(&open, body.clone(), until, &mut market);
        assert_eq!(market.person_refuses(&sealed_text(&text, persona.seal())).code(), Code::MessageWrongReader);
        // Everything for the persona.
        let letter = sealed(body, (&from.did, &from.pairs), (reader, persona.seal()), until, &mut market);
        let error = market.person_refuses(&letter);
        match from.did == seller.did {
            true => assert_eq!(error, StateError::OutOfPlace { kind: "offer" }.into()),
            false => assert!(matches!(error, Error::Message(_)), "{error}"),
        }
    }
}

#[test]
fn a_vendor_called_by_its_host_is_looked_up_once() {
    let (mut market, intention, call) = Market::quiet();
    let (web, other) = (Seller::web("shop.example", &mut market), Seller::web("other.example", &mut market));
    let (bytes, offer) = web.offer(&call, web.body(&call, &quote(200, 3)), &mut market);
    let before = rows(&market.store);
    let needs = Reception::NeedsKeys { did: web.did.clone(), about: intention };
    assert_eq!(market.at_person(&bytes), needs);
    assert_eq!(rows(&market.store), before);
    // The document of somebody else, or of nothing that was asked for.
    let introduce = |market: &mut Market, cast, did, text: &str| {
        market.person.introduce_offerer(cast, did, text.as_bytes(), None, market.at, &mut market.random)
    };
    assert!(introduce(&mut market, intention, &web.did, &other.document()).is_err());
    assert!(introduce(&mut market, intention, &web.did, "{}").is_err());
    let nowhere = vrm_core::chain::StreamId::from_bytes([9; 16]);
    let error = introduce(&mut market, nowhere, &web.did, &web.document()).unwrap_err();
    assert_eq!(error.code(), Code::StateNoSuchIntention);
    assert_eq!(rows(&market.store), before);
    // With another key in it.
    introduce(&mut market, intention, &web.did, &document(&web.did, &[&other.key()])).unwrap();
    assert_eq!(market.at_person(&bytes), needs);
    introduce(&mut market, intention, &web.did, &web.document()).unwrap();
    received(market.at_person(&bytes));
    assert_eq!(market.held(intention), [offer].into());
    // It stays with the intention, and is another's neither there nor anywhere else.
    market.wait(60);
    let newer = market.offered(&web, &call, &quote(190, 3));
    assert_eq!(market.held(intention), [newer].into());
    let (bytes, _) = other.offer(&call, other.body(&call, &quote(200, 3)), &mut market);
    assert_eq!(market.at_person(&bytes), Reception::NeedsKeys { did: other.did.clone(), about: intention });
    let (second, call) = market.calls();
    let (bytes, _) = web.offer(&call, web.body(&call, &quote(200, 3)), &mut market);
    assert_eq!(market.at_person(&bytes), Reception::NeedsKeys { did: web.did.clone(), about: second });
    market.person.withdraw_intention(second, None, market.at, &mut market.random).unwrap();
    let error = introduce(&mut market, second, &web.did, &web.document()).unwrap_err();
    assert_eq!(error, StateError::IntentionOver.into());
}

/// A vendor changes its document while its offer is held.
#[test]
fn a_document_that_changed_is_looked_up_again() {
    let (mut market, intention, call) = Market::quiet();
    let web = Seller::web("shop.example", &mut market);
    let introduce = |market: &mut Market, seller: &Seller| {
        let text = seller.document();
        let (at, random) = (market.at, &mut market.random);
        market.person.introduce_offerer(intention, &seller.did, text.as_bytes(), None, at, random).unwrap();
    };
    introduce(&mut market, &web);
    let first = market.offered(&web, &call, &quote(200, 3));
    market.wait(60);
    let anew = web.with_new_keys(&mut market);
    let (bytes, second) = anew.offer(&call, anew.body(&call, &quote(190, 3)), &mut market);
    assert_eq!(market.at_person(&bytes), Reception::NeedsKeys { did: web.did.clone(), about: intention });
    introduce(&mut market, &anew);
    // The offer that is held was believed with the document of its time, here and wherever the life goes.
    assert_eq!(market.held(intention), [first].into());
    assert_eq!(market.imported().inbox(intention).unwrap().offers().count(), 1);
    received(market.at_person(&bytes));
    assert_eq!(market.held(intention), [second].into());
    market.choose(intention, second);
    let [letter] = market.letters().try_into().unwrap();
    let AnyMessage::Acceptance(_) = unsealed(&letter, &anew.pairs) else { panic!("no acceptance") };
    market.imported();
}

/// An offer of the key before the change may still be chosen, with the keys that it was made with.
#[test]
fn what_was_believed_may_be_chosen_after_the_document_changed() {
    let (mut market, intention, call) = Market::quiet();
    let web = Seller::web("shop.example", &mut market);
    let anew = web.with_new_keys(&mut market);
    for seller in [&web, &anew] {
        let text = seller.document();
        let (at, random) = (market.at, &mut market.random);
        market.person.introduce_offerer(intention, &web.did, text.as_bytes(), None, at, random).unwrap();
        if seller.key() == web.key() {
            market.offered(&web, &call, &quote(200, 3));
        }
    }
    let offer = *market.held(intention).first().unwrap();
    let chosen = market.choose(intention, offer);
    assert_eq!(market.with(chosen.relationship).other_keys(), Some(&web.pairs.public()));
    let [letter] = market.letters().try_into().unwrap();
    let (_, half) = web.accepted(&call, &letter, market.at);
    let signature = web.countersigned(&half, &mut market);
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    market.imported();
}
