//! Sentences that explain an answer.

use super::Money;
use vrm_core::money::Decimal;
use vrm_core::sentence;
use vrm_core::time::Instant;
use vrm_core::vocab::{Place, Recipient, Word};

/// A language that has a table here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum Tongue {
    /// English.
    English,
    /// French.
    French,
}

/// One sentence: what is said, and about what. An app may say it in its own words, from the key and the arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Sentence {
    /// The key, stable and the same in every language.
    pub key: String,
    /// The arguments, in the order in which the tables say them.
    pub arguments: Vec<NamedArgument>,
    /// The sentence in English.
    pub english: String,
    /// The sentence in French.
    pub french: String,
}

/// An argument of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct NamedArgument {
    /// Its name, by which the tables call it.
    pub name: String,
    /// What it is.
    pub argument: Argument,
    /// What is said of it in English, as it stands inside a sentence.
    pub english: String,
    /// What is said of it in French.
    pub french: String,
}

/// What a sentence is about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Argument {
    /// The id of a rule, grant or block, or the name of a property, said in quotation marks.
    Id {
        /// The id.
        id: String,
    },
    /// A number.
    Number {
        /// The number.
        number: u64,
    },
    /// So many days.
    Days {
        /// How many.
        days: u32,
    },
    /// A word of the vocabulary.
    Word {
        /// The word.
        word: Word,
    },
    /// A word, place or recipient that is unknown.
    Unknown {
        /// Its prefixed name or IRI.
        term: String,
    },
    /// A recipient.
    Recipient {
        /// The recipient.
        recipient: Recipient,
    },
    /// A place.
    Place {
        /// The place.
        place: Place,
    },
    /// A moment.
    Moment {
        /// When.
        at: Instant,
    },
    /// An amount.
    Amount {
        /// How much.
        money: Money,
    },
    /// An exact number.
    Decimal {
        /// The number.
        number: Decimal,
    },
    /// An exact number with its unit.
    Measure {
        /// Its digits.
        number: String,
        /// The common code of the unit (UN/CEFACT Recommendation 20); none for pieces.
        unit: Option<String>,
    },
    /// Millionths of a point.
    Points {
        /// How many.
        points: u64,
    },
    /// A name or a code, said as it is.
    Name {
        /// The name.
        name: String,
    },
    /// A text of somebody's, said in quotation marks.
    Text {
        /// The text.
        text: String,
    },
    /// A phrase inside the sentence.
    Phrase {
        /// The phrase.
        phrase: Sentence,
    },
    /// Several, in order.
    Items {
        /// Each.
        items: Vec<Argument>,
    },
}

/// The sentences of an answer.
pub(crate) fn said(sentences: &[sentence::Sentence]) -> Vec<Sentence> {
    sentences.iter().map(Sentence::from).collect()
}

impl From<Tongue> for sentence::Tongue {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::English => Self::English,
            Tongue::French => Self::French,
        }
    }
}

impl From<&sentence::Sentence> for Sentence {
    fn from(sentence: &sentence::Sentence) -> Self {
        let named = |(name, argument): &(&str, sentence::Argument)| NamedArgument {
            name: (*name).to_owned(),
            argument: argument.into(),
            english: argument.say(sentence::Tongue::English),
            french: argument.say(sentence::Tongue::French),
        };
        Self {
            key: sentence.key().to_owned(),
            arguments: sentence.arguments().iter().map(named).collect(),
            english: sentence.say(sentence::Tongue::English),
            french: sentence.say(sentence::Tongue::French),
        }
    }
}

impl From<&sentence::Argument> for Argument {
    fn from(argument: &sentence::Argument) -> Self {
        use sentence::Argument as Of;
        match argument {
            Of::Id(id) => Self::Id { id: id.clone() },
            Of::Number(number) => Self::Number { number: *number },
            Of::Days(days) => Self::Days { days: *days },
            Of::Word(word) => Self::Word { word: word.clone() },
            Of::Unknown(term) => Self::Unknown { term: term.clone() },
            Of::Recipient(recipient) => Self::Recipient { recipient: recipient.clone() },
            Of::Place(place) => Self::Place { place: place.clone() },
            Of::Instant(at) => Self::Moment { at: *at },
            Of::Amount(money) => Self::Amount { money: (*money).into() },
            Of::Decimal(number) => Self::Decimal { number: *number },
            Of::Measure(measure) => Self::Measure {
                number: measure.number.to_string(),
                unit: measure.unit.map(|unit| unit.as_str().to_owned()),
            },
            Of::Points(points) => Self::Points { points: *points },
            Of::Name(name) => Self::Name { name: name.clone() },
            Of::Text(text) => Self::Text { text: text.clone() },
            Of::Phrase(phrase) => Self::Phrase { phrase: phrase.into() },
            Of::List(items) => Self::Items { items: items.iter().map(Self::from).collect() },
            // What this version does not tell apart is said as it is.
            other => Self::Name { name: other.say(sentence::Tongue::English) },
        }
    }
}
