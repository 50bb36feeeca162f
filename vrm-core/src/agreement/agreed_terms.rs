//! The text that is agreed, pinned in all its layers.

use super::AgreementError;
use crate::terms::{Entry, EntryPin, Layer, Roster, TermsHash};
use crate::text::Language;
use std::collections::BTreeMap;

/// A roster entry as an agreement pins it: every layer in every language by its hash, and the language in which the
/// person was shown it. The text under that name may change elsewhere; what was agreed cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedTerms {
    pub(super) pin: EntryPin,
    pub(super) legal: BTreeMap<Language, TermsHash>,
    pub(super) plain: BTreeMap<Language, TermsHash>,
    pub(super) shown: Language,
}

impl AgreedTerms {
    /// An entry as it is today, shown to the person in a language.
    ///
    /// ```
    /// use vrm_core::agreement::AgreedTerms;
    /// use vrm_core::terms::Roster;
    /// use vrm_core::text::Language;
    /// let entry = Roster::builtin().entry("SD-BASE")?;
    /// let agreed = AgreedTerms::of(entry, &Language::parse("fr")?)?;
    /// assert_eq!(agreed.entry(Roster::builtin())?.name(), entry.name());
    /// assert!(AgreedTerms::of(entry, &Language::parse("is")?).is_err());
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`AgreementError::NotShown`] when the entry has no plain text in that language.
    pub fn of(entry: &Entry, shown: &Language) -> Result<Self, AgreementError> {
        let agreed = Self {
            pin: entry.pin(),
            legal: hashes(entry, Layer::Legal)?,
            plain: hashes(entry, Layer::Plain)?,
            shown: shown.clone(),
        };
        if agreed.plain.contains_key(shown) { Ok(agreed) } else { Err(AgreementError::not_shown(shown)) }
    }

    /// The entry's name and the hash of its rules.
    #[must_use]
    pub fn pin(&self) -> &EntryPin {
        &self.pin
    }

    /// The hashes of a layer for people, by language.
    #[must_use]
    pub fn hashes(&self, layer: Layer) -> &BTreeMap<Language, TermsHash> {
        match layer {
            Layer::Plain => &self.plain,
            Layer::Legal => &self.legal,
        }
    }

    /// The language in which the person was shown it.
    #[must_use]
    pub fn shown(&self) -> &Language {
        &self.shown
    }

    /// The entry of a roster that has exactly these texts.
    ///
    /// # Errors
    /// [`AgreementError::Terms`] when the roster has no such entry or other rules under its name;
    /// [`AgreementError::TermsChanged`] when a layer for people is missing or another text, or when the entry has a legal
    /// text in the language that the person was shown and none is pinned.
    pub fn entry<'a>(&self, roster: &'a Roster) -> Result<&'a Entry, AgreementError> {
        let entry = roster.pinned(&self.pin)?;
        for layer in [Layer::Plain, Layer::Legal] {
            let pinned = self.hashes(layer);
            let languages = pinned.keys().chain([&self.shown]);
            let changed = |language: &&Language| entry.hash(layer, language.as_str()).as_ref() != pinned.get(*language);
            if let Some(language) = languages.into_iter().find(changed) {
                let (layer, language) = (layer.name(), language.to_string());
                return Err(AgreementError::TermsChanged { id: self.pin.name.id.clone(), layer, language });
            }
        }
        Ok(entry)
    }
}

fn hashes(entry: &Entry, layer: Layer) -> Result<BTreeMap<Language, TermsHash>, AgreementError> {
    let languages = entry.languages(layer).into_iter();
    let pinned = languages.filter_map(|language| Some((language, entry.hash(layer, language)?)));
    pinned.map(|(language, hash)| Ok((Language::parse(language)?, hash))).collect()
}
