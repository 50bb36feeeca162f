//! The conditions of rules in a few bytes each, in the order of the table's bits.
//!
//! Keep and form decide most rules; places and measures are looked up only where a rule states them.

use crate::terms::{Conditions, Form, Keep, Permission, Prohibition, Start};
use crate::vocab::Places;

/// What a permission allows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allows {
    /// The place of the permission in its text.
    pub(super) rule: u32,
    keep: Keep,
    form: Form,
    /// Whether it asks.
    pub(super) ask: bool,
    /// Whether it states more than this.
    pub(super) more: bool,
}

/// What a prohibition states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hits {
    /// The place of the prohibition in its text.
    pub(super) rule: u32,
    keep: Option<(u32, Start)>,
    form: Form,
    /// Whether it states more than this.
    pub(super) more: bool,
}

impl Allows {
    pub(super) fn of(rule: u32, permission: &Permission) -> Self {
        let Conditions { keep, form, places, measures } = permission.conditions();
        let more = *places != Places::Anywhere || !measures.is_empty();
        Self { rule, keep: *keep, form: *form, ask: permission.asks(), more }
    }

    /// Whether what is asked is within what is held here.
    pub(super) fn holds(&self, asked: &Conditions) -> bool {
        asked.form <= self.form && asked.keep.is_within(self.keep)
    }
}

impl Hits {
    pub(super) fn of(rule: u32, prohibition: &Prohibition) -> Self {
        let limits = prohibition.limits();
        let more = limits.places != Places::Anywhere || !limits.measures.is_empty();
        Self { rule, keep: limits.keep, form: limits.form.unwrap_or(Form::Anonymised), more }
    }

    /// Whether what is asked breaks all that is held here.
    pub(super) fn holds(&self, asked: &Conditions) -> bool {
        asked.form >= self.form && self.keep.is_none_or(|(days, from)| !asked.keep.is_within(Keep::Days { days, from }))
    }
}
