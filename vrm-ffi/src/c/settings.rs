//! How the owner of a life deals with others.

use super::handle::give;
use super::{vrm_bytes, vrm_status, vrm_text};
use vrm_core::history::Settings;

/// What: settings that ask the owner for everything, in a language; a week for an answer.
/// Owns: `settings` is the caller's: JSON, the `Settings` of `records.md`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `language-syntax`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_settings_asking(language: vrm_text, settings: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(settings, |input| {
            Ok(vrm_bytes::of(Settings::asking(input.read("language", language)?).to_json().into_bytes()))
        })
    }
}

/// What: reads settings and gives them in their one form.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_settings_parse(settings: vrm_text, json: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let settings = Settings::parse(input.bytes("settings", settings)?)?;
            Ok(vrm_bytes::of(settings.to_json().into_bytes()))
        })
    }
}
