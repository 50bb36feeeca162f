//! A text of terms: checked, immutable, named by its hash.

use super::origin::Origin;
use super::parts::Parts;
use super::{Duty, Permission, Prohibition, write};
use crate::digest::hex::shown_in_hex;
use crate::digest::tagged;
use crate::vocab::{Cone, OwnWord, Recipient, Vocabulary};
use std::fmt;
use std::sync::Arc;

/// A set of rules with a content hash as its name.
///
/// Every word in it is known to it, every rule means something, and it never changes: new terms are a new text with a
/// new hash. Cheap to clone. Made by a [`Draft`](super::Draft), read by [`Terms::parse`], or taken from a roster.
#[derive(Clone)]
pub struct Terms(Arc<Fixed>);

struct Fixed {
    parts: Parts,
    machine: String,
    hash: TermsHash,
}

/// SHA-256 over `"vrm:terms:v1\0"` and the exact bytes of a layer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermsHash([u8; 32]);

impl Terms {
    /// The most bytes a machine form may have.
    pub const MAX_BYTES: usize = 4 << 20;
    /// The most rules a text may have.
    pub const MAX_RULES: usize = 65_535;
    /// The most identifiers of recipients a text may name.
    pub const MAX_RECIPIENTS: usize = 4_096;

    /// Fixes the one form of these parts, and its hash.
    pub(super) fn fix(parts: Parts) -> Self {
        let machine = write::machine(&parts);
        let hash = TermsHash::of(machine.as_bytes());
        Self(Arc::new(Fixed { parts, machine, hash }))
    }

    /// These own terms beside a roster text: they know the roster's own words too, and without a permission of theirs
    /// they speak by their prohibitions only.
    pub(crate) fn beside(&self, roster: &Self) -> Self {
        let new = |own: &&OwnWord| !self.vocabulary().own().iter().any(|mine| mine.word == own.word);
        let theirs: Vec<OwnWord> = roster.vocabulary().own().iter().filter(new).cloned().collect();
        // Words that cannot join these terms stay unknown to them, and unknown is denied.
        let vocabulary = match theirs.as_slice() {
            [] => self.vocabulary().clone(),
            theirs => self.vocabulary().extend(theirs).unwrap_or_else(|_| self.vocabulary().clone()),
        };
        let permissions = match self.permissions() {
            [] => vec![everything(&vocabulary)],
            mine => mine.to_vec(),
        };
        Self::fix(Parts { permissions, vocabulary, ..self.0.parts.clone() })
    }

    /// The hash of the machine form: the name of the text.
    #[must_use]
    pub fn hash(&self) -> TermsHash {
        self.0.hash
    }

    /// The machine form: RFC 8785 JSON with DPV IRIs.
    #[must_use]
    pub fn machine_form(&self) -> &str {
        &self.0.machine
    }

    /// Whose text it is.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.0.parts.origin
    }

    /// What its words mean: DPV 2.3 and the text's own words.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.0.parts.vocabulary
    }

    /// The rules that allow.
    pub fn permissions(&self) -> &[Permission] {
        &self.0.parts.permissions
    }

    /// The rules that forbid.
    pub fn prohibitions(&self) -> &[Prohibition] {
        &self.0.parts.prohibitions
    }

    /// The duties of the whole text.
    #[must_use]
    pub fn duties(&self) -> &[Duty] {
        &self.0.parts.duties
    }
}

/// A permission for all there is, every marked word named.
fn everything(vocabulary: &Vocabulary) -> Permission {
    Permission::new("everything", vocabulary.widest(Cone::Data), vocabulary.widest(Cone::Purpose))
        .operation(vocabulary.widest(Cone::Operation))
        .recipient([Recipient::Anyone])
}

impl TermsHash {
    /// The hash of a layer's exact bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(tagged("terms", &[bytes]))
    }

    /// The hash of these 32 bytes, as somebody wrote it down.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Terms {
    fn eq(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }
}

impl Eq for Terms {}

impl fmt::Debug for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terms").field("origin", self.origin()).field("hash", &self.hash()).finish_non_exhaustive()
    }
}

shown_in_hex!(TermsHash);
