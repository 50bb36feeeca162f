//! The records of consent that follow from a relationship: what a receipt is made of, and what one is held against.

use super::consented::{Change, Consented};
use super::relationship::{Agreed, Relationship};
use super::state::State;
use crate::agreement::Role;
use crate::consent::{ConsentEvent, ConsentStatus, Controller, Notice, RecordFacts, RecordId};
use crate::decision::{Grant, GrantId};
use crate::digest::{half, tagged};
use crate::message::Jti;
use crate::terms::{Layer, Necessity, Process, Scope, Stated, TermsHash};
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet};

impl State {
    /// The records of an agreement: one of what came with it, and one of each consent under it. What the other side has
    /// not heard of counts as not having happened.
    pub(crate) fn records(&self, between: &Relationship, agreed: &Agreed, unheard: &BTreeSet<Jti>) -> Vec<RecordFacts> {
        let id = agreed.agreement.id();
        let crossing: BTreeSet<&GrantId> = unheard
            .iter()
            .filter_map(|letter| between.withdrawals.get(letter))
            .flat_map(|withdrawal| &withdrawal.hit)
            .collect();
        let stands = |grant: &&Grant| !grant.status.is_final() || crossing.contains(&grant.id);
        let all = || self.ledger.grants(&between.vendor).filter(move |grant| grant.agreement == id);
        let at_once = || all().filter(|grant| grant.is_of_agreement());
        let mut left: Vec<&Grant> = at_once().filter(stands).collect();
        if left.is_empty() {
            left = at_once().collect();
        }
        let mut records = Vec::new();
        let events = agreed.events(agreed.changes.heard(unheard));
        let processes = agreed.processes(&left);
        if !processes.is_empty() && !events.is_empty() {
            records.push(agreed.facts(agreed.record(), processes, events));
        }
        for consent in between.consents.values().filter(|consent| consent.agreement == id) {
            let grant = self.ledger.find(&between.vendor, &consent.grant);
            let facts = grant.and_then(|grant| agreed.consented(consent, grant, unheard));
            records.extend(facts);
        }
        records
    }
}

impl Relationship {
    /// Whether a record of that number is there: of a consent, or of what came with an agreement.
    pub(super) fn has_record(&self, id: RecordId) -> bool {
        let consents = self.consents.values().map(record_of);
        consents.chain(self.agreements.values().map(Agreed::record)).any(|known| known == id)
    }
}

impl Agreed {
    /// The number of the record of what came with the agreement: the same on both sides, and in every receipt.
    fn record(&self) -> RecordId {
        id_of(self.agreement.id().as_bytes())
    }

    /// The record of a consent as the person makes it.
    pub(crate) fn consent_record(&self, grant: &Grant, id: RecordId, at: Instant) -> RecordFacts {
        let given = Change { status: ConsentStatus::Given, at, by: Role::Person, letter: None };
        self.facts(id, self.processes(&[grant]), self.events([&given]))
    }

    fn consented(&self, consent: &Consented, grant: &Grant, unheard: &BTreeSet<Jti>) -> Option<RecordFacts> {
        let id = record_of(consent);
        let events = self.events(consent.changes.heard(unheard));
        (!events.is_empty()).then(|| self.facts(id, self.processes(&[grant]), events))
    }

    fn facts(&self, id: RecordId, processes: Vec<Process>, events: Vec<ConsentEvent>) -> RecordFacts {
        let document = self.agreement.document();
        let vendor = document.vendor();
        RecordFacts {
            id,
            subject: document.person().sign().to_did(),
            controller: Controller { did: vendor.did.clone(), name: vendor.name.clone(), contact: None },
            notice: self.notice(),
            processes,
            jurisdiction: document.place().cloned().into_iter().collect(),
            exercised_at: vendor.did.as_str().to_owned(),
            events,
        }
    }

    fn notice(&self) -> Notice {
        let document = self.agreement.document();
        let (terms, name) = (document.terms(), &document.terms().pin().name);
        let text = terms.hashes(Layer::Plain).get(terms.shown()).copied();
        Notice {
            name: format!("{}#{}@{}", name.roster, name.id, name.version),
            text: text.unwrap_or(TermsHash::from_bytes([0; 32])),
            language: terms.shown().clone(),
            shown: document.made(),
        }
    }

    /// Processes as they were granted: what was declared as unknown is at its widest.
    fn processes(&self, grants: &[&Grant]) -> Vec<Process> {
        let declared = self.agreement.document().declaration().processes();
        let mut granted: BTreeMap<u32, Process> = BTreeMap::new();
        for grant in grants {
            let entry = granted.entry(grant.process);
            let process = entry.or_insert_with(|| {
                granted_process(grant, usize::try_from(grant.process).ok().and_then(|index| declared.get(index)))
            });
            if let Stated::Known(data) = &mut process.data {
                data.extend(grant.scope.data.iter().cloned());
            }
        }
        granted.into_values().collect()
    }

    fn events<'a>(&self, changes: impl IntoIterator<Item = &'a Change>) -> Vec<ConsentEvent> {
        let document = self.agreement.document();
        let until = document.window().until();
        let who = |role| match role {
            Role::Person => document.person().sign().to_did(),
            Role::Vendor => document.vendor().did.clone(),
        };
        let event = |change: &Change| {
            let until = until.filter(|_| change.status.is_valid());
            ConsentEvent { status: change.status, at: change.at.floor_to_minute(), by: who(change.by), until }
        };
        changes.into_iter().map(event).collect()
    }
}

/// The number of the record of a consent; one on contract has no record of its own, and a number after its message.
fn record_of(consent: &Consented) -> RecordId {
    consent.record.as_ref().map_or_else(|| id_of(consent.id.as_bytes()), |record| record.id())
}

fn id_of(name: &[u8; 32]) -> RecordId {
    RecordId::of_random(half(tagged("record", &[name])))
}

/// A grant as a process: each of its parts is stated.
fn granted_process(grant: &Grant, declared: Option<&Process>) -> Process {
    let Scope { data, purpose, operation, recipient } = grant.scope.clone();
    Process {
        data: Stated::Known(data),
        purpose: Stated::Known(purpose),
        operation: Stated::Known(operation),
        recipient: Stated::Known(recipient),
        keep: Stated::Known(grant.conditions.keep),
        form: Stated::Known(grant.conditions.form),
        places: Stated::Known(grant.conditions.places.clone()),
        measures: Stated::Known(grant.conditions.measures.clone()),
        basis: grant.basis,
        necessity: declared.map_or(Necessity::Required, |declared| declared.necessity),
    }
}

/// The member in which a person's record is not the one that follows from the agreement.
pub(super) fn differs(expected: &RecordFacts, found: &RecordFacts) -> Option<&'static str> {
    let members = [
        ("subject", expected.subject == found.subject),
        ("controller", expected.controller == found.controller),
        ("notice", expected.notice == found.notice),
        ("processes", expected.processes == found.processes),
        ("events", expected.events == found.events),
    ];
    first_other(members)
}

/// The first member that is not the same on both sides.
pub(super) fn first_other<const N: usize>(members: [(&'static str, bool); N]) -> Option<&'static str> {
    members.into_iter().find(|(_, same)| !same).map(|(member, _)| member)
}
