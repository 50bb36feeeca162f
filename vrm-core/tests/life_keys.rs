//! Keys over a life: new ones, those that cross, old ones, and those that nobody vouches for.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, carried, french, keeper, line, received};
use support::negotiated::request;
use support::shop;
use support::two::declaration;
use support::vendor::profile;
use vrm_core::decision::{Effect, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::{About, Settings};
use vrm_core::keys::{PartyKeyPairs, PartyKeys};
use vrm_core::life::Reception;
use vrm_core::message::{MessageError, MessageKind};
use vrm_core::relationship::AgreementState;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::{Talk, Who};
use vrm_core::text::Name;
use vrm_core::view::StateError;

const DAY: i64 = 86_400;

impl Met {
    fn rotate_mine(&mut self) {
        let (id, at) = (self.relationship, self.at);
        self.person.rotate_keys(id, None, at, &mut self.random).unwrap();
    }

    fn rotate_theirs(&mut self) {
        let at = self.at;
        self.desk.rotate_keys(None, at, &mut self.random).unwrap();
    }

    /// A withdrawal or its like is said and taken, whatever the keys.
    fn goes_on(&mut self) {
        let agreement = self.agreement();
        let (id, at) = (self.relationship, self.at);
        self.person.pause(id, agreement, &WhichGrants::All, None, at, &mut self.random).unwrap();
        carried(self);
        assert_eq!(self.effects(&request()), [Effect::Deny; 2]);
        self.person.resume(id, agreement, &WhichGrants::All, None, at, &mut self.random).unwrap();
        carried(self);
        assert_eq!(self.effects(&request()), [Effect::Permit; 2]);
        assert!(self.here().unacknowledged().is_empty() && self.there().unacknowledged().is_empty());
    }

    /// Each side has the keys that the other uses.
    fn in_step(&mut self) -> [PartyKeys; 2] {
        let (here, there) = (self.here(), self.there());
        assert_eq!(here.own_keys(), there.other_keys());
        assert_eq!(there.own_keys(), here.other_keys());
        [*here.own_keys().unwrap(), *there.own_keys().unwrap()]
    }
}

#[test]
fn a_person_rotates_and_everything_goes_on() {
    let (mut met, _) = Met::agreed();
    let [before, _] = met.in_step();
    for _ in 0..3 {
        met.wait(60);
        met.rotate_mine();
        carried(&mut met);
        met.goes_on();
    }
    let [after, _] = met.in_step();
    assert_ne!(before.sign(), after.sign());
    assert_eq!(met.desk.customers().unwrap().len(), 1);
    // A renewal is signed with the persona's key of today.
    let agreement = met.agreement();
    met.person.renew(met.relationship, agreement, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.states(agreement), [AgreementState::Replaced; 2]);
}

#[test]
fn nobody_rotates_before_both_have_keys() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Me);
    let error = met.person.rotate_keys(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoKeys.into());
    met.proffer(&["SD-BASE"]);
    // A document that waits names the keys that signed the proffer.
    let error = met.person.rotate_keys(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::Negotiating.into());
}

#[test]
fn a_desk_tells_of_its_new_keys_when_it_next_has_to_do_with_a_customer() {
    let (mut met, _) = Met::agreed();
    let [_, before] = met.in_step();
    met.wait(60);
    met.rotate_theirs();
    met.wait(60);
    met.rotate_theirs();
    assert!(met.desk.outbox(met.at).unwrap().is_empty());
    met.wait(60);
    met.goes_on();
    let [_, after] = met.in_step();
    assert_ne!(before.sign(), after.sign());
    assert_eq!(after, met.desk.keys().unwrap());
    let (customer, at) = (met.customer(), met.at);
    let error = met.desk.announce_keys(customer, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NothingToDo { step: "announce-keys" }.into());
    // And by itself.
    met.wait(60);
    met.rotate_theirs();
    let at = met.at;
    let said = met.desk.announce_keys(customer, None, at, &mut met.random).unwrap().said;
    assert_eq!(said.iter().map(|sent| sent.kind).collect::<Vec<_>>(), [MessageKind::Rotation]);
    carried(&mut met);
    met.in_step();
}

#[test]
fn a_renewal_after_the_desk_rotated_is_signed_with_its_keys_of_today() {
    let (mut met, agreement) = Met::agreed();
    met.wait(60);
    met.rotate_theirs();
    let (customer, at) = (met.customer(), met.at);
    met.desk.announce_keys(customer, None, at, &mut met.random).unwrap();
    carried(&mut met);
    met.wait(60);
    met.person.renew(met.relationship, agreement, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.states(agreement), [AgreementState::Replaced; 2]);
    met.in_step();
}

#[test]
fn a_document_that_waits_is_signed_though_the_desk_has_rotated() {
    for counters in [false, true] {
        let mine = line(Talk::Anyone, &["SD-BASE", "SD-BASE-A"], Who::Me);
        let theirs = line(Talk::Anyone, &[if counters { "SD-BASE-A" } else { "SD-BASE" }], Who::Agent);
        let mut met = Met::with(&mine, &theirs, &declaration());
        met.proffer(&["SD-BASE"]);
        met.wait(60);
        met.rotate_theirs();
        let customer = met.customer();
        assert!(met.desk.announce_keys(customer, None, met.at, &mut met.random).is_err());
        met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
        carried(&mut met);
        assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
        met.goes_on();
        met.in_step();
    }
}

#[test]
fn messages_cross_a_rotation() {
    let (mut met, agreement) = Met::agreed();
    met.wait(60);
    met.person.pause(met.relationship, agreement, &WhichGrants::All, None, met.at, &mut met.random).unwrap();
    let old_key = met.my_letter();
    met.wait(60);
    met.rotate_mine();
    let rotation = met.my_letter();
    met.person.resume(met.relationship, agreement, &WhichGrants::All, None, met.at, &mut met.random).unwrap();
    let new_key = met.my_letter();
    // A key that was not announced yet is known by its commitment, and signs nothing.
    assert_eq!(met.desk_refuses(&new_key.bytes).code(), Code::MessageNotInUse);
    received(met.at_desk(&rotation.bytes));
    received(met.at_desk(&new_key.bytes));
    // What the old key said in its time counts when it comes late.
    received(met.at_desk(&old_key.bytes));
    assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
    carried(&mut met);
    assert!(met.here().unacknowledged().is_empty());
}

#[test]
fn both_rotate_at_once() {
    let (mut met, _) = Met::agreed();
    met.wait(60);
    met.rotate_mine();
    met.rotate_theirs();
    let customer = met.customer();
    met.desk.announce_keys(customer, None, met.at, &mut met.random).unwrap();
    let (mine, theirs) = (met.my_letter(), met.their_letter());
    received(met.at_desk(&mine.bytes));
    received(met.at_person(&theirs.bytes));
    carried(&mut met);
    met.in_step();
    met.goes_on();
}

#[test]
fn old_keys_open_for_90_days_and_not_a_second_longer() {
    for (seconds, opens) in [(90 * DAY - 1, true), (90 * DAY, false)] {
        let (mut met, agreement) = Met::agreed();
        met.wait(60);
        met.person.pause(met.relationship, agreement, &WhichGrants::All, None, met.at, &mut met.random).unwrap();
        let to_old_keys = met.my_letter();
        met.wait(60);
        met.rotate_theirs();
        met.wait(seconds);
        if opens {
            received(met.at_desk(&to_old_keys.bytes));
        } else {
            assert_eq!(met.desk_refuses(&to_old_keys.bytes), StateError::OtherKeys.into());
        }
        // The same for the person's.
        let (mut met, agreement) = Met::agreed();
        let (customer, at) = (met.customer(), met.wait(60));
        met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
        let to_old_keys = met.their_letter();
        met.rotate_mine();
        met.wait(seconds);
        if opens {
            received(met.at_person(&to_old_keys.bytes));
        } else {
            assert_eq!(met.person_refuses(&to_old_keys.bytes), StateError::OtherKeys.into());
        }
    }
}

#[test]
fn keys_that_nobody_vouches_for_wait_for_the_person() {
    // A desk that lost its keys and begins anew under the same address.
    let did = shop::shop();
    let mut met = Met::agreed().0;
    let (old, new) = (web_desk(&mut met), web_desk(&mut met));
    let at = met.at;
    let added = met.person.add_vendor(&did, &About::default(), None, at, &mut met.random).unwrap();
    let id = added.relationship;
    let between = |met: &Met| met.person.view().relationship(id).unwrap().clone();
    let (page, next) = (old.profile().unwrap().as_bytes().to_vec(), new.profile().unwrap().as_bytes().to_vec());

    assert_eq!(met.at_person(&page), Reception::NeedsKeys { did: did.clone(), about: id });
    met.person.introduce(id, Some(document(&old).as_bytes()), None, at, &mut met.random).unwrap();
    received(met.at_person(&page));
    assert_eq!(between(&met).other_keys(), Some(&old.keys().unwrap()));
    // The pinned document may be an old one: the host fetches it again.
    assert_eq!(met.at_person(&next), Reception::NeedsKeys { did: did.clone(), about: id });
    met.person.introduce(id, Some(document(&new).as_bytes()), None, at, &mut met.random).unwrap();
    received(met.at_person(&next));
    assert_eq!(between(&met).other_keys(), Some(&old.keys().unwrap()));
    let waits = between(&met).key_change().cloned().unwrap();
    assert_eq!((waits.keys, waits.did), (new.keys().unwrap(), did.clone()));
    let other = old.keys().unwrap().sign().thumbprint();
    let error = met.person.accept_keys(id, other, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoKeyChange.into());
    let yes = new.keys().unwrap().sign().thumbprint();
    met.person.accept_keys(id, yes, None, at, &mut met.random).unwrap();
    assert_eq!(between(&met).other_keys(), Some(&new.keys().unwrap()));
    assert!(between(&met).key_change().is_none());
    let error = met.person.accept_keys(id, yes, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoKeyChange.into());
}

#[test]
fn a_page_older_than_a_rotation_does_not_set_the_keys_back() {
    let (mut met, _) = Met::agreed();
    let first = met.desk.profile().unwrap().as_bytes().to_vec();
    met.desk.publish(None, met.at, &mut met.random).unwrap();
    let stale = met.desk.profile().unwrap().as_bytes().to_vec();
    met.wait(60);
    met.rotate_theirs();
    let (customer, at) = (met.customer(), met.at);
    met.desk.announce_keys(customer, None, at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.person_refuses(&stale), MessageError::NotInUse.into());
    // One that was taken in its time is known.
    assert!(matches!(met.at_person(&first), Reception::Replay { .. }));
    // The new page is its own.
    met.desk.publish(None, at, &mut met.random).unwrap();
    let page = met.desk.profile().unwrap().as_bytes().to_vec();
    received(met.at_person(&page));
    assert_eq!(met.here().profile().unwrap().keys, met.desk.keys().unwrap());
    assert!(met.here().key_change().is_none());
}

/// A desk under the shop's `did:web`.
fn web_desk(met: &mut Met) -> Desk {
    let (store, at): (Arc<dyn Store>, _) = (Arc::new(Memory::new()), met.at);
    let (name, asking, random) = (Name::parse("Shop").unwrap(), Settings::asking(french()), &mut met.random);
    let mut desk = Desk::create(store, keeper(), Some(&shop::shop()), &name, &asking, at, random).unwrap();
    desk.declare("SD-BASE", &declaration(), None, at, random).unwrap();
    desk.set_settings(&line(Talk::Anyone, &["SD-BASE"], Who::Agent), None, at, random).unwrap();
    desk.publish(None, at, random).unwrap();
    desk
}

/// The document of a desk's `did:web`.
fn document(desk: &Desk) -> String {
    let keys = desk.keys().unwrap();
    let methods = [shop::multikey("#sign", *keys.sign().key()), shop::multikey("#seal", *keys.seal().key())].join(",");
    let uses = r##""assertionMethod":["#sign"],"keyAgreement":["#seal"]"##;
    shop::document(&format!(r#""verificationMethod":[{methods}],{uses}"#))
}

#[test]
fn a_did_web_is_introduced_by_its_document_and_proffered_to_its_agreement_key() {
    let mut met = Met::agreed().0;
    let (did, at) = (shop::shop(), met.at);
    let mut desk = web_desk(&mut met);
    let (person, random) = (&mut met.person, &mut met.random);
    let id = person.add_vendor(&did, &About::default(), None, at, random).unwrap().relationship;
    assert_eq!(person.proffer(id, &["SD-BASE"], None, at, random).unwrap_err(), StateError::NoKeys.into());
    assert!(matches!(person.introduce(id, None, None, at, random).unwrap_err(), Error::Message(MessageError::Did(_))));
    let of_another = document(&desk).replace("did:web:shop.example", "did:web:other.example");
    assert!(matches!(person.introduce(id, Some(of_another.as_bytes()), None, at, random).unwrap_err(), Error::Did(_)));
    let weak = {
        let mut identity = [0; 32];
        identity[0] = 1;
        let key = vrm_core::did::PublicKey::new(vrm_core::did::Curve::Ed25519, identity);
        shop::signing(&shop::multikey("#sign", key))
    };
    let error = person.introduce(id, Some(weak.as_bytes()), None, at, random).unwrap_err();
    assert_eq!(error.code(), Code::KeysWeakKey);

    person.introduce(id, Some(document(&desk).as_bytes()), None, at, random).unwrap();
    person.proffer(id, &["SD-BASE"], None, at, random).unwrap();
    let [proffer] = person.outbox(at).unwrap().try_into().unwrap();
    assert_eq!(proffer.to.as_ref(), Some(&did));
    received(desk.receive(&proffer.bytes, at, random).unwrap());
    let (customer, document) = desk.outbox(at).unwrap().remove(0);
    received(person.receive(&document.bytes, at, random).unwrap());
    person.sent(proffer.id).unwrap();
    let second = person.outbox(at).unwrap().remove(0);
    received(desk.receive(&second.bytes, at, random).unwrap());
    assert_eq!(person.decide(&did, &request(), at).unwrap().effect(), Effect::Permit);
    assert_eq!(desk.decide(customer, &request(), at).unwrap().effect(), Effect::Permit);
    let view = person.view();
    let between = view.relationship(id).unwrap();
    assert_eq!(between.agreements().next().unwrap().agreement.document().vendor().did, did);
    assert_eq!(between.other_keys(), Some(&desk.keys().unwrap()));
}

#[test]
fn one_key_is_in_one_relationship() {
    let mut met = Met::agreed().0;
    let pairs = PartyKeyPairs::generate(&mut met.random).unwrap();
    let did = pairs.sign().public().to_did();
    met.person.add_vendor(&did, &About::default(), None, met.at, &mut met.random).unwrap();
    let page = profile(&pairs, "Kiosk", &mut met);
    received(met.at_person(page.as_bytes()));
    let error = met.person.add_vendor(&did, &About::default(), None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::AlreadyKnown { did: did.clone() }.into());
    // Another identifier over the same keys, or over one of them.
    let web = shop::shop();
    let id = met.person.add_vendor(&web, &About::default(), None, met.at, &mut met.random).unwrap().relationship;
    let document = shop::signing(&shop::multikey("#sign", *pairs.sign().public().key()));
    met.person.introduce(id, Some(document.as_bytes()), None, met.at, &mut met.random).unwrap();
    let text = support::hostile::resigned(pairs.sign(), &page, |text| {
        let jti = "\"jti\":\"";
        let at = text.find(jti).unwrap() + jti.len();
        format!("{}{}{}", &text[..at], "0".repeat(32), &text[at + 32..]).replace(did.as_str(), web.as_str())
    });
    assert_eq!(met.person_refuses(text.as_bytes()), StateError::SharedKey.into());
}

#[test]
fn a_letter_that_is_sealed_for_nobody_here_is_refused() {
    let (mut met, agreement) = Met::agreed();
    met.person.pause(met.relationship, agreement, &WhichGrants::All, None, met.at, &mut met.random).unwrap();
    let letter = met.my_letter();
    assert_eq!(met.person_refuses(&letter.bytes).code(), Code::KeysSealedForAnother);
}
