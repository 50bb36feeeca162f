//! Records and receipts of ISO/IEC TS 27560 as DPV JSON-LD, by the names of their members.

use super::alias::{is_member, local, term};
use super::error::ForeignReceiptError;
use super::note::ReceiptNote;
use super::published::{PublishedController, PublishedReceipt, PublishedTerm, ReceiptFormat};
use super::read::Collected;
use super::time::GivenTime;
use crate::consent::ConsentStatus;
use crate::json::{Object, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Notes = Vec<ReceiptNote>;

/// The profiles that there are (`dpv-27560.ttl`).
const PROFILES: [&str; 4] = ["record", "receipt", "record-eu-gdpr", "receipt-eu-gdpr"];
const PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#";

/// Beside what it says, what reading one process costs.
const COST: usize = 64;

/// Beside its text, what reading one value costs.
const VALUE: usize = 16;

/// How far below a node its members are read: a list, a node in it, a list in that, and a text with its type.
const BELOW: u8 = 4;

/// Reads every record, then every receipt that holds none; whether there was any.
pub(super) fn read(whole: &Arc<Value>, found: &mut Collected) -> Result<bool, ForeignReceiptError> {
    let mut graph = Graph::default();
    graph.walk(whole, Place::Anywhere);
    let referring = graph.referring();
    let mut held = BTreeSet::new();
    for (record, inside) in &graph.records {
        let named = text(record, &["@id"]).and_then(|id| referring.get(id)).copied();
        let outer = (*inside).or(named);
        held.extend(outer);
        let mut published = PublishedReceipt::new(ReceiptFormat::DpvRecord, whole);
        published.id = id_of(record);
        published.receipt = outer.and_then(|outer| graph.receipts.get(outer)).and_then(|receipt| id_of(receipt));
        graph.record(record, &mut published, found)?;
        found.add(published)?;
    }
    for (_, receipt) in graph.receipts.iter().enumerate().filter(|(index, _)| !held.contains(index)) {
        let mut published = PublishedReceipt::new(ReceiptFormat::DpvReceipt, whole);
        published.id = id_of(receipt);
        profile(receipt, &mut published.notes);
        found.add(published)?;
    }
    Ok(!graph.records.is_empty() || !graph.receipts.is_empty())
}

/// The nodes of a text.
#[derive(Default)]
struct Graph<'a> {
    nodes: BTreeMap<&'a str, Vec<&'a Object>>,
    receipts: Vec<&'a Object>,
    /// Each with the receipt that it stands in.
    records: Vec<(&'a Object, Option<usize>)>,
}

#[derive(Clone, Copy)]
enum Place {
    Anywhere,
    Receipt(usize),
    /// What a receipt holds is a record, also where it does not say so.
    Held(usize),
}

impl<'a> Graph<'a> {
    fn walk(&mut self, value: &'a Value, place: Place) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, place)),
            Value::Object(node) => self.node(node, place),
            _ => {}
        }
    }

    fn node(&mut self, node: &'a Object, place: Place) {
        let id = text(node, &["@id"]);
        let is_reference = id.is_some() && node.len() == 1;
        if let (Some(id), false) = (id, is_reference) {
            self.nodes.entry(id).or_default().push(node);
        }
        let is = |name: &str| types(node).any(|kind| local(kind) == Some(name));
        let is_held = matches!(place, Place::Held(_)) && !is_reference;
        let mut inside = place;
        if is("ConsentReceipt") {
            inside = Place::Receipt(self.receipts.len());
            self.receipts.push(node);
        } else if is("ConsentRecord") || is_held {
            let outer = match place {
                Place::Receipt(outer) | Place::Held(outer) => Some(outer),
                Place::Anywhere => None,
            };
            self.records.push((node, outer));
            inside = Place::Anywhere;
        }
        for (name, value) in node.iter() {
            let held = match inside {
                Place::Receipt(outer) if local(name) == Some("hasRecordOfActivity") => Place::Held(outer),
                Place::Receipt(_) | Place::Held(_) | Place::Anywhere => inside,
            };
            self.walk(value, held);
        }
    }

    /// Which receipt refers to a record that stands elsewhere.
    fn referring(&self) -> BTreeMap<&'a str, usize> {
        let mut all = BTreeMap::new();
        for (index, receipt) in self.receipts.iter().enumerate() {
            for (_, value) in receipt.iter().filter(|(name, _)| local(name) == Some("hasRecordOfActivity")) {
                all.extend(items(value).filter_map(reference).map(|id| (id, index)));
            }
        }
        all
    }

    fn record(
        &self,
        record: &'a Object,
        published: &mut PublishedReceipt,
        found: &mut Collected,
    ) -> Result<(), ForeignReceiptError> {
        let notes = &mut Vec::new();
        profile(record, notes);
        for process in self.processes(record, found)? {
            for value in values(process, "hasDataController", notes) {
                published.controllers.push(controller(value, &self.at(value, found)?, notes));
            }
            let purposes = values(process, "hasPurpose", notes);
            published.purposes.extend(terms(purposes, notes));
            let data = values(process, "hasPersonalData", notes);
            published.data.extend(terms(data, notes));
        }
        for value in values(record, "hasEntity", notes) {
            let nodes = self.at(value, found)?;
            if nodes.iter().any(|node| types(node).any(|kind| local(kind) == Some("DataController"))) {
                published.controllers.push(controller(value, &nodes, notes));
            }
        }
        states(record, published, notes);
        published.notes.append(notes);
        Ok(())
    }

    /// The record and the processes in it, nested or referred to, each reference once.
    fn processes(&self, record: &'a Object, found: &mut Collected) -> Result<Vec<&'a Object>, ForeignReceiptError> {
        let (mut all, mut next, mut seen) = (Vec::new(), vec![record], BTreeSet::new());
        while let Some(process) = next.pop() {
            found.hold(COST)?;
            found.look(weight_of(process, BELOW))?;
            all.push(process);
            let mut inner = Vec::new();
            for (_, value) in process.iter().filter(|(name, _)| local(name) == Some("hasProcess")) {
                for item in items(value) {
                    match (item, reference(item)) {
                        (_, Some(id)) if seen.insert(id) => inner.extend(self.nodes.get(id).into_iter().flatten()),
                        (_, Some(_)) => {}
                        (Value::Object(node), None) => inner.push(node),
                        _ => {}
                    }
                }
            }
            next.extend(inner.into_iter().rev());
        }
        Ok(all)
    }

    /// The nodes that a value is or refers to. Many may have one name, and many may name them.
    fn at(&self, value: &'a Value, found: &mut Collected) -> Result<Vec<&'a Object>, ForeignReceiptError> {
        let own = if let Value::Object(node) = value { Some(node) } else { None };
        let id = own.and_then(|node| text(node, &["@id"])).or_else(|| reference(value));
        let named = id.and_then(|id| self.nodes.get(id)).into_iter().flatten().copied();
        let mut all = Vec::from_iter(own);
        for node in named {
            found.look(weight_of(node, BELOW))?;
            all.push(node);
        }
        Ok(all)
    }
}

fn controller(value: &Value, nodes: &[&Object], notes: &mut Notes) -> PublishedController {
    let id = reference(value).map(str::to_owned).or_else(|| nodes.iter().find_map(|node| id_of(node)));
    let name = nodes.iter().find_map(|node| {
        let own = values(node, "hasName", notes).into_iter().find_map(plain);
        own.or_else(|| text(node, &["schema:name", "dct:title"])).map(str::to_owned)
    });
    PublishedController { id, name }
}

/// About what reading a node costs, that many levels down.
fn weight_of(node: &Object, below: u8) -> usize {
    node.iter().map(|(name, value)| name.len().saturating_add(weight(value, below))).fold(VALUE, usize::saturating_add)
}

fn weight(value: &Value, below: u8) -> usize {
    let Some(next) = below.checked_sub(1) else { return VALUE };
    match value {
        Value::String(text) => text.len().saturating_add(VALUE),
        Value::Array(items) => items.iter().map(|item| weight(item, next)).fold(VALUE, usize::saturating_add),
        Value::Object(node) => weight_of(node, next),
        _ => VALUE,
    }
}

/// The newest state, and when the newest yes was said.
fn states(record: &Object, published: &mut PublishedReceipt, notes: &mut Notes) {
    let mut all: Vec<(ConsentStatus, Option<GivenTime>)> = Vec::new();
    for (name, value) in record.iter() {
        let mut read = Vec::new();
        if !is_member(name, "hasConsentStatus", &mut read) {
            continue;
        }
        for item in items(value) {
            let Some(status) = status(item, &mut read) else { continue };
            let Value::Object(event) = item else {
                all.push((status, None));
                continue;
            };
            let mut times = event.iter().filter(|(name, _)| local(name) == Some("isIndicatedAtTime"));
            let time = times.find_map(|(_, value)| GivenTime::of_value(items(value).next()?, &mut read));
            all.push((status, time));
        }
        // Any other status may stand there under the same alias.
        if !all.is_empty() {
            notes.append(&mut read);
        }
    }
    let times: Option<Vec<_>> = all.iter().map(|(_, time)| time.as_ref().map(GivenTime::order)).collect();
    let is_ordered = times.is_some_and(|times| {
        let moments = times.iter().filter(|(at, _)| at.is_some()).count();
        moments == 0 || moments == times.len()
    });
    if is_ordered {
        all.sort_by(|(_, one), (_, other)| {
            one.as_ref().map(GivenTime::order).cmp(&other.as_ref().map(GivenTime::order))
        });
    } else if all.len() > 1 {
        notes.push(ReceiptNote::NoOrder);
    }
    published.status = all.last().map(|(status, _)| *status);
    published.given = all.iter().rev().find(|(status, _)| status.is_valid()).and_then(|(_, time)| time.clone());
}

/// The state that a concept, or a node by its types, is.
fn status(value: &Value, notes: &mut Notes) -> Option<ConsentStatus> {
    let names: Vec<&str> = match value {
        Value::String(text) => vec![text],
        Value::Object(node) => types(node).chain(text(node, &["@id"])).collect(),
        _ => Vec::new(),
    };
    let word = names.into_iter().filter_map(|name| term(name, notes).word);
    word.map(|word| word.name())
        .find_map(|name| ConsentStatus::ALL.iter().find(|status| status.concept() == name).copied())
}

/// Names, and nodes by what they are, are below and are described as.
fn terms(values: Vec<&Value>, notes: &mut Notes) -> Vec<PublishedTerm> {
    let mut all = Vec::new();
    for value in values {
        match value {
            Value::String(text) => all.push(term(text, notes)),
            Value::Object(node) => {
                let generic = ["Purpose", "PersonalData"];
                let kinds = types(node).filter(|kind| local(kind).is_none_or(|name| !generic.contains(&name)));
                let broader = node.iter().filter(|(name, _)| *name == "skos:broader");
                let broader =
                    broader.flat_map(|(_, value)| items(value)).filter_map(|item| plain(item).or(reference(item)));
                let names: Vec<PublishedTerm> = kinds.chain(broader).map(|name| term(name, notes)).collect();
                let own = text(node, &["@id"]).map(|id| term(id, notes));
                let own = own.filter(|own| own.word.is_some() || names.is_empty());
                let described = text(node, &["dct:description", "dct:title"]).map(|text| term(text, notes));
                all.extend(own.into_iter().chain(names).chain(described));
            }
            _ => {}
        }
    }
    all
}

fn profile(node: &Object, notes: &mut Notes) {
    for stated in node.iter().filter(|(name, _)| *name == "dct:conformsTo").flat_map(|(_, value)| items(value)) {
        let Some(iri) = plain(stated).or(reference(stated)) else { continue };
        if !iri.strip_prefix(PROFILE).is_some_and(|name| PROFILES.contains(&name)) {
            notes.push(ReceiptNote::Version { found: iri.to_owned() });
        }
    }
}

fn id_of(node: &Object) -> Option<String> {
    let names = ["dct:identifier", "dpv:hasIdentifier", "@id"];
    text(node, &names).map(str::to_owned)
}

/// The values of a member of DPV's core, one or several.
fn values<'a>(node: &'a Object, wanted: &'static str, notes: &mut Notes) -> Vec<&'a Value> {
    node.iter().filter(|(name, _)| is_member(name, wanted, notes)).flat_map(|(_, value)| items(value)).collect()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(items) => items.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

fn types(node: &Object) -> impl Iterator<Item = &str> {
    node.get("@type").into_iter().flat_map(items).filter_map(plain)
}

/// The first of some members that is a text.
fn text<'a>(node: &'a Object, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| node.get(name).into_iter().flat_map(items).find_map(plain))
}

/// A text, or one in an object that gives its type or language.
fn plain(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(typed) => match typed.get("@value") {
            Some(Value::String(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The identifier where a value is nothing else.
fn reference(value: &Value) -> Option<&str> {
    match value {
        Value::String(id) => Some(id),
        Value::Object(node) if node.len() == 1 => text(node, &["@id"]),
        _ => None,
    }
}
