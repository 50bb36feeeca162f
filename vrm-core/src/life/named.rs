//! What events name that lies beside them: documents, keys, letters, messages that were taken.

use super::act::addressee;
use crate::agreement::{HalfAgreement, Role};
use crate::chain::StreamId;
use crate::did::Did;
use crate::error::Error;
use crate::history::{
    CarriedDocument, CarriedKeys, CarriedLetter, CarriedTaken, Entry, Event, HistoryError, LineError,
};
use crate::keys::{PartyKeys, Sealed, Thumbprint};
use crate::log::Taken;
use crate::message::{AnyMessage, Jti};
use crate::terms::{Roster, TermsHash};
use crate::time::Instant;
use crate::view::State;
use std::collections::BTreeMap;

/// What the events named so far.
#[derive(Default)]
pub(super) struct Named {
    documents: BTreeMap<(StreamId, [u8; 32]), Texts>,
    keys: BTreeMap<(StreamId, Thumbprint), PartyKeys>,
    said: BTreeMap<(StreamId, Jti), Addressed>,
    heard: BTreeMap<(StreamId, u64), Taken>,
}

/// What a document must be.
enum Texts {
    /// The roster of that name.
    Roster(String),
    /// The one entry that was agreed on.
    Agreed(Box<HalfAgreement>),
}

/// Whom a message of one's own was sealed for, and until when it counts.
#[derive(PartialEq, Eq)]
struct Addressed {
    position: u64,
    to: Did,
    seal: Thumbprint,
    expires: Option<Instant>,
}

impl Named {
    /// Notes what the event at a position names, with the state before it.
    pub(super) fn note(&mut self, state: &State, position: u64, entry: &Entry) -> Result<(), Error> {
        let (stream, own) = (entry.stream, state.role());
        match &entry.event {
            Event::RosterLoaded { roster, .. } => self.document(entry, own, Texts::Roster(roster.clone()))?,
            Event::KeysMade { keys } => self.own(stream, *keys),
            Event::Said { by, message } if *by == own => {
                match message.as_ref() {
                    AnyMessage::Rotation(text) => self.own(stream, text.peek()?.body().keys),
                    AnyMessage::Signature(text) => {
                        let half = HalfAgreement::verify(&text.peek()?.body().half, entry.at)?;
                        self.document(entry, own, Texts::Agreed(Box::new(half)))?;
                    }
                    _ => {}
                }
                let Ok(between) = state.relationship(stream) else { return Ok(()) };
                let Some((_, seal)) = between.reader() else { return Ok(()) };
                let (facts, to) = (message.facts()?, addressee(own, between));
                let addressed = Addressed { position, to, seal: seal.thumbprint(), expires: facts.expires };
                self.said.insert((stream, facts.jti), addressed);
            }
            Event::Said { message, .. } => {
                self.heard.insert((stream, entry.n), Taken::of(message)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn document(&mut self, entry: &Entry, own: Role, texts: Texts) -> Result<(), Error> {
        let name = entry.event.document(own)?;
        self.documents.extend(name.map(|name| ((entry.stream, name), texts)));
        Ok(())
    }

    fn own(&mut self, stream: StreamId, keys: PartyKeys) {
        self.keys.insert((stream, keys.sign().thumbprint()), keys);
    }

    /// That there is each document that is named, and no other, and that it says what it should.
    pub(super) fn are_documents(&self, documents: &[(usize, CarriedDocument)]) -> Result<(), HistoryError> {
        for (line, CarriedDocument { stream, name, text }) in documents {
            let texts = self.documents.get(&(*stream, *name));
            let texts = texts.ok_or_else(|| LineError::Stray { what: "document" }.at(*line))?;
            if !texts.are(name, text) {
                return Err(LineError::NotAsNamed { what: "document" }.at(*line));
            }
        }
        counted("document", documents.len(), self.documents.len())
    }

    /// That there are the secrets of all keys of one's own that are named, and of no others.
    pub(super) fn are_keys(&self, keys: &[(usize, CarriedKeys)]) -> Result<(), HistoryError> {
        for (line, CarriedKeys { stream, pairs }) in keys {
            let public = pairs.public();
            match self.keys.get(&(*stream, public.sign().thumbprint())) {
                None => return Err(LineError::Stray { what: "secret of keys" }.at(*line)),
                Some(named) if *named != public => {
                    return Err(LineError::NotAsNamed { what: "secret of keys" }.at(*line));
                }
                Some(_) => {}
            }
        }
        counted("secret of keys", keys.len(), self.keys.len())
    }

    /// That each letter is of a message that was said, for whom it was said. One that was answered is kept no longer.
    pub(super) fn are_letters(&self, letters: &[(usize, CarriedLetter)]) -> Result<(), HistoryError> {
        for (line, letter) in letters {
            let said = self.said.get(&(letter.stream, letter.id));
            let said = said.ok_or_else(|| LineError::Stray { what: "letter" }.at(*line))?;
            let sealed = Sealed::parse(letter.text.as_bytes());
            let (position, to, expires) = (letter.position, letter.to.clone(), letter.expires);
            let addressed = sealed.map(|sealed| Addressed { position, to, seal: sealed.kid(), expires });
            if addressed.as_ref() != Ok(said) {
                return Err(LineError::NotAsNamed { what: "letter" }.at(*line));
            }
        }
        Ok(())
    }

    /// The messages that were taken, each with what answered it. One that never stops counting is never forgotten.
    pub(super) fn messages(
        mut self,
        taken: Vec<(usize, CarriedTaken)>,
    ) -> Result<Vec<(CarriedTaken, Taken)>, HistoryError> {
        let mut messages = Vec::new();
        for (line, taken) in taken {
            let message = self.heard.remove(&(taken.stream, taken.n));
            let message = message.ok_or_else(|| LineError::Stray { what: "message that was taken" }.at(line))?;
            if taken.answers.iter().any(|answer| !self.said.contains_key(&(taken.stream, *answer))) {
                return Err(LineError::NotAsNamed { what: "message that was taken" }.at(line));
            }
            messages.push((taken, message));
        }
        match self.heard.values().any(|message| message.expires.is_none()) {
            true => Err(HistoryError::Lacking { what: "message that was taken" }),
            false => Ok(messages),
        }
    }
}

impl Texts {
    fn are(&self, name: &[u8; 32], text: &str) -> bool {
        let Ok(roster) = Roster::load(text.as_bytes()) else { return false };
        match self {
            Self::Roster(iri) => roster.iri() == iri && TermsHash::of(text.as_bytes()).as_bytes() == name,
            Self::Agreed(half) => {
                let alone_and_in_its_one_form = roster.entries().len() == 1 && roster.to_document() == text;
                alone_and_in_its_one_form && half.document().terms().entry(&roster).is_ok()
            }
        }
    }
}

/// None of them is there twice and each is named: so as many are as many as there should be.
fn counted(what: &'static str, found: usize, named: usize) -> Result<(), HistoryError> {
    if found == named { Ok(()) } else { Err(HistoryError::Lacking { what }) }
}
