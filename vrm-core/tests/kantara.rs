//! Receipts of Kantara v1.1: what is refused, what the prose finds, what is written of a receipt of TS 27560, and what
//! claims too much.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod records;

use proptest::prelude::*;
use records::{at, care, contact, event, person, receipt, record, words};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vrm_core::consent::{
    ConsentError, ConsentStatus, Excess, IsoReceipt, KantaraError, KantaraFault, KantaraNeed, KantaraPart,
    KantaraReceipt, ReceiptFacts, RecordFacts, RecordId, excess,
};
use vrm_core::error::{Code, Fault};
use vrm_core::json::foreign;
use vrm_core::terms::{Basis, Keep, Necessity, Start, Stated};
use vrm_core::vocab::{Recipient, Vocabulary};

const POLICY: &str = "https://shop.example/privacy";

fn reachable(records: Vec<RecordFacts>) -> ReceiptFacts {
    let mut facts = receipt(records);
    facts.publisher.contact = Some(contact());
    facts
}

fn iso(facts: ReceiptFacts) -> IsoReceipt {
    IsoReceipt::new(facts).unwrap()
}

fn of(facts: ReceiptFacts) -> KantaraReceipt {
    KantaraReceipt::of(&iso(facts), POLICY).unwrap().unwrap()
}

fn json_of(receipt: &KantaraReceipt) -> Value {
    serde_json::from_str(&receipt.to_json()).unwrap()
}

fn parse(value: &Value) -> Result<KantaraReceipt, ConsentError> {
    KantaraReceipt::parse(value.to_string().as_bytes())
}

/// What was written with one value put elsewhere or taken away.
fn with(pointer: &str, value: Value) -> KantaraReceipt {
    let mut whole = json_of(&of(reachable(vec![record()])));
    *whole.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    parse(&whole).unwrap()
}

#[test]
fn what_the_schema_forbids_is_refused_at_its_place() {
    let whole = json_of(&of(reachable(vec![record()])));
    for (pointer, value, code) in [
        ("/consentTimestamp", json!(-1), Code::ConsentKantaraTime),
        ("/consentTimestamp", json!("2026-03-01T09:30:00Z"), Code::JsonWrongType),
        ("/consentTimestamp", json!(1.5), Code::JsonWrongType),
        ("/sensitive", json!("false"), Code::JsonWrongType),
        ("/spiCat/0", json!(6), Code::JsonWrongType),
        ("/piiControllers/0/address", json!("1 High Street"), Code::JsonWrongType),
        ("/services/0/purposes/0/purposeCategory", json!("6 - Marketing"), Code::JsonWrongType),
        ("/services/0/purposes/0/primaryPurpose", json!(null), Code::JsonWrongType),
    ] {
        let mut spoilt = whole.clone();
        *spoilt.pointer_mut(pointer).unwrap() = value;
        let error = parse(&spoilt).unwrap_err();
        assert_eq!((error.code(), error.path().as_deref()), (code, Some(pointer)), "{error}");
    }
    let mut undisclosed = whole;
    undisclosed.pointer_mut("/services/0/purposes/0").unwrap().as_object_mut().unwrap().remove("thirdPartyName");
    assert_eq!(parse(&undisclosed).unwrap_err().code(), Code::JsonMissingMember);
    let twice = br#"{"version":"KI-CR-v1.1.0","version":"KI-CR-v1.1.0"}"#;
    assert_eq!(KantaraReceipt::parse(twice).unwrap_err().code(), Code::JsonDuplicateMember);
    let long = vec![b' '; KantaraReceipt::MAX_BYTES + 1];
    assert_eq!(KantaraReceipt::parse(&long).unwrap_err().code(), Code::JsonTooLong);
}

#[test]
fn what_the_prose_forbids_is_read_and_told() {
    assert_eq!(of(reachable(vec![record()])).faults(), []);
    for (pointer, value, told) in [
        ("/version", json!("KI-CR-v1.1.O"), "`/version` is another, expected `KI-CR-v1.1.0`"),
        ("/jurisdiction", json!(" "), "`/jurisdiction` is empty, expected a text"),
        ("/piiPrincipalId", json!(""), "`/piiPrincipalId` is empty, expected a text"),
        ("/piiControllers", json!([]), "`/piiControllers` is empty, expected at least one item"),
        ("/services/0/purposes", json!([]), "`/services/0/purposes` is empty, expected at least one item"),
        ("/consentReceiptID", json!("7"), "`/consentReceiptID` is no UUID of version 4"),
        (
            "/consentTimestamp",
            json!(1_510_592_400_000_000_i64),
            ("`/consentTimestamp` is in no year from 2000 to 9999, expected seconds since 1970"),
        ),
        (
            "/piiControllers/0/phone",
            json!("(555) 555-DISC (3429)"),
            ("`/piiControllers/0/phone` is no telephone number of RFC 3966, expected one like `+49-30-555-0100`"),
        ),
        (
            "/services/0/purposes/0/thirdPartyName",
            json!(""),
            ("`/services/0/purposes/0/thirdPartyName` is empty, expected a text"),
        ),
        ("/spiCat", json!([]), "`/spiCat` is empty, expected the sensitive categories"),
        ("/sensitive", json!(false), "`/spiCat` names categories, expected none where `/sensitive` is false"),
    ] {
        let told_all: Vec<String> = with(pointer, value).faults().iter().map(ToString::to_string).collect();
        assert_eq!(told_all, [told], "{pointer}");
    }
    let named = with("/services/0/purposes/0/thirdPartyDisclosure", json!(false)).faults();
    assert!(matches!(named[..], [KantaraFault::ThirdParty { .. }]));
}

#[test]
fn what_the_format_needs_and_the_receipt_lacks_is_named() {
    let needs = |facts: ReceiptFacts, policy: &str| match KantaraReceipt::of(&iso(facts), policy) {
        Err(ConsentError::Kantara(KantaraError::Needs { what })) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(needs(receipt(vec![record()]), POLICY), KantaraNeed::Contact);
    assert_eq!(needs(reachable(vec![record()]), " "), KantaraNeed::Policy);
    let mut nowhere = reachable(vec![RecordFacts { jurisdiction: BTreeSet::new(), ..record() }]);
    assert!(KantaraReceipt::of(&iso(nowhere.clone()), POLICY).unwrap().unwrap().jurisdiction() == "IE");
    nowhere.publisher.contact.as_mut().unwrap().address.country = None;
    assert_eq!(needs(nowhere, POLICY), KantaraNeed::Jurisdiction);
    let error = KantaraReceipt::of(&iso(reachable(vec![record()])), &"x".repeat(2_049)).unwrap_err();
    assert_eq!(error.code(), Code::ConsentKantaraPolicy);
}

#[test]
fn only_consent_that_stands_is_said() {
    let withdrawn = || RecordFacts {
        events: vec![event(ConsentStatus::Given, 10), event(ConsentStatus::Withdrawn, 20)],
        ..record()
    };
    assert_eq!(KantaraReceipt::of(&iso(receipt(vec![withdrawn()])), ""), Ok(None)); // whatever else is missing
    let other = RecordFacts { id: RecordId::of_random([8; 16]), ..record() };
    let written = of(reachable(vec![withdrawn(), other.clone()]));
    assert_eq!((written.services().len(), written.timestamp()), (1, at(10).unix()));
    assert_eq!(json_of(&written)["services"][0]["x-record"], other.id.to_string());
}

#[test]
fn a_receipt_in_the_words_of_kantara() {
    let mut facts = reachable(vec![record()]);
    facts.records[0].processes[1].basis = Basis::Contract;
    facts.records[0].processes[1].necessity = Necessity::Required;
    facts.records[0].processes[1].recipient = Stated::Known([Recipient::Processor].into());
    facts.records[0].processes[1].keep = Stated::Known(Keep::Days { days: 7, from: Start::Collected });
    facts.records[0].events[0].until = Some(at(500));
    let written = json_of(&of(facts));
    let kept = |days: &str| {
        format!("Kept at most {days}; consent ends {}; withdrawn at https://shop.example/consent", at(500))
    };
    let expected = json!({
        "version": "KI-CR-v1.1.0", "jurisdiction": "IE", "consentTimestamp": at(10).unix(),
        "collectionMethod": "Terms that the person proffered, signed by both sides (IEEE 7012)",
        "consentReceiptID": RecordId::of_random([9; 16]).to_string(), "language": "en",
        "piiPrincipalId": person().as_str(), "policyUrl": POLICY, "sensitive": true, "spiCat": ["6 - Health"],
        "piiControllers": [{ "piiController": "Shop", "contact": "Privacy office", "email": "privacy@shop.example",
            "address": { "streetAddress": "1 High Street", "addressLocality": "Cork", "addressCountry": "IE" },
            "phone": "+353-1-5550100", "piiControllerUrl": "https://shop.example/" }],
        "services": [{ "service": "Shop", "x-record": record().id.to_string(), "purposes": [
            { "purpose": "Customer Care", "consentType": "EXPLICIT", "primaryPurpose": false,
                "purposeCategory": ["4 - Contact Requested", "11 - 3rd Party Sharing for (others)"],
                "piiCategory": ["1 - Biographical", "2 - Contact"], "termination": kept("30 days from the end of the purpose"),
                "thirdPartyDisclosure": true, "thirdPartyName": "same-group" },
            { "purpose": "Service Provision", "consentType": "N/A: contract", "primaryPurpose": true,
                "purposeCategory": ["1 - Core Function"], "piiCategory": ["6 - Health"],
                "termination": kept("7 days from collection"), "thirdPartyDisclosure": false },
        ] }],
    });
    assert_eq!(written, expected);
}

#[test]
fn what_is_not_known_survives_at_every_level() {
    let mut whole = json_of(&of(reachable(vec![record()])));
    for pointer in ["", "/piiControllers/0", "/piiControllers/0/address", "/services/0", "/services/0/purposes/0"] {
        let object = whole.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        object.insert("x-kept".into(), json!({ "deep": [1, null] }));
    }
    assert_eq!(json_of(&parse(&whole).unwrap()), whole);
}

#[test]
fn every_claim_beyond_what_was_agreed_is_named() {
    let agreed = of(reachable(vec![record()]));
    let over = |receipt: &KantaraReceipt| {
        let all = receipt.excess_over(Some(&agreed));
        all.iter().map(|one| (one.what, one.path.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(over(&agreed), []);
    assert_eq!(agreed.excess_over(None)[0].what, KantaraPart::Receipt);
    for (pointer, value, part, path) in [
        ("/version", json!("KI-CR-v1.0.0"), KantaraPart::Version, ""),
        ("/jurisdiction", json!("IE US"), KantaraPart::Jurisdiction, ""),
        ("/consentTimestamp", json!(at(9).unix()), KantaraPart::Time, ""),
        ("/consentReceiptID", json!("7"), KantaraPart::Number, ""),
        ("/piiPrincipalId", json!("Bowden"), KantaraPart::Principal, ""),
        ("/piiControllers/0/piiController", json!("Other"), KantaraPart::Controller, "/piiControllers/0"),
        ("/piiControllers/0/email", json!("b@shop.example"), KantaraPart::Controller, "/piiControllers/0"),
        ("/policyUrl", json!("https://shop.example/new"), KantaraPart::Policy, ""),
        ("/services/0/service", json!("Bank"), KantaraPart::Service, ""),
        ("/services/0/purposes/0/purpose", json!("Anything"), KantaraPart::Purpose, ""),
        ("/services/0/purposes/0/purposeCategory", json!(["6"]), KantaraPart::Purpose, "/services/0/purposes/0"),
        ("/services/0/purposes/0/purposeCategory/1", json!("6 - x"), KantaraPart::PurposeCategory, ""),
        ("/services/0/purposes/0/consentType", json!("IMPLICIT"), KantaraPart::ConsentType, ""),
        ("/services/0/purposes/0/piiCategory/0", json!("Shoe size"), KantaraPart::DataCategory, ""),
        ("/services/0/purposes/0/primaryPurpose", json!(true), KantaraPart::Primary, ""),
        ("/services/0/purposes/0/termination", json!("never"), KantaraPart::Termination, ""),
        ("/services/0/purposes/0/thirdPartyName", json!("anyone"), KantaraPart::ThirdParty, ""),
        ("/spiCat/0", json!("10 - Judicial"), KantaraPart::SpecialCategory, ""),
    ] {
        let path = if path.is_empty() { pointer } else { path };
        assert_eq!(over(&with(pointer, value)), [(part, path.to_owned())], "{pointer}");
    }
    let sensitive = {
        let mut ordinary = reachable(vec![record()]);
        ordinary.records[0].processes = vec![care()];
        of(ordinary)
    };
    let all = agreed.excess_over(Some(&sensitive));
    let parts: BTreeSet<KantaraPart> = all.iter().map(|one| one.what).collect();
    let expected = [KantaraPart::Purpose, KantaraPart::Sensitive, KantaraPart::SpecialCategory];
    assert!(expected.iter().all(|part| parts.contains(part)), "{all:?}");
    assert!(!all[0].to_string().is_empty());
}

#[test]
fn to_claim_less_is_no_excess() {
    let agreed = of(reachable(vec![record()]));
    for (pointer, value) in [
        ("/consentTimestamp", json!(at(11).unix())),
        ("/services/0/purposes/0/purposeCategory", json!(["4 - Contact"])),
        ("/services/0/purposes/0/piiCategory", json!(["2"])),
        ("/services/0/purposes", json!([])),
        ("/spiCat", json!([])),
        ("/sensitive", json!(false)),
    ] {
        assert_eq!(with(pointer, value).excess_over(Some(&agreed)), [], "{pointer}");
    }
}

#[test]
fn both_forms_are_held_against_what_the_reader_knows() {
    let facts = reachable(vec![record()]);
    let known = vec![record()];
    let (iso, kantara) = (iso(facts.clone()), of(facts));
    let all = |kantara: &KantaraReceipt, known: &[RecordFacts]| -> Vec<KantaraPart> {
        let all = excess(&iso, Some(kantara), known, Vocabulary::dpv());
        all.into_iter().filter_map(|one| if let Excess::Kantara(one) = one { Some(one.what) } else { None }).collect()
    };
    assert_eq!(excess(&iso, Some(&kantara), &known, Vocabulary::dpv()), []);
    // Said again since: an older receipt says less.
    let mut renewed = known.clone();
    renewed[0].events.push(event(ConsentStatus::Renewed, 90));
    assert_eq!(all(&kantara, &renewed), []);
    // Taken back, or never said.
    let mut withdrawn = known.clone();
    withdrawn[0].events.push(event(ConsentStatus::Withdrawn, 90));
    assert_eq!(all(&kantara, &withdrawn), [KantaraPart::Receipt]);
    assert_eq!(all(&kantara, &[]), [KantaraPart::Receipt]);
    // Another vendor's name than beside it, and a policy that is none.
    assert_eq!(all(&with("/piiControllers/0/piiController", json!("Other")), &known), [KantaraPart::Controller]);
    assert_eq!(all(&with("/policyUrl", json!("x".repeat(3_000))), &known), [KantaraPart::Policy]);
    // What the receipt beside it does not say of its publisher was not agreed.
    let silent = IsoReceipt::new(receipt(vec![record()])).unwrap();
    let all = excess(&silent, Some(&kantara), &known, Vocabulary::dpv());
    assert!(matches!(&all[..], [Excess::Kantara(one)] if one.what == KantaraPart::Controller), "{all:?}");
}

#[test]
fn nothing_of_the_person_is_shown_by_debug() {
    let written = of(reachable(vec![record()]));
    let shown = format!("{written:?} {:?}", written.services());
    for secret in [person().as_str(), "Health", "Customer"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// Words near what is agreed, some of which have no category.
const DATA: [&str; 6] = [
    "pd:EmailAddress",
    "pd:Prescription",
    "pd:CriminalConviction",
    "pd:PerformanceAtWork",
    "dpv:PersonalData",
    "https://club.example/words#ChessRating",
];
const PURPOSES: [&str; 5] = [
    "dpv:CustomerCare",
    "dpv:TargetedAdvertising",
    "dpv:DeliveryOfGoods",
    "dpv:AcademicResearch",
    "dpv:SellDataToThirdParties",
];

prop_compose! {
    fn some_process()(
        data in prop::sample::subsequence(&DATA, 1..=6),
        purpose in prop::sample::subsequence(&PURPOSES, 1..=5),
        to in prop::sample::subsequence(&Recipient::WORDS, 1..=5),
        basis in prop::sample::select(&[Basis::Consent, Basis::Contract, Basis::LegalDuty]),
        required in any::<bool>(),
        days in prop::option::of(1..9_999_u32),
    ) -> vrm_core::terms::Process {
        let keep = days.map_or(Keep::Unlimited, |days| Keep::Days { days, from: Start::Collected });
        vrm_core::terms::Process {
            data: words(&data),
            purpose: words(&purpose),
            recipient: Stated::Known(to.into_iter().collect()),
            basis,
            necessity: if required { Necessity::Required } else { Necessity::Optional },
            keep: Stated::Known(keep),
            ..care()
        }
    }
}

proptest! {
    /// What is written breaks neither the schema nor the prose, comes back as it was, and claims what was agreed.
    #[test]
    fn what_is_written_is_whole(processes in prop::collection::vec(some_process(), 1..4)) {
        let known = RecordFacts { processes, ..record() };
        let facts = reachable(vec![known.clone()]);
        let written = of(facts.clone());
        prop_assert_eq!(written.faults(), []);
        let again = KantaraReceipt::parse(written.to_json().as_bytes()).unwrap();
        prop_assert_eq!(&again, &written);
        prop_assert_eq!(foreign::parse(written.to_json().as_bytes()).unwrap().canonical(), written.to_json());
        prop_assert_eq!(again.excess_over(Some(&written)), []);
        let all = excess(&iso(facts), Some(&written), &[known], Vocabulary::dpv());
        prop_assert!(!all.iter().any(|one| matches!(one, Excess::Kantara(_))), "{:?}", all);
    }

    /// A process that was not agreed is either the same in these words or is named.
    #[test]
    fn more_is_named(agreed in some_process(), claimed in some_process()) {
        let receipt = |process| of(reachable(vec![RecordFacts { processes: vec![process], ..record() }]));
        let (agreed, claimed) = (receipt(agreed), receipt(claimed));
        let over = claimed.excess_over(Some(&agreed));
        let data = |receipt: &KantaraReceipt| -> BTreeSet<String> {
            receipt.services()[0].purposes[0].data.iter().cloned().collect()
        };
        prop_assert!(!over.is_empty() || data(&claimed).is_subset(&data(&agreed)));
        prop_assert!(!over.is_empty() || claimed.is_sensitive() <= agreed.is_sensitive());
    }
}
