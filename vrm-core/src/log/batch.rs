//! What one commit will write, made before it is written.

use super::keyring::Change;
use super::layout::Row;
use super::letter::Letter;
use super::row::{EventRow, Place};
use super::{Keyring, Log, LogError};
use crate::agreement::Role;
use crate::chain::{Commitment, Head, Stream, StreamHead, StreamId};
use crate::form::FormError;
use crate::history::{Command, Entry, Event, Opened, Spoken};
use crate::keys::{DataKey, PartyKeyPairs, Randomness, Thumbprint, fresh};
use crate::message::{AnyMessage, Jti};
use crate::time::Instant;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Events in their places, and the rows that go with them. Nothing is written until it is committed.
pub(crate) struct Batch {
    pub(super) head: Head,
    pub(super) touched: BTreeMap<StreamId, Stream>,
    pub(super) new_streams: BTreeMap<StreamId, DataKey>,
    pub(super) new_parties: Vec<(StreamId, Arc<PartyKeyPairs>)>,
    pub(super) changes: Vec<Change>,
    pub(super) entries: Vec<Opened>,
    /// The keys from then on, where a stream's key goes.
    pub(super) keyring: Option<Keyring>,
}

/// A message that was taken, so that it is taken once.
pub(crate) struct Taken {
    pub(crate) kid: Thumbprint,
    pub(crate) jti: Jti,
    /// When it stops counting anyway.
    pub(crate) expires: Option<Instant>,
}

impl Taken {
    /// What a message says of itself.
    fn of(message: &AnyMessage) -> Result<Self, FormError> {
        let facts = message.facts()?;
        Ok(Self { kid: message.kid(), jti: facts.jti, expires: facts.expires })
    }

    /// The message that an event notes as heard by one side; none for any other event.
    pub(crate) fn noted(event: &Event, own: Role) -> Result<Option<Self>, FormError> {
        match event {
            Event::Said { by, message } if *by != own => Self::of(message).map(Some),
            event => {
                let heard = event.spoken().filter(|spoken| spoken.by != own);
                Ok(heard.map(|Spoken { kid, jti, expires, .. }| Self { kid, jti, expires }))
            }
        }
    }
}

impl Batch {
    pub(crate) fn of(log: &Log) -> Self {
        Self {
            head: log.chain.head(),
            touched: BTreeMap::new(),
            new_streams: BTreeMap::new(),
            new_parties: Vec::new(),
            changes: Vec::new(),
            entries: Vec::new(),
            keyring: None,
        }
    }

    /// The position of the last event.
    pub(crate) fn position(&self) -> u64 {
        self.head.p()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a stream will stand.
    pub(crate) fn stream(&self, log: &Log, stream: StreamId) -> StreamHead {
        self.touched.get(&stream).copied().unwrap_or_else(|| log.chain.stream(stream)).head()
    }

    /// One more event, and the entry it becomes.
    pub(crate) fn append(
        &mut self,
        log: &Log,
        stream: StreamId,
        event: Event,
        command: Option<Command>,
        at: Instant,
        random: &mut dyn Randomness,
    ) -> Result<&Entry, LogError> {
        self.begin(log, stream, random)?;
        let n = self.stream(log, stream).n.saturating_add(1);
        // Whatever is written can be read: a value out of its range is found here, and not by the next who opens the log.
        let text = Entry { stream, n, at, event, command }.to_text();
        let opened = Opened::parse(fresh::<32>(random)?, &text)?;
        self.record(log, opened, random)?;
        self.entries.last().map(|opened| &opened.entry).ok_or(LogError::Damaged { what: "batch" })
    }

    /// An event that has its place and its salt.
    pub(super) fn record(&mut self, log: &Log, opened: Opened, random: &mut dyn Randomness) -> Result<(), LogError> {
        let (stream, n, commitment) = (opened.entry.stream, opened.entry.n, opened.commitment());
        self.begin(log, stream, random)?;
        let key = self.advance(log, stream, &commitment);
        let text = [opened.salt.as_slice(), opened.text.as_bytes()].concat();
        let place = Place { commitment: *commitment.as_bytes(), ..Place::new(log.id, Row::Event, &key) };
        let sealed = place.seal(self.key(log, stream)?, log.keyring.epoch(), &text, random)?;
        let row = EventRow { stream, n, commitment, sealed: &sealed }.write();
        self.changes.push((key, Some(row)));
        self.entries.push(opened);
        Ok(())
    }

    /// An event that was erased: its place stays.
    pub(super) fn blank(&mut self, log: &Log, stream: StreamId, n: u64, commitment: Commitment) {
        let key = self.advance(log, stream, &commitment);
        self.changes.push((key, Some(EventRow { stream, n, commitment, sealed: &[] }.write())));
    }

    /// A key for a stream that has none yet.
    fn begin(&mut self, log: &Log, stream: StreamId, random: &mut dyn Randomness) -> Result<(), LogError> {
        if log.keyring.stream(stream).is_none() && !self.new_streams.contains_key(&stream) {
            let key = DataKey::generate(random)?;
            self.changes.push(log.keyring.stream_row(stream, &key, random)?);
            self.new_streams.insert(stream, key);
        }
        Ok(())
    }

    /// One position further, and the row there.
    fn advance(&mut self, log: &Log, stream: StreamId, commitment: &Commitment) -> Vec<u8> {
        let stands = self.touched.get(&stream).copied().unwrap_or_else(|| log.chain.stream(stream)).after(commitment);
        self.head = self.head.after(&stands);
        self.touched.insert(stream, stands);
        log.id.event(self.head.p())
    }

    /// Keeps pairs of one's own with a stream.
    pub(crate) fn keep_party(
        &mut self,
        log: &Log,
        stream: StreamId,
        pairs: Arc<PartyKeyPairs>,
        random: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        let row = log.id.party_key(stream, pairs.sign().public().thumbprint());
        let secret = pairs.danger_secret();
        self.put(log, stream, Row::Key, row, secret.danger_expose(), random)?;
        self.new_parties.push((stream, pairs));
        Ok(())
    }

    /// Pairs of one's own, new ones too.
    pub(crate) fn pairs<'a>(
        &'a self,
        log: &'a Log,
        stream: StreamId,
        sign: Thumbprint,
    ) -> Option<&'a Arc<PartyKeyPairs>> {
        let is_it =
            |(id, pairs): &&(StreamId, Arc<PartyKeyPairs>)| *id == stream && pairs.sign().public().thumbprint() == sign;
        let new = self.new_parties.iter().find(is_it).map(|(_, pairs)| pairs);
        new.or_else(|| log.keyring.pairs(stream, sign))
    }

    /// Puts a letter into the outbox.
    pub(crate) fn post(
        &mut self,
        log: &Log,
        stream: StreamId,
        letter: &Letter,
        random: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        let row = log.letter_row(stream, letter.id);
        let sealed = self.seal(log, stream, Row::Outbox, &row, letter.write().as_bytes(), random)?;
        self.changes.push((row, Some(letter.row(&sealed))));
        Ok(())
    }

    /// The letter was answered, and is kept no longer.
    pub(crate) fn answered(&mut self, log: &Log, stream: StreamId, letter: Jti) {
        self.changes.push((log.letter_row(stream, letter), None));
    }

    /// Notes that a message was taken, and which letters answer it.
    pub(crate) fn take(
        &mut self,
        log: &Log,
        stream: StreamId,
        taken: &Taken,
        answers: &[Jti],
        random: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        let row = log.replay_row(taken);
        let answers: Vec<u8> = answers.iter().flat_map(|jti| jti.as_bytes()).copied().collect();
        let sealed = self.seal(log, stream, Row::Replay, &row, &answers, random)?;
        self.changes.push((row, Some([stream.as_bytes().as_slice(), &sealed].concat())));
        Ok(())
    }

    /// Keeps a document with a stream, under a name that tells nothing.
    pub(crate) fn keep_document(
        &mut self,
        log: &Log,
        stream: StreamId,
        hash: &[u8; 32],
        document: &[u8],
        random: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        let name = self.key(log, stream)?.mac("document", &[hash]);
        let row = log.id.document(stream, &name);
        self.put(log, stream, Row::Document, row, document, random)
    }

    /// Writes a row of another log in the same commit: where a desk finds a customer's.
    pub(crate) fn index(&mut self, row: Vec<u8>, log: super::LogId) {
        self.changes.push((row, Some(log.as_bytes().to_vec())));
    }

    /// Writes an empty row, which says something by being there.
    pub(crate) fn note(&mut self, row: Vec<u8>) {
        self.changes.push((row, Some(Vec::new())));
    }

    /// Rows that are of no use any more.
    pub(crate) fn forget(&mut self, rows: Vec<Vec<u8>>) {
        self.changes.extend(rows.into_iter().map(|row| (row, None)));
    }

    fn put(
        &mut self,
        log: &Log,
        stream: StreamId,
        row: Row,
        key: Vec<u8>,
        text: &[u8],
        random: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        let sealed = self.seal(log, stream, row, &key, text, random)?;
        self.changes.push((key, Some(sealed)));
        Ok(())
    }

    /// What a row holds, sealed with its stream's key.
    fn seal(
        &self,
        log: &Log,
        stream: StreamId,
        row: Row,
        key: &[u8],
        text: &[u8],
        random: &mut dyn Randomness,
    ) -> Result<Vec<u8>, LogError> {
        Place::new(log.id, row, key).seal(self.key(log, stream)?, log.keyring.epoch(), text, random)
    }

    /// The key of a stream, a new one's too.
    fn key<'a>(&'a self, log: &'a Log, stream: StreamId) -> Result<&'a DataKey, LogError> {
        let known = self.new_streams.get(&stream).or_else(|| log.keyring.stream(stream));
        known.ok_or(LogError::Damaged { what: "key" })
    }
}
