//! The clock: never before the last event, unless its owner says so; and order is by position, never by time.

use crate::life::{full, shown};
use crate::support::lived::{Lived, request};
use crate::support::two::{instant, later};
use std::sync::Arc;
use vrm_core::Error;
use vrm_core::decision::Decision;
use vrm_core::error::{Code, Fault as _, Kind};
use vrm_core::life::Outcome;
use vrm_core::store::Memory;
use vrm_core::time::Instant;

const DAY: i64 = 24 * 60 * 60;

fn block(lived: &mut Lived, id: &str, now: Instant) -> Result<Outcome, Error> {
    lived.person.block(&crate::life::block(id), None, now, &mut lived.random)
}

fn last(lived: &Lived) -> Instant {
    lived.person.events_since(lived.person.head().p() - 1, 1).unwrap()[0].at()
}

#[test]
fn less_than_a_day_behind_the_last_event_counts() {
    let mut lived = Lived::begin(Arc::new(Memory::new()), "clock");
    let start = lived.at;
    for (id, behind) in [("a", 1), ("b", DAY - 1), ("c", 0)] {
        block(&mut lived, id, later(start, -behind)).unwrap();
        assert_eq!(last(&lived), start, "{behind}");
    }
    for behind in [DAY, DAY + 1, 20 * 365 * DAY] {
        let before = lived.person.head();
        let error = block(&mut lived, "d", later(start, -behind)).unwrap_err();
        assert_eq!((error.code(), error.kind()), (Code::StateClockWentBack, Kind::Expired), "{behind}");
        assert_eq!(lived.person.head(), before);
        let error = lived.person.receive(b"no.letter", later(start, -behind), &mut lived.random).unwrap_err();
        assert_eq!(error.code(), Code::StateClockWentBack);
    }
    block(&mut lived, "d", later(start, 1)).unwrap();
    assert_eq!(last(&lived), later(start, 1));
    lived.reopened().unwrap();
}

#[test]
fn a_slip_into_2099_is_undone() {
    let mut lived = Lived::begin(Arc::new(Memory::new()), "slip");
    let (start, slip) = (lived.at, instant("2099-01-01T00:00:00Z"));
    block(&mut lived, "a", slip).unwrap();
    let today = later(start, 60);
    assert_eq!(block(&mut lived, "b", today).unwrap_err().code(), Code::StateClockWentBack);
    let outcome = lived.person.accept_clock(None, today, &mut lived.random).unwrap();
    assert_eq!((outcome.kinds.as_slice(), last(&lived)), (["clock-accepted"].as_slice(), today));
    block(&mut lived, "b", later(today, 60)).unwrap();
    assert_eq!(last(&lived), later(today, 60));
    // Order is by position: a time in the middle is later than those after it.
    let events = lived.person.events_since(0, u32::MAX).unwrap();
    let times: Vec<Instant> = events.iter().map(|entry| entry.at()).collect();
    assert_eq!(times, [start, start, slip, today, later(today, 60)]);
    // Whoever reads it anew has the same clock.
    let mut again = lived.reopened().unwrap();
    assert_eq!(shown(&again.view()), shown(&lived.person.view()));
    let error = again.block(&crate::life::block("c"), None, later(today, 60 - DAY), &mut lived.random).unwrap_err();
    assert_eq!(error.code(), Code::StateClockWentBack);
    again.block(&crate::life::block("c"), None, later(today, 61 - DAY), &mut lived.random).unwrap();
}

#[test]
fn decisions_have_the_same_clock() {
    let mut full = full(Arc::new(Memory::new()));
    let (lived, vendor) = (&mut full.lived, full.agreed.1.did());
    lived.person.unblock("canaryblock", None, lived.at, &mut lived.random).unwrap();
    let allowed = |lived: &Lived, now: Instant| {
        lived.person.decide(&vendor, &request(), now).map(|decision| matches!(decision, Decision::Permit(_)))
    };
    let at = lived.at;
    let signed =
        lived.person.view().relationship(full.agreed.0).unwrap().agreements().next().unwrap().agreement.clone();
    let from = signed.document().window().from().unwrap();
    assert_eq!(allowed(lived, at), Ok(true));
    // A little behind counts as the last event's time; it is not a time before the agreement.
    assert!(later(at, 1 - DAY) < from);
    assert_eq!(allowed(lived, later(at, 1 - DAY)), Ok(true));
    assert_eq!(allowed(lived, later(at, -DAY)).unwrap_err().code(), Code::StateClockWentBack);
    let view = lived.person.view();
    assert_eq!(view.verdict(&vendor, &request(), later(at, -DAY)).unwrap_err().code(), Code::StateClockWentBack);
    // After a slip, decisions of the day wait for the owner's word.
    block(lived, "slip", instant("2099-01-01T00:00:00Z")).unwrap();
    assert_eq!(allowed(lived, at).unwrap_err().code(), Code::StateClockWentBack);
    lived.person.accept_clock(None, at, &mut lived.random).unwrap();
    assert_eq!(allowed(lived, at), Ok(true));
    // The picture from before the slip answers as before.
    assert!(view.decide(&vendor, &request(), at).is_ok());
}

#[test]
fn the_clock_of_a_closed_life_is_nobodys_business() {
    let mut lived = Lived::begin(Arc::new(Memory::new()), "closed");
    let at = lived.later();
    lived.person.close_life(None, at, &mut lived.random).unwrap();
    let error = lived.person.accept_clock(None, at, &mut lived.random).unwrap_err();
    assert_eq!(error.code(), Code::StateClosed);
    assert_eq!(block(&mut lived, "a", at).unwrap_err().code(), Code::StateClosed);
    let mut again = lived.reopened().unwrap();
    assert_eq!(again.accept_clock(None, at, &mut lived.random).unwrap_err().code(), Code::StateClosed);
}
