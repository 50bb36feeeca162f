//! Answers as sentences: a key with arguments, and tables that say it in English and French.
//!
//! An app may take the key and arguments and say it in its own words, or render them with the built-in tables. Words of
//! the vocabulary appear under their DPV names, spaced out in English, as they are in French: DPV's labels are its own.

mod decision;
mod fit;
mod phrase;
mod table;

#[cfg(test)]
mod tests;

use crate::time::Instant;
use crate::vocab::{Recipient, Word};

/// A language that has a table here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Tongue {
    /// English.
    English,
    /// French.
    French,
}

/// One sentence: what is said, and about what.
///
/// ```
/// use vrm_core::decision::Request;
/// use vrm_core::sentence::Tongue;
/// use vrm_core::terms::{Draft, Prohibition};
/// use vrm_core::vocab::Recipient;
/// let mut draft = Draft::own();
/// draft.forbid(Prohibition::new("no-ads").purpose(["dpv:Advertising".parse()?]));
/// let request = Request::new("pd:Name".parse()?, "dpv:Marketing".parse()?, "dpv:Use".parse()?, Recipient::Vendor);
/// let said = draft.finish()?.compile().judge(&request).sentences();
/// assert_eq!(said[1].key(), "deny.forbidden");
/// assert_eq!(said[1].say(Tongue::English), "Rule no-ads forbids it.");
/// assert_eq!(said[1].say(Tongue::French), "La règle no-ads l’interdit.");
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    key: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

/// What a sentence is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Argument {
    /// An id or code, said as it is.
    Code(String),
    /// A number.
    Number(u64),
    /// A word of the vocabulary.
    Word(Word),
    /// A recipient.
    Recipient(Recipient),
    /// A moment.
    Instant(Instant),
    /// A phrase inside the sentence.
    Phrase(Sentence),
    /// Several, in order.
    List(Vec<Argument>),
}

impl Sentence {
    fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    fn with(mut self, name: &'static str, argument: Argument) -> Self {
        self.arguments.push((name, argument));
        self
    }

    /// The key, stable and the same in every language.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The arguments, by the names the tables use.
    #[must_use]
    pub fn arguments(&self) -> &[(&'static str, Argument)] {
        &self.arguments
    }

    /// The sentence in a language.
    #[must_use]
    pub fn say(&self, tongue: Tongue) -> String {
        let mut said = String::new();
        let mut rest = table::template(self.key, tongue);
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            if let Some((_, argument)) = self.arguments.iter().find(|(known, _)| *known == name) {
                said.push_str(&argument.say(tongue));
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

impl Argument {
    fn say(&self, tongue: Tongue) -> String {
        match self {
            Self::Code(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Word(word) => match tongue {
                Tongue::English => spaced(word.local_name()),
                Tongue::French => format!("«\u{a0}{}\u{a0}»", word.local_name()),
            },
            Self::Recipient(recipient) => match phrase::recipient_key(recipient) {
                Some(key) => table::template(key, tongue).to_owned(),
                None => recipient.name().to_owned(),
            },
            Self::Instant(at) => at.to_string(),
            Self::Phrase(sentence) => sentence.say(tongue),
            Self::List(items) => items.iter().map(|item| item.say(tongue)).collect::<Vec<_>>().join(", "),
        }
    }
}

/// `EmailAddress` as `email address`, `GPSCoordinate` as `GPS coordinate`.
fn spaced(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut said = String::with_capacity(name.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let small_before = before.is_some_and(|c| !c.is_uppercase());
        let small_after = after.is_some_and(|c| c.is_lowercase());
        let capital_before = before.is_some_and(|c| c.is_uppercase());
        if letter.is_uppercase() && at > 0 && (small_before || (capital_before && small_after)) {
            said.push(' ');
        }
        let acronym =
            letter.is_uppercase() && (after.is_some_and(|c| c.is_uppercase()) || (capital_before && !small_after));
        if acronym { said.push(*letter) } else { said.extend(letter.to_lowercase()) }
    }
    said
}
