//! The names and the English of what is in excess.

use super::{Excess, ProcessExcess};
use crate::error::quote;
use crate::terms::{Basis, Keep, Part, Start};
use crate::vocab::{Place, Places, Recipient, Word};
use std::collections::BTreeSet;
use std::fmt;

impl Excess {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::GivenTo => "given-to",
            Self::Publisher { .. } => "publisher",
            Self::Record { .. } => "record",
            Self::Subject { .. } => "subject",
            Self::Controller { .. } => "controller",
            Self::Notice { .. } => "notice",
            Self::Status { .. } => "status",
            Self::Earlier { .. } => "earlier",
            Self::Unsaid { .. } => "unsaid",
            Self::SaidBy { .. } => "said-by",
            Self::Ending { .. } => "ending",
            Self::Until { .. } => "until",
            Self::NotExercised { .. } => "not-exercised",
            Self::Process { .. } => "process",
            Self::InProcess { excess, .. } => excess.name(),
            Self::Unread { .. } => "unread",
            Self::Kantara(_) => "kantara",
            Self::Formerly => "formerly",
        }
    }
}

impl ProcessExcess {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Data { .. } => Part::Data.name(),
            Self::Purpose { .. } => Part::Purpose.name(),
            Self::Operation { .. } => Part::Operation.name(),
            Self::Recipient { .. } => Part::Recipient.name(),
            Self::Keep { .. } => Part::Keep.name(),
            Self::Form { .. } => Part::Form.name(),
            Self::Places { .. } => Part::Places.name(),
            Self::Measure { .. } => Part::Measures.name(),
            Self::Basis { .. } => "basis",
            Self::Necessity => "necessity",
            Self::Explicit => "explicit",
        }
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GivenTo => write!(f, "the receipt is given to somebody else than the person"),
            Self::Publisher { found, name } => {
                write!(
                    f,
                    "the receipt is of {}, {}, who is not the vendor",
                    quote(name.as_str()),
                    quote(found.as_str())
                )
            }
            Self::Record { record } => write!(f, "record {record}: nothing like it was agreed"),
            Self::Subject { record } => write!(f, "record {record}: it is about somebody else"),
            Self::Controller { record, found, name } => {
                let (found, name) = (quote(found.as_str()), quote(name.as_str()));
                write!(f, "record {record}: {name}, {found}, decides, who is not the vendor")
            }
            Self::Notice { record } => write!(f, "record {record}: another text was shown, or in another language"),
            Self::Status { record, found, agreed } => {
                write!(f, "record {record}: the consent is {}, known is {}", found.name(), agreed.name())
            }
            Self::Earlier { record, found, agreed } => {
                write!(f, "record {record}: the consent begins at {found}, it was given at {agreed}")
            }
            Self::Unsaid { record, status, at } => {
                write!(f, "record {record}: {} at {at}, which nobody said", status.name())
            }
            Self::SaidBy { record, at, found } => {
                write!(f, "record {record}: the consent at {at} is by {}, who did not say it", quote(found.as_str()))
            }
            Self::Ending { record, status, at } => {
                write!(f, "record {record}: the consent goes on past {at}, when it was {}", status.name())
            }
            Self::Until { record, found: Some(found), agreed } => {
                write!(f, "record {record}: the consent holds until {found}, agreed is {agreed}")
            }
            Self::Until { record, found: None, agreed } => {
                write!(f, "record {record}: the consent has no end, agreed is {agreed}")
            }
            Self::NotExercised { record } => write!(f, "record {record}: nowhere is said where it is taken back"),
            Self::Process { record, process } => {
                write!(f, "record {record}: process {process} is like none that was agreed")
            }
            Self::InProcess { record, process, excess, .. } => write!(f, "record {record}: process {process} {excess}"),
            Self::Unread { path } => write!(f, "{} says what is not compared", quote(path.as_str())),
            Self::Kantara(excess) => excess.fmt(f),
            Self::Formerly => write!(f, "by what was known when the receipt came, it claimed more than was agreed"),
        }
    }
}

impl fmt::Display for ProcessExcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data { found, agreed } => write!(f, "takes {}, agreed is {}", word(found), words(agreed)),
            Self::Purpose { found, agreed } => write!(f, "is for {}, agreed is {}", word(found), words(agreed)),
            Self::Operation { found, agreed } => write!(f, "does {}, agreed is {}", word(found), words(agreed)),
            Self::Recipient { found, agreed } => {
                let agreed = listed(agreed.iter().map(Recipient::name));
                write!(f, "gives to {}, agreed is {agreed}", quote(found.name()))
            }
            Self::Keep { found, agreed } => write!(f, "keeps {}, agreed is {}", keep(*found), keep(*agreed)),
            Self::Form { found, agreed } => write!(f, "is {}, agreed is {}", found.name(), agreed.name()),
            Self::Places { found, agreed } => write!(f, "is done in {}, agreed is {}", places(found), places(agreed)),
            Self::Measure { missing } => write!(f, "lacks the measure {}", word(missing)),
            Self::Basis { found, agreed } => write!(f, "stands on {}, agreed is {}", basis(*found), basis(*agreed)),
            Self::Necessity => write!(f, "is required, agreed is that it waits for a yes"),
            Self::Explicit => write!(f, "stands on explicit consent, agreed is consent"),
        }
    }
}

fn word(word: &Word) -> String {
    quote(&word.name())
}

fn words(words: &BTreeSet<Word>) -> String {
    let names: Vec<String> = words.iter().map(Word::name).collect();
    listed(names.iter().map(String::as_str))
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(quote).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn keep(keep: Keep) -> String {
    match keep {
        Keep::Unlimited => "without limit".to_owned(),
        Keep::Days { days, from: Start::Collected } => format!("for {days} days from the collection"),
        Keep::Days { days, from: Start::PurposeEnd } => format!("for {days} days from the end of the purpose"),
    }
}

fn places(places: &Places) -> String {
    match places {
        Places::Anywhere => "any place".to_owned(),
        Places::Within(_) => listed(places.named().iter().map(Place::code)),
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "consent",
        Basis::Contract => "the contract",
        Basis::LegalDuty => "a legal duty",
    }
}
