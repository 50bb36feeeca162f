//! From a proffer to an agreement or a no: each path of the chart, on both sides.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{carried, line, received};
use support::negotiated::{agent, agreed_on, human, met, no_agreement, request};
use support::vendor::pin;
use vrm_core::decision::Effect;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::Settings;
use vrm_core::message::MessageKind;
use vrm_core::negotiation::NegotiationState::{
    Accepted, CounterNeedsHuman, Countered, NeedsHuman, NegotiationRefused, Pending, Refused,
};
use vrm_core::relationship::AgreementState;
use vrm_core::terms::{Draft, Prohibition, Talk, Terms, TermsError, Who};
use vrm_core::view::StateError;

#[test]
fn a_proffer_is_refused_before_anything_is_said() {
    let mut met = met(&agent(&["SD-BASE"]), &agent(&["SD-BASE"]));
    let head = met.person.head();
    let (relationship, at) = (met.relationship, met.at);
    let mut proffer =
        |entries: &[&str]| met.person.proffer(relationship, entries, None, at, &mut met.random).unwrap_err();
    assert!(matches!(proffer(&["SD-NONE"]), Error::Terms(TermsError::NoEntry { .. })));
    assert!(matches!(proffer(&["TPR"]), Error::Terms(TermsError::NotForOrganisations { .. })));
    assert_eq!(proffer(&[]).code(), Code::FormEmpty);
    assert_eq!(met.person.head(), head);
    let stranger = vrm_core::chain::StreamId::from_bytes([9; 16]);
    let error = met.person.proffer(stranger, &["SD-BASE"], None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchRelationship { id: stranger }.into());
}

#[test]
fn nothing_waits_before_a_proffer() {
    let mut met = met(&agent(&["SD-BASE"]), &agent(&["SD-BASE"]));
    let (id, at) = (met.relationship, met.at);
    assert_eq!(met.person.accept(id, None, at, &mut met.random).unwrap_err(), StateError::NoNegotiation.into());
    assert_eq!(met.person.refuse(id, None, at, &mut met.random).unwrap_err(), StateError::NoNegotiation.into());
    assert_eq!(met.person.expire(None, at, &mut met.random).unwrap_err(), StateError::NothingDue.into());
}

#[test]
fn agents_agree_at_once_and_the_vendor_signs_first() {
    let mut met = met(&agent(&["SD-BASE"]), &agent(&["SD-BASE-A", "SD-BASE"]));
    let kinds: Vec<_> = met.proffer(&["SD-BASE"]).into_iter().flat_map(|taken| received(taken).said).collect();
    assert_eq!(kinds.iter().map(|sent| sent.kind).collect::<Vec<_>>(), [MessageKind::Signature; 2]);
    agreed_on(&mut met, "SD-BASE");
    let agreement = met.agreement();
    for between in [met.here(), met.there()] {
        assert_eq!(between.agreement(&agreement).unwrap().first, vrm_core::agreement::Role::Vendor);
    }
}

#[test]
fn of_a_set_the_desk_takes_what_it_likes_best() {
    let mut met = met(&agent(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE-AT", "SD-BASE-A", "SD-BASE"]));
    met.proffer(&["SD-BASE", "SD-BASE-A"]);
    agreed_on(&mut met, "SD-BASE-A");
}

#[test]
fn a_counter_that_the_agent_accepts_is_signed_by_the_person_first() {
    let mut met = met(&agent(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE-A"]));
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    let said = received(met.at_desk(&proffer.bytes)).said;
    assert_eq!(said[0].kind, MessageKind::Counter);
    assert_eq!(met.negotiations(), [Pending, Countered]);
    assert_eq!(met.there().negotiation().unwrap().countered().unwrap().terms, pin("SD-BASE-A"));
    carried(&mut met);
    agreed_on(&mut met, "SD-BASE-A");
    let agreement = met.agreement();
    assert_eq!(met.here().agreement(&agreement).unwrap().first, vrm_core::agreement::Role::Person);
}

#[test]
fn a_counter_waits_for_the_person_who_says_yes() {
    let mut met = met(&human(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE-A"]));
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [CounterNeedsHuman, Countered]);
    met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
    let again = met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(again, StateError::NothingToAnswer.into());
    let no = met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(no, StateError::NothingToAnswer.into());
    carried(&mut met);
    agreed_on(&mut met, "SD-BASE-A");
}

#[test]
fn a_counter_waits_for_the_person_who_says_no() {
    let mut met = met(&human(&["SD-BASE", "SD-BASE-A"]), &agent(&["SD-BASE-A"]));
    met.proffer(&["SD-BASE"]);
    met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap();
    assert_eq!(met.negotiations(), [Refused, Countered]);
    let again = met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(again, StateError::NoNegotiation.into());
    carried(&mut met);
    no_agreement(&mut met, [Refused; 2]);
}

#[test]
fn a_counter_that_the_person_would_not_take_is_refused_by_the_agent() {
    let mut met = met(&agent(&["SD-BASE"]), &agent(&["SD-BASE-A"]));
    met.proffer(&["SD-BASE"]);
    no_agreement(&mut met, [Refused; 2]);
}

#[test]
fn a_document_waits_for_the_person_who_says_yes() {
    let mut met = met(&human(&["SD-BASE"]), &agent(&["SD-BASE"]));
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [NeedsHuman, Accepted]);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    agreed_on(&mut met, "SD-BASE");
    let again = met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(again, StateError::NoNegotiation.into());
}

#[test]
fn a_document_waits_for_the_person_who_says_no() {
    let mut met = met(&human(&["SD-BASE"]), &agent(&["SD-BASE"]));
    met.proffer(&["SD-BASE"]);
    met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    no_agreement(&mut met, [Refused, Accepted]);
    for between in [met.here(), met.there()] {
        assert_eq!(between.negotiation().unwrap().agreement(), Some(AgreementState::Lapsed));
        assert!(between.negotiation().unwrap().is_over());
    }
    // It can begin anew.
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [NeedsHuman, Accepted]);
}

#[test]
fn a_proffer_waits_for_the_desk_which_says_yes() {
    let mut met = met(&agent(&["SD-BASE"]), &human(&["SD-BASE", "SD-BASE-A"]));
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [Pending, NeedsHuman]);
    let (customer, at) = (met.customer(), met.at);
    let not_proffered = met.desk.accept(customer, "SD-BASE-A", None, at, &mut met.random).unwrap_err();
    assert_eq!(not_proffered, StateError::NothingToAnswer.into());
    met.desk.accept(customer, "SD-BASE", None, at, &mut met.random).unwrap();
    let twice = met.desk.accept(customer, "SD-BASE", None, at, &mut met.random).unwrap_err();
    assert_eq!(twice, StateError::NothingToAnswer.into());
    let counter = met.desk.counter(customer, "SD-BASE-A", None, at, &mut met.random).unwrap_err();
    assert_eq!(counter, StateError::NothingToAnswer.into());
    let refuse = met.desk.refuse(customer, None, at, &mut met.random).unwrap_err();
    assert_eq!(refuse, StateError::NothingToAnswer.into());
    carried(&mut met);
    agreed_on(&mut met, "SD-BASE");
}

#[test]
fn a_proffer_waits_for_the_desk_which_counters() {
    let mut met = met(&agent(&["SD-BASE", "SD-BASE-A"]), &human(&["SD-BASE", "SD-BASE-A"]));
    met.proffer(&["SD-BASE"]);
    let (customer, at) = (met.customer(), met.at);
    let undeclared = met.desk.counter(customer, "SD-BASE-ATP", None, at, &mut met.random).unwrap_err();
    assert_eq!(undeclared, StateError::NoDeclaration { entry: "SD-BASE-ATP".into() }.into());
    met.desk.counter(customer, "SD-BASE-A", None, at, &mut met.random).unwrap();
    let twice = met.desk.counter(customer, "SD-BASE-A", None, at, &mut met.random).unwrap_err();
    assert_eq!(twice, StateError::NothingToAnswer.into());
    carried(&mut met);
    agreed_on(&mut met, "SD-BASE-A");
}

#[test]
fn a_proffer_waits_for_the_desk_which_says_no() {
    let mut met = met(&agent(&["SD-BASE"]), &human(&["SD-BASE"]));
    met.proffer(&["SD-BASE"]);
    let (customer, at) = (met.customer(), met.at);
    met.desk.refuse(customer, None, at, &mut met.random).unwrap();
    carried(&mut met);
    no_agreement(&mut met, [Refused; 2]);
    let error = met.desk.accept(customer, "SD-BASE", None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoNegotiation.into());
}

#[test]
fn a_desk_talks_to_those_it_wants_to() {
    for (talk, talks) in
        [(Talk::Nobody, false), (Talk::PriorAgreement, false), (Talk::Known, false), (Talk::Anyone, true)]
    {
        let mut met = met(&agent(&["SD-BASE"]), &line(talk, &["SD-BASE"], Who::Agent));
        met.proffer(&["SD-BASE"]);
        if talks {
            agreed_on(&mut met, "SD-BASE");
        } else {
            no_agreement(&mut met, [NegotiationRefused; 2]);
        }
        // The second time it is known to it.
        met.proffer(&["SD-BASE"]);
        let expected = if matches!(talk, Talk::Known | Talk::Anyone) { Accepted } else { NegotiationRefused };
        assert_eq!(met.negotiations(), [expected; 2], "{talk:?}");
    }
}

#[test]
fn who_had_an_agreement_is_talked_to() {
    let mut met = met(&agent(&["SD-BASE"]), &agent(&["SD-BASE"]));
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    let (at, prior) = (met.at, line(Talk::PriorAgreement, &["SD-BASE"], Who::Agent));
    met.desk.set_settings(&prior, None, at, &mut met.random).unwrap();
    met.person.set_settings(&prior, None, at, &mut met.random).unwrap();
    met.person.end(met.relationship, agreement, None, at, &mut met.random).unwrap();
    carried(&mut met);
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.negotiations(), [Accepted; 2]);
}

#[test]
fn a_person_who_talks_to_nobody_refuses_what_comes_back() {
    for (talk, expected) in [(Talk::Nobody, NegotiationRefused), (Talk::PriorAgreement, NegotiationRefused)] {
        let mut met = met(&line(talk, &["SD-BASE"], Who::Agent), &agent(&["SD-BASE"]));
        met.proffer(&["SD-BASE"]);
        assert_eq!(met.negotiations(), [expected, Accepted]);
        assert_eq!(met.there().negotiation().unwrap().agreement(), Some(AgreementState::Lapsed));
        assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    }
}

#[test]
fn a_child_is_asked_and_gets_the_base_agreement() {
    let child = |accept: &[&str]| Settings { child: true, ..agent(accept) };
    let mut first = met(&child(&["SD-BASE-A", "SD-BASE"]), &agent(&["SD-BASE"]));
    first.proffer(&["SD-BASE"]);
    assert_eq!(first.negotiations(), [NeedsHuman, Accepted]);
    first.person.accept(first.relationship, None, first.at, &mut first.random).unwrap();
    carried(&mut first);
    agreed_on(&mut first, "SD-BASE");
    // More than the base agreement is not for it, whoever proffered it.
    let mut second = met(&child(&["SD-BASE-A"]), &agent(&["SD-BASE-A"]));
    second.proffer(&["SD-BASE-A"]);
    no_agreement(&mut second, [Refused, Accepted]);
    // Nor as a counter.
    let mut third = met(&child(&["SD-BASE-A", "SD-BASE"]), &agent(&["SD-BASE-A"]));
    third.proffer(&["SD-BASE"]);
    no_agreement(&mut third, [Refused; 2]);
}

fn no_care() -> Terms {
    let mut draft = Draft::own();
    draft.forbid(Prohibition::new("no-care").purpose(["dpv:CustomerCare".parse().unwrap()]));
    draft.finish().unwrap()
}

#[test]
fn own_terms_have_the_agent_refuse_and_hold_the_person_back() {
    for (by, theirs) in
        [(Who::Agent, "SD-BASE"), (Who::Agent, "SD-BASE-A"), (Who::Me, "SD-BASE"), (Who::Me, "SD-BASE-A")]
    {
        let mut met = met(&line(Talk::Anyone, &["SD-BASE", "SD-BASE-A"], by), &agent(&[theirs]));
        met.person.set_terms(Some(&no_care()), None, met.at, &mut met.random).unwrap();
        met.proffer(&["SD-BASE"]);
        if by == Who::Me {
            let head = met.person.head();
            let error = met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap_err();
            assert_eq!((error.code(), met.person.head()), (Code::DecisionNotAuthorised, head));
            met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap();
            carried(&mut met);
        }
        let signed_first = theirs == "SD-BASE";
        no_agreement(&mut met, [Refused, if signed_first { Accepted } else { Refused }]);
        // Without them it is another matter.
        met.person.set_terms(None, None, met.at, &mut met.random).unwrap();
        met.proffer(&["SD-BASE"]);
        if by == Who::Me {
            met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap();
            carried(&mut met);
        }
        agreed_on(&mut met, theirs);
    }
}
