//! What facts keep to, whether they are written or read.

use super::{ConsentError, ConsentEvent, ConsentMove, ConsentStatus, Controller, ReceiptFacts, RecordFacts, iso};
use crate::json::Pointer;
use crate::terms::{Basis, Process};
use std::collections::BTreeSet;

/// The most bytes of one text.
const LONGEST: usize = 2_048;

pub(super) fn record(facts: &RecordFacts, path: &Pointer) -> Result<(), ConsentError> {
    controller(&facts.controller, &path.member("dpv:hasDataController").item(0))?;
    text(&facts.notice.name, &path.member("dpv:hasNotice").item(0).member("@id"))?;
    let processes = path.member("dpv:hasProcess");
    if facts.processes.is_empty() {
        return Err(ConsentError::Empty { path: processes });
    }
    facts.processes.iter().enumerate().try_for_each(|(at, one)| process(one, &processes.item(at)))?;
    facts.explicit.iter().try_for_each(|at| explicit(facts, *at, &processes))?;
    let control = path.member("dpv:hasConsentControl").item(0).member("dpv:isExercisedAt");
    if !facts.exercised_at.is_empty() {
        text(&facts.exercised_at, &control)?;
    }
    events(&facts.events, &path.member("dpv:hasConsentStatus"))
}

/// A record that is made says where it is taken back; one that is read may fail to, and that is held against it.
pub(super) fn exercised_at(facts: &RecordFacts, path: &Pointer) -> Result<(), ConsentError> {
    let path = path.member("dpv:hasConsentControl");
    if facts.exercised_at.is_empty() { Err(ConsentError::Empty { path }) } else { Ok(()) }
}

pub(super) fn receipt(facts: &ReceiptFacts, path: &Pointer) -> Result<(), ConsentError> {
    controller(&facts.publisher, &path.member("dct:publisher"))?;
    let records = path.member("dpv:hasRecordOfActivity");
    if facts.records.is_empty() {
        return Err(ConsentError::Empty { path: records });
    }
    let mut known = BTreeSet::new();
    for (at, one) in facts.records.iter().enumerate() {
        if !known.insert(one.id) {
            return Err(ConsentError::RecordTwice { path: records.item(at) });
        }
        record(one, &records.item(at))?;
    }
    Ok(())
}

fn controller(controller: &Controller, path: &Pointer) -> Result<(), ConsentError> {
    let Some(contact) = &controller.contact else { return Ok(()) };
    let points = path.member("schema:contactPoint");
    text(&contact.office, &points.item(0).member("schema:name"))?;
    text(&contact.email, &path.member("schema:email"))?;
    text(&contact.phone, &path.member("schema:telephone"))?;
    if let Some(url) = &contact.url {
        text(url, &path.member("schema:url"))?;
    }
    for (name, part) in iso::address_parts(&contact.address) {
        if let Some(part) = part {
            text(part, &points.item(1).member(name))?;
        }
    }
    match &contact.address.country {
        Some(country) if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            let path = points.item(1).member("schema:addressCountry");
            Err(ConsentError::Characters { path, expected: "a country by its code of two capitals, as in `FR`" })
        }
        _ => Ok(()),
    }
}

fn text(text: &str, path: &Pointer) -> Result<(), ConsentError> {
    let path = path.clone();
    if text.is_empty() {
        return Err(ConsentError::Empty { path });
    }
    if text.len() > LONGEST {
        return Err(ConsentError::TooLong { path, length: text.len(), limit: LONGEST });
    }
    if text.chars().any(char::is_control) {
        return Err(ConsentError::Characters { path, expected: "one line of text, without control characters" });
    }
    Ok(())
}

fn process(process: &Process, path: &Pointer) -> Result<(), ConsentError> {
    if let Some(part) = process.unknowns().first() {
        return Err(ConsentError::NotStated { path: path.clone(), part: *part });
    }
    match process.empty_dimension() {
        Some(part) => Err(ConsentError::Empty { path: path.member(iso::member(part)) }),
        None => Ok(()),
    }
}

/// Explicit is said of consent to own words; of what DPV marks it goes without saying, and of all else it is wrong.
fn explicit(facts: &RecordFacts, at: u32, path: &Pointer) -> Result<(), ConsentError> {
    let index = usize::try_from(at).unwrap_or(usize::MAX);
    let own = |process: &&Process| {
        let has = process.data.known().is_some_and(|words| words.iter().any(|word| !word.is_known()));
        has && process.basis == Basis::Consent && !iso::is_marked(process)
    };
    match facts.processes.get(index).filter(own) {
        Some(_) => Ok(()),
        None => Err(ConsentError::NotAsWritten { path: path.item(index).member("dpv:hasLegalBasis").item(0) }),
    }
}

fn events(events: &[ConsentEvent], path: &Pointer) -> Result<(), ConsentError> {
    if events.is_empty() {
        return Err(ConsentError::Empty { path: path.clone() });
    }
    let mut before: Option<&ConsentEvent> = None;
    for (at, event) in events.iter().enumerate() {
        let path = path.item(at);
        if before.is_some_and(|before| before.at > event.at) {
            return Err(ConsentError::OutOfOrder { path: path.member("dpv:isIndicatedAtTime") });
        }
        if event.until.is_some_and(|until| until <= event.at) {
            return Err(ConsentError::OutOfOrder { path: path.member("dpv:hasDuration").member("rdf:value") });
        }
        let from = before.map_or(ConsentStatus::Unknown, |before| before.status);
        let starts = before.is_none() && event.status == ConsentStatus::Unknown;
        if !starts && !ConsentMove::ALL.iter().any(|step| from.after(*step) == Ok(event.status)) {
            return Err(ConsentError::NoSuchMove { path, from, to: event.status });
        }
        before = Some(event);
    }
    Ok(())
}
