//! Rows of bits over rules, one row a word, with a summary bit for each 64 rules.

/// For each word of a dimension, which rules it concerns.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    width: usize,
    bits: Vec<u64>,
    summary: Vec<u64>,
}

impl Rows {
    pub(super) fn new(words: usize, rules: usize) -> Self {
        let width = rules.div_ceil(64).max(1);
        Self { width, bits: vec![0; words * width], summary: vec![0; words * width.div_ceil(64)] }
    }

    pub(super) fn set(&mut self, word: u16, rule: usize) {
        let start = usize::from(word) * self.width;
        if let Some(slot) = self.bits.get_mut(start + rule / 64) {
            *slot |= 1 << (rule % 64);
        }
        let start = usize::from(word) * self.width.div_ceil(64);
        if let Some(slot) = self.summary.get_mut(start + rule / 4096) {
            *slot |= 1 << (rule / 64 % 64);
        }
    }

    pub(super) fn row(&self, word: u16) -> Row<'_> {
        let (width, index) = (self.width, usize::from(word));
        let tops = width.div_ceil(64);
        Row {
            bits: self.bits.get(index * width..(index + 1) * width).unwrap_or(&[]),
            summary: self.summary.get(index * tops..(index + 1) * tops).unwrap_or(&[]),
        }
    }
}

/// The rules that concern one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    bits: &'a [u64],
    summary: &'a [u64],
}

impl<'a> Row<'a> {
    pub(super) fn words(&self) -> &'a [u64] {
        self.bits
    }
}

/// The rules that concern all of the words, ascending.
pub(super) fn shared<'a>(rows: [Row<'a>; 4]) -> impl Iterator<Item = usize> + 'a {
    let [a, b, c, d] = rows;
    let tops = a.summary.iter().zip(b.summary).zip(c.summary).zip(d.summary).map(|(((a, b), c), d)| a & b & c & d);
    let blocks = tops.enumerate().flat_map(|(index, top)| Ones(top).map(move |bit| index * 64 + bit));
    blocks.flat_map(move |block| {
        let at = |row: Row<'a>| row.bits.get(block).copied().unwrap_or(0);
        Ones(at(a) & at(b) & at(c) & at(d)).map(move |bit| block * 64 + bit)
    })
}

struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        (self.0 != 0).then(|| {
            let bit = self.0.trailing_zeros() as usize;
            self.0 &= self.0 - 1;
            bit
        })
    }
}
