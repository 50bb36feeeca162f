//! A desk's store: its own log and one for each customer, with a few open rows that lead from one to the other.

use crate::code;
use crate::support::life::{Met, keeper, received};
use crate::support::lived::{holding, rows};
use crate::support::two::Seeded;
use std::sync::Arc;
use vrm_core::Error;
use vrm_core::desk::Desk;
use vrm_core::error::{Fault as _, Kind};
use vrm_core::life::Reception;
use vrm_core::store::{Pair, Store};

/// Reads the desk and everything with its customers.
fn read(rows: &[Pair]) -> Result<Desk, Error> {
    let mut desk = Desk::open(holding(rows) as Arc<dyn Store>, keeper())?;
    for customer in desk.customers()? {
        desk.customer(customer)?;
    }
    Ok(desk)
}

#[test]
fn what_is_cut_changed_or_gone_is_found_with_the_customer_whose_it_is() {
    let (met, _) = Met::agreed();
    let all = rows(&*met.desk_store);
    read(&all).unwrap();
    for (index, (key, value)) in all.iter().enumerate() {
        let sealed = matches!(key[16], b'H' | b'E' | b'K');
        for at in [0, value.len() / 2, value.len().saturating_sub(1)].into_iter().filter(|_| sealed) {
            let mut changed = all.clone();
            changed[index].1[at] ^= 1;
            let error = read(&changed).unwrap_err();
            assert!([Kind::Damaged, Kind::NewerVersion, Kind::Locked].contains(&error.kind()), "{key:?} {error}");
            changed[index].1.truncate(at);
            assert!(read(&changed).is_err());
        }
        if sealed {
            let mut without = all.clone();
            without.remove(index);
            assert!(read(&without).is_err(), "{key:?}");
        }
    }
    // What is one log's is no other's.
    for (index, (key, _)) in all.iter().enumerate().filter(|(_, (key, _))| key[16] == b'H') {
        for (other, (_, value)) in all.iter().enumerate().filter(|(_, (key, _))| key[16] == b'H') {
            let mut swapped = all.clone();
            swapped[index].1 = value.clone();
            assert_eq!(read(&swapped).is_ok(), index == other, "{key:?}");
        }
    }
}

#[test]
fn a_row_that_leads_elsewhere_leads_to_nobody_who_believes_it() {
    let (mut met, _) = Met::agreed();
    let at = met.wait(60);
    met.person.rotate_keys(met.relationship, None, at, &mut met.random).unwrap();
    met.carry().into_iter().for_each(|reception| drop(received(reception)));
    let agreement = met.agreement();
    met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
    let letter = met.person.outbox(at).unwrap().remove(0);
    let all = rows(&*met.desk_store);
    // The row of the key that the person has now is gone: whoever signs with it is a stranger.
    let of_index = |row: &&Pair| row.0[16] == b'I';
    let mut refused = 0;
    for gone in all.iter().filter(of_index) {
        let without: Vec<Pair> = all.iter().filter(|row| row.0 != gone.0).cloned().collect();
        let mut desk = Desk::open(holding(&without), keeper()).unwrap();
        let reception = desk.receive(&letter.bytes, at, &mut Seeded::new(5)).unwrap();
        refused += usize::from(matches!(reception, Reception::Rejected { .. }));
    }
    assert_eq!(refused, 1);
    // Or leads to a history that is not there.
    for wrong in all.iter().filter(of_index) {
        let mut changed = all.clone();
        let index = changed.iter().position(|row| row.0 == wrong.0).unwrap();
        changed[index].1 = vec![9; 16];
        let mut desk = Desk::open(holding(&changed), keeper()).unwrap();
        match desk.receive(&letter.bytes, at, &mut Seeded::new(5)) {
            Ok(Reception::Received(_)) => {}
            other => drop(code(other)),
        }
    }
}

#[test]
fn who_waits_is_forgotten_with_its_row() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], vrm_core::terms::Who::Agent);
    let (random, relationship, at) = (&mut met.random, met.relationship, met.at);
    met.person.proffer(relationship, &["SD-BASE"], None, at, random).unwrap();
    let letter = met.person.outbox(at).unwrap().remove(0);
    received(met.desk.receive(&letter.bytes, at, random).unwrap());
    let all = rows(&*met.desk_store);
    assert_eq!(read(&all).unwrap().outbox(at).unwrap().len(), 1);
    let without: Vec<Pair> = all.into_iter().filter(|(key, _)| key[16] != b'W').collect();
    let mut desk = read(&without).unwrap();
    assert!(desk.outbox(at).unwrap().is_empty());
    // The letter is there, and is listed by who asks for it.
    let (customer, letter) = met.desk.outbox(at).unwrap().remove(0);
    desk.resend(customer, letter.id).unwrap();
    assert_eq!(desk.outbox(at).unwrap(), [(customer, letter)]);
}
