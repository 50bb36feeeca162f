//! What a desk makes of consents from a person who keeps no rules: each is refused with its own error and nothing has
//! changed, or it is what the person did say.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::clinic::{clinic, use_of, word};
use support::forged::{Forger, with_record};
use support::life::{Met, carried, received};
use support::two::later;
use vrm_core::consent::{ConsentStatus, RecordFacts};
use vrm_core::decision::{AgreementId, Effect, GrantStatus, WhichGrants};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::life::Reception;
use vrm_core::message::{Consent, GrantStep, Withdrawal};
use vrm_core::terms::{Basis, Keep, Necessity, Stated};
use vrm_core::text::{Language, Name};
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

const PILL: &str = "pd:Prescription";

fn forged() -> (Met, AgreementId, Forger) {
    let (met, agreement) = clinic();
    let forger = Forger::of(&met);
    (met, agreement, forger)
}

/// The desk refuses a consent of the person's own making.
fn refuses(met: &mut Met, forger: &Forger, consent: Consent, expected: StateError) {
    let letter = forger.to_desk(consent, met);
    assert_eq!(met.desk_refuses(&letter), expected.into());
    assert_eq!(met.there().consents().count(), 0);
}

#[test]
fn a_record_is_there_where_one_is_due_and_nowhere_else() {
    let (mut met, agreement, forger) = forged();
    let marked = forger.consent(&mut met, agreement, 0, PILL);
    let optional = forger.consent(&mut met, agreement, 1, "pd:TelephoneNumber");
    let contract = forger.consent(&mut met, agreement, 2, "pd:PhysicalAddress");
    assert_eq!(contract.record, None);
    for due in [&marked, &optional] {
        refuses(&mut met, &forger, Consent { record: None, ..due.clone() }, StateError::NoRecord);
    }
    let borrowed = Consent { record: optional.record.clone(), ..contract.clone() };
    refuses(&mut met, &forger, borrowed, StateError::OtherRecord { member: "record" });
    for good in [marked, optional, contract] {
        let letter = forger.to_desk(good, &mut met);
        received(met.at_desk(&letter));
    }
    assert_eq!(met.there().consents().count(), 3);
}

#[test]
fn a_record_over_anything_else_is_refused() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.consent(&mut met, agreement, 0, PILL);
    let optional = forger.consent(&mut met, agreement, 1, "pd:TelephoneNumber").record.unwrap().facts().clone();
    let nobody = met.shop.clone();
    let (early, late) = (later(met.at, -60), later(met.at, 60));
    type Change<'a> = &'a dyn Fn(&mut RecordFacts);
    let other: [(&str, Change<'_>); 22] = [
        ("subject", &|facts| facts.subject = nobody.clone()),
        ("controller", &|facts| facts.controller.did = Did::parse("did:web:other.example").unwrap()),
        ("controller", &|facts| facts.controller.name = Name::parse("Other").unwrap()),
        ("controller", &|facts| facts.controller.contact = Some(support::clinic::issuer().contact)),
        ("notice", &|facts| facts.notice.name = "https://other.example/terms#X@1".to_owned()),
        ("notice", &|facts| facts.notice.text = vrm_core::terms::TermsHash::of(b"another text")),
        ("notice", &|facts| facts.notice.language = Language::parse("en").unwrap()),
        ("notice", &|facts| facts.notice.shown = early),
        ("processes", &|facts| facts.processes.clone_from(&optional.processes)),
        ("processes", &|facts| facts.processes.extend(optional.processes.clone())),
        ("processes", &|facts| facts.processes[0].data = Stated::Known([word("pd:MedicalHealth")].into())),
        ("processes", &|facts| facts.processes[0].purpose = Stated::Known([word("dpv:Marketing")].into())),
        ("processes", &|facts| facts.processes[0].operation = Stated::Known([word("dpv:Store")].into())),
        ("processes", &|facts| facts.processes[0].recipient = Stated::Known([Recipient::SameGroup].into())),
        ("processes", &|facts| facts.processes[0].keep = Stated::Known(Keep::Unlimited)),
        ("processes", &|facts| facts.processes[0].basis = Basis::Contract),
        ("processes", &|facts| facts.processes[0].necessity = Necessity::Optional),
        ("jurisdiction", &|facts| facts.jurisdiction = ["US".parse().unwrap()].into()),
        ("exercised_at", &|facts| facts.exercised_at = "https://other.example/rights".to_owned()),
        ("events", &|facts| facts.events[0].at = early),
        ("events", &|facts| facts.events[0].at = late),
        ("events", &|facts| facts.events[0].status = ConsentStatus::Requested),
    ];
    for (member, change) in other {
        refuses(&mut met, &forger, with_record(&honest, change), StateError::OtherRecord { member });
    }
    let more: [Change<'_>; 2] = [&|facts| facts.events[0].by = nobody.clone(), &|facts| {
        let withdrawn = facts.events[0].clone();
        facts.events.push(vrm_core::consent::ConsentEvent { status: ConsentStatus::Withdrawn, ..withdrawn });
    }];
    for change in more {
        refuses(&mut met, &forger, with_record(&honest, change), StateError::OtherRecord { member: "events" });
    }
    let letter = forger.to_desk(honest, &mut met);
    received(met.at_desk(&letter));
}

#[test]
fn a_message_over_anything_that_does_not_wait_is_refused() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.consent(&mut met, agreement, 0, PILL);
    let other = [
        Consent { process: 1, ..honest.clone() },
        Consent { process: 3, ..honest.clone() },
        Consent { process: 99, ..honest.clone() },
        Consent { data: word("pd:EmailAddress"), ..honest.clone() },
        // Neither more nor less than what waits.
        Consent { data: word("pd:MedicalHealth"), ..honest.clone() },
    ];
    for consent in other {
        refuses(&mut met, &forger, consent, StateError::NothingPending);
    }
    let nobodys = AgreementId::from_bytes([9; 32]);
    let elsewhere = Consent { agreement: nobodys, ..honest.clone() };
    refuses(&mut met, &forger, elsewhere, StateError::NoSuchAgreement { id: nobodys });
    // One process, and the record of another that waits too.
    let crossed = Consent { process: 1, data: word("pd:TelephoneNumber"), ..honest };
    refuses(&mut met, &forger, crossed, StateError::OtherRecord { member: "processes" });
    assert_eq!(met.effects(&use_of(PILL)), [Effect::Deny; 2]);
}

#[test]
fn a_consent_signed_at_another_time_than_its_record_is_refused() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.consent(&mut met, agreement, 0, PILL);
    met.wait(60);
    refuses(&mut met, &forger, honest, StateError::OtherRecord { member: "events" });
}

#[test]
fn a_consent_that_stands_is_not_given_twice() {
    let (mut met, agreement, forger) = forged();
    let first = forger.consent(&mut met, agreement, 0, PILL);
    let second = forger.consent(&mut met, agreement, 0, PILL);
    assert_ne!(first.record.as_ref().unwrap().id(), second.record.as_ref().unwrap().id());
    let letter = forger.to_desk(first.clone(), &mut met);
    received(met.at_desk(&letter));
    // The same bytes change nothing; the same said anew, or with another number, is refused.
    let again = met.at_desk(&letter);
    assert!(matches!(again, Reception::Replay { .. }), "{again:?}");
    for consent in [first, second] {
        let letter = forger.to_desk(consent, &mut met);
        assert_eq!(met.desk_refuses(&letter), StateError::ConsentedAlready.into());
    }
    assert_eq!(met.there().consents().count(), 1);
}

#[test]
fn a_record_has_a_number_of_its_own() {
    let (mut met, agreement, forger) = forged();
    let pill = forger.consent(&mut met, agreement, 0, PILL);
    let phone = forger.consent(&mut met, agreement, 1, "pd:TelephoneNumber");
    let id = pill.record.as_ref().unwrap().id();
    let letter = forger.to_desk(pill, &mut met);
    received(met.at_desk(&letter));
    let letter = forger.to_desk(with_record(&phone, |facts| facts.id = id), &mut met);
    assert_eq!(met.desk_refuses(&letter), StateError::OtherRecord { member: "id" }.into());
    // Nor that of what came with the agreement: the desk says it in every receipt.
    let came = forger.receipt(&mut met, agreement).record.facts().records[0].id;
    let letter = forger.to_desk(with_record(&phone, |facts| facts.id = came), &mut met);
    assert_eq!(met.desk_refuses(&letter), StateError::OtherRecord { member: "id" }.into());
    let letter = forger.to_desk(phone, &mut met);
    received(met.at_desk(&letter));
    met.issues(agreement);
}

/// The grants of the desk that are of consents, each with where it and its consent stand.
fn stands(met: &mut Met) -> Vec<(GrantStatus, ConsentStatus)> {
    let (customer, there) = (met.customer(), met.there());
    let view = met.desk.customer(customer).unwrap();
    let grants: Vec<_> = view.grants(there.id()).unwrap().collect();
    let status = |consent: &vrm_core::view::Consented| {
        let grant = grants.iter().find(|grant| grant.id == consent.grant).unwrap();
        (grant.status, consent.status())
    };
    there.consents().map(status).collect()
}

#[test]
fn a_withdrawal_that_came_before_its_consent_prevails() {
    for all in [true, false] {
        let (mut met, agreement) = clinic();
        let id = met.consents(agreement, 0, PILL).unwrap().said[0].id.unwrap();
        let consent = met.my_letter();
        let grant = met.here().consent(&id).unwrap().grant;
        let which = if all { WhichGrants::All } else { WhichGrants::These([grant].into()) };
        let at = met.wait(600);
        met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
        let withdrawal = met.my_letter();
        received(met.at_desk(&withdrawal.bytes));
        received(met.at_desk(&consent.bytes));
        carried(&mut met);
        assert_eq!(stands(&mut met), [(GrantStatus::Withdrawn, ConsentStatus::Withdrawn)]);
        assert_eq!(met.effects(&use_of(PILL)), [Effect::Deny; 2]);
        let [here, there] = [met.here(), met.there()].map(|between| between.consent(&id).unwrap().clone());
        assert_eq!((there.status(), there.since()), (ConsentStatus::Withdrawn, at));
        assert_eq!((here.status(), here.since()), (there.status(), there.since()));
        // It waits again on both sides, and the receipt says that it is over.
        let waits = [met.here(), met.there()].map(|between| between.waiting().count());
        assert_eq!(waits, [3, 3]);
        let receipt = met.issues(agreement);
        carried(&mut met);
        let here = met.here();
        assert_eq!(here.receipt(&receipt).unwrap().excess, []);
        met.consented(agreement, 0, PILL);
        assert_eq!(met.effects(&use_of(PILL)), [Effect::Permit; 2]);
    }
}

#[test]
fn a_consent_said_before_a_withdrawal_stays_withdrawn_whoever_says_so() {
    // A withdrawal with a position far ahead, and consents from before it.
    let (mut met, agreement, forger) = forged();
    let n = (1 << 53) - 1;
    let step = GrantStep { agreement, n, which: WhichGrants::All, at: met.at };
    let letter = forger.to_desk(Withdrawal(step), &mut met);
    received(met.at_desk(&letter));
    let honest = forger.consent(&mut met, agreement, 0, PILL);
    let letter = forger.to_desk(honest, &mut met);
    received(met.at_desk(&letter));
    assert_eq!(stands(&mut met), [(GrantStatus::Withdrawn, ConsentStatus::Withdrawn)]);
    let customer = met.customer();
    assert_eq!(met.desk.decide(customer, &use_of(PILL), met.at).unwrap().effect(), Effect::Deny);
}

#[test]
fn after_the_end_there_is_nothing_to_consent_to() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.consent(&mut met, agreement, 0, PILL);
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    refuses(&mut met, &forger, honest, StateError::NoSuchAgreement { id: agreement });
}

#[test]
fn a_consent_is_the_persons_alone_and_signed_by_it() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.consent(&mut met, agreement, 0, PILL);
    let letter = forger.to_person(honest.clone(), &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::OutOfPlace { kind: "consent" }.into());
    // By somebody else, and by the desk itself.
    let stranger = vrm_core::keys::PartyKeyPairs::generate(&mut met.random).unwrap();
    let (person, desk) = (forger.person, forger.desk);
    let by = Forger { person: stranger, desk };
    let letter = by.to_desk(honest, &mut met);
    assert_eq!(met.desk_refuses(&letter).code(), Code::StateStranger);
    drop(person);
}
