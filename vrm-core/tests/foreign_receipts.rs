//! Receipts and records of others: what is refused, which liberties are noted, and that nothing is lost.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;
use serde_json::{Value, json};
use vrm_core::consent::ConsentStatus;
use vrm_core::consent::foreign::{
    ForeignReceiptError, PublishedReceipt, ReceiptFormat, ReceiptNote, TimeUnit, read_receipts,
};
use vrm_core::error::{Code, Fault};
use vrm_core::json::foreign;

fn read(text: &Value) -> Vec<PublishedReceipt> {
    read_receipts(text.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn one(text: &Value) -> PublishedReceipt {
    let mut all = read(text);
    assert_eq!(all.len(), 1, "{text}");
    all.remove(0)
}

fn refused(text: &Value) -> ForeignReceiptError {
    read_receipts(text.to_string().as_bytes()).unwrap_err()
}

fn flat() -> Value {
    json!({
        "version": "KI-CR-v1.1.0", "jurisdiction": "IE", "consentTimestamp": 1_772_357_400, "collectionMethod": "web",
        "consentReceiptID": "7", "piiPrincipalId": "p", "policyUrl": "https://shop.example", "sensitive": false,
        "spiCat": [], "piiControllers": [{ "piiController": "Shop" }],
        "services": [{ "service": "News", "purposes": [{ "purpose": "News", "purposeCategory": ["6 - Marketing"],
            "consentType": "EXPLICIT", "piiCategory": ["2 - Contact"], "termination": "later",
            "thirdPartyDisclosure": false }] }],
    })
}

fn with(pointer: &str, value: Value) -> Value {
    let mut text = flat();
    let (outer, name) = pointer.rsplit_once('/').unwrap();
    text.pointer_mut(outer).unwrap().as_object_mut().unwrap().insert(name.into(), value);
    text
}

fn without(pointer: &str) -> Value {
    let mut text = flat();
    let (outer, name) = pointer.rsplit_once('/').unwrap();
    text.pointer_mut(outer).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    text
}

#[test]
fn what_is_of_no_format_or_twice_is_refused() {
    for text in [json!({}), json!([]), json!(7), json!([flat(), {}]), json!({ "@type": "dpv:Purpose" }), json!(null)] {
        assert_eq!(refused(&text), ForeignReceiptError::UnknownFormat, "{text}");
    }
    let twice = br#"{"@type":"dpv:ConsentRecord","dpv:hasProcess":{},"dpv:hasProcess":{}}"#;
    assert_eq!(read_receipts(twice).unwrap_err().code(), Code::JsonDuplicateMember);
    assert_eq!(read_receipts(&vec![b' '; (1 << 20) + 1]).unwrap_err().code(), Code::JsonTooLong);
    let many = json!(vec![json!({ "@type": "dpv:ConsentRecord" }); 4_097]);
    assert_eq!(refused(&many).code(), Code::ConsentForeignTooMany);
}

#[test]
fn a_type_that_nobody_writes_is_refused_with_its_place() {
    for (pointer, value) in [
        ("/sensitive", json!("false")),
        ("/piiPrincipalId", json!(null)),
        ("/consentTimestamp", json!(null)),
        ("/consentReceiptID", json!(7)),
        ("/spiCat", json!(null)),
        ("/piiControllers", json!(null)),
        ("/piiControllers/0/piiController", json!([])),
        ("/services/0/purposes/0/piiCategory", json!(2)),
        ("/services/0/purposes/0/thirdPartyDisclosure", json!("no")),
    ] {
        let error = refused(&with(pointer, value));
        assert_eq!((error.code(), error.path().as_deref()), (Code::JsonWrongType, Some(pointer)), "{error}");
    }
}

#[test]
fn claims_that_contradict_the_receipt_are_refused() {
    let wrapped = |claims: Value| {
        let mut outer = claims;
        outer.as_object_mut().unwrap().insert("consentReceipt".into(), flat());
        outer
    };
    for (claims, claim) in [
        (json!({ "jti": "8" }), "jti"),
        (json!({ "iat": 1_772_357_399 }), "iat"),
        (json!({ "jti": "7", "iat": 1 }), "iat"),
    ] {
        let beside = claims.as_object().unwrap().iter().fold(flat(), |mut text, (name, value)| {
            text.as_object_mut().unwrap().insert(name.clone(), value.clone());
            text
        });
        for text in [wrapped(claims), beside] {
            let error = refused(&text);
            assert_eq!(error.code(), Code::ConsentForeignContradiction);
            assert!(error.to_string().contains(claim), "{error}");
        }
    }
    assert_eq!(refused(&wrapped(json!({ "jti": 7 }))).path().as_deref(), Some("/jti"));
    let text = wrapped(json!({ "jti": "7", "iat": 1_772_357_400, "iss": "https://shop.example" }));
    let found = one(&text);
    assert_eq!((found.format, found.id.as_deref()), (ReceiptFormat::KantaraV1_1, Some("7")));
    assert_eq!(serde_json::from_str::<Value>(&found.to_json()).unwrap(), text);
    // Milliseconds and texts are compared as the moments they are.
    let mut text = wrapped(json!({ "iat": 1_772_357_399 }));
    text["consentReceipt"]["consentTimestamp"] = json!("2026-03-01T10:30:00+01:00");
    assert_eq!(refused(&text).code(), Code::ConsentForeignContradiction);
}

#[test]
fn every_liberty_is_noted() {
    let alias = |written: &str, read| ReceiptNote::Alias { written: written.into(), read };
    for (text, note) in [
        (with("/consentTimestamp", json!(1_772_357_400_000_i64)), ReceiptNote::UnitInferred),
        (with("/consentTimestamp", json!("2026-03-01T09:30:00Z")), ReceiptNote::TextTime),
        (with("/consentTimestamp", json!(7)), ReceiptNote::NotATime),
        (with("/consentTimestamp", json!(-7)), ReceiptNote::NotATime),
        (with("/version", json!("KI-CR-v1.1.O")), ReceiptNote::Version { found: "KI-CR-v1.1.O".into() }),
        (with("/state", json!("DORMANT")), ReceiptNote::UnknownState { found: "DORMANT".into() }),
        (with("/services/0/purposes/0/purposeCategory", json!("6")), ReceiptNote::NoList { member: "purposeCategory" }),
        (with("/piiControllers/0/on_behalf", json!(true)), alias("on_behalf", "onBehalf")),
        (without("/piiPrincipalId"), ReceiptNote::Missing { member: "piiPrincipalId" }),
        (without("/services"), ReceiptNote::Missing { member: "services" }),
    ] {
        assert_eq!(one(&text).notes, [note], "{text}");
    }
    assert_eq!(one(&flat()).notes, []);
}

#[test]
fn variants_of_kantara() {
    let mut text = without("/policyUrl");
    text["policyURL"] = json!("https://shop.example");
    text["state"] = json!("REVOKED");
    text["services"][0]["purposes"][0]["piiCategory"] = json!([{ "piiCategoryName": "email", "piiCategoryId": 1 }]);
    let found = one(&text);
    assert_eq!((found.status, found.data[0].stated.as_str()), (Some(ConsentStatus::Withdrawn), "email"));
    assert_eq!(found.notes.len(), 1);
    let old = json!({ "version": "KI-CR-v1.0.0", "jurisdiction": "DE", "consentTimestamp": 1_510_592_400, "subject": "p",
        "collectionMethod": "web", "consentReceiptID": "7", "serviceName": "News", "purposes": [
            { "purposeCategory": ["6"], "piiCategory": ["2"], "consentType": "EXPLICIT", "termination": "later" }],
        "dataController": { "org": "Shop", "contact": "Office" } });
    let found = one(&old);
    assert_eq!((found.format, found.notes.len()), (ReceiptFormat::KantaraV1_0, 0));
    assert_eq!((found.controllers[0].name.as_deref(), found.purposes.len()), (Some("Shop"), 1));
    let draft = json!({ "jurisdiction": "US", "iat": 1_443_282_118, "jti": "c", "purpose": [["Store", "delivery"]],
        "data_controller": { "company": "Shop" }, "pii_collected": { "name": "Sarah" } });
    let found = one(&draft);
    assert_eq!((found.format, found.purposes.len()), (ReceiptFormat::KantaraDraft, 2));
    // What was collected is named; the person's own values are not taken out of the text.
    assert_eq!(found.data.iter().map(|data| data.stated.as_str()).collect::<Vec<_>>(), ["name"]);
    assert_eq!(found.given.map(|given| given.unit), Some(TimeUnit::Seconds));
    assert_eq!(read(&json!([flat(), old])).len(), 2);
}

/// The guide's complete example, its repeated members put into lists.
fn complete() -> Value {
    json!({
        "@id": "https://example.com/receipt", "@type": "dpv:ConsentReceipt", "dct:identifier": "receipt",
        "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#receipt",
        "dpv:hasRecordOfActivity": {
            "@id": "https://example.com/record", "@type": "dpv:ConsentRecord", "dct:identifier": "record",
            "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#record", "dpv:hasDataController": "ex:Acme",
            "dpv:hasProcess": [
                { "@type": "dpv:Process", "dpv:hasPurpose": "dpv:PaymentManagement", "dpv:hasPersonalData": "pd:Email" },
                { "dpv:hasPurpose": { "@type": "dpv:Purpose", "skos:broader": "dpv:IdentityVerification",
                    "dct:description": "To know who pays" }, "dpv:hasPersonalData": "pd:OfficialID" },
            ],
            "dpv:hasConsentStatus": [
                { "@type": "dpv:ConsentWithdrawn", "dpv:isIndicatedAtTime": "2024-04-20" },
                { "@type": ["dpv:ConsentGiven", "dpv:ExpressedConsent"], "dpv:isIndicatedAtTime": "2024-01-01" },
            ],
            "dpv:hasEntity": { "@id": "ex:Acme", "@type": ["dpv:Organisation", "dpv:DataController"],
                "dpv:hasLegalName": "Acme Ltd" },
        },
    })
}

#[test]
fn a_record_inside_its_receipt() {
    let found = one(&complete());
    assert_eq!((found.id.as_deref(), found.receipt.as_deref()), (Some("record"), Some("receipt")));
    let controllers: Vec<_> = found.controllers.iter().map(|one| (one.id.as_deref(), one.name.as_deref())).collect();
    assert_eq!(controllers, [(Some("ex:Acme"), Some("Acme Ltd"))]);
    let stated = |terms: &[vrm_core::consent::foreign::PublishedTerm]| -> Vec<String> {
        terms.iter().map(|term| format!("{} {:?}", term.stated, term.word)).collect()
    };
    let purposes = [
        "dpv:PaymentManagement Some(dpv:PaymentManagement)",
        "dpv:IdentityVerification Some(dpv:IdentityVerification)",
        "To know who pays None",
    ];
    assert_eq!(stated(&found.purposes), purposes);
    assert_eq!(stated(&found.data), ["pd:Email Some(pd:EmailAddress)", "pd:OfficialID Some(pd:OfficialID)"]);
    // By time and not by place: the last state is the newest.
    assert_eq!(found.status, Some(ConsentStatus::Withdrawn));
    assert_eq!(found.given.as_ref().map(|given| (given.stated.as_str(), given.at)), Some(("2024-01-01", None)));
    let aliases: Vec<&str> = found
        .notes
        .iter()
        .filter_map(|note| if let ReceiptNote::Alias { read, .. } = note { Some(*read) } else { None })
        .collect();
    assert_eq!(aliases, ["dpv:hasName", "pd:EmailAddress"]);
}

/// The same with each node in an `@graph` of its own.
#[test]
fn records_in_a_graph_are_put_together() {
    let mut receipt = complete();
    let mut record = receipt["dpv:hasRecordOfActivity"].take();
    let entity = record["dpv:hasEntity"].take();
    let mut second = record["dpv:hasProcess"][1].take();
    second["@id"] = json!("ex:second");
    record["dpv:hasProcess"][1] = json!({ "@id": "ex:second" });
    second["dpv:hasProcess"] = json!("ex:second"); // a circle ends
    record["dpv:hasEntity"] = json!({ "@id": "ex:Acme" });
    receipt["dpv:hasRecordOfActivity"] = json!("https://example.com/record");
    let nested = one(&complete());
    for text in [json!({ "@graph": [receipt, record, entity, second] }), json!([second, entity, record, receipt])] {
        let found = one(&text);
        let facts = |one: &PublishedReceipt| {
            let all = (one.id.clone(), one.receipt.clone(), one.controllers.clone(), one.purposes.clone());
            (all, one.data.clone(), one.status, one.given.clone())
        };
        assert_eq!(facts(&found), facts(&nested));
        assert_eq!(serde_json::from_str::<Value>(&found.to_json()).unwrap(), text);
    }
}

#[test]
fn states_without_an_order_say_so() {
    let record = |states: Value| json!({ "@type": "dpv:ConsentRecord", "dpv:hasStatus": states });
    let found = one(&record(json!([{ "@type": "dpv:ConsentTerminated" }, { "@type": "dpv:ConsentGiven",
        "dpv:isIndicatedAtTime": { "@value": "2024-01-01T00:00:00Z", "@type": "xsd:dateTime" } }])));
    assert_eq!(found.status, Some(ConsentStatus::Given));
    assert!(found.given.unwrap().at.is_some() && found.notes.contains(&ReceiptNote::NoOrder));
    // Another status than one of consent is none, and no alias was read for it.
    let other = one(&record(json!("dpv:ActivityOngoing")));
    assert_eq!((other.status, other.notes.len()), (None, 0));
    // A prefix of a known name is no known name, nor is one in another namespace.
    for unknown in ["dpv:ConsentGivenByParent", "ex:ConsentGiven", "ConsentGiven"] {
        assert_eq!(one(&record(json!(unknown))).status, None, "{unknown}");
    }
}

#[test]
fn what_many_records_share_is_bounded() {
    let long = "x".repeat(400_000);
    let records =
        (0..60).map(|id| json!({ "@id": format!("ex:{id}"), "@type": "dpv:ConsentRecord", "dpv:hasProcess": "ex:p" }));
    let shared = json!({ "@id": "ex:p", "dpv:hasPurpose": long });
    let text = json!(records.chain([shared]).collect::<Vec<_>>());
    assert_eq!(refused(&text).code(), Code::ConsentForeignTooMany);
}

#[test]
fn nothing_of_the_person_is_shown_by_debug() {
    let shown = format!("{:?} {:?}", one(&flat()), one(&flat()).purposes);
    assert!(!shown.contains("News") && !shown.contains("Marketing"), "{shown}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z:é]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z@:]{0,6}", inner, 0..4)
                .prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest! {
    /// Whatever stands beside what is known, the whole comes back and the known is read.
    #[test]
    fn nothing_is_lost(extra in any_json(), place in prop::sample::select(&["", "/piiControllers/0", "/services/0/purposes/0"][..])) {
        let text = with(&format!("{place}/x-extra"), extra);
        let found = one(&text);
        prop_assert_eq!(foreign::parse(found.to_json().as_bytes()).unwrap(), foreign::parse(text.to_string().as_bytes()).unwrap());
        prop_assert_eq!((&found.notes, found.status), (&Vec::new(), Some(ConsentStatus::Given)));
    }

    /// A value of any shape in any member is read or refused, and says where.
    #[test]
    fn any_shape_is_read_or_refused(value in any_json(), member in prop::sample::select(
        &["@graph", "@id", "@type", "dct:identifier", "dpv:hasProcess", "dpv:hasDataController", "dpv:hasConsentStatus",
          "dpv:hasEntity", "dpv:hasRecordOfActivity"][..])) {
        let mut text = complete();
        text["dpv:hasRecordOfActivity"][member] = value;
        for found in read_receipts(text.to_string().as_bytes()).unwrap() {
            prop_assert_eq!(serde_json::from_str::<Value>(&found.to_json()).unwrap(), text.clone());
        }
    }
}
