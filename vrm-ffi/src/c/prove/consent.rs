//! Records and receipts of consent.

use crate::border::Failure;
use crate::c::handle::{Input, give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{
    ConsentRecord, Excess, IsoReceipt, KantaraExcess, KantaraReceipt, PublishedReceipt, ReceiptFacts, RecordFacts,
};
use vrm_core::consent::{ConsentStatus, foreign};
use vrm_core::terms::Terms;

/// Bytes, or none: a null pointer.
fn given<'a>(input: &'a Input, argument: &'static str, bytes: vrm_text) -> Result<Option<&'a [u8]>, Failure> {
    if bytes.data.is_null() && bytes.length == 0 { Ok(None) } else { input.bytes(argument, bytes).map(Some) }
}

/// What: reads a record of consent (ISO/IEC TS 27560 as DPV JSON-LD).
/// Owns: `record` is the caller's: JSON, a `ConsentRecord`: its text, its facts and its gaps.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_consent_record_parse(bytes: vrm_text, record: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(record, |input| ConsentRecord::parse(input.bytes("bytes", bytes)?)) }
}

/// What: reads a receipt of consent (ISO/IEC TS 27560 as DPV JSON-LD).
/// Owns: `receipt` is the caller's: JSON, an `IsoReceipt`: its text, its facts and its gaps.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_iso_receipt_parse(bytes: vrm_text, receipt: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(receipt, |input| IsoReceipt::parse(input.bytes("bytes", bytes)?)) }
}

/// What: reads a receipt of Kantara Consent Receipt v1.1.0.
/// Owns: `receipt` is the caller's: JSON, a `KantaraReceipt`: its text, its parts and its faults.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_kantara_receipt_parse(bytes: vrm_text, receipt: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(receipt, |input| KantaraReceipt::parse(input.bytes("bytes", bytes)?)) }
}

/// What: the record of these facts: `facts` is the JSON of `RecordFacts`.
/// Owns: `record` is the caller's: JSON, a `ConsentRecord`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `consent-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_consent_record_new(facts: vrm_text, record: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(record, |input| ConsentRecord::new(input.record("facts", facts, RecordFacts::EXPECTED)?)) }
}

/// What: the receipt of these facts: `facts` is the JSON of `ReceiptFacts`.
/// Owns: `receipt` is the caller's: JSON, an `IsoReceipt`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `consent-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_iso_receipt_new(facts: vrm_text, receipt: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(receipt, |input| IsoReceipt::new(input.record("facts", facts, ReceiptFacts::EXPECTED)?)) }
}

/// What: the same as a receipt says (its JSON), in the form of Kantara, for readers that know nothing else.
/// Owns: `kantara` is the caller's: JSON, a `KantaraReceipt`, or null where none of its records is valid.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_kantara_receipt_of(
    receipt: vrm_text,
    policy: vrm_text,
    kantara: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(kantara, |input| KantaraReceipt::of(input.bytes("receipt", receipt)?, input.text("policy", policy)?))
    }
}

/// What: what a receipt (its JSON, and that of the one in the form of Kantara beside it, or none) claims beyond the records that are expected: a JSON array of `RecordFacts`, such as that of `vrm_view_records`. Words are compared by the agreement's `terms` in their machine form, or with none by DPV alone.
/// Owns: `excess` is the caller's: JSON, a list of `Excess`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, `terms-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_excess(
    receipt: vrm_text,
    kantara: vrm_text,
    expected: vrm_text,
    terms: vrm_text,
    excess: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(excess, |input| {
            let kantara = given(input, "kantara", kantara)?;
            let what = "a JSON array of the facts of records";
            let expected: Vec<RecordFacts> = input.record("expected", expected, what)?;
            let terms = given(input, "terms", terms)?.map(Terms::parse).transpose()?;
            Excess::all(input.bytes("receipt", receipt)?, kantara, expected, terms.as_ref())
        })
    }
}

/// What: what a receipt of Kantara (its JSON) claims beyond another that is `allowed`, or at all where none is.
/// Owns: `excess` is the caller's: JSON, a list of `KantaraExcess`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_kantara_excess_over(
    receipt: vrm_text,
    allowed: vrm_text,
    excess: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(excess, |input| {
            let allowed = given(input, "allowed", allowed)?;
            KantaraExcess::all(input.bytes("receipt", receipt)?, allowed)
        })
    }
}

/// What: reads receipts and records in any of the known formats. No signature is checked.
/// Owns: `receipts` is the caller's: JSON, a list of `PublishedReceipt`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_read_receipts(bytes: vrm_text, receipts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(receipts, |input| {
            let receipts = foreign::read_receipts(input.bytes("bytes", bytes)?)?;
            receipts.iter().map(TryInto::try_into).collect::<Result<Vec<PublishedReceipt>, Failure>>()
        })
    }
}

/// What: whether a consent with this status, by its name, allows processing; 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_consent_status_is_valid(status: vrm_text, is_valid: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(is_valid, |input| Ok(u32::from(input.read::<ConsentStatus>("status", status)?.is_valid()))) }
}
