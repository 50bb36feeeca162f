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

    pub(super) fn row(&self, word: u16) -> Row<'_> {
        let start = usize::from(word) * self.stride;
        let row = self.bits.get(start..start + self.stride).unwrap_or(&[]);
        let (summary, bits) = row.split_at_checked(self.tops).unwrap_or_default();
        Row { summary, bits }
    }

    /// The rules that concern some of the words, as bits.
    pub(super) fn any(&self, words: impl Iterator<Item = u16>) -> Vec<u64> {
        let mut any = vec![0; self.stride - self.tops];
        for word in words {
            any.iter_mut().zip(self.row(word).bits).for_each(|(slot, bits)| *slot |= bits);
        }
        any
    }
}

/// The rules that concern one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    summary: &'a [u64],
    bits: &'a [u64],
}

impl<'a> Row<'a> {
    pub(super) fn words(&self) -> &'a [u64] {
        self.bits
    }
}

/// The rules that concern all of the words, ascending.
pub(super) fn shared(rows: [Row<'_>; 4]) -> Shared<'_> {
    Shared { rows, next_top: 0, blocks: Ones(0), block: 0, rules: Ones(0) }
}

/// Walks the blocks of 64 rules that every summary names, and in them the rules that every row names.
pub(super) struct Shared<'a> {
    rows: [Row<'a>; 4],
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
                self.rules = Ones(self.common(|row| row.bits.get(self.block)).unwrap_or(0));
                continue;
            }
            self.blocks = Ones(self.common(|row| row.summary.get(self.next_top))?);
            self.next_top += 1;
        }
    }
}

impl<'a> Shared<'a> {
    /// What one word of every row has in common.
    #[inline]
    fn common(&self, of: impl Fn(&Row<'a>) -> Option<&'a u64>) -> Option<u64> {
        let [a, b, c, d] = &self.rows;
        Some(of(a)? & of(b)? & of(c)? & of(d)?)
    }
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
