//! How a declaration stands to a text, in sentences.

use super::{Argument, Sentence, phrase};
use crate::decision::{Conflict, ConflictReason, Fit, FitVerdict};

impl Fit {
    /// The verdict, then what is outside, what is unknown, what needs consent, and every conflict. No verdict where
    /// every process is outside: nothing was judged.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let verdict = match (self.verdict, self.processes.is_empty(), self.outside.is_empty()) {
            (FitVerdict::Fits, true, false) => None,
            (FitVerdict::Fits, false, false) => Some("fit.fits.rest"),
            (FitVerdict::Fits, _, true) => Some("fit.fits"),
            (FitVerdict::Open, ..) => Some("fit.open"),
            (FitVerdict::Conflicts, ..) => Some("fit.conflicts"),
            (FitVerdict::TooWide, ..) => Some("fit.too-wide"),
        };
        let mut said: Vec<Sentence> = verdict.into_iter().map(Sentence::new).collect();
        said.extend(outside(&self.outside));
        for process in &self.processes {
            if !process.unknowns.is_empty() {
                let parts =
                    process.unknowns.iter().map(|part| Argument::Phrase(Sentence::new(phrase::part_key(*part))));
                let sentence = Sentence::new("fit.unknown").with("process", phrase::number(process.process));
                said.push(sentence.with("part", Argument::List(parts.collect())));
            }
            let consent = process.consent_needed.iter().cloned().map(Argument::Word);
            said.extend(consent.map(|data| Sentence::new("fit.consent").with("data", data)));
            said.extend(process.conflicts.iter().map(Conflict::sentence));
        }
        said
    }
}

impl Conflict {
    /// What cannot pass and why, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match &self.why {
            // Such a conflict is about the term alone; its other parts may well be known.
            ConflictReason::UnknownTerm { term } => {
                Sentence::new("fit.conflict.unknown-term").with("term", Argument::Unknown(term.clone()))
            }
            ConflictReason::Forbidden { rules } => {
                let several = rules.len() > 1;
                let key = if several { "fit.conflict.forbidden.several" } else { "fit.conflict.forbidden" };
                let rules = rules.iter().cloned().map(Argument::Id).collect();
                Sentence::new(key).with("what", phrase::conflict(self)).with("rule", Argument::List(rules))
            }
            ConflictReason::NotPermitted => {
                Sentence::new("fit.conflict.not-permitted").with("what", phrase::conflict(self))
            }
        }
    }
}

/// Processes on a legal duty.
pub(super) fn outside(processes: &[u32]) -> impl Iterator<Item = Sentence> {
    processes.iter().map(|process| Sentence::new("fit.outside").with("process", phrase::number(*process)))
}
