//! What is read, held against what is written: one meaning has one form, and what stands twice is the same.

use crate::consent::ConsentError;
use crate::json::{JsonError, Pointer, Value};

const CONTEXT: &str = "@context";

/// Whether a text has all that is written, as it is written; members that nobody here knows may stand beside it.
pub(in crate::consent) fn check(found: &Value, written: &Value, path: &Pointer) -> Result<(), ConsentError> {
    let other = || ConsentError::NotAsWritten { path: path.clone() };
    match (found, written) {
        (Value::Object(found), Value::Object(written)) => {
            // Another context inside, or another prefix in the one there is, would give members another meaning.
            let (context, ours) = (found.get(CONTEXT), written.get(CONTEXT));
            if context.is_some() && context.map(Value::canonical) != ours.map(Value::canonical) {
                return Err(ConsentError::NotAsWritten { path: path.member(CONTEXT) });
            }
            written.iter().try_for_each(|(name, value)| {
                let path = path.member(name);
                match found.get(name) {
                    Some(found) => check(found, value, &path),
                    None => Err(JsonError::Missing { path }.into()),
                }
            })
        }
        (Value::Array(found), Value::Array(written)) if found.len() == written.len() => {
            let pairs = found.iter().zip(written).enumerate();
            pairs.into_iter().try_for_each(|(at, (found, written))| check(found, written, &path.item(at)))
        }
        (found, written) if found == written => Ok(()),
        _ => Err(other()),
    }
}

/// The members beside what is written that say something in the words of DPV, of this library or of JSON-LD itself, or
/// hold a member that does: claims that nobody here reads. Members of others that say nothing so, and those that take
/// nothing from the person, are no claims.
pub(in crate::consent) fn unread(found: &Value, written: &Value, path: &Pointer, all: &mut Vec<Pointer>) {
    match (found, written) {
        (Value::Object(found), Value::Object(written)) => {
            for (name, value) in found.iter() {
                match written.get(name) {
                    Some(written) => unread(value, written, &path.member(name), all),
                    None if is_claim(name) || holds_claim(value) => all.push(path.member(name)),
                    None => {}
                }
            }
        }
        (Value::Array(found), Value::Array(written)) => {
            for (at, (found, written)) in found.iter().zip(written).enumerate() {
                unread(found, written, &path.item(at), all);
            }
        }
        _ => {}
    }
}

/// Members that tell of laws, authorities, rights and care taken.
const HARMLESS: [&str; 9] = [
    "dpv:hasApplicableLaw",
    "dpv:hasAssessment",
    "dpv:hasAuthority",
    "dpv:hasDataProtectionOfficer",
    "dpv:hasImpactAssessment",
    "dpv:hasIndicationMethod",
    "dpv:hasOrganisationalMeasure",
    "dpv:hasRight",
    "dpv:hasService",
];

/// What describes a thing inside of such a member, or of one of others.
const DESCRIBES: [&str; 14] = [
    "@id",
    "@language",
    "@list",
    "@type",
    "@value",
    "dpv:hasAddress",
    "dpv:hasContact",
    "dpv:hasCountry",
    "dpv:hasIdentifier",
    "dpv:hasJurisdiction",
    "dpv:hasLocation",
    "dpv:hasName",
    "dpv:hasStatus",
    "dpv:isExercisedAt",
];

/// The beginnings of names that DPV, this library or JSON-LD gives a meaning.
const SPOKEN: [&str; 8] = [
    "@",
    "dpv:",
    "eu-gdpr:",
    "vrm:",
    "http://w3id.org/dpv",
    "http://www.w3.org/ns/dpv",
    "https://w3id.org/dpv",
    "https://w3id.org/vrm",
];

fn is_claim(name: &str) -> bool {
    SPOKEN.iter().any(|start| name.starts_with(start)) && !HARMLESS.contains(&name)
}

fn holds_claim(value: &Value) -> bool {
    match value {
        Value::Object(node) => {
            node.iter().any(|(name, value)| (is_claim(name) && !DESCRIBES.contains(&name)) || holds_claim(value))
        }
        Value::Array(items) => items.iter().any(holds_claim),
        _ => false,
    }
}
