//! How often each outcome came up.

use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Tally {
    all: usize,
    outcomes: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Counts one case and what came of it.
    pub(crate) fn count(&mut self, outcomes: impl IntoIterator<Item = &'static str>) {
        self.all += 1;
        for outcome in outcomes {
            *self.outcomes.entry(outcome).or_default() += 1;
        }
    }

    /// Prints the shares, and fails when one of the outcomes is rarer than one in a thousand.
    pub(crate) fn end(&self, group: &str, wanted: &[&'static str]) {
        let shares = self.outcomes.iter().map(|(outcome, count)| format!("{outcome} {}", self.share(*count)));
        println!("{group}: {} cases; {}", self.all, shares.collect::<Vec<_>>().join(", "));
        for outcome in wanted {
            let count = self.outcomes.get(outcome).copied().unwrap_or_default();
            assert!(count * 1_000 >= self.all, "{group}: `{outcome}` came up {count} times in {}", self.all);
        }
    }

    fn share(&self, count: usize) -> String {
        let tenths = count * 1_000 / self.all.max(1);
        format!("{}.{} %", tenths / 10, tenths % 10)
    }
}
