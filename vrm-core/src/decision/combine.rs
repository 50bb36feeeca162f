//! The combinations of one word a dimension for which a process stands.

use super::CompiledTerms;
use super::fit::{Conflict, ConflictReason};
use super::point::WORDS;
use super::rows::ones;
use super::unknown::Unknowns;
use crate::terms::{Conditions, Process, Stated};
use crate::vocab::graph::{Graph, is_subset};
use crate::vocab::{Cone, Recipient, Vocabulary, Word, general_special};
use std::collections::BTreeSet;

/// A process's words, after those that another holds are dropped.
pub(super) struct Choices {
    words: [Vec<Option<u16>>; 3],
    recipients: Vec<Option<Recipient>>,
    /// Words no graph has; each stands in some combination, and fails it.
    foreign: [usize; 4],
}

/// One word a dimension; none where the process leaves it unknown.
#[derive(Clone, Debug)]
pub(super) struct Combination {
    pub(super) words: [Option<u16>; 3],
    pub(super) recipient: Option<Recipient>,
}

/// Rules as bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Masks {
    /// Permissions that cover.
    pub(super) cover: Vec<u64>,
    /// Prohibitions that touch.
    pub(super) touch: Vec<u64>,
}

impl Choices {
    /// What is unknown becomes its widest: the root and every marked word.
    pub(super) fn widest(process: &Process, unknowns: &Unknowns<'_>) -> Self {
        let widest = |cone: Cone| unknowns.widest(cone).iter().copied().map(Some).collect();
        Self::of(process, unknowns.terms().vocabulary(), widest, || vec![Some(Recipient::Anyone)])
    }

    /// What is unknown stays so.
    pub(super) fn stated(process: &Process, vocabulary: &Vocabulary) -> Self {
        Self::of(process, vocabulary, |_| vec![None], || vec![None])
    }

    fn of(
        process: &Process,
        vocabulary: &Vocabulary,
        words: impl Fn(Cone) -> Vec<Option<u16>>,
        recipients: impl Fn() -> Vec<Option<Recipient>>,
    ) -> Self {
        let known = |cone: Cone, stated: &Stated<BTreeSet<Word>>| match stated.known() {
            None => (words(cone), 0),
            Some(set) => {
                let graph = vocabulary.graph(cone);
                let members: Vec<u16> = set.iter().filter_map(|word| vocabulary.index(cone, word)).collect();
                let foreign = set.len() - members.len();
                let kept = drop_held(&members, graph);
                (kept.into_iter().map(Some).collect(), foreign)
            }
        };
        let (data, no_data) = known(Cone::Data, &process.data);
        let (purpose, no_purpose) = known(Cone::Purpose, &process.purpose);
        let (operation, no_operation) = known(Cone::Operation, &process.operation);
        let (recipients, no_recipient) = match process.recipient.known() {
            None => (recipients(), 0),
            Some(set) => {
                let known = set.iter().filter(|one| !matches!(one, Recipient::Unknown(_)));
                let foreign = set.len() - known.clone().count();
                // A tree, so only those above can hold one; there may be very many of them.
                let held = |one: &Recipient| {
                    std::iter::successors(one.above(), Recipient::above).any(|above| set.contains(&above))
                };
                (known.filter(|one| !held(one)).cloned().map(Some).collect(), foreign)
            }
        };
        let foreign = [no_data, no_purpose, no_operation, no_recipient];
        Self { words: [data, purpose, operation], recipients, foreign }
    }

    /// How many combinations there are, those of foreign words included.
    pub(super) fn count(&self) -> usize {
        let sizes = self.words.iter().map(Vec::len).chain([self.recipients.len()]);
        sizes.zip(self.foreign).fold(1, |product: usize, (known, foreign)| product.saturating_mul(known + foreign))
    }

    pub(super) fn combinations(&self) -> impl Iterator<Item = Combination> + '_ {
        let [data, purpose, operation] = &self.words;
        let words = data
            .iter()
            .flat_map(move |d| purpose.iter().flat_map(move |p| operation.iter().map(move |o| [*d, *p, *o])));
        words.flat_map(|words| {
            self.recipients.iter().map(move |recipient| Combination { words, recipient: recipient.clone() })
        })
    }

    /// The marked data words that are left, by IRI.
    pub(super) fn marked_data(&self, vocabulary: &Vocabulary) -> Vec<Word> {
        let [data, ..] = &self.words;
        let graph = vocabulary.graph(Cone::Data);
        let marked = data.iter().flatten().filter(|member| graph.is_marked(**member));
        let words: BTreeSet<Word> = marked.map(|member| vocabulary.word(Cone::Data, *member)).collect();
        words.into_iter().collect()
    }

    /// A conflict for every word, place and measure of the process that the vocabulary does not know.
    pub(super) fn foreign(&self, process: &Process, vocabulary: &Vocabulary) -> Vec<Conflict> {
        let unknown = |cone, stated: &Stated<BTreeSet<Word>>| -> Vec<Word> {
            let words = stated.known().into_iter().flatten();
            words.filter(|word| !vocabulary.contains(cone, word)).cloned().collect()
        };
        let blank = |term: String| Conflict {
            data: None,
            purpose: None,
            operation: None,
            recipient: None,
            why: ConflictReason::UnknownTerm { term },
        };
        let mut all = Vec::new();
        for word in unknown(Cone::Data, &process.data) {
            all.push(Conflict { data: Some(word.clone()), ..blank(word.name()) });
        }
        for word in unknown(Cone::Purpose, &process.purpose) {
            all.push(Conflict { purpose: Some(word.clone()), ..blank(word.name()) });
        }
        for word in unknown(Cone::Operation, &process.operation) {
            all.push(Conflict { operation: Some(word.clone()), ..blank(word.name()) });
        }
        for recipient in process.recipient.known().into_iter().flatten() {
            if matches!(recipient, Recipient::Unknown(_)) {
                all.push(Conflict { recipient: Some(recipient.clone()), ..blank(recipient.name().to_owned()) });
            }
        }
        all.extend(process.places.known().and_then(|places| places.unknown()).map(|place| blank(place.iri())));
        all.extend(unknown(Cone::Measure, &process.measures).into_iter().map(|word| blank(word.name())));
        all
    }
}

impl Combination {
    /// The rules that concern every word of it.
    pub(super) fn masks(&self, terms: &CompiledTerms) -> Masks {
        let mut masks = Masks::all(terms);
        for (dimension, word) in self.words.iter().enumerate() {
            if let Some(word) = word {
                masks.narrow(&Masks::of_word(dimension, *word, terms));
            }
        }
        if let Some(recipient) = &self.recipient {
            masks.narrow(&Masks::of_recipient(recipient, terms));
        }
        masks
    }
}

impl Masks {
    pub(super) fn all(terms: &CompiledTerms) -> Self {
        let every = |rules: usize| -> Vec<u64> {
            let mut bits = vec![u64::MAX; rules.div_ceil(64).max(1)];
            if let Some(last) = bits.last_mut() {
                *last = match rules % 64 {
                    0 if rules > 0 => u64::MAX,
                    rest => (1 << rest) - 1,
                };
            }
            bits
        };
        Self { cover: every(terms.permissions().len()), touch: every(terms.prohibitions().len()) }
    }

    pub(super) fn of_word(dimension: usize, word: u16, terms: &CompiledTerms) -> Self {
        Self {
            cover: covering(dimension, word, terms).to_vec(),
            touch: terms.forbidding().word(dimension, word).to_vec(),
        }
    }

    pub(super) fn of_recipient(recipient: &Recipient, terms: &CompiledTerms) -> Self {
        Self {
            cover: terms.permitting().recipient(recipient).to_vec(),
            touch: terms.forbidding().recipient(recipient).to_vec(),
        }
    }

    pub(super) fn narrow(&mut self, other: &Self) {
        let pairs = self.cover.iter_mut().zip(&other.cover).chain(self.touch.iter_mut().zip(&other.touch));
        for (slot, word) in pairs {
            *slot &= word;
        }
    }

    pub(super) fn covering(&self) -> impl Iterator<Item = usize> + '_ {
        ones(self.cover.iter().copied())
    }

    pub(super) fn touching(&self) -> impl Iterator<Item = usize> + '_ {
        ones(self.touch.iter().copied())
    }

    pub(super) fn covers_none(&self) -> bool {
        self.cover.iter().all(|word| *word == 0)
    }

    pub(super) fn touches_none(&self) -> bool {
        self.touch.iter().all(|word| *word == 0)
    }

    /// Whether this is at least as good as the other for passing.
    pub(super) fn is_as_good_as(&self, other: &Self) -> bool {
        is_subset(&other.cover, &self.cover) && is_subset(&self.touch, &other.touch)
    }
}

/// The permissions that cover a word, as bits. A data word that is marked and names a category is covered as if marks were
/// not: an explicit consent mends it.
pub(super) fn covering(dimension: usize, word: u16, terms: &CompiledTerms) -> &[u64] {
    let vocabulary = terms.vocabulary();
    let by_consent = WORDS.get(dimension) == Some(&Cone::Data)
        && vocabulary.graph(Cone::Data).is_marked(word)
        && vocabulary.index(Cone::Data, general_special()) != Some(word);
    let permitting = if by_consent { terms.permitting_but_for_marks() } else { terms.permitting() };
    permitting.word(dimension, word)
}

/// The conditions with what is unknown at its widest.
pub(super) fn at_worst(process: &Process) -> Conditions {
    Conditions {
        keep: process.keep.known().copied().unwrap_or_default(),
        form: process.form.known().copied().unwrap_or_default(),
        places: process.places.known().cloned().unwrap_or_default(),
        measures: process.measures.known().cloned().unwrap_or_default(),
    }
}

/// The root and every marked word, without those that another speaks for.
pub(super) fn widest(cone: Cone, vocabulary: &Vocabulary) -> Vec<u16> {
    let all: Vec<u16> = vocabulary.widest(cone).iter().filter_map(|word| vocabulary.index(cone, word)).collect();
    drop_held(&all, vocabulary.graph(cone))
}

/// Drops what another of the list speaks for.
fn drop_held(all: &[u16], graph: &Graph) -> Vec<u16> {
    let held = |one: u16| all.iter().any(|other| *other != one && graph.speaks_for(*other, one));
    all.iter().copied().filter(|one| !held(*one)).collect()
}
