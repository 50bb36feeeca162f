//! One text, two signatures: what is refused first, then both orders.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::parties::{Seeded, Two, after, base_entry};
use vrm_core::agreement::{AgreedTerms, Agreement, AgreementDraft, AgreementError, HalfAgreement, Role, VendorParty};
use vrm_core::decision::{AgreementId, Decision, Ledger, Request};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault, Kind};
use vrm_core::keys::{PartyKeyPairs, PartyKeys, SignedId};
use vrm_core::terms::{Declaration, Layer, Process, Roster};
use vrm_core::text::{Language, Name};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::Recipient;

fn process(purpose: &str) -> Declaration {
    let words = (["pd:EmailAddress".parse().unwrap()], [purpose.parse().unwrap()], ["dpv:Use".parse().unwrap()]);
    Declaration::new([Process::new(words.0, words.1, words.2, [Recipient::Vendor])]).unwrap()
}

fn draft(person: PartyKeys, shop: PartyKeys, made: Instant, accept_by: Instant) -> AgreementDraft {
    let (did, name) = (Did::parse("did:web:shop.example").unwrap(), Name::parse("Shop").unwrap());
    let terms = AgreedTerms::of(base_entry(), &Language::parse("fr").unwrap()).unwrap();
    AgreementDraft::new(
        person,
        VendorParty { did, name, keys: shop },
        terms,
        process("dpv:CustomerCare"),
        made,
        accept_by,
    )
}

fn window(from: Instant, until: Option<Instant>) -> Window {
    Window::new(Some(from), until).unwrap()
}

#[test]
fn a_draft_without_sense_is_refused_before_anybody_signs() {
    let two = Two::named("sense");
    let (person, shop) = (two.person.public(), two.shop.public());
    let random = &mut Seeded::named("nonce");
    let code = |draft: AgreementDraft, random: &mut Seeded| draft.finish(random).unwrap_err().code();
    assert_eq!(code(draft(person, person, after(0), after(60)), random), Code::KeysSameKey);
    for shared in [
        PartyKeys::new(*person.sign(), *shop.seal(), shop.next()).unwrap(),
        PartyKeys::new(*shop.sign(), *person.seal(), shop.next()).unwrap(),
        PartyKeys::new(*shop.sign(), *shop.seal(), person.next()).unwrap(),
        PartyKeys::new(*shop.sign(), *shop.seal(), person.sign().thumbprint()).unwrap(),
    ] {
        assert_eq!(code(draft(person, shared, after(0), after(60)), random), Code::KeysSameKey, "{shared:?}");
    }
    // One minute is one instant.
    assert_eq!(code(draft(person, shop, after(0), after(59)), random), Code::FormOutOfOrder);
    assert_eq!(code(draft(person, shop, after(60), after(0)), random), Code::FormOutOfOrder);
    let early = draft(person, shop, after(600), after(3600)).holding(window(after(0), None));
    let error = early.finish(random).unwrap_err();
    assert_eq!((error.code(), error.path().as_deref()), (Code::FormOutOfOrder, Some("/from")));
    // A window within one minute is none as it is written.
    let short = draft(person, shop, after(0), after(60)).holding(window(after(60), Some(after(119))));
    let error = short.finish(random).unwrap().sign(two.person.sign(), after(0)).unwrap_err();
    assert_eq!((error.code(), error.path().as_deref()), (Code::FormNotAMinute, Some("/until")));
    let unknown = AgreedTerms::of(base_entry(), &Language::parse("de").unwrap());
    assert_eq!(unknown.unwrap_err().code(), Code::AgreementNotShown);
}

#[test]
fn a_vendors_identifier_that_holds_a_key_holds_the_one_that_signs() {
    let mut two = Two::named("vendor");
    let (person, shop) = (two.person.public(), two.shop.public());
    let name = Name::parse("Shop").unwrap();
    let other = PartyKeyPairs::generate(&mut two.random).unwrap();
    let mut finish = |did: Did| {
        let terms = AgreedTerms::of(base_entry(), &Language::parse("en").unwrap()).unwrap();
        let vendor = VendorParty { did, name: name.clone(), keys: shop };
        let draft = AgreementDraft::new(person, vendor, terms, process("dpv:CustomerCare"), after(0), after(60));
        draft.finish(&mut two.random).map(drop)
    };
    for did in [shop.sign().to_did(), shop.sign().key().to_did_jwk(), Did::parse("did:web:shop.example").unwrap()] {
        assert_eq!(finish(did), Ok(()));
    }
    for did in [other.sign().public().to_did(), shop.seal().key().to_did_key(), Did::parse("did:key:z0").unwrap()] {
        assert_eq!(finish(did).unwrap_err().code(), Code::AgreementOtherVendor);
    }
}

#[test]
fn times_are_rounded_down_as_they_are_written() {
    let two = Two::named("times");
    let draft = draft(two.person.public(), two.shop.public(), after(59), after(3659));
    let held = draft.holding(window(after(119), Some(after(7259))));
    let document = held.finish(&mut Seeded::named("nonce")).unwrap();
    assert_eq!((document.made(), document.accept_by()), (after(0), after(3600)));
    assert_eq!((document.window().from(), document.window().until()), (Some(after(60)), Some(after(7200))));
}

#[test]
fn everything_that_was_drafted_is_in_the_document() {
    let mut two = Two::named("whole");
    let (answers, replaces) = (SignedId::from_bytes([3; 32]), AgreementId::from_bytes([4; 32]));
    let place: vrm_core::vocab::Place = "FR".parse().unwrap();
    let draft = draft(two.person.public(), two.shop.public(), after(0), after(3600));
    let draft = draft.answering(answers).replacing(replaces).at(place.clone());
    let half = draft.finish(&mut two.random).unwrap().sign(two.person.sign(), after(0)).unwrap();
    let read = HalfAgreement::parse(half.signed().as_str().as_bytes(), after(0)).unwrap();
    assert_eq!((&read, read.role()), (&half, Role::Person));
    let document = read.document();
    assert_eq!((document.answers(), document.replaces()), (Some(answers), Some(replaces)));
    assert_eq!(document.place(), Some(&place));
    assert_eq!(document.terms().shown().as_str(), "fr");
    assert_eq!(document.terms().hashes(Layer::Plain).len(), base_entry().languages(Layer::Plain).len());
    assert_eq!(document.keys(Role::Vendor), &two.shop.public());
    assert_eq!(document.vendor().name.as_str(), "Shop");
}

#[test]
fn only_the_two_named_keys_sign() {
    let mut two = Two::named("keys");
    let stranger = PartyKeyPairs::generate(&mut two.random).unwrap();
    let error = two.document().sign(stranger.sign(), after(0)).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::AgreementNotASide, Kind::Untrusted));
    let half = two.document().sign(two.person.sign(), after(0)).unwrap();
    assert_eq!(half.countersign(stranger.sign(), after(0)).unwrap_err().code(), Code::AgreementNotASide);
    assert_eq!(half.countersign(two.person.sign(), after(0)).unwrap_err().code(), Code::AgreementOneSide);
    assert_eq!(Agreement::of(&half, &half).unwrap_err(), AgreementError::OneSide { role: Role::Person });
}

#[test]
fn signatures_over_two_texts_make_no_agreement() {
    let mut two = Two::named("texts");
    let (one, other) = (two.document(), two.document());
    let person = one.sign(two.person.sign(), after(0)).unwrap();
    let shop = other.sign(two.shop.sign(), after(0)).unwrap();
    assert_ne!(person.id(), shop.id(), "each document has a nonce of its own");
    assert_eq!(Agreement::of(&person, &shop).unwrap_err(), AgreementError::OtherText);
    assert_eq!(person.complete(&shop, after(0)).unwrap_err(), AgreementError::OtherText);
}

#[test]
fn either_side_may_sign_first_and_both_have_the_same() {
    for first in [Role::Person, Role::Vendor] {
        let mut two = Two::named("order");
        let half = two.document().sign(two.side(first).sign(), after(0)).unwrap();
        let received = HalfAgreement::parse(half.signed().as_str().as_bytes(), after(60)).unwrap();
        let theirs = received.countersign(two.side(first.other()).sign(), after(60)).unwrap();
        let back = theirs.half(first.other()).signed().as_str();
        let mine = half.complete(&HalfAgreement::parse(back.as_bytes(), after(90)).unwrap(), after(90)).unwrap();
        assert_eq!(mine.id(), theirs.id());
        for role in [Role::Person, Role::Vendor] {
            assert_eq!(mine.half(role).signed().as_str(), theirs.half(role).signed().as_str());
            assert_eq!(mine.half(role).role(), role);
        }
        let segment = |role| mine.half(role).signed().as_str().split('.').nth(1).unwrap().to_owned();
        assert_eq!(segment(Role::Person), segment(Role::Vendor));
    }
}

#[test]
fn the_second_signature_has_its_time_by_each_sides_clock() {
    let mut two = Two::named("late");
    let document = two.document();
    let accept_by = document.accept_by();
    let at = |seconds: i64| Instant::from_unix(accept_by.unix() + seconds).unwrap();
    assert_eq!(document.sign(two.person.sign(), at(0)).unwrap_err().code(), Code::AgreementTooLate);
    let half = document.sign(two.person.sign(), at(-1)).unwrap();
    let error = half.countersign(two.shop.sign(), at(0)).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::AgreementTooLate, Kind::Expired));
    let agreement = half.countersign(two.shop.sign(), at(-1)).unwrap();
    let second = agreement.half(Role::Vendor);
    assert!(half.complete(second, at(24 * 3600 - 1)).is_ok());
    let late = half.complete(second, at(24 * 3600)).unwrap_err();
    assert_eq!((late.code(), late.kind()), (Code::AgreementLate, Kind::Expired));
    // Whoever examines it later is bound by no clock.
    assert_eq!(Agreement::of(&half, second).unwrap().id(), agreement.id());
}

#[test]
fn another_text_under_the_same_name_is_another_agreement() {
    let agreement = Two::named("texts changed").agreement();
    let terms = agreement.document().terms();
    let builtin = Roster::builtin();
    assert_eq!(terms.entry(builtin).unwrap(), base_entry());
    let document = builtin.to_document();
    // A loaded roster whose plain text says something else, properly pinned.
    let plain = base_entry().text(Layer::Plain, "en").unwrap();
    let hash = |text: &str| vrm_core::terms::TermsHash::of(text.as_bytes()).to_string();
    let other = format!("{plain}\nAnd your soul.");
    let quoted = |text: &str| vrm_core::json::Value::from(text).canonical();
    let changed = document.replace(&quoted(plain), &quoted(&other)).replace(&hash(plain), &hash(&other));
    assert_ne!(changed, document);
    let changed = Roster::load(changed.as_bytes()).unwrap();
    let error = terms.entry(&changed).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::AgreementTermsChanged, Kind::Untrusted));
    assert_eq!(error.to_string(), "the plain text of `SD-BASE` in `en` is not the one agreed on");
    assert_eq!(agreement.authorise(&changed, None).unwrap_err(), error);
}

#[test]
fn an_agreement_brings_its_grants_into_force() {
    let mut two = Two::named("grants");
    let agreement = two.agreement();
    let authority = agreement.authorise(Roster::builtin(), None).unwrap();
    let care = Request::new(
        "pd:EmailAddress".parse().unwrap(),
        "dpv:CustomerCare".parse().unwrap(),
        "dpv:Use".parse().unwrap(),
        Recipient::Vendor,
    );
    let terms = base_entry().terms();
    let vendor = agreement.document().vendor().did.clone();
    let mut ledger = Ledger::default();
    ledger.agree(&vendor, agreement.id(), terms, agreement.document().window()).unwrap();
    for grant in authority.grants {
        ledger.grant(&vendor, grant).unwrap();
    }
    assert!(matches!(ledger.decide(&vendor, &care, after(60)), Decision::Permit(_)));

    let shop = agreement.document().vendor().clone();
    let terms = AgreedTerms::of(base_entry(), &Language::parse("en").unwrap()).unwrap();
    let ads = AgreementDraft::new(two.person.public(), shop, terms, process("dpv:Advertising"), after(0), after(3600));
    let half = ads.finish(&mut two.random).unwrap().sign(two.shop.sign(), after(0)).unwrap();
    let signed = half.countersign(two.person.sign(), after(0)).unwrap();
    // Signed it is; in force comes only what passes.
    assert_eq!(signed.authorise(Roster::builtin(), None).unwrap_err().code(), Code::DecisionNotAuthorised);
}
