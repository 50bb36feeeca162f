//! How the owner of a life deals with others.

use super::VrmError;
use crate::border::barred;
use crate::value::Settings;
use vrm_core::history;
use vrm_core::text::Language;

/// Settings that ask the owner for everything; a week for an answer.
#[uniffi::export]
pub fn settings_asking(language: Language) -> Settings {
    (&history::Settings::asking(language)).into()
}

/// Reads settings from their JSON.
///
/// # Errors
/// `form-*`, `terms-*`, `vocab-*` and `json-*`, with the place.
#[uniffi::export]
pub fn settings_parse(json: Vec<u8>) -> Result<Settings, VrmError> {
    Ok(barred(|| Ok((&history::Settings::parse(&json)?).into()))?)
}

/// The settings as RFC 8785 JSON.
///
/// # Errors
/// As `settings_parse`.
#[uniffi::export]
pub fn settings_to_json(settings: Settings) -> Result<String, VrmError> {
    Ok(barred(|| Ok(settings.core()?.to_json()))?)
}
