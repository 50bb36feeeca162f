//! A directed acyclic graph of words as rows of bits, so that "below" and "overlaps" cost the same for every pair.

/// Rows of bits over the members of one cone.
#[derive(Debug)]
pub(crate) struct Graph {
    parents: Vec<Vec<u16>>,
    children: Vec<Vec<u16>>,
    width: usize,
    /// `down[x]`: x and everything below it.
    down: Vec<u64>,
    /// `[x]`: `down(x)`, without marked words unless x is marked.
    speaks: Vec<u64>,
    marked: Vec<u64>,
    /// Ordinary members with a marked one below them.
    above_marked: Vec<u64>,
}

impl Graph {
    /// Builds the closure. `parents` must be acyclic and name members only; `seeds` are marked, and all below them.
    pub(super) fn build(parents: Vec<Vec<u16>>, seeds: &[u16]) -> Self {
        let count = parents.len();
        let width = count.div_ceil(64).max(1);
        let mut children = vec![Vec::new(); count];
        for (child, above) in (0u16..).zip(&parents) {
            for parent in above {
                if let Some(list) = children.get_mut(usize::from(*parent)) {
                    list.push(child);
                }
            }
        }
        let (none, blank) = (vec![0; width], vec![0; count * width]);
        let mut graph = Self {
            parents,
            children,
            width,
            down: blank,
            speaks: Vec::new(),
            marked: none.clone(),
            above_marked: none,
        };
        for member in graph.children_first() {
            graph.close(member);
        }
        for seed in seeds {
            let row = graph.down(*seed).to_vec();
            or_into(&mut graph.marked, &row);
        }
        graph.speaks = graph.down.clone();
        for member in graph.members().filter(|member| !graph.is_marked(*member)).collect::<Vec<_>>() {
            let start = usize::from(member) * width;
            if meets(graph.down(member), &graph.marked) {
                set(&mut graph.above_marked, member);
            }
            for (word, mark) in graph.speaks.iter_mut().skip(start).take(width).zip(&graph.marked) {
                *word &= !mark;
            }
        }
        graph
    }

    /// Members with every child before its parents.
    fn children_first(&self) -> Vec<u16> {
        let mut open: Vec<usize> = self.children.iter().map(Vec::len).collect();
        let mut order: Vec<u16> = self.members().filter(|member| self.children(*member).is_empty()).collect();
        let mut next = 0;
        while let Some(member) = order.get(next).copied() {
            next += 1;
            for parent in self.parents(member) {
                if let Some(count) = open.get_mut(usize::from(*parent)) {
                    *count -= 1;
                    if *count == 0 {
                        order.push(*parent);
                    }
                }
            }
        }
        order
    }

    fn close(&mut self, member: u16) {
        let mut row = vec![0; self.width];
        set(&mut row, member);
        for child in self.children(member) {
            or_into(&mut row, self.down(*child));
        }
        let start = usize::from(member) * self.width;
        for (slot, word) in self.down.iter_mut().skip(start).zip(row) {
            *slot = word;
        }
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = u16> + use<> {
        0..u16::try_from(self.parents.len()).unwrap_or(u16::MAX)
    }

    pub(crate) fn parents(&self, member: u16) -> &[u16] {
        self.parents.get(usize::from(member)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn children(&self, member: u16) -> &[u16] {
        self.children.get(usize::from(member)).map_or(&[], Vec::as_slice)
    }

    /// `down(x)`: the member and everything below it.
    pub(crate) fn down(&self, member: u16) -> &[u64] {
        row(&self.down, self.width, member)
    }

    /// `[x]`: what the member speaks for in permissions, grants, requests and declarations.
    pub(crate) fn speaks(&self, member: u16) -> &[u64] {
        row(&self.speaks, self.width, member)
    }

    pub(crate) fn is_marked(&self, member: u16) -> bool {
        contains(&self.marked, member)
    }

    /// Whether a marked word lies below an ordinary one, which therefore does not speak for all that is below it.
    pub(crate) fn excludes_marked(&self, member: u16) -> bool {
        contains(&self.above_marked, member)
    }

    /// Whether `low` is `high` or below it.
    pub(crate) fn is_within(&self, low: u16, high: u16) -> bool {
        contains(self.down(high), low)
    }

    /// Whether `[high]` holds `low`.
    pub(crate) fn speaks_for(&self, high: u16, low: u16) -> bool {
        contains(self.speaks(high), low)
    }

    /// Whether `[asked]` and `down(forbidden)` share a word.
    pub(crate) fn touches(&self, asked: u16, forbidden: u16) -> bool {
        meets(self.speaks(asked), self.down(forbidden))
    }
}

fn row(rows: &[u64], width: usize, member: u16) -> &[u64] {
    let start = usize::from(member) * width;
    rows.get(start..start + width).unwrap_or(&[])
}

pub(crate) fn set(bits: &mut [u64], member: u16) {
    if let Some(word) = bits.get_mut(usize::from(member) / 64) {
        *word |= 1 << (member % 64);
    }
}

pub(crate) fn or_into(target: &mut [u64], source: &[u64]) {
    for (slot, word) in target.iter_mut().zip(source) {
        *slot |= word;
    }
}

pub(crate) fn contains(bits: &[u64], member: u16) -> bool {
    bits.get(usize::from(member) / 64).is_some_and(|word| word >> (member % 64) & 1 == 1)
}

pub(crate) fn meets(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

pub(crate) fn is_subset(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a & !b == 0)
}

/// The members of a row, ascending.
pub(crate) fn ones(bits: &[u64]) -> impl Iterator<Item = u16> + '_ {
    (0u16..).zip(bits).flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            (left != 0).then(|| {
                let bit = left.trailing_zeros();
                left &= left - 1;
                at * 64 + u16::try_from(bit).unwrap_or(0)
            })
        })
    })
}
