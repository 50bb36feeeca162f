//! One line: what it is, written and read.

use super::secret::{self, KEYS, NAMES};
use super::{CarriedDocument, CarriedEvent, CarriedKeys, CarriedLetter, CarriedTaken, Export, Header, LineError};
use crate::chain::{Commitment, Head, StreamId};
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::history::{HistoryError, Opened, Side};
use crate::json::{Fields, Node, Object, Value, ours};
use crate::keys::{DataKey, PartyKeyPairs};
use crate::message::Jti;
use std::sync::Arc;

/// The `ctx` of the header, after `vrm-`.
const NAME: &str = "export";
const SIDE: &str = "`person`, `desk` or `customer`";

/// A line.
pub(super) enum Line {
    Header(Header),
    Names(DataKey),
    Event { p: u64, event: Box<CarriedEvent> },
    Document(CarriedDocument),
    Keys(CarriedKeys),
    Letter(CarriedLetter),
    Taken(CarriedTaken),
    End([u8; 32]),
}

impl Line {
    /// Reads a line: canonical and closed.
    pub(super) fn read(text: &str) -> Result<Self, LineError> {
        if let Some(names) = secret::names(text) {
            return Ok(Self::Names(DataKey::from_bytes(&names)));
        }
        if let Some((stream, secret)) = secret::keys(text) {
            let pairs = PartyKeyPairs::from_secret(&secret).map_err(|_| LineError::Secret)?;
            return Ok(Self::Keys(CarriedKeys { stream, pairs: Arc::new(pairs) }));
        }
        let value = ours::parse_within(text.as_bytes(), Export::MAX_LINE_BYTES)?;
        let node = Node::root(&value);
        let mut fields = node.object()?;
        let line = match fields.optional("kind") {
            Some(kind) => Self::of(kind.string()?, &mut fields)?,
            None => Self::Header(header(&mut fields)?),
        };
        fields.close()?;
        if value.canonical() == text { Ok(line) } else { Err(LineError::NotCanonical) }
    }

    fn of(kind: &str, fields: &mut Fields<'_>) -> Result<Self, LineError> {
        Ok(match kind {
            "event" => event(fields)?,
            "erased" => erased(fields)?,
            "document" => Self::Document(CarriedDocument {
                stream: stream(fields)?,
                name: read::hex(&fields.required("name")?)?,
                text: text(fields)?,
            }),
            "letter" => Self::Letter(CarriedLetter {
                stream: stream(fields)?,
                id: Jti::from_bytes(read::hex(&fields.required("id")?)?),
                position: read::position(&fields.required("position")?)?,
                to: fields.optional("to").map(|node| read::did(&node)).transpose()?,
                text: text(fields)?,
                expires: fields.optional("expires").map(|node| read::minute(&node)).transpose()?,
                sent: fields.required("sent")?.boolean()?,
            }),
            "taken" => Self::Taken(CarriedTaken {
                stream: stream(fields)?,
                n: read::position(&fields.required("n")?)?,
                answers: answers(&fields.required("answers")?)?,
            }),
            "end" => Self::End(read::hex(&fields.required("hash")?)?),
            // What is not as secret lines are written: the reason is found here.
            NAMES => {
                read::hex::<32>(&fields.required("secret")?)?;
                return Err(LineError::NotCanonical);
            }
            KEYS => {
                stream(fields)?;
                read::hex::<96>(&fields.required("secret")?)?;
                return Err(LineError::NotCanonical);
            }
            found => return Err(LineError::UnknownKind { found: found.to_owned() }),
        })
    }

    /// The name of its kind.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Header(_) => "header",
            Self::Names(_) => NAMES,
            Self::Event { .. } => "event",
            Self::Document(_) => "document",
            Self::Keys(_) => KEYS,
            Self::Letter(_) => "letter",
            Self::Taken(_) => "taken",
            Self::End(_) => "end",
        }
    }

    /// Where it stands among the lines after the events; none where it has no place there.
    pub(super) fn place(&self) -> Option<(u8, StreamId, Vec<u8>)> {
        Some(match self {
            Self::Header(_) | Self::Names(_) | Self::Event { .. } => return None,
            Self::Document(document) => (0, document.stream, document.name.to_vec()),
            Self::Keys(keys) => (1, keys.stream, keys.pairs.sign().public().thumbprint().as_bytes().to_vec()),
            Self::Letter(letter) => (2, letter.stream, letter.id.as_bytes().to_vec()),
            Self::Taken(taken) => (3, taken.stream, taken.n.to_be_bytes().to_vec()),
            Self::End(_) => (4, StreamId::OWN, Vec::new()),
        })
    }
}

pub(super) fn write_header(Header { side, log, head }: &Header) -> Value {
    let stands = Object::new().with("p", write::position(head.p())).with("hash", hex::text(head.hash()));
    write::context(NAME).with("side", side.name()).with("log", hex::text(log)).with("head", stands).into()
}

pub(super) fn write_event(p: u64, event: &CarriedEvent) -> Value {
    let form = Object::new().with("p", write::position(p));
    match &event.opened {
        Some(opened) => {
            form.with("kind", "event").with("salt", hex::text(&opened.salt)).with("event", opened.text.as_str()).into()
        }
        None => form
            .with("kind", "erased")
            .with("stream", event.stream.to_string())
            .with("n", write::position(event.n))
            .with("commitment", event.commitment.to_string())
            .into(),
    }
}

pub(super) fn write_document(document: &CarriedDocument) -> Value {
    let form = Object::new().with("kind", "document").with("stream", document.stream.to_string());
    form.with("name", hex::text(&document.name)).with("text", document.text.as_str()).into()
}

pub(super) fn write_letter(letter: &CarriedLetter) -> Value {
    let form = Object::new()
        .with("kind", "letter")
        .with("stream", letter.stream.to_string())
        .with("id", letter.id.to_string())
        .with("position", write::position(letter.position))
        .with("text", letter.text.as_str())
        .with("sent", letter.sent);
    let form = write::insert(form, "to", letter.to.as_ref().map(|to| to.as_str()));
    write::insert(form, "expires", letter.expires.map(|expires| expires.unix())).into()
}

pub(super) fn write_taken(taken: &CarriedTaken) -> Value {
    let answers: Vec<Value> = taken.answers.iter().map(|answer| answer.to_string().into()).collect();
    let form = Object::new().with("kind", "taken").with("stream", taken.stream.to_string());
    form.with("n", write::position(taken.n)).with("answers", answers).into()
}

pub(super) fn write_end(hash: &[u8; 32]) -> Value {
    Object::new().with("kind", "end").with("hash", hex::text(hash)).into()
}

fn header(fields: &mut Fields<'_>) -> Result<Header, LineError> {
    read::context(fields, NAME)?;
    Ok(Header {
        side: read::one_of(&fields.required("side")?, Side::ALL, Side::name, SIDE)?,
        log: read::hex(&fields.required("log")?)?,
        head: read::closed(&fields.required("head")?, |fields| {
            Ok(Head::from_parts(read::position(&fields.required("p")?)?, read::hex(&fields.required("hash")?)?))
        })?,
    })
}

fn event(fields: &mut Fields<'_>) -> Result<Line, LineError> {
    let p = read::position(&fields.required("p")?)?;
    let salt = read::hex(&fields.required("salt")?)?;
    let opened = Opened::parse(salt, fields.required("event")?.string()?).map_err(Box::<HistoryError>::new)?;
    let (stream, n, commitment) = (opened.entry.stream, opened.entry.n, opened.commitment());
    let event = Box::new(CarriedEvent { stream, n, commitment, opened: Some(opened) });
    Ok(Line::Event { p, event })
}

fn erased(fields: &mut Fields<'_>) -> Result<Line, LineError> {
    let p = read::position(&fields.required("p")?)?;
    let n = read::position(&fields.required("n")?)?;
    let commitment = Commitment::from_bytes(read::hex(&fields.required("commitment")?)?);
    let event = Box::new(CarriedEvent { stream: stream(fields)?, n, commitment, opened: None });
    Ok(Line::Event { p, event })
}

fn stream(fields: &mut Fields<'_>) -> Result<StreamId, FormError> {
    Ok(StreamId::from_bytes(read::hex(&fields.required("stream")?)?))
}

fn text(fields: &mut Fields<'_>) -> Result<String, FormError> {
    Ok(fields.required("text")?.string()?.to_owned())
}

fn answers(node: &Node<'_>) -> Result<Vec<Jti>, FormError> {
    node.array()?.iter().map(|node| Ok(Jti::from_bytes(read::hex(node)?))).collect()
}
