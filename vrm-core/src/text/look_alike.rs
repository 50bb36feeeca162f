//! Names that look like others (UTS 39).

use super::Name;
use std::fmt;
use unicode_script::{Script, UnicodeScript};
use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::{GeneralSecurityProfile, skeleton};

/// Why a name deserves a second look. A warning is no refusal: honest names may earn one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NameWarning {
    /// Letters of scripts that no one language writes together, such as Latin and Cyrillic; Latin beside Chinese,
    /// Japanese or Korean is usual (UTS 39 section 5.2, highly restrictive).
    MixedScripts,
    /// Characters that look like ASCII letters or digits and are none, among such letters or making up the whole.
    LooksLikeAscii,
}

impl fmt::Display for NameWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MixedScripts => "the name mixes scripts that are not written together",
            Self::LooksLikeAscii => "the name has characters that look like Latin letters or digits and are none",
        })
    }
}

impl Name {
    /// Why this name deserves a second look, at most once each; none for most names.
    ///
    /// ```
    /// use vrm_core::text::{Name, NameWarning};
    /// assert_eq!(Name::parse("Crédit Agricole")?.warnings(), []);
    /// assert_eq!(Name::parse("\u{430}\u{440}\u{440}\u{4cf}\u{435}")?.warnings(), [NameWarning::LooksLikeAscii]);
    /// # Ok::<(), vrm_core::text::TextError>(())
    /// ```
    #[must_use]
    pub fn warnings(&self) -> Vec<NameWarning> {
        let mixed = mixes_scripts(self.as_str()).then_some(NameWarning::MixedScripts);
        let alike = looks_like_ascii(self.as_str()).then_some(NameWarning::LooksLikeAscii);
        mixed.into_iter().chain(alike).collect()
    }

    /// Whether a hurried reader may take one name for the other, capital letters or not. A name resembles itself.
    ///
    /// ```
    /// use vrm_core::text::Name;
    /// let known = Name::parse("PayPal")?;
    /// assert!(Name::parse("PAYPAI")?.resembles(&known));
    /// assert!(!Name::parse("PayPlan")?.resembles(&known));
    /// # Ok::<(), vrm_core::text::TextError>(())
    /// ```
    #[must_use]
    pub fn resembles(&self, other: &Self) -> bool {
        let theirs = outlines(other.as_str());
        outlines(self.as_str()).iter().any(|outline| theirs.contains(outline))
    }
}

/// What a name looks like, without and with its capitals made small first: `I` looks like `l`, and `i` is the same
/// letter. For comparing only: a skeleton turns `m` into `rn`, so it is never shown.
fn outlines(name: &str) -> [String; 2] {
    [name, &name.to_lowercase()].map(|name| skeleton(name).collect::<String>().to_lowercase())
}

fn mixes_scripts(name: &str) -> bool {
    if !AugmentedScriptSet::for_str(name).is_empty() {
        return false;
    }
    let mut others = AugmentedScriptSet::default();
    for character in name.chars().filter(|character| !is_latin(*character)) {
        others.intersect_with(character.into());
    }
    !(others.hanb || others.jpan || others.kore)
}

fn is_latin(character: char) -> bool {
    character.script_extension().contains_script(Script::Latin)
}

fn looks_like_ascii(name: &str) -> bool {
    if name.contains(|c: char| c.is_ascii_alphabetic()) {
        name.chars().any(is_disguised)
    } else {
        !name.is_ascii() && skeleton(name).all(|c| c.is_ascii()) && skeleton(name).any(|c| c.is_ascii_alphabetic())
    }
}

/// Whether a character looks like one ASCII letter or digit. Latin letters that languages of today use are honest:
/// Turkish has a dotless `ı`.
fn is_disguised(character: char) -> bool {
    let honest = character.is_ascii() || (character.script() == Script::Latin && character.identifier_allowed());
    let mut buffer = [0; 4];
    let mut shape = skeleton(character.encode_utf8(&mut buffer));
    !honest && shape.next().is_some_and(|first| first.is_ascii_alphanumeric()) && shape.next().is_none()
}
