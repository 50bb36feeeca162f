//! The same calls with the same times and the same randomness say the same (law 12), and what is read again is the same.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, carried, keeper, line, rows};
use support::two::declaration;
use vrm_core::chain::Head;
use vrm_core::decision::{Request, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::message::Reply;
use vrm_core::person::Person;
use vrm_core::terms::{Talk, Who};
use vrm_core::vocab::Recipient;

/// A life with a counter, a question, orders, new keys, a renewal and an end.
fn a_life() -> Met {
    let mine = line(Talk::Anyone, &["SD-BASE", "SD-BASE-A", "PDC-GOOD"], Who::Agent);
    let theirs = line(Talk::Anyone, &["SD-BASE-A", "PDC-GOOD"], Who::Agent);
    let mut met = Met::with(&mine, &theirs, &declaration());
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    let (customer, id) = (met.customer(), met.relationship);
    let words = ["pd:EmailAddress", "dpv:CustomerCare", "dpv:Use"].map(|word| word.parse().unwrap());
    let [data, purpose, operation] = words;
    let request = Request::new(data, purpose, operation, Recipient::Vendor);
    let at = met.wait(60);
    let question = met.desk.ask(customer, agreement, &request, None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carried(&mut met);
    met.person.answer(id, question, Reply::Once, None, at, &mut met.random).unwrap();
    met.person.pause(id, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    carried(&mut met);
    let at = met.wait(60);
    met.person.rotate_keys(id, None, at, &mut met.random).unwrap();
    met.desk.rotate_keys(None, at, &mut met.random).unwrap();
    met.desk.rotate_keys(None, at, &mut met.random).unwrap();
    carried(&mut met);
    let at = met.wait(60);
    met.person.renew(id, agreement, &["PDC-GOOD"], None, at, &mut met.random).unwrap();
    carried(&mut met);
    let at = met.wait(60);
    met.person.terminate(id, None, at, &mut met.random).unwrap();
    carried(&mut met);
    met
}

/// Both heads, and every event in words.
fn history(met: &mut Met) -> (Head, Head, Vec<String>) {
    let customer = met.customer();
    let there = met.desk.customer(customer).unwrap().head();
    let events = met.person.events_since(0, u32::MAX).unwrap();
    let texts = events.iter().map(|entry| entry.to_text()).collect();
    (met.person.head(), there, texts)
}

#[test]
fn the_same_life_twice_is_the_same_history() {
    let (mut first, mut second) = (a_life(), a_life());
    let (first, second) = (history(&mut first), history(&mut second));
    assert_eq!(first.2, second.2);
    assert_eq!((first.0, first.1), (second.0, second.1));
    let signed = first.2.iter().filter(|text| text.contains(".ey")).count();
    assert!(signed > 20, "{signed} signed texts");
}

#[test]
fn what_is_opened_again_is_what_it_was() {
    let mut met = a_life();
    let before = (rows(&met.person_store), rows(&met.desk_store));
    let person = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    assert_eq!(person.head(), met.person.head());
    let customer = met.customer();
    let mut desk = Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap();
    assert_eq!(desk.customer(customer).unwrap().head(), met.desk.customer(customer).unwrap().head());
    let told = |view: &vrm_core::view::View| {
        let mut grants: Vec<String> = Vec::new();
        for between in view.relationships() {
            grants.push(format!("{between:?}"));
            grants.extend(view.grants(between.id()).unwrap().map(|grant| format!("{grant:?}")));
        }
        grants
    };
    assert_eq!(told(&person.view()), told(&met.person.view()));
    assert_eq!(told(&desk.customer(customer).unwrap()), told(&met.desk.customer(customer).unwrap()));
    // Reading writes nothing.
    assert_eq!((rows(&met.person_store), rows(&met.desk_store)), before);
}
