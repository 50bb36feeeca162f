//! What a presentation discloses (SD-JWT, RFC 9901): mandates behind digests, as compact text or laid open.

use crate::intention::foreign::error::{ForeignOfferError, NoMandate};
use crate::intention::foreign::tree::Tree;
use crate::json::JsonError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The most bytes of a presentation.
const BYTES: usize = 1024 * 1024;
/// How deep disclosures may lie in one another.
const DEPTH: usize = 32;

/// A disclosed value, and its name where it is a member.
type Disclosure = (Option<String>, Tree);

/// The payloads of a text, with everything that it discloses put in its place.
pub(super) fn payloads(bytes: &[u8]) -> Result<Vec<Tree>, ForeignOfferError> {
    if bytes.len() > BYTES {
        return Err(JsonError::TooLong { length: bytes.len(), limit: BYTES }.into());
    }
    let (mut payloads, mut disclosures) = (Vec::new(), BTreeMap::new());
    match std::str::from_utf8(bytes).ok().map(str::trim).filter(|text| text.starts_with("ey")) {
        Some(compact) => read_compact(compact, &mut payloads, &mut disclosures)?,
        None => {
            let tree = Tree::parse(bytes)?;
            collect_open(&tree, &mut disclosures);
            payloads.push(tree);
        }
    }
    Ok(payloads.iter().map(|payload| opened(payload, &mut disclosures, 0)).collect())
}

/// `jwt~disclosure~…~`, several of them in a chain.
fn read_compact(
    text: &str,
    payloads: &mut Vec<Tree>,
    disclosures: &mut BTreeMap<String, Disclosure>,
) -> Result<(), ForeignOfferError> {
    for part in text.split('~').filter(|part| !part.is_empty()) {
        if part.contains('.') {
            payloads.push(payload(part)?);
        } else {
            let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(part.as_bytes()));
            disclosures.extend(disclosure(&json(part)?).map(|disclosure| (digest, disclosure)));
        }
    }
    Ok(())
}

/// The payload of a compact JWT. Its signature is not checked.
pub(super) fn payload(jwt: &str) -> Result<Tree, ForeignOfferError> {
    json(jwt.split('.').nth(1).unwrap_or_default())
}

fn json(part: &str) -> Result<Tree, ForeignOfferError> {
    let broken = ForeignOfferError::NoMandate { why: NoMandate::Encoding };
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| broken.clone())?;
    Tree::parse(&bytes).map_err(|_| broken)
}

/// `[salt, value]` or `[salt, name, value]`.
fn disclosure(decoded: &Tree) -> Option<Disclosure> {
    match decoded.items() {
        [_, value] => Some((None, value.clone())),
        [_, Tree::Text(name), value] => Some((Some(name.clone()), value.clone())),
        _ => None,
    }
}

/// Disclosures as the protocol's pages lay them open: with their digests, which nobody can check there.
fn collect_open(tree: &Tree, disclosures: &mut BTreeMap<String, Disclosure>) {
    for one in tree.get("disclosures").map(Tree::items).unwrap_or_default() {
        if let (Some(digest), Some(decoded)) = (one.text("digest"), one.get("decoded")) {
            disclosures.extend(disclosure(decoded).map(|disclosure| (digest.to_owned(), disclosure)));
        }
    }
    tree.items().iter().for_each(|item| collect_open(item, disclosures));
}

/// The tree with disclosed values in their places; each is used once.
fn opened(tree: &Tree, disclosures: &mut BTreeMap<String, Disclosure>, depth: usize) -> Tree {
    match tree {
        Tree::List(items) => Tree::List(items.iter().map(|item| element(item, disclosures, depth)).collect()),
        Tree::Object(members) => {
            let plain = members.iter().filter(|(name, _)| name != "_sd" && name != "disclosures");
            let mut all: Vec<(String, Tree)> =
                plain.map(|(name, value)| (name.clone(), opened(value, disclosures, depth))).collect();
            for digest in tree.get("_sd").map(Tree::items).unwrap_or_default() {
                if let Some((Some(name), value)) = taken(digest, disclosures, depth) {
                    all.push((name, opened(&value, disclosures, depth + 1)));
                }
            }
            Tree::Object(all)
        }
        other => other.clone(),
    }
}

fn element(item: &Tree, disclosures: &mut BTreeMap<String, Disclosure>, depth: usize) -> Tree {
    match item.get("...").and_then(|digest| taken(digest, disclosures, depth)) {
        Some((None, value)) => opened(&value, disclosures, depth + 1),
        _ => opened(item, disclosures, depth),
    }
}

fn taken(digest: &Tree, disclosures: &mut BTreeMap<String, Disclosure>, depth: usize) -> Option<Disclosure> {
    (depth < DEPTH).then(|| disclosures.remove(digest.as_text()?)).flatten()
}
