//! Texts of terms, made ready to judge.

use super::handle::{Table, enter, give, show};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::Failure;
use crate::value::{OwnWord, Terms};
use vrm_core::decision::CompiledTerms;
use vrm_core::terms::{self, Draft, TermsHash};

/// A text of terms, made ready to judge many requests. It never changes.
pub type vrm_terms = u64;

static TERMS: Table<CompiledTerms> = Table::new(16);

/// The text of a handle.
pub(in crate::c) fn compiled(terms: vrm_terms) -> Result<CompiledTerms, Failure> {
    Ok(CompiledTerms::clone(&*TERMS.get(terms)?))
}

/// A handle of a text.
pub(super) fn held(terms: &terms::Terms) -> Result<vrm_terms, Failure> {
    TERMS.insert(terms.compile())
}

/// What: reads the person's own terms from their machine form, byte for byte.
/// Owns: `terms` is the caller's, to be freed with `vrm_terms_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handles`; `json-*`, `terms-*`, `vocab-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_parse(machine_form: vrm_text, terms: *mut vrm_terms) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(terms, |input| held(&terms::Terms::parse(input.bytes("machine_form", machine_form)?)?)) }
}

/// What: reads a text that is being written, the members of the machine form in any order and with prefixed names too, and checks every rule of it.
/// Owns: `terms` is the caller's, to be freed with `vrm_terms_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handles`; `json-*`, `terms-*`, `vocab-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_draft_finish(draft: vrm_text, terms: *mut vrm_terms) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(terms, |input| held(&Draft::parse(input.bytes("draft", draft)?)?.finish()?)) }
}

/// What: frees a text.
/// Owns: takes `terms`.
/// Threads: any; a call of it that runs meanwhile goes on to its end.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_terms_free(terms: vrm_terms) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| TERMS.remove(terms).map(drop)) }
}

/// What: the hash that names a text.
/// Owns: `hash` is the caller's: 64 hexadecimal digits.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_hash(terms: vrm_terms, hash: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(hash, |_| Ok(vrm_bytes::of(compiled(terms)?.terms().hash().to_string().into_bytes()))) }
}

/// What: the hash of the exact bytes of a layer.
/// Owns: `hash` is the caller's: 64 hexadecimal digits.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_hash_of(bytes: vrm_text, hash: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(hash, |input| Ok(vrm_bytes::of(TermsHash::of(input.bytes("bytes", bytes)?).to_string().into_bytes())))
    }
}

/// What: the one form of a text, which its hash names.
/// Owns: `machine_form` is the caller's: RFC 8785 JSON.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_machine_form(terms: vrm_terms, machine_form: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(machine_form, |_| Ok(vrm_bytes::of(compiled(terms)?.terms().machine_form().as_bytes().to_vec()))) }
}

/// What: whose text it is, and its rules, with prefixed names.
/// Owns: `rules` is the caller's: JSON, a `Terms`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_rules(terms: vrm_terms, rules: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(rules, |_| Ok(Terms::from(compiled(terms)?.terms()))) }
}

/// What: the words of its own that a text adds to DPV, which questions to the vocabulary take as `own`.
/// Owns: `own` is the caller's: JSON, a list of `OwnWord`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_vocabulary(terms: vrm_terms, own: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(own, |_| Ok(compiled(terms)?.terms().vocabulary().own().iter().map(OwnWord::from).collect::<Vec<_>>()))
    }
}
