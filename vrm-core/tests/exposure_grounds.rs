//! The exposure by ground and retention, and the ends that the agenda lists.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use support::clinic::clinic;
use support::life::{Met, carried, line, received};
use support::market::Market;
use support::two::{declaration, later};
use support::vault::{ADDRESS, word};
use support::vendor::Vendor;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::person::Person;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope};
use vrm_core::sentence::Tongue;
use vrm_core::terms::{Basis, Declaration, Draft, Keep, Permission, Process, Start, Stated, Talk, Who};
use vrm_core::time::{Instant, Window};
use vrm_core::view::{ExposureGround, ExposureLine, Held, Matter, Until};
use vrm_core::vocab::{Recipient, Word};

const DAY: i64 = 86_400;
/// Every text of the roster has it deleted so many days after the purpose ended.
const DELETION: u32 = 30;

fn process(data: &str, purpose: &str, basis: Basis, keep: Stated<Keep>) -> Process {
    let process = Process::new([word(data)], [word(purpose)], [word("dpv:Use")], [Recipient::Vendor]);
    Process { basis, keep, ..process }
}

/// Both have agreed on this.
fn agreed(processes: Vec<Process>) -> (Met, AgreementId) {
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &Declaration::new(processes).unwrap());
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    (met, agreement)
}

fn collected(days: u32) -> Stated<Keep> {
    Stated::Known(Keep::Days { days, from: Start::Collected })
}

fn lines(person: &Person, at: Instant) -> Vec<ExposureLine> {
    person.view().exposure(at).unwrap().lines
}

/// Held and until of the lines of some data.
fn held(met: &Met, data: &str) -> Vec<(Held, Until)> {
    let lines = lines(&met.person, met.at).into_iter().filter(|line| line.data == word(data));
    lines.map(|line| (line.held, line.until)).collect()
}

fn due(person: &Person, at: Instant) -> Vec<(Instant, Matter)> {
    let lines = person.view().agenda(at).unwrap().lines.into_iter();
    lines.map(|line| (line.at, line.matter)).collect()
}

fn says(met: &Met, english: &str) -> bool {
    let said = lines(&met.person, met.at).into_iter().flat_map(|line| line.sentences());
    said.map(|sentence| sentence.say(Tongue::English)).any(|said| said == english)
}

fn end(met: &mut Met, agreement: AgreementId) -> Instant {
    let at = met.wait(DAY);
    met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
    carried(met);
    at
}

#[test]
fn what_is_kept_from_when_it_was_collected_counts_from_when_it_was_given() {
    let care = || process("pd:EmailAddress", "dpv:CustomerCare", Basis::Contract, collected(10));
    let (mut met, agreement) = agreed(vec![care()]);
    assert_eq!(held(&met, "pd:EmailAddress"), [(Held::Possibly, Until::Collected { days: 10 })]);
    assert_eq!(due(&met.person, met.at), []);
    let given = met.wait(DAY);
    met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    let until = later(given, 10 * DAY);
    assert_eq!(held(&met, "pd:EmailAddress"), [(Held::Given(given), Until::At(until))]);
    let deletion = Matter::Deletion { agreement, data: word("pd:EmailAddress") };
    assert_eq!(due(&met.person, met.at), [(until, deletion)]);
    // It is given again, and held from then.
    let again = met.wait(DAY);
    met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    let until = later(again, 10 * DAY);
    assert_eq!(held(&met, "pd:EmailAddress"), [(Held::Given(again), Until::At(until))]);
    // The end of the agreement puts nothing off.
    end(&mut met, agreement);
    assert_eq!(held(&met, "pd:EmailAddress"), [(Held::Given(again), Until::At(until))]);
    met.at = until;
    assert_eq!(held(&met, "pd:EmailAddress"), []);
}

#[test]
fn a_grant_without_an_end_of_its_own_has_that_of_the_text_and_a_duty_none() {
    let (mut met, agreement) = agreed(vec![
        process("pd:EmailAddress", "dpv:CustomerCare", Basis::Contract, Stated::Known(Keep::Unlimited)),
        process("pd:Name", "dpv:LegalCompliance", Basis::LegalDuty, Stated::Known(Keep::Unlimited)),
        process("pd:PhysicalAddress", "dpv:LegalCompliance", Basis::LegalDuty, Stated::Unknown),
        process("pd:TelephoneNumber", "dpv:LegalCompliance", Basis::LegalDuty, collected(20)),
    ]);
    assert_eq!(held(&met, "pd:EmailAddress"), [(Held::Possibly, Until::PurposeEnd { days: DELETION })]);
    assert_eq!(held(&met, "pd:TelephoneNumber"), [(Held::Possibly, Until::Collected { days: 20 })]);
    let over = later(end(&mut met, agreement), 20 * DAY);
    assert_eq!(held(&met, "pd:TelephoneNumber"), [(Held::Possibly, Until::At(over))]);
    met.wait(4_000 * DAY);
    assert_eq!(held(&met, "pd:TelephoneNumber"), []);
    for data in ["pd:Name", "pd:PhysicalAddress"] {
        assert_eq!(held(&met, data), [(Held::Possibly, Until::Unlimited)]);
    }
    assert!(says(&met, "No end was agreed on."));
}

/// What was given once is held after its use, on no ground any more, until its purpose ends.
#[test]
fn what_was_given_once_stands_until_the_agreement_ends() {
    let (mut met, agreement) = clinic();
    let (once, at) = (met.granted_once(agreement), met.at);
    let of = |met: &Met, grant: GrantId| {
        let is_it = |line: &ExposureLine| match line.ground {
            ExposureGround::Grant { id, .. } | ExposureGround::Ended { id } => id == grant,
            _ => false,
        };
        let lines = lines(&met.person, met.at).into_iter().filter(is_it);
        lines
            .map(|line| (matches!(line.ground, ExposureGround::Ended { .. }), line.held, line.until))
            .collect::<Vec<_>>()
    };
    let bound = Until::PurposeEnd { days: DELETION };
    assert_eq!(of(&met, once), [(false, Held::Possibly, bound)]);
    let item = met.store("pd:EmailAddress", ADDRESS);
    met.give(once, &[item]).unwrap();
    carried(&mut met);
    assert_eq!(of(&met, once), [(true, Held::Given(at), bound)]);
    let over = later(end(&mut met, agreement), i64::from(DELETION) * DAY);
    assert_eq!(of(&met, once), [(true, Held::Given(at), Until::At(over))]);
}

/// A grant of all contact data, under which some was given: both are shown.
#[test]
fn what_was_given_is_shown_beside_what_may_be() {
    let contact = process("pd:Contact", "dpv:CustomerCare", Basis::Contract, collected(10));
    let (mut met, _) = agreed(vec![contact]);
    let given = |met: &Met| -> BTreeSet<Word> { lines(&met.person, met.at)[0].given.clone() };
    assert_eq!(given(&met), BTreeSet::new());
    let grant = met.grant_of("pd:Contact");
    let items = ["pd:EmailAddress", "pd:TelephoneNumber"].map(|data| met.store(data, "here"));
    met.give(grant, &items).unwrap();
    carried(&mut met);
    assert_eq!(given(&met), [word("pd:EmailAddress"), word("pd:TelephoneNumber")].into());
    assert_eq!(lines(&met.person, met.at)[0].data, word("pd:Contact"));
    let english = lines(&met.person, met.at)[0].sentences()[1].say(Tongue::English);
    let both = ["email address", "telephone number"].iter().all(|name| english.contains(name));
    assert!(english.starts_with("Of it was given: ") && both, "{english}");

    // What was erased is not shown any more, though it came in the same letter.
    met.wait(DAY);
    let scope = Scope::Data([word("pd:TelephoneNumber")].into());
    let claim = Claim::new(Right::Erasure, Law::Gdpr, scope).unwrap();
    let (id, at, customer) = (met.relationship, met.at, met.customer());
    let claim = met.person.claim(id, &claim, None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carried(&mut met);
    met.desk.answer_right(customer, claim, &RightsOutcome::Full, None, at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(given(&met), [word("pd:EmailAddress")].into());
    assert!(matches!(held(&met, "pd:Contact")[..], [(Held::Given(_), Until::At(_))]));
}

/// A grant whose own time ends is over before its agreement, and its purpose with it.
#[test]
fn a_grants_end_falls_due_and_its_data_after_it() {
    let settings = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&settings, &settings, &declaration());
    let ends = later(met.at, 5 * DAY);
    let (mut own, window) = (Draft::own(), Window::new(None, Some(ends)).unwrap());
    let data = [word("pd:EmailAddress"), word("pd:Name")];
    own.permit(Permission::new("a-while", data, [word("dpv:CustomerCare")]).during(window));
    met.person.set_terms(Some(&own.finish().unwrap()), None, met.at, &mut met.random).unwrap();
    met.proffer(&["SD-BASE"]);
    let (grant, given) = (met.grant_of("pd:EmailAddress"), met.at);
    let grant_ends = |met: &Met| {
        let is_it = |(_, matter): &(Instant, Matter)| *matter == Matter::GrantEnds { grant };
        due(&met.person, met.at).into_iter().filter(is_it).map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(grant_ends(&met), [ends]);
    met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    met.at = ends;
    assert_eq!(grant_ends(&met), []);
    let deleted = later(ends, i64::from(DELETION) * DAY);
    assert_eq!(held(&met, "pd:EmailAddress"), [(Held::Given(given), Until::At(deleted))]);
    met.at = deleted;
    assert_eq!(held(&met, "pd:EmailAddress"), []);
}

#[test]
fn an_agreements_end_falls_due_until_it_is_noted() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let ends = later(met.at, 20 * DAY);
    let draft = vendor.draft(&met).holding(Window::new(Some(met.at), Some(ends)).unwrap());
    let (half, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let agreement = half.id();
    assert!(due(&met.person, met.at).contains(&(ends, Matter::AgreementEnds { agreement })));
    // Its grants end with it, and have no line of their own.
    assert!(!due(&met.person, met.at).iter().any(|(_, matter)| matches!(matter, Matter::GrantEnds { .. })));
    met.at = later(ends, DAY);
    assert!(due(&met.person, met.at).contains(&(ends, Matter::AgreementEnds { agreement })));
    met.person.expire(None, met.at, &mut met.random).unwrap();
    assert!(!due(&met.person, met.at).iter().any(|(_, matter)| matches!(matter, Matter::AgreementEnds { .. })));
}

#[test]
fn an_intentions_end_falls_due_while_it_takes_offers() {
    let mut market = Market::of(0);
    let (cast, _) = market.announce();
    let until = later(market.at, 7 * DAY);
    assert_eq!(due(&market.person, market.at), [(until, Matter::Intention { cast })]);
    let view = market.person.view();
    let line = &view.agenda(market.at).unwrap().lines[0];
    assert_eq!(line.relationship, None);
    assert!(line.sentence().say(Tongue::English).starts_with("Offers for your intention are taken until "));
    market.person.withdraw_intention(cast, None, market.at, &mut market.random).unwrap();
    assert_eq!(due(&market.person, market.at), []);
}
