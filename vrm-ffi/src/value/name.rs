//! Names of others, looked at twice.

use vrm_core::text;

/// Why a name deserves a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum NameWarning {
    /// Letters of scripts that no one language writes together, such as Latin and Cyrillic.
    MixedScripts,
    /// Characters that look like ASCII letters or digits and are none.
    LooksLikeAscii,
    /// One that this version does not tell apart.
    Other,
}

impl From<text::NameWarning> for NameWarning {
    fn from(warning: text::NameWarning) -> Self {
        match warning {
            text::NameWarning::MixedScripts => Self::MixedScripts,
            text::NameWarning::LooksLikeAscii => Self::LooksLikeAscii,
            _ => Self::Other,
        }
    }
}
