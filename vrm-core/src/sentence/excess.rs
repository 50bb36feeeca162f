//! What a receipt claims beyond what was agreed, in sentences.

use super::{Argument, Sentence, phrase};
use crate::consent::{ConsentStatus, Excess, KantaraExcess, KantaraPart, ProcessExcess};
use crate::did::Did;
use crate::error::quote;
use crate::terms::{Basis, Form, Keep, Start};
use crate::time::Instant;
use crate::vocab::{Places, Word};
use std::collections::BTreeSet;

impl Excess {
    /// What the receipt claims too much, to the person. Which record it is in is an argument and is not said.
    ///
    /// ```
    /// use vrm_core::consent::{Excess, RecordId};
    /// use vrm_core::sentence::Tongue;
    /// let said = Excess::NotExercised { record: RecordId::of_random([7; 16]) }.sentence();
    /// assert_eq!(said.key(), "excess.not-exercised");
    /// assert_eq!(said.say(Tongue::English), "The receipt says nowhere where you take your consent back.");
    /// assert_eq!(said.say(Tongue::French), "Le reçu ne dit nulle part où vous retirez votre consentement.");
    /// ```
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let (said, record) = match self {
            Self::GivenTo => return Sentence::new("excess.given-to"),
            Self::Publisher { found, name } => return who("excess.publisher", found, name.as_str()),
            Self::Unread { path } => return Sentence::new("excess.unread").with("path", written(path.as_str())),
            Self::Kantara(excess) => return of_kantara(excess),
            Self::Formerly => return Sentence::new("excess.formerly"),
            Self::Record { record } => (Sentence::new("excess.record"), record),
            Self::Subject { record } => (Sentence::new("excess.subject"), record),
            Self::Controller { record, found, name } => (who("excess.controller", found, name.as_str()), record),
            Self::Notice { record } => (Sentence::new("excess.notice"), record),
            Self::Status { record, found, agreed } => {
                (Sentence::new("excess.status").with("found", status(*found)).with("agreed", status(*agreed)), record)
            }
            Self::Earlier { record, found, agreed } => {
                (Sentence::new("excess.earlier").with("found", at(*found)).with("agreed", at(*agreed)), record)
            }
            Self::Unsaid { record, status: said, at: when } => {
                (Sentence::new("excess.unsaid").with("status", status(*said)).with("at", at(*when)), record)
            }
            Self::SaidBy { record, at: when, found } => {
                let found = Argument::Name(found.to_string());
                (Sentence::new("excess.said-by").with("at", at(*when)).with("found", found), record)
            }
            Self::Ending { record, status: said, at: when } => {
                (Sentence::new("excess.ending").with("status", status(*said)).with("at", at(*when)), record)
            }
            Self::Until { record, found, agreed } => {
                let said = match found {
                    Some(found) => Sentence::new("excess.until").with("found", at(*found)),
                    None => Sentence::new("excess.until.none"),
                };
                (said.with("agreed", at(*agreed)), record)
            }
            Self::NotExercised { record } => (Sentence::new("excess.not-exercised"), record),
            Self::Process { record, process } => {
                (Sentence::new("excess.process").with("process", phrase::number(*process)), record)
            }
            Self::InProcess { record, process, excess, .. } => {
                (excess.sentence().with("process", phrase::number(*process)), record)
            }
        };
        said.with("record", Argument::Name(record.to_string()))
    }
}

impl ProcessExcess {
    /// The sentence, without the process that it is about.
    fn sentence(&self) -> Sentence {
        let both = |key, found, agreed| Sentence::new(key).with("found", found).with("agreed", agreed);
        match self {
            Self::Data { found, agreed } => both("excess.data", Argument::Word(found.clone()), words(agreed)),
            Self::Purpose { found, agreed } => both("excess.purpose", Argument::Word(found.clone()), words(agreed)),
            Self::Operation { found, agreed } => both("excess.operation", Argument::Word(found.clone()), words(agreed)),
            Self::Recipient { found, agreed } => {
                let agreed = agreed.iter().cloned().map(Argument::Recipient).collect();
                both("excess.recipient", Argument::Recipient(found.clone()), listed(agreed))
            }
            Self::Keep { found, agreed } => both("excess.keep", keep(*found), keep(*agreed)),
            Self::Form { found, agreed } => both("excess.form", form(*found), form(*agreed)),
            Self::Places { found, agreed } => both("excess.places", places(found), places(agreed)),
            Self::Measure { missing } => {
                Sentence::new("excess.measures").with("missing", Argument::Word(missing.clone()))
            }
            Self::Basis { found, agreed } => both("excess.basis", basis(*found), basis(*agreed)),
            Self::Necessity => Sentence::new("excess.necessity"),
            Self::Explicit => Sentence::new("excess.explicit"),
        }
    }
}

fn of_kantara(excess: &KantaraExcess) -> Sentence {
    let part = match excess.what {
        KantaraPart::Receipt => return Sentence::new("excess.kantara.receipt"),
        KantaraPart::Principal => return Sentence::new("excess.kantara.principal"),
        KantaraPart::Version => "kantara.version",
        KantaraPart::Number => "kantara.number",
        KantaraPart::Time => "kantara.time",
        KantaraPart::Controller => "kantara.controller",
        KantaraPart::Policy => "kantara.policy",
        KantaraPart::Jurisdiction => "kantara.jurisdiction",
        KantaraPart::Service => "kantara.service",
        KantaraPart::Purpose => "kantara.purpose",
        KantaraPart::PurposeCategory => "kantara.purpose-category",
        KantaraPart::ConsentType => "kantara.consent-type",
        KantaraPart::DataCategory => "kantara.data-category",
        KantaraPart::Primary => "kantara.primary",
        KantaraPart::Termination => "kantara.termination",
        KantaraPart::ThirdParty => "kantara.third-party",
        KantaraPart::Sensitive => "kantara.sensitive",
        KantaraPart::SpecialCategory => "kantara.special-category",
    };
    let said = Sentence::new("excess.kantara").with("part", Argument::Phrase(Sentence::new(part)));
    said.with("found", written(&excess.found)).with("path", written(excess.path.as_str()))
}

/// What a receipt has written is shown so that nothing in it moves or hides anything.
fn written(text: &str) -> Argument {
    Argument::Name(quote(text))
}

fn who(key: &'static str, found: &Did, name: &str) -> Sentence {
    Sentence::new(key).with("name", Argument::Text(name.to_owned())).with("found", Argument::Name(found.to_string()))
}

fn at(at: Instant) -> Argument {
    Argument::Instant(at)
}

fn status(status: ConsentStatus) -> Argument {
    Argument::Phrase(Sentence::new(match status {
        ConsentStatus::Unknown => "consent.unknown",
        ConsentStatus::Requested => "consent.requested",
        ConsentStatus::Deferred => "consent.deferred",
        ConsentStatus::Given => "consent.given",
        ConsentStatus::Renewed => "consent.renewed",
        ConsentStatus::Refused => "consent.refused",
        ConsentStatus::Withdrawn => "consent.withdrawn",
        ConsentStatus::Expired => "consent.expired",
        ConsentStatus::Revoked => "consent.revoked",
        ConsentStatus::Invalidated => "consent.invalidated",
    }))
}

fn words(words: &BTreeSet<Word>) -> Argument {
    listed(words.iter().cloned().map(Argument::Word).collect())
}

fn listed(items: Vec<Argument>) -> Argument {
    if items.is_empty() { Argument::Phrase(Sentence::new("excess.nothing")) } else { Argument::List(items) }
}

fn keep(keep: Keep) -> Argument {
    Argument::Phrase(match keep {
        Keep::Unlimited => Sentence::new("excess.keep.unlimited"),
        Keep::Days { days, from: Start::Collected } => {
            Sentence::new("request.keep.collected").with("days", Argument::Days(days))
        }
        Keep::Days { days, from: Start::PurposeEnd } => {
            Sentence::new("request.keep.purpose-end").with("days", Argument::Days(days))
        }
    })
}

fn form(form: Form) -> Argument {
    Argument::Phrase(Sentence::new(match form {
        Form::Identified => "excess.form.identified",
        Form::Pseudonymised => "request.form.pseudonymised",
        Form::Anonymised => "request.form.anonymised",
    }))
}

fn places(places: &Places) -> Argument {
    match places {
        Places::Anywhere => Argument::Phrase(Sentence::new("excess.places.anywhere")),
        Places::Within(_) => Argument::List(places.named().iter().cloned().map(Argument::Place).collect()),
    }
}

fn basis(basis: Basis) -> Argument {
    Argument::Phrase(Sentence::new(match basis {
        Basis::Consent => "excess.basis.consent",
        Basis::Contract => "excess.basis.contract",
        Basis::LegalDuty => "excess.basis.legal-duty",
    }))
}
