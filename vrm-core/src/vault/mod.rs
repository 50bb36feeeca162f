//! The person's own data, by DPV category, with where it is from and for how long it holds; and what was given of it.
//!
//! An item has a [`Content`], which no event, error or `Debug` shows: those name its category, and a hash that is salted
//! or keyed. What is given becomes [`Disclosed`], and is kept of it as [`Given`].

mod chart;
mod content;
mod error;
mod given;
mod id;
mod item;
mod source;

pub use chart::{DisclosureMove, DisclosureState};
pub use content::Content;
pub use error::VaultError;
pub use given::{Disclosed, DisclosedHash, Given, GivenItem, GivenValue};
pub use id::ItemId;
pub use item::{Item, ItemFacts, NewItem};
pub use source::{Source, SourceKind};

use crate::vocab::{Cone, Vocabulary, Word, general_special};

/// Whether a word says what data it is: below all personal data, and not just that it is of a special category, for which
/// nothing is ever permitted.
pub(crate) fn is_category(word: &Word) -> bool {
    *word != Cone::Data.root() && word != general_special() && Vocabulary::dpv().contains(Cone::Data, word)
}
