//! One pass over the rows.

use super::assessed::Assessed;
use super::ranker::Ranker;
use super::relaxed::Relaxed;
use super::tally::Tallies;
use crate::time::Instant;
use std::collections::BinaryHeap;

/// What a ranking lists, by its place among the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The places of those that fit, the best first.
    pub best: Vec<usize>,
    /// How many fit.
    pub fitting: usize,
    /// The places of those that are left out, the ones with the fewest failures first.
    pub left_out: Vec<usize>,
    /// How many are left out.
    pub left: usize,
    /// What would have admitted more, what admits the most first.
    pub relaxed: Vec<Relaxed>,
}

impl Ranker {
    /// Picks what a ranking lists, at most `limit` of each kind. The work grows with the number of rows, the memory only
    /// with the limit; [`explain`](Self::explain) then gives the reasons of what is listed.
    #[must_use]
    pub fn pick(&self, rows: &[Assessed], now: Instant, limit: usize) -> Picked {
        let (mut best, mut left_out) = (Top::new(limit), Top::new(limit));
        let (mut fitting, mut left) = (0, 0);
        let mut tallies = Tallies::of(self);
        for (place, row) in rows.iter().enumerate() {
            let fails = self.fails_at(row, now);
            if fails.is_empty() {
                fitting += 1;
                best.offer((row.rank(), place));
            } else {
                left += 1;
                left_out.offer(((fails.count(), row.tie()), place));
                tallies.add(self, row, fails, now);
            }
        }
        Picked {
            best: best.places(),
            fitting,
            left_out: left_out.places(),
            left,
            relaxed: tallies.relaxed(self, limit),
        }
    }
}

/// The first few by their key, the last of them on top.
struct Top<K> {
    limit: usize,
    kept: BinaryHeap<(K, usize)>,
}

impl<K: Ord> Top<K> {
    fn new(limit: usize) -> Self {
        Self { limit, kept: BinaryHeap::new() }
    }

    fn offer(&mut self, item: (K, usize)) {
        if self.kept.len() < self.limit {
            self.kept.push(item);
        } else if let Some(mut last) = self.kept.peek_mut()
            && item < *last
        {
            *last = item;
        }
    }

    /// The places of what was kept, in order.
    fn places(self) -> Vec<usize> {
        self.kept.into_sorted_vec().into_iter().map(|(_, place)| place).collect()
    }
}
