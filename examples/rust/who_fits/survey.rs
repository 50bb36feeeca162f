//! Every vendor held against every set of rules, in two readings, and what came out counted.

use std::collections::{BTreeMap, BTreeSet};

use vrm_core::decision::{Conflict, ConflictReason, Fit, FitVerdict};
use vrm_core::terms::Part;
use vrm_core::vocab::Word;

use super::declare::Declared;
use super::rules::Rules;

/// How a recipient that a source leaves unknown is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum View {
    /// As it stands: it could be anybody.
    Stated,
    /// As the vendor itself.
    ToVendor,
}

impl View {
    /// What the report calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Stated => "as declared",
            Self::ToVendor => "unknown recipients read as the vendor",
        }
    }
}

/// What came out for all vendors.
#[derive(Clone, Debug)]
pub struct Survey {
    /// A finding for each set of rules.
    pub findings: Vec<Finding>,
}

/// What came out under one set of rules.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The agreements that have these rules.
    pub ids: Vec<String>,
    /// What these agreements are called, in the same order.
    pub titles: Vec<String>,
    /// What came out as declared.
    pub stated: Sheet,
    /// What came out with unknown recipients read as the vendor.
    pub to_vendor: Sheet,
}

/// What came out under one set of rules in one reading.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// One for each vendor, in the order they were given.
    pub outcomes: Vec<Outcome>,
    /// How many vendors have each verdict.
    pub vendors: Counts,
    /// How many processes have each verdict.
    pub processes: Counts,
    kinds: BTreeMap<Kind, Tally>,
}

/// What came out for one vendor.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The verdict; none where all its processes stand on a legal duty, which no terms can judge.
    pub verdict: Option<FitVerdict>,
    /// Where it fits: the marked data that need an explicit consent.
    pub consent: BTreeSet<Word>,
    /// What the processes that stay open leave unknown.
    pub unknowns: BTreeSet<Part>,
    /// The first process that conflicts, by its index, and its first conflict.
    pub conflict: Option<(u32, Conflict)>,
}

/// How many have each verdict.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Everything passes.
    pub fit: usize,
    /// It depends on what is unknown.
    pub open: usize,
    /// Something cannot pass.
    pub conflict: usize,
    /// More combinations of words than are judged.
    pub too_wide: usize,
    /// On a legal duty, outside what terms decide.
    pub outside: usize,
}

impl Counts {
    fn note(&mut self, verdict: Option<FitVerdict>) {
        let slot = match verdict {
            Some(FitVerdict::Fits) => &mut self.fit,
            Some(FitVerdict::Open) => &mut self.open,
            Some(FitVerdict::Conflicts) => &mut self.conflict,
            Some(FitVerdict::TooWide) => &mut self.too_wide,
            None => &mut self.outside,
        };
        *slot += 1;
    }

    /// All of them.
    #[must_use]
    pub const fn sum(&self) -> usize {
        self.fit + self.open + self.conflict + self.too_wide + self.outside
    }
}

/// Conflicts of one purpose for one reason: what a reader wants to know first.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Kind {
    /// The purpose; none where it is unknown.
    pub purpose: Option<Word>,
    /// Why.
    pub why: ConflictReason,
}

/// How often a kind of conflict occurs, and where first.
#[derive(Clone, Debug)]
pub struct Tally {
    /// How many vendors have it.
    pub vendors: usize,
    /// The first of these, by its index.
    pub vendor: usize,
    /// The first process, by its index in that vendor's declaration.
    pub process: u32,
    /// The first conflict.
    pub conflict: Conflict,
}

impl Survey {
    /// Holds every vendor against every set of rules. `judged` hears after each vendor how many
    /// are done.
    pub fn of(vendors: &[Declared], rules: &[Rules], mut judged: impl FnMut(usize)) -> Self {
        let blank = |rules: &Rules| Finding {
            ids: rules.ids().to_vec(),
            titles: rules.titles().to_vec(),
            stated: Sheet::default(),
            to_vendor: Sheet::default(),
        };
        let mut findings: Vec<Finding> = rules.iter().map(blank).collect();
        for (index, vendor) in vendors.iter().enumerate() {
            for (finding, rules) in findings.iter_mut().zip(rules) {
                finding.stated.note(index, vendor, &vendor.stated.fits(rules.terms()));
                finding.to_vendor.note(index, vendor, &vendor.to_vendor.fits(rules.terms()));
            }
            judged(index + 1);
        }
        Self { findings }
    }
}

impl Finding {
    /// Whether the same conflicts, but for who receives, stand in the way of the same vendors in
    /// both readings.
    #[must_use]
    pub fn conflict_alike(&self) -> bool {
        self.stated.with(FitVerdict::Conflicts).eq(self.to_vendor.with(FitVerdict::Conflicts))
    }

    /// The sheet of a reading.
    #[must_use]
    pub const fn sheet(&self, view: View) -> &Sheet {
        match view {
            View::Stated => &self.stated,
            View::ToVendor => &self.to_vendor,
        }
    }
}

impl Sheet {
    fn note(&mut self, index: usize, vendor: &Declared, fit: &Fit) {
        let outcome = Outcome::of(fit);
        self.vendors.note(outcome.verdict);
        self.outcomes.push(outcome);
        for process in &fit.processes {
            self.processes.note(Some(process.verdict));
        }
        self.processes.outside += vendor.names.len() - fit.processes.len();
        let mut seen = BTreeSet::new();
        for (process, conflict) in fit.processes.iter().flat_map(|it| it.conflicts.iter().map(|one| (it.process, one)))
        {
            let kind = Kind::of(conflict);
            if !seen.insert(kind.clone()) {
                continue;
            }
            let tally = self.kinds.entry(kind);
            let first = || Tally { vendors: 0, vendor: index, process, conflict: conflict.clone() };
            tally.or_insert_with(first).vendors += 1;
        }
    }

    /// The kinds of conflict, those of most vendors first.
    #[must_use]
    pub fn kinds(&self) -> Vec<(&Kind, &Tally)> {
        let mut kinds: Vec<(&Kind, &Tally)> = self.kinds.iter().collect();
        kinds.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.vendors));
        kinds
    }

    /// The indices of the vendors with this verdict.
    pub fn with(&self, verdict: FitVerdict) -> impl Iterator<Item = usize> + '_ {
        let all = self.outcomes.iter().enumerate();
        all.filter(move |(_, outcome)| outcome.verdict == Some(verdict)).map(|(index, _)| index)
    }
}

impl Outcome {
    fn of(fit: &Fit) -> Self {
        let open = fit.processes.iter().filter(|process| process.verdict == FitVerdict::Open);
        let fits = fit.verdict == FitVerdict::Fits;
        let consent = fit.processes.iter().filter(|_| fits).flat_map(|process| process.consent_needed.iter().cloned());
        let mut conflicts = fit.processes.iter().filter_map(|it| Some((it.process, it.conflicts.first()?.clone())));
        Self {
            verdict: (!fit.processes.is_empty()).then_some(fit.verdict),
            consent: consent.collect(),
            unknowns: open.flat_map(|process| process.unknowns.iter().copied()).collect(),
            conflict: conflicts.next(),
        }
    }
}

impl Kind {
    /// The kind of a conflict.
    #[must_use]
    pub fn of(conflict: &Conflict) -> Self {
        Self { purpose: conflict.purpose.clone(), why: conflict.why.clone() }
    }
}

#[cfg(test)]
mod tests;
