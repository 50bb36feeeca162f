//! The conditions of rules in a few bytes each.
//!
//! Keep and form decide most rules; places and measures are looked up only where a rule states them.

use super::point::breaks;
use crate::terms::{Conditions, Form, Keep, Limits, Permission, Prohibition};
use crate::vocab::{Places, Vocabulary};

/// The conditions of a permission or grant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within {
    pub(super) keep: Keep,
    pub(super) form: Form,
    /// Whether they state places or measures too.
    pub(super) more: bool,
}

/// A permission, in the order of the table's bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allows {
    /// The place of the permission in its text.
    pub(super) rule: u32,
    /// Whether it asks.
    pub(super) ask: bool,
    pub(super) within: Within,
}

/// A prohibition, in the order of the table's bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hits {
    /// The place of the prohibition in its text.
    pub(super) rule: u32,
    pub(super) keep: Keep,
    pub(super) form: Form,
    /// Whether it states places or measures too.
    pub(super) more: bool,
}

impl Within {
    pub(super) fn of(conditions: &Conditions) -> Self {
        let Conditions { keep, form, places, measures } = conditions;
        Self { keep: *keep, form: *form, more: *places != Places::Anywhere || !measures.is_empty() }
    }

    /// Whether what is asked is within these conditions, which are `full` in full.
    pub(super) fn holds<'a>(
        &self,
        asked: &Conditions,
        full: impl FnOnce() -> Option<&'a Conditions>,
        vocabulary: &Vocabulary,
    ) -> bool {
        asked.form <= self.form
            && asked.keep.is_within(self.keep)
            && (!self.more || full().is_some_and(|full| asked.are_within(full, vocabulary)))
    }
}

impl Allows {
    pub(super) fn of(rule: u32, permission: &Permission) -> Self {
        Self { rule, ask: permission.asks(), within: Within::of(permission.conditions()) }
    }
}

impl Hits {
    pub(super) fn of(rule: u32, prohibition: &Prohibition) -> Self {
        let limits = prohibition.limits();
        let more = limits.places != Places::Anywhere || !limits.measures.is_empty();
        Self { rule, keep: limits.keep, form: limits.form.unwrap_or(Form::Anonymised), more }
    }

    /// Whether what is asked breaks all of these limits, which are `full` in full.
    pub(super) fn are_broken<'a>(
        &self,
        asked: &Conditions,
        full: impl FnOnce() -> Option<&'a Limits>,
        vocabulary: &Vocabulary,
    ) -> bool {
        asked.form >= self.form
            && asked.keep.breaks(self.keep)
            && (!self.more || full().is_some_and(|full| breaks(full, asked, vocabulary)))
    }
}
