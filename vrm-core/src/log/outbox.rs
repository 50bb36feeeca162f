//! What is still to be sent, and what was taken.

use super::keyring::Change;
use super::layout::Row;
use super::letter::Letter;
use super::row::Place;
use super::{Each, Log, LogError, Taken, each_row};
use crate::chain::StreamId;
use crate::message::Jti;
use crate::store::{Guard, Write};
use crate::time::Instant;

/// A message that was taken before.
pub(crate) struct Replay {
    pub(crate) stream: StreamId,
    /// The letters that answered it.
    pub(crate) answers: Vec<Jti>,
}

impl Log {
    /// Every letter that is kept, sent or not, the oldest first.
    pub(crate) fn letters(&self) -> Result<Vec<(StreamId, Letter)>, LogError> {
        self.letters_of(|_| true)
    }

    /// The letters that have not left, the oldest first. Those that have are not opened.
    pub(crate) fn unsent(&self) -> Result<Vec<(StreamId, Letter)>, LogError> {
        self.letters_of(|value| value.first() != Some(&SENT))
    }

    fn letters_of(&self, wanted: fn(&[u8]) -> bool) -> Result<Vec<(StreamId, Letter)>, LogError> {
        let mut letters: Vec<(StreamId, Letter)> = Vec::new();
        each_row(self.store.as_ref(), self.id.range(Row::Outbox), &mut |key, value| {
            if wanted(value) {
                letters.push(self.read_letter(key, value)?);
            }
            Ok(())
        })?;
        letters.sort_by_key(|(_, letter)| letter.position);
        Ok(letters)
    }

    /// Whose letter it is; none when it is not kept.
    pub(crate) fn stream_of(&self, letter: Jti) -> Result<Option<StreamId>, LogError> {
        let name = self.letter_name(letter);
        // There are fewer streams than letters.
        for stream in self.keyring.streams() {
            if self.store.get(&self.id.letter(stream, &name))?.is_some() {
                return Ok(Some(stream));
            }
        }
        Ok(None)
    }

    /// A letter of a stream; none when it is not kept.
    pub(crate) fn letter(&self, stream: StreamId, id: Jti) -> Result<Option<Letter>, LogError> {
        let key = self.letter_row(stream, id);
        let value = self.store.get(&key)?;
        value.map(|value| Ok(self.read_letter(&key, &value)?.1)).transpose()
    }

    /// What the store has under a key, of this log or of another beside it.
    pub(crate) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, LogError> {
        Ok(self.store.get(key)?)
    }

    /// Goes through the rows of a kind.
    pub(crate) fn each(&self, row: Row, each: Each<'_>) -> Result<(), LogError> {
        each_row(self.store.as_ref(), self.id.range(row), each)
    }

    /// Marks letters as sent, or as to be sent again; the history does not change.
    ///
    /// `beside` is written with them: what a desk notes of a customer's letters.
    pub(crate) fn mark(&self, letters: &[(StreamId, Jti)], sent: bool, beside: Option<Change>) -> Result<(), LogError> {
        let mut rows = Vec::new();
        for (stream, id) in letters {
            let key = self.letter_row(*stream, *id);
            let Some(mut value) = self.store.get(&key)? else { continue };
            *value.first_mut().ok_or(LogError::Damaged { what: "letter" })? = u8::from(sent);
            rows.push((key, value));
        }
        if rows.is_empty() {
            return Ok(());
        }
        let puts = rows.iter().map(|(key, value)| Write::Put { key, value });
        let writes: Vec<Write<'_>> = puts.chain(beside.as_ref().map(super::write)).collect();
        Ok(self.store.commit(Guard { key: &self.id.head(), expect: self.guard.as_deref() }, &writes)?)
    }

    /// Whether a message was taken before.
    pub(crate) fn replay(&self, taken: &Taken) -> Result<Option<Replay>, LogError> {
        let key = self.replay_row(taken);
        self.store.get(&key)?.map(|value| self.read_replay(&key, &value)).transpose()
    }

    fn read_replay(&self, key: &[u8], value: &[u8]) -> Result<Replay, LogError> {
        let damaged = || LogError::Damaged { what: "replay" };
        let (stream, sealed) = value.split_first_chunk::<16>().ok_or_else(damaged)?;
        let stream = StreamId::from_bytes(*stream);
        let sealing = self.keyring.stream(stream).ok_or_else(damaged)?;
        let answers = Place::new(self.id, Row::Replay, key).open(sealing, sealed, "replay")?;
        let (answers, rest) = answers.as_chunks::<16>();
        if rest.is_empty() {
            Ok(Replay { stream, answers: answers.iter().copied().map(Jti::from_bytes).collect() })
        } else {
            Err(damaged())
        }
    }

    /// A document of a stream.
    pub(crate) fn document(&self, stream: StreamId, hash: &[u8; 32]) -> Result<Vec<u8>, LogError> {
        let sealing = self.keyring.stream(stream).ok_or(LogError::NoDocument)?;
        let key = self.document_row(stream, hash).ok_or(LogError::NoDocument)?;
        let value = self.store.get(&key)?.ok_or(LogError::NoDocument)?;
        Ok(Place::new(self.id, Row::Document, &key).open(sealing, &value, "document")?.to_vec())
    }

    /// The row of a document; none where the stream has no key.
    pub(crate) fn document_row(&self, stream: StreamId, hash: &[u8; 32]) -> Option<Vec<u8>> {
        let sealing = self.keyring.stream(stream)?;
        Some(self.id.document(stream, &sealing.mac("document", &[hash])))
    }

    pub(super) fn letter_row(&self, stream: StreamId, id: Jti) -> Vec<u8> {
        self.id.letter(stream, &self.letter_name(id))
    }

    fn letter_name(&self, id: Jti) -> [u8; 32] {
        self.keyring.mac("letter", &[id.as_bytes()])
    }

    /// Messages that never expire stand last.
    pub(super) fn replay_row(&self, taken: &Taken) -> Vec<u8> {
        let expires = taken.expires.map_or(u64::MAX, |at| at.unix().unsigned_abs());
        let name = self.keyring.mac("replay", &[taken.kid.as_bytes(), taken.jti.as_bytes()]);
        self.id.key(Row::Replay, &[&expires.to_be_bytes(), &name])
    }

    /// The rows of messages that stopped counting before `now`, the oldest first: they would be refused as expired.
    pub(crate) fn outlived(&self, now: Instant) -> Result<Vec<(Vec<u8>, Replay)>, LogError> {
        let (from, _) = self.id.range(Row::Replay);
        let to = self.id.key(Row::Replay, &[&now.unix().unsigned_abs().to_be_bytes()]);
        let rows = self.store.scan(&from, &to, FEW)?.into_iter();
        rows.map(|(key, value)| self.read_replay(&key, &value).map(|replay| (key, replay))).collect()
    }

    fn read_letter(&self, key: &[u8], value: &[u8]) -> Result<(StreamId, Letter), LogError> {
        let damaged = || LogError::Damaged { what: "letter" };
        let stream = letter_stream(key)?;
        let (sent, sealed) = value.split_first().filter(|(sent, _)| **sent <= SENT).ok_or_else(damaged)?;
        let sealing = self.keyring.stream(stream).ok_or_else(damaged)?;
        let text = Place::new(self.id, Row::Outbox, key).open(sealing, sealed, "letter")?;
        Ok((stream, Letter::read(&text, *sent == SENT).map_err(|_| damaged())?))
    }
}

/// How the row of a letter begins that has left.
const SENT: u8 = 1;

fn letter_stream(key: &[u8]) -> Result<StreamId, LogError> {
    let stream = key.get(17..33).and_then(|stream| stream.try_into().ok()).map(StreamId::from_bytes);
    stream.ok_or(LogError::Damaged { what: "letter" })
}

/// How many outlived rows go in one commit.
const FEW: u32 = 32;
