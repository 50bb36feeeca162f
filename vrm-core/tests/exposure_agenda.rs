//! Who holds what, and what falls due: over lives in which everything that there is on either page comes up.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use support::clinic::{clinic, use_of};
use support::life::{Met, carried, received};
use support::two::later;
use support::vault::{ADDRESS, new_item};
use support::vendor::Vendor;
use vrm_core::decision::{AgreementId, WhichGrants};
use vrm_core::error::{Code, Fault};
use vrm_core::message::Reply;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope};
use vrm_core::sentence::Tongue;
use vrm_core::terms::Basis;
use vrm_core::time::{Instant, Window};
use vrm_core::vault::DisclosureState;
use vrm_core::view::{ExposureGround, ExposureLine, Held, Matter, Until};

const DAY: i64 = 86_400;
/// The text of SD-BASE has it deleted so many days after the purpose ended; the clinic declared 90.
const DELETION: u32 = 30;

fn exposure(met: &Met) -> Vec<ExposureLine> {
    met.person.view().exposure(met.at).unwrap().lines
}

/// The line of some data, without what names it.
fn line(met: &Met, data: &str) -> Vec<(&'static str, Held, Until)> {
    let name = |ground| match ground {
        ExposureGround::Grant { basis: Basis::Consent, .. } => "consent",
        ExposureGround::Grant { .. } => "contract",
        ExposureGround::LegalDuty { .. } => "duty",
        ExposureGround::Ended { .. } => "ended",
        _ => "other",
    };
    let of = |line: &ExposureLine| (name(line.ground), line.held, line.until);
    exposure(met).iter().filter(|line| line.data.name() == data).map(of).collect()
}

fn agenda(met: &Met) -> Vec<(Instant, Matter)> {
    let lines = met.person.view().agenda(met.at).unwrap().lines;
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "in order, each once: {lines:?}");
    lines.into_iter().map(|line| (line.at, line.matter)).collect()
}

/// Every line is said in both languages.
fn all_is_said(met: &Met) -> BTreeSet<&'static str> {
    let view = met.person.view();
    let held = view.exposure(met.at).unwrap().lines.into_iter().flat_map(|line| line.sentences());
    let due = view.agenda(met.at).unwrap().lines.into_iter().map(|line| line.sentence());
    let said: Vec<_> = held.chain(due).collect();
    for sentence in &said {
        let [english, french] = [Tongue::English, Tongue::French].map(|tongue| sentence.say(tongue));
        assert!(!english.contains('{') && !french.contains('{'), "{english} {french}");
        assert_ne!(english, french);
    }
    said.iter().map(|sentence| sentence.key()).collect()
}

fn ends(met: &mut Met, agreement: AgreementId) -> Instant {
    let at = met.wait(DAY);
    met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
    carried(met);
    at
}

#[test]
fn a_clock_that_went_back_is_an_error() {
    let (met, _) = clinic();
    let view = met.person.view();
    let back = later(met.at, -DAY);
    assert_eq!(view.exposure(back).unwrap_err().code(), Code::StateClockWentBack);
    assert_eq!(view.agenda(back).unwrap_err().code(), Code::StateClockWentBack);
}

#[test]
fn nobody_holds_anything_before_an_agreement() {
    let met = Met::new(&["SD-BASE"], &["SD-BASE"], vrm_core::terms::Who::Agent);
    assert_eq!((exposure(&met), agenda(&met)), (vec![], vec![]));
}

#[test]
fn a_grant_is_held_possibly_until_something_is_given_and_what_waits_by_nobody() {
    let (mut met, agreement) = clinic();
    let bound = Until::PurposeEnd { days: DELETION };
    assert_eq!(line(&met, "pd:EmailAddress"), [("contract", Held::Possibly, bound)]);
    for waits in ["pd:Prescription", "pd:TelephoneNumber", "pd:PhysicalAddress"] {
        assert_eq!(line(&met, waits), []);
    }
    met.consented(agreement, 0, "pd:Prescription");
    assert_eq!(line(&met, "pd:Prescription"), [("consent", Held::Possibly, bound)]);
    let given = met.wait(DAY);
    met.given_item("pd:EmailAddress", ADDRESS);
    assert_eq!(line(&met, "pd:EmailAddress"), [("contract", Held::Given(given), bound)]);
    let again = met.wait(DAY);
    met.given_item("pd:EmailAddress", ADDRESS);
    assert_eq!(line(&met, "pd:EmailAddress"), [("contract", Held::Given(again), bound)]);
}

#[test]
fn a_legal_duty_is_shown_as_declared_and_after_the_end_until_it_is_over() {
    let (mut met, agreement) = clinic();
    assert_eq!(line(&met, "pd:Name"), [("duty", Held::Possibly, Until::PurposeEnd { days: 90 })]);
    let over = later(ends(&mut met, agreement), 90 * DAY);
    assert_eq!(line(&met, "pd:Name"), [("duty", Held::Possibly, Until::At(over))]);
    assert!(all_is_said(&met).contains("exposure.legal-duty"));
    met.at = later(over, -1);
    assert_eq!(line(&met, "pd:Name").len(), 1);
    met.at = over;
    assert_eq!(line(&met, "pd:Name"), []);
}

#[test]
fn what_was_given_is_held_after_the_end_until_it_had_to_be_deleted() {
    let (mut met, agreement) = clinic();
    let given = met.at;
    met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    met.consented(agreement, 0, "pd:Prescription");
    let ended = ends(&mut met, agreement);
    let due = later(ended, i64::from(DELETION) * DAY);
    assert_eq!(line(&met, "pd:EmailAddress"), [("ended", Held::Given(given), Until::At(due))]);
    // What was never given is held by nobody.
    assert_eq!(line(&met, "pd:Prescription"), []);
    let due_lines = |met: &Met| {
        let lines = agenda(met).into_iter();
        lines.filter(|(_, matter)| matches!(matter, Matter::Deletion { .. })).map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(due_lines(&met), [due]);
    met.at = later(due, -60);
    assert_eq!(line(&met, "pd:EmailAddress").len(), 1);
    met.at = due;
    assert_eq!((line(&met, "pd:EmailAddress"), due_lines(&met)), (vec![], vec![]));
}

#[test]
fn what_was_given_and_withdrawn_has_no_ground_any_more() {
    let (mut met, agreement) = clinic();
    let id = met.consented(agreement, 0, "pd:Prescription");
    let given = met.at;
    met.given_item("pd:Prescription", "ibuprofen");
    carried(&mut met);
    let which = WhichGrants::These([met.here().consent(&id).unwrap().grant].into());
    let at = met.wait(DAY);
    met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
    // The purpose has ended with it, whatever becomes of the agreement.
    let (bound, due) = (Until::PurposeEnd { days: DELETION }, later(at, i64::from(DELETION) * DAY));
    assert_eq!(line(&met, "pd:Prescription"), [("ended", Held::Given(given), Until::At(due))]);
    let data = support::vault::word("pd:Prescription");
    assert!(agenda(&met).contains(&(due, Matter::Deletion { agreement, data })));
    assert_eq!(line(&met, "pd:EmailAddress"), [("contract", Held::Possibly, bound)]);
    carried(&mut met);
    // A new consent is a ground of its own; what came under the old one is still there.
    met.consented(agreement, 0, "pd:Prescription");
    let mut lines = line(&met, "pd:Prescription");
    lines.sort();
    assert_eq!(lines, [("consent", Held::Possibly, bound), ("ended", Held::Given(given), Until::At(due))]);
    ends(&mut met, agreement);
    assert_eq!(line(&met, "pd:Prescription"), [("ended", Held::Given(given), Until::At(due))]);
    met.at = due;
    assert_eq!(line(&met, "pd:Prescription"), []);
    assert!(!agenda(&met).iter().any(|(_, matter)| matches!(matter, Matter::Deletion { .. })));
}

#[test]
fn a_consent_that_outlives_what_came_with_the_agreement_has_it_end_with_the_agreement() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, "pd:Prescription");
    met.given_item("pd:Prescription", "ibuprofen");
    carried(&mut met);
    let consented = met.here().consents().next().unwrap().grant;
    let others: BTreeSet<_> = met.grants().iter().map(|grant| grant.id).filter(|id| *id != consented).collect();
    let at = met.wait(DAY);
    let which = WhichGrants::These(others);
    met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
    carried(&mut met);
    let ended = ends(&mut met, agreement);
    assert!(at < ended);
    let [(ground, _, until)] = line(&met, "pd:Prescription").try_into().unwrap();
    assert_eq!((ground, until), ("ended", Until::At(later(ended, i64::from(DELETION) * DAY))));
}

#[test]
fn each_vendor_has_lines_of_its_own() {
    let (mut met, _) = clinic();
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let draft = vendor.draft(&met);
    let (_, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let lines = exposure(&met);
    let mine: BTreeSet<_> = lines.iter().map(|line| (line.relationship, line.vendor.as_str())).collect();
    assert_eq!(mine.len(), 2);
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn a_question_waits_until_it_is_answered() {
    let (mut met, agreement) = clinic();
    let (customer, at) = (met.customer(), met.at);
    let request = use_of("pd:EmailAddress");
    let asked = met.desk.ask(customer, agreement, &request, None, at, &mut met.random).unwrap();
    carried(&mut met);
    let (id, week) = (asked.said[0].id.unwrap(), later(met.at, 7 * DAY));
    assert_eq!(agenda(&met), [(week, Matter::Question { id })]);
    assert!(all_is_said(&met).contains("agenda.question"));
    let (relationship, at) = (met.relationship, met.at);
    met.person.answer(relationship, id, Reply::No, None, at, &mut met.random).unwrap();
    let letter = met.mine().pop().unwrap();
    assert_eq!(agenda(&met), [(week, Matter::Unacknowledged { letter: letter.id })]);
    received(met.at_desk(&letter.bytes));
    carried(&mut met);
    assert_eq!(agenda(&met), []);
}

#[test]
fn a_negotiation_says_who_is_waited_for() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], vrm_core::terms::Who::Me);
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let waits = |met: &Met| {
        let lines = agenda(met);
        let [(at, Matter::Negotiation { waits_for_us })] = lines.as_slice() else { panic!("{lines:?}") };
        assert!(met.at < *at);
        *waits_for_us
    };
    assert!(!waits(&met));
    assert!(all_is_said(&met).contains("agenda.negotiation.theirs"));
    carried(&mut met);
    assert!(waits(&met));
    assert!(all_is_said(&met).contains("agenda.negotiation.ours"));
    met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
    assert_eq!(agenda(&met), []);
}

#[test]
fn an_item_ends_when_it_stops_holding_good() {
    let (mut met, _) = clinic();
    let until = later(met.at, 10 * DAY);
    let item = new_item("pd:EmailAddress", ADDRESS).during(Window::new(None, Some(until)).unwrap()).unwrap();
    let item = met.store_new(&item);
    let data = support::vault::word("pd:EmailAddress");
    assert_eq!(agenda(&met), [(until, Matter::ItemEnds { item, data })]);
    assert!(all_is_said(&met).contains("agenda.item"));
    met.at = until;
    assert_eq!(agenda(&met), []);
}

#[test]
fn a_letter_that_is_not_acknowledged_is_overdue_after_the_time_to_answer() {
    let (mut met, agreement) = clinic();
    let said = met.at;
    met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, said, &mut met.random).unwrap();
    let letter = met.my_letter();
    let due = later(said, 7 * DAY);
    let line = (due, Matter::Unacknowledged { letter: letter.id });
    assert_eq!(agenda(&met), std::slice::from_ref(&line));
    // Overdue, it stays.
    met.at = later(due, DAY);
    assert_eq!(agenda(&met), [line]);
    assert!(all_is_said(&met).contains("agenda.unacknowledged"));
    received(met.at_desk(&letter.bytes));
    carried(&mut met);
    assert_eq!(agenda(&met), []);
}

#[test]
fn each_line_is_said_in_both_languages() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, "pd:Prescription");
    met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    let mut keys = all_is_said(&met);
    ends(&mut met, agreement);
    keys.extend(all_is_said(&met));
    for key in [
        "exposure.consent",
        "exposure.contract",
        "exposure.legal-duty",
        "exposure.ended",
        "exposure.possibly",
        "exposure.given",
        "exposure.until",
        "exposure.purpose-end",
        "agenda.deletion",
    ] {
        assert!(keys.contains(key), "{key}: {keys:?}");
    }
}

/// An erasure that the vendor answers in full deletes the values at its desk, and nothing of them is held any more.
#[test]
fn what_was_erased_is_deleted_there_and_held_no_more_here() {
    let (mut met, _) = clinic();
    let bound = Until::PurposeEnd { days: DELETION };
    let (_, given) = met.given_item("pd:EmailAddress", ADDRESS);
    let claim =
        Claim::new(Right::Erasure, Law::Gdpr, Scope::Data([support::clinic::word("pd:Contact")].into())).unwrap();
    let (id, at, customer) = (met.relationship, met.at, met.customer());
    let claim = met.person.claim(id, &claim, None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carried(&mut met);
    let state = |met: &mut Met| met.given(&given).map(|given| given.unwrap().state);
    assert_eq!(state(&mut met), [DisclosureState::DeletionAsked; 2]);
    assert!(agenda(&met).iter().any(|(_, matter)| *matter == Matter::RightsAnswer { claim }));
    assert!(all_is_said(&met).contains("agenda.right"));
    assert_eq!(met.desk.disclosed(customer, &given).unwrap().len(), 1);

    let at = met.wait(DAY);
    met.desk.answer_right(customer, claim, &RightsOutcome::Full, None, at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(state(&mut met), [DisclosureState::DeletionConfirmed; 2]);
    assert_eq!(met.desk.disclosed(customer, &given).unwrap_err().code(), Code::VaultDeleted);
    // The person's own copy of what it gave is the person's.
    assert_eq!(met.person.disclosed(id, &given).unwrap().len(), 1);
    assert_eq!(line(&met, "pd:EmailAddress"), [("contract", Held::Possibly, bound)]);
    assert!(!agenda(&met).iter().any(|(_, matter)| matches!(matter, Matter::RightsAnswer { .. })));
}

/// An answer says nothing of a letter that the vendor had not taken by then: what it holds is not called deleted.
#[test]
fn what_comes_after_an_erasure_is_held_there_and_not_called_deleted() {
    let (mut met, _) = clinic();
    let (_, given) = met.given_item("pd:EmailAddress", ADDRESS);
    let late = met.mine().remove(0);
    let claim = Claim::new(Right::Erasure, Law::Gdpr, Scope::All).unwrap();
    let (id, at, customer) = (met.relationship, met.at, met.customer());
    let claim = met.person.claim(id, &claim, None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carried(&mut met);
    met.desk.answer_right(customer, claim, &RightsOutcome::Full, None, at, &mut met.random).unwrap();
    carried(&mut met);
    received(met.at_desk(&late.bytes));
    carried(&mut met);
    assert_eq!(met.desk.disclosed(customer, &given).unwrap().len(), 1);
    let [here, there] = met.given(&given).map(Option::unwrap);
    assert_eq!((here.state, there.state), (DisclosureState::DeletionAsked, DisclosureState::Acknowledged));
}

/// What crosses the end of its agreement is refused there, and nobody waits for its acknowledgement.
#[test]
fn what_crosses_an_end_falls_due_no_more() {
    let (mut met, agreement) = clinic();
    met.consents(agreement, 0, "pd:Prescription").unwrap();
    let crossing = met.mine();
    let (customer, at) = (met.customer(), met.at);
    met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
    assert!(agenda(&met).iter().any(|(_, matter)| matches!(matter, Matter::Unacknowledged { .. })));
    for letter in met.theirs() {
        received(met.at_person(&letter.bytes));
    }
    assert!(!agenda(&met).iter().any(|(_, matter)| matches!(matter, Matter::Unacknowledged { .. })));
    for letter in crossing {
        received(met.at_desk(&letter.bytes));
    }
    carried(&mut met);
    assert!(met.here().unacknowledged().is_empty());
    assert!(!agenda(&met).iter().any(|(_, matter)| matches!(matter, Matter::Unacknowledged { .. })));
}

#[test]
fn one_grant_and_the_records_are_there_by_their_names() {
    let (mut met, agreement) = clinic();
    let id = met.consented(agreement, 0, "pd:Prescription");
    let view = met.person.view();
    let consent = met.here().consent(&id).unwrap().clone();
    let read = vrm_core::decision::GrantId::parse(&consent.grant.to_string()).unwrap();
    assert!(view.grant(met.relationship, read).unwrap().scope.data.contains(&consent.data));
    let records = view.records(met.relationship, agreement).unwrap();
    assert!(records.contains(consent.record.unwrap().facts()) && records.len() == 2);
    let nobodys = vrm_core::decision::GrantId::from_bytes([9; 32]);
    assert_eq!(view.grant(met.relationship, nobodys).unwrap_err().code(), Code::StateNoSuchGrant);
}
