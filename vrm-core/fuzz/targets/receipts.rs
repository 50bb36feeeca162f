//! Receipts of Kantara, and receipts and records of others.

use super::{harmless, told};
use vrm_core::consent::foreign::{PublishedReceipt, read_receipts};
use vrm_core::consent::{KantaraPart, KantaraReceipt};
use vrm_core::json::{Value, foreign};
use vrm_core::vocab::Word;

pub fn kantara_receipt(data: &[u8]) {
    let Some(receipt) = told(KantaraReceipt::parse(data)) else { return };
    // Nothing is lost, at no level.
    assert_eq!(receipt.to_value(), foreign::parse(data).unwrap());
    let canonical = KantaraReceipt::parse(receipt.to_json().as_bytes());
    assert!(canonical.is_ok_and(|again| again.faults() == receipt.faults()));
    for fault in receipt.faults() {
        harmless(&fault.to_string());
    }
    // It claims no more than it says itself, apart from a purpose without any category, which is like none.
    let own = receipt.excess_over(Some(&receipt));
    let purposes = receipt.services().iter().flat_map(|service| &service.purposes);
    assert_eq!(own.len(), purposes.filter(|purpose| purpose.categories.is_empty()).count());
    assert!(own.iter().all(|excess| excess.what == KantaraPart::Purpose));
    let beyond = receipt.excess_over(None);
    assert_eq!(beyond.len(), 1);
    beyond.iter().for_each(|excess| harmless(&excess.to_string()));
}

pub fn published_receipt(data: &[u8]) {
    let Some(all) = told(read_receipts(data)) else { return };
    assert!(!all.is_empty());
    let whole = foreign::parse(data).unwrap();
    all.iter().for_each(|receipt| stated(receipt, &whole));
}

fn stated(receipt: &PublishedReceipt, whole: &Value) {
    assert_eq!(receipt.whole(), whole);
    assert_eq!(foreign::parse(receipt.to_json().as_bytes()).as_ref(), Ok(whole));
    assert!(receipt.notes.is_sorted());
    for note in &receipt.notes {
        harmless(&note.to_string());
    }
    for term in receipt.purposes.iter().chain(&receipt.data) {
        assert!(term.word.as_ref().is_none_or(Word::is_known));
    }
}
