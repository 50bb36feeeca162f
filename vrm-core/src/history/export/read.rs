//! Reading the lines: their order, their end, and the chain of the events. What they say is not believed yet.

use super::line::Line;
use super::{
    CarriedDocument, CarriedEvent, CarriedKeys, CarriedLetter, CarriedTaken, Export, Header, LineError, write,
};
use crate::history::{Chain, HistoryError};
use crate::json::JsonError;
use crate::keys::DataKey;

/// An export that was read. What may turn out wrong later stands with the number of its line.
pub(crate) struct Carried {
    pub(crate) header: Header,
    pub(crate) names: DataKey,
    pub(crate) events: Vec<CarriedEvent>,
    pub(crate) chain: Chain,
    pub(crate) documents: Vec<(usize, CarriedDocument)>,
    pub(crate) keys: Vec<(usize, CarriedKeys)>,
    pub(crate) letters: Vec<(usize, CarriedLetter)>,
    pub(crate) taken: Vec<(usize, CarriedTaken)>,
}

impl Carried {
    /// Reads an export whose lines are all there, each once and in its place, and whose events lead to its head.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, HistoryError> {
        let mut lines = Lines { bytes, at: 0, line: 0 };
        let header = match lines.next("a header")? {
            Line::Header(header) => header,
            other => return Err(lines.out_of_turn(&other, "a header")),
        };
        let names = match lines.next("`names`")? {
            Line::Names(names) => names,
            other => return Err(lines.out_of_turn(&other, "`names`")),
        };
        let (events, chain) = events(&mut lines, &header)?;
        let (documents, keys, letters, taken) = Default::default();
        let mut carried = Self { header, names, events, chain, documents, keys, letters, taken };
        carried.read_rest(&mut lines)?;
        Ok(carried)
    }

    fn read_rest(&mut self, lines: &mut Lines<'_>) -> Result<(), HistoryError> {
        let mut last = None;
        loop {
            let before = lines.at;
            let line = lines.next("an end")?;
            let place = line.place();
            if place.is_none() {
                return Err(lines.out_of_turn(&line, "a document, keys, a letter, a message taken or an end"));
            }
            if place <= last {
                return Err(lines.wrong(LineError::NotAscending));
            }
            last = place;
            let number = lines.line;
            match line {
                Line::Document(document) => self.documents.push((number, document)),
                Line::Keys(keys) => self.keys.push((number, keys)),
                Line::Letter(letter) => self.letters.push((number, letter)),
                Line::Taken(taken) => self.taken.push((number, taken)),
                Line::End(hash) => return lines.end(before, &hash),
                Line::Header(_) | Line::Names(_) | Line::Event { .. } => {}
            }
        }
    }
}

fn events(lines: &mut Lines<'_>, header: &Header) -> Result<(Vec<CarriedEvent>, Chain), HistoryError> {
    let (mut events, mut chain) = (Vec::new(), Chain::START);
    while chain.head().p() < header.head.p() {
        let expected = chain.head().p().saturating_add(1);
        match lines.next("an event")? {
            Line::Event { p, event } if p == expected => {
                chain.follow(event.stream, event.n, &event.commitment, event.opened.as_ref())?;
                events.push(*event);
            }
            Line::Event { p: found, .. } => return Err(lines.wrong(LineError::OtherPosition { found, expected })),
            other => return Err(lines.out_of_turn(&other, "an event")),
        }
    }
    if chain.head() == header.head {
        Ok((events, chain))
    } else {
        Err(HistoryError::OtherHead { position: header.head.p() })
    }
}

/// The lines that are still to be read.
struct Lines<'a> {
    bytes: &'a [u8],
    /// Where the next line begins.
    at: usize,
    /// The line that was read last, from 1.
    line: usize,
}

impl Lines<'_> {
    fn next(&mut self, expected: &'static str) -> Result<Line, HistoryError> {
        self.line += 1;
        if self.line > Export::MAX_LINES {
            let (found, limit) = (self.line, Export::MAX_LINES);
            return Err(HistoryError::TooLarge { what: "lines", found, limit });
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'\n');
        let length = length.ok_or_else(|| self.wrong(LineError::CutShort { expected }))?;
        let line = rest.get(..length).unwrap_or_default();
        self.at += length + 1;
        let text = std::str::from_utf8(line);
        let text = text.map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() }.into());
        text.and_then(Line::read).map_err(|error| self.wrong(error))
    }

    /// The end, whose line began at `before`.
    fn end(&self, before: usize, hash: &[u8; 32]) -> Result<(), HistoryError> {
        if self.at < self.bytes.len() {
            return Err(LineError::Tail.at(self.line + 1));
        }
        let lines = self.bytes.get(..before).unwrap_or_default();
        if write::hash(lines) == *hash { Ok(()) } else { Err(self.wrong(LineError::OtherLines)) }
    }

    fn wrong(&self, error: LineError) -> HistoryError {
        error.at(self.line)
    }

    fn out_of_turn(&self, line: &Line, expected: &'static str) -> HistoryError {
        self.wrong(LineError::OutOfTurn { found: line.kind(), expected })
    }
}
