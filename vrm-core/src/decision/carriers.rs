//! The permissions of one text that carry the grants of a process.

use super::CompiledTerms;
use super::combine::covering;
use super::rows::ones;
use crate::terms::{Conditions, Permission, Scope};
use crate::vocab::{Cone, Word};
use std::collections::BTreeSet;

/// Rules of one text as bits: those that concern the parts that all grants of a process share.
pub(super) struct Carriers<'a> {
    text: &'a CompiledTerms,
    purposes: Vec<&'a [u64]>,
    operations: Vec<&'a [u64]>,
    recipients: Vec<&'a [u64]>,
    /// Permissions whose conditions hold what the process says.
    holding: Vec<u64>,
    /// Permissions that do not ask.
    plain: Vec<u64>,
}

/// What carries one grant.
pub(super) struct Carried<'a> {
    text: &'a CompiledTerms,
    /// Permissions that cover some combination of the grant.
    found: Vec<u64>,
    /// Whether only asking ones cover some combination.
    pub(super) ask: bool,
}

impl<'a> Carriers<'a> {
    pub(super) fn of(text: &'a CompiledTerms, scope: &Scope, conditions: &Conditions) -> Self {
        let rows = |dimension: usize, cone: Cone, words: &BTreeSet<Word>| -> Vec<&'a [u64]> {
            let row = |word| text.vocabulary().index(cone, word).map(|word| text.permitting().word(dimension, word));
            words.iter().map(|word| row(word).unwrap_or_default()).collect()
        };
        let bits = |test: &dyn Fn(usize) -> bool| -> Vec<u64> {
            let blocks = text.permissions().len().div_ceil(64);
            let block = |at: usize| (0..64).filter(|bit| test(at * 64 + bit)).fold(0, |all, bit| all | 1u64 << bit);
            (0..blocks).map(block).collect()
        };
        Self {
            text,
            purposes: rows(1, Cone::Purpose, &scope.purpose),
            operations: rows(2, Cone::Operation, &scope.operation),
            recipients: scope.recipient.iter().map(|recipient| text.permitting().recipient(recipient)).collect(),
            holding: bits(&|rule| text.holds(rule, conditions)),
            plain: bits(&|rule| !text.asks(rule)),
        }
    }

    /// Gathers over every combination with one data word. Marked data that no permission covers by name is covered as
    /// if by consent.
    pub(super) fn of_data(&self, data: &Word) -> Carried<'a> {
        let mut carried = Carried { text: self.text, found: vec![0; self.holding.len()], ask: false };
        let Some(data) = self.text.vocabulary().index(Cone::Data, data) else { return carried };
        let (named, consented) = (self.text.permitting().word(0, data), covering(0, data, self.text));
        for purpose in &self.purposes {
            for operation in &self.operations {
                for recipient in &self.recipients {
                    let rest = [*purpose, *operation, *recipient];
                    if !self.add(&mut carried, named, rest) {
                        self.add(&mut carried, consented, rest);
                    }
                }
            }
        }
        carried
    }

    /// Adds the permissions of one combination; false when there is none.
    fn add(&self, carried: &mut Carried<'_>, data: &[u64], [purpose, operation, recipient]: [&[u64]; 3]) -> bool {
        let (mut some, mut plain) = (false, false);
        let rows = data.iter().zip(purpose).zip(operation).zip(recipient);
        for ((((((data, purpose), operation), recipient), holding), mine), found) in
            rows.zip(&self.holding).zip(&self.plain).zip(&mut carried.found)
        {
            let carrying = data & purpose & operation & recipient & holding;
            some |= carrying != 0;
            plain |= carrying & mine != 0;
            *found |= carrying;
        }
        carried.ask |= some && !plain;
        some
    }
}

impl<'a> Carried<'a> {
    pub(super) fn permissions(&self) -> impl Iterator<Item = &'a Permission> {
        let text = self.text;
        ones(self.found.iter().copied()).filter_map(move |rule| text.permission(rule))
    }
}
