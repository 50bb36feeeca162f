//! A log as lines.

use super::{Log, LogError, Taken};
use crate::chain::StreamId;
use crate::history::{
    CarriedDocument, CarriedEvent, CarriedLetter, CarriedTaken, Export, Header, HistoryError, Opened, Side, Writer,
};
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};

/// What the events name that lies beside them.
#[derive(Default)]
struct Beside {
    documents: BTreeSet<(StreamId, [u8; 32])>,
    heard: BTreeMap<(StreamId, u64), Taken>,
}

impl Log {
    /// Everything that is there, as lines, with the secrets.
    pub(crate) fn export(&self, side: Side) -> Result<Export, LogError> {
        self.is_as_read()?;
        let header = Header { side, log: *self.id.as_bytes(), head: self.head() };
        let mut writer = Writer::new(&header, self.keyring.names())?;
        let mut beside = Beside::default();
        self.read(0, self.head().p(), &mut |row, recorded| {
            if let Some(opened) = &recorded.opened {
                beside.note(opened, side)?;
            }
            let (stream, n, commitment) = (row.stream, row.n, row.commitment);
            writer.event(recorded.p, &CarriedEvent { stream, n, commitment, opened: recorded.opened })
        })?;
        for (stream, name) in beside.documents {
            let text = String::from_utf8(self.document(stream, &name)?);
            let text = text.map_err(|_| LogError::Damaged { what: "document" })?;
            writer.document(&CarriedDocument { stream, name, text })?;
        }
        for (stream, pairs) in self.keyring.parties() {
            writer.keys(stream, &pairs.danger_secret())?;
        }
        let mut letters = self.letters()?;
        letters.sort_by_key(|(stream, letter)| (*stream, letter.id));
        for (stream, letter) in letters {
            let text = String::from_utf8(letter.bytes).map_err(|_| LogError::Damaged { what: "letter" })?;
            let (id, position, to) = (letter.id, letter.position, letter.to);
            let (expires, sent) = (letter.expires, letter.sent);
            writer.letter(&CarriedLetter { stream, id, position, to, text, expires, sent })?;
        }
        for ((stream, n), taken) in beside.heard {
            if let Some(replay) = self.replay(&taken)? {
                writer.taken(&CarriedTaken { stream, n, answers: replay.answers })?;
            }
        }
        self.is_as_read()?;
        Ok(writer.finish()?)
    }

    /// That nobody wrote since: rows that were written with later events would not fit these.
    pub(crate) fn is_as_read(&self) -> Result<(), LogError> {
        if self.store.get(&self.id.head())? == self.guard { Ok(()) } else { Err(StoreError::Conflict.into()) }
    }
}

impl Beside {
    fn note(&mut self, opened: &Opened, side: Side) -> Result<(), HistoryError> {
        let (stream, n) = (opened.entry.stream(), opened.entry.n());
        self.documents.extend(opened.entry.event().document(side.role())?.map(|name| (stream, name)));
        for name in opened.entry.event().gone() {
            self.documents.remove(&(stream, name));
        }
        let heard = Taken::noted(opened.entry.event(), side.role())?;
        self.heard.extend(heard.map(|taken| ((stream, n), taken)));
        Ok(())
    }
}
