//! The words to draw from, with their relatives.

use super::{Dice, word};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use vrm_core::vocab::{Cone, OwnWord, Place, Places, Recipient, Vocabulary, Word};

/// The words of one vocabulary by cone.
#[derive(Clone)]
pub(crate) struct World {
    cones: BTreeMap<Cone, Relatives>,
    pub(crate) own: Vec<OwnWord>,
}

#[derive(Clone)]
struct Relatives {
    all: Vec<Word>,
    /// Words with two parents, marked words, and what stands right above these.
    odd: Vec<Word>,
    parents: BTreeMap<Word, Vec<Word>>,
    children: BTreeMap<Word, Vec<Word>>,
    marked: BTreeMap<Word, bool>,
}

const PLACES: [&str; 16] =
    ["EU", "EEA", "FR", "DE", "RE", "GF", "NO", "GB", "GB-SCT", "US", "US-CA", "US-NY", "CA-QC", "AW", "CH", "HK"];
const DIDS: [&str; 4] = [
    "did:web:a.example",
    "did:web:b.example",
    "did:web:c.example",
    "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
];

static DPV: LazyLock<World> = LazyLock::new(|| World::of(Vocabulary::dpv(), Vec::new()));

impl World {
    /// DPV's words alone.
    pub(crate) fn dpv() -> &'static Self {
        &DPV
    }

    /// DPV's words and, now and then, some of the text's own below one or two of them.
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        if !dice.percent(25) {
            return DPV.clone();
        }
        let mut own: Vec<OwnWord> = Vec::new();
        let cone = *dice.pick(&Cone::ALL);
        for number in 0..dice.within(1, 4) {
            let mine = word(&format!("https://own.example/words#w{number}"));
            let mut below = Vec::new();
            for _ in 0..dice.within(1, 2) {
                let above = match own.last() {
                    Some(own) if dice.percent(30) => own.word.clone(),
                    _ => DPV.any(cone, dice),
                };
                if !below.contains(&above) {
                    below.push(above);
                }
            }
            own.push(OwnWord { word: mine, below });
        }
        Self::of(&Vocabulary::dpv().extend(&own).unwrap(), own)
    }

    fn of(vocabulary: &Vocabulary, own: Vec<OwnWord>) -> Self {
        let cones = Cone::ALL.map(|cone| (cone, Relatives::of(vocabulary, cone, &own)));
        Self { cones: cones.into(), own }
    }

    /// Any word of the cone, an odd one half of the time.
    pub(crate) fn any(&self, cone: Cone, dice: &mut Dice) -> Word {
        let relatives = &self.cones[&cone];
        let odd = dice.percent(50).then(|| dice.maybe(&relatives.odd)).flatten();
        odd.unwrap_or_else(|| dice.pick(&relatives.all)).clone()
    }

    /// The word or a relative of it: a child, a parent, a child of a parent, or any other now and then.
    pub(crate) fn near(&self, cone: Cone, word: &Word, dice: &mut Dice) -> Word {
        let relatives = &self.cones[&cone];
        let (above, below) = (relatives.parents.get(word), relatives.children.get(word));
        let step = |list: Option<&Vec<Word>>, dice: &mut Dice| list.and_then(|list| dice.maybe(list).cloned());
        let moved = match dice.below(100) {
            0..55 => None,
            55..72 => step(below, dice),
            72..77 => step(below, dice).and_then(|child| step(relatives.children.get(&child), dice)),
            77..89 => step(above, dice),
            89..96 => step(above, dice).and_then(|parent| step(relatives.children.get(&parent), dice)),
            _ => Some(self.any(cone, dice)),
        };
        moved.unwrap_or_else(|| word.clone())
    }

    /// A word that the given one speaks for, itself included.
    pub(crate) fn below(&self, cone: Cone, word: &Word, dice: &mut Dice) -> Word {
        let relatives = &self.cones[&cone];
        let marked = relatives.marked.get(word).copied().unwrap_or(false);
        let mut at = word.clone();
        while dice.percent(60) {
            let children = relatives.children.get(&at).map(Vec::as_slice).unwrap_or_default();
            let spoken: Vec<&Word> = children.iter().filter(|child| marked || !relatives.marked[*child]).collect();
            match dice.maybe(&spoken) {
                Some(child) => at = (*child).clone(),
                None => break,
            }
        }
        at
    }

    pub(crate) fn all(&self, cone: Cone) -> &[Word] {
        &self.cones[&cone].all
    }
}

impl Relatives {
    fn of(vocabulary: &Vocabulary, cone: Cone, own: &[OwnWord]) -> Self {
        let all = vocabulary.words(cone);
        let mut parents: BTreeMap<Word, Vec<Word>> = BTreeMap::new();
        let mut children: BTreeMap<Word, Vec<Word>> = BTreeMap::new();
        for word in &all {
            let declared = own.iter().find(|own| own.word == *word).map(|own| own.below.clone());
            let above = declared.unwrap_or_else(|| word.parents());
            for above in above.into_iter().filter(|above| vocabulary.contains(cone, above)) {
                parents.entry(word.clone()).or_default().push(above.clone());
                children.entry(above).or_default().push(word.clone());
            }
        }
        let marked: BTreeMap<Word, bool> =
            all.iter().map(|word| (word.clone(), vocabulary.is_marked(cone, word))).collect();
        let two = |word: &Word| parents.get(word).is_some_and(|above| above.len() > 1);
        let above_odd = |word: &Word| {
            let mut below = children.get(word).into_iter().flatten();
            below.any(|child| two(child) || (marked[child] && !marked[word]))
        };
        let is_own = |word: &Word| own.iter().any(|own| own.word == *word || own.below.contains(word));
        let odd = |word: &&Word| two(word) || above_odd(word) || is_own(word) || marked[*word];
        Self { odd: all.iter().filter(odd).cloned().collect(), all, parents, children, marked }
    }
}

/// A recipient of the words, or one of a few DIDs.
pub(crate) fn recipient(dice: &mut Dice) -> Recipient {
    let word =
        dice.name(&["vendor", "vendor", "processor", "third-party", "third-party", "same-group", "anyone", "did"]);
    let name = if word == "did" { dice.name(&DIDS) } else { word };
    name.parse().unwrap()
}

/// One to three places.
pub(crate) fn places(dice: &mut Dice) -> Places {
    let count = dice.within(1, 3);
    Places::within((0..count).map(|_| Place::parse(dice.name(&PLACES)).unwrap())).unwrap()
}
