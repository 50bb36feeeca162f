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

/// The members beside what is written that say something in the words of DPV, of this library or of JSON-LD itself: a
/// claim that nobody here reads. Members of others, and those that take nothing from the person, are no claims.
pub(in crate::consent) fn unread(found: &Value, written: &Value, path: &Pointer, all: &mut Vec<Pointer>) {
    match (found, written) {
        (Value::Object(found), Value::Object(written)) => {
            for (name, value) in found.iter() {
                match written.get(name) {
                    Some(written) => unread(value, written, &path.member(name), all),
                    None if is_claim(name) => all.push(path.member(name)),
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

fn is_claim(name: &str) -> bool {
    let spoken = ["@", "dpv:", "eu-gdpr:", "vrm:", "https://w3id.org/dpv", "https://w3id.org/vrm"];
    spoken.iter().any(|start| name.starts_with(start)) && !HARMLESS.contains(&name)
}
