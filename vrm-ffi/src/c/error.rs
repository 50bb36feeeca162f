//! What went wrong last on the calling thread.

use super::handle::{give, last, show};
use super::{vrm_bytes, vrm_status};
use crate::border::{CodeFacts, Remedy};

/// What: the number of what went wrong last on this thread, 0 when nothing did.
/// Owns: nothing.
/// Threads: any; each has its own.
/// Errors: none.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_error_code() -> vrm_status {
    last().map_or(0, |failure| u32::from(failure.code))
}

/// A part of it, as a text; empty where there is none.
///
/// # Safety
/// `out` is null or writable.
unsafe fn part(out: *mut vrm_bytes, part: impl FnOnce(crate::border::Failure) -> String) -> vrm_status {
    let text = last().map(part).unwrap_or_default();
    // SAFETY: as the caller vouches.
    unsafe { give(out, |_| Ok(vrm_bytes::of(text.into_bytes()))) }
}

/// What: the name of what went wrong last on this thread, as in the table of errors; empty when nothing did.
/// Owns: `name` is the caller's.
/// Threads: any; each has its own.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_error_name(name: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { part(name, |failure| failure.name) }
}

/// What: what was wrong and what would be right.
/// Owns: `text` is the caller's.
/// Threads: any; each has its own.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_error_text(text: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { part(text, |failure| failure.text) }
}

/// What: the field that it concerns, as a JSON pointer (RFC 6901); empty where there is none.
/// Owns: `path` is the caller's.
/// Threads: any; each has its own.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_error_path(path: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { part(path, |failure| failure.path.unwrap_or_default()) }
}

/// What: the rule that was broken, with its source.
/// Owns: `rule` is the caller's.
/// Threads: any; each has its own.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_error_rule(rule: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { part(rule, |failure| failure.rule) }
}

/// What: what to do next: `correct-input`, `try-again`, `ask-person` or `stop`.
/// Owns: `remedy` is the caller's.
/// Threads: any; each has its own.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_error_remedy(remedy: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { part(remedy, |failure| failure.remedy.name().to_owned()) }
}

/// What: the table of errors: every one that there is, by its number.
/// Owns: `codes` is the caller's: JSON, a list of `CodeFacts`.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_code_all(codes: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(codes, |_| Ok(CodeFacts::all())) }
}

impl Remedy {
    fn name(self) -> &'static str {
        match self {
            Self::CorrectInput => "correct-input",
            Self::TryAgain => "try-again",
            Self::AskPerson => "ask-person",
            Self::Stop => "stop",
        }
    }
}
