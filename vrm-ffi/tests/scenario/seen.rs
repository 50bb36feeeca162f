//! What a step tells, in the same words in every language.

use std::collections::BTreeMap;
use std::fmt::Display;
use vrm::core::error::Fault;
use vrm::core::life::{Outcome, Reception};

/// Texts by name. `bytes` are compared by their hash.
pub(crate) type Told = BTreeMap<&'static str, String>;

/// An error, as every language has it.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Refused {
    pub(crate) name: String,
    code: u16,
    remedy: &'static str,
    path: String,
}

impl<F: Fault> From<F> for Refused {
    fn from(fault: F) -> Self {
        let (code, remedy) = (fault.code(), fault.remedy().name());
        let path = fault.path().unwrap_or_default();
        Self { name: code.name().to_owned(), code: code.number(), remedy, path }
    }
}

pub(crate) fn joined<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(" ")
}

pub(crate) fn optional<T: Display>(of: Option<T>) -> String {
    of.map_or_else(String::new, |of| of.to_string())
}

/// What a command did; of what it said, the first letter.
pub(crate) fn outcome(outcome: &Outcome) -> Told {
    let first = outcome.said.first();
    Told::from([
        ("log", outcome.log.to_string()),
        ("relationship", outcome.relationship.to_string()),
        ("kinds", joined(&outcome.kinds)),
        ("said", joined(outcome.said.iter().map(|sent| sent.kind.name()))),
        ("letter", optional(first.map(|sent| sent.letter))),
        ("id", optional(first.and_then(|sent| sent.id))),
        ("item", optional(outcome.item)),
    ])
}

pub(crate) fn reception(reception: &Reception) -> Told {
    let of = |kind: &str| ("reception", kind.to_owned());
    match reception {
        Reception::Received(done) => {
            let mut told = outcome(done);
            told.extend([of("received")]);
            told
        }
        Reception::Replay { letters, .. } => Told::from([of("replay"), ("letters", joined(letters))]),
        Reception::NeedsKeys { did, .. } => Told::from([of("needs-keys"), ("did", did.to_string())]),
        Reception::Rejected { error } => Told::from([of("rejected"), ("error", error.code().name().to_owned())]),
        other => panic!("{other:?}"),
    }
}
