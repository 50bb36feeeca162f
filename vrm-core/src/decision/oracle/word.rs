//! What is below what: the facts of the vocabulary, walked from the roots down.

use crate::vocab::{Cone, Vocabulary, Word};
use std::collections::{BTreeMap, BTreeSet};

const ROOTS: [(Cone, &str); 4] = [
    (Cone::Data, "dpv:PersonalData"),
    (Cone::Purpose, "dpv:Purpose"),
    (Cone::Operation, "dpv:Processing"),
    (Cone::Measure, "dpv:TechnicalOrganisationalMeasure"),
];
const SPECIAL: &str = "dpv:SpecialCategoryPersonalData";
const CRIMINAL: &str = "pd:Criminal";
const MARKED_OPERATIONS: [&str; 2] = ["dpv:Profiling", "dpv:Tracking"];

/// For every word of every cone, the sets the page speaks of.
#[derive(Clone, Debug)]
pub(super) struct Words {
    down: BTreeMap<Cone, BTreeMap<Word, BTreeSet<Word>>>,
    speaks: BTreeMap<Cone, BTreeMap<Word, BTreeSet<Word>>>,
    marked: BTreeMap<Cone, BTreeSet<Word>>,
}

impl Words {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let children = children(vocabulary);
        let mut words = Self { down: BTreeMap::new(), speaks: BTreeMap::new(), marked: BTreeMap::new() };
        for (cone, root) in ROOTS {
            let members = word(root).map(|root| walk(&children, &root)).unwrap_or_default();
            let down: BTreeMap<Word, BTreeSet<Word>> =
                members.iter().map(|member| (member.clone(), walk(&children, member))).collect();
            let marked: BTreeSet<Word> = seeds(cone)
                .iter()
                .filter(|seed| members.contains(seed))
                .flat_map(|seed| walk(&children, seed))
                .collect();
            let speaks = down.iter().map(|(word, below)| {
                let ordinary = || below.difference(&marked).cloned().collect();
                (word.clone(), if marked.contains(word) { below.clone() } else { ordinary() })
            });
            words.speaks.insert(cone, speaks.collect());
            words.down.insert(cone, down);
            words.marked.insert(cone, marked);
        }
        words
    }

    /// Every word of the cone.
    pub(super) fn of_cone(&self, cone: Cone) -> impl Iterator<Item = &Word> {
        self.down.get(&cone).into_iter().flat_map(BTreeMap::keys)
    }

    /// `down(x)`; none for a word outside the cone.
    pub(super) fn down(&self, cone: Cone, word: &Word) -> Option<&BTreeSet<Word>> {
        self.down.get(&cone)?.get(word)
    }

    /// `[x]`: `down(x)` when x is marked, else `down(x)` without the marked words.
    pub(super) fn speaks(&self, cone: Cone, word: &Word) -> Option<&BTreeSet<Word>> {
        self.speaks.get(&cone)?.get(word)
    }

    pub(super) fn is_marked(&self, cone: Cone, word: &Word) -> bool {
        self.marked.get(&cone).is_some_and(|marked| marked.contains(word))
    }

    /// The root of a cone.
    pub(super) fn root(cone: Cone) -> Option<Word> {
        ROOTS.iter().find(|(of, _)| *of == cone).and_then(|(_, root)| word(root))
    }

    /// Whether a marked data word names a category, rather than special data as such.
    pub(super) fn names_category(&self, data: &Word) -> bool {
        self.is_marked(Cone::Data, data) && word(SPECIAL).as_ref() != Some(data)
    }
}

/// The edges downwards: DPV's, whatever the table, and those of the text's own words.
fn children(vocabulary: &Vocabulary) -> BTreeMap<Word, BTreeSet<Word>> {
    let mut children: BTreeMap<Word, BTreeSet<Word>> = BTreeMap::new();
    for word in Word::all().filter(|word| word.kind() != Some("property")) {
        for parent in word.parents() {
            children.entry(parent).or_default().insert(word.clone());
        }
    }
    for own in vocabulary.own() {
        for parent in &own.below {
            children.entry(parent.clone()).or_default().insert(own.word.clone());
        }
    }
    children
}

fn walk(children: &BTreeMap<Word, BTreeSet<Word>>, from: &Word) -> BTreeSet<Word> {
    let mut reached = BTreeSet::from([from.clone()]);
    let mut open = vec![from.clone()];
    while let Some(word) = open.pop() {
        for child in children.get(&word).into_iter().flatten() {
            if reached.insert(child.clone()) {
                open.push(child.clone());
            }
        }
    }
    reached
}

/// The words that are marked of themselves; whatever is below them is marked too.
fn seeds(cone: Cone) -> BTreeSet<Word> {
    match cone {
        Cone::Data => {
            let by_dpv = Word::all().filter(Word::is_special_category);
            by_dpv.chain(word(SPECIAL)).chain(word(CRIMINAL)).collect()
        }
        Cone::Operation => MARKED_OPERATIONS.into_iter().filter_map(word).collect(),
        Cone::Purpose | Cone::Measure => BTreeSet::new(),
    }
}

fn word(name: &str) -> Option<Word> {
    Word::parse(name).ok()
}
