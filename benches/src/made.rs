//! Rules and questions, drawn from the vocabulary; the same in every run.

use super::random::SplitMix64;
use super::words::{Word, Words};

/// Whether a rule allows or forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It allows what its words hold.
    Permit,
    /// It forbids what its words touch.
    Forbid,
}

/// A rule that every engine can say: one word a dimension, and a form.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Allows or forbids.
    pub kind: Kind,
    /// Data, purpose, operation, recipient; what a person would leave out is spelt out here.
    pub words: [Word; 4],
    /// 0 anonymised, 1 pseudonymised, 2 identified: at most this in a permission, at least this in a prohibition.
    pub form: usize,
}

/// One question: a word in each dimension, a form, and who asks.
#[derive(Clone, Debug)]
pub struct Question {
    /// The place of the vendor in [`Person::grantees`]; not read where a text is judged.
    pub vendor: usize,
    /// Data, purpose, operation, recipient.
    pub words: [Word; 4],
    /// 0 anonymised, 1 pseudonymised, 2 identified.
    pub form: usize,
}

/// One text of rules, and questions to it.
pub struct Text {
    /// Four permissions to one prohibition.
    pub rules: Vec<Rule>,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// Vendors with their grants, a person's blocks, and questions to them.
pub struct Person {
    /// The vendors.
    pub grantees: Vec<Grantee>,
    /// The person's own prohibitions, stronger than any grant.
    pub blocks: Vec<Block>,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// A vendor and what it was granted.
pub struct Grantee {
    /// Its DID.
    pub did: String,
    /// The place of its sector in `Sector::ALL`.
    pub sector: usize,
    /// Its grants.
    pub grants: Vec<Rule>,
}

/// A prohibition against somebody.
pub struct Block {
    /// Against whom.
    pub against: Against,
    /// What.
    pub rule: Rule,
}

/// Whom a block is against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// All vendors.
    Everyone,
    /// Those of one sector, by its place in `Sector::ALL`.
    Sector(usize),
    /// One vendor, by its place.
    Vendor(usize),
}

/// How many sectors there are.
pub(crate) const SECTORS: usize = vrm_core::vocab::Sector::ALL.len();
const GRANTS_A_VENDOR: usize = 10;
const BLOCKS_ON_EVERYONE: usize = 8;
const BLOCKS_A_SECTOR: usize = 2;

impl Text {
    /// So many rules and so many questions.
    #[must_use]
    pub fn draw(words: &Words, rules: usize, questions: usize) -> Self {
        let mut draw = Draw { words, random: SplitMix64::new(7012) };
        let permissions: Vec<Rule> = (0..rules - rules / 5).map(|_| draw.permission()).collect();
        let prohibitions: Vec<Rule> = (0..rules / 5).map(|_| draw.prohibition(&permissions)).collect();
        let questions = (0..questions).map(|_| draw.question(0, &permissions)).collect();
        Self { rules: permissions.into_iter().chain(prohibitions).collect(), questions }
    }
}

impl Person {
    /// So many vendors with ten grants each, blocks, and so many questions.
    #[must_use]
    pub fn draw(words: &Words, vendors: usize, questions: usize) -> Self {
        let mut draw = Draw { words, random: SplitMix64::new(2026) };
        let grantees: Vec<Grantee> = (0..vendors)
            .map(|number| Grantee {
                did: format!("did:web:vendor-{number}.example"),
                sector: draw.random.below(SECTORS),
                grants: (0..GRANTS_A_VENDOR).map(|_| draw.permission()).collect(),
            })
            .collect();
        let everyone = (0..BLOCKS_ON_EVERYONE).map(|_| Against::Everyone);
        let sectors = (0..SECTORS * BLOCKS_A_SECTOR).map(|number| Against::Sector(number % SECTORS));
        let single = (0..vendors.div_ceil(20)).map(|number| Against::Vendor(number * 20));
        let blocks: Vec<Block> = everyone
            .chain(sectors)
            .chain(single)
            .map(|against| {
                let vendor = match against {
                    Against::Vendor(vendor) => vendor,
                    Against::Everyone | Against::Sector(_) => draw.random.below(vendors),
                };
                Block { against, rule: draw.prohibition(&grantees[vendor].grants) }
            })
            .collect();
        let questions = (0..questions)
            .map(|_| {
                let vendor = draw.random.below(vendors);
                draw.question(vendor, &grantees[vendor].grants)
            })
            .collect();
        Self { grantees, blocks, questions }
    }
}

struct Draw<'a> {
    words: &'a Words,
    random: SplitMix64,
}

const THIRD_PARTY: Word = 3;
const VENDOR: Word = 1;

impl Draw<'_> {
    /// Any words but the roots; mostly every operation, by the vendor, in any form.
    fn permission(&mut self) -> Rule {
        let [data, purpose, operation, _] = self.words.dimensions();
        let words = [
            self.word_below_root(0),
            self.word_below_root(1),
            if self.random.percent(60) { operation.root } else { self.random.below(operation.len()) },
            if self.random.percent(70) { VENDOR } else { self.random.below(Self::RECIPIENTS) },
        ];
        debug_assert!(words[0] != data.root && words[1] != purpose.root);
        Rule { kind: Kind::Permit, words, form: if self.random.percent(80) { 2 } else { self.random.below(2) } }
    }

    /// Near a permission, or it would forbid what nobody allows.
    fn prohibition(&mut self, permissions: &[Rule]) -> Rule {
        let near = self.random.pick(permissions).clone();
        let [_, _, operation, _] = self.words.dimensions();
        let words = [
            self.below(0, near.words[0]),
            self.below(1, near.words[1]),
            if self.random.percent(50) { operation.root } else { self.below(2, near.words[2]) },
            if self.random.percent(50) { near.words[3] } else { THIRD_PARTY },
        ];
        Rule { kind: Kind::Forbid, words, form: if self.random.percent(70) { 0 } else { 1 + self.random.below(2) } }
    }

    /// Mostly something that a permission might hold, else anything.
    fn question(&mut self, vendor: usize, permissions: &[Rule]) -> Question {
        if self.random.percent(58) {
            let near = self.random.pick(permissions).clone();
            let words = [0, 1, 2, 3].map(|dimension| self.below(dimension, near.words[dimension]));
            return Question { vendor, words, form: self.random.below(near.form + 1) };
        }
        let words = [0, 1, 2, 3].map(|dimension: usize| self.random.below(self.words.dimensions()[dimension].len()));
        Question { vendor, words, form: self.random.below(3) }
    }

    const RECIPIENTS: usize = 5;

    fn below(&mut self, dimension: usize, word: Word) -> Word {
        *self.random.pick(&self.words.dimensions()[dimension].speaks[word])
    }

    /// A root permits nothing, and special data as such can be named by no permission.
    fn word_below_root(&mut self, dimension: usize) -> Word {
        let words = &self.words.dimensions()[dimension];
        loop {
            let word = self.random.below(words.len());
            if word != words.root && words.names[word] != "dpv:SpecialCategoryPersonalData" {
                return word;
            }
        }
    }
}
