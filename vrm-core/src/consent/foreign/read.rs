//! Which format a text is of.

use super::error::ForeignReceiptError;
use super::published::{PublishedReceipt, ReceiptFormat};
use super::{flat, linked};
use crate::json::{JsonError, Node, Value, foreign};
use std::sync::Arc;

/// The most bytes of a text that receipts are read from.
const BYTES: usize = 1 << 20;

/// The most receipts and records of one text.
const LIMIT: usize = 4096;

/// What all of them together may hold, in bytes, since records may share what they refer to.
const HELD: usize = 16 << 20;

/// What is read for all of them together, in bytes: what is shared, once for each that shares it.
const LOOKED: usize = 32 << 20;

/// Reads every receipt and every record of a text of others: Kantara's flat JSON of v1.1, v1.0 and the drafts before,
/// as it is or under the claim `consentReceipt` of a token, one or a list; and DPV's JSON-LD of ISO/IEC TS 27560 with its
/// usual prefixes, nested, listed or in an `@graph`. No context is fetched or expanded.
///
/// A record without controller, purpose or state is read too and lacks them: what is missing is missing.
///
/// # Errors
/// [`ForeignReceiptError`]: `Json` for what is no JSON, repeats a member, has more than 1 MiB, or has a member of Kantara's
/// of a type that nobody writes there (`null`, `"false"`); `UnknownFormat`; `TooMany` past 4,096 receipts and records, or
/// where they repeat what they share past 16 MiB; `Tangled` where reading what they share takes more than 32 MiB;
/// `Contradiction` where `jti` is not `consentReceiptID`, or `iat` is
/// before `consentTimestamp`: no receipt is issued before the consent.
///
/// ```
/// use vrm_core::consent::ConsentStatus;
/// use vrm_core::consent::foreign::{ReceiptFormat, read_receipts};
/// let text = br#"{"@type":"dpv:ConsentRecord","dct:identifier":"7","dpv:hasDataController":"ex:Acme","dpv:hasProcess":
///     {"dpv:hasPurpose":"dpv:Marketing"},"dpv:hasConsentStatus":{"@type":"dpv:ConsentGiven",
///     "dpv:isIndicatedAtTime":"2023-11-05T16:08:50"}}"#;
/// let record = &read_receipts(text)?[0];
/// assert_eq!((record.format, record.status), (ReceiptFormat::DpvRecord, Some(ConsentStatus::Given)));
/// assert_eq!(record.purposes[0].word, Some("dpv:Marketing".parse()?));
/// assert_eq!(record.notes[0].to_string(), "the time has no time zone"); // so it is no moment
/// assert_eq!(record.given.as_ref().unwrap().at, None);
/// # Ok::<(), vrm_core::Error>(())
/// ```
pub fn read_receipts(bytes: &[u8]) -> Result<Vec<PublishedReceipt>, ForeignReceiptError> {
    let (length, limit) = (bytes.len(), BYTES);
    if length > limit {
        return Err(JsonError::TooLong { length, limit }.into());
    }
    let whole = Arc::new(foreign::parse(bytes)?);
    let root = Node::root(&whole);
    let mut found = Collected::default();
    match format(&whole) {
        Some(format) => found.add(flat::read(&root, format, &whole)?)?,
        None if linked::read(&whole, &mut found)? => {}
        None => match root.array() {
            Ok(items) if !items.is_empty() => {
                for item in items {
                    let format = format(item.value()).ok_or(ForeignReceiptError::UnknownFormat)?;
                    found.add(flat::read(&item, format, &whole)?)?;
                }
            }
            _ => return Err(ForeignReceiptError::UnknownFormat),
        },
    }
    Ok(found.receipts)
}

/// Which of Kantara's formats an object is of, by the members that only it has.
fn format(value: &Value) -> Option<ReceiptFormat> {
    let Value::Object(members) = value else { return None };
    let has = |names: &[&str]| names.iter().any(|name| members.get(name).is_some());
    if let Some(inner @ Value::Object(_)) = members.get("consentReceipt") {
        return format(inner);
    }
    if has(&["dataController"]) && !has(&["piiControllers"]) {
        return Some(ReceiptFormat::KantaraV1_0);
    }
    if has(&["consentReceiptID", "consentTimestamp", "piiControllers"]) {
        return Some(ReceiptFormat::KantaraV1_1);
    }
    (has(&["data_controller"]) && has(&["jurisdiction", "policy_uri"])).then_some(ReceiptFormat::KantaraDraft)
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Collected {
    receipts: Vec<PublishedReceipt>,
    held: usize,
    looked: usize,
}

impl Collected {
    pub(super) fn add(&mut self, receipt: PublishedReceipt) -> Result<(), ForeignReceiptError> {
        if self.receipts.len() >= LIMIT {
            return Err(ForeignReceiptError::TooMany { limit: LIMIT });
        }
        let receipt = receipt.finished();
        self.hold(receipt.size())?;
        self.receipts.push(receipt);
        Ok(())
    }

    /// Counts what is read for a record, whether anything of it is kept or not.
    pub(super) fn look(&mut self, bytes: usize) -> Result<(), ForeignReceiptError> {
        self.looked = self.looked.saturating_add(bytes);
        if self.looked > LOOKED { Err(ForeignReceiptError::Tangled { limit: LOOKED }) } else { Ok(()) }
    }

    /// Counts what a record takes from the text.
    pub(super) fn hold(&mut self, bytes: usize) -> Result<(), ForeignReceiptError> {
        self.held = self.held.saturating_add(bytes);
        if self.held > HELD { Err(ForeignReceiptError::TooMany { limit: LIMIT }) } else { Ok(()) }
    }
}
