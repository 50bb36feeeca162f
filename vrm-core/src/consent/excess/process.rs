//! One process, held against those that were agreed.

use crate::consent::iso;
use crate::terms::{Basis, Form, Keep, Necessity, Process, Stated};
use crate::vocab::{Cone, Places, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a process goes further than another. What was agreed is shared by all that exceeds it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProcessExcess {
    /// A word of its data that none there holds.
    Data {
        /// The word.
        found: Word,
        /// Those there.
        agreed: Arc<BTreeSet<Word>>,
    },
    /// A purpose that none there holds.
    Purpose {
        /// The word.
        found: Word,
        /// Those there.
        agreed: Arc<BTreeSet<Word>>,
    },
    /// An operation that none there holds.
    Operation {
        /// The word.
        found: Word,
        /// Those there.
        agreed: Arc<BTreeSet<Word>>,
    },
    /// A recipient that none there holds.
    Recipient {
        /// Who receives it.
        found: Recipient,
        /// Those there.
        agreed: Arc<BTreeSet<Recipient>>,
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
        agreed: Arc<Places>,
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
    /// On explicit consent, where an ordinary one was given.
    Explicit,
}

/// The agreed processes of a record. A hostile receipt exceeds each part of them a thousand times: every excess shares the
/// one copy that is made here.
pub(super) struct Agreed<'a>(Vec<One<'a>>);

struct One<'a> {
    process: &'a Process,
    data: Arc<BTreeSet<Word>>,
    purpose: Arc<BTreeSet<Word>>,
    operation: Arc<BTreeSet<Word>>,
    recipient: Arc<BTreeSet<Recipient>>,
    places: Arc<Places>,
}

impl<'a> Agreed<'a> {
    /// Whether an agreed process stands on explicit consent: it is one of these, or DPV marks its data.
    pub(super) fn is_explicit(&self, index: u32, named: &BTreeSet<u32>) -> bool {
        let process = usize::try_from(index).ok().and_then(|index| self.0.get(index));
        named.contains(&index) || process.is_some_and(|one| iso::is_marked(one.process))
    }

    pub(super) fn of(processes: &'a [Process]) -> Self {
        let one = |process: &'a Process| One {
            process,
            data: shared(&process.data),
            purpose: shared(&process.purpose),
            operation: shared(&process.operation),
            recipient: shared(&process.recipient),
            places: shared(&process.places),
        };
        Self(processes.iter().map(one).collect())
    }

    /// The agreed process that this one exceeds least, the one of the same index among equals, and where it does; none
    /// where not one of its data and of its purposes is held there.
    pub(super) fn closest(
        &self,
        index: u32,
        found: &Process,
        vocabulary: &Vocabulary,
    ) -> Option<(u32, Vec<ProcessExcess>)> {
        let all = (0_u32..).zip(&self.0).map(|(at, one)| (at, one, Beyond::of(found, one, vocabulary)));
        let (at, one, beyond) = all.min_by_key(|(at, _, beyond)| (beyond.count(), *at != index, *at))?;
        let some_held = |part: &Stated<BTreeSet<Word>>, beyond: &[&Word]| each(part).count() > beyond.len();
        let is_like =
            beyond.count() == 0 || some_held(&found.data, &beyond.data) || some_held(&found.purpose, &beyond.purpose);
        is_like.then(|| (at, beyond.named(found, one)))
    }
}

/// What of a process goes further than an agreed one, before it is named.
struct Beyond<'a> {
    data: Vec<&'a Word>,
    purpose: Vec<&'a Word>,
    operation: Vec<&'a Word>,
    recipient: Vec<&'a Recipient>,
    keep: bool,
    form: bool,
    places: bool,
    measures: Vec<&'a Word>,
    basis: bool,
    necessity: bool,
}

impl<'a> Beyond<'a> {
    fn of(found: &'a Process, one: &'a One<'a>, vocabulary: &Vocabulary) -> Self {
        let beyond = |cone, found: &'a Stated<BTreeSet<Word>>, agreed: &BTreeSet<Word>| -> Vec<&'a Word> {
            each(found).filter(|word| !is_held(cone, word, agreed, vocabulary)).collect()
        };
        let agreed = one.process;
        let received = |found: &&Recipient| !one.recipient.iter().any(|other| found.is_within(other));
        let has = |needed: &&Word| {
            let mut measures = each(&found.measures);
            measures.any(|have| have == *needed || vocabulary.is_within(Cone::Measure, have, needed))
        };
        Self {
            data: beyond(Cone::Data, &found.data, &one.data),
            purpose: beyond(Cone::Purpose, &found.purpose, &one.purpose),
            operation: beyond(Cone::Operation, &found.operation, &one.operation),
            recipient: each(&found.recipient).filter(received).collect(),
            keep: !stated(&found.keep).is_within(stated(&agreed.keep)),
            form: stated(&found.form) > stated(&agreed.form),
            places: match found.places.known() {
                Some(places) => !places.is_within(&one.places),
                None => !Places::Anywhere.is_within(&one.places),
            },
            measures: each(&agreed.measures).filter(|needed| !has(needed)).collect(),
            basis: found.basis != agreed.basis,
            necessity: (found.necessity, agreed.necessity) == (Necessity::Required, Necessity::Optional),
        }
    }

    fn count(&self) -> usize {
        let words = [&self.data, &self.purpose, &self.operation, &self.measures];
        let words: usize = words.iter().map(|words| words.len()).sum();
        let others = [self.keep, self.form, self.places, self.basis, self.necessity];
        words + self.recipient.len() + others.iter().filter(|further| **further).count()
    }

    fn named(self, found: &Process, one: &One<'_>) -> Vec<ProcessExcess> {
        let agreed = one.process;
        let mut all = Vec::with_capacity(self.count());
        let shared = |words: &Arc<BTreeSet<Word>>| Arc::clone(words);
        let data = self.data.into_iter().cloned();
        all.extend(data.map(|found| ProcessExcess::Data { found, agreed: shared(&one.data) }));
        let purposes = self.purpose.into_iter().cloned();
        all.extend(purposes.map(|found| ProcessExcess::Purpose { found, agreed: shared(&one.purpose) }));
        let operations = self.operation.into_iter().cloned();
        all.extend(operations.map(|found| ProcessExcess::Operation { found, agreed: shared(&one.operation) }));
        let recipients = self.recipient.into_iter().cloned();
        all.extend(recipients.map(|found| ProcessExcess::Recipient { found, agreed: Arc::clone(&one.recipient) }));
        if self.keep {
            all.push(ProcessExcess::Keep { found: stated(&found.keep), agreed: stated(&agreed.keep) });
        }
        if self.form {
            all.push(ProcessExcess::Form { found: stated(&found.form), agreed: stated(&agreed.form) });
        }
        if self.places {
            all.push(ProcessExcess::Places { found: stated(&found.places), agreed: Arc::clone(&one.places) });
        }
        all.extend(self.measures.into_iter().cloned().map(|missing| ProcessExcess::Measure { missing }));
        if self.basis {
            all.push(ProcessExcess::Basis { found: found.basis, agreed: agreed.basis });
        }
        if self.necessity {
            all.push(ProcessExcess::Necessity);
        }
        all
    }
}

/// Whether one of these words holds another: it is the same or above it, and where that one is marked so is this.
fn is_held(cone: Cone, word: &Word, by: &BTreeSet<Word>, vocabulary: &Vocabulary) -> bool {
    let marked = vocabulary.is_marked(cone, word);
    let holds =
        |above: &Word| vocabulary.is_within(cone, word, above) && (!marked || vocabulary.is_marked(cone, above));
    // A word that nobody knows stands below none.
    by.contains(word) || (vocabulary.index(cone, word).is_some() && by.iter().any(holds))
}

/// The words that are stated: of what is not, none.
fn each<T>(part: &Stated<BTreeSet<T>>) -> impl Iterator<Item = &T> {
    part.known().into_iter().flatten()
}

/// What is stated; of what is not, the widest condition.
fn stated<T: Clone + Default>(part: &Stated<T>) -> T {
    part.known().cloned().unwrap_or_default()
}

fn shared<T: Clone + Default>(part: &Stated<T>) -> Arc<T> {
    Arc::new(stated(part))
}
