//! The rules of decisions once more, naive and slow, to check the engine by.
//!
//! Words are names, what a word speaks for is a set of names found by walking down from it, and every rule is asked
//! about every part of every question. Nothing is shared with the engine but the plain data that both are given: the
//! rules of a text, requests, processes, and the facts of the vocabulary. For tests and fuzzing (feature `testing`).

mod fits;
mod part;
mod place;
mod word;

pub use fits::{Combination, Fitted};

use super::{Effect, Request};
use crate::terms::Terms;
use part::{Part, Reader};
use std::collections::BTreeSet;
use word::Words;

/// A text of terms, answered for without any cleverness.
///
/// ```
/// use vrm_core::decision::{Effect, Request, oracle::Oracle};
/// use vrm_core::terms::{Draft, Permission};
/// use vrm_core::vocab::Recipient;
/// let mut draft = Draft::own();
/// draft.permit(Permission::new("contact", ["pd:Contact".parse()?], ["dpv:Marketing".parse()?]));
/// let terms = draft.finish()?;
/// let request = Request::new("pd:EmailAddress".parse()?, "dpv:Advertising".parse()?, "dpv:Use".parse()?, Recipient::Vendor);
/// assert_eq!(Oracle::of(&terms).judge(&request).effect, Effect::Permit);
/// assert_eq!(terms.compile().verdict(&request).effect, Effect::Permit);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Oracle {
    terms: Terms,
    reader: Reader,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Yes, no, or ask.
    pub effect: Effect,
    /// The ids of the prohibitions that hit.
    pub forbidden: BTreeSet<String>,
    /// The ids of the permissions that cover.
    pub covering: BTreeSet<String>,
    /// The names of the reasons: `forbidden`, `not-permitted`, `marked-not-named`, `unknown-term`.
    pub why: BTreeSet<&'static str>,
    /// Whether a word asked for has marked words below it that a yes or an ask does not speak for.
    pub excludes_marked: bool,
}

impl Oracle {
    /// Takes a text as it stands.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        Self { terms: terms.clone(), reader: Reader::of(terms) }
    }

    /// Would the text allow it?
    #[must_use]
    pub fn judge(&self, request: &Request) -> Judged {
        let parts = Part::all_of(request);
        if !parts.iter().all(|part| self.reader.knows(part)) {
            return Judged {
                effect: Effect::Deny,
                forbidden: BTreeSet::new(),
                covering: BTreeSet::new(),
                why: BTreeSet::from(["unknown-term"]),
                excludes_marked: false,
            };
        }
        let hitting = self.terms.prohibitions().iter().filter(|rule| self.reader.hits(rule, &parts));
        let covering: Vec<_> =
            self.terms.permissions().iter().filter(|rule| self.reader.covers(rule, &parts)).collect();
        let named = || self.terms.permissions().iter().any(|rule| self.reader.covers_but_for_marks(rule, &parts));

        let forbidden: BTreeSet<String> = hitting.map(|rule| rule.id().to_owned()).collect();
        let mut why = BTreeSet::new();
        if !forbidden.is_empty() {
            why.insert("forbidden");
        }
        if covering.is_empty() {
            why.insert(if named() { "marked-not-named" } else { "not-permitted" });
        }
        let effect = if !why.is_empty() {
            Effect::Deny
        } else if covering.iter().all(|rule| rule.asks()) {
            Effect::Ask
        } else {
            Effect::Permit
        };
        Judged {
            effect,
            forbidden,
            covering: covering.iter().map(|rule| rule.id().to_owned()).collect(),
            why,
            excludes_marked: effect != Effect::Deny && parts.iter().any(|part| self.reader.excludes_marked(part)),
        }
    }

    /// Whether the one request is the other or a narrower one.
    #[must_use]
    pub fn is_within(&self, narrow: &Request, broad: &Request) -> bool {
        let parts = Part::all_of(narrow).into_iter().zip(Part::all_of(broad));
        parts.into_iter().all(|(narrow, broad)| self.reader.is_within(&narrow, &broad))
    }

    fn words(&self) -> &Words {
        self.reader.words()
    }
}
