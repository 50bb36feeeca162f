//! Phrases that sentences share: a request, its conditions, its parts.

use super::{Argument, Sentence};
use crate::decision::Request;
use crate::terms::{Conditions, Form, Keep, Start};
use crate::vocab::{Places, Recipient};

/// A request, with those of its conditions that are not the widest.
pub(super) fn request(request: &Request) -> Argument {
    let words = Sentence::new("request")
        .with("operation", Argument::Word(request.operation.clone()))
        .with("data", Argument::Word(request.data.clone()))
        .with("purpose", Argument::Word(request.purpose.clone()))
        .with("recipient", Argument::Recipient(request.recipient.clone()));
    let mut parts = vec![Argument::Phrase(words)];
    parts.extend(conditions(&request.conditions).into_iter().map(Argument::Phrase));
    Argument::List(parts)
}

fn conditions(conditions: &Conditions) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Keep::Days { days, from } = conditions.keep {
        let key = match from {
            Start::Collected => "request.keep.collected",
            Start::PurposeEnd => "request.keep.purpose-end",
        };
        said.push(Sentence::new(key).with("days", Argument::Number(u64::from(days))));
    }
    match conditions.form {
        Form::Anonymised => said.push(Sentence::new("request.form.anonymised")),
        Form::Pseudonymised => said.push(Sentence::new("request.form.pseudonymised")),
        Form::Identified => {}
    }
    if conditions.places != Places::Anywhere {
        let places = conditions.places.named().iter().map(|place| Argument::Code(place.code().to_owned()));
        said.push(Sentence::new("request.places").with("places", Argument::List(places.collect())));
    }
    if !conditions.measures.is_empty() {
        let measures = conditions.measures.iter().cloned().map(Argument::Word).collect();
        said.push(Sentence::new("request.measures").with("measures", Argument::List(measures)));
    }
    said
}

/// The row that names a recipient; none for a DID, which is said as it is.
pub(super) fn recipient_key(recipient: &Recipient) -> Option<&'static str> {
    match recipient {
        Recipient::Anyone => Some("recipient.anyone"),
        Recipient::Vendor => Some("recipient.vendor"),
        Recipient::Processor => Some("recipient.processor"),
        Recipient::ThirdParty => Some("recipient.third-party"),
        Recipient::SameGroup => Some("recipient.same-group"),
        Recipient::Did(_) | Recipient::Unknown(_) => None,
    }
}

/// The row that names a member of a process.
pub(super) fn part_key(member: &str) -> &'static str {
    match member {
        "data" => "part.data",
        "purpose" => "part.purpose",
        "operation" => "part.operation",
        "recipient" => "part.recipient",
        "keep" => "part.keep",
        "form" => "part.form",
        "places" => "part.places",
        _ => "part.measures",
    }
}
