//! The real vocabulary as lists of numbers, with the two relations on which decisions rest spelt out.

use vrm_core::vocab::{Cone, Recipient, Vocabulary};

/// A word of one dimension, by its place in the list of that dimension.
pub type Word = usize;

/// The four dimensions of a rule, in their order everywhere: data, purpose, operation, recipient.
pub struct Words {
    dimensions: [Dimension; 4],
}

/// The words of one dimension and what they mean.
pub struct Dimension {
    /// The word everything lies below.
    pub root: Word,
    /// Prefixed names, as a person writes them.
    pub names: Vec<String>,
    /// `speaks[x]`: what `x` speaks for in a permission or a question.
    pub speaks: Vec<Vec<Word>>,
    /// `holders[x]`: the words of permissions that hold `x`; the other way round than `speaks`.
    pub holders: Vec<Vec<Word>>,
    /// `touchers[x]`: the words of prohibitions that touch `x`, because something lies below both.
    pub touchers: Vec<Vec<Word>>,
}

impl Words {
    /// The words of DPV, and the five recipients.
    #[must_use]
    pub fn new() -> Self {
        let cones = [Cone::Data, Cone::Purpose, Cone::Operation].map(Dimension::of_cone);
        let [data, purpose, operation] = cones;
        Self { dimensions: [data, purpose, operation, Dimension::of_recipients()] }
    }

    /// The four, in their order.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension; 4] {
        &self.dimensions
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Dimension {
    fn of_cone(cone: Cone) -> Self {
        let vocabulary = Vocabulary::dpv();
        let words = vocabulary.words(cone);
        let place = |word: &vrm_core::vocab::Word| words.binary_search(word).expect("a word of the cone");
        let places = |found: Vec<vrm_core::vocab::Word>| found.iter().map(place).collect::<Vec<Word>>();
        let speaks = words.iter().map(|word| places(vocabulary.speaks_for(cone, word))).collect();
        let includes = words.iter().map(|word| places(vocabulary.includes(cone, word))).collect();
        let names = words.iter().map(vrm_core::vocab::Word::name).collect();
        Self::of(place(&cone.root()), names, speaks, includes)
    }

    fn of_recipients() -> Self {
        let all = Recipient::WORDS;
        let below: Vec<Vec<Word>> =
            all.iter().map(|high| (0..all.len()).filter(|low| all[*low].is_within(high)).collect()).collect();
        Self::of(0, all.iter().map(|one| one.name().to_owned()).collect(), below.clone(), below)
    }

    fn of(root: Word, names: Vec<String>, speaks: Vec<Vec<Word>>, includes: Vec<Vec<Word>>) -> Self {
        let above = |below: &[Vec<Word>]| {
            let mut above = vec![Vec::new(); below.len()];
            for (high, lows) in below.iter().enumerate() {
                lows.iter().for_each(|low| above[*low].push(high));
            }
            above
        };
        let (holders, all_above) = (above(&speaks), above(&includes));
        let touchers = speaks.iter().map(|said| {
            let mut touching: Vec<Word> = said.iter().flat_map(|low| &all_above[*low]).copied().collect();
            touching.sort_unstable();
            touching.dedup();
            touching
        });
        Self { root, names, touchers: touchers.collect(), speaks, holders }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no word; there always is one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
