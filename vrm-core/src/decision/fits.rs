//! Does a declaration fit a text? Containment, exact by the order of requests.

use super::CompiledTerms;
use super::combine::{Choices, Combination};
use super::point::breaks;
use super::unknown::Possible;
use crate::terms::{Basis, Conditions, Declaration, Form, Keep, Process, Stated};
use crate::vocab::{Cone, Places, Recipient, Word};
use std::collections::BTreeSet;

/// The most combinations of words a process may have.
pub(super) const MOST: usize = 65_536;

/// Whether every request of a declaration would pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FitVerdict {
    /// Every request it could make passes.
    Fits,
    /// It depends on what is unknown.
    Open,
    /// Some request cannot pass in any reading.
    Conflicts,
    /// It has too many combinations of words to be judged.
    TooWide,
}

/// How a declaration stands to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The worst of its processes: too wide, conflicts, open, fits.
    pub verdict: FitVerdict,
    /// Each process, in the declaration's order; those on a legal duty are outside and left out.
    pub processes: Vec<ProcessFit>,
}

/// How one process stands to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessFit {
    /// Its index in the declaration.
    pub process: usize,
    /// The verdict on it alone.
    pub verdict: FitVerdict,
    /// The names of its members that are unknown, sorted.
    pub unknowns: Vec<&'static str>,
    /// When it fits: its marked data words, each of which needs an explicitly expressed consent, by IRI.
    pub consent_needed: Vec<Word>,
    /// Each combination that cannot pass.
    pub conflicts: Vec<Conflict>,
}

/// A combination of words that cannot pass; a part is none where the declaration leaves it unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The data.
    pub data: Option<Word>,
    /// The purpose.
    pub purpose: Option<Word>,
    /// The operation.
    pub operation: Option<Word>,
    /// The recipient.
    pub recipient: Option<Recipient>,
    /// Why.
    pub why: ConflictReason,
}

/// Why a combination cannot pass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConflictReason {
    /// A word of it is unknown to the text.
    UnknownTerm {
        /// The word.
        term: String,
    },
    /// Prohibitions hit it, by id.
    Forbidden {
        /// The rules.
        rules: Vec<String>,
    },
    /// Nothing covers it.
    NotPermitted,
}

impl FitVerdict {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Open => "open",
            Self::Conflicts => "conflicts",
            Self::TooWide => "too-wide",
        }
    }
}

impl Declaration {
    /// How this declaration stands to a text. Processes on a legal duty are outside.
    ///
    /// ```
    /// use vrm_core::decision::FitVerdict;
    /// use vrm_core::terms::{Declaration, Draft, Permission, Process, Stated};
    /// use vrm_core::vocab::Recipient;
    /// let mut draft = Draft::own();
    /// draft.permit(Permission::new("service", ["pd:Contact".parse()?], ["dpv:ServiceProvision".parse()?]));
    /// let terms = draft.finish()?.compile();
    /// let mut process = Process::new(
    ///     ["pd:EmailAddress".parse()?], ["dpv:DeliveryOfGoods".parse()?], ["dpv:Store".parse()?], [Recipient::Vendor],
    /// );
    /// assert_eq!(Declaration::new([process.clone()])?.fits(&terms).verdict, FitVerdict::Fits);
    /// process.recipient = Stated::Unknown;
    /// assert_eq!(Declaration::new([process])?.fits(&terms).verdict, FitVerdict::Open);
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn fits(&self, terms: &CompiledTerms) -> Fit {
        let judged = self.processes().iter().enumerate().filter(|(_, process)| process.basis != Basis::LegalDuty);
        let processes: Vec<ProcessFit> = judged.map(|(index, process)| fit(index, process, terms)).collect();
        let verdict = processes.iter().map(|process| process.verdict).max().unwrap_or(FitVerdict::Fits);
        Fit { verdict, processes }
    }
}

impl CompiledTerms {
    /// Whether this text allows nothing that the other does not: each of its permissions, read as a process, fits.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.terms().permissions().iter().all(|rule| {
            let operation = if rule.scope().operation.is_empty() {
                BTreeSet::from([Cone::Operation.root()])
            } else {
                rule.scope().operation.clone()
            };
            let recipient = if rule.scope().recipient.is_empty() {
                BTreeSet::from([Recipient::Vendor])
            } else {
                rule.scope().recipient.clone()
            };
            let mut process =
                Process::new(rule.scope().data.clone(), rule.scope().purpose.clone(), operation, recipient);
            process.keep = Stated::Known(rule.conditions().keep);
            process.form = Stated::Known(rule.conditions().form);
            process.places = Stated::Known(rule.conditions().places.clone());
            process.measures = Stated::Known(rule.conditions().measures.clone());
            fit(0, &process, other).verdict == FitVerdict::Fits
        })
    }
}

fn fit(index: usize, process: &Process, terms: &CompiledTerms) -> ProcessFit {
    let unknowns = process.unknowns();
    let answer = |verdict, consent_needed, conflicts| ProcessFit {
        process: index,
        verdict,
        unknowns,
        consent_needed,
        conflicts,
    };
    let widest = Choices::widest(process, terms.vocabulary());
    if widest.count() > MOST {
        return answer(FitVerdict::TooWide, Vec::new(), Vec::new());
    }
    let foreign = widest.foreign(process, terms.vocabulary());
    if foreign.is_empty() && widest.combinations().all(|combination| passes(&combination, &at_worst(process), terms)) {
        let marked = if process.data.known().is_some() { widest.marked_data(terms.vocabulary()) } else { Vec::new() };
        return answer(FitVerdict::Fits, marked, Vec::new());
    }
    let mut conflicts = foreign;
    let possible = Possible::of(process, terms);
    for combination in Choices::stated(process, terms.vocabulary()).combinations() {
        conflicts.extend(possible.conflict(&combination));
    }
    let verdict = if conflicts.is_empty() { FitVerdict::Open } else { FitVerdict::Conflicts };
    answer(verdict, Vec::new(), conflicts)
}

/// The conditions with what is unknown at its widest.
pub(super) fn at_worst(process: &Process) -> Conditions {
    Conditions {
        keep: process.keep.known().copied().unwrap_or(Keep::Unlimited),
        form: process.form.known().copied().unwrap_or(Form::Identified),
        places: process.places.known().cloned().unwrap_or(Places::Anywhere),
        measures: process.measures.known().cloned().unwrap_or_default(),
    }
}

/// Whether a whole combination passes: not denied, or denied only because its data is marked and names a category,
/// which an explicit consent mends.
fn passes(combination: &Combination, asked: &Conditions, terms: &CompiledTerms) -> bool {
    let masks = combination.masks(terms);
    let vocabulary = terms.vocabulary();
    let hit = masks.touching().any(|index| {
        terms.terms().prohibitions().get(index).is_some_and(|rule| breaks(rule.limits(), asked, vocabulary))
    });
    !hit && masks.covering().any(|index| {
        terms.terms().permissions().get(index).is_some_and(|rule| asked.are_within(rule.conditions(), vocabulary))
    })
}
