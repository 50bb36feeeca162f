//! Writing the lines, one after the other.

use super::{CarriedDocument, CarriedEvent, CarriedLetter, CarriedTaken, Export, Header, line, secret};
use crate::chain::StreamId;
use crate::digest::tagged;
use crate::history::HistoryError;
use crate::json::Value;
use crate::keys::{DataKey, PartySecret};
use zeroize::Zeroizing;

/// The lines so far; the caller keeps their order.
pub(crate) struct Writer {
    lines: Vec<Zeroizing<String>>,
}

impl Writer {
    pub(crate) fn new(header: &Header, names: &DataKey) -> Result<Self, HistoryError> {
        let mut writer = Self { lines: Vec::new() };
        writer.push(line::write_header(header))?;
        writer.add(secret::write(secret::NAMES, names.expose(), None))?;
        Ok(writer)
    }

    pub(crate) fn event(&mut self, p: u64, event: &CarriedEvent) -> Result<(), HistoryError> {
        self.push(line::write_event(p, event))
    }

    pub(crate) fn document(&mut self, document: &CarriedDocument) -> Result<(), HistoryError> {
        self.push(line::write_document(document))
    }

    pub(crate) fn keys(&mut self, stream: StreamId, secret: &PartySecret) -> Result<(), HistoryError> {
        self.add(secret::write(secret::KEYS, secret.danger_expose(), Some(stream)))
    }

    pub(crate) fn letter(&mut self, letter: &CarriedLetter) -> Result<(), HistoryError> {
        self.push(line::write_letter(letter))
    }

    pub(crate) fn taken(&mut self, taken: &CarriedTaken) -> Result<(), HistoryError> {
        self.push(line::write_taken(taken))
    }

    /// The end, and all of it as one text, for which there is room from the beginning: a text that grows leaves copies.
    pub(crate) fn finish(self) -> Result<Export, HistoryError> {
        let end = |hash| line::write_end(hash).canonical();
        let length = self.lines.iter().map(|line| line.len() + 1).sum::<usize>() + end(&[0; 32]).len() + 1;
        let mut text = Zeroizing::new(String::with_capacity(length));
        for line in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        let end = end(&hash(text.as_bytes()));
        text.push_str(&end);
        text.push('\n');
        Ok(Export { text, lines: self.lines.len() + 1 })
    }

    fn push(&mut self, line: Value) -> Result<(), HistoryError> {
        self.add(Zeroizing::new(line.canonical()))
    }

    fn add(&mut self, line: Zeroizing<String>) -> Result<(), HistoryError> {
        let too_large = |what, found, limit| HistoryError::TooLarge { what, found, limit };
        if line.len() > Export::MAX_LINE_BYTES {
            return Err(too_large("bytes in a line", line.len(), Export::MAX_LINE_BYTES));
        }
        // The end is one more.
        let lines = self.lines.len() + 2;
        if lines > Export::MAX_LINES {
            return Err(too_large("lines", lines, Export::MAX_LINES));
        }
        self.lines.push(line);
        Ok(())
    }
}

/// What the last line says of all before it.
pub(super) fn hash(lines: &[u8]) -> [u8; 32] {
    tagged("export", &[lines])
}
