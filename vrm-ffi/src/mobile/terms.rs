//! Texts of terms, written and read.

use super::VrmError;
use crate::border::barred;
use crate::value::{OwnWord, Terms};
use std::sync::Arc;
use vrm_core::terms::{self, TermsHash};

/// Reads the person's own terms from their machine form.
///
/// # Errors
/// `terms-*`, `vocab-*` and `json-*`, with the place: it is not the one form of a text that makes sense, or is a roster's.
#[uniffi::export]
pub fn terms_parse(machine_form: Vec<u8>) -> Result<Terms, VrmError> {
    Ok(barred(|| Ok((&terms::Terms::parse(&machine_form)?).into()))?)
}

/// Reads a text that is being written: the members of the machine form, in any order and with prefixed names too; and
/// checks every rule of it.
///
/// # Errors
/// As `terms_parse`.
#[uniffi::export]
pub fn draft_parse(json: Vec<u8>) -> Result<Terms, VrmError> {
    Ok(barred(|| Ok((&terms::Draft::parse(&json)?.finish()?).into()))?)
}

/// Checks every rule of a text that was put together, and gives it with its parts in order.
///
/// # Errors
/// As `terms_parse`.
#[uniffi::export]
pub fn draft_finish(terms: Terms) -> Result<Terms, VrmError> {
    Ok(barred(|| Ok((&terms.core()?).into()))?)
}

/// The hash that names a text.
///
/// # Errors
/// As `draft_finish`.
#[uniffi::export]
pub fn terms_hash(terms: Terms) -> Result<TermsHash, VrmError> {
    Ok(barred(|| Ok(terms.core()?.hash()))?)
}

/// The one form of a text, which its hash names: RFC 8785 JSON.
///
/// # Errors
/// As `draft_finish`.
#[uniffi::export]
pub fn terms_machine_form(terms: Terms) -> Result<Vec<u8>, VrmError> {
    Ok(barred(|| Ok(terms.core()?.machine_form().as_bytes().to_vec()))?)
}

/// The hash of the exact bytes of a layer.
#[uniffi::export]
pub fn terms_hash_of(bytes: Vec<u8>) -> TermsHash {
    TermsHash::of(&bytes)
}

/// The words of its own that a text adds to DPV, which questions to the vocabulary take.
///
/// # Errors
/// As `draft_finish`.
#[uniffi::export]
pub fn terms_vocabulary(terms: Terms) -> Result<Vec<OwnWord>, VrmError> {
    Ok(barred(|| Ok(terms.core()?.vocabulary().own().iter().map(OwnWord::from).collect()))?)
}

/// A text made ready to judge many requests.
///
/// # Errors
/// As `draft_finish`.
#[uniffi::export]
pub fn terms_compile(terms: Terms) -> Result<Arc<super::CompiledTerms>, VrmError> {
    Ok(barred(|| Ok(Arc::new(super::CompiledTerms::new(terms.core()?.compile()))))?)
}
