//! What events name that lies beside them: documents, keys, letters, messages that were taken.

use super::act::addressee;
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::did::Did;
use crate::history::{
    CarriedDocument, CarriedKeys, CarriedLetter, CarriedTaken, Entry, Event, HistoryError, LineError,
};
use crate::keys::{PartyKeys, Sealed, Thumbprint};
use crate::log::Taken;
use crate::message::{AnyMessage, Jti};
use crate::terms::{Roster, TermsHash};
use crate::time::Instant;
use crate::view::State;
use std::collections::{BTreeMap, BTreeSet};

/// What the events named so far.
#[derive(Default)]
pub(super) struct Named {
    documents: BTreeSet<(StreamId, [u8; 32])>,
    /// The names of rosters by their documents.
    rosters: BTreeMap<[u8; 32], String>,
    keys: BTreeMap<(StreamId, Thumbprint), PartyKeys>,
    said: BTreeMap<(StreamId, Jti), Addressed>,
    heard: BTreeMap<(StreamId, u64), Taken>,
}

/// Whom a message of one's own was sealed for, and until when it counts.
#[derive(PartialEq, Eq)]
struct Addressed {
    to: Did,
    seal: Thumbprint,
    expires: Option<Instant>,
}

impl Named {
    /// Notes what an event names, with the state before it.
    pub(super) fn note(&mut self, state: &State, entry: &Entry) -> Result<(), HistoryError> {
        let stream = entry.stream;
        self.documents.extend(entry.event.document().map(|name| (stream, name)));
        match &entry.event {
            Event::RosterLoaded { roster, document, .. } => {
                self.rosters.insert(*document.as_bytes(), roster.clone());
            }
            Event::KeysMade { keys } => self.own(stream, *keys),
            Event::Said { by, message } if *by == state.role() => {
                if let AnyMessage::Rotation(text) = message.as_ref() {
                    self.own(stream, text.peek()?.body().keys);
                }
                let Ok(between) = state.relationship(stream) else { return Ok(()) };
                let Some((_, seal)) = between.reader() else { return Ok(()) };
                let (facts, to) = (message.facts()?, addressee(state.role(), between));
                let addressed = Addressed { to, seal: seal.thumbprint(), expires: facts.expires };
                self.said.insert((stream, facts.jti), addressed);
            }
            Event::Said { message, .. } => {
                self.heard.insert((stream, entry.n), Taken::of(message)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn own(&mut self, stream: StreamId, keys: PartyKeys) {
        self.keys.insert((stream, keys.sign().thumbprint()), keys);
    }

    /// That there is each document that is named, and no other, and that it says what it should.
    pub(super) fn are_documents(
        &self,
        state: &State,
        documents: &[(usize, CarriedDocument)],
    ) -> Result<(), HistoryError> {
        for (line, document) in documents {
            if !self.documents.contains(&(document.stream, document.name)) {
                return Err(LineError::Stray { what: "document" }.at(*line));
            }
            if !self.is_as_named(state, document) {
                return Err(LineError::NotAsNamed { what: "document" }.at(*line));
            }
        }
        counted("document", documents.len(), self.documents.len())
    }

    fn is_as_named(&self, state: &State, document: &CarriedDocument) -> bool {
        let Ok(roster) = Roster::load(document.text.as_bytes()) else { return false };
        if let Some(iri) = self.rosters.get(&document.name).filter(|_| document.stream == StreamId::OWN) {
            return roster.iri() == iri && *TermsHash::of(document.text.as_bytes()).as_bytes() == document.name;
        }
        // The one entry that was agreed, in its one form.
        let Ok(between) = state.relationship(document.stream) else { return false };
        let Some(agreed) = between.agreement(&AgreementId::from_bytes(document.name)) else { return false };
        agreed.agreement.document().terms().entry(&roster).is_ok()
            && roster.entries().len() == 1
            && roster.to_document() == document.text
    }

    /// That there are the secrets of all keys of one's own that are named, and of no others.
    pub(super) fn are_keys(&self, keys: &[(usize, CarriedKeys)]) -> Result<(), HistoryError> {
        for (line, CarriedKeys { stream, pairs }) in keys {
            let public = pairs.public();
            match self.keys.get(&(*stream, public.sign().thumbprint())) {
                None => return Err(LineError::Stray { what: "key" }.at(*line)),
                Some(named) if *named != public => return Err(LineError::NotAsNamed { what: "key" }.at(*line)),
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
            let addressed =
                sealed.map(|sealed| Addressed { to: letter.to.clone(), seal: sealed.kid(), expires: letter.expires });
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
            let message = message.ok_or_else(|| LineError::Stray { what: "message taken" }.at(line))?;
            if taken.answers.iter().any(|answer| !self.said.contains_key(&(taken.stream, *answer))) {
                return Err(LineError::NotAsNamed { what: "message taken" }.at(line));
            }
            messages.push((taken, message));
        }
        match self.heard.values().any(|message| message.expires.is_none()) {
            true => Err(HistoryError::Lacking { what: "message taken" }),
            false => Ok(messages),
        }
    }
}

/// None of them is there twice and each is named: so as many are as many as there should be.
fn counted(what: &'static str, found: usize, named: usize) -> Result<(), HistoryError> {
    if found == named { Ok(()) } else { Err(HistoryError::Lacking { what }) }
}
