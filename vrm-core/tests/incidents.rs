//! Breaches that a desk notifies.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, carried, keeper};
use vrm_core::chart::ChartError;
use vrm_core::decision::AgreementId;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::CommandId;
use vrm_core::keys::SignedId;
use vrm_core::message::Incident;
use vrm_core::person::Person;
use vrm_core::rights::{IncidentState, Statement};
use vrm_core::store::Memory;
use vrm_core::view::StateError;

fn incident(agreement: AgreementId, met: &Met) -> Incident {
    let what = Statement::parse("a list of addresses was sent to the wrong place").unwrap();
    Incident { agreement, at: met.at, what, data: ["pd:EmailAddress".parse().unwrap()].into() }
}

impl Met {
    fn notify(&mut self, incident: &Incident) -> Result<SignedId, Error> {
        let customer = self.customer();
        let outcome = self.desk.notify_incident(customer, incident, None, self.at, &mut self.random)?;
        assert_eq!(outcome.kinds, ["notified"]);
        Ok(outcome.said[0].id.unwrap())
    }
}

#[test]
fn an_incident_is_under_an_agreement_that_there_is() {
    let (mut met, _) = Met::agreed();
    let id = AgreementId::from_bytes([3; 32]);
    let error = met.notify(&incident(id, &met)).unwrap_err();
    assert_eq!(error, StateError::NoSuchAgreement { id }.into());
    assert_eq!(met.there().incidents().count(), 0);
}

#[test]
fn an_incident_is_the_same_on_both_sides() {
    let (mut met, agreement) = Met::agreed();
    let what = incident(agreement, &met);
    let id = met.notify(&what).unwrap();
    assert_eq!(met.there().unacknowledged().len(), 1);
    carried(&mut met);
    assert!(met.there().unacknowledged().is_empty());
    for between in [met.here(), met.there()] {
        let (found, notified) = between.incidents().next().unwrap();
        assert_eq!((found, &notified.incident, notified.noted), (id, &what, met.at));
        assert_eq!(notified.state, IncidentState::Open);
    }
}

#[test]
fn a_breach_is_notified_after_the_end_too() {
    let (mut met, agreement) = Met::agreed();
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    met.notify(&incident(agreement, &met)).unwrap();
    carried(&mut met);
    assert_eq!(met.here().incidents().count(), 1);
}

#[test]
fn an_incident_is_there_after_a_restart_and_elsewhere() {
    let (mut met, agreement) = Met::agreed();
    met.notify(&incident(agreement, &met)).unwrap();
    carried(&mut met);
    let export = met.person.danger_export().unwrap();
    let (store, bytes) = (Arc::new(Memory::new()), export.danger_expose().as_bytes());
    let opened = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    let imported = Person::import(bytes, store, keeper(), &mut met.random).unwrap();
    for person in [opened, imported] {
        let view = person.view();
        let there: Vec<_> = view.relationship(met.relationship).unwrap().incidents().collect();
        assert_eq!(there, met.here().incidents().collect::<Vec<_>>());
    }
}

/// What each side has of an incident.
fn states(met: &mut Met) -> [IncidentState; 2] {
    [met.here(), met.there()].map(|between| between.incidents().next().unwrap().1.state)
}

fn no_move(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Chart(ChartError::NoSuchMove { chart: "an incident", state, step, .. }) => (state, step),
        other => panic!("{other}"),
    }
}

#[test]
fn each_side_reports_and_closes_for_itself_along_the_chart() {
    let (mut met, agreement) = Met::agreed();
    let id = met.notify(&incident(agreement, &met)).unwrap();
    carried(&mut met);
    let (relationship, customer, at, random) = (met.relationship, met.customer(), met.at, &mut met.random);
    let unknown = SignedId::from_bytes([5; 32]);
    let missing: Error = StateError::NoSuchIncident { id: unknown }.into();
    assert_eq!(missing.code(), Code::StateNoSuchIncident);
    assert_eq!(met.person.report_incident(relationship, unknown, None, at, random).unwrap_err(), missing);
    assert_eq!(met.person.close_incident(relationship, unknown, None, at, random).unwrap_err(), missing);
    assert_eq!(met.desk.report_incident(customer, unknown, None, at, random).unwrap_err(), missing);
    assert_eq!(met.desk.close_incident(customer, unknown, None, at, random).unwrap_err(), missing);

    let early = met.person.close_incident(relationship, id, None, at, random).unwrap_err();
    assert_eq!(no_move(&early), ("open", "close"));
    let command = Some(CommandId::from_bytes([4; 16]));
    let reported = met.person.report_incident(relationship, id, command, at, random).unwrap();
    assert_eq!((reported.kinds.as_slice(), reported.said.len()), (&["incident-reported"][..], 0));
    assert_eq!(met.person.report_incident(relationship, id, command, at, random).unwrap(), reported);
    let twice = met.person.report_incident(relationship, id, None, at, random).unwrap_err();
    assert_eq!(no_move(&twice), ("reported", "report"));
    assert_eq!(states(&mut met), [IncidentState::Reported, IncidentState::Open]);

    let random = &mut met.random;
    assert_eq!(met.person.close_incident(relationship, id, None, at, random).unwrap().kinds, ["incident-closed"]);
    for error in [
        met.person.report_incident(relationship, id, None, at, random).unwrap_err(),
        met.person.close_incident(relationship, id, None, at, random).unwrap_err(),
    ] {
        assert_eq!(no_move(&error).0, "closed");
    }
    let early = met.desk.close_incident(customer, id, None, at, random).unwrap_err();
    assert_eq!(no_move(&early), ("open", "close"));
    met.desk.report_incident(customer, id, None, at, random).unwrap();
    met.desk.close_incident(customer, id, None, at, random).unwrap();
    assert_eq!(states(&mut met), [IncidentState::Closed; 2]);
    assert!(met.carry().is_empty(), "nothing of it is said");

    let export = met.person.danger_export().unwrap();
    let (store, bytes) = (Arc::new(Memory::new()), export.danger_expose().as_bytes());
    let imported = Person::import(bytes, store, keeper(), &mut met.random).unwrap();
    let view = imported.view();
    let state = view.relationship(met.relationship).unwrap().incidents().next().unwrap().1.state;
    assert_eq!(state, IncidentState::Closed);
}
