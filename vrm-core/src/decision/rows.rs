//! Rows of bits over rules, one row a word, with a summary bit for each 64 rules.

/// For each word of a dimension, which rules it concerns. A row is its summary and then its bits, so that a short one
/// is one line of memory.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    tops: usize,
    stride: usize,
    bits: Vec<u64>,
}

impl Rows {
    pub(super) fn new(words: usize, rules: usize) -> Self {
        let width = rules.div_ceil(64).max(1);
        let tops = width.div_ceil(64);
        Self { tops, stride: tops + width, bits: vec![0; words * (tops + width)] }
    }

    pub(super) fn set(&mut self, word: u16, rule: usize) {
        let start = usize::from(word) * self.stride;
        let bits = [(start + rule / 4096, rule / 64 % 64), (start + self.tops + rule / 64, rule % 64)];
        for (at, bit) in bits {
            if let Some(slot) = self.bits.get_mut(at) {
                *slot |= 1 << bit;
            }
        }
    }

    /// The rules that concern a word, as bits.
    pub(super) fn bits(&self, word: u16) -> &[u64] {
        self.row(word).get(self.tops..).unwrap_or(&[])
    }

    /// The rules that concern some of the words, as bits.
    pub(super) fn any(&self, words: impl Iterator<Item = u16>) -> Vec<u64> {
        let mut any = vec![0; self.stride - self.tops];
        for word in words {
            any.iter_mut().zip(self.bits(word)).for_each(|(slot, bits)| *slot |= bits);
        }
        any
    }

    #[inline]
    fn row(&self, word: u16) -> &[u64] {
        let start = usize::from(word) * self.stride;
        self.bits.get(start..start + self.stride).unwrap_or(&[])
    }
}

/// The rules that concern a word in each set of rows, ascending. The sets are over the same rules.
#[inline]
pub(super) fn shared<'a>(sets: &'a [Rows; 4], words: [u16; 4]) -> Shared<'a> {
    let ([a, b, c, d], [i, j, k, l]) = (sets, words);
    Shared {
        rows: [a.row(i), b.row(j), c.row(k), d.row(l)],
        tops: a.tops,
        next_top: 0,
        blocks: Ones(0),
        block: 0,
        rules: Ones(0),
    }
}

/// Walks the blocks of 64 rules that every summary names, and in them the rules that every row names.
pub(super) struct Shared<'a> {
    rows: [&'a [u64]; 4],
    tops: usize,
    next_top: usize,
    blocks: Ones,
    block: usize,
    rules: Ones,
}

impl Iterator for Shared<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        loop {
            if let Some(bit) = self.rules.next() {
                return Some(self.block * 64 + bit);
            }
            if let Some(bit) = self.blocks.next() {
                self.block = (self.next_top - 1) * 64 + bit;
                self.rules = self.common(self.tops + self.block);
            } else if self.next_top < self.tops {
                self.blocks = self.common(self.next_top);
                self.next_top += 1;
            } else {
                return None;
            }
        }
    }
}

impl Shared<'_> {
    /// What one word of every row has in common.
    #[inline]
    fn common(&self, at: usize) -> Ones {
        let [a, b, c, d] = self.rows.map(|row| row.get(at).copied().unwrap_or(0));
        Ones(a & b & c & d)
    }
}

/// The rules of a row of bits, ascending.
pub(super) fn ones(bits: impl IntoIterator<Item = u64>) -> impl Iterator<Item = usize> {
    (0..).step_by(64).zip(bits).flat_map(|(start, word)| Ones(word).map(move |bit| start + bit))
}

/// The places of the bits that are set.
pub(super) struct Ones(pub(super) u64);

impl Iterator for Ones {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        (self.0 != 0).then(|| {
            let bit = self.0.trailing_zeros() as usize;
            self.0 &= self.0 - 1;
            bit
        })
    }
}
