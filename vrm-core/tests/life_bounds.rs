//! What a careless or hostile other side cannot stretch: times, places, names, numbers, another identifier of its own.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, keeper, received};
use support::negotiated::request;
use support::shop;
use support::two::{declaration, instant, later, terms};
use support::vendor::Vendor;
use vrm_core::agreement::{AgreementDraft, AgreementError};
use vrm_core::decision::{Block, Effect, Selector};
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault as _};
use vrm_core::history::{About, Settings};
use vrm_core::log::LogId;
use vrm_core::message::Ask;
use vrm_core::person::Person;
use vrm_core::store::Memory;
use vrm_core::terms::{Prohibition, Who};
use vrm_core::text::{Language, Name};
use vrm_core::time::Window;
use vrm_core::view::StateError;

#[test]
fn a_document_says_neither_other_times_nor_another_place() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let head = met.person.head();
    let refused = |met: &mut Met, draft, member| {
        let (_, letter) = vendor.sign(&draft, met);
        assert_eq!(met.person_refuses(&letter), AgreementError::NotExpected { member }.into());
    };
    let long_ago = instant("2001-01-01T00:00:00Z");
    let fair = vendor.draft(&met);
    let by = later(met.at, 86_400);
    let made = |made, accept_by| {
        let (keys, terms) = (vendor.proffer.body().keys, terms("SD-BASE"));
        AgreementDraft::new(keys, vendor.party(), terms, declaration(), made, accept_by).answering(vendor.answers)
    };
    let (today, year) = (met.at, later(met.at, 365 * 86_400));
    refused(&mut met, made(long_ago, by), "made");
    refused(&mut met, made(today, year), "accept_by");
    refused(&mut met, fair.clone().at("loc:US".parse().unwrap()), "place");
    assert_eq!(met.person.head(), head);
    let (_, letter) = vendor.sign(&fair, &mut met);
    received(met.at_person(&letter));
}

#[test]
fn a_block_on_the_identifier_of_today_stands_against_the_vendor() {
    let (mut met, _) = Met::agreed();
    let first = met.shop.clone();
    met.desk.rotate_keys(None, met.at, &mut met.random).unwrap();
    let customer = met.customer();
    met.desk.announce_keys(customer, None, met.at, &mut met.random).unwrap();
    met.carry().into_iter().for_each(|reception| drop(received(reception)));
    let today = met.desk.did().unwrap();
    assert_ne!(today, first);
    for did in [&first, &today] {
        assert_eq!(met.person.decide(did, &request(), met.at).unwrap().effect(), Effect::Permit, "{did}");
    }
    let block =
        Block { against: Selector::Vendor(today.clone()), what: Prohibition::new("no"), window: Window::ALWAYS };
    met.person.block(&block, None, met.at, &mut met.random).unwrap();
    for did in [&first, &today] {
        assert_eq!(met.person.decide(did, &request(), met.at).unwrap().effect(), Effect::Deny, "{did}");
    }
}

#[test]
fn a_vendor_has_so_many_questions_open_and_no_more() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let (half, letter) = vendor.sign(&vendor.draft(&met), &mut met);
    received(met.at_person(&letter));
    let until = later(met.at, 3_600);
    let ask = |met: &mut Met| {
        let letter = vendor.say_until(Ask { agreement: half.id(), request: request() }, until, met);
        met.at_person(&letter)
    };
    for _ in 0..256 {
        received(ask(&mut met));
    }
    let refused = support::life::rejected(ask(&mut met));
    assert_eq!(refused, StateError::TooManyQuestions { limit: 256 }.into());
}

#[test]
fn what_is_signed_in_part_is_not_erased() {
    // The vendor countered, and the person's agent signed first: the vendor may sign at any time.
    let mut met = Met::new(&["SD-BASE", "SD-BASE-A"], &["SD-BASE-A"], Who::Agent);
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    received(met.at_desk(&proffer.bytes));
    let counter = met.their_letter();
    received(met.at_person(&counter.bytes));
    let signed = met.my_letter();
    let (id, at) = (met.relationship, met.at);
    assert_eq!(met.person.erase(id, None, at, &mut met.random).unwrap_err(), StateError::InForce.into());
    received(met.at_desk(&signed.bytes));
    met.carry().into_iter().for_each(|reception| drop(received(reception)));
    let agreement = met.agreement();
    assert!(met.here().agreement(&agreement).is_some());
}

#[test]
fn a_clock_is_set_right_for_each_history_of_a_desk() {
    let (mut met, agreement) = Met::agreed();
    let (customer, right) = (met.customer(), met.at);
    let ahead = later(right, 40 * 86_400);
    met.desk.ask(customer, agreement, &request(), None, ahead, &mut met.random).unwrap();
    let went_back = |error: vrm_core::Error| assert_eq!(error.code(), Code::StateClockWentBack);
    went_back(met.desk.decide(customer, &request(), right).unwrap_err());
    met.desk.accept_clock(LogId::DESK, None, right, &mut met.random).unwrap();
    went_back(met.desk.decide(customer, &request(), right).unwrap_err());
    met.desk.accept_clock(customer, None, right, &mut met.random).unwrap();
    assert_eq!(met.desk.decide(customer, &request(), right).unwrap().effect(), Effect::Permit);
    let events = met.desk.events_since(customer, 0, u32::MAX).unwrap();
    assert_eq!(events.last().unwrap().event().kind(), "clock-accepted");
    assert_eq!(met.desk.head(customer).unwrap().p(), events.len() as u64);
}

#[test]
fn a_desks_own_document_introduces_it() {
    let (mut met, did) = (Met::agreed().0, shop::shop());
    let (name, asking) = (Name::parse("Shop").unwrap(), Settings::asking(Language::parse("en").unwrap()));
    let store = Arc::new(Memory::new());
    let mut desk = Desk::create(store, keeper(), Some(&did), &name, &asking, met.at, &mut met.random).unwrap();
    assert_eq!((desk.did(), desk.name()), (Ok(did.clone()), Ok(name)));
    let id = met.person.add_vendor(&did, &About::default(), None, met.at, &mut met.random).unwrap().relationship;
    let document = desk.did_document().unwrap();
    met.person.introduce(id, Some(document.as_bytes()), None, met.at, &mut met.random).unwrap();
    met.person.proffer(id, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let letter = met.person.outbox(met.at).unwrap().remove(0);
    received(desk.receive(&letter.bytes, met.at, &mut met.random).unwrap());
    // What another's key is called by, no desk is called.
    let (store, taken) = (Arc::new(Memory::new()), met.shop.clone());
    let refused = Desk::create(store, keeper(), Some(&taken), &desk.name().unwrap(), &asking, met.at, &mut met.random);
    assert_eq!(refused.unwrap_err().code(), Code::MessageNotOfIssuer);
}

#[test]
fn a_person_accepts_no_agreement_that_nobody_knows() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let read = |id: &str| {
        let line = format!(r#"{{"when":"always","talk":"anyone","accept":["{id}"],"by":"agent"}}"#);
        let text = format!(
            r#"{{"preferences":{{"preferences":[{line}]}},"language":"en","answer_within":10080,"child":false}}"#
        );
        Settings::parse(text.as_bytes()).unwrap()
    };
    let head = met.person.head();
    for (id, code) in [("SD-BAES", Code::RosterNoEntry), ("https://example.org/r#SD-BASE", Code::StateNoSuchRoster)] {
        let refused = met.person.set_settings(&read(id), None, met.at, &mut met.random).unwrap_err();
        assert_eq!(refused.code(), code, "{id}");
        let store = Arc::new(Memory::new());
        let refused = Person::create(store, keeper(), &read(id), met.at, &mut met.random).err().unwrap();
        assert_eq!(refused.code(), code, "{id}");
    }
    assert_eq!(met.person.head(), head);
    met.person.set_settings(&read("SD-BASE"), None, met.at, &mut met.random).unwrap();
    assert_ne!(met.person.head(), head);
}

#[test]
fn a_vendor_whose_own_key_is_none_is_not_added() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let head = met.person.head();
    for did in ["did:key:zABC", "did:key:z6MkNonsense", "did:jwk:e30"] {
        let refused =
            met.person.add_vendor(&Did::parse(did).unwrap(), &About::default(), None, met.at, &mut met.random);
        assert!(refused.unwrap_err().code().name().starts_with("did-"), "{did}");
    }
    assert_eq!(met.person.head(), head);
}
