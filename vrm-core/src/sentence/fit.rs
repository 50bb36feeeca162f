//! How a declaration stands to a text, in sentences.

use super::{Argument, Sentence, phrase};
use crate::decision::{Conflict, ConflictReason, Fit, FitVerdict};
use crate::vocab::Word;

impl Fit {
    /// The verdict, then what is unknown, what needs consent, and every conflict.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut said = vec![Sentence::new(match self.verdict {
            FitVerdict::Fits => "fit.fits",
            FitVerdict::Open => "fit.open",
            FitVerdict::Conflicts => "fit.conflicts",
            FitVerdict::TooWide => "fit.too-wide",
        })];
        for process in &self.processes {
            let number = Argument::Number(u64::try_from(process.process).unwrap_or(u64::MAX).saturating_add(1));
            if !process.unknowns.is_empty() {
                let parts = process.unknowns.iter().map(|part| Argument::Phrase(Sentence::new(phrase::part_key(part))));
                let parts = Argument::List(parts.collect());
                said.push(Sentence::new("fit.unknown").with("process", number).with("part", parts));
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
        let word = |word: &Option<Word>| match word {
            Some(word) => Argument::Word(word.clone()),
            None => Argument::Phrase(Sentence::new("fit.any")),
        };
        let recipient = match &self.recipient {
            Some(recipient) => Argument::Recipient(recipient.clone()),
            None => Argument::Phrase(Sentence::new("fit.anyone-unknown")),
        };
        let what = Argument::Phrase(
            Sentence::new("request")
                .with("operation", word(&self.operation))
                .with("data", word(&self.data))
                .with("purpose", word(&self.purpose))
                .with("recipient", recipient),
        );
        match &self.why {
            ConflictReason::UnknownTerm { term } => {
                Sentence::new("fit.conflict.unknown-term").with("what", what).with("term", Argument::Code(term.clone()))
            }
            ConflictReason::Forbidden { rules } => {
                let rules = rules.iter().cloned().map(Argument::Code).collect();
                Sentence::new("fit.conflict.forbidden").with("what", what).with("rule", Argument::List(rules))
            }
            ConflictReason::NotPermitted => Sentence::new("fit.conflict.not-permitted").with("what", what),
        }
    }
}
