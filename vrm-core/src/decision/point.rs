//! Words as indices into the graphs of one vocabulary, and the two tests on which every decision rests.

use super::Request;
use super::recipients::Recipients;
use crate::terms::{Conditions, Limits, Scope, meet};
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;

/// The three dimensions whose words are DPV's.
pub(super) const WORDS: [Cone; 3] = [Cone::Data, Cone::Purpose, Cone::Operation];

/// One word a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point<'a> {
    /// Data, purpose, operation.
    pub(super) words: [u16; 3],
    pub(super) recipient: &'a Recipient,
}

/// A rule's words.
#[derive(Clone, Debug)]
pub(super) struct Area {
    /// Data, purpose, operation, one after the other, so that a rule is one place in memory.
    words: Box<[u16]>,
    /// Where the data words end, and the purposes.
    ends: [usize; 2],
    pub(super) recipients: Recipients,
}

impl<'a> Point<'a> {
    /// None when a word, place or measure of the request is unknown to the vocabulary.
    pub(super) fn of(request: &'a Request, vocabulary: &Vocabulary) -> Option<Self> {
        let words = [
            vocabulary.index(Cone::Data, &request.data)?,
            vocabulary.index(Cone::Purpose, &request.purpose)?,
            vocabulary.index(Cone::Operation, &request.operation)?,
        ];
        let conditions = &request.conditions;
        let known = !matches!(request.recipient, Recipient::Unknown(_))
            && conditions.places.unknown().is_none()
            && conditions.measures.iter().all(|measure| vocabulary.contains(Cone::Measure, measure));
        known.then_some(Self { words, recipient: &request.recipient })
    }

    /// Whether a word of the point has marked words below it that it does not speak for.
    pub(super) fn excludes_marked(&self, vocabulary: &Vocabulary) -> bool {
        WORDS.iter().zip(self.words).any(|(cone, word)| vocabulary.graph(*cone).excludes_marked(word))
    }
}

impl Area {
    pub(super) fn of(scope: &Scope, vocabulary: &Vocabulary) -> Self {
        let indices = |cone, words: &BTreeSet<Word>| -> Vec<u16> {
            words.iter().filter_map(|word| vocabulary.index(cone, word)).collect()
        };
        let mut words = indices(Cone::Data, &scope.data);
        let data = words.len();
        words.extend(indices(Cone::Purpose, &scope.purpose));
        let purpose = words.len();
        words.extend(indices(Cone::Operation, &scope.operation));
        Self { words: words.into(), ends: [data, purpose], recipients: Recipients::of(scope) }
    }

    /// Data, purpose, operation; empty = all ordinary ones in a permission, all in a prohibition.
    pub(super) fn words(&self) -> [&[u16]; 3] {
        let [data, purpose] = self.ends;
        let (before, operation) = self.words.split_at_checked(purpose).unwrap_or_default();
        let (data, purpose) = before.split_at_checked(data).unwrap_or_default();
        [data, purpose, operation]
    }

    /// The words a permission stands for in each dimension, an empty list spelt out.
    pub(super) fn permitted(&self, vocabulary: &Vocabulary) -> [Vec<u16>; 3] {
        let mut permitted = self.words().map(<[u16]>::to_vec);
        for (words, cone) in permitted.iter_mut().zip(WORDS).filter(|(words, _)| words.is_empty()) {
            words.extend(vocabulary.index(cone, &cone.root()));
        }
        permitted
    }

    /// As a permission: whether each word of the point lies in what one of these words reaches.
    pub(super) fn covers(&self, point: &Point<'_>, vocabulary: &Vocabulary, reach: Reach) -> bool {
        let dimensions = WORDS.iter().zip(self.words()).zip(point.words);
        let words = dimensions.into_iter().all(|((cone, mine), asked)| {
            let graph = vocabulary.graph(*cone);
            if mine.is_empty() {
                return reach == Reach::ButForMarks || !graph.is_marked(asked);
            }
            mine.iter().any(|word| match reach {
                Reach::Named => graph.speaks_for(*word, asked),
                Reach::ButForMarks => graph.is_within(asked, *word),
            })
        });
        words && self.recipients.cover(point.recipient)
    }

    /// As a prohibition: whether in every dimension the two share a word.
    pub(super) fn touches(&self, point: &Point<'_>, vocabulary: &Vocabulary) -> bool {
        let dimensions = WORDS.iter().zip(self.words()).zip(point.words);
        self.recipients.touch(point.recipient)
            && dimensions.into_iter().all(|((cone, mine), asked)| {
                mine.is_empty() || mine.iter().any(|word| vocabulary.graph(*cone).touches(asked, *word))
            })
    }
}

/// How far a permission's words reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// As they stand: an ordinary word never speaks for a marked one.
    Named,
    /// As if marks were not: to tell "not named" from "not permitted".
    ButForMarks,
}

/// Whether the words of one scope lie within those of another, as permissions. Words nobody knows lie within nothing.
pub(super) fn is_within(mine: &Scope, theirs: &Scope, vocabulary: &Vocabulary) -> bool {
    let knows = |scope: &Scope| {
        let dimensions = WORDS.into_iter().zip([&scope.data, &scope.purpose, &scope.operation]);
        dimensions.into_iter().all(|(cone, words)| words.iter().all(|word| vocabulary.contains(cone, word)))
    };
    if !knows(mine) || !knows(theirs) {
        return false;
    }
    let (mine, theirs) = (Area::of(mine, vocabulary), Area::of(theirs, vocabulary));
    let (low, high) = (mine.permitted(vocabulary), theirs.permitted(vocabulary));
    WORDS.iter().zip(low).zip(high).all(|((cone, low), high)| {
        let graph = vocabulary.graph(*cone);
        low.iter().all(|low| high.iter().any(|high| graph.speaks_for(*high, *low)))
    })
}

/// Whether a request under these conditions breaks all that the prohibition states, in its worst reading.
pub(super) fn breaks(limits: &Limits, asked: &Conditions, vocabulary: &Vocabulary) -> bool {
    asked.keep.breaks(limits.keep)
        && limits.form.is_none_or(|form| asked.form >= form)
        && asked.places.overlaps(&limits.places)
        && (limits.measures.is_empty() || !meet(&asked.measures, &limits.measures, vocabulary))
}
