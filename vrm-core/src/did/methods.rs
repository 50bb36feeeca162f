//! The verification methods of a document under their ids, and what its relationships name.

use super::{Curve, Did, DidDocument, DidError, PublicKey, method};
use crate::json::{Fields, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The relationships of DID Core 1.0 section 5.3. All may embed methods, whose ids count; two give keys.
const RELATIONSHIPS: [&str; 5] =
    ["assertionMethod", "authentication", "capabilityDelegation", "capabilityInvocation", "keyAgreement"];

pub(super) struct Methods<'a> {
    did: &'a Did,
    /// Those of `verificationMethod`, by fragment: the only ones that a reference reaches.
    listed: BTreeMap<&'a str, Node<'a>>,
    relationships: BTreeMap<&'static str, Vec<Node<'a>>>,
}

impl<'a> Methods<'a> {
    /// Every method of a document, each under an id of its own.
    pub(super) fn read(did: &'a Did, fields: &mut Fields<'a>) -> Result<Self, DidError> {
        let mut ids = BTreeSet::new();
        let mut listed = BTreeMap::new();
        for method in entries(fields, "verificationMethod")? {
            listed.insert(admit(did, &mut ids, &method)?, method);
        }
        let mut relationships = BTreeMap::new();
        for name in RELATIONSHIPS {
            let entries = entries(fields, name)?;
            for method in entries.iter().filter(|entry| is_embedded(entry)) {
                admit(did, &mut ids, method)?;
            }
            relationships.insert(name, entries);
        }
        Ok(Self { did, listed, relationships })
    }

    /// The keys of `curve` that a relationship names, each once.
    pub(super) fn keys(&self, relationship: &str, curve: Curve) -> Result<Vec<PublicKey>, DidError> {
        let mut keys = Vec::new();
        for entry in self.relationships.get(relationship).into_iter().flatten() {
            let key = method::key(self.did, self.resolve(entry)?)?;
            keys.extend(key.filter(|key| key.curve() == curve && !keys.contains(key)));
        }
        Ok(keys)
    }

    /// The method that an entry of a relationship is, or refers to.
    fn resolve<'b>(&'b self, entry: &'b Node<'a>) -> Result<&'b Node<'a>, DidError> {
        if is_embedded(entry) {
            return Ok(entry);
        }
        let method = self.listed.get(fragment(self.did, entry)?);
        method.ok_or_else(|| DidError::DocumentNoSuchMethod { path: entry.path().clone() })
    }
}

fn is_embedded(entry: &Node<'_>) -> bool {
    matches!(entry.value(), Value::Object(_))
}

fn entries<'a>(fields: &mut Fields<'a>, name: &'static str) -> Result<Vec<Node<'a>>, DidError> {
    let entries = fields.optional(name).map_or(Ok(Vec::new()), |list| list.array())?;
    match entries.get(DidDocument::MAX_METHODS) {
        None => Ok(entries),
        Some(beyond) => Err(too_many(beyond)),
    }
}

fn too_many(beyond: &Node<'_>) -> DidError {
    DidError::DocumentTooManyMethods { path: beyond.path().clone(), limit: DidDocument::MAX_METHODS }
}

/// The fragment of a method that no other has.
fn admit<'a>(did: &Did, ids: &mut BTreeSet<&'a str>, method: &Node<'a>) -> Result<&'a str, DidError> {
    let id = method.object()?.required("id")?;
    let fragment = fragment(did, &id)?;
    if !ids.insert(fragment) {
        return Err(DidError::DocumentRepeatedMethod { path: id.path().clone() });
    }
    if ids.len() > DidDocument::MAX_METHODS { Err(too_many(method)) } else { Ok(fragment) }
}

/// The fragment of a DID URL that names a method of the document of `did`, absolute or relative (DID Core 1.0
/// section 3.2). Fragments are the same when their texts are.
fn fragment<'a>(did: &Did, url: &Node<'a>) -> Result<&'a str, DidError> {
    let text = url.string()?;
    let rest = text.strip_prefix(did.as_str()).unwrap_or(text);
    let fragment = rest.strip_prefix('#').filter(|fragment| is_fragment(fragment));
    fragment.ok_or_else(|| DidError::DocumentMethodId { path: url.path().clone() })
}

/// A fragment of RFC 3986 section 3.5 that is not empty.
fn is_fragment(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}
