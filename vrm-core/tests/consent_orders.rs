//! Letters come in any order, and at any time: what was said is the same on both sides in the end, and no honest receipt
//! is refused for the way it took.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use proptest::prelude::*;
use support::clinic::{clinic, use_of};
use support::life::{Met, carried, received};
use vrm_core::consent::ConsentStatus;
use vrm_core::decision::{AgreementId, Effect, GrantId, WhichGrants};
use vrm_core::keys::SignedId;
use vrm_core::log::Letter;
use vrm_core::time::Instant;
use vrm_core::view::Relationship;

const PILL: &str = "pd:Prescription";
const PHONE: &str = "pd:TelephoneNumber";

fn withdraws(met: &mut Met, agreement: AgreementId, which: &WhichGrants) -> Letter {
    let at = met.at;
    met.person.withdraw(met.relationship, agreement, which, None, at, &mut met.random).unwrap();
    met.my_letter()
}

fn says(met: &mut Met, agreement: AgreementId, process: u32, data: &str) -> (SignedId, Letter) {
    let id = met.consents(agreement, process, data).unwrap().said[0].id.unwrap();
    (id, met.my_letter())
}

/// What a side makes of every consent, and of what came with the agreement.
fn made_of(
    between: &Relationship,
    records: Vec<vrm_core::consent::RecordFacts>,
) -> Vec<(SignedId, GrantId, ConsentStatus, Instant)> {
    let all = between.consents().map(|one| (one.id, one.grant, one.status(), one.since()));
    assert_eq!(records.len(), 1 + between.consents().count());
    all.collect()
}

/// Both sides hold the same records, and the receipt over them is taken.
fn same_on_both_sides(met: &mut Met, agreement: AgreementId) {
    carried(met);
    let (here, there, customer) = (met.here(), met.there(), met.customer());
    let mine = met.person.view().records(met.relationship, agreement).unwrap();
    let theirs = met.desk.customer(customer).unwrap().records(there.id(), agreement).unwrap();
    assert_eq!(mine, theirs);
    assert_eq!(made_of(&here, mine), made_of(&there, theirs));
    let id = met.issues(agreement);
    carried(met);
    assert_eq!(met.here().receipt(&id).unwrap().excess, []);
    assert!(met.here().unacknowledged().is_empty() && met.there().unacknowledged().is_empty());
}

#[test]
fn consents_before_and_after_a_withdrawal_come_in_any_order() {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for (order, all) in orders.iter().flat_map(|order| [(order, true), (order, false)]) {
        let (mut met, agreement) = clinic();
        let (first, one) = says(&mut met, agreement, 0, PILL);
        met.wait(600);
        let grant = met.here().consent(&first).unwrap().grant;
        let which = if all { WhichGrants::All } else { WhichGrants::These([grant].into()) };
        let two = withdraws(&mut met, agreement, &which);
        let since = met.at;
        met.wait(600);
        let (again, three) = says(&mut met, agreement, 0, PILL);
        let letters = [one, two, three];
        for place in order {
            received(met.at_desk(&letters[*place].bytes));
        }
        same_on_both_sides(&mut met, agreement);
        let there = met.there();
        let [first, again] = [first, again].map(|id| there.consent(&id).unwrap().clone());
        assert_eq!((first.status(), first.since()), (ConsentStatus::Withdrawn, since), "{order:?}");
        assert_eq!(again.status(), ConsentStatus::Given, "{order:?}");
        assert_eq!(met.effects(&use_of(PILL)), [Effect::Permit; 2], "{order:?}");
    }
}

#[test]
fn a_later_withdrawal_that_is_heard_first_changes_nothing_about_the_earlier_one() {
    let (mut met, agreement) = clinic();
    let id = met.consented(agreement, 0, PILL);
    let grant = met.here().consent(&id).unwrap().grant;
    let since = met.wait(600);
    let one = withdraws(&mut met, agreement, &WhichGrants::These([grant].into()));
    met.wait(600);
    let two = withdraws(&mut met, agreement, &WhichGrants::All);
    received(met.at_desk(&two.bytes));
    received(met.at_desk(&one.bytes));
    same_on_both_sides(&mut met, agreement);
    assert_eq!(met.there().consent(&id).unwrap().since(), since);
}

#[test]
fn both_sides_end_at_once_and_the_earlier_end_counts_on_both() {
    for desk_first in [true, false] {
        let (mut met, agreement) = clinic();
        let id = met.consented(agreement, 1, PHONE);
        let customer = met.customer();
        let ends = |met: &mut Met, desk: bool| {
            let at = met.wait(600);
            if desk {
                met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
            } else {
                met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
            }
            at
        };
        let since = ends(&mut met, desk_first);
        ends(&mut met, !desk_first);
        // What the desk issues before it hears of the person's end is honest too.
        let early = met.issues(agreement);
        let (theirs, mine) = (met.theirs(), met.my_letter());
        met.wait(60);
        received(met.at_desk(&mine.bytes));
        for letter in met.theirs().into_iter().chain(theirs) {
            received(met.at_person(&letter.bytes));
        }
        same_on_both_sides(&mut met, agreement);
        assert_eq!(met.here().receipt(&early).unwrap().excess, [], "{desk_first}");
        let status = if desk_first { ConsentStatus::Revoked } else { ConsentStatus::Withdrawn };
        let here = met.here();
        let consent = here.consent(&id).unwrap();
        assert_eq!((consent.status(), consent.since()), (status, since));
    }
}

#[test]
fn a_receipt_that_is_long_on_its_way_is_held_against_what_the_vendor_knew() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, PILL);
    let early = met.issues(agreement);
    let receipt = met.their_letter();
    met.wait(600);
    let withdrawal = withdraws(&mut met, agreement, &WhichGrants::All);
    received(met.at_desk(&withdrawal.bytes));
    let seen = met.their_letter();
    met.wait(600);
    received(met.at_person(&seen.bytes));
    received(met.at_person(&receipt.bytes));
    assert_eq!(met.here().receipt(&early).unwrap().excess, []);
    same_on_both_sides(&mut met, agreement);
}

#[test]
fn a_receipt_from_before_the_vendors_own_end_may_come_after_it() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, PILL);
    let early = met.issues(agreement);
    let receipt = met.their_letter();
    let (customer, at) = (met.customer(), met.wait(600));
    met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
    let ended = met.their_letter();
    received(met.at_person(&ended.bytes));
    received(met.at_person(&receipt.bytes));
    assert_eq!(met.here().receipt(&early).unwrap().excess, []);
    same_on_both_sides(&mut met, agreement);
}

#[test]
fn no_vendor_goes_on_to_issue_from_a_place_before_the_withdrawal() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, PILL);
    let forger = support::forged::Forger::of(&met);
    let standing = forger.receipt(&mut met, agreement);
    let withdrawal = withdraws(&mut met, agreement, &WhichGrants::All);
    received(met.at_desk(&withdrawal.bytes));
    carried(&mut met);
    // Said after it acknowledged the withdrawal, with its stream where it was before.
    met.wait(600);
    let letter = forger.to_person(standing, &mut met);
    let outcome = received(met.at_person(&letter));
    assert_eq!(outcome.kinds, ["receipted", "refused"]);
}

#[test]
fn an_end_and_what_was_said_before_it_come_in_any_order() {
    for (ended_first, by_desk) in [(true, true), (true, false), (false, true), (false, false)] {
        let (mut met, agreement) = clinic();
        let (id, consent) = says(&mut met, agreement, 0, PILL);
        let (customer, at) = (met.customer(), met.wait(600));
        if by_desk {
            met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
            received(met.at_desk(&consent.bytes));
        } else {
            met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
            let ended = met.my_letter();
            let order = if ended_first { [&ended, &consent] } else { [&consent, &ended] };
            order.into_iter().for_each(|letter| drop(received(met.at_desk(&letter.bytes))));
        }
        same_on_both_sides(&mut met, agreement);
        let (here, there) = (met.here(), met.there());
        assert_eq!(here.consent(&id), there.consent(&id));
        assert!(!here.consent(&id).unwrap().status().is_valid());
        assert_eq!(met.effects(&use_of(PILL)), [Effect::Deny; 2]);
        let due = met.person.view().agenda(met.at).unwrap().lines;
        assert!(!due.iter().any(|line| matches!(line.matter, vrm_core::view::Matter::Unacknowledged { .. })));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is said, and in whatever order it is heard, both sides make the same of it.
    #[test]
    fn the_order_of_letters_decides_nothing(
        acts in prop::collection::vec((0..6_u8, 0..1_200_u16), 1..7),
        order in prop::collection::vec(any::<prop::sample::Index>(), 16),
    ) {
        let (mut met, agreement) = clinic();
        let customer = met.customer();
        let (mut mine, mut theirs) = (Vec::new(), Vec::new());
        for (act, wait) in acts {
            let at = met.wait(i64::from(wait));
            let grants: Vec<GrantId> = met.here().consents().map(|one| one.grant).collect();
            let random = &mut met.random;
            let withdrawn = match act {
                0 => met.person.consent(met.relationship, agreement, 0, &support::clinic::word(PILL), None, at, random),
                1 => met.person.consent(met.relationship, agreement, 1, &support::clinic::word(PHONE), None, at, random),
                2 if !grants.is_empty() => {
                    let which = WhichGrants::These(grants.into_iter().take(1).collect());
                    met.person.withdraw(met.relationship, agreement, &which, None, at, random)
                }
                3 => met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, random),
                4 => met.person.end(met.relationship, agreement, None, at, random),
                5 => met.desk.end(customer, agreement, None, at, random),
                _ => continue,
            };
            // What cannot be said any more is not said.
            drop(withdrawn);
            mine.extend(met.mine());
            theirs.extend(met.theirs());
        }
        for place in order {
            let mine_next = !mine.is_empty() && (theirs.is_empty() || place.index(2) == 0);
            if mine_next {
                let letter = mine.remove(place.index(mine.len()));
                received(met.at_desk(&letter.bytes));
            } else if !theirs.is_empty() {
                let letter = theirs.remove(place.index(theirs.len()));
                received(met.at_person(&letter.bytes));
            }
        }
        same_on_both_sides(&mut met, agreement);
    }
}
