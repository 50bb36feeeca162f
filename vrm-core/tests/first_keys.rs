//! How the first key of a sender is known, and what a stranger cannot pass off.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::hostile::resigned;
use support::two::{Two, now, soon};
use vrm_core::did::{Curve, Did, DidDocument, PublicKey};
use vrm_core::error::{Code, Fault};
use vrm_core::keys::{PartyKeyPairs, PublicSealingKey, PublicSigningKey, SignedId, Unverified, Verified};
use vrm_core::message::{Anyone, Counter, Introduction, Message, Never, Proffer, Profile};
use vrm_core::terms::Roster;
use vrm_core::text::Name;

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn document(signing: &PublicKey, sealing: &PublicKey) -> DidDocument {
    let multibase = |key: &PublicKey| key.to_did_key().id().to_owned();
    let text = format!(
        r##"{{"id":"did:web:shop.example","verificationMethod":[
            {{"id":"#s","type":"Multikey","controller":"did:web:shop.example","publicKeyMultibase":"{}"}},
            {{"id":"#e","type":"Multikey","controller":"did:web:shop.example","publicKeyMultibase":"{}"}}],
            "assertionMethod":["#s"],"keyAgreement":["#e"]}}"##,
        multibase(signing),
        multibase(sealing)
    );
    DidDocument::parse(&shop(), text.as_bytes()).unwrap()
}

fn profile(two: &mut Two, iss: Did) -> Verified<Message<Profile>> {
    let accepts = [Roster::builtin().entry("SD-BASE").unwrap().pin()].into();
    let profile = Profile { name: Name::parse("Shop").unwrap(), keys: two.shop.public(), accepts };
    Message::new(profile, iss, Anyone, now(), Never, &mut two.random).unwrap().sign(two.shop.sign()).unwrap()
}

fn parse<T: vrm_core::keys::Payload>(signed: &Verified<T>) -> Unverified<T> {
    Unverified::parse(signed.as_str().as_bytes()).unwrap()
}

#[test]
fn a_key_is_introduced_by_its_identifier() {
    let mut two = Two::new(1);
    let did = two.shop.sign().public().to_did();
    let page = parse(&profile(&mut two, did.clone()));
    assert_eq!(page.issuer().unwrap(), did);
    let key = page.introduced_key(&Introduction::resolve(&did).unwrap()).unwrap();
    assert_eq!(page.verify(&key, Anyone, now()).unwrap().value().body().keys, two.shop.public());
    let jwk = two.shop.sign().public().key().to_did_jwk();
    assert_eq!(Introduction::resolve(&jwk).unwrap().signing(), [*two.shop.sign().public()]);
}

#[test]
fn a_key_is_introduced_by_a_document() {
    let mut two = Two::new(2);
    let page = parse(&profile(&mut two, shop()));
    assert_eq!(Introduction::resolve(&shop()).unwrap_err().code(), Code::DidWrongMethod);
    let (signing, sealing) = (*two.shop.sign().public().key(), *two.shop.seal().public().key());
    let introduction = Introduction::from_document(&document(&signing, &sealing)).unwrap();
    assert_eq!(introduction.sealing(), [*two.shop.seal().public()]);
    let key = page.introduced_key(&introduction).unwrap();
    assert!(page.verify(&key, Anyone, now()).is_ok());
    // Somebody else's key under the same name.
    let other = *two.person.sign().public().key();
    let introduction = Introduction::from_document(&document(&other, &sealing)).unwrap();
    assert_eq!(page.introduced_key(&introduction).unwrap_err().code(), Code::MessageNotOfIssuer);
    // The right key under another name.
    let introduction = Introduction::resolve(&two.shop.sign().public().to_did()).unwrap();
    assert_eq!(page.introduced_key(&introduction).unwrap_err().code(), Code::MessageNotOfIssuer);
}

#[test]
fn no_document_gives_another_key_to_an_identifier_that_holds_its_own() {
    let two = Two::new(3);
    let (own, other) = (two.shop.sign().public(), two.person.sign().public());
    let did = own.to_did();
    let text = format!(
        r##"{{"id":"{did}","verificationMethod":[{{"id":"#s","type":"Multikey","controller":"{did}",
            "publicKeyMultibase":"{}"}}],"assertionMethod":["#s"]}}"##,
        other.to_did().id()
    );
    let document = DidDocument::parse(&did, text.as_bytes()).unwrap();
    assert_eq!(Introduction::from_document(&document).unwrap().signing(), [*own]);
}

#[test]
fn weak_keys_are_introduced_by_nobody() {
    let two = Two::new(4);
    let mut identity = [0; 32];
    identity[0] = 1;
    let weak = [PublicKey::new(Curve::Ed25519, identity), PublicKey::new(Curve::X25519, [0; 32])];
    let (signing, sealing) = (*two.shop.sign().public().key(), *two.shop.seal().public().key());
    for (signing, sealing) in [(weak[0], sealing), (signing, weak[1])] {
        let error = Introduction::from_document(&document(&signing, &sealing)).unwrap_err();
        assert_eq!(error.code(), Code::KeysWeakKey);
    }
    for key in weak {
        assert_eq!(Introduction::resolve(&key.to_did_key()).unwrap_err().code(), Code::KeysWeakKey);
    }
    assert_eq!(PublicSigningKey::new(sealing).unwrap_err().code(), Code::KeysWrongCurve);
    assert_eq!(PublicSealingKey::new(signing).unwrap_err().code(), Code::KeysWrongCurve);
}

#[test]
fn a_proffer_vouches_for_itself_and_for_no_other_identifier() {
    let mut two = Two::new(5);
    let pins = || [Roster::builtin().entry("SD-BASE").unwrap().pin()].into();
    let proffer = Proffer { keys: two.person.public(), terms: pins(), replaces: None };
    let (own, desk) = (two.person.sign().public().to_did(), two.desk());
    let mut message = |iss| Message::new(proffer.clone(), iss, desk, now(), soon(), &mut two.random).unwrap();
    let good_iss = own.to_string();
    let good = parse(&message(own).sign(two.person.sign()).unwrap());
    let key = good.own_key().unwrap();
    assert_eq!(key, *two.person.sign().public());
    assert!(good.verify(&key, desk, now()).is_ok());
    for other in [shop(), two.shop.sign().public().to_did()] {
        let posing = message(other);
        assert_eq!(posing.sign(two.person.sign()).unwrap_err().code(), Code::MessageNotOfIssuer);
        // Nor believed, when somebody signs it all the same.
        let posing = resigned(two.person.sign(), good.as_str(), |payload| {
            payload.replace(good_iss.as_str(), posing.iss().as_str())
        });
        let posing = Unverified::<Message<Proffer>>::parse(posing.as_bytes()).unwrap();
        assert_eq!(posing.own_key().unwrap_err().code(), Code::MessageNotOfIssuer);
        assert_eq!(posing.verify(&key, desk, now()).unwrap_err().code(), Code::MessageNotOfIssuer);
    }
    // Keys that are not the signer's own are not even signed.
    let stranger = PartyKeyPairs::generate(&mut two.random).unwrap();
    let message = Message::new(proffer, shop(), desk, now(), soon(), &mut two.random).unwrap();
    assert_eq!(message.sign(stranger.sign()).unwrap_err().code(), Code::MessageNotOwnKey);
}

#[test]
fn a_counter_is_the_introduced_vendors_own() {
    let mut two = Two::new(6);
    let terms = Roster::builtin().entry("SD-BASE").unwrap().pin();
    let (name, declaration) = (Name::parse("Shop").unwrap(), support::two::declaration());
    let answers = SignedId::from_bytes([1; 32]);
    let counter = Counter { answers, name, keys: two.shop.public(), terms, declaration };
    let did = two.shop.sign().public().to_did();
    let message = Message::new(counter, did.clone(), two.me(), now(), soon(), &mut two.random).unwrap();
    let counter = parse(&message.sign(two.shop.sign()).unwrap());
    let key = counter.introduced_key(&Introduction::resolve(&did).unwrap()).unwrap();
    assert!(counter.verify(&key, two.me(), now()).is_ok());
    assert_eq!(counter.verify(&key, two.desk(), now()).unwrap_err().code(), Code::MessageWrongReader);
}
