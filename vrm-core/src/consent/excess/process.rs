//! One process, held against those that were agreed.

use crate::terms::{Basis, Form, Keep, Necessity, Process, Stated};
use crate::vocab::{Cone, Places, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;

/// Where a process goes further than another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProcessExcess {
    /// A word of its data that none there holds.
    Data {
        /// The word.
        found: Word,
        /// Those there.
        agreed: BTreeSet<Word>,
    },
    /// A purpose that none there holds.
    Purpose {
        /// The word.
        found: Word,
        /// Those there.
        agreed: BTreeSet<Word>,
    },
    /// An operation that none there holds.
    Operation {
        /// The word.
        found: Word,
        /// Those there.
        agreed: BTreeSet<Word>,
    },
    /// A recipient that none there holds.
    Recipient {
        /// Who receives it.
        found: Recipient,
        /// Those there.
        agreed: BTreeSet<Recipient>,
    },
    /// Kept longer, or from another start.
    Keep {
        /// How long.
        found: Keep,
        /// How long there.
        agreed: Keep,
    },
    /// In a fuller form.
    Form {
        /// In which form.
        found: Form,
        /// In which form there.
        agreed: Form,
    },
    /// In other places.
    Places {
        /// Where.
        found: Places,
        /// Where there.
        agreed: Places,
    },
    /// Without a measure.
    Measure {
        /// The measure that is missing.
        missing: Word,
    },
    /// On another ground.
    Basis {
        /// On which.
        found: Basis,
        /// On which there.
        agreed: Basis,
    },
    /// Required, where it waits for the person's yes.
    Necessity,
}

/// The agreed process that this one exceeds least, the one of the same index among equals, and where it does; none where
/// not one of its data and of its purposes is held there.
pub(super) fn closest(
    index: u32,
    found: &Process,
    agreed: &[Process],
    vocabulary: &Vocabulary,
) -> Option<(u32, Vec<ProcessExcess>)> {
    let all = (0_u32..).zip(agreed).map(|(at, one)| (at, one, compare(found, one, vocabulary)));
    let (at, one, excess) = all.min_by_key(|(at, _, excess)| (excess.len(), *at != index, *at))?;
    let like = |cone, found: &Stated<BTreeSet<Word>>, agreed: &Stated<BTreeSet<Word>>| {
        let agreed = stated(agreed);
        stated(found).iter().any(|word| is_held(cone, word, &agreed, vocabulary))
    };
    let is_like = excess.is_empty()
        || like(Cone::Data, &found.data, &one.data)
        || like(Cone::Purpose, &found.purpose, &one.purpose);
    is_like.then_some((at, excess))
}

fn compare(found: &Process, agreed: &Process, vocabulary: &Vocabulary) -> Vec<ProcessExcess> {
    let beyond = |cone, found: &Stated<BTreeSet<Word>>, agreed: &BTreeSet<Word>| -> Vec<Word> {
        stated(found).into_iter().filter(|word| !is_held(cone, word, agreed, vocabulary)).collect()
    };
    let mut all = Vec::new();
    let (data, purpose, operation) = (stated(&agreed.data), stated(&agreed.purpose), stated(&agreed.operation));
    let words = beyond(Cone::Data, &found.data, &data).into_iter();
    all.extend(words.map(|found| ProcessExcess::Data { found, agreed: data.clone() }));
    let words = beyond(Cone::Purpose, &found.purpose, &purpose).into_iter();
    all.extend(words.map(|found| ProcessExcess::Purpose { found, agreed: purpose.clone() }));
    let words = beyond(Cone::Operation, &found.operation, &operation).into_iter();
    all.extend(words.map(|found| ProcessExcess::Operation { found, agreed: operation.clone() }));
    let recipients = stated(&agreed.recipient);
    let beyond =
        stated(&found.recipient).into_iter().filter(|one| !recipients.iter().any(|other| one.is_within(other)));
    all.extend(beyond.map(|found| ProcessExcess::Recipient { found, agreed: recipients.clone() }));
    all.extend(conditions(found, agreed, vocabulary));
    if found.basis != agreed.basis {
        all.push(ProcessExcess::Basis { found: found.basis, agreed: agreed.basis });
    }
    if (found.necessity, agreed.necessity) == (Necessity::Required, Necessity::Optional) {
        all.push(ProcessExcess::Necessity);
    }
    all
}

fn conditions(found: &Process, agreed: &Process, vocabulary: &Vocabulary) -> Vec<ProcessExcess> {
    let mut all = Vec::new();
    let (keep, form, places) = (stated(&agreed.keep), stated(&agreed.form), stated(&agreed.places));
    let kept = stated(&found.keep);
    if !kept.is_within(keep) {
        all.push(ProcessExcess::Keep { found: kept, agreed: keep });
    }
    let formed = stated(&found.form);
    if formed > form {
        all.push(ProcessExcess::Form { found: formed, agreed: form });
    }
    let placed = stated(&found.places);
    if !placed.is_within(&places) {
        all.push(ProcessExcess::Places { found: placed, agreed: places });
    }
    let measures = stated(&found.measures);
    let missing = stated(&agreed.measures).into_iter().filter(|needed| {
        !measures.iter().any(|have| have == needed || vocabulary.is_within(Cone::Measure, have, needed))
    });
    all.extend(missing.map(|missing| ProcessExcess::Measure { missing }));
    all
}

/// Whether one of these words holds another: it is the same or above it, and where that one is marked so is this.
fn is_held(cone: Cone, word: &Word, by: &BTreeSet<Word>, vocabulary: &Vocabulary) -> bool {
    let marked = vocabulary.is_marked(cone, word);
    let holds =
        |above: &Word| vocabulary.is_within(cone, word, above) && (!marked || vocabulary.is_marked(cone, above));
    by.contains(word) || by.iter().any(holds)
}

/// What is stated; of what is not, the widest condition, and no word at all.
fn stated<T: Clone + Default>(part: &Stated<T>) -> T {
    part.known().cloned().unwrap_or_default()
}
