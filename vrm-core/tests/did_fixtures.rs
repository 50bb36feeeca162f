//! Identifiers and their documents against published vectors.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::path::Path;
use support::{Score, bytes, files, fixtures, text};
use vrm_core::did::{Curve, Did, DidDocument, DidError, PublicKey};
use vrm_core::json::{Fields, Node, Value, foreign};

fn document(path: &Path) -> Value {
    foreign::parse(&bytes(path)).unwrap()
}

fn string<'a>(fields: &mut Fields<'a>, name: &'static str) -> Option<&'a str> {
    fields.optional(name).and_then(|node| node.string().ok())
}

/// Whether a key is the one that a JWK prints.
fn is_key(key: Result<PublicKey, DidError>, jwk: &Node<'_>) -> bool {
    let mut fields = jwk.object().unwrap();
    let supported = matches!(string(&mut fields, "crv"), Some("Ed25519" | "X25519"));
    match key {
        Ok(key) => {
            supported
                && string(&mut fields, "crv") == Some(key.curve().name())
                && string(&mut fields, "x") == Some(&URL_SAFE_NO_PAD.encode(key.bytes()))
        }
        Err(error) => !supported && matches!(error, DidError::KeyUnsupported { .. }),
    }
}

#[test]
fn did_key_rows() {
    let Some(root) = fixtures("the did:key rows") else { return };
    let rows = document(&root.join("did/did_key_flat.json"));
    let mut score = Score::new("did/did_key_flat");
    for row in Node::root(&rows).object().unwrap().required("cases").unwrap().array().unwrap() {
        let mut fields = row.object().unwrap();
        let did = Did::parse(string(&mut fields, "did").unwrap()).unwrap();
        let jwk = fields.required("jwk").unwrap();
        let key = did.public_key();
        let back = key.as_ref().is_ok_and(|key| key.to_did_key() == did) || key.is_err();
        let right = match jwk.value() {
            Value::Null => matches!(key, Err(DidError::KeyUnsupported { .. })),
            _ => is_key(key, &jwk),
        };
        score.count(right && back, did.as_str());
    }
    score.end(16);
}

#[test]
fn did_key_documents() {
    let Some(root) = fixtures("the did:key documents") else { return };
    let mut score = Score::new("did/did-key");
    for file in files(&root.join("did/did-key")) {
        for (did, case) in Node::root(&document(&file)).members().unwrap() {
            let key = Did::parse(did).unwrap().public_key();
            let pair = case.object().unwrap().optional("verificationKeyPair");
            let base58 = pair.and_then(|pair| string(&mut pair.object().unwrap(), "publicKeyBase58"));
            let right = match (&key, base58) {
                (Ok(key), Some(printed)) => bs58::encode(key.bytes()).into_string() == printed,
                (Ok(key), None) => key.to_did_key().as_str() == did,
                (Err(error), _) => {
                    matches!(error, DidError::KeyUnsupported { .. }) && !file.to_string_lossy().contains("25519")
                }
            };
            score.count(right, did);
        }
    }
    score.end(16);
}

#[test]
fn did_jwk_examples() {
    let Some(root) = fixtures("the did:jwk examples") else { return };
    let mut score = Score::new("did/did-jwk");
    let examples = document(&root.join("did/did-jwk/spec_examples.json"));
    for case in Node::root(&examples).object().unwrap().required("cases").unwrap().array().unwrap() {
        let mut fields = case.object().unwrap();
        let did = string(&mut fields, "did").unwrap();
        score.count(is_key(Did::parse(did).unwrap().public_key(), &fields.required("jwk").unwrap()), did);
    }
    score.end(2);
}

#[test]
fn did_web_addresses() {
    let Some(root) = fixtures("the did:web addresses") else { return };
    let mut score = Score::new("did/did-web");
    for row in text(&root.join("did/did-web/url_mapping.tsv")).lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        score.count(Did::parse(cells[0]).unwrap().web_url().unwrap() == cells[1], cells[0]);
    }
    score.end(4);
}

#[test]
fn web5_vectors() {
    let Some(root) = fixtures("the web5 vectors") else { return };
    let mut score = Score::new("did/web5");
    for name in ["did_jwk_resolve", "did_web_resolve"] {
        let vectors = document(&root.join(format!("did/web5/{name}.json")));
        for case in Node::root(&vectors).object().unwrap().required("vectors").unwrap().array().unwrap() {
            let mut fields = case.object().unwrap();
            let input = fields.required("input").unwrap();
            let output = fields.required("output").unwrap().object().unwrap();
            let right = if name == "did_jwk_resolve" { jwk_case(&input, output) } else { web_case(&input, output) };
            score.count(right, string(&mut fields, "description").unwrap());
        }
    }
    let portable = document(&root.join("did/web5/portable_did_parse.json"));
    for case in Node::root(&portable).object().unwrap().required("vectors").unwrap().array().unwrap() {
        let mut fields = case.object().unwrap();
        let mut input = fields.required("input").unwrap().object().unwrap();
        let Some(did) = string(&mut input, "uri") else { continue };
        let keys = input.optional("privateKeys").map(|keys| keys.array().unwrap());
        let key = Did::parse(did).unwrap().public_key();
        let right = keys.map_or(key.is_ok(), |keys| is_key(key, &keys[0]));
        score.count(right, string(&mut fields, "description").unwrap());
    }
    score.end(13);
}

fn failure<'a>(mut output: Fields<'a>) -> Option<&'a str> {
    string(&mut output.required("didResolutionMetadata").unwrap().object().unwrap(), "error")
}

fn jwk_case(input: &Node<'_>, mut output: Fields<'_>) -> bool {
    let key = Did::parse(input.string().unwrap()).and_then(|did| did.public_key());
    if failure(output.clone()) == Some("invalidDid") {
        return key.is_err_and(|error| !matches!(error, DidError::KeyUnsupported { .. }));
    }
    let mut document = output.required("didDocument").unwrap().object().unwrap();
    let methods = document.required("verificationMethod").unwrap().array().unwrap();
    is_key(key, &methods[0].object().unwrap().required("publicKeyJwk").unwrap())
}

fn web_case(input: &Node<'_>, output: Fields<'_>) -> bool {
    let mut fields = input.object().unwrap();
    let url = Did::parse(string(&mut fields, "didUri").unwrap()).and_then(|did| did.web_url());
    match (failure(output), fields.optional("mockServer")) {
        (None, Some(server)) => url.unwrap() == server.members().unwrap()[0].0,
        (Some("notFound"), _) => url.is_ok(),
        (Some("methodNotSupported"), _) => matches!(url, Err(DidError::WrongMethod { .. })),
        (Some("invalidDid"), _) => matches!(url, Err(DidError::Syntax { .. })),
        _ => false,
    }
}

/// Every public key type of the table is named, or at least numbered.
#[test]
fn key_types_have_their_names() {
    let Some(root) = fixtures("the multicodec table") else { return };
    let mut score = Score::new("did/multicodec_table");
    for row in text(&root.join("did/multicodec_table.csv")).lines().skip(1) {
        let cells: Vec<&str> = row.split(',').map(str::trim).collect();
        if cells[1] != "key" || !cells[0].ends_with("-pub") || matches!(cells[0], "ed25519-pub" | "x25519-pub") {
            continue;
        }
        let code = u64::from_str_radix(cells[2].trim_start_matches("0x"), 16).unwrap();
        let mut bytes = Vec::new();
        let mut rest = code;
        while rest >= 0x80 {
            bytes.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        bytes.push(rest as u8);
        bytes.extend([7; 33]);
        let did = Did::parse(&format!("did:key:z{}", bs58::encode(bytes).into_string())).unwrap();
        let error = did.public_key().unwrap_err();
        let named = error == DidError::KeyUnsupported { codec: cells[0].to_owned() };
        score.count(named || error == DidError::KeyUnsupported { codec: format!("0x{code:x}") }, cells[0]);
    }
    score.end(30);
}

/// What the fragments of a relationship say: in a `did:key` each is a key, in a `did:jwk` it is that of the DID.
fn named(did: &Did, document: &Node<'_>, relationship: &'static str, curve: Curve) -> Vec<PublicKey> {
    let references = document.object().unwrap().optional(relationship).map_or(Vec::new(), |list| list.array().unwrap());
    let key = |reference: Node<'_>| {
        let fragment = reference.string().unwrap().split_once('#').unwrap().1;
        let holder =
            if did.method() == "key" { Did::parse(&format!("did:key:{fragment}")).unwrap() } else { did.clone() };
        holder.public_key().ok().filter(|key| key.curve() == curve)
    };
    references.into_iter().filter_map(key).collect()
}

fn is_right(did: &str, document: &Node<'_>) -> bool {
    let did = Did::parse(did).unwrap();
    let read = DidDocument::parse(&did, document.value().canonical().as_bytes());
    read.is_ok_and(|read| {
        read.id() == &did
            && read.signing_keys() == named(&did, document, "assertionMethod", Curve::Ed25519)
            && read.sealing_keys() == named(&did, document, "keyAgreement", Curve::X25519)
    })
}

#[test]
fn published_documents() {
    let Some(root) = fixtures("the published DID documents") else { return };
    let mut score = Score::new("did/documents");
    for file in files(&root.join("did/did-key")) {
        for (did, case) in Node::root(&document(&file)).members().unwrap() {
            score.count(is_right(did, &case.object().unwrap().required("didDocument").unwrap()), did);
        }
    }
    let examples = document(&root.join("did/did-jwk/spec_examples.json"));
    for case in Node::root(&examples).object().unwrap().required("cases").unwrap().array().unwrap() {
        let mut fields = case.object().unwrap();
        let did = fields.required("did").unwrap().string().unwrap();
        score.count(is_right(did, &fields.required("didDocument").unwrap()), did);
    }
    for (name, holder) in
        [("did_jwk_resolve", "output"), ("did_web_resolve", "output"), ("portable_did_parse", "input")]
    {
        let vectors = document(&root.join(format!("did/web5/{name}.json")));
        for case in Node::root(&vectors).object().unwrap().required("vectors").unwrap().array().unwrap() {
            let mut fields = case.object().unwrap();
            let description = fields.required("description").unwrap().string().unwrap();
            let mut holder = fields.required(holder).unwrap().object().unwrap();
            let document = holder.optional("didDocument").or_else(|| holder.optional("document"));
            let Some(document) = document.filter(|document| *document.value() != Value::Null) else { continue };
            let did = document.object().unwrap().required("id").unwrap().string().unwrap();
            score.count(is_right(did, &document), description);
        }
    }
    score.end(27);
}
