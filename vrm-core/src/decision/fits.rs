//! Does a declaration fit a text? Containment, exact by the order of requests.

use super::CompiledTerms;
use super::combine::{Choices, Combination, at_worst};
use super::fit::{Fit, FitVerdict, ProcessFit};
use super::unknown::{Possible, Unknowns};
use crate::terms::{Basis, Conditions, Declaration, Process, Stated};
use crate::vocab::Cone;
use std::collections::BTreeSet;

/// The most combinations of words a declaration may have, all its processes together: so a stranger's is judged in
/// bounded time.
pub(super) const MOST: usize = 65_536;

impl Declaration {
    /// How this declaration stands to a text. Processes on a legal duty are outside. With more than 65,536 combinations
    /// of words in all, what is unknown at its widest, it is too wide to be judged.
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
            (0..).zip(self.processes()).partition(|(_, process)| process.basis == Basis::LegalDuty);
        let unknowns = Unknowns::of(terms);
        let widest = judged.into_iter().map(|(index, process)| Widest::of(index, process, &unknowns));
        let widest: Vec<Widest<'_>> = widest.collect();
        let combinations = widest.iter().fold(0, |sum: usize, one| sum.saturating_add(one.choices.count()));
        let processes: Vec<ProcessFit> = match combinations {
            0..=MOST => widest.into_iter().map(|one| one.fit(&unknowns)).collect(),
            _ => widest.iter().map(|one| one.answer(FitVerdict::TooWide)).collect(),
        };
        let verdict = processes.iter().map(|process| process.verdict).max().unwrap_or(FitVerdict::Fits);
        Fit { verdict, processes, outside: outside.into_iter().map(|(index, _)| index).collect() }
    }
}

impl CompiledTerms {
    /// Whether each permission of this text, read as a process of a declaration, fits the other text: the order of the
    /// roster's agreements (SD-BASE within SD-BASE-A and so on).
    ///
    /// As in a declaration, marked data may fit by a consent still to come and an ask passes; windows and duties are not
    /// compared. A permission with more than 65,536 combinations of words fits nothing.
    #[must_use]
    pub fn fits_within(&self, other: &Self) -> bool {
        let unknowns = Unknowns::of(other);
        self.terms().permissions().iter().all(|rule| {
            let operation = if rule.scope().operation.is_empty() {
                BTreeSet::from([Cone::Operation.root()])
            } else {
                rule.scope().operation.clone()
            };
            let scope = rule.scope();
            let recipient = scope.permitted_recipients().clone();
            let mut process = Process::new(scope.data.clone(), scope.purpose.clone(), operation, recipient);
            process.keep = Stated::Known(rule.conditions().keep);
            process.form = Stated::Known(rule.conditions().form);
            process.places = Stated::Known(rule.conditions().places.clone());
            process.measures = Stated::Known(rule.conditions().measures.clone());
            let widest = Widest::of(0, &process, &unknowns);
            widest.choices.count() <= MOST && widest.fit(&unknowns).verdict == FitVerdict::Fits
        })
    }
}

/// A process with what is unknown at its widest.
struct Widest<'a> {
    index: u32,
    process: &'a Process,
    choices: Choices,
}

impl<'a> Widest<'a> {
    fn of(index: u32, process: &'a Process, unknowns: &Unknowns<'_>) -> Self {
        Self { index, process, choices: Choices::widest(process, unknowns) }
    }

    fn answer(&self, verdict: FitVerdict) -> ProcessFit {
        let (consent_needed, conflicts) = (Vec::new(), Vec::new());
        ProcessFit { process: self.index, verdict, unknowns: self.process.unknowns(), consent_needed, conflicts }
    }

    fn fit(self, unknowns: &Unknowns<'_>) -> ProcessFit {
        let (process, terms) = (self.process, unknowns.terms());
        let vocabulary = terms.vocabulary();
        let foreign = self.choices.foreign(process, vocabulary);
        let asked = at_worst(process);
        if foreign.is_empty() && self.choices.combinations().all(|combination| passes(&combination, &asked, terms)) {
            let known = process.data.known().is_some();
            let marked = if known { self.choices.marked_data(vocabulary) } else { Vec::new() };
            return ProcessFit { consent_needed: marked, ..self.answer(FitVerdict::Fits) };
        }
        let mut conflicts = foreign;
        let possible = Possible::of(process, unknowns);
        for combination in Choices::stated(process, vocabulary).combinations() {
            conflicts.extend(possible.conflict(&combination));
        }
        let verdict = if conflicts.is_empty() { FitVerdict::Open } else { FitVerdict::Conflicts };
        ProcessFit { conflicts, ..self.answer(verdict) }
    }
}

/// Whether a whole combination passes: not denied, or denied only because its data is marked and names a category,
/// which an explicit consent mends.
fn passes(combination: &Combination, asked: &Conditions, terms: &CompiledTerms) -> bool {
    let masks = combination.masks(terms);
    !masks.touching().any(|index| terms.is_broken(index, asked))
        && masks.covering().any(|index| terms.holds(index, asked))
}
