//! Two handles on one life with data in it: of two who write one is told, and what one did the other reads.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use support::clinic::clinic;
use support::life::{Met, carried, keeper};
use support::vault::{ADDRESS, NAME, new_item, text, word};
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Error, Fault, Kind};
use vrm_core::person::Person;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope};
use vrm_core::vault::{Content, Disclosed, ItemId, VaultError};

/// The same life by another handle.
fn other(met: &Met) -> Person {
    Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap()
}

fn other_desk(met: &Met) -> Desk {
    Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap()
}

fn told<T: std::fmt::Debug>(result: Result<T, Error>) {
    let error = result.unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::StoreConflict, Kind::Conflict));
}

fn value(person: &mut Person, item: ItemId) -> Result<Content, Error> {
    person.item(item).map(|item| item.content)
}

#[test]
fn of_two_who_keep_something_one_is_told_and_both_things_are_kept() {
    let (mut met, _) = clinic();
    let mut other = other(&met);
    let mine = met.store("pd:EmailAddress", ADDRESS);
    let (item, at) = (new_item("pd:Name", NAME), met.at);
    told(other.store_item(&item, None, at, &mut met.random));
    let theirs = other.store_item(&item, None, at, &mut met.random).unwrap().item.unwrap();
    assert_eq!(value(&mut other, mine), Ok(text(ADDRESS)));
    // The first handle is behind now, and told the same.
    told(met.person.remove_item(mine, None, at, &mut met.random));
    assert_eq!(value(&mut met.person, theirs), Ok(text(NAME)));
    let all = |person: &Person| person.view().items().map(|item| item.id).collect::<BTreeSet<_>>();
    assert_eq!((all(&met.person), all(&other)), ([mine, theirs].into(), [mine, theirs].into()));
}

#[test]
fn what_one_replaced_or_removed_the_other_reads_so() {
    let (mut met, _) = clinic();
    let item = met.store("pd:EmailAddress", ADDRESS);
    let mut other = other(&met);
    assert_eq!(value(&mut other, item), Ok(text(ADDRESS)));
    let again = new_item("pd:EmailAddress", "another@post.example");
    met.person.replace_item(item, &again, None, met.at, &mut met.random).unwrap();
    assert_eq!(value(&mut other, item), Ok(text("another@post.example")));
    met.person.remove_item(item, None, met.at, &mut met.random).unwrap();
    assert_eq!(value(&mut other, item).unwrap_err(), VaultError::NoSuchItem { item }.into());
}

#[test]
fn what_is_given_once_is_given_by_one_of_two() {
    let (mut met, agreement) = clinic();
    let (once, at) = (met.granted_once(agreement), met.at);
    let item = met.store("pd:EmailAddress", ADDRESS);
    let mut other = other(&met);
    met.give(once, &[item]).unwrap();
    told(other.give(met.relationship, once, &[item], None, at, &mut met.random));
    let again = other.give(met.relationship, once, &[item], None, at, &mut met.random).unwrap_err();
    assert_eq!(again.code(), Code::VaultGrantHeld);
    assert_eq!(other.view().relationship(met.relationship).unwrap().disclosures().count(), 1);
}

#[test]
fn what_one_forgot_the_other_reads_no_more() {
    let (mut met, _) = clinic();
    let (_, letter) = met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    let (mut other, id, at) = (other(&met), met.relationship, met.at);
    assert_eq!(other.disclosed(id, &letter).unwrap().len(), 1);
    met.person.forget_data(id, letter, None, at, &mut met.random).unwrap();
    let gone: Error = VaultError::Deleted.into();
    assert_eq!(other.disclosed(id, &letter).unwrap_err(), gone);
    assert_eq!(other.forget_data(id, letter, None, at, &mut met.random).unwrap_err(), gone);
}

/// Two handles of a desk: what one erases of a letter, gets as a proof or gives as a copy, the other reads so.
#[test]
fn two_handles_of_a_desk_read_the_same_of_a_customers_data() {
    let (mut met, _) = clinic();
    let (grant, items) = (met.grant_of("pd:EmailAddress"), [ADDRESS, "work@post.example"]);
    let items = items.map(|value| met.store("pd:EmailAddress", value));
    let letter = met.give(grant, &items).unwrap().said[0].letter;
    carried(&mut met);
    let (customer, id, at) = (met.customer(), met.relationship, met.at);
    let mut other = other_desk(&met);
    assert_eq!(other.disclosed(customer, &letter).unwrap().len(), 2);
    met.desk.forget_values(customer, letter, &[0], None, at, &mut met.random).unwrap();
    assert_eq!(other.disclosed(customer, &letter), met.desk.disclosed(customer, &letter));
    assert_eq!(other.disclosed(customer, &letter).unwrap().len(), 1);

    let claim = Claim::new(Right::Access, Law::Gdpr, Scope::All).unwrap();
    let claim = met.person.claim(id, &claim, None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carried(&mut met);
    let data: BTreeSet<Disclosed> = [Disclosed { data: word("pd:Name"), value: text(NAME) }].into();
    other.refresh().unwrap();
    let full = RightsOutcome::Full;
    let copy = met.desk.give_copy(customer, claim, &full, &data, None, at, &mut met.random).unwrap();
    told(other.give_copy(customer, claim, &full, &data, None, at, &mut met.random));
    let twice = other.give_copy(customer, claim, &full, &data, None, at, &mut met.random).unwrap_err();
    assert_eq!(twice.code(), Code::ChartNoSuchMove);
    let copy = copy.said.iter().find(|said| said.id.is_none()).unwrap().letter;
    assert_eq!(other.copy(customer, &copy).unwrap().len(), 1);
    carried(&mut met);
}
