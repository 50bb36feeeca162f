//! A roster as one document: what an authority signs and another host loads.

use super::{Entry, Layer, Parties, Roster};
use crate::json::{Node, Object, Value, ours};
use crate::terms::{Origin, Terms, TermsError, TermsHash, read as form};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn write(roster: &Roster) -> String {
    let entries: Vec<Value> = roster.entries.iter().map(write_entry).collect();
    Value::Object(Object::new().with("v", 1).with("roster", roster.iri.as_str()).with("entries", entries)).canonical()
}

fn write_entry(entry: &Entry) -> Value {
    let texts = |texts: &BTreeMap<String, String>| {
        texts.iter().fold(Object::new(), |all, (lang, text)| all.with(lang.as_str(), text.as_str()))
    };
    let hashes = |texts: &BTreeMap<String, String>| {
        let hash = |text: &str| TermsHash::of(text.as_bytes()).to_string();
        Value::Object(texts.iter().fold(Object::new(), |all, (lang, text)| all.with(lang.as_str(), hash(text))))
    };
    let pins = Object::new()
        .with("machine", entry.terms.hash().to_string())
        .with("plain", hashes(&entry.plain))
        .with("legal", hashes(&entry.legal));
    let form = Object::new()
        .with("parties", entry.parties.name())
        .with("titles", Value::Object(texts(&entry.titles)))
        .with("machine", entry.terms.machine_form())
        .with("plain", Value::Object(texts(&entry.plain)))
        .with("legal", Value::Object(texts(&entry.legal)))
        .with("sha256", Value::Object(pins));
    Value::Object(form)
}

pub(super) fn read(document: &[u8]) -> Result<Roster, TermsError> {
    let value = ours::parse_within(document, Roster::MAX_BYTES)?;
    let mut fields = Node::root(&value).object()?;
    form::version(&fields.required("v")?)?;
    let iri = fields.required("roster")?.string()?.to_owned();
    let nodes = fields.required("entries")?;
    fields.close()?;
    let mut entries = Vec::new();
    let mut ids = BTreeSet::new();
    for node in nodes.array()? {
        let entry = read_entry(&node)?;
        if entry.name.roster != iri {
            return Err(TermsError::WrongOrigin { wanted_roster: true });
        }
        if !ids.insert(entry.name.id.clone()) {
            return Err(TermsError::RepeatedId { path: node.path().to_string(), id: entry.name.id });
        }
        entries.push(entry);
    }
    if entries.is_empty() {
        return Err(TermsError::EmptyDimension { path: "/entries".to_owned() });
    }
    Ok(Roster { iri, entries })
}

fn read_entry(node: &Node<'_>) -> Result<Entry, TermsError> {
    let mut fields = node.object()?;
    let parties = fields.required("parties")?;
    let found = parties.string()?;
    let parties = Parties::from_name(found).ok_or_else(|| TermsError::UnknownValue {
        path: parties.path().to_string(),
        found: found.to_owned(),
        expected: vec![Parties::PersonAndOrganisation.name(), Parties::PersonAndPerson.name()],
    })?;
    let titles = texts(&fields.required("titles")?)?;
    let machine_node = fields.required("machine")?;
    let machine = machine_node.string()?;
    let plain = texts(&fields.required("plain")?)?;
    let legal = texts(&fields.required("legal")?)?;
    let mut pins = fields.required("sha256")?.object()?;
    let (machine_pin, plain_pins, legal_pins) =
        (pins.required("machine")?, pins.required("plain")?, pins.required("legal")?);
    pins.close()?;
    fields.close()?;
    let terms = Terms::read(machine.as_bytes()).map_err(|error| error.within(machine_node.path()))?;
    let Origin::Roster(name) = terms.origin().clone() else {
        return Err(TermsError::WrongOrigin { wanted_roster: true });
    };
    let pinned = |layer: &str, lang: &str, text: &str, pin: &str| {
        if TermsHash::of(text.as_bytes()).to_string() == pin {
            Ok(())
        } else {
            Err(TermsError::LayerHash { id: name.id.clone(), layer: format!("{layer} {lang}").trim_end().to_owned() })
        }
    };
    pinned("machine", "", machine, machine_pin.string()?)?;
    for (layer, texts, pins) in [(Layer::Plain, &plain, plain_pins), (Layer::Legal, &legal, legal_pins)] {
        let pins: BTreeMap<&str, Node<'_>> = pins.members()?.into_iter().collect();
        if !texts.keys().map(String::as_str).eq(pins.keys().copied()) {
            return Err(TermsError::LayerHash { id: name.id.clone(), layer: layer.name().to_owned() });
        }
        for ((lang, text), pin) in texts.iter().zip(pins.values()) {
            pinned(layer.name(), lang, text, pin.string()?)?;
        }
    }
    Ok(Entry { titles, parties, name, terms, plain, legal })
}

fn texts(node: &Node<'_>) -> Result<BTreeMap<String, String>, TermsError> {
    node.members()?.into_iter().map(|(lang, text)| Ok((lang.to_owned(), text.string()?.to_owned()))).collect()
}
