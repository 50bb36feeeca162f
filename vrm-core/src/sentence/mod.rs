//! Answers as sentences: a key with arguments, and tables that say it in English and French.
//!
//! An app may take the key and arguments and say it in its own words, or render them with the built-in tables.
//!
//! Names come from the vocabulary, which has no French ones: a word of DPV is spaced out in English (“email address”),
//! and stays in French as DPV writes it (« EmailAddress »). Any other word is said as its IRI, in full.

mod authority;
mod cost;
mod decision;
mod excess;
mod figure;
mod fit;
mod gap;
mod moment;
mod name;
mod phrase;
mod ranking;
mod relaxed;
mod table;
mod value;
mod why;

#[cfg(test)]
mod tests;

use crate::intention::Measure;
use crate::money::{Decimal, Money};
use crate::time::Instant;
use crate::vocab::{Place, Recipient, Word};

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
/// assert_eq!(said[1].say(Tongue::English), "Rule “no-ads” forbids it.");
/// assert_eq!(said[1].say(Tongue::French), "La règle «\u{a0}no-ads\u{a0}» l’interdit.");
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
    /// The id of a rule, grant or block, or the name of a property, said in quotation marks.
    Id(String),
    /// A number.
    Number(u64),
    /// So many days.
    Days(u32),
    /// A word of the vocabulary.
    Word(Word),
    /// A word, place or recipient that is unknown: its prefixed name or IRI, said as an IRI.
    Unknown(String),
    /// A recipient.
    Recipient(Recipient),
    /// A place.
    Place(Place),
    /// A moment.
    Instant(Instant),
    /// An amount, said with the code of its currency.
    Amount(Money),
    /// An exact number.
    Decimal(Decimal),
    /// An exact number, said with its unit where it has one: as people write it, or by its code. Pieces go without.
    Measure(Measure),
    /// Millionths of a point, said in points with at most two digits behind the sign.
    Points(u64),
    /// A name or a code, said as it is.
    Name(String),
    /// A text of somebody's, said in quotation marks.
    Text(String),
    /// A phrase inside the sentence.
    Phrase(Sentence),
    /// Several, in order.
    List(Vec<Argument>),
}

impl Sentence {
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, argument: Argument) -> Self {
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

    /// The sentence in a language, beginning with a capital.
    #[must_use]
    pub fn say(&self, tongue: Tongue) -> String {
        let said = self.phrase(tongue);
        let mut letters = said.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }

    fn phrase(&self, tongue: Tongue) -> String {
        let argument = |name: &str| self.arguments.iter().find(|(known, _)| *known == name);
        fill(table::template(self.key, tongue), |name| {
            argument(name).map_or(String::new(), |(_, argument)| argument.say(tongue))
        })
    }
}

impl Argument {
    /// What is said of it in a language, as it stands inside a sentence.
    ///
    /// ```
    /// use vrm_core::sentence::{Argument, Tongue};
    /// use vrm_core::time::Instant;
    /// let until = Argument::Instant(Instant::parse("2027-08-21T09:05:00Z")?);
    /// assert_eq!(until.say(Tongue::English), "21 August 2027, 09:05 UTC");
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn say(&self, tongue: Tongue) -> String {
        match self {
            Self::Id(id) => name::quoted(id, tongue),
            Self::Number(number) => number.to_string(),
            Self::Days(days) => fill(table::template(phrase::days_key(*days, tongue), tongue), |_| days.to_string()),
            Self::Word(word) => name::word(word, tongue),
            Self::Unknown(term) => name::iri(term),
            Self::Recipient(recipient) => name::recipient(recipient, tongue),
            Self::Place(place) => name::place(place, tongue),
            Self::Instant(at) => moment::say(*at, tongue),
            Self::Amount(money) => figure::amount(*money, tongue),
            Self::Decimal(number) => figure::decimal(*number, tongue),
            Self::Measure(measure) => figure::measure(*measure, tongue),
            Self::Points(points) => figure::points(*points, tongue),
            Self::Name(name) => name.clone(),
            Self::Text(text) => name::quoted(text, tongue),
            Self::Phrase(sentence) => sentence.phrase(tongue),
            Self::List(items) => items.iter().map(|item| item.say(tongue)).collect::<Vec<_>>().join(", "),
        }
    }
}

/// A template with what stands in its places.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut said = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        said.push_str(&value(name));
        rest = after;
    }
    said.push_str(rest);
    said
}
