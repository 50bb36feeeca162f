//! Two handles on one store, commands that are given again, pages of events, heads that were seen.

use crate::code;
use crate::life::{block, full, shown};
use crate::support::lived::{Lived, Vendor, holding, rows};
use std::sync::Arc;
use vrm_core::chain::Head;
use vrm_core::error::{Code, Fault as _, Kind};
use vrm_core::history::{About, CommandId};
use vrm_core::log::Settled;
use vrm_core::person::Person;
use vrm_core::store::{Guard, Memory, Write};

fn id(byte: u8) -> Option<CommandId> {
    Some(CommandId::from_bytes([byte; 16]))
}

#[test]
fn of_two_handles_one_loses_and_goes_on() {
    let mut lived = Lived::begin(Arc::new(Memory::new()), "handles");
    let (mut other, at) = (lived.reopened().unwrap(), lived.later());
    lived.person.block(&block("a"), None, at, &mut lived.random).unwrap();
    let written = rows(&*lived.store);
    // The other did not know.
    assert_eq!(other.view().blocks().count(), 0);
    let error = other.block(&block("b"), None, at, &mut lived.random).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::StoreConflict, Kind::Conflict));
    assert_eq!(rows(&*lived.store), written, "nothing changed");
    // It has caught up, and the same command succeeds.
    assert_eq!(shown(&other.view()), shown(&lived.person.view()));
    assert_eq!(other.settle(), Ok(Settled::Sure));
    other.block(&block("b"), None, at, &mut lived.random).unwrap();
    assert_eq!(lived.person.view().blocks().count(), 1);
    lived.person.refresh().unwrap();
    assert_eq!(shown(&other.view()), shown(&lived.person.view()));
    lived.person.refresh().unwrap();
    assert_eq!(shown(&lived.reopened().unwrap().view()), shown(&lived.person.view()));
}

#[test]
fn what_another_handle_did_is_known_with_its_keys() {
    let mut lived = Lived::begin(Arc::new(Memory::new()), "two handles");
    let mut vendor = Vendor::new("shop");
    let mut other = lived.reopened().unwrap();
    let stream = lived.meet(&mut vendor, &About::default());
    lived.agree(stream, &mut vendor);
    other.refresh().unwrap();
    assert_eq!(shown(&other.view()), shown(&lived.person.view()));
    let at = lived.later();
    // With keys that the first made.
    other.rotate_keys(stream, None, at, &mut lived.random).unwrap();
    other.terminate(stream, None, at, &mut lived.random).unwrap();
    for letter in other.outbox(at).unwrap() {
        other.sent(letter.id).unwrap();
    }
    other.erase(stream, None, at, &mut lived.random).unwrap();
    // The first is told, and knows that the keys are gone.
    assert_eq!(code(lived.person.block(&block("a"), None, at, &mut lived.random)), Code::StoreConflict);
    assert_eq!(shown(&other.view()), shown(&lived.person.view()));
    assert_eq!(code(lived.person.erase(stream, None, at, &mut lived.random)), Code::StateNoSuchRelationship);
    // And writes under the keys of today.
    lived.person.block(&block("a"), None, at, &mut lived.random).unwrap();
    other.refresh().unwrap();
    assert_eq!(shown(&lived.reopened().unwrap().view()), shown(&other.view()));
}

#[test]
fn letters_are_marked_whoever_wrote_meanwhile() {
    let mut full = full(Arc::new(Memory::new()));
    let lived = &mut full.lived;
    let mut other = lived.reopened().unwrap();
    let waiting = other.outbox(lived.at).unwrap();
    assert!(waiting.windows(2).all(|two| two[0].position < two[1].position), "the oldest first");
    lived.person.block(&block("b"), None, lived.at, &mut lived.random).unwrap();
    for letter in &waiting {
        other.sent(letter.id).unwrap();
    }
    assert_eq!(lived.person.outbox(lived.at), Ok(vec![]));
    lived.person.resend(full.sent).unwrap();
    let listed = other.outbox(lived.at).unwrap();
    assert_eq!(listed.iter().map(|letter| letter.id).collect::<Vec<_>>(), [full.sent]);
    assert_eq!(code(other.resend(vrm_core::message::Jti::from_bytes([9; 16]))), Code::LogNoSuchLetter);
}

#[test]
fn a_command_is_done_once_by_whichever_handle() {
    let mut lived = Lived::begin(Arc::new(Memory::new()), "commands");
    let (vendor, about) = (Vendor::new("shop"), About::default());
    let mut other = lived.reopened().unwrap();
    let at = lived.later();
    let first = lived.person.add_vendor(&vendor.did(), &about, id(1), at, &mut lived.random).unwrap();
    // The other has not read it: it loses, reads, and from then on finds that it is done.
    assert_eq!(code(other.add_vendor(&vendor.did(), &about, id(1), at, &mut lived.random)), Code::StoreConflict);
    for person in [&mut lived.person, &mut other] {
        person.refresh().unwrap();
        let head = person.head();
        assert_eq!(person.add_vendor(&vendor.did(), &about, id(1), at, &mut lived.random), Ok(first.clone()));
        // Other arguments, and another call.
        let elsewhere = Vendor::new("another");
        assert_eq!(
            code(person.add_vendor(&elsewhere.did(), &about, id(1), at, &mut lived.random)),
            Code::StateCommandReused
        );
        assert_eq!(code(person.block(&block("a"), id(1), at, &mut lived.random)), Code::StateCommandReused);
        assert_eq!(code(person.accept_clock(id(1), at, &mut lived.random)), Code::StateCommandReused);
        assert_eq!(person.head(), head);
    }
    let mut again = lived.reopened().unwrap();
    assert_eq!(again.add_vendor(&vendor.did(), &about, id(1), at, &mut lived.random), Ok(first));
}

#[test]
fn pages_of_events_make_the_whole() {
    let full = full(Arc::new(Memory::new()));
    let person = &full.lived.person;
    let all = person.events_since(0, u32::MAX).unwrap();
    for limit in [1, 2, 7, 24, 25, 26] {
        let mut paged = Vec::new();
        while (paged.len() as u64) < person.head().p() {
            let page = person.events_since(paged.len() as u64, limit).unwrap();
            assert_eq!(page.len(), (all.len() - paged.len()).min(limit as usize));
            paged.extend(page);
        }
        assert_eq!(paged, all);
    }
    for (position, limit) in [(0, 0), (person.head().p(), 1), (person.head().p() + 1, 9), (u64::MAX, u32::MAX)] {
        assert_eq!(person.events_since(position, limit).unwrap(), []);
    }
}

#[test]
fn every_head_that_was_seen_and_no_other() {
    let full = full(Arc::new(Memory::new()));
    let person = &full.lived.person;
    person.leads_through(&Head::START).unwrap();
    for seen in &full.heads {
        person.leads_through(seen).unwrap();
        let mut hash = *seen.hash();
        hash[31] ^= 1;
        let forged = [Head::from_parts(seen.p(), hash), Head::from_parts(seen.p() + 1, *seen.hash())];
        for forged in forged.iter().chain([&Head::from_parts(seen.p() - 1, *seen.hash())]) {
            let error = person.leads_through(forged).unwrap_err();
            assert_eq!((error.code(), error.kind()), (Code::LogRolledBack, Kind::RolledBack));
        }
    }
    for forged in [Head::from_parts(0, [1; 32]), Head::from_parts(u64::MAX, [0; 32])] {
        assert_eq!(code(person.leads_through(&forged)), Code::LogRolledBack);
    }
}

/// A store that is set back, or changed, under a handle that goes on.
#[test]
fn a_store_that_is_set_back_under_a_handle() {
    let mut full = full(Arc::new(Memory::new()));
    let (now, view) = (rows(&*full.lived.store), shown(&full.lived.person.view()));
    let at = full.lived.later();
    for state in full.states.iter().rev().skip(2) {
        replace(&full.lived, state);
        let error = full.lived.person.block(&block("b"), None, at, &mut full.lived.random).unwrap_err();
        assert_eq!(error.code(), Code::StoreConflict);
        for _ in 0..2 {
            let error = full.lived.person.refresh().unwrap_err();
            assert_eq!((error.code(), error.kind()), (Code::LogRolledBack, Kind::RolledBack));
            assert_eq!(shown(&full.lived.person.view()), view, "it stays where it was");
        }
        assert_eq!(code(full.lived.person.block(&block("b"), None, at, &mut full.lived.random)), Code::LogRolledBack);
        replace(&full.lived, &now);
        full.lived.person.block(&block("b"), None, at, &mut full.lived.random).unwrap();
        replace(&full.lived, &now);
        full.lived.person = full.lived.reopened().unwrap();
    }
    // Another history of the same length.
    let mut other = Person::open(holding(&now), full.lived.keeper.clone(), full.lived.person.id()).unwrap();
    let later = full.lived.at.plus_minutes(1).unwrap();
    full.lived.person.block(&block("b"), None, later, &mut full.lived.random).unwrap();
    let copy = holding(&now);
    let mut branched = Person::open(copy.clone(), full.lived.keeper.clone(), full.lived.person.id()).unwrap();
    branched.block(&block("c"), None, later, &mut full.lived.random).unwrap();
    replace(&full.lived, &rows(&*copy));
    assert_eq!(code(full.lived.person.refresh()), Code::LogRolledBack);
    // And a longer one.
    branched.block(&block("d"), None, later, &mut full.lived.random).unwrap();
    replace(&full.lived, &rows(&*copy));
    assert_eq!(code(full.lived.person.refresh()), Code::HistoryOtherHead);
    assert_eq!(shown(&other.view()), view);
    other.refresh().unwrap();
}

/// The store holds this, and nothing else.
fn replace(lived: &Lived, with: &[vrm_core::store::Pair]) {
    let held = rows(&*lived.store);
    let deletes = held.iter().map(|(key, _)| Write::Delete { key });
    let writes: Vec<Write<'_>> = deletes.chain(with.iter().map(|(key, value)| Write::Put { key, value })).collect();
    lived.store.commit(Guard { key: b"", expect: None }, &writes).unwrap();
}
