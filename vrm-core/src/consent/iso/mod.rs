//! The JSON-LD form of DPV 2.3 for ISO/IEC TS 27560: written, and read by these member names alone.
//!
//! No context but the one below gives a name a meaning, and none is fetched.

mod event;
mod party;
mod process;
mod read;
mod same;

pub(super) use party::address_parts;
pub(crate) use process::is_marked;
pub(super) use process::member;
pub(super) use same::{check, unread};

use super::gap::{self, Profile};
use super::{ConsentError, Controller, ReceiptFacts, RecordFacts, RecordId};
use crate::json::{Node, Object, Value};
use crate::terms::Process;
use crate::vocab::Place;

/// What the prefixes stand for, in the whole text.
const PREFIXES: [(&str, &str); 6] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("schema", "https://schema.org/"),
    ("vrm", "https://w3id.org/vrm#"),
];

const SCHEMA: &str = "https://w3id.org/dpv/schema/dpv-27560#";

/// A whole text: the form with the context.
pub(super) fn whole(form: Object) -> Object {
    let prefixes = PREFIXES.iter().fold(Object::new(), |context, (prefix, iri)| context.with(*prefix, *iri));
    form.with("@context", prefixes)
}

pub(super) fn write_record(facts: &RecordFacts) -> Object {
    let profile = match gap::of_record(facts) {
        Profile::Iso => "record",
        Profile::EuGdpr => "record-eu-gdpr",
    };
    let written = |(at, one): (u32, _)| match facts.explicit.contains(&at) {
        true => process::write(one, process::explicit_grounds(one)),
        false => process::write(one, process::grounds(one)),
    };
    let mut form = numbered("dpv:ConsentRecord", facts.id, profile)
        .with("dpv:hasDataSubject", party::write_subject(&facts.subject))
        .with("dpv:hasDataController", vec![party::write_controller(&facts.controller)])
        .with("dpv:hasNotice", vec![party::write_notice(&facts.notice)])
        .with("dpv:hasProcess", (0..).zip(&facts.processes).map(written).collect::<Vec<_>>())
        .with("dpv:hasConsentStatus", facts.events.iter().map(event::write).collect::<Vec<_>>());
    if !facts.jurisdiction.is_empty() {
        form.insert("dpv:hasJurisdiction", iris(facts.jurisdiction.iter().map(Place::iri)));
    }
    if !facts.exercised_at.is_empty() {
        form.insert("dpv:hasConsentControl", vec![event::control(&facts.exercised_at)]);
        form.insert("dpv:hasRight", vec![event::right(&facts.exercised_at)]);
    }
    form
}

pub(super) fn read_record(node: &Node<'_>) -> Result<RecordFacts, ConsentError> {
    let mut fields = node.object()?;
    let (processes, explicit): (Vec<Process>, Vec<bool>) =
        read::list(&fields.required("dpv:hasProcess")?, process::read_with_ground)?.into_iter().unzip();
    let jurisdiction = fields.optional("dpv:hasJurisdiction").map(|node| read::set(&node, read::place));
    Ok(RecordFacts {
        id: read::number(&fields.required("dct:identifier")?)?,
        subject: party::read_subject(&fields.required("dpv:hasDataSubject")?)?,
        controller: party::read_controller(&read::only(&fields.required("dpv:hasDataController")?)?)?,
        notice: party::read_notice(&read::only(&fields.required("dpv:hasNotice")?)?)?,
        processes,
        explicit: (0..).zip(explicit).filter_map(|(at, explicit)| explicit.then_some(at)).collect(),
        jurisdiction: jurisdiction.transpose()?.unwrap_or_default(),
        exercised_at: event::exercised_at(fields.optional("dpv:hasConsentControl").as_ref())?,
        events: read::list(&fields.required("dpv:hasConsentStatus")?, event::read)?,
    })
}

pub(super) fn write_receipt(facts: &ReceiptFacts) -> Object {
    let profile = match gap::of_receipt(facts) {
        Profile::Iso => "receipt",
        Profile::EuGdpr => "receipt-eu-gdpr",
    };
    let records = facts.records.iter().map(|record| Value::Object(write_record(record)));
    numbered("dpv:ConsentReceipt", facts.id, profile)
        .with("dct:created", facts.created.to_string())
        .with("dct:publisher", party::write_controller(&facts.publisher))
        .with("schema:recipient", facts.recipient.as_str())
        .with("dpv:hasRecordOfActivity", records.collect::<Vec<_>>())
}

/// As far as the receipt itself goes; its records are read one by one.
pub(super) fn read_receipt(
    node: &Node<'_>,
    record: fn(&Node<'_>) -> Result<RecordFacts, ConsentError>,
) -> Result<ReceiptFacts, ConsentError> {
    let mut fields = node.object()?;
    let publisher: Controller = party::read_controller(&fields.required("dct:publisher")?)?;
    Ok(ReceiptFacts {
        id: read::number(&fields.required("dct:identifier")?)?,
        created: read::instant(&fields.required("dct:created")?)?,
        publisher,
        recipient: read::did(&fields.required("schema:recipient")?)?,
        records: read::list(&fields.required("dpv:hasRecordOfActivity")?, record)?,
    })
}

/// What has a number, said in the three members that readers look for.
fn numbered(kind: &'static str, id: RecordId, profile: &str) -> Object {
    typed(kind)
        .with("@id", format!("urn:uuid:{id}"))
        .with("dct:conformsTo", format!("{SCHEMA}{profile}"))
        .with("dct:identifier", id.to_string())
        .with("dpv:hasIdentifier", id.to_string())
}

fn typed(kind: &'static str) -> Object {
    Object::new().with("@type", kind)
}

fn iris(items: impl Iterator<Item = String>) -> Vec<Value> {
    items.map(Value::from).collect()
}
