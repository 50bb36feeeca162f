//! The four conditions under which data is processed, from narrow to wide.

use crate::vocab::{Cone, Places, Vocabulary, Word};
use std::collections::BTreeSet;

/// From when a retention runs. Two starts cannot be compared: neither is narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Start {
    /// From the day the data was collected.
    Collected,
    /// From the day the purpose ended.
    PurposeEnd,
}

/// How long data is kept.
///
/// ```
/// use vrm_core::terms::{Keep, Start};
/// let month = Keep::Days { days: 30, from: Start::Collected };
/// assert!(month.is_within(Keep::Unlimited));
/// assert!(!month.is_within(Keep::Days { days: 90, from: Start::PurposeEnd }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Keep {
    /// At most this many days.
    Days {
        /// The number of days.
        days: u32,
        /// From when they count.
        from: Start,
    },
    /// Without limit; the widest.
    #[default]
    Unlimited,
}

/// In what form data is processed, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Form {
    /// No longer about anyone (`dpv:AnonymisedData`).
    Anonymised,
    /// About someone whom only a separate key names (`dpv:PseudonymisedData`).
    Pseudonymised,
    /// About someone known; the widest.
    #[default]
    Identified,
}

/// The conditions of a request, a permission or a process. What is left out is the widest: unlimited, identified,
/// anywhere, no measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Conditions {
    /// How long.
    pub keep: Keep,
    /// In what form.
    pub form: Form,
    /// Where.
    pub places: Places,
    /// Which technical and organisational measures are in place (or, in a permission, needed).
    pub measures: BTreeSet<Word>,
}

impl Start {
    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Collected => "collected",
            Self::PurposeEnd => "purpose-end",
        }
    }

    /// Reads the name in the machine form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Collected, Self::PurposeEnd].into_iter().find(|start| start.name() == name)
    }
}

impl Keep {
    /// Whether keeping this long is within keeping that long: the same start and no more days, or no limit there.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Unlimited) => true,
            (Self::Unlimited, Self::Days { .. }) => false,
            (Self::Days { days: a, from: x }, Self::Days { days: b, from: y }) => x == y && a <= b,
        }
    }

    /// The longest that lies within both; none when the starts differ.
    #[must_use]
    pub fn meet(self, other: Self) -> Option<Self> {
        if self.is_within(other) { Some(self) } else { other.is_within(self).then_some(other) }
    }

    /// Whether keeping this long breaks a prohibition to keep longer than `most`, where unlimited states nothing.
    pub(crate) fn breaks(self, most: Self) -> bool {
        most == Self::Unlimited || !self.is_within(most)
    }
}

impl Form {
    /// The three forms, narrowest first.
    pub const ALL: [Self; 3] = [Self::Anonymised, Self::Pseudonymised, Self::Identified];

    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Anonymised => "anonymised",
            Self::Pseudonymised => "pseudonymised",
            Self::Identified => "identified",
        }
    }

    /// Reads the name in the machine form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

impl Conditions {
    /// Whether these are within the others: kept no longer, in no fuller form, in no other place, with every measure.
    #[must_use]
    pub fn are_within(&self, other: &Self, vocabulary: &Vocabulary) -> bool {
        self.keep.is_within(other.keep)
            && self.form <= other.form
            && self.places.is_within(&other.places)
            && meet(&self.measures, &other.measures, vocabulary)
    }
}

/// Whether each needed measure is met by one of these, at or below it.
pub(crate) fn meet(measures: &BTreeSet<Word>, needed: &BTreeSet<Word>, vocabulary: &Vocabulary) -> bool {
    needed
        .iter()
        .all(|need| measures.iter().any(|have| have == need || vocabulary.is_within(Cone::Measure, have, need)))
}
