//! Phrases that sentences share: a request, its conditions, its parts.

use super::{Argument, Sentence, Tongue};
use crate::decision::{Conflict, Grant, Request};
use crate::terms::{Basis, Conditions, Form, Keep, Part, Start};
use crate::vocab::{Cone, Places, Word};
use std::collections::BTreeSet;

/// The rows that name what is in a dimension.
struct Rows {
    one: &'static str,
    several: &'static str,
    /// Whatever it is, since nobody says.
    any: &'static str,
    /// The root of the cone, which does not speak for what is marked.
    root: &'static str,
}

const OPERATION: Rows =
    Rows { one: "operation.one", several: "operation.several", any: "operation.any", root: "operation.ordinary" };
const DATA: Rows = Rows { one: "data.one", several: "data.several", any: "data.any", root: "data.ordinary" };
const PURPOSE: Rows = Rows { one: "purpose.one", several: "purpose.several", any: "purpose.any", root: "purpose.any" };

/// A request, with those of its conditions that are not the widest.
pub(super) fn request(request: &Request) -> Argument {
    let word = |rows: &Rows, word: &Word| rows.word(Some(word));
    let recipient = Argument::Recipient(request.recipient.clone());
    let what = what(
        [word(&OPERATION, &request.operation), word(&DATA, &request.data), word(&PURPOSE, &request.purpose)],
        Some(recipient),
    );
    let conditions = conditions(&request.conditions).into_iter().map(Argument::Phrase);
    Argument::List([what].into_iter().chain(conditions).collect())
}

/// A combination that cannot pass; what it leaves unknown may be anything.
pub(super) fn conflict(conflict: &Conflict) -> Argument {
    let Conflict { data, purpose, operation, recipient, .. } = conflict;
    what(
        [OPERATION.word(operation.as_ref()), DATA.word(data.as_ref()), PURPOSE.word(purpose.as_ref())],
        recipient.clone().map(Argument::Recipient),
    )
}

/// A grant, with its conditions and its window. One that stands has its basis; one that waits will have a yes.
pub(super) fn grant(grant: &Grant, stands: bool) -> Argument {
    let scope = &grant.scope;
    let recipients = scope.permitted_recipients().iter().cloned();
    let what = what(
        [
            OPERATION.words(Cone::Operation, &scope.operation),
            DATA.words(Cone::Data, &scope.data),
            PURPOSE.words(Cone::Purpose, &scope.purpose),
        ],
        Some(Argument::List(recipients.map(Argument::Recipient).collect())),
    );
    let mut more = conditions(&grant.conditions);
    match grant.basis {
        Basis::Consent if stands => more.push(Sentence::new("grant.basis.consent")),
        Basis::Contract if stands => more.push(Sentence::new("grant.basis.contract")),
        _ => {}
    }
    if grant.ask {
        more.push(Sentence::new("grant.ask"));
    }
    let moment = |key, name, at| Sentence::new(key).with(name, Argument::Instant(at));
    more.extend(grant.window.from().map(|from| moment("grant.from", "from", from)));
    more.extend(grant.window.until().map(|until| moment("grant.until", "until", until)));
    Argument::List([what].into_iter().chain(more.into_iter().map(Argument::Phrase)).collect())
}

fn what([operation, data, purpose]: [Argument; 3], recipient: Option<Argument>) -> Argument {
    let recipient = match recipient {
        Some(recipient) => Sentence::new("recipient.named").with("recipient", recipient),
        None => Sentence::new("recipient.unnamed"),
    };
    let words = Sentence::new("request").with("operation", operation).with("data", data).with("purpose", purpose);
    Argument::Phrase(words.with("recipient", Argument::Phrase(recipient)))
}

impl Rows {
    fn word(&self, word: Option<&Word>) -> Argument {
        Argument::Phrase(match word {
            Some(word) => Sentence::new(self.one).with("word", Argument::Word(word.clone())),
            None => Sentence::new(self.any),
        })
    }

    /// Several words; none of them is every ordinary one, as in a rule.
    fn words(&self, cone: Cone, words: &BTreeSet<Word>) -> Argument {
        let root = cone.root();
        let named: Vec<Argument> = words.iter().filter(|word| **word != root).cloned().map(Argument::Word).collect();
        let mut parts = Vec::new();
        if words.is_empty() || words.contains(&root) {
            parts.push(Argument::Phrase(Sentence::new(self.root)));
        }
        let key = if named.len() == 1 { self.one } else { self.several };
        if !named.is_empty() {
            parts.push(Argument::Phrase(Sentence::new(key).with("word", Argument::List(named))));
        }
        Argument::List(parts)
    }
}

fn conditions(conditions: &Conditions) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Keep::Days { days, from } = conditions.keep {
        let key = match from {
            Start::Collected => "request.keep.collected",
            Start::PurposeEnd => "request.keep.purpose-end",
        };
        said.push(Sentence::new(key).with("days", Argument::Days(days)));
    }
    match conditions.form {
        Form::Anonymised => said.push(Sentence::new("request.form.anonymised")),
        Form::Pseudonymised => said.push(Sentence::new("request.form.pseudonymised")),
        Form::Identified => {}
    }
    if conditions.places != Places::Anywhere {
        let places = conditions.places.named().iter().cloned().map(Argument::Place);
        said.push(Sentence::new("request.places").with("places", Argument::List(places.collect())));
    }
    if !conditions.measures.is_empty() {
        let measures = conditions.measures.iter().cloned().map(Argument::Word).collect();
        said.push(Sentence::new("request.measures").with("measures", Argument::List(measures)));
    }
    said
}

/// The row that counts days: French takes the singular for none too.
pub(super) fn days_key(days: u32, tongue: Tongue) -> &'static str {
    match (days, tongue) {
        (1, _) | (0, Tongue::French) => "days.one",
        _ => "days.several",
    }
}

/// A process as people count them.
pub(super) fn number(process: u32) -> Argument {
    Argument::Number(u64::from(process) + 1)
}

/// The row that names a part of a process.
pub(super) fn part_key(part: Part) -> &'static str {
    match part {
        Part::Data => "part.data",
        Part::Purpose => "part.purpose",
        Part::Operation => "part.operation",
        Part::Recipient => "part.recipient",
        Part::Keep => "part.keep",
        Part::Form => "part.form",
        Part::Places => "part.places",
        Part::Measures => "part.measures",
    }
}
