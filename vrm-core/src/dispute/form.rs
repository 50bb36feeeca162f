//! The bundle as JSON.

use super::bundle::{Bundle, OpenedEvent, ShownStream, Texts};
use crate::agreement::Role;
use crate::chain::Commitment;
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object, Value, ours};
use std::collections::BTreeMap;

const NAME: &str = "dispute";

impl Bundle {
    /// Reads a bundle of at most [`MAX_BYTES`](Self::MAX_BYTES). What is signed in it is not looked at.
    ///
    /// # Errors
    /// [`FormError`] with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormError> {
        let value = ours::parse_within(bytes, Self::MAX_BYTES)?;
        read::closed(&Node::root(&value), |fields| {
            read::context(fields, NAME)?;
            Ok(Self {
                payload: fields.required("payload")?.string()?.to_owned(),
                signatures: list(fields, "signatures", text)?,
                texts: read::closed(&fields.required("terms")?, texts)?,
                rotations: list(fields, "rotations", text)?,
                messages: list(fields, "messages", text)?,
                streams: list(fields, "streams", |node| read::closed(node, stream))?,
                events: list(fields, "events", |node| read::closed(node, event))?,
            })
        })
    }

    /// The bundle as one JSON text, which [`parse`](Self::parse) reads.
    ///
    /// # Errors
    /// [`FormError`] for what no bundle holds: too many items, too many bytes, an event at no position.
    pub fn to_json(&self) -> Result<String, FormError> {
        let text = self.write();
        Self::parse(text.as_bytes()).map(|_| text)
    }

    fn write(&self) -> String {
        let strings = |texts: &[String]| Value::from(texts.iter().map(|text| text.as_str().into()).collect::<Vec<_>>());
        let form = write::context(NAME)
            .with("payload", self.payload.as_str())
            .with("signatures", strings(&self.signatures))
            .with("terms", write_texts(&self.texts))
            .with("rotations", strings(&self.rotations))
            .with("messages", strings(&self.messages))
            .with("streams", self.streams.iter().map(write_stream).collect::<Vec<_>>())
            .with("events", self.events.iter().map(write_event).collect::<Vec<_>>());
        Value::Object(form).canonical()
    }
}

fn list<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, FormError>,
) -> Result<Vec<T>, FormError> {
    items(&fields.required(name)?, Bundle::MAX_ITEMS, read)
}

/// The items of a list, counted before they are looked at.
fn items<T>(node: &Node<'_>, limit: usize, read: fn(&Node<'_>) -> Result<T, FormError>) -> Result<Vec<T>, FormError> {
    match node.value() {
        Value::Array(items) if items.len() > limit => {
            Err(FormError::TooMany { path: node.path().clone(), found: items.len(), limit })
        }
        _ => node.array()?.iter().map(read).collect(),
    }
}

fn text(node: &Node<'_>) -> Result<String, FormError> {
    Ok(node.string()?.to_owned())
}

fn texts(fields: &mut Fields<'_>) -> Result<Texts, FormError> {
    let mut layer = |name| {
        let members = fields.required(name)?.members()?.into_iter();
        members.map(|(lang, node)| Ok((lang.to_owned(), text(&node)?))).collect::<Result<BTreeMap<_, _>, FormError>>()
    };
    let (plain, legal) = (layer("plain")?, layer("legal")?);
    Ok(Texts { machine: fields.optional("machine").map(|node| text(&node)).transpose()?, plain, legal })
}

fn write_texts(texts: &Texts) -> Object {
    let layer = |texts: &BTreeMap<String, String>| {
        texts.iter().fold(Object::new(), |all, (lang, text)| all.with(lang.as_str(), text.as_str()))
    };
    let form = Object::new().with("plain", layer(&texts.plain)).with("legal", layer(&texts.legal));
    write::insert(form, "machine", texts.machine.as_deref())
}

fn stream(fields: &mut Fields<'_>) -> Result<ShownStream, FormError> {
    Ok(ShownStream {
        of: side(&fields.required("of")?)?,
        id: read::hex(&fields.required("id")?)?,
        commitments: items(&fields.required("commitments")?, Bundle::MAX_COMMITMENTS, |node| {
            read::hex(node).map(Commitment::from_bytes)
        })?,
    })
}

fn write_stream(stream: &ShownStream) -> Value {
    let commitments: Vec<Value> = stream.commitments.iter().map(|commitment| commitment.to_string().into()).collect();
    let form = Object::new().with("of", stream.of.name()).with("id", hex::text(&stream.id));
    form.with("commitments", commitments).into()
}

fn event(fields: &mut Fields<'_>) -> Result<OpenedEvent, FormError> {
    Ok(OpenedEvent {
        of: side(&fields.required("of")?)?,
        n: read::position(&fields.required("n")?)?,
        salt: read::hex(&fields.required("salt")?)?,
        event: text(&fields.required("event")?)?,
    })
}

fn write_event(event: &OpenedEvent) -> Value {
    let form = Object::new().with("of", event.of.name()).with("n", write::position(event.n));
    form.with("salt", hex::text(&event.salt)).with("event", event.event.as_str()).into()
}

fn side(node: &Node<'_>) -> Result<Role, FormError> {
    read::one_of(node, &[Role::Person, Role::Vendor], Role::name, "`person` or `vendor`")
}
