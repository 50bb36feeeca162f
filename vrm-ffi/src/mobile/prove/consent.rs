//! Records and receipts of consent.

use crate::border::barred;
use crate::mobile::VrmError;
use crate::value::{
    ConsentRecord, ConsentStatus, Excess, IsoReceipt, Issuer, KantaraExcess, KantaraReceipt, PublishedReceipt,
    ReceiptFacts, RecordFacts, Terms,
};
use vrm_core::consent::{self, foreign};
use vrm_core::desk;

/// Reads a record of consent (ISO/IEC TS 27560 as DPV JSON-LD).
///
/// # Errors
/// `consent-*` and `json-*`, with the place.
#[uniffi::export]
pub fn consent_record_parse(bytes: Vec<u8>) -> Result<ConsentRecord, VrmError> {
    Ok(barred(|| ConsentRecord::parse(&bytes))?)
}

/// Reads a receipt of consent (ISO/IEC TS 27560 as DPV JSON-LD).
///
/// # Errors
/// `consent-*` and `json-*`, with the place.
#[uniffi::export]
pub fn iso_receipt_parse(bytes: Vec<u8>) -> Result<IsoReceipt, VrmError> {
    Ok(barred(|| IsoReceipt::parse(&bytes))?)
}

/// Reads a receipt of Kantara Consent Receipt v1.1.0.
///
/// # Errors
/// `consent-*` and `json-*`, with the place.
#[uniffi::export]
pub fn kantara_receipt_parse(bytes: Vec<u8>) -> Result<KantaraReceipt, VrmError> {
    Ok(barred(|| KantaraReceipt::parse(&bytes))?)
}

/// Reads receipts and records in any of the known formats. No signature is checked.
///
/// # Errors
/// `consent-foreign-*` and `json-*` for a text that is in none of them.
#[uniffi::export]
pub fn read_receipts(bytes: Vec<u8>) -> Result<Vec<PublishedReceipt>, VrmError> {
    Ok(barred(|| foreign::read_receipts(&bytes)?.iter().map(TryInto::try_into).collect())?)
}

/// The record of these facts (ISO/IEC TS 27560 as DPV JSON-LD).
///
/// # Errors
/// `consent-*` where there is no process, no event, no place where consent is taken back, a part of a process that is unknown,
/// a text that is too long, or events that do not follow one another.
#[uniffi::export]
pub fn consent_record_new(facts: RecordFacts) -> Result<ConsentRecord, VrmError> {
    Ok(barred(|| ConsentRecord::new(facts))?)
}

/// The receipt of these facts (ISO/IEC TS 27560 as DPV JSON-LD).
///
/// # Errors
/// `consent-*` where there is no record, one twice, or one that could not be made by itself.
#[uniffi::export]
pub fn iso_receipt_new(facts: ReceiptFacts) -> Result<IsoReceipt, VrmError> {
    Ok(barred(|| IsoReceipt::new(facts))?)
}

/// The same as a receipt says (its JSON), in the form of Kantara, for readers that know nothing else; none where none of its
/// records is valid.
///
/// # Errors
/// As `iso_receipt_parse`; `consent-*` for what the form of Kantara needs and the receipt does not say.
#[uniffi::export]
pub fn kantara_receipt_of(receipt: Vec<u8>, policy: String) -> Result<Option<KantaraReceipt>, VrmError> {
    Ok(barred(|| KantaraReceipt::of(&receipt, &policy))?)
}

/// What a receipt (its JSON, and that of the one in the form of Kantara beside it) claims beyond the records that are
/// expected, such as those of `View.records`. Words are compared by the agreement's terms, or by DPV alone.
///
/// # Errors
/// As `iso_receipt_parse` and `kantara_receipt_parse`; `terms-*`.
#[uniffi::export(default(kantara = None, terms = None))]
pub fn excess(
    receipt: Vec<u8>,
    kantara: Option<Vec<u8>>,
    expected: Vec<RecordFacts>,
    terms: Option<Terms>,
) -> Result<Vec<Excess>, VrmError> {
    Ok(barred(|| {
        let terms = terms.map(|terms| terms.core()).transpose()?;
        Excess::all(&receipt, kantara.as_deref(), expected, terms.as_ref())
    })?)
}

/// What a receipt of Kantara (its JSON) claims beyond another that is allowed, or at all where none is.
///
/// # Errors
/// As `kantara_receipt_parse`.
#[uniffi::export(default(allowed = None))]
pub fn kantara_excess_over(receipt: Vec<u8>, allowed: Option<Vec<u8>>) -> Result<Vec<KantaraExcess>, VrmError> {
    Ok(barred(|| KantaraExcess::all(&receipt, allowed.as_deref()))?)
}

/// Whether what a receipt would say of the vendor is what its members may be: what `issue` asks first.
///
/// # Errors
/// `consent-*` with the member.
#[uniffi::export]
pub fn issuer_check(issuer: Issuer) -> Result<(), VrmError> {
    Ok(barred(|| Ok(desk::Issuer::from(issuer).check()?))?)
}

/// Whether a consent with this status allows processing.
#[uniffi::export]
pub fn consent_status_is_valid(status: ConsentStatus) -> bool {
    consent::ConsentStatus::from(status).is_valid()
}
