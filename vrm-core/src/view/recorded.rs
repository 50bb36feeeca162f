//! The records of consent that follow from a relationship: what a receipt is made of, and what one is held against.

use super::consented::Consented;
use super::ending::{Change, Changes, Ending, KnownTo};
use super::relationship::{Agreed, Relationship};
use super::state::State;
use crate::agreement::Role;
use crate::consent::{ConsentEvent, Controller, Notice, RecordFacts, RecordId, is_marked};
use crate::decision::{Grant, GrantId, GrantStatus};
use crate::digest::{half, tagged};
use crate::terms::{Basis, Layer, Necessity, Process, Scope, Stated, TermsHash};
use crate::time::Instant;
use std::collections::BTreeMap;

impl State {
    /// The records of an agreement: one of what came with it, and one of each consent under it. What somebody does not
    /// know of counts for them as not having happened.
    pub(crate) fn records(&self, between: &Relationship, agreed: &Agreed, known: KnownTo) -> Vec<RecordFacts> {
        let id = agreed.agreement.id();
        let gone = |grant: &GrantId| {
            let first = agreed.gone.get(grant).filter(|first| between.is_known(first, known)).copied();
            first.or_else(|| between.first_withdrawal(&id, grant, 0, known))
        };
        let all = || self.ledger.grants(&between.vendor).filter(move |grant| grant.agreement == id);
        let at_once: Vec<&Grant> = all().filter(|grant| !between.given.contains(&grant.id)).collect();
        let stands = |grant: &Grant| match grant.status {
            GrantStatus::Withdrawn => gone(&grant.id).is_none(),
            status => !status.is_final(),
        };
        let mut left: Vec<&Grant> = at_once.iter().copied().filter(|grant| stands(grant)).collect();
        if left.is_empty() {
            left.clone_from(&at_once);
        }
        let all_gone = || {
            let firsts: Option<Vec<Ending>> = at_once.iter().map(|grant| gone(&grant.id)).collect();
            firsts?.into_iter().max_by_key(Ending::order)
        };
        let mut records = Vec::new();
        let events = agreed.events(&between.changes_known(&agreed.changes, agreed, known, all_gone));
        let processes = agreed.processes(&left);
        if !processes.is_empty() {
            records.push(agreed.facts(agreed.record(), processes, events));
        }
        for consent in between.consents.values().filter(|consent| consent.agreement == id) {
            let Some(grant) = self.ledger.find(&between.vendor, &consent.grant) else { continue };
            let withdrawal = || between.first_withdrawal(&id, &consent.grant, consent.n, known);
            let events = agreed.events(&between.changes_known(&consent.changes, agreed, known, withdrawal));
            records.push(agreed.facts(record_of(consent), agreed.processes(&[grant]), events));
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
        self.facts(id, self.processes(&[grant]), self.events(&Changes::given(at)))
    }

    fn facts(&self, id: RecordId, processes: Vec<Process>, events: Vec<ConsentEvent>) -> RecordFacts {
        let document = self.agreement.document();
        let vendor = document.vendor();
        let own = |process: &Process| {
            let words = process.data.known().into_iter().flatten();
            process.basis == Basis::Consent
                && !is_marked(process)
                && words.into_iter().any(|word| self.marked.contains(word))
        };
        let explicit = (0..).zip(&processes).filter_map(|(at, process)| own(process).then_some(at)).collect();
        RecordFacts {
            id,
            subject: document.person().sign().to_did(),
            controller: Controller { did: vendor.did.clone(), name: vendor.name.clone(), contact: None },
            notice: self.notice(),
            processes,
            explicit,
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

    fn events(&self, changes: &Changes) -> Vec<ConsentEvent> {
        let document = self.agreement.document();
        let until = document.window().until();
        let who = |role| match role {
            Role::Person => document.person().sign().to_did(),
            Role::Vendor => document.vendor().did.clone(),
        };
        let event = |change: Change| {
            let until = until.filter(|_| change.status.is_valid());
            ConsentEvent { status: change.status, at: change.at.floor_to_minute(), by: who(change.by), until }
        };
        changes.each().map(event).collect()
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
        ("explicit", expected.explicit == found.explicit),
        ("jurisdiction", expected.jurisdiction == found.jurisdiction),
        ("exercised_at", expected.exercised_at == found.exercised_at),
        ("events", expected.events == found.events),
    ];
    first_other(members)
}

/// The first member that is not the same on both sides.
pub(super) fn first_other<const N: usize>(members: [(&'static str, bool); N]) -> Option<&'static str> {
    members.into_iter().find(|(_, same)| !same).map(|(member, _)| member)
}
