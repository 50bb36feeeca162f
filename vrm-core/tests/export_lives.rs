//! Whatever a life came to, what it wrote is what an import takes: after every step of many lives.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::carried::{care, import};
use support::life::{Met, received, rejected, settings};
use support::parties::Seeded;
use support::shop::{document, multibase};
use support::two::{later, now};
use vrm_core::chain::StreamId;
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::history::About;
use vrm_core::keys::{PartyKeyPairs, PartyKeys};
use vrm_core::life::Reception;
use vrm_core::message::{Anyone, Message, Never, Profile, Reply};
use vrm_core::negotiation::NegotiationState;
use vrm_core::person::Person;
use vrm_core::relationship::{AgreementState, RelationshipState};
use vrm_core::terms::{Roster, Who};
use vrm_core::text::Name;

/// An import takes it, and it is the same there.
fn carried(person: &Person) {
    let export = person.danger_export().unwrap();
    match import(export.danger_expose().as_bytes(), 99).0 {
        Ok(elsewhere) => {
            assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), export.danger_expose());
            let [here, there] =
                [person, &elsewhere].map(|person| format!("{:?}", person.view().relationships().collect::<Vec<_>>()));
            assert_eq!(here, there);
        }
        Err(error) => panic!("{error}\n{}", export.danger_expose()),
    }
}

/// Carries one letter at a time, and the whole life after each.
fn carry(met: &mut Met) {
    loop {
        carried(&met.person);
        let mine = met.person.outbox(met.at).unwrap();
        let theirs = met.desk.outbox(met.at).unwrap();
        if mine.is_empty() && theirs.is_empty() {
            return;
        }
        for letter in mine {
            let _ = met.desk.receive(&letter.bytes, met.at, &mut met.random).unwrap();
            met.person.sent(letter.id).unwrap();
        }
        for (customer, letter) in theirs {
            received(met.person.receive(&letter.bytes, met.at, &mut met.random).unwrap());
            met.desk.sent(customer, letter.id).unwrap();
            carried(&met.person);
        }
    }
}

fn proffer(met: &mut Met, entries: &[&str]) {
    met.person.proffer(met.relationship, entries, None, met.at, &mut met.random).unwrap();
    carry(met);
}

fn negotiated(met: &Met) -> NegotiationState {
    met.person.view().relationship(met.relationship).unwrap().negotiation().unwrap().state()
}

fn between(met: &Met) -> RelationshipState {
    met.person.view().relationship(met.relationship).unwrap().state()
}

#[test]
fn a_counter_that_is_accepted_and_the_person_signs_first() {
    let mut met = Met::new(&["SD-BASE", "SD-BASE-A"], &["SD-BASE-A"], Who::Me);
    proffer(&mut met, &["SD-BASE"]);
    assert_eq!(negotiated(&met), NegotiationState::CounterNeedsHuman);
    met.wait(60);
    met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    assert_eq!(between(&met), RelationshipState::Active);
}

#[test]
fn a_counter_that_is_refused_and_a_proffer_that_is() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE-A"], Who::Agent);
    proffer(&mut met, &["SD-BASE"]);
    assert!(met.person.view().relationship(met.relationship).unwrap().negotiation().unwrap().is_over());
    met.wait(60);
    proffer(&mut met, &["SD-BASE"]);
    assert!(met.person.view().relationship(met.relationship).unwrap().negotiation().unwrap().is_over());
}

#[test]
fn a_document_that_waits_for_the_person_and_is_refused() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Me);
    proffer(&mut met, &["SD-BASE"]);
    met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap();
    carry(&mut met);
}

#[test]
fn what_runs_out() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Me);
    proffer(&mut met, &["SD-BASE"]);
    met.wait(9 * 86_400);
    met.person.expire(None, met.at, &mut met.random).unwrap();
    let customer = met.customer();
    met.desk.expire(customer, None, met.at, &mut met.random).unwrap();
    // The desk says that it is late, which is nothing to somebody who signed nothing.
    let [(_, late)] = met.desk.outbox(met.at).unwrap().try_into().unwrap();
    assert_eq!(
        rejected(met.person.receive(&late.bytes, met.at, &mut met.random).unwrap()).code(),
        Code::StateNoSuchAgreement
    );
    met.desk.sent(customer, late.id).unwrap();
    carry(&mut met);
    proffer(&mut met, &["SD-BASE"]);
    assert!(!met.person.view().relationship(met.relationship).unwrap().negotiation().unwrap().is_over());
}

#[test]
fn a_signature_that_comes_too_late() {
    let mut met = Met::new(&["SD-BASE", "SD-BASE-A"], &["SD-BASE-A"], Who::Me);
    proffer(&mut met, &["SD-BASE"]);
    met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
    for letter in met.person.outbox(met.at).unwrap() {
        received(met.desk.receive(&letter.bytes, met.at, &mut met.random).unwrap());
        met.person.sent(letter.id).unwrap();
    }
    met.wait(9 * 86_400);
    carry(&mut met);
    let view = met.person.view();
    let negotiation = view.relationship(met.relationship).unwrap().negotiation().unwrap();
    assert_eq!(negotiation.agreement(), Some(AgreementState::Lapsed));
}

#[test]
fn new_keys_renewals_and_ends() {
    let (mut met, agreement) = Met::agreed();
    let customer = met.customer();
    met.wait(60);
    met.person.renew(met.relationship, agreement, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    assert_eq!(met.person.view().relationship(met.relationship).unwrap().agreements().count(), 2);
    for _ in 0..2 {
        met.wait(60);
        met.person.rotate_keys(met.relationship, None, met.at, &mut met.random).unwrap();
        carry(&mut met);
        met.desk.rotate_keys(None, met.at, &mut met.random).unwrap();
        met.desk.announce_keys(customer, None, met.at, &mut met.random).unwrap();
        carry(&mut met);
    }
    // Two that cross.
    met.wait(60);
    met.person.rotate_keys(met.relationship, None, met.at, &mut met.random).unwrap();
    met.desk.rotate_keys(None, met.at, &mut met.random).unwrap();
    met.desk.announce_keys(customer, None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    for agreed in met.person.view().relationship(met.relationship).unwrap().agreements() {
        let bundle = met.person.bundle(met.relationship, &agreed.agreement.id()).unwrap();
        for statement in bundle.verify(met.at).statements {
            assert_eq!(statement.doubt, None, "{statement:?}");
        }
    }
    met.person.terminate(met.relationship, None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    assert_eq!(between(&met), RelationshipState::Terminated);
    // Back under a fresh persona.
    met.wait(60);
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    carried(&met.person);
    assert_eq!(between(&met), RelationshipState::Potential);
}

#[test]
fn an_end_by_the_desk_and_a_question_without_an_answer() {
    let (mut met, agreement) = Met::agreed();
    let customer = met.customer();
    met.desk.ask(customer, agreement, &care(), None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    met.desk.ask(customer, agreement, &care(), None, later(met.at, 60), &mut met.random).unwrap();
    met.wait(60);
    carry(&mut met);
    let view = met.person.view();
    let (question, _) = view.relationship(met.relationship).unwrap().questions().next().unwrap();
    met.person.answer(met.relationship, question, Reply::No, None, met.at, &mut met.random).unwrap();
    met.wait(60);
    met.desk.end(customer, agreement, None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    // Long after, what expired is forgotten with the next message that is taken.
    met.wait(60 * 86_400);
    proffer(&mut met, &["SD-BASE"]);
}

#[test]
fn a_clock_that_was_wrong() {
    let (mut met, agreement) = Met::agreed();
    let before = met.at;
    met.wait(400 * 86_400);
    met.person
        .pause(met.relationship, agreement, &vrm_core::decision::WhichGrants::All, None, met.at, &mut met.random)
        .unwrap();
    met.at = later(before, 60);
    met.person.accept_clock(None, met.at, &mut met.random).unwrap();
    carried(&met.person);
    met.person.set_settings(&settings(&["SD-BASE-A"], Who::Me), None, met.at, &mut met.random).unwrap();
    carried(&met.person);
}

/// A vendor under a `did:web`, whose document names its keys.
#[test]
fn keys_that_a_document_names_and_the_old_ones_did_not_vouch_for() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let shop = Did::parse("did:web:shop.example").unwrap();
    let (at, mut random) = (met.at, Seeded::new(5));
    let stream = met.person.add_vendor(&shop, &About::default(), None, at, &mut random).unwrap().relationship;
    carried(&met.person);
    let first = PartyKeyPairs::generate(&mut random).unwrap();
    let page = profile(&shop, &first, &mut random);
    let asks = met.person.receive(page.as_bytes(), at, &mut random).unwrap();
    assert!(matches!(asks, Reception::NeedsKeys { .. }));
    introduce(&mut met.person, stream, &first.public(), &mut random);
    received(met.person.receive(page.as_bytes(), at, &mut random).unwrap());
    carried(&met.person);
    let second = PartyKeyPairs::generate(&mut random).unwrap();
    introduce(&mut met.person, stream, &second.public(), &mut random);
    let page = profile(&shop, &second, &mut random);
    received(met.person.receive(page.as_bytes(), at, &mut random).unwrap());
    carried(&met.person);
    let sign = second.sign().public().thumbprint();
    met.person.accept_keys(stream, sign, None, at, &mut random).unwrap();
    carried(&met.person);
    met.person.proffer(stream, &["SD-BASE"], None, at, &mut random).unwrap();
    carried(&met.person);
}

fn introduce(person: &mut Person, stream: StreamId, keys: &PartyKeys, random: &mut Seeded) {
    let method = |id: &str, key| support::shop::method(id, "Multikey", &multibase(key));
    let sign = method("#sign", *keys.sign().key());
    let seal = method("#seal", *keys.seal().key());
    let document = document(&format!(r#""assertionMethod":[{sign}],"keyAgreement":[{seal}]"#));
    person.introduce(stream, Some(document.as_bytes()), None, now(), random).unwrap();
    carried(person);
}

fn profile(shop: &Did, pairs: &PartyKeyPairs, random: &mut Seeded) -> String {
    let accepts = [Roster::builtin().entry("SD-BASE").unwrap().pin()].into();
    let profile = Profile { name: Name::parse("Shop").unwrap(), keys: pairs.public(), accepts };
    let message = Message::new(profile, shop.clone(), Anyone, now(), Never, random).unwrap();
    message.sign(pairs.sign()).unwrap().as_str().to_owned()
}
