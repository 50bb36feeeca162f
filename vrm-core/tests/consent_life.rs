//! Consent in a life: what waits for it, what it makes, how it is taken back, and its receipt.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::clinic::{clinic, use_of, word};
use support::life::{Met, carried};
use vrm_core::consent::ConsentStatus;
use vrm_core::decision::{AgreementId, Effect, Needs, WhichGrants};
use vrm_core::error::Error;
use vrm_core::keys::SignedId;
use vrm_core::life::Outcome;
use vrm_core::message::Reply;
use vrm_core::terms::Basis;
use vrm_core::view::StateError;

const PERMIT: [Effect; 2] = [Effect::Permit; 2];
const DENY: [Effect; 2] = [Effect::Deny; 2];

#[test]
fn what_waits_is_marked_or_optional() {
    let (met, _) = clinic();
    let waits: Vec<_> =
        met.here().waiting().map(|pending| (pending.grant().process, pending.needs, pending.grant().basis)).collect();
    let expected = [
        (0, Needs::ExplicitConsent, Basis::Consent),
        (1, Needs::Yes, Basis::Consent),
        (2, Needs::Yes, Basis::Contract),
    ];
    assert_eq!(waits, expected);
}

#[test]
fn a_consent_makes_a_grant_here_at_once_and_there_from_receipt() {
    let (mut met, agreement) = clinic();
    assert_eq!(met.effects(&use_of("pd:Prescription")), DENY);
    let id = met.consents(agreement, 0, "pd:Prescription").unwrap().said[0].id.unwrap();
    assert_eq!(met.effects(&use_of("pd:Prescription")), [Effect::Permit, Effect::Deny]);
    carried(&mut met);
    assert_eq!(met.effects(&use_of("pd:Prescription")), PERMIT);
    assert!(met.here().unacknowledged().is_empty());
    let (mine, theirs) = (met.here().consent(&id).unwrap().clone(), met.there().consent(&id).unwrap().clone());
    assert_eq!(mine, theirs);
    assert_eq!((mine.status(), mine.since()), (ConsentStatus::Given, met.at));
    let record = mine.record.unwrap();
    assert_eq!(record.facts().processes[0].data.known().unwrap(), &[word("pd:Prescription")].into());
    assert!(met.grants().iter().any(|grant| grant.id == mine.grant));
    assert_eq!(met.here().waiting().count(), 2);

    // Above it nothing is permitted, and nothing beside it.
    assert_eq!(met.effects(&use_of("pd:MedicalHealth")), DENY);
    assert_eq!(met.effects(&use_of("pd:TelephoneNumber")), DENY);
}

#[test]
fn a_consent_is_withdrawn_as_it_is_given_and_may_be_given_again() {
    let (mut met, agreement) = clinic();
    let id = met.consented(agreement, 0, "pd:Prescription");
    let grant = met.here().consent(&id).unwrap().grant;
    let which = WhichGrants::These([grant].into());
    let at = met.wait(3_600);
    met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
    assert_eq!(met.effects(&use_of("pd:Prescription")), [Effect::Deny, Effect::Permit]);
    carried(&mut met);
    assert_eq!(met.effects(&use_of("pd:Prescription")), DENY);
    assert_eq!(met.effects(&use_of("pd:EmailAddress")), PERMIT);
    for between in [met.here(), met.there()] {
        let consent = between.consent(&id).unwrap();
        assert_eq!((consent.status(), consent.since()), (ConsentStatus::Withdrawn, at));
    }
    let again = met.consented(agreement, 0, "pd:Prescription");
    assert_ne!(met.here().consent(&again).unwrap().grant, grant);
    assert_eq!(met.effects(&use_of("pd:Prescription")), PERMIT);
}

#[test]
fn what_does_not_wait_cannot_be_consented_to() {
    let (mut met, agreement) = clinic();
    let head = met.person.head();
    for (process, data) in [(0, "pd:EmailAddress"), (1, "pd:Prescription"), (3, "pd:Name"), (9, "pd:Prescription")] {
        let error = met.consents(agreement, process, data).unwrap_err();
        assert_eq!(error, StateError::NothingPending.into(), "{process} {data}");
    }
    let nobodys = vrm_core::decision::AgreementId::from_bytes([9; 32]);
    let error = met.consents(nobodys, 0, "pd:Prescription").unwrap_err();
    assert_eq!(error, Error::State(StateError::NoSuchAgreement { id: nobodys }));
    assert_eq!(met.person.head(), head);

    met.consented(agreement, 2, "pd:PhysicalAddress");
    let error = met.consents(agreement, 2, "pd:PhysicalAddress").unwrap_err();
    assert_eq!(error, StateError::ConsentedAlready.into());
}

#[test]
fn the_end_of_an_agreement_is_the_end_of_its_consents() {
    for by_desk in [false, true] {
        let (mut met, agreement) = clinic();
        let id = met.consented(agreement, 1, "pd:TelephoneNumber");
        let (customer, at) = (met.customer(), met.at);
        if by_desk {
            met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
        } else {
            met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
        }
        carried(&mut met);
        let expected = if by_desk { ConsentStatus::Revoked } else { ConsentStatus::Withdrawn };
        for between in [met.here(), met.there()] {
            assert_eq!(between.consent(&id).unwrap().status(), expected);
            assert_eq!(between.waiting().count(), 0);
        }
        assert!(met.consents(agreement, 0, "pd:Prescription").is_err());
    }
}

#[test]
fn a_receipt_says_what_was_agreed_and_is_kept() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, "pd:Prescription");
    let id = met.issues(agreement);
    assert!(met.there().receipt(&id).is_some());
    carried(&mut met);
    let here = met.here();
    let receipt = here.receipt(&id).unwrap();
    assert_eq!(receipt.excess, []);
    assert!(!receipt.refused);
    assert_eq!(receipt.receipt, met.there().receipt(&id).unwrap().receipt);
    assert!(met.there().unacknowledged().is_empty());
    let facts = receipt.receipt.record.facts();
    assert_eq!(facts.records.len(), 2);
    assert!(facts.records.iter().all(|record| record.events.last().unwrap().status == ConsentStatus::Given));
}

#[test]
fn no_receipt_is_issued_from_a_place_that_nobody_knows_or_with_a_link_that_is_none() {
    use vrm_core::consent::ConsentError;
    use vrm_core::desk::Issuer;
    let (mut met, agreement) = clinic();
    let (customer, at) = (met.customer(), met.at);
    let honest = support::clinic::issuer();
    let mut issue = |issuer: &Issuer| {
        let error = met.desk.issue(customer, agreement, issuer, None, at, &mut met.random).unwrap_err();
        assert_eq!(met.desk.customer(customer).unwrap().relationships().next().unwrap().receipts().count(), 0);
        error
    };
    let nowhere = Issuer { jurisdiction: ["FR".parse().unwrap(), "QX".parse().unwrap()].into(), ..honest.clone() };
    let Error::Consent(ConsentError::UnknownValue { path, .. }) = issue(&nowhere) else { panic!("another error") };
    assert_eq!(path.as_str(), "/jurisdiction/1");
    for text in
        ["here", "ftp://clinic.example/", "https://", "https:///rights", "https://clinic.example/a b", "https://#x"]
    {
        for member in ["/exercised_at", "/policy", "/contact/url"] {
            let mut issuer = honest.clone();
            match member {
                "/exercised_at" => issuer.exercised_at = text.to_owned(),
                "/policy" => issuer.policy = text.to_owned(),
                _ => issuer.contact.url = Some(text.to_owned()),
            }
            let Error::Consent(ConsentError::NotALink { path }) = issue(&issuer) else {
                panic!("another error: {text}")
            };
            assert_eq!(path.as_str(), member);
        }
    }
    met.issues(agreement);
}

#[test]
fn a_receipt_that_crosses_a_withdrawal_is_no_lie() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, "pd:Prescription");
    let (at, random) = (met.at, &mut met.random);
    met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, random).unwrap();
    let crossing = met.issues(agreement);
    let (letter, withdrawal) = (met.their_letter(), met.my_letter());
    support::life::received(met.at_person(&letter.bytes));
    assert_eq!(met.here().receipt(&crossing).unwrap().excess, []);
    support::life::received(met.at_desk(&withdrawal.bytes));
    carried(&mut met);
    let after = met.issues(agreement);
    carried(&mut met);
    let here = met.here();
    let receipt = here.receipt(&after).unwrap();
    assert_eq!(receipt.excess, []);
    let records = &receipt.receipt.record.facts().records;
    assert!(records.iter().all(|record| record.events.last().unwrap().status == ConsentStatus::Withdrawn));
    assert!(receipt.receipt.kantara.is_none());
}

/// Each side notes a replacement when it hears of it; the record says when the newer agreement was made, on both.
#[test]
fn a_receipt_over_a_replaced_agreement_is_no_lie() {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, "pd:Prescription");
    let at = met.wait(86_400);
    met.person.renew(met.relationship, agreement, &["SD-BASE"], None, at, &mut met.random).unwrap();
    // The letters take a while each.
    for _ in 0..4 {
        for letter in met.mine() {
            support::life::received(met.at_desk(&letter.bytes));
        }
        met.wait(600);
        for letter in met.theirs() {
            support::life::received(met.at_person(&letter.bytes));
        }
        met.wait(600);
    }
    assert!(!met.here().in_force().any(|agreed| agreed.agreement.id() == agreement));
    let id = met.issues(agreement);
    carried(&mut met);
    let here = met.here();
    let receipt = here.receipt(&id).unwrap();
    assert_eq!(receipt.excess, []);
    let records = &receipt.receipt.record.facts().records;
    assert!(records.iter().all(|record| record.events.last().unwrap().status == ConsentStatus::Expired));
}

/// A question of the clinic's about prescriptions, as it reaches the person.
fn asked(met: &mut Met, agreement: AgreementId) -> SignedId {
    let (customer, at) = (met.customer(), met.wait(3_600));
    let request = use_of("pd:Prescription");
    let outcome = met.desk.ask(customer, agreement, &request, None, at, &mut met.random).unwrap();
    carried(met);
    outcome.said[0].id.unwrap()
}

fn answers(met: &mut Met, question: SignedId, reply: Reply) -> Result<Outcome, Error> {
    let at = met.wait(60);
    met.person.answer(met.relationship, question, reply, None, at, &mut met.random)
}

/// A yes to a question about marked data is worth what the consent above it is.
#[test]
fn a_yes_to_marked_data_goes_with_its_consent() {
    let (mut met, agreement) = clinic();
    let prescription = use_of("pd:Prescription");
    let consent = met.consented(agreement, 0, "pd:Prescription");
    let before = asked(&mut met, agreement);
    answers(&mut met, before, Reply::Standing).unwrap();
    carried(&mut met);
    let grant = met.here().consent(&consent).unwrap().grant;
    let (which, at) = (WhichGrants::These([grant].into()), met.wait(3_600));
    met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
    assert_eq!(met.effects(&prescription), [Effect::Deny, Effect::Permit]);
    carried(&mut met);
    assert_eq!(met.effects(&prescription), DENY);

    // It is asked again under the consent that was taken back: a yes is none in its place.
    let again = asked(&mut met, agreement);
    let refused = answers(&mut met, again, Reply::Standing);
    assert!(matches!(refused, Err(Error::State(StateError::ConsentNeeded { .. }))), "{refused:?}");
    answers(&mut met, again, Reply::No).unwrap();

    // Under a new one it is.
    met.consented(agreement, 0, "pd:Prescription");
    let new = asked(&mut met, agreement);
    answers(&mut met, new, Reply::Standing).unwrap();
    carried(&mut met);
    assert_eq!(met.effects(&prescription), PERMIT);
}

/// The withdrawal may overtake the yes that it takes back with the consent.
#[test]
fn a_withdrawal_takes_back_a_yes_that_comes_after_it() {
    let (mut met, agreement) = clinic();
    let prescription = use_of("pd:Prescription");
    let consent = met.consented(agreement, 0, "pd:Prescription");
    let question = asked(&mut met, agreement);
    let yes = answers(&mut met, question, Reply::Standing).unwrap().said[0].letter;
    let yes = met.person.outbox(met.at).unwrap().into_iter().find(|letter| letter.id == yes).unwrap();
    met.person.sent(yes.id).unwrap();
    let grant = met.here().consent(&consent).unwrap().grant;
    let (which, at) = (WhichGrants::These([grant].into()), met.wait(3_600));
    met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.effects(&prescription), DENY);
    let _ = met.desk.receive(&yes.bytes, met.at, &mut met.random).unwrap().accepted().unwrap();
    carried(&mut met);
    assert_eq!(met.effects(&prescription), DENY);
}
