//! Records and receipts of consent.

use super::{harmless, told};
use vrm_core::consent::{ConsentRecord, IsoReceipt, ReceiptFacts, RecordFacts, excess};
use vrm_core::json::foreign;
use vrm_core::sentence::Tongue;
use vrm_core::vocab::Vocabulary;

pub fn consent_record(data: &[u8]) {
    let Some(record) = told(ConsentRecord::parse(data)) else { return };
    let written = record.to_json();
    // Nothing is lost: a signature is over all of it.
    assert_eq!(written, foreign::parse(data).unwrap().canonical());
    assert_eq!(ConsentRecord::parse(written.as_bytes()).as_ref(), Ok(&record));
    if let Some(again) = made(record.facts()) {
        assert!(again.facts() == record.facts() && again.gaps().len() >= record.gaps().len());
    }
    assert!(record.gaps().iter().all(|gap| !gap.field.is_empty()));
}

/// The facts alone make the record again, but for one that does not say where it is taken back.
fn made(facts: &RecordFacts) -> Option<ConsentRecord> {
    let again = told(ConsentRecord::new(facts.clone()));
    assert_eq!(again.is_none(), facts.exercised_at.is_empty());
    again
}

pub fn iso_receipt(data: &[u8]) {
    let Some(receipt) = told(IsoReceipt::parse(data)) else { return };
    let written = receipt.to_json();
    assert_eq!(written, foreign::parse(data).unwrap().canonical());
    assert_eq!(IsoReceipt::parse(written.as_bytes()).as_ref(), Ok(&receipt));
    let facts = receipt.facts();
    for one in excess(&receipt, None, &facts.records, Vocabulary::dpv()).into_iter().chain(strange(&receipt)) {
        harmless(&one.to_string());
        harmless(&one.sentence().say(Tongue::French));
        assert!(!one.name().is_empty());
    }
    if facts.records.iter().all(|record| made(record).is_some()) {
        let again = IsoReceipt::new(ReceiptFacts { publisher: facts.publisher.clone(), ..facts.clone() }).unwrap();
        assert!(again.facts() == facts);
    }
}

/// Against the person who knows of nothing, every record is in excess.
fn strange(receipt: &IsoReceipt) -> Vec<vrm_core::consent::Excess> {
    let all = excess(receipt, None, &[], Vocabulary::dpv());
    let records = all.iter().filter(|one| one.name() == "record").count();
    assert_eq!(records, receipt.facts().records.len());
    all
}
