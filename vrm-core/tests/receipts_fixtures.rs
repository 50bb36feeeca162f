//! Receipts and records of others against what a naive walk finds stated in them, and the fields of Kantara v1.1 against
//! the strict reader.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{Score, bytes, fixtures, text};
use vrm_core::consent::foreign::{ForeignReceiptError, PublishedReceipt, read_receipts};
use vrm_core::consent::{ConsentError, ConsentStatus, KantaraReceipt};
use vrm_core::json::{JsonError, foreign};
use vrm_core::vocab::Word;

const GROUPS: &str = "receipts and records of others";

fn cases(file: &str) -> Option<Vec<Value>> {
    let root = fixtures(GROUPS)?;
    let whole: Value = serde_json::from_slice(&bytes(&root.join("receipts").join(file))).unwrap();
    Some(whole["cases"].as_array().unwrap().clone())
}

fn id(case: &Value) -> &str {
    case["id"].as_str().unwrap()
}

/// Every value under a name, wherever it stands.
fn under<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    let one_or_many = |value: &'a Value| value.as_array().map_or(vec![value], |items| items.iter().collect());
    match value {
        Value::Array(items) => items.iter().flat_map(|item| under(item, name)).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(known, value)| {
                let own = if known == name { one_or_many(value) } else { Vec::new() };
                own.into_iter().chain(under(value, name)).collect::<Vec<_>>()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A name, or what a node is named by.
fn named(value: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    text(value).or_else(|| ["skos:broader", "@id", "@type"].iter().find_map(|name| value.get(*name).and_then(text)))
}

fn is_of(value: &Value, kind: &str) -> bool {
    value["@type"] == kind || value["@type"].as_array().is_some_and(|all| all.iter().any(|one| one == kind))
}

/// What a record of DPV states, found without the reader: controllers, purposes, the last state, its time.
fn dpv_facts(record: &Value) -> (BTreeSet<String>, BTreeSet<String>, Option<String>, Option<String>) {
    let entities = under(record, "dpv:hasEntity").into_iter().filter(|entity| is_of(entity, "dpv:DataController"));
    let controllers = under(record, "dpv:hasDataController").into_iter().chain(entities).filter_map(named).collect();
    let purposes = under(record, "dpv:hasPurpose").into_iter().filter_map(named).collect();
    let states = under(record, "dpv:hasConsentStatus");
    let concept = |state: &Value| {
        let names: Vec<&Value> = match &state["@type"] {
            Value::Array(all) => all.iter().collect(),
            Value::Null => vec![state],
            one => vec![one],
        };
        names.iter().filter_map(|name| name.as_str()).find(|name| name.contains("Consent")).map(str::to_owned)
    };
    let last = states.last().and_then(|state| concept(state));
    let yes = states.iter().rfind(|state| concept(state).is_some_and(|name| name.ends_with("ConsentGiven")));
    let time = yes.and_then(|state| state["dpv:isIndicatedAtTime"].as_str()).map(str::to_owned);
    (controllers, purposes, last, time)
}

fn read_facts(read: &PublishedReceipt) -> (BTreeSet<String>, BTreeSet<String>, Option<String>, Option<String>) {
    let controllers = read.controllers.iter().filter_map(|one| one.id.clone().or_else(|| one.name.clone())).collect();
    let purposes = read.purposes.iter().map(|one| one.stated.clone()).collect();
    let status = read.status.map(|status: ConsentStatus| status.concept().to_owned());
    (controllers, purposes, status, read.given.as_ref().map(|given| given.stated.clone()))
}

fn given_back(read: &PublishedReceipt, text: &[u8]) -> bool {
    foreign::parse(read.to_json().as_bytes()) == foreign::parse(text)
}

#[test]
fn dpv_blocks() {
    let Some(cases) = cases("dpv_27560.json") else { return };
    let mut records = Score::new("receipts/dpv_27560.json records");
    // Blocks that show another part of a record: nothing must be read from them.
    let mut parts = Score::new("receipts/dpv_27560.json parts without controller, purpose, status and time");
    let mut bare = Score::new("receipts/dpv_27560.json receipts without a record");
    let mut refused = Score::new("receipts/dpv_27560.json repeated members");
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let answer = read_receipts(text.as_bytes());
        if case["expect"] != "accept" {
            let right = matches!(answer, Err(ForeignReceiptError::Json(JsonError::DuplicateMember { .. })));
            refused.count(right, id(case));
            continue;
        }
        let block: Value = serde_json::from_str(text).unwrap();
        let read = answer.unwrap_or_else(|error| panic!("{}: {error}", id(case)));
        let back = read.iter().all(|read| given_back(read, text.as_bytes()));
        if is_of(&block, "dpv:ConsentReceipt") {
            // It holds no record: nothing but its number can be read.
            let right = read.len() == 1 && read[0].id.is_some() && read[0].status.is_none();
            bare.count(right && back, id(case));
        } else {
            let (stated, found) = (dpv_facts(&block), read.first().map(read_facts));
            let score = if stated == Default::default() { &mut parts } else { &mut records };
            score.count(
                read.len() == 1 && back && found.as_ref() == Some(&stated),
                format!("{}: {found:?} for {stated:?}", id(case)),
            );
        }
    }
    records.end(15);
    parts.end(17);
    bare.end(3);
    refused.end(3);
}

#[test]
fn what_is_no_json_is_refused() {
    let Some(cases) = cases("dpv_27560_not_json.json") else { return };
    let mut score = Score::new("receipts/dpv_27560_not_json.json");
    for case in &cases {
        let answer = read_receipts(case["text"].as_str().unwrap().as_bytes());
        score.count(matches!(answer, Err(ForeignReceiptError::Json(JsonError::Syntax { .. }))), id(case));
    }
    score.end(7);
}

/// Controllers by name, purposes and categories, and the time, by the names that these formats have.
fn flat_facts(receipt: &Value) -> (BTreeSet<String>, BTreeSet<String>, Option<String>) {
    let names = ["piiController", "company"];
    let controllers = names.iter().flat_map(|name| under(receipt, name)).filter_map(named).collect();
    let names = ["purpose", "resource", "purposeCategory"];
    let purposes = names.iter().flat_map(|name| under(receipt, name)).filter_map(named).collect();
    let time = ["consentTimestamp", "iat"].iter().find_map(|name| receipt.get(*name)).map(Value::to_string);
    (controllers, purposes, time)
}

#[test]
fn in_the_wild() {
    let Some(cases) = cases("receipts_in_the_wild.json") else { return };
    let mut read = Score::new("receipts/receipts_in_the_wild.json read");
    let mut refused = Score::new("receipts/receipts_in_the_wild.json refused");
    for case in &cases {
        let Some(receipt) = case.get("receipt") else {
            let answer = read_receipts(case["text"].as_str().unwrap().as_bytes());
            refused.count(matches!(answer, Err(ForeignReceiptError::Json(_))), id(case));
            continue;
        };
        let text = receipt.to_string();
        if receipt.get("template_id").is_some() {
            // A data agreement is a format of its own, and none that is read.
            refused.count(read_receipts(text.as_bytes()) == Err(ForeignReceiptError::UnknownFormat), id(case));
            continue;
        }
        let found = read_receipts(text.as_bytes()).unwrap();
        let (controllers, purposes, status, time) = read_facts(&found[0]);
        let facts = (controllers, purposes, time);
        let right = facts == flat_facts(receipt) && status.as_deref() == Some("dpv:ConsentGiven");
        read.count(right && given_back(&found[0], text.as_bytes()), format!("{}: {facts:?}", id(case)));
    }
    read.end(2);
    refused.end(2);
}

/// A receipt with every member of the table, of its type.
fn full() -> Value {
    json!({
        "version": "KI-CR-v1.1.0", "jurisdiction": "IE", "consentTimestamp": 1_772_357_400, "collectionMethod": "web",
        "consentReceiptID": "c1befd3e-b7e5-4ea6-8688-e9a565aade21", "publicKey": "", "language": "en",
        "piiPrincipalId": "7", "policyUrl": "https://shop.example/privacy", "sensitive": false, "spiCat": [],
        "piiControllers": [{ "piiController": "Shop", "onBehalf": false, "contact": "Office", "address": {},
            "email": "a@shop.example", "phone": "+353-1-555-0100", "piiControllerUrl": "https://shop.example" }],
        "services": [{ "service": "News", "purposes": [{ "purpose": "News", "consentType": "EXPLICIT",
            "purposeCategory": ["6 - Marketing"], "piiCategory": ["2 - Contact"], "primaryPurpose": false,
            "termination": "when withdrawn", "thirdPartyDisclosure": true, "thirdPartyName": "Printer" }] }],
    })
}

fn parse(receipt: &Value) -> Result<KantaraReceipt, ConsentError> {
    KantaraReceipt::parse(receipt.to_string().as_bytes())
}

#[test]
fn kantara_fields() {
    let Some(root) = fixtures("the fields of Kantara v1.1") else { return };
    let table = text(&root.join("receipts/kantara_cr_v1_1_fields.tsv"));
    let mut score = Score::new("receipts/kantara_cr_v1_1_fields.tsv");
    assert!(parse(&full()).is_ok());
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let pointer = format!("/{}", cells[0].replace("[].", "/0/"));
        let (outer, name) = pointer.rsplit_once('/').unwrap();
        let with = |value: Option<Value>| {
            let mut receipt = full();
            let object = receipt.pointer_mut(outer).unwrap().as_object_mut().unwrap();
            assert!(object.contains_key(name), "{pointer}");
            match value {
                Some(value) => drop(object.insert(name.to_owned(), value)),
                None => drop(object.remove(name)),
            }
            parse(&receipt).map_err(|error| {
                assert_eq!(vrm_core::error::Fault::path(&error).as_deref(), Some(pointer.as_str()));
                matches!(error, ConsentError::Json(JsonError::Missing { .. }))
            })
        };
        let right_type = match cells[1] {
            "string" => json!("a"),
            "integer" => json!(1),
            "boolean" => json!(true),
            "array" => json!([]),
            "object" => json!({}),
            other => panic!("{other}"),
        };
        let mut right = with(Some(right_type.clone())).is_ok();
        for other in [json!(null), json!("a"), json!(1.5), json!(true), json!([]), json!({})] {
            let same = serde_json::to_string(&other).unwrap().get(..1) == right_type.to_string().get(..1);
            right &= same || with(Some(other)) == Err(false);
        }
        right &= match cells[2] {
            "optional" => with(None).is_ok(),
            _ => with(None) == Err(true),
        };
        score.count(right, cells[0]);
    }
    // The one condition of the table.
    let mut undisclosed = full();
    let purpose = undisclosed.pointer_mut("/services/0/purposes/0").unwrap().as_object_mut().unwrap();
    purpose.insert("thirdPartyDisclosure".into(), json!(false));
    purpose.remove("thirdPartyName");
    assert!(parse(&undisclosed).is_ok());
    score.end(30);
}

#[test]
fn dpv_terms_of_ieee_7012() {
    let Some(root) = fixtures("the terms of IEEE 7012 in DPV 2.2") else { return };
    let mut score = Score::new("receipts/dpv_p7012 terms");
    for file in support::files(&root.join("receipts/dpv_p7012")) {
        for line in text(&file).lines().filter(|line| line.starts_with('"')).skip(1) {
            let Some(iri) = line.split(',').nth(2).map(|cell| cell.trim_matches('"')) else { continue };
            if !iri.starts_with("https://w3id.org/dpv/standards/p7012#") {
                continue;
            }
            score.count(Word::parse(iri).unwrap().is_known(), iri);
        }
    }
    score.end(139);
}
