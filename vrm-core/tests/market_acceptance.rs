//! The yes that comes to a desk: it is signed second only where it is a yes to what was offered, by who asked for it.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;
use support::buyer::{Buyer, Offered};
use support::life::received;
use support::market::{Market, quote};
use support::negotiated::request;
use support::seller::{in_force, sealed, unsealed};
use support::two::{declaration, later};
use vrm_core::agreement::{AgreedTerms, AgreementDraft, AgreementError, VendorParty};
use vrm_core::decision::{AgreementId, Effect};
use vrm_core::error::{Code, Error, Fault};
use vrm_core::intention::IntentionState;
use vrm_core::keys::{PartyKeyPairs, SignedId};
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::message::{AnyMessage, Body, GrantStep, MessageKind, Never, RefusalReason, WhichGrants, Withdrawal};
use vrm_core::negotiation::NegotiationState;
use vrm_core::relationship::RelationshipState;
use vrm_core::terms::{Declaration, Process, Roster, Who};
use vrm_core::text::{Language, Name};
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

const DAY: i64 = 86_400;

/// A shop that has offered something to somebody.
fn offered(who: Who) -> (Market, Buyer, LogId, Offered) {
    let mut market = Market::by(1, who);
    let buyer = Buyer::new(&mut market);
    let (customer, offer) = buyer.offered(0, &mut market);
    (market, buyer, customer, offer)
}

/// The one answer of the shop's, for the persona.
fn answer(market: &mut Market, buyer: &Buyer) -> AnyMessage {
    let [letter] = market.answers(0).try_into().unwrap();
    unsealed(&letter, &buyer.persona)
}

fn refused(market: &mut Market, buyer: &Buyer) {
    let AnyMessage::Refusal(text) = answer(market, buyer) else { panic!("no refusal") };
    let (keys, reader) = (market.desks[0].keys().unwrap(), buyer.persona.sign().public().thumbprint());
    let no = text.verify(keys.sign(), reader, market.at).unwrap();
    assert_eq!(no.value().body().why, RefusalReason::Agreement);
}

#[test]
fn a_yes_to_what_was_replaced_is_said_no_to() {
    let (mut market, buyer, customer, old) = offered(Who::Agent);
    market.wait(60);
    let newer = buyer.offered_again(0, customer, &mut market);
    let yes = buyer.yes(&old, &mut market);
    received(market.at_shop(0, &yes));
    refused(&mut market, &buyer);
    assert!(market.there(0, customer).agreements().next().is_none());
    // Under the persona that it knows since, it takes a yes to what stands.
    let yes = buyer.yes(&newer, &mut market);
    received(market.at_shop(0, &yes));
    assert_eq!(in_force(&market.there(0, customer)).len(), 1);
}

#[test]
fn a_yes_to_what_expired_is_said_no_to() {
    for (seconds, counts) in [(-1, true), (0, false)] {
        let (mut market, buyer, customer, offer) = offered(Who::Agent);
        market.at = later(offer.until, seconds);
        let yes = buyer.yes(&offer, &mut market);
        received(market.at_shop(0, &yes));
        assert_eq!(in_force(&market.there(0, customer)).len(), usize::from(counts));
        if !counts {
            refused(&mut market, &buyer);
        }
    }
}

#[test]
fn a_yes_that_expired_itself_is_refused() {
    let (mut market, buyer, _, offer) = offered(Who::Agent);
    let yes = buyer.yes(&offer, &mut market);
    market.wait(DAY);
    assert_eq!(market.shop_refuses(0, &yes).code(), Code::MessageExpired);
}

#[test]
fn a_yes_is_said_by_the_key_that_asked() {
    let (mut market, buyer, _, offer) = offered(Who::Agent);
    let other = Buyer::new(&mut market);
    let (_, others) = other.offered(0, &mut market);
    let half = buyer.half(&buyer.draft(&offer, &market), &mut market);
    // A key of nobody's; the persona's own.
    for pairs in [PartyKeyPairs::generate(&mut market.random).unwrap().into(), Arc::clone(&buyer.persona)] {
        let kid = pairs.sign().public().thumbprint();
        let yes = buyer.said_by(&pairs, &offer, &half, &mut market);
        assert_eq!(market.shop_refuses(0, &yes), StateError::Stranger { kid }.into());
    }
    // The key of another cast, with an offer that was not made to it.
    let yes = buyer.said_by(&other.cast, &offer, &half, &mut market);
    assert_eq!(market.shop_refuses(0, &yes), StateError::NoSuchOffer { id: offer.id }.into());
    // An offer of its own around a document over the other's.
    let yes = buyer.said_by(&other.cast, &others, &half, &mut market);
    assert_eq!(market.shop_refuses(0, &yes), AgreementError::NotExpected { member: "answers" }.into());
    // For other keys of the desk's than those that offered.
    let mut elsewhere = offer.clone();
    market.desks[0].rotate_keys(None, market.at, &mut market.random).unwrap();
    elsewhere.body.keys = market.desks[0].keys().unwrap();
    let yes = buyer.yes_with(&elsewhere, &half, &mut market);
    assert_eq!(market.shop_refuses(0, &yes).code(), Code::MessageWrongReader);
}

fn terms(entry: &str) -> AgreedTerms {
    AgreedTerms::of(Roster::builtin().entry(entry).unwrap(), &Language::parse("fr").unwrap()).unwrap()
}

#[test]
fn a_document_that_says_anything_else_is_not_signed() {
    let (mut market, buyer, customer, offer) = offered(Who::Agent);
    let (at, by) = (market.at, later(market.at, DAY));
    let person = buyer.persona.public();
    let stranger = PartyKeyPairs::generate(&mut market.random).unwrap();
    let less = Process::new(
        ["pd:EmailAddress".parse().unwrap()],
        ["dpv:CustomerCare".parse().unwrap()],
        ["dpv:Use".parse().unwrap()],
        [Recipient::Vendor],
    );
    let party = |change: fn(&mut VendorParty)| {
        let mut party = offer.party();
        change(&mut party);
        party
    };
    let renamed = party(|party| party.name = Name::parse("Shop 00").unwrap());
    let moved = party(|party| party.did = vrm_core::did::Did::parse("did:web:shop.example").unwrap());
    let rekeyed =
        VendorParty { did: stranger.sign().public().to_did(), keys: stranger.public(), name: offer.body.name.clone() };
    let draft = |party: VendorParty, entry: &str, declared: Declaration, by| {
        AgreementDraft::new(person, party, terms(entry), declared, at, by)
    };
    let honest = || draft(offer.party(), "SD-BASE", declaration(), by).answering(offer.id);
    let nothing = AgreementId::from_bytes([3; 32]);
    for (document, member) in [
        (draft(renamed, "SD-BASE", declaration(), by).answering(offer.id), "vendor"),
        (draft(moved, "SD-BASE", declaration(), by).answering(offer.id), "vendor"),
        (draft(rekeyed, "SD-BASE", declaration(), by).answering(offer.id), "vendor"),
        (draft(offer.party(), "SD-BASE", declaration(), by), "answers"),
        (honest().answering(SignedId::from_bytes([3; 32])), "answers"),
        (draft(offer.party(), "SD-BASE-A", declaration(), by).answering(offer.id), "terms"),
        (draft(offer.party(), "SD-BASE", Declaration::new([less]).unwrap(), by).answering(offer.id), "declaration"),
        (honest().replacing(nothing), "replaces"),
        (draft(offer.party(), "SD-BASE", declaration(), later(at, 92 * DAY)).answering(offer.id), "accept_by"),
        (
            AgreementDraft::new(person, offer.party(), terms("SD-BASE"), declaration(), later(at, -92 * DAY), by)
                .answering(offer.id),
            "made",
        ),
    ] {
        let half = buyer.half(&document, &mut market);
        let yes = buyer.yes_with(&offer, &half, &mut market);
        assert_eq!(market.shop_refuses(0, &yes), AgreementError::NotExpected { member }.into());
    }
    // One whose time to be signed is over, and one that somebody else signed.
    let early = AgreementDraft::new(person, offer.party(), terms("SD-BASE"), declaration(), later(at, -DAY), at);
    let half = early.answering(offer.id).finish(&mut market.random).unwrap();
    let half = half.sign(buyer.persona.sign(), later(at, -60)).unwrap();
    let yes = buyer.yes_with(&offer, &half, &mut market);
    assert!(matches!(market.shop_refuses(0, &yes), Error::Agreement(_)));
    assert!(market.there(0, customer).negotiation().is_none());
    // And then the honest one.
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    assert_eq!(in_force(&market.there(0, customer)).len(), 1);
}

/// A vendor's own half is no person's yes.
#[test]
fn a_document_with_the_desks_key_as_a_persona_is_not_signed() {
    let (mut market, buyer, _, offer) = offered(Who::Agent);
    let other = Buyer { persona: Arc::clone(&buyer.cast), ..buyer.clone() };
    let draft = AgreementDraft::new(
        other.persona.public(),
        VendorParty { did: other.did(), keys: buyer.cast.public(), name: offer.body.name.clone() },
        terms("SD-BASE"),
        declaration(),
        market.at,
        later(market.at, DAY),
    );
    assert!(draft.answering(offer.id).finish(&mut market.random).is_err(), "equal keys are refused");
    let keys = offer.body.keys;
    let own =
        AgreementDraft::new(keys, offer.party(), terms("SD-BASE"), declaration(), market.at, later(market.at, DAY));
    assert!(own.answering(offer.id).finish(&mut market.random).is_err());
}

/// A persona is made for the winner alone; a cast's key is known to all.
#[test]
fn the_key_of_a_cast_is_no_persona() {
    let (mut market, buyer, customer, offer) = offered(Who::Agent);
    let lazy = Buyer { persona: Arc::clone(&buyer.cast), ..buyer.clone() };
    let yes = lazy.yes(&offer, &mut market);
    assert_eq!(market.shop_refuses(0, &yes), StateError::SharedKey.into());
    assert!(market.there(0, customer).other_keys().is_none());
    // Nor is another's.
    let other = Buyer::new(&mut market);
    other.offered(0, &mut market);
    let lazy = Buyer { persona: Arc::clone(&other.cast), ..buyer.clone() };
    let yes = lazy.yes(&offer, &mut market);
    assert_eq!(market.shop_refuses(0, &yes), StateError::SharedKey.into());
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
}

#[test]
fn a_yes_is_taken_once() {
    let (mut market, buyer, customer, offer) = offered(Who::Agent);
    let yes = buyer.yes(&offer, &mut market);
    let outcome = received(market.at_shop(0, &yes));
    assert_eq!(outcome.said.iter().map(|said| said.kind).collect::<Vec<_>>(), [MessageKind::Signature]);
    let first = market.answers(0);
    // The answer is listed again, and nothing else.
    let reception = market.at_shop(0, &yes);
    assert!(matches!(reception, Reception::Replay { .. }), "{reception:?}");
    assert_eq!(market.answers(0), first);
    // In other words, under the same persona and under another.
    let again = buyer.yes(&offer, &mut market);
    assert_eq!(market.shop_refuses(0, &again), StateError::NothingToAnswer.into());
    let other = Buyer { persona: Buyer::new(&mut market).persona, ..buyer.clone() };
    let again = other.yes(&offer, &mut market);
    let error = market.shop_refuses(0, &again);
    assert!(matches!(error, Error::State(StateError::NothingToAnswer | StateError::OtherKeys)), "{error}");
    assert_eq!(in_force(&market.there(0, customer)).len(), 1);
}

#[test]
fn a_yes_waits_for_a_person_at_the_desk() {
    let (mut market, buyer, customer, offer) = offered(Who::Me);
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    assert!(market.answers(0).is_empty());
    let there = market.there(0, customer);
    assert_eq!(there.negotiation().unwrap().state(), NegotiationState::NeedsHuman);
    assert_eq!(market.desks[0].decide(customer, &request(), market.at).unwrap().effect(), Effect::Deny);
    // Neither another entry nor a counter is an answer to it.
    let (at, desk, random) = (market.at, &mut market.desks[0], &mut market.random);
    let error = desk.accept(customer, "SD-BASE-A", None, at, random).unwrap_err();
    assert_eq!(error, StateError::NothingToAnswer.into());
    let error = desk.counter(customer, "SD-BASE-A", None, at, random).unwrap_err();
    assert_eq!(error, StateError::NothingToAnswer.into());
}

#[test]
fn a_person_at_the_desk_says_yes() {
    let (mut market, buyer, customer, offer) = offered(Who::Me);
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    market.wait(DAY - 1);
    let at = market.at;
    market.desks[0].accept(customer, "SD-BASE", None, at, &mut market.random).unwrap();
    let AnyMessage::Signature(_) = answer(&mut market, &buyer) else { panic!("no signature") };
    assert_eq!(in_force(&market.there(0, customer)).len(), 1);
    assert_eq!(market.there(0, customer).state(), RelationshipState::Active);
    let error = market.desks[0].accept(customer, "SD-BASE", None, at, &mut market.random).unwrap_err();
    assert!(matches!(error, Error::State(StateError::NoNegotiation)), "{error}");
}

#[test]
fn a_person_at_the_desk_is_late() {
    let (mut market, buyer, customer, offer) = offered(Who::Me);
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    let at = market.wait(DAY);
    let error = market.desks[0].accept(customer, "SD-BASE", None, at, &mut market.random).unwrap_err();
    assert_eq!(error.code(), Code::AgreementTooLate);
    market.desks[0].expire(customer, None, at, &mut market.random).unwrap();
    assert!(market.there(0, customer).negotiation().unwrap().is_over());
    assert!(market.answers(0).is_empty());
}

#[test]
fn a_no_of_a_person_at_the_desk_opens_the_intention_again() {
    let mut market = Market::by(2, Who::Me);
    let (intention, cast) = market.announce();
    let (customer, offer) = market.offer(0, &cast, &quote(200, 3), "SD-BASE");
    let (second, other) = market.offer(1, &cast, &quote(250, 3), "SD-BASE");
    market.choose(intention, offer);
    let [yes] = market.letters().try_into().unwrap();
    received(market.at_shop(0, &yes));
    let at = market.at;
    market.desks[0].refuse(customer, None, at, &mut market.random).unwrap();
    market.carry(0);
    assert_eq!(market.state(intention), IntentionState::Open);
    // What was refused is gone, and another vendor would get a second yes under one key.
    let (person, random) = (&mut market.person, &mut market.random);
    for danger in [false, true] {
        let again = match danger {
            true => person.danger_choose(intention, offer, None, at, random),
            false => person.choose(intention, offer, None, at, random),
        };
        assert_eq!(again.unwrap_err(), StateError::NoSuchOffer { id: offer }.into());
    }
    let error = person.choose(intention, other, None, at, random).unwrap_err();
    assert_eq!((error.code(), error), (Code::StateWouldLink, StateError::WouldLink.into()));
    person.danger_choose(intention, other, None, at, random).unwrap();
    market.carry(1);
    market.desks[1].accept(second, "SD-BASE", None, at, &mut market.random).unwrap();
    market.carry(1);
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    market.imported();
}

/// After the yes the persona speaks, and the key of the cast does not any more.
#[test]
fn the_key_of_a_cast_says_nothing_but_yes() {
    let (mut market, buyer, customer, offer) = offered(Who::Agent);
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    let agreement = in_force(&market.there(0, customer))[0];
    market.answers(0);
    let order = GrantStep { agreement, n: 9, which: WhichGrants::All, at: market.at };
    let letter = from(&buyer.cast, Withdrawal(order.clone()), &offer, &mut market);
    let error = market.shop_refuses(0, &letter);
    assert!(matches!(error, Error::Message(_) | Error::State(_)), "{error}");
    let letter = from(&buyer.persona, Withdrawal(order), &offer, &mut market);
    received(market.at_shop(0, &letter));
    assert_eq!(market.desks[0].decide(customer, &request(), market.at).unwrap().effect(), Effect::Deny);
}

fn from<B>(pairs: &PartyKeyPairs, body: B, offer: &Offered, market: &mut Market) -> Vec<u8>
where
    B: Body<Audience = vrm_core::keys::Thumbprint, Expiry = Never>,
{
    let (keys, from) = (offer.body.keys, pairs.sign().public().to_did());
    sealed(body, (&from, pairs), (keys.sign().thumbprint(), keys.seal()), Never, market)
}

/// A persona that the desk knows from an agreement says yes to another offer: it lands where everything with it is.
#[test]
fn one_offer_is_taken_up_once_whoever_says_yes() {
    let mut market = Market::of(1);
    let known: Vec<(Buyer, LogId)> = (0..2)
        .map(|_| {
            let buyer = Buyer::new(&mut market);
            let (customer, offer) = buyer.offered(0, &mut market);
            let yes = buyer.yes(&offer, &mut market);
            received(market.at_shop(0, &yes));
            market.answers(0);
            (buyer, customer)
        })
        .collect();
    let asking = known[0].0.again(&mut market);
    let (asked, offer) = asking.offered(0, &mut market);
    let yes = asking.yes(&offer, &mut market);
    assert_eq!(received(market.at_shop(0, &yes)).log, known[0].1);
    assert_eq!(in_force(&market.there(0, known[0].1)).len(), 2);
    assert!(market.there(0, asked).agreements().next().is_none());
    let until = later(market.at, DAY);
    let (desk, at) = (&mut market.desks[0], market.at);
    let error = desk.offer(asked, &quote(100, 3), "SD-BASE", until, None, at, &mut market.random).unwrap_err();
    assert_eq!(error, StateError::IntentionOver.into());
    let reception = market.at_shop(0, &yes);
    assert!(matches!(reception, Reception::Replay { .. }), "{reception:?}");
    // Again by the same persona, by the other one that is known, and by a new one.
    let other = Buyer { persona: Arc::clone(&known[1].0.persona), ..asking.clone() };
    let stranger = Buyer { persona: Buyer::new(&mut market).persona, ..asking.clone() };
    for buyer in [asking, other, stranger] {
        let again = buyer.yes(&offer, &mut market);
        assert_eq!(market.shop_refuses(0, &again), StateError::NothingToAnswer.into());
    }
    assert_eq!(in_force(&market.there(0, known[1].1)).len(), 1);
}

/// A person that the shop has an agreement with: the customer there, and the offer it took.
fn known(market: &mut Market) -> (Buyer, LogId, Offered) {
    let known = Buyer::new(market);
    let (customer, offer) = known.offered(0, market);
    let yes = known.yes(&offer, market);
    received(market.at_shop(0, &yes));
    market.answers(0);
    (known, customer, offer)
}

/// What is refused takes up nothing: neither where it was asked nor where the agreement would be.
#[test]
fn a_bad_yes_under_a_known_persona_takes_up_nothing() {
    let mut market = Market::of(1);
    let (known, customer, offer) = known(&mut market);
    let buyer = known.again(&mut market);
    let (asked, old) = buyer.offered(0, &mut market);
    let draft = buyer.draft(&old, &market).answering(offer.id);
    let half = buyer.half(&draft, &mut market);
    let bad = buyer.yes_with(&old, &half, &mut market);
    assert_eq!(market.shop_refuses(0, &bad), AgreementError::NotExpected { member: "answers" }.into());
    // The desk may go on offering there, and either persona may say yes.
    market.wait(60);
    let offer = buyer.offered_again(0, asked, &mut market);
    let yes = buyer.yes(&offer, &mut market);
    assert_eq!(received(market.at_shop(0, &yes)).log, customer);
    assert_eq!(in_force(&market.there(0, customer)).len(), 2);
}

/// The same where the first yes began a customer of its own.
#[test]
fn what_a_new_persona_took_up_a_known_one_does_not() {
    let mut market = Market::of(1);
    let (known, customer, _) = known(&mut market);
    let buyer = Buyer::new(&mut market);
    let (asked, offer) = buyer.offered(0, &mut market);
    let yes = buyer.yes(&offer, &mut market);
    received(market.at_shop(0, &yes));
    let other = Buyer { persona: Arc::clone(&known.persona), ..buyer };
    let again = other.yes(&offer, &mut market);
    assert_eq!(market.shop_refuses(0, &again), StateError::NothingToAnswer.into());
    assert_eq!((in_force(&market.there(0, asked)).len(), in_force(&market.there(0, customer)).len()), (1, 1));
}
