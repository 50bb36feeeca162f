//! One step of a life while it is made: events that follow from one another, and what they send.

use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::did::Did;
use crate::error::Error;
use crate::history::{Command, Event, Settings, Side};
use crate::keys::{PartyKeyPairs, PublicSealingKey, Randomness, SignedId, Thumbprint, Verified};
use crate::log::{Batch, Letter, Log, Replay, Taken};
use crate::message::{AnyMessage, Body, Expiry as _, Jti, Message};
use crate::terms::Roster;
use crate::time::Instant;
use crate::view::{Relationship, State, StateError};
use std::sync::Arc;

/// One step while it is made. Nothing of it is there before it is committed as a whole.
pub(crate) struct Act<'a> {
    pub(crate) log: &'a Log,
    rosters: &'a [Roster],
    settings: Arc<Settings>,
    /// The state as it will be.
    pub(crate) state: State,
    pub(super) batch: Batch,
    pub(super) command: Option<Command>,
    /// The time that counts.
    pub(crate) now: Instant,
    pub(crate) random: &'a mut dyn Randomness,
    /// Letters of this step, which answer what it took.
    letters: Vec<Jti>,
}

impl<'a> Act<'a> {
    pub(super) fn new(
        log: &'a Log,
        rosters: &'a [Roster],
        settings: Arc<Settings>,
        state: State,
        command: Option<Command>,
        now: Instant,
        random: &'a mut dyn Randomness,
    ) -> Self {
        Self { log, rosters, settings, state, batch: Batch::of(log), command, now, random, letters: Vec::new() }
    }

    /// One more event, with which the documents and the letters go that are kept no longer from then on.
    pub(crate) fn push(&mut self, stream: StreamId, event: Event) -> Result<(), Error> {
        let gone = event.gone().filter_map(|name| self.log.document_row(stream, &name)).collect();
        for letter in self.run_out(stream, &event) {
            self.batch.answered(self.log, stream, letter);
        }
        let entry = self.batch.append(self.log, stream, event, self.command, self.now, self.random)?;
        self.state.apply(entry)?;
        self.batch.forget(gone);
        Ok(())
    }

    /// The letters that go with an event: those that have run out by now, and what announced an intention that is over.
    fn run_out(&self, stream: StreamId, event: &Event) -> Vec<Jti> {
        let over = matches!(event, Event::IntentionFulfilled | Event::IntentionWithdrawn | Event::IntentionExpired);
        match (self.state.cast(stream), self.state.relationship(stream)) {
            (Ok(cast), _) => cast.letter().filter(|_| over).into_iter().collect(),
            (_, Ok(between)) => between.run_out(self.now),
            _ => Vec::new(),
        }
    }

    /// Lets go what is kept of messages that cannot come again, and the letters that answered them, once those have left
    /// and no answer to them is waited for.
    pub(super) fn let_go(&mut self, outlived: Vec<(Vec<u8>, Replay)>) -> Result<(), Error> {
        for (row, Replay { stream, answers }) in outlived {
            let letters = answers.iter().map(|id| self.log.letter(stream, *id)).collect::<Result<Vec<_>, _>>()?;
            let letters: Vec<Letter> = letters.into_iter().flatten().collect();
            if letters.iter().any(|letter| !letter.sent) {
                continue;
            }
            let waits = |id| self.state.relationship(stream).is_ok_and(|between| between.waits_for_answer(id));
            let done = letters.iter().filter(|letter| letter.expires.is_none() && !waits(letter.id));
            for letter in done {
                self.batch.answered(self.log, stream, letter.id);
            }
            self.batch.forget(vec![row]);
        }
        Ok(())
    }

    /// A message that was taken, as an event.
    pub(crate) fn note(&mut self, stream: StreamId, message: AnyMessage) -> Result<(), Error> {
        self.note_as(stream, self.state.role().other(), message)
    }

    /// A message of one's own, as an event.
    pub(crate) fn note_own(&mut self, stream: StreamId, text: &str) -> Result<(), Error> {
        self.note_as(stream, self.state.role(), AnyMessage::parse(text.as_bytes())?)
    }

    /// What is said is kept whole, but for values of the person's: no event holds one.
    fn note_as(&mut self, stream: StreamId, by: Role, message: AnyMessage) -> Result<(), Error> {
        match message {
            AnyMessage::Disclosure(text) => self.note_disclosure(stream, &text),
            AnyMessage::RightsRequest(text) if text.peek()?.body().proof().is_some() => {
                self.note_completion(stream, &text)
            }
            AnyMessage::RightsAnswer(text) if !text.peek()?.body().data.is_empty() => self.note_copy(stream, &text),
            message => self.push(stream, Event::Said { by, message: Box::new(message) }),
        }
    }

    /// Says something to the other side: signed with the keys in use, noted, sealed and put into the outbox.
    pub(crate) fn say<B>(&mut self, stream: StreamId, body: B, exp: B::Expiry) -> Result<SignedId, Error>
    where
        B: Body<Audience = Thumbprint>,
    {
        let message = self.message(stream, body, exp)?;
        self.post(stream, message)
    }

    /// A message to the other side, not signed yet.
    pub(crate) fn message<B>(&mut self, stream: StreamId, body: B, exp: B::Expiry) -> Result<Message<B>, Error>
    where
        B: Body<Audience = Thumbprint>,
    {
        let between = self.state.relationship(stream)?;
        let (aud, _) = between.reader().ok_or(StateError::NoKeys)?;
        let iss = self.iss(between)?;
        Ok(Message::new(body, iss, aud, self.now, exp, self.random)?)
    }

    /// Signs a message and sends it.
    pub(crate) fn post<B>(&mut self, stream: StreamId, message: Message<B>) -> Result<SignedId, Error>
    where
        B: Body<Audience = Thumbprint>,
    {
        let between = self.state.relationship(stream)?;
        let (_, seal) = between.reader().ok_or(StateError::NoKeys)?;
        let to = addressee(self.state.role(), between);
        let signed = message.sign(self.own_pairs(stream)?.sign())?;
        self.send(stream, &signed, Some((to, seal)))?;
        Ok(signed.id())
    }

    /// Notes what was said, and puts it into the outbox: sealed for its reader, or as it is for anyone.
    pub(super) fn send<B: Body>(
        &mut self,
        stream: StreamId,
        signed: &Verified<Message<B>>,
        to: Option<(Did, PublicSealingKey)>,
    ) -> Result<(), Error> {
        let (to, bytes) = match to {
            Some((did, seal)) => (Some(did), signed.seal(&seal)?.as_str().as_bytes().to_vec()),
            None => (None, signed.as_str().as_bytes().to_vec()),
        };
        self.note_own(stream, signed.as_str())?;
        let (id, expires) = (signed.value().jti(), signed.value().exp().ends());
        let position = self.batch.position();
        let letter = Letter { id, position, to, bytes, expires, sent: false };
        self.letters.push(id);
        if self.state.side() == Side::Customer {
            self.batch.note(self.log.id().waiting());
        }
        Ok(self.batch.post(self.log, stream, &letter, self.random)?)
    }

    /// A letter of ours was answered.
    pub(crate) fn answered(&mut self, stream: StreamId, letter: Option<Jti>) {
        if let Some(letter) = letter {
            self.batch.answered(self.log, stream, letter);
        }
    }

    /// Notes that a message was taken; the letters of this step answer it.
    pub(crate) fn took(&mut self, stream: StreamId, taken: &Taken) -> Result<(), Error> {
        self.batch.take(self.log, stream, taken, &self.letters, self.random)?;
        Ok(())
    }

    /// Who one is to the other side.
    pub(super) fn iss(&self, between: &Relationship) -> Result<Did, Error> {
        let keys = between.own_keys().ok_or(StateError::NoKeys)?;
        Ok(match self.state.role() {
            Role::Vendor if !between.vendor().has_key_inside() => between.vendor().clone(),
            _ => keys.sign().to_did(),
        })
    }

    /// One's own pairs in use with a relationship.
    pub(crate) fn own_pairs(&self, stream: StreamId) -> Result<Arc<PartyKeyPairs>, Error> {
        let between = self.state.relationship(stream)?;
        let sign = between.own_keys().ok_or(StateError::NoKeys)?.sign().thumbprint();
        let pairs = self.batch.pairs(self.log, stream, sign);
        Ok(Arc::clone(pairs.ok_or(StateError::NoKeys)?))
    }

    /// The desk's pairs in use.
    pub(crate) fn desk_pairs(&self) -> Result<Arc<PartyKeyPairs>, Error> {
        let sign = self.state.desk_keys().ok_or(StateError::NoProfile)?.sign().thumbprint();
        let pairs = self.batch.pairs(self.log, StreamId::OWN, sign);
        Ok(Arc::clone(pairs.ok_or(StateError::NoProfile)?))
    }

    /// Whether nothing has happened in this step.
    pub(crate) fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }

    /// Keeps pairs of one's own with a stream.
    pub(crate) fn keep(&mut self, stream: StreamId, pairs: Arc<PartyKeyPairs>) -> Result<(), Error> {
        Ok(self.batch.keep_party(self.log, stream, pairs, self.random)?)
    }

    /// Where a stream will stand.
    pub(crate) fn stands(&self, stream: StreamId) -> StreamHead {
        self.batch.stream(self.log, stream)
    }

    /// The position of the next event of a stream.
    pub(crate) fn next(&self, stream: StreamId) -> u64 {
        self.stands(stream).n.saturating_add(1)
    }

    /// Keeps a document beside a stream's events.
    pub(crate) fn keep_document(&mut self, stream: StreamId, hash: &[u8; 32], document: &[u8]) -> Result<(), Error> {
        Ok(self.batch.keep_document(self.log, stream, hash, document, self.random)?)
    }

    /// Rows that are of no use any more.
    pub(crate) fn forget(&mut self, rows: Vec<Vec<u8>>) {
        self.batch.forget(rows);
    }

    /// Erases a stream, and leaves a tombstone.
    pub(crate) fn erase(&mut self, stream: StreamId) -> Result<(), Error> {
        let head = self.stands(stream);
        self.push(StreamId::OWN, Event::Erased { stream, head })?;
        Ok(self.log.erase(&mut self.batch, stream, self.random)?)
    }

    /// Has a desk find this log by a key of its customer's.
    pub(crate) fn index(&mut self, row: Vec<u8>) {
        self.batch.index(row, self.log.id());
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Until when an answer is asked for.
    pub(crate) fn answer_by(&self) -> Result<Instant, Error> {
        Ok(self.now.plus_minutes(self.settings().answer_within)?)
    }

    /// A roster that is built in or was loaded.
    pub(crate) fn roster(&self, iri: &str) -> Result<&'a Roster, StateError> {
        let loaded = self.rosters.iter().find(|roster| roster.iri() == iri);
        let builtin = Some(Roster::builtin()).filter(|roster| roster.iri() == iri);
        loaded.or(builtin).ok_or_else(|| StateError::NoSuchRoster { roster: iri.to_owned() })
    }
}

/// Where the letters of a side go.
pub(super) fn addressee(role: Role, between: &Relationship) -> Did {
    match (role, between.other_keys(), between.announced()) {
        (Role::Vendor, Some(keys), _) => keys.sign().to_did(),
        (Role::Vendor, None, Some(said)) => said.keys.sign().to_did(),
        _ => between.vendor().clone(),
    }
}
