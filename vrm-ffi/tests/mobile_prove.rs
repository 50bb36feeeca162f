//! Data, consent, receipts and rights as Kotlin and Swift have them: what is refused, and the way from a piece of data that is
//! stored to a claim that is answered.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod clinic;
mod host;

use clinic::{ADDRESS, clinic, issuer, new_item, said, word};
use host::{at, now};
use std::path::Path;
use vrm::core::consent::{self, RecordId, foreign};
use vrm::core::decision::{AgreementId, GrantId};
use vrm::core::keys::SignedId;
use vrm::core::message::Jti;
use vrm::core::rights;
use vrm::core::time::{CivilDate, Instant};
use vrm::core::vault::ItemId;
use vrm::mobile::{
    VrmError, consent_record_new, consent_record_parse, excess, iso_receipt_new, iso_receipt_parse,
    kantara_excess_over, kantara_receipt_of, kantara_receipt_parse, law_extends, law_pauses, law_period, read_receipts,
    right_concept, rights_due,
};
use vrm::value::{
    Basis, Claim, ClaimScope, ConsentStatus, DeclaredProcess, DisclosureState, ExposureGround, HeldData, Incident,
    IncidentState, Issuer, ItemSource, Law, LawPeriod, Matter, NewItem, ReceiptFacts, Reception, Right, RightsCalendar,
    RightsOutcome, RightsState, Rolling, StatedWords, TimeWindow, Weekday,
};

#[test]
fn what_is_no_item_is_refused_and_no_value_is_shown() {
    let met = clinic();
    let head = met.person.head().unwrap();
    let refused = |item: NewItem| said(met.person.store_item(item, None, now()).unwrap_err()).0;
    assert_eq!(refused(new_item("dpv:PersonalData", ADDRESS)), "vault-not-a-category");
    assert_eq!(refused(new_item("pd:EmailAddress", "no JSON")), "json-syntax");
    assert_eq!(refused(new_item("pd:EmailAddress", &format!("\"{}\"", "x".repeat(40_000)))), "vault-too-long");
    let until = Some(Instant::from_unix(1_772_357_401).unwrap());
    let odd = NewItem { window: TimeWindow { from: None, until }, ..new_item("pd:EmailAddress", ADDRESS) };
    assert_eq!(refused(odd), "vault-not-a-minute");
    let nothing = ItemId::from_bytes([7; 16]);
    assert_eq!(said(met.person.item(nothing).unwrap_err()).0, "vault-no-such-item");
    assert_eq!(said(met.person.remove_item(nothing, None, now()).unwrap_err()).0, "vault-no-such-item");
    let again = met.person.replace_item(nothing, new_item("pd:EmailAddress", ADDRESS), None, now());
    assert_eq!(said(again.unwrap_err()).0, "vault-no-such-item");
    assert!(met.person.view().unwrap().item_facts(nothing).is_err());
    assert_eq!(met.person.head().unwrap(), head);
    let item = new_item("pd:EmailAddress", ADDRESS);
    assert!(!format!("{item:?}").contains("mara"));
}

#[test]
fn data_is_given_under_a_grant_and_forgotten() {
    let met = clinic();
    let (person, relationship) = (&met.person, met.relationship);
    let item = person.store_item(new_item("pd:EmailAddress", ADDRESS), None, now()).unwrap().item.unwrap();
    let other = person.store_item(new_item("pd:TelephoneNumber", "\"1\""), None, now()).unwrap().item.unwrap();
    let grant = met.grant("pd:EmailAddress");
    let refused = |items: Vec<ItemId>, grant| said(person.give(relationship, grant, items, None, now()).unwrap_err()).0;
    assert_eq!(refused(vec![], grant), "vault-nothing-to-give");
    assert_eq!(refused(vec![other], grant), "vault-not-of-grant");
    assert_eq!(refused(vec![item], GrantId::from_bytes([1; 32])), "state-no-such-grant");

    let view = person.view().unwrap();
    assert_eq!(view.items().unwrap().len(), 2);
    let facts = view.item_facts(item).unwrap();
    assert_eq!((&facts.data, &facts.source, facts.stored_at), (&word("pd:EmailAddress"), &ItemSource::Person, now()));
    let givable = view.givable(relationship, now()).unwrap();
    assert_eq!(givable.iter().map(|one| (one.grant, one.item)).collect::<Vec<_>>(), [(grant, item)]);
    let kept = person.item(item).unwrap();
    assert_eq!(kept.content, ADDRESS);
    assert!(!format!("{kept:?}").contains("mara"));
    person.replace_item(item, new_item("pd:EmailAddress", "{\"b\": 1, \"a\": \"x\"}"), None, now()).unwrap();
    assert_eq!(person.item(item).unwrap().content, "{\"a\":\"x\",\"b\":1}");

    let given = person.give(relationship, grant, vec![item], None, now()).unwrap();
    let (letter, id) = (given.said[0].letter, given.said[0].id);
    assert_eq!(id, None, "a hash of the values would tell them");
    let here = || person.view().unwrap().disclosure(relationship, letter).unwrap().unwrap();
    assert_eq!((here().state, here().kept, here().items.len()), (DisclosureState::Prepared, true, 1));
    met.carried();
    assert_eq!(here().state, DisclosureState::Acknowledged);
    let values = met.desk.disclosed(met.customer, letter).unwrap();
    assert_eq!((&values[0].data, values[0].value.as_str()), (&word("pd:EmailAddress"), "{\"a\":\"x\",\"b\":1}"));
    assert!(!format!("{values:?}").contains('x'));
    assert_eq!(person.disclosed(relationship, letter).unwrap(), values);
    assert_eq!(person.view().unwrap().disclosures(relationship).unwrap(), [here()]);

    person.forget_data(relationship, letter, None, now()).unwrap();
    met.desk.forget_data(met.customer, letter, None, now()).unwrap();
    assert_eq!(said(person.disclosed(relationship, letter).unwrap_err()).0, "vault-deleted");
    assert_eq!(said(met.desk.disclosed(met.customer, letter).unwrap_err()).0, "vault-deleted");
    let nothing = Jti::from_bytes([1; 16]);
    assert_eq!(said(person.disclosed(relationship, nothing).unwrap_err()).0, "vault-no-such-disclosure");
    person.remove_item(item, None, now()).unwrap();
    assert!(person.item(item).is_err());
}

#[test]
fn a_consent_its_record_its_receipt_and_what_would_be_too_much() {
    let met = clinic();
    let (person, relationship, agreement) = (&met.person, met.relationship, met.agreement);
    let waiting = person.view().unwrap().relationship(relationship).unwrap().waiting;
    assert_eq!(waiting.len(), 2);
    assert_eq!(said(met.consent(9, "pd:Prescription").unwrap_err()).0, "state-nothing-pending");
    let id = met.consent(0, "pd:Prescription").unwrap().said[0].id.unwrap();
    assert_eq!(said(met.consent(0, "pd:Prescription").unwrap_err()).0, "state-consented-already");
    met.carried();
    let view = person.view().unwrap();
    let consent = view.consent(relationship, id).unwrap().unwrap();
    assert_eq!((consent.status, consent.since, consent.process), (ConsentStatus::Given, now(), 0));
    assert_eq!(view.consents(relationship).unwrap(), std::slice::from_ref(&consent));
    let record = consent.record.clone().unwrap();
    assert_eq!(consent_record_parse(record.json.clone().into()).unwrap(), record);
    // The facts make the very record again.
    assert_eq!(consent_record_new(record.facts.clone()).unwrap(), record);
    assert!(!format!("{consent:?}").contains("Prescription\""));

    let refused =
        met.desk.issue(met.customer, agreement, Issuer { exercised_at: String::new(), ..issuer() }, None, now());
    assert!(said(refused.unwrap_err()).0.starts_with("consent-"));
    let nobodys = AgreementId::from_bytes([9; 32]);
    let refused = met.desk.issue(met.customer, nobodys, issuer(), None, now());
    assert_eq!(said(refused.unwrap_err()).0, "state-no-such-agreement");
    let issued = met.desk.issue(met.customer, agreement, issuer(), None, now()).unwrap().said[0].id.unwrap();
    met.carried();
    let view = person.view().unwrap();
    let receipt = view.receipt(relationship, issued).unwrap().unwrap();
    assert_eq!((receipt.agreement, receipt.refused, &receipt.excess[..]), (agreement, false, &[][..]));
    assert_eq!(view.receipts(relationship).unwrap().len(), 1);
    assert_eq!(receipt.record.facts.records.len(), 2);
    assert_eq!(iso_receipt_parse(receipt.record.json.clone().into()).unwrap(), receipt.record);
    assert_eq!(iso_receipt_new(receipt.record.facts.clone()).unwrap(), receipt.record);
    let kantara = receipt.kantara.clone().unwrap();
    assert_eq!(kantara_receipt_parse(kantara.json.clone().into()).unwrap(), kantara);
    let policy = issuer().policy;
    assert_eq!(kantara_receipt_of(receipt.record.json.clone().into(), policy).unwrap().unwrap(), kantara);
    let text: Vec<u8> = kantara.json.clone().into();
    assert_eq!(kantara_excess_over(text.clone(), Some(text.clone())).unwrap(), []);
    assert_eq!(kantara_excess_over(text, None).unwrap()[0].what, "receipt");

    // Held against the person's own records there is nothing too much, and what is added is told.
    let expected = view.records(relationship, agreement).unwrap();
    let json: Vec<u8> = receipt.record.json.clone().into();
    let beside: Option<Vec<u8>> = Some(kantara.json.into());
    assert_eq!(excess(json, beside, expected.clone(), None).unwrap(), []);
    let mut facts: ReceiptFacts = receipt.record.facts;
    let wider =
        |process: &mut DeclaredProcess| process.purpose = StatedWords::Known { words: vec![word("dpv:Marketing")] };
    facts.records.iter_mut().for_each(|record| record.processes.iter_mut().for_each(wider));
    let wider = iso_receipt_new(facts.clone()).unwrap();
    let found = excess(wider.json.into(), None, expected, None).unwrap();
    assert!(
        found
            .iter()
            .any(|one| one.name == "purpose" && one.record == Some(facts.records[0].id) && one.process == Some(0))
    );

    facts.records[0].processes.clear();
    assert!(said(iso_receipt_new(facts).unwrap_err()).0.starts_with("consent-"));
}

#[test]
fn records_and_receipts_that_are_none_get_the_error_of_the_core() {
    for bytes in [&b""[..], b"{", b"{}", b"[]", br#"{"a":1,"a":2}"#, br#"{"@type":"dpv:ConsentRecord"}"#, &[0xff]] {
        let here = consent_record_parse(bytes.to_vec()).map(drop);
        assert_eq!(here, consent::ConsentRecord::parse(bytes).map(drop).map_err(VrmError::from));
        let here = iso_receipt_parse(bytes.to_vec()).map(drop);
        assert_eq!(here, consent::IsoReceipt::parse(bytes).map(drop).map_err(VrmError::from));
        let here = kantara_receipt_parse(bytes.to_vec()).map(drop);
        assert_eq!(here, consent::KantaraReceipt::parse(bytes).map(drop).map_err(VrmError::from));
        let here = read_receipts(bytes.to_vec()).map(drop);
        assert_eq!(here, foreign::read_receipts(bytes).map(drop).map_err(VrmError::from));
    }
}

#[test]
fn exposure_and_agenda_in_both_languages() {
    let met = clinic();
    let item = met.person.store_item(new_item("pd:EmailAddress", ADDRESS), None, now()).unwrap().item.unwrap();
    let grant = met.grant("pd:EmailAddress");
    met.person.give(met.relationship, grant, vec![item], None, now()).unwrap();
    met.claim(Right::Access, Law::Gdpr).unwrap();
    let view = met.person.view().unwrap();
    assert_eq!(said(view.exposure(at("2026-02-20T00:00:00Z")).unwrap_err()).0, "state-clock-went-back");
    assert_eq!(said(view.agenda(at("2026-02-20T00:00:00Z")).unwrap_err()).0, "state-clock-went-back");
    let lines = view.exposure(now()).unwrap().lines;
    let line = lines.iter().find(|line| line.data == word("pd:EmailAddress")).unwrap();
    assert_eq!(line.ground, ExposureGround::Grant { id: grant, basis: Basis::Contract });
    assert_eq!((line.held, line.agreement), (HeldData::Given { at: now() }, met.agreement));
    assert!(lines.iter().any(|line| matches!(line.ground, ExposureGround::LegalDuty { process: 2 })));
    for line in &lines {
        assert_eq!(line.sentences.len(), 3);
        assert!(line.sentences.iter().all(|said| said.english != said.french && said.key.starts_with("exposure.")));
    }
    let agenda = view.agenda(now()).unwrap().lines;
    assert!(agenda.iter().any(|line| matches!(line.matter, Matter::RightsAnswer { .. })));
    assert!(agenda.iter().any(|line| matches!(line.matter, Matter::Unacknowledged { .. })));
    assert!(agenda.iter().all(|line| line.sentence.english != line.sentence.french));
    assert!(agenda.is_sorted_by_key(|line| line.at));
}

#[test]
fn a_claim_from_the_first_letter_to_the_answer() {
    let met = clinic();
    let (person, relationship) = (&met.person, met.relationship);
    assert!(said(met.claim(Right::NoSaleOrSharing, Law::Gdpr).unwrap_err()).0.starts_with("rights-"));
    let scope = ClaimScope::Data { words: Vec::new() };
    let nothing = person.claim(relationship, Claim { right: Right::Access, law: Law::Gdpr, scope }, None, now());
    assert!(said(nothing.unwrap_err()).0.starts_with("rights-"));
    let nobodys = SignedId::from_bytes([1; 32]);
    assert_eq!(said(person.withdraw_claim(relationship, nobodys, None, now()).unwrap_err()).0, "state-no-such-claim");

    let item = person.store_item(new_item("pd:EmailAddress", ADDRESS), None, now()).unwrap().item.unwrap();
    let given = person.give(relationship, met.grant("pd:EmailAddress"), vec![item], None, now()).unwrap();
    let letter = given.said[0].letter;
    let id = met.claim(Right::Erasure, Law::Gdpr).unwrap().said[0].id.unwrap();
    met.carried();
    let stands = |now| person.view().unwrap().right(relationship, id, now).unwrap().unwrap();
    let claimed = stands(now());
    assert_eq!((claimed.state, claimed.due.unwrap().to_string()), (RightsState::Acknowledged, "2026-04-01".into()));
    assert_eq!(claimed.deadline.unwrap().extended.unwrap().to_string(), "2026-06-01");
    assert_eq!(stands(at("2026-04-02T00:00:00Z")).state, RightsState::Overdue);
    assert_eq!(person.view().unwrap().rights(relationship, now()).unwrap(), [claimed]);

    let answer = |outcome| met.desk.answer_right(met.customer, id, outcome, None, now());
    assert!(said(answer(RightsOutcome::Refused { reason: String::new() }).unwrap_err()).0.starts_with("rights-"));
    let more = answer(RightsOutcome::NeedsMore { reason: "who are you?".into() }).unwrap().said[0].id.unwrap();
    met.carried();
    let claimed = stands(now());
    assert_eq!((claimed.state, claimed.needs_more), (RightsState::NeedsMore, Some(more)));
    assert!(!format!("{claimed:?}").contains("who are you"));
    let proof = "x".repeat(3_000);
    let long = person.complete_claim(relationship, more, Some(proof), None, now());
    assert!(matches!(long, Err(VrmError::TooLarge { .. } | VrmError::Invalid { .. })));
    person.complete_claim(relationship, more, Some("it is me".into()), None, now()).unwrap();
    met.carried();
    answer(RightsOutcome::Full).unwrap();
    met.carried();
    assert_eq!(stands(now()).state, RightsState::Fulfilled);
    assert_eq!(said(met.desk.disclosed(met.customer, letter).unwrap_err()).0, "vault-deleted");
    assert_eq!(said(person.withdraw_claim(relationship, id, None, now()).unwrap_err()).0, "chart-no-such-move");
    let second = met.claim(Right::Access, Law::Gdpr).unwrap().said[0].id.unwrap();
    person.withdraw_claim(relationship, second, None, now()).unwrap();
}

#[test]
fn an_incident_is_told() {
    let met = clinic();
    let incident =
        Incident { agreement: met.agreement, at: now(), what: "a laptop".into(), data: vec![word("pd:Name")] };
    let refused = |incident| said(met.desk.notify_incident(met.customer, incident, None, now()).unwrap_err()).0;
    assert!(refused(Incident { what: String::new(), ..incident.clone() }).starts_with("rights-"));
    let nobodys = AgreementId::from_bytes([9; 32]);
    assert_eq!(refused(Incident { agreement: nobodys, ..incident.clone() }), "state-no-such-agreement");
    met.desk.notify_incident(met.customer, incident.clone(), None, now()).unwrap();
    met.carried();
    let told = met.person.view().unwrap().incidents(met.relationship).unwrap();
    assert_eq!((told.len(), &told[0].incident, told[0].state), (1, &incident, IncidentState::Open));
    assert!(!format!("{told:?}").contains("laptop"));
}

#[test]
fn deadlines_are_those_of_the_core() {
    let date = |text: &str| CivilDate::parse(text).unwrap();
    let calendar = RightsCalendar {
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        holidays: vec![date("2026-04-06")],
        rolling: Rolling::ByLaw,
    };
    let due = |law, right, calendar: &RightsCalendar, paused| {
        rights_due(law, right, date("2026-03-05"), calendar.clone(), paused)
    };
    let deadline = due(Law::Gdpr, Right::Access, &calendar, 0).unwrap();
    let days = [deadline.due, deadline.rolled, deadline.extended.unwrap()].map(|day| day.to_string());
    assert_eq!(days, ["2026-04-05", "2026-04-07", "2026-06-05"]);
    assert!(said(due(Law::Gdpr, Right::Access, &calendar, 1).unwrap_err()).0.starts_with("rights-"));
    assert!(due(Law::UkGdpr, Right::Access, &calendar, 1).is_ok());
    assert!(due(Law::Gdpr, Right::NoSaleOrSharing, &calendar, 0).is_err());
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let never = RightsCalendar {
        weekend: vec![Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday],
        ..calendar.clone()
    };
    assert!(due(Law::Gdpr, Right::Access, &never, 0).is_err());
    assert_eq!(right_concept(Right::Access).as_deref(), Some("eu-gdpr:A15"));
    assert_eq!(right_concept(Right::NoSaleOrSharing), None);
    for law in [Law::Gdpr, Law::UkGdpr, Law::Ccpa, Law::Lgpd, Law::Quebec] {
        let core = rights::Law::from(law);
        assert_eq!(law_pauses(law), core.pauses());
        assert_eq!(law_extends(law, Right::Access), core.extends(rights::Right::Access));
        let period = core.period(rights::Right::Access).map(LawPeriod::from).map_err(VrmError::from);
        assert_eq!(law_period(law, Right::Access), period);
    }
}

/// Records and receipts of others: what the core reads crosses whole, and what it refuses is refused.
#[test]
fn receipts_of_others_are_read_as_the_core_reads_them() {
    let Some(root) = std::env::var_os("VRM_FIXTURES") else {
        eprintln!("receipts_of_others_are_read_as_the_core_reads_them did not run: VRM_FIXTURES is not set");
        return;
    };
    let (mut right, mut counted) = (0, 0);
    for file in ["receipts_in_the_wild.json", "dpv_27560.json"] {
        let whole = std::fs::read(Path::new(&root).join("receipts").join(file)).unwrap();
        let whole: serde_json::Value = serde_json::from_slice(&whole).unwrap();
        for case in whole["cases"].as_array().unwrap() {
            let json = &case["text"];
            let json = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            counted += 1;
            right += usize::from(match (read_receipts(json.clone().into()), foreign::read_receipts(json.as_bytes())) {
                (Ok(here), Ok(core)) => {
                    here.len() == core.len()
                        && here.iter().zip(&core).all(|(here, core)| {
                            let purposes = here.purposes.iter().map(|term| &term.stated);
                            here.json == core.to_json()
                                && (&here.id, here.notes.len()) == (&core.id, core.notes.len())
                                && purposes.eq(core.purposes.iter().map(|term| &term.stated))
                        })
                }
                (Err(here), Err(core)) => here == VrmError::from(core),
                _ => false,
            });
        }
    }
    println!("receipts: {right}/{counted}");
    assert!(right == counted && counted >= 40, "receipts: {right}/{counted}");
}

/// Handed in as data, nothing is taken that the core does not take.
#[test]
fn ids_are_of_their_kind() {
    assert_eq!(RecordId::parse("ffffffff-ffff-1fff-bfff-ffffffffffff"), None);
    let met = clinic();
    let reception = met.person.receive(b"{}".to_vec(), now()).unwrap();
    assert!(matches!(reception, Reception::Rejected { .. }));
}
