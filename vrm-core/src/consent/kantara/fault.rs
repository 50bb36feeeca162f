//! What the prose of the specification asks beyond its schema.

use super::parts::{KantaraController, KantaraPurpose};
use super::receipt::KantaraReceipt;
use crate::error::quote;
use crate::json::Pointer;
use crate::time::Instant;

/// A rule of the prose that a receipt breaks. It is read all the same: the schema allows it, and receipts have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum KantaraFault {
    /// It states another version (4.3.1).
    #[error("`/version` is another, expected `KI-CR-v1.1.0`")]
    Version,
    /// A text that must say something is empty.
    #[error("{} is empty, expected a text", quote(path.as_str()))]
    EmptyText {
        /// The member.
        path: Pointer,
    },
    /// A list that must have an item has none.
    #[error("{} is empty, expected at least one item", quote(path.as_str()))]
    EmptyList {
        /// The member.
        path: Pointer,
    },
    /// Its number is no UUID of version 4, as it should be (4.3.5).
    #[error("`/consentReceiptID` is no UUID of version 4")]
    Number,
    /// Its time is in no year from 2000 to 9999, as where milliseconds were counted for seconds (4.3.3).
    #[error("`/consentTimestamp` is in no year from 2000 to 9999, expected seconds since 1970")]
    Time,
    /// A telephone number that RFC 3966 does not write so (4.4.8).
    #[error("{} is no telephone number of RFC 3966, expected one like `+49-30-555-0100`", quote(path.as_str()))]
    Phone {
        /// The member.
        path: Pointer,
    },
    /// It is sensitive and does not say what of it (4.5.13).
    #[error("`/spiCat` is empty, expected the sensitive categories")]
    NoSpecialCategory,
    /// It says what is sensitive, and that nothing is.
    #[error("`/spiCat` names categories, expected none where `/sensitive` is false")]
    SpecialCategory,
    /// It names a third party beside saying that there is none.
    #[error("{} names a third party, expected none where nothing is disclosed", quote(path.as_str()))]
    ThirdParty {
        /// The member.
        path: Pointer,
    },
}

pub(super) fn of(receipt: &KantaraReceipt) -> Vec<KantaraFault> {
    let root = Pointer::root();
    let mut found = Vec::new();
    if receipt.version() != KantaraReceipt::VERSION {
        found.push(KantaraFault::Version);
    }
    filled(&root, "jurisdiction", receipt.jurisdiction(), &mut found);
    if Instant::from_unix(receipt.timestamp()).is_err() {
        found.push(KantaraFault::Time);
    }
    filled(&root, "collectionMethod", receipt.collection_method(), &mut found);
    if receipt.id().is_none() {
        found.push(KantaraFault::Number);
    }
    filled(&root, "piiPrincipalId", receipt.principal(), &mut found);
    some(&root, "piiControllers", receipt.controllers(), &mut found);
    for (index, part) in receipt.controllers().iter().enumerate() {
        controller(&root.member("piiControllers").item(index), part, &mut found);
    }
    filled(&root, "policyUrl", receipt.policy(), &mut found);
    some(&root, "services", receipt.services(), &mut found);
    for (index, service) in receipt.services().iter().enumerate() {
        let path = root.member("services").item(index);
        filled(&path, "service", &service.name, &mut found);
        some(&path, "purposes", &service.purposes, &mut found);
        for (index, part) in service.purposes.iter().enumerate() {
            purpose(&path.member("purposes").item(index), part, &mut found);
        }
    }
    match (receipt.is_sensitive(), receipt.special_categories().is_empty()) {
        (true, true) => found.push(KantaraFault::NoSpecialCategory),
        (false, false) => found.push(KantaraFault::SpecialCategory),
        _ => {}
    }
    found
}

fn controller(path: &Pointer, part: &KantaraController, found: &mut Vec<KantaraFault>) {
    for (name, text) in [("piiController", &part.name), ("contact", &part.contact), ("email", &part.email)] {
        filled(path, name, text, found);
    }
    if !is_phone(&part.phone) {
        found.push(KantaraFault::Phone { path: path.member("phone") });
    }
}

fn purpose(path: &Pointer, part: &KantaraPurpose, found: &mut Vec<KantaraFault>) {
    some(path, "purposeCategory", &part.categories, found);
    filled(path, "consentType", &part.consent_type, found);
    some(path, "piiCategory", &part.data, found);
    filled(path, "termination", &part.termination, found);
    match (part.is_disclosed, &part.third_parties) {
        (true, Some(name)) => filled(path, "thirdPartyName", name, found),
        (false, Some(_)) => found.push(KantaraFault::ThirdParty { path: path.member("thirdPartyName") }),
        (_, None) => {}
    }
}

fn filled(path: &Pointer, name: &str, text: &str, found: &mut Vec<KantaraFault>) {
    if text.trim().is_empty() {
        found.push(KantaraFault::EmptyText { path: path.member(name) });
    }
}

fn some<T>(path: &Pointer, name: &str, items: &[T], found: &mut Vec<KantaraFault>) {
    if items.is_empty() {
        found.push(KantaraFault::EmptyList { path: path.member(name) });
    }
}

/// A global number, with or without `tel:`: a plus, then digits with visual separators between them. Local numbers need
/// a context there, and parameters are let be.
fn is_phone(text: &str) -> bool {
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let number = text.split_once(';').map_or(text, |(number, _)| number);
    let Some(digits) = number.strip_prefix('+') else { return false };
    digits.contains(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || "-.()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn telephone_numbers_of_rfc_3966() {
        for text in ["+49-30-555-0100", "tel:+1(555)555.0100", "+4930;ext=7"] {
            assert!(is_phone(text), "{text}");
        }
        for text in ["", "+", "tel:", "(555) 555-DISC (3429)", "0049 30", "+49 30 555", "+-"] {
            assert!(!is_phone(text), "{text}");
        }
    }
}
