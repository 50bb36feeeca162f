//! Records and receipts in the form of DPV: what is refused and where, what survives, what is missing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod records;

use records::{at, care, contact, event, receipt, record, shop, words};
use vrm_core::consent::{ConsentEvent, ConsentRecord, ConsentStatus, Controller, IsoReceipt, RecordFacts, WantedBy};
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::terms::Stated;
use vrm_core::vocab::{Places, Recipient, Word};

fn refused(facts: RecordFacts, code: Code, path: &str) {
    let error = ConsentRecord::new(facts.clone()).unwrap_err();
    assert_eq!((error.code(), error.path().as_deref()), (code, Some(path)), "{error}");
    if code != Code::ConsentEmpty || !path.ends_with("Control") {
        let inside = format!("/dpv:hasRecordOfActivity/0{path}");
        let error = IsoReceipt::new(receipt(vec![facts])).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, Some(inside)), "{error}");
    }
}

#[test]
fn facts_that_make_no_record_are_refused_at_their_place() {
    let mut facts = record();
    facts.processes.clear();
    refused(facts, Code::ConsentEmpty, "/dpv:hasProcess");
    let mut facts = record();
    facts.processes[1].purpose = words(&[]);
    refused(facts, Code::ConsentEmpty, "/dpv:hasProcess/1/dpv:hasPurpose");
    let mut facts = record();
    facts.processes[1].places = Stated::Unknown;
    refused(facts, Code::ConsentNotStated, "/dpv:hasProcess/1");
    let mut facts = record();
    facts.exercised_at.clear();
    refused(facts, Code::ConsentEmpty, "/dpv:hasConsentControl");
    let mut facts = record();
    facts.exercised_at = "x".repeat(2_049);
    refused(facts, Code::ConsentTooLong, "/dpv:hasConsentControl/0/dpv:isExercisedAt");
    let mut facts = record();
    facts.notice.name = "a\nb".into();
    refused(facts, Code::ConsentText, "/dpv:hasNotice/0/@id");
    let mut facts = record();
    facts.controller.contact = Some(contact());
    facts.controller.contact.as_mut().unwrap().email.clear();
    refused(facts, Code::ConsentEmpty, "/dpv:hasDataController/0/schema:email");
    let mut facts = record();
    facts.controller.contact = Some(contact());
    facts.controller.contact.as_mut().unwrap().address.country = Some("Ireland".into());
    let path = "/dpv:hasDataController/0/schema:contactPoint/1/schema:addressCountry";
    refused(facts, Code::ConsentText, path);
}

/// An own word below a marked one: what a record says of it is its maker's word, and is kept.
#[test]
fn consent_to_own_words_is_explicit_where_the_record_says_so() {
    let mut facts = record();
    facts.processes[0].data = words(&["https://own.example/#Dose"]);
    facts.explicit = [0].into();
    let made = ConsentRecord::new(facts.clone()).unwrap();
    let text = made.to_json();
    assert_eq!(text.matches("eu-gdpr:A9-2-a").count(), 2, "its own, and that of the prescription");
    assert_eq!(ConsentRecord::parse(text.as_bytes()).unwrap().facts(), &facts);
    let ordinary = ConsentRecord::new(RecordFacts { explicit: [].into(), ..facts.clone() }).unwrap();
    assert_eq!(ordinary.to_json().matches("eu-gdpr:A9-2-a").count(), 1);
    // Of what DPV marks it goes without saying, of ordinary words and other grounds it is wrong, and there is no third one.
    for at in [1, 2] {
        let path = format!("/dpv:hasProcess/{at}/dpv:hasLegalBasis/0");
        refused(RecordFacts { explicit: [at].into(), ..facts.clone() }, Code::ConsentNotAsWritten, &path);
    }
    refused(
        RecordFacts { explicit: [0].into(), ..record() },
        Code::ConsentNotAsWritten,
        "/dpv:hasProcess/0/dpv:hasLegalBasis/0",
    );
    facts.processes[0].basis = vrm_core::terms::Basis::Contract;
    refused(facts, Code::ConsentNotAsWritten, "/dpv:hasProcess/0/dpv:hasLegalBasis/0");
}

#[test]
fn events_follow_one_another() {
    let with = |events: &[(ConsentStatus, u32)]| RecordFacts {
        events: events.iter().map(|(status, minutes)| event(*status, *minutes)).collect(),
        ..record()
    };
    refused(with(&[]), Code::ConsentEmpty, "/dpv:hasConsentStatus");
    refused(with(&[(ConsentStatus::Withdrawn, 0)]), Code::ConsentNoSuchMove, "/dpv:hasConsentStatus/0");
    refused(with(&[(ConsentStatus::Renewed, 0)]), Code::ConsentNoSuchMove, "/dpv:hasConsentStatus/0");
    let twice = with(&[(ConsentStatus::Given, 0), (ConsentStatus::Given, 1)]);
    refused(twice, Code::ConsentNoSuchMove, "/dpv:hasConsentStatus/1");
    let back = with(&[(ConsentStatus::Given, 5), (ConsentStatus::Withdrawn, 4)]);
    refused(back, Code::ConsentOutOfOrder, "/dpv:hasConsentStatus/1/dpv:isIndicatedAtTime");
    let mut over = with(&[(ConsentStatus::Given, 5)]);
    over.events[0].until = Some(at(5));
    refused(over, Code::ConsentOutOfOrder, "/dpv:hasConsentStatus/0/dpv:hasDuration/rdf:value");
    for good in [
        &[(ConsentStatus::Unknown, 0)][..],
        &[(ConsentStatus::Unknown, 0), (ConsentStatus::Requested, 0), (ConsentStatus::Deferred, 0)],
        &[(ConsentStatus::Given, 0), (ConsentStatus::Expired, 9), (ConsentStatus::Renewed, 9)],
    ] {
        let record = ConsentRecord::new(with(good)).unwrap();
        assert_eq!(record.status(), good.last().unwrap().0);
    }
}

#[test]
fn a_recipient_has_its_own_name_alone() {
    let mut facts = record();
    let twin = Recipient::parse("https://w3id.org/dpv#DataController").unwrap();
    facts.processes[0].recipient = Stated::Known([twin].into());
    assert_eq!(ConsentRecord::new(facts).unwrap_err().code(), Code::ConsentNotAsWritten);
    let mut facts = record();
    let stranger = Recipient::parse("https://elsewhere.example/#Everyone").unwrap();
    facts.processes[0].recipient = Stated::Known([stranger].into());
    let record = ConsentRecord::new(facts.clone()).unwrap();
    assert_eq!(ConsentRecord::parse(record.to_json().as_bytes()).unwrap().facts(), &facts);
}

#[test]
fn a_receipt_holds_records_and_each_once() {
    let error = IsoReceipt::new(receipt(Vec::new())).unwrap_err();
    assert_eq!((error.code(), error.path().unwrap()), (Code::ConsentEmpty, "/dpv:hasRecordOfActivity".to_owned()));
    let error = IsoReceipt::new(receipt(vec![record(), record()])).unwrap_err();
    let path = "/dpv:hasRecordOfActivity/1".to_owned();
    assert_eq!((error.code(), error.path()), (Code::ConsentRecordTwice, Some(path)));
}

/// The text with one value put in another's place.
fn spoilt(json: &str, old: &str, new: &str) -> String {
    assert!(json.contains(old), "{old} in {json}");
    json.replacen(old, new, 1)
}

#[test]
fn what_is_written_otherwise_is_refused_at_its_place() {
    let json = ConsentRecord::new(record()).unwrap().to_json();
    let id = record().id.to_string();
    let process = "/dpv:hasProcess/0";
    for (old, new, code, path) in [
        (r#""@type":"dpv:ConsentRecord""#, r#""@type":"dpv:Record""#, Code::ConsentNotAsWritten, "/@type".to_owned()),
        (
            r#""dpv":"https://w3id.org/dpv#""#,
            r#""dpv":"https://e.example/""#,
            Code::ConsentNotAsWritten,
            "/@context".to_owned(),
        ),
        (
            r#""dpv":"https://w3id.org/dpv#""#,
            r#""dpv":"https://w3id.org/dpv#","x":"https://w3id.org/dpv#""#,
            Code::ConsentNotAsWritten,
            "/@context".to_owned(),
        ),
        (
            r#""@type":"dpv:Process""#,
            r#""@context":{},"@type":"dpv:Process""#,
            Code::ConsentNotAsWritten,
            format!("{process}/@context"),
        ),
        ("dpv-27560#record", "dpv-27560#record-GDPR", Code::ConsentNotAsWritten, "/dct:conformsTo".to_owned()),
        (
            &format!(r#""dct:identifier":"{id}""#),
            r#""dct:identifier":"07070707""#,
            Code::ConsentNumber,
            "/dct:identifier".to_owned(),
        ),
        (
            &format!(r#""dpv:hasIdentifier":"{id}""#),
            r#""dpv:hasIdentifier":"other""#,
            Code::ConsentNotAsWritten,
            "/dpv:hasIdentifier".to_owned(),
        ),
        (
            r#""@id":"did:example:pairwise""#,
            r#""@id":"did:example:other""#,
            Code::ConsentNotAsWritten,
            "/dpv:hasDataSubject/@id".to_owned(),
        ),
        (
            r#""dpv:hasIdentifier":"did:example:pairwise""#,
            r#""dpv:hasIdentifier":"me""#,
            Code::DidSyntax,
            "/dpv:hasDataSubject/dpv:hasIdentifier".to_owned(),
        ),
        (
            r#""dct:language":"en""#,
            r#""dct:language":"EN""#,
            Code::LanguageSyntax,
            "/dpv:hasNotice/0/dct:language".to_owned(),
        ),
        (
            r#""dct:date":"2026-03-01T09:30:00Z""#,
            r#""dct:date":"2026-03-01""#,
            Code::ConsentNotATime,
            "/dpv:hasNotice/0/dct:date".to_owned(),
        ),
        (
            r#""dct:date":"2026-03-01T09:30:00Z""#,
            r#""dct:date":"2026-03-01T10:30:00+01:00""#,
            Code::ConsentNotATime,
            "/dpv:hasNotice/0/dct:date".to_owned(),
        ),
        (
            r#""dpv:hasName":"Shop""#,
            r#""dpv:hasName":"Sh\u202eop""#,
            Code::NameForbidden,
            "/dpv:hasDataController/0/dpv:hasName".to_owned(),
        ),
        ("dpv:ConsentGiven", "dpv:ConsentTaken", Code::ConsentUnknownValue, "/dpv:hasConsentStatus/0/@type".to_owned()),
        (
            "dpv:EndlessDuration",
            "dpv:FixedOccurrencesDuration",
            Code::ConsentUnknownValue,
            "/dpv:hasConsentStatus/0/dpv:hasDuration/@type".to_owned(),
        ),
        (
            "dpv:ExpressedConsent",
            "dpv:LegitimateInterest",
            Code::ConsentUnknownValue,
            format!("{process}/dpv:hasLegalBasis/0"),
        ),
        (
            "dpv:ExpressedConsent",
            "dpv:ExplicitlyExpressedConsent",
            Code::ConsentNotAsWritten,
            format!("{process}/dpv:hasLegalBasis/0"),
        ),
        (
            "dpv:ExplicitlyExpressedConsent",
            "dpv:ExpressedConsent",
            Code::ConsentNotAsWritten,
            "/dpv:hasProcess/1/dpv:hasLegalBasis/0".to_owned(),
        ),
        ("dpv:Optional", "dpv:NotRequired", Code::ConsentUnknownValue, format!("{process}/dpv:hasNecessity")),
        (
            "P30D",
            "P1M",
            Code::ConsentNotAsWritten,
            format!("{process}/dpv:hasStorageCondition/0/dpv:hasDuration/rdf:value"),
        ),
        (
            "P30D",
            "a month",
            Code::ConsentNotATime,
            format!("{process}/dpv:hasStorageCondition/0/dpv:hasDuration/rdf:value"),
        ),
        ("pseudonymised", "identified", Code::ConsentUnknownValue, format!("{process}/vrm:form")),
        (
            r#""dpv:hasPurpose":["#,
            r#""dpv:hasPurpose":["","#,
            Code::VocabMalformed,
            format!("{process}/dpv:hasPurpose/0"),
        ),
        (
            r#""dpv:hasPurpose":["#,
            r#""dpv:hasPurpose":[7,"#,
            Code::JsonWrongType,
            format!("{process}/dpv:hasPurpose/0"),
        ),
        (r#""dpv:hasPurpose":"#, r#""dpv:purpose":"#, Code::JsonMissingMember, format!("{process}/dpv:hasPurpose")),
        (
            r#""vrm:from":"#,
            r#""from":"#,
            Code::JsonMissingMember,
            format!("{process}/dpv:hasStorageCondition/0/vrm:from"),
        ),
        // A place to store it at and no place to process it in, and the other way round.
        (
            "dpv:StorageLocation",
            "dpv:StorageDeletion",
            Code::ConsentNotAsWritten,
            format!("{process}/dpv:hasStorageCondition/1/@type"),
        ),
        // The first `dpv:hasLocation` is that of the processing.
        (
            r#""https://w3id.org/dpv/loc#FR","#,
            "",
            Code::ConsentNotAsWritten,
            format!("{process}/dpv:hasStorageCondition/1/dpv:hasLocation"),
        ),
    ] {
        let json = spoilt(&json, old, new);
        let error = ConsentRecord::parse(json.as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, Some(path)), "{old} -> {new}: {error}");
    }
}

#[test]
fn members_twice_and_too_many_bytes_are_refused() {
    let json = ConsentRecord::new(record()).unwrap().to_json();
    let twice = spoilt(&json, r#""dpv:hasProcess":"#, r#""dpv:hasProcess":[],"dpv:hasProcess":"#);
    let error = ConsentRecord::parse(twice.as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.path().as_deref()), (Code::JsonDuplicateMember, Some("/dpv:hasProcess")));
    let padded = format!("{json}{}", " ".repeat(ConsentRecord::MAX_BYTES));
    let error = ConsentRecord::parse(padded.as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.path().as_deref()), (Code::ConsentTooLong, Some("")));
    let mut facts = record();
    facts.processes = vec![care(); 2_000];
    assert_eq!(ConsentRecord::new(facts).unwrap_err().code(), Code::ConsentTooLong);
}

/// Every member that is written is needed, but for what is left out where it says nothing.
#[test]
fn nothing_that_is_written_can_be_left_out() {
    fn walk(value: &Value, path: &str, names: &mut Vec<String>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(name, value)| {
                names.push(format!("{path}/{name}"));
                walk(value, &format!("{path}/{name}"), names);
            }),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| walk(item, &format!("{path}/{at}"), names))
            }
            _ => {}
        }
    }
    fn without(value: &Value, path: &str, gone: &str) -> Value {
        match value {
            Value::Object(object) => object
                .iter()
                .fold(Object::new(), |all, (name, value)| {
                    let here = format!("{path}/{name}");
                    if here == gone { all } else { all.with(name, without(value, &here, gone)) }
                })
                .into(),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(at, item)| without(item, &format!("{path}/{at}"), gone))
                .collect::<Vec<_>>()
                .into(),
            other => other.clone(),
        }
    }
    let mut facts = receipt(vec![record()]);
    facts.publisher.contact = Some(contact());
    let whole = IsoReceipt::new(facts.clone()).unwrap().to_value();
    let mut names = Vec::new();
    walk(&whole, "", &mut names);
    assert!(names.len() > 100, "{}", names.len());
    let mut read = Vec::new();
    for name in names {
        let text = without(&whole, "", &name).canonical();
        match IsoReceipt::parse(text.as_bytes()) {
            Err(error) => assert!(error.path().is_some(), "{name}: {error}"),
            Ok(other) => {
                assert!(*other.facts() != facts, "{name} says nothing");
                read.push(name.rsplit('/').next().unwrap().to_owned());
            }
        }
    }
    read.sort();
    read.dedup();
    // What is optional, what makes a form the widest, and what a record may lack.
    let optional = [
        "dpv:hasConsentControl",
        "dpv:hasJurisdiction",
        "dpv:hasTechnicalOrganisationalMeasure",
        "schema:addressCountry",
        "schema:addressLocality",
        "schema:contactPoint",
        "schema:streetAddress",
        "schema:url",
        "vrm:form",
    ];
    assert_eq!(read, optional);
}

/// One member beside the others in every object there is.
fn marked(value: &Value, count: &mut i64) -> Value {
    match value {
        Value::Object(object) => {
            *count += 1;
            let begin = Object::new().with("ex:kept", vec![Value::Null, 1.into(), "é\u{0}".into()]).with("", *count);
            object
                .iter()
                .fold(begin, |all, (name, value)| {
                    all.with(name, if name == "@context" { value.clone() } else { marked(value, count) })
                })
                .into()
        }
        Value::Array(items) => items.iter().map(|item| marked(item, count)).collect::<Vec<_>>().into(),
        other => other.clone(),
    }
}

#[test]
fn members_that_nobody_knows_survive_at_every_level() {
    let mut count = 0;
    let mut facts = receipt(vec![record()]);
    facts.publisher.contact = Some(contact());
    let receipt = IsoReceipt::new(facts.clone()).unwrap();
    let whole = marked(&receipt.to_value(), &mut count);
    assert!(count > 20, "{count}");
    let read = IsoReceipt::parse(whole.canonical().as_bytes()).unwrap();
    assert_eq!(read.to_json(), whole.canonical());
    assert!(*read.facts() == facts);
    assert_ne!(read, receipt);
    let record = ConsentRecord::new(record()).unwrap();
    let whole = marked(&record.to_value(), &mut count).canonical();
    let read = ConsentRecord::parse(whole.as_bytes()).unwrap();
    assert_eq!((read.to_json(), read.id()), (whole, record.id()));
}

#[test]
fn the_profile_for_the_gdpr_is_that_of_a_record_with_all_of_it() {
    let profile = |facts: &RecordFacts| match ConsentRecord::new(facts.clone()).unwrap().to_value() {
        Value::Object(whole) => whole.get("dct:conformsTo").unwrap().clone(),
        _ => panic!("an object"),
    };
    let full = RecordFacts { controller: Controller { contact: Some(contact()), ..shop() }, ..record() };
    let (iso, gdpr) =
        ("https://w3id.org/dpv/schema/dpv-27560#record", "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr");
    assert_eq!(profile(&full), gdpr.into());
    assert_eq!(profile(&record()), iso.into());
    let mut anywhere = full.clone();
    anywhere.processes[1].places = Stated::Known(Places::Anywhere);
    assert_eq!(profile(&anywhere), iso.into());
    let mut nowhere = full.clone();
    nowhere.jurisdiction.clear();
    assert_eq!(profile(&nowhere), iso.into());
}

#[test]
fn gaps_are_named_by_field_and_place() {
    let mut facts = record();
    facts.jurisdiction.clear();
    facts.processes.truncate(1);
    facts.processes[0].places = Stated::Known(Places::Anywhere);
    let record = ConsentRecord::new(facts.clone()).unwrap();
    let said: Vec<(String, &str, &str)> =
        record.gaps().into_iter().map(|gap| (gap.path.to_string(), gap.field, gap.wanted_by.name())).collect();
    let said: Vec<(&str, &str, &str)> = said.iter().map(|(path, field, by)| (path.as_str(), *field, *by)).collect();
    assert_eq!(
        said,
        [
            ("/dpv:hasAuthority", "authority_party", "gdpr"),
            ("/dpv:hasDataController/0/schema:contactPoint", "party_address", "both"),
            ("/dpv:hasDataController/0/schema:contactPoint", "party_contact", "both"),
            ("/dpv:hasJurisdiction", "jurisdiction", "iso"),
            ("/dpv:hasProcess/0/dpv:hasDataSource", "collection_method", "gdpr"),
            ("/dpv:hasProcess/0/dpv:hasProcessingCondition", "processing_locations", "gdpr"),
            ("/dpv:hasProcess/0/dpv:hasRule", "geographic_restrictions", "gdpr"),
            ("/dpv:hasProcess/0/dpv:hasStorageCondition", "storage_locations", "both"),
        ]
    );
    // Members beyond the facts fill what the facts cannot.
    let json = spoilt(
        &record.to_json(),
        r#""@type":"dpv:ConsentRecord""#,
        r#""@type":"dpv:ConsentRecord","dpv:hasAuthority":"x""#,
    );
    let filled = ConsentRecord::parse(json.as_bytes()).unwrap();
    assert!(filled.gaps().iter().all(|gap| gap.field != "authority_party"));
    // A record that does not say where it is taken back is read, and lacks it.
    let value = record.to_value();
    let Value::Object(whole) = value else { panic!("an object") };
    let kept = whole.iter().filter(|(name, _)| !["dpv:hasConsentControl", "dpv:hasRight"].contains(name));
    let whole: Value = kept.fold(Object::new(), |all, (name, value)| all.with(name, value.clone())).into();
    let read = ConsentRecord::parse(whole.canonical().as_bytes()).unwrap();
    assert_eq!(read.facts().exercised_at, "");
    let missing: Vec<&str> =
        read.gaps().iter().filter(|gap| gap.wanted_by != WantedBy::Iso).map(|gap| gap.field).collect();
    assert!(missing.contains(&"withdrawal_method") && missing.contains(&"privacy_rights"));
    let receipt = IsoReceipt::new(receipt(vec![facts])).unwrap();
    assert_eq!(receipt.gaps().len(), record.gaps().len() + 2);
    assert_eq!(receipt.gaps()[0].path.as_str(), "/dct:publisher/schema:contactPoint");
}

/// The whole text once, so that a change of the form is seen.
#[test]
fn the_form_stands_as_it_is() {
    let mut facts = record();
    facts.processes.truncate(1);
    facts.events.push(ConsentEvent { until: Some(at(99)), ..event(ConsentStatus::Renewed, 20) });
    let whole = ConsentRecord::new(facts).unwrap().to_json();
    let expected = include_str!("records/record.json");
    assert_eq!(foreign::parse(expected.as_bytes()).unwrap().canonical(), whole);
}

/// What the fuzzers begin with is what its name says.
#[test]
fn the_seeds_of_the_fuzzers_are_read() {
    let receipt = IsoReceipt::parse(include_bytes!("../fuzz/corpus/iso_receipt/whole")).unwrap();
    assert_eq!(receipt.facts().records.len(), 1);
    assert!(IsoReceipt::parse(include_bytes!("../fuzz/corpus/iso_receipt/unread-claim")).is_ok());
    let twice = IsoReceipt::parse(include_bytes!("../fuzz/corpus/iso_receipt/record-twice")).unwrap_err();
    assert_eq!(twice.code(), Code::ConsentRecordTwice);
    for record in [
        &include_bytes!("../fuzz/corpus/consent_record/whole")[..],
        include_bytes!("../fuzz/corpus/consent_record/gdpr"),
        include_bytes!("../fuzz/corpus/consent_record/not-exercised"),
        include_bytes!("../fuzz/corpus/consent_record/unknown-members"),
    ] {
        ConsentRecord::parse(record).unwrap();
    }
}

/// Whatever is written stands in DPV 2.3, as a concept or a property.
#[test]
fn every_word_of_the_form_is_one_of_dpv() {
    let json = IsoReceipt::new(receipt(vec![record()])).unwrap().to_json();
    let mut seen = 0;
    for text in json.split('"').filter(|text| text.starts_with("dpv:") || text.starts_with("eu-gdpr:")) {
        let word: Word = text.parse().unwrap();
        assert!(word.is_known(), "{text}");
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}
