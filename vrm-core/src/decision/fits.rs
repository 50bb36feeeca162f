//! Does a declaration fit a text? Containment, exact by the order of requests.

use super::CompiledTerms;
use super::combine::{Choices, Combination, at_worst};
use super::fit::{Fit, FitVerdict, ProcessFit};
use super::unknown::Possible;
use crate::terms::{Basis, Conditions, Declaration, Process, Stated};
use crate::vocab::{Cone, Recipient};
use std::collections::BTreeSet;

/// The most combinations of words a process may have.
pub(super) const MOST: usize = 65_536;

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
        let (outside, judged): (Vec<_>, Vec<_>) =
            self.processes().iter().enumerate().partition(|(_, process)| process.basis == Basis::LegalDuty);
        let processes: Vec<ProcessFit> =
            judged.into_iter().map(|(index, process)| fit(index, process, terms)).collect();
        let verdict = processes.iter().map(|process| process.verdict).max().unwrap_or(FitVerdict::Fits);
        Fit { verdict, processes, outside: outside.into_iter().map(|(index, _)| index).collect() }
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

/// Whether a whole combination passes: not denied, or denied only because its data is marked and names a category,
/// which an explicit consent mends.
fn passes(combination: &Combination, asked: &Conditions, terms: &CompiledTerms) -> bool {
    let masks = combination.masks(terms);
    !masks.touching().any(|index| terms.is_broken(index, asked))
        && masks.covering().any(|index| terms.holds(index, asked))
}
