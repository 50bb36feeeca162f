//! Laws 7 and 12 over whatever can be signed: nothing unsigned is believed, nothing signed is believed for another
//! purpose, and the same calls with the same times and the same randomness give the same signed bytes. And what is
//! written and read again is the same.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod draw;
#[path = "draw/message.rs"]
mod message;
mod support;

use draw::Dice;
use message::{Drawn, Source};
use proptest::prelude::*;
use support::kinds::{Until, read_at, readable};
use support::two::later;
use vrm_core::agreement::{Agreement, HalfAgreement, Role};
use vrm_core::decision::Grant;
use vrm_core::keys::{Unverified, Verified};
use vrm_core::message::{Audience, Body, Message, MessageKind};
use vrm_core::terms::Roster;
use vrm_core::time::Instant;

/// `$kind` with `$body` as the name of its body's type; a type without a body is `$other`.
macro_rules! with_body {
    ($kind:expr, $body:ident => $then:expr, else $other:expr) => {
        with_body!(@ $kind, $body, $then, $other,
            Profile Intention Offer Acceptance Proffer Counter Signature Refusal Late Ask Answer Consent Withdrawal Pause Resume
            Disclosure ConsentReceipt RightsRequest RightsAnswer Incident Rotation Ended Seen)
    };
    (@ $kind:expr, $body:ident, $then:expr, $other:expr, $($name:ident)+) => {
        match $kind {
            $(MessageKind::$name => {
                type $body = vrm_core::message::$name;
                $then
            })+
            _ => $other,
        }
    };
}

/// A message of the shop's to the person with random contents.
fn message<B: Body<Expiry: Until> + Drawn>(from: &mut Source) -> Verified<Message<B>> {
    let (iss, me, at) = (from.two.shop.sign().public().to_did(), from.two.me(), from.instant());
    let exp = later(at.floor_to_minute(), i64::try_from(from.dice.within(1, 90 * 24 * 60) * 60).unwrap());
    let (body, ext) = (B::draw(from), from.ext());
    let mut message = Message::new(body.clone(), iss, Audience::of(me), at, Until::of(exp), &mut from.random).unwrap();
    message.set_ext(ext.clone()).unwrap();
    let signed = message.sign(from.two.shop.sign()).unwrap();
    assert!(signed.value() == &message && signed.value().body() == &body, "{signed:?}");
    assert_eq!(signed.value().ext().len(), ext.len());
    assert_eq!((signed.value().iat(), signed.value().exp() == Until::of(exp)), (at.floor_to_minute(), true));
    signed
}

/// A signed text of a type, when it was said, and what the same seed makes of it a second time.
fn text(kind: MessageKind, seed: u64) -> (String, Instant, Source) {
    let mut from = Source::new(seed);
    let (text, at) = with_body!(kind, B => {
        let signed = message::<B>(&mut from);
        (signed.as_str().to_owned(), signed.value().iat())
    }, else {
        assert_eq!(kind, MessageKind::Agreement);
        let document = from.document();
        let made = document.made();
        (document.sign(from.two.shop.sign(), made).unwrap().signed().as_str().to_owned(), made)
    });
    (text, at, from)
}

fn read(kind: MessageKind, text: &[u8], at: Instant, from: &Source) -> Result<String, vrm_core::Error> {
    let key = from.two.shop.sign().public();
    read_at(kind, text, key, from.two.me(), at).map(|believed| believed.id)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Serialise and parse is the identity for every body.
    #[test]
    fn what_is_signed_is_read_as_it_was_meant(seed in any::<u64>()) {
        for kind in readable() {
            with_body!(kind, B => {
                let mut from = Source::new(seed);
                let signed = message::<B>(&mut from);
                let unverified = Unverified::<Message<B>>::parse(signed.as_str().as_bytes()).unwrap();
                let reader = Audience::of(from.two.me());
                let read = unverified.verify(from.two.shop.sign().public(), reader, signed.value().iat()).unwrap();
                prop_assert!(read.value() == signed.value(), "{kind:?}");
                prop_assert_eq!(read.payload(), signed.payload());
                prop_assert_eq!((read.id(), read.as_str()), (signed.id(), signed.as_str()));
            }, else {
                let mut from = Source::new(seed);
                let document = from.document();
                let half = document.clone().sign(from.two.person.sign(), document.made()).unwrap();
                let read = HalfAgreement::parse(half.signed().as_str().as_bytes(), document.made()).unwrap();
                prop_assert_eq!(read.document(), &document);
                prop_assert_eq!((read.id(), read.role()), (half.id(), Role::Person));
            });
        }
    }

    /// Law 6: the same bytes and the same name on both sides, whoever signs first.
    #[test]
    fn both_sides_hold_the_same_bytes(seed in any::<u64>()) {
        let mut from = Source::new(seed);
        let document = from.document();
        let made = document.made();
        let (person, shop) = (from.two.person.sign(), from.two.shop.sign());
        let one = document.clone().sign(person, made).unwrap().countersign(shop, made).unwrap();
        let other = document.sign(shop, made).unwrap().countersign(person, made).unwrap();
        prop_assert_eq!(&one, &other);
        let payloads = [Role::Person, Role::Vendor].map(|role| one.half(role).signed().payload());
        prop_assert_eq!(payloads[0], payloads[1]);
        prop_assert_eq!(one.id().to_string(), one.half(Role::Vendor).signed().id().to_string());
        let parsed = [Role::Vendor, Role::Person]
            .map(|role| HalfAgreement::parse(one.half(role).signed().as_str().as_bytes(), made).unwrap());
        prop_assert_eq!(Agreement::of(&parsed[0], &parsed[1]).unwrap(), one.clone());
        // And what comes into force, if anything, names it.
        let grants: Vec<Grant> = match one.authorise(Roster::builtin(), None) {
            Ok(authority) => authority.grants,
            Err(_) => Vec::new(),
        };
        prop_assert!(grants.iter().all(|grant| grant.agreement == one.id()));
    }

    /// Law 12.
    #[test]
    fn the_same_calls_give_the_same_bytes(seed in any::<u64>()) {
        for kind in readable() {
            let (one, other, third) = (text(kind, seed), text(kind, seed), text(kind, seed ^ 1));
            prop_assert_eq!(&one.0, &other.0, "{:?}", kind);
            prop_assert_ne!(&one.0, &third.0, "{:?}", kind);
        }
    }

    /// Law 7: a bit of any signed text flipped, and nobody believes it.
    #[test]
    fn a_flipped_bit_is_found(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        for kind in readable() {
            let (text, at, from) = text(kind, seed);
            prop_assert!(read(kind, text.as_bytes(), at, &from).is_ok());
            for _ in 0..8 {
                let mut flipped = text.clone().into_bytes();
                let place = dice.below(flipped.len());
                flipped[place] ^= 1 << dice.below(8);
                prop_assert!(read(kind, &flipped, at, &from).is_err(), "{:?} at {}", kind, place);
            }
        }
    }

    /// Law 7: a text of one type is none of another, and no key but its own has signed it.
    #[test]
    fn a_text_is_of_one_type_and_of_one_key(seed in any::<u64>()) {
        for kind in readable() {
            let (text, at, from) = text(kind, seed);
            for other in readable() {
                prop_assert_eq!(read(other, text.as_bytes(), at, &from).is_ok(), other == kind);
            }
            let stranger = Source::new(!seed);
            let key = stranger.two.shop.sign().public();
            // A document names its own keys; every message is checked with the key that is pinned.
            let read = read_at(kind, text.as_bytes(), key, from.two.me(), at);
            prop_assert_eq!(read.is_ok(), kind == MessageKind::Agreement);
        }
    }
}

/// Law 7, without chance: every bit of one half agreement and of one message.
#[test]
fn every_bit_of_a_half_agreement_counts() {
    for kind in [MessageKind::Agreement, MessageKind::Refusal] {
        let (text, at, from) = text(kind, 7);
        let mut flipped = text.into_bytes();
        for place in 0..flipped.len() {
            for bit in 0..8 {
                flipped[place] ^= 1 << bit;
                assert!(read(kind, &flipped, at, &from).is_err(), "{kind:?}: bit {bit} of byte {place}");
                flipped[place] ^= 1 << bit;
            }
        }
        assert!(read(kind, &flipped, at, &from).is_ok());
    }
}
