//! How the owner of a life deals with others.

use super::Preferences;
use super::document::document;
use crate::border::Failure;
use vrm_core::history;
use vrm_core::text::Language;
use vrm_core::vocab::Place;

/// How the owner of a life deals with others: which agreements, with whom, and who says yes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Settings {
    /// Which agreements, with whom.
    pub preferences: Preferences,
    /// The language in which the texts are shown.
    pub language: Language,
    /// How many minutes the other side has to sign, and a proffer, a counter or a question counts: 60, 1440, 10080, 43200 or
    /// 129600.
    #[uniffi(default = 10080)]
    pub answer_within: u32,
    /// Where the person is, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub place: Option<Place>,
    /// Whether the person is a child.
    #[uniffi(default = false)]
    pub child: bool,
}

impl Settings {
    /// The settings as the core has them.
    pub(crate) fn core(&self) -> Result<history::Settings, Failure> {
        Ok(history::Settings::parse(&document(self)?)?)
    }
}

impl From<&history::Settings> for Settings {
    fn from(settings: &history::Settings) -> Self {
        Self {
            preferences: (&settings.preferences).into(),
            language: settings.language.clone(),
            answer_within: settings.answer_within,
            place: settings.place.clone(),
            child: settings.child,
        }
    }
}
