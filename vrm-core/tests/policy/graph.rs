//! A flattened JSON-LD document: nodes by IRI, members by IRI. Prefixes are expanded by the document's own context, and
//! nothing else of JSON-LD is done.

use super::Refused;
use std::collections::BTreeMap;
use vrm_core::json::{Node, Value, foreign};

/// The nodes of one document.
pub(crate) struct Graph(BTreeMap<String, Thing>);

/// One node and what is said of it.
pub(crate) struct Thing {
    pub(crate) iri: String,
    members: BTreeMap<String, Vec<Term>>,
}

enum Term {
    Iri(String),
    Literal { text: String, kind: Option<String> },
}

impl Graph {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let read = foreign::parse(bytes).map_err(|error| error.to_string())?;
        let mut fields = Node::root(&read).object().map_err(|error| error.to_string())?;
        let mut part = |name| fields.required(name).map_err(|error| error.to_string());
        let (context, nodes) = (part("@context")?, part("@graph")?);
        fields.close().map_err(|error| error.to_string())?;
        let mut prefixes = BTreeMap::new();
        for (prefix, space) in context.members().map_err(|error| error.to_string())? {
            prefixes.insert(prefix, space.string().map_err(|error| error.to_string())?);
        }
        let mut all = BTreeMap::new();
        for node in nodes.array().map_err(|error| error.to_string())? {
            let thing = Thing::read(&node, &prefixes)?;
            if let Some(twice) = all.insert(thing.iri.clone(), thing) {
                return Err(format!("{} stands twice", twice.iri));
            }
        }
        Ok(Self(all))
    }

    pub(crate) fn find(&self, iri: &str) -> Result<&Thing, Refused> {
        self.0.get(iri).ok_or_else(|| format!("{iri} is named and not there"))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Thing> {
        self.0.values()
    }

    /// The one node of a type.
    pub(crate) fn only(&self, kind: &str) -> Result<&Thing, Refused> {
        let mut found = self.all().filter(|thing| thing.is_a(kind));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(format!("not one {kind}")),
        }
    }
}

impl Thing {
    fn read(node: &Node<'_>, prefixes: &BTreeMap<&str, &str>) -> Result<Self, Refused> {
        let (mut iri, mut members) = (None, BTreeMap::new());
        for (name, value) in node.members().map_err(|error| error.to_string())? {
            let texts = || match value.value() {
                Value::Array(items) => items.iter().collect(),
                one => vec![one],
            };
            match name {
                "@id" => iri = value.string().ok().map(|iri| expand(iri, prefixes)),
                "@type" => {
                    let kinds = texts().into_iter().map(|kind| match kind {
                        Value::String(kind) => Ok(Term::Iri(expand(kind, prefixes))),
                        _ => Err("a type that is no name".to_owned()),
                    });
                    members.insert(name.to_owned(), kinds.collect::<Result<_, _>>()?);
                }
                _ => {
                    let terms = texts().into_iter().map(|term| Term::read(term, prefixes));
                    members.insert(expand(name, prefixes), terms.collect::<Result<_, _>>()?);
                }
            }
        }
        Ok(Self { iri: iri.ok_or("a node without a name")?, members })
    }

    pub(crate) fn is_a(&self, kind: &str) -> bool {
        self.iris("@type").is_ok_and(|kinds| kinds.contains(&kind))
    }

    pub(crate) fn has(&self, member: &str) -> bool {
        self.members.contains_key(member)
    }

    /// Refuses a node with a member, or of a type, that is not among these.
    pub(crate) fn says_only(&self, kinds: &[&str], members: &[&str]) -> Result<(), Refused> {
        if let Some(kind) = self.iris("@type")?.into_iter().find(|kind| !kinds.iter().any(|known| is(kind, known))) {
            return Err(format!("{kind} is not what is mapped here"));
        }
        let known = |name: &str| name == "@type" || members.iter().any(|known| is(name, known));
        match self.members.keys().find(|name| !known(name)) {
            Some(name) => Err(format!("{name} is not mapped")),
            None => Ok(()),
        }
    }

    /// The nodes that a member names; none when it is not there.
    pub(crate) fn iris(&self, member: &str) -> Result<Vec<&str>, Refused> {
        let terms = self.members.get(member).map(Vec::as_slice).unwrap_or_default();
        let iris = terms.iter().map(|term| match term {
            Term::Iri(iri) => Ok(iri.as_str()),
            Term::Literal { .. } => Err(format!("{member} is not a name")),
        });
        iris.collect()
    }

    /// The one node that a member names, if it is there.
    pub(crate) fn iri(&self, member: &str) -> Result<Option<&str>, Refused> {
        match self.iris(member)?.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(format!("{member} has several values")),
        }
    }

    /// The one text of a kind that a member has.
    pub(crate) fn literal(&self, member: &str, wanted: &str) -> Result<&str, Refused> {
        match self.members.get(member).map(Vec::as_slice) {
            Some([Term::Literal { text, kind }]) if kind.as_deref() == Some(wanted) => Ok(text),
            _ => Err(format!("{member} is not one {wanted}")),
        }
    }
}

impl Term {
    fn read(value: &Value, prefixes: &BTreeMap<&str, &str>) -> Result<Self, Refused> {
        let Value::Object(members) = value else {
            return match value {
                Value::String(text) => Ok(Self::Literal { text: text.clone(), kind: None }),
                _ => Err("a value that is neither a name nor a text".to_owned()),
            };
        };
        let text = |name| match members.get(name) {
            Some(Value::String(text)) => Some(text.as_str()),
            _ => None,
        };
        match (text("@id"), text("@value"), text("@type"), members.len()) {
            (Some(iri), None, None, 1) => Ok(Self::Iri(expand(iri, prefixes))),
            (None, Some(literal), Some(kind), 2) => {
                Ok(Self::Literal { text: literal.to_owned(), kind: Some(expand(kind, prefixes)) })
            }
            _ => Err("a value that is neither a name nor a typed text".to_owned()),
        }
    }
}

/// Whether an IRI is ODRL's or another's of this name.
fn is(iri: &str, known: &str) -> bool {
    iri == known || iri.strip_prefix(super::ODRL) == Some(known)
}

fn expand(name: &str, prefixes: &BTreeMap<&str, &str>) -> String {
    let parts = name.split_once(':').filter(|(_, local)| !local.starts_with("//"));
    match parts.and_then(|(prefix, local)| Some((prefixes.get(prefix)?, local))) {
        Some((space, local)) => format!("{space}{local}"),
        None => name.to_owned(),
    }
}
