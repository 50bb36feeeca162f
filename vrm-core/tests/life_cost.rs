//! What a busy or hostile other side costs: a life twice as long is opened for twice as much, and one more word costs no
//! more after many. Counted in bytes allocated, as no clock is the same twice.
//!
//! A binary of its own, since it counts every allocation of its thread. What OpenSSL allocates is not seen.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Arc;
use support::cases;
use support::life::{Met, keeper, received};
use support::negotiated::request;
use support::two::later;
use support::vendor::Vendor;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::message::{Ask, Incident, Reply};
use vrm_core::person::Person;
use vrm_core::rights::Statement;
use vrm_core::terms::Who;
use vrm_core::vault::ItemId;

thread_local! {
    static TOTAL: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes to the system's allocator as it came; the counter is a plain number and allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TOTAL.set(TOTAL.get() + layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// All bytes that were allocated while this ran.
fn counted<T>(run: impl FnOnce() -> T) -> usize {
    let before = TOTAL.get();
    drop(run());
    TOTAL.get() - before
}

/// A vendor in agreement with the person, that then floods it.
struct Flood {
    met: Met,
    vendor: Vendor,
    agreement: AgreementId,
}

impl Flood {
    fn new() -> Self {
        let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
        let vendor = Vendor::proffered(&mut met, "SD-BASE");
        let (half, letter) = vendor.sign(&vendor.draft(&met), &mut met);
        received(met.at_person(&letter));
        Self { met, vendor, agreement: half.id() }
    }

    /// Asks, and is answered no.
    fn ask(&mut self) {
        let Self { met, vendor, agreement } = self;
        let until = later(met.at, 3_600);
        let ask = vendor.message(Ask { agreement: *agreement, request: request() }, until, met);
        received(met.at_person(&vendor.seal(&ask)));
        met.person.answer(vendor.relationship, ask.id(), Reply::No, None, met.at, &mut met.random).unwrap();
    }

    /// Notifies an incident.
    fn notify(&mut self) {
        let Self { met, vendor, agreement } = self;
        let what = Statement::parse("a list of addresses was sent to the wrong place").unwrap();
        let data = ["pd:EmailAddress".parse().unwrap()].into();
        let letter = vendor.say(Incident { agreement: *agreement, at: met.at, what, data }, met);
        received(met.at_person(&letter));
    }

    /// Is given an address, and never says that it has it.
    fn give(&mut self, item: ItemId, grant: GrantId) {
        let Self { met, vendor, .. } = self;
        met.person.give(vendor.relationship, grant, &[item], None, met.at, &mut met.random).unwrap();
    }

    /// What opening the life costs.
    fn opening(&self) -> usize {
        let (id, store) = (self.met.person.id(), &self.met.person_store);
        counted(|| Person::open(Arc::clone(store), keeper(), id).unwrap())
    }
}

/// Twice as much happens, and then it costs no more than twice as much to open and as much as before to go on: with a tenth
/// to spare, as trees grow deeper. `VRM_CASES` asks for longer lives.
fn is_linear(times: u64, mut step: impl FnMut(&mut Flood)) {
    let mut flood = Flood::new();
    let begun = flood.opening();
    (0..times).for_each(|_| step(&mut flood));
    let (once, before) = (flood.opening() - begun, counted(|| step(&mut flood)));
    (1..times).for_each(|_| step(&mut flood));
    let (twice, after) = (flood.opening() - begun, counted(|| step(&mut flood)));
    println!("{times}: {once} bytes to open, then {twice}; {before} bytes a step, then {after}");
    assert!(twice * 10 <= once * 22, "{once} bytes, then {twice}");
    assert!(after * 10 <= before * 11, "{before} bytes, then {after}");
}

#[test]
fn many_questions_are_as_dear_as_few() {
    is_linear(cases(200), Flood::ask);
}

#[test]
fn many_incidents_are_as_dear_as_few() {
    is_linear(cases(200).min(500), Flood::notify);
}

#[test]
fn many_gifts_are_as_dear_as_few() {
    let mut known = None;
    is_linear(cases(200), |flood| {
        let (item, grant) = *known.get_or_insert_with(|| {
            let view = flood.met.person.view();
            let grant = view.grants(flood.vendor.relationship).unwrap().next().unwrap().id;
            (flood.met.store("pd:EmailAddress", "mara@post.example"), grant)
        });
        flood.give(item, grant);
    });
}
