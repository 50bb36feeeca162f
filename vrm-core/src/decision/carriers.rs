//! The permissions of one text that carry a grant, over every combination of its process.

use super::CompiledTerms;
use crate::terms::{Conditions, Permission, Scope};
use crate::vocab::{Cone, Word, general_special};

/// Rules of one text as bits, gathered over the combinations of a grant.
pub(super) struct Carriers<'a> {
    text: &'a CompiledTerms,
    /// Permissions whose conditions hold what the process says.
    holding: Vec<u64>,
    /// Permissions that do not ask.
    plain: Vec<u64>,
    /// Those that cover some combination.
    found: Vec<u64>,
    /// Whether only asking ones cover some combination.
    pub(super) ask: bool,
}

impl<'a> Carriers<'a> {
    pub(super) fn of(text: &'a CompiledTerms, conditions: &Conditions) -> Self {
        let bits = |test: &dyn Fn(usize) -> bool| -> Vec<u64> {
            let blocks = text.permissions().len().div_ceil(64);
            let block = |at: usize| (0..64).filter(|bit| test(at * 64 + bit)).fold(0, |all, bit| all | 1u64 << bit);
            (0..blocks).map(block).collect()
        };
        let holding = bits(&|rule| text.holds(rule, conditions));
        let found = vec![0; holding.len()];
        Self { text, holding, plain: bits(&|rule| !text.asks(rule)), found, ask: false }
    }

    /// Gathers over the combinations of a grant's scope. Marked data that no permission covers by name is covered as if
    /// by consent.
    pub(super) fn gather(&mut self, scope: &Scope) {
        let (text, vocabulary) = (self.text, self.text.vocabulary());
        let rules = |dimension: usize, cone: Cone, word: &Word| -> &'a [u64] {
            vocabulary.index(cone, word).map(|word| text.permitting().word(dimension, word)).unwrap_or_default()
        };
        let rows = |dimension, cone, words: &std::collections::BTreeSet<Word>| -> Vec<&'a [u64]> {
            words.iter().map(|word| rules(dimension, cone, word)).collect()
        };
        let purposes = rows(1, Cone::Purpose, &scope.purpose);
        let operations = rows(2, Cone::Operation, &scope.operation);
        let recipients: Vec<&[u64]> =
            scope.recipient.iter().map(|recipient| text.permitting().recipient(recipient)).collect();
        for data in &scope.data {
            let named = rules(0, Cone::Data, data);
            let consented = match vocabulary.index(Cone::Data, data) {
                Some(index) if vocabulary.is_marked(Cone::Data, data) && data != general_special() => {
                    text.permitting_but_for_marks().word(0, index)
                }
                _ => named,
            };
            for purpose in &purposes {
                for operation in &operations {
                    for recipient in &recipients {
                        let rest = [*purpose, *operation, *recipient];
                        if !self.add(named, rest) {
                            self.add(consented, rest);
                        }
                    }
                }
            }
        }
    }

    /// Adds the permissions of one combination; false when there is none.
    fn add(&mut self, data: &[u64], [purpose, operation, recipient]: [&[u64]; 3]) -> bool {
        let (mut some, mut plain) = (false, false);
        let rows = data.iter().zip(purpose).zip(operation).zip(recipient);
        for ((((((data, purpose), operation), recipient), holding), mine), found) in
            rows.zip(&self.holding).zip(&self.plain).zip(&mut self.found)
        {
            let carrying = data & purpose & operation & recipient & holding;
            some |= carrying != 0;
            plain |= carrying & mine != 0;
            *found |= carrying;
        }
        self.ask |= some && !plain;
        some
    }

    /// The permissions that cover some combination.
    pub(super) fn permissions(&self) -> impl Iterator<Item = &'a Permission> {
        let text = self.text;
        let rules = super::rows::ones(self.found.iter().copied());
        rules.filter_map(move |rule| text.permission(rule))
    }
}
