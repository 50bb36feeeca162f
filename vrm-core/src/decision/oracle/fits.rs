//! Containment by trying everything: every combination of what a process says with every value of what it does not.

use super::Oracle;
use super::part::Part;
use super::place::singles;
use super::word::Words;
use crate::decision::FitVerdict;
use crate::terms::{self, Form, Keep, Process, Start, Stated};
use crate::vocab::{Cone, Places, Recipient, Word};
use std::collections::BTreeSet;

const MOST: usize = 65_536;

/// One word a dimension; none where the process leaves it unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Combination {
    /// The data.
    pub data: Option<Word>,
    /// The purpose.
    pub purpose: Option<Word>,
    /// The operation.
    pub operation: Option<Word>,
    /// The recipient.
    pub recipient: Option<Recipient>,
}

/// How a process stands to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// Fits, conflicts, open or too wide.
    pub verdict: FitVerdict,
    /// What is unknown, sorted by name.
    pub unknowns: Vec<terms::Part>,
    /// When it fits: the marked data words left after the drop.
    pub consent_needed: BTreeSet<Word>,
    /// The combinations that fail for every value of the unknowns.
    pub conflicts: BTreeSet<Combination>,
}

/// All that the rules of a text can tell about one value: values with the same trace are answered alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Trace {
    known: bool,
    covered: Vec<bool>,
    hit: Vec<bool>,
}

/// What one part of a process may be: words to be named in a conflict, or values nobody names.
struct Choice<T> {
    name: Option<T>,
    traces: BTreeSet<Trace>,
}

impl Oracle {
    /// Whether every request of the process would pass.
    #[must_use]
    pub fn fits(&self, process: &Process) -> Fitted {
        let answer = |verdict| Fitted {
            verdict,
            unknowns: unknowns(process),
            consent_needed: BTreeSet::new(),
            conflicts: BTreeSet::new(),
        };
        if self.width(process) > MOST {
            return answer(FitVerdict::TooWide);
        }
        let conditions = self.conditions(process);
        let (mut all_pass, mut conflicts) = (true, BTreeSet::new());
        for data in self.choices(Cone::Data, &process.data, Part::Data) {
            for purpose in self.choices(Cone::Purpose, &process.purpose, Part::Purpose) {
                for operation in self.choices(Cone::Operation, &process.operation, Part::Operation) {
                    for recipient in self.recipients(&process.recipient) {
                        let words = [&data.traces, &purpose.traces, &operation.traces, &recipient.traces];
                        let axes: Vec<&BTreeSet<Trace>> = words.into_iter().chain(&conditions).collect();
                        let (mut some, mut all) = (false, true);
                        each(&axes, &mut Vec::new(), &mut |question| {
                            let passes = self.passes(question);
                            some |= passes;
                            all &= passes;
                        });
                        all_pass &= all;
                        if !some {
                            conflicts.insert(Combination {
                                data: data.name.clone(),
                                purpose: purpose.name.clone(),
                                operation: operation.name.clone(),
                                recipient: recipient.name.clone(),
                            });
                        }
                    }
                }
            }
        }
        if all_pass {
            let stated = process.data.known().map(|words| self.after_drop(Cone::Data, words)).unwrap_or_default();
            let marked = stated.into_iter().filter(|word| self.words().is_marked(Cone::Data, word));
            return Fitted { consent_needed: marked.collect(), ..answer(FitVerdict::Fits) };
        }
        let verdict = if conflicts.is_empty() { FitVerdict::Open } else { FitVerdict::Conflicts };
        Fitted { conflicts, ..answer(verdict) }
    }

    /// No rule hits, and one covers.
    fn passes(&self, question: &[&Trace]) -> bool {
        let (permissions, prohibitions) = (self.terms.permissions().len(), self.terms.prohibitions().len());
        let at = |bits: &[bool], rule: usize| bits.get(rule).copied().unwrap_or_default();
        question.iter().all(|trace| trace.known)
            && !(0..prohibitions).any(|rule| question.iter().all(|trace| at(&trace.hit, rule)))
            && (0..permissions).any(|rule| question.iter().all(|trace| at(&trace.covered, rule)))
    }

    fn trace(&self, part: &Part) -> Trace {
        // Marked data that names a category passes by the consent that is still to come.
        let by_consent = matches!(part, Part::Data(word) if self.words().names_category(word));
        let covers = |rule| match by_consent {
            true => self.reader.covers_part_but_for_marks(rule, part),
            false => self.reader.covers_part(rule, part),
        };
        Trace {
            known: self.reader.knows(part),
            covered: self.terms.permissions().iter().map(covers).collect(),
            hit: self.terms.prohibitions().iter().map(|rule| self.reader.hits_part(rule, part)).collect(),
        }
    }

    fn choices(&self, cone: Cone, stated: &Stated<BTreeSet<Word>>, part: fn(Word) -> Part) -> Vec<Choice<Word>> {
        let trace = |word: &Word| self.trace(&part(word.clone()));
        match stated.known() {
            Some(words) => {
                let kept = self.after_drop(cone, words).into_iter();
                kept.map(|word| Choice { traces: BTreeSet::from([trace(&word)]), name: Some(word) }).collect()
            }
            None => vec![Choice { name: None, traces: self.words().of_cone(cone).map(trace).collect() }],
        }
    }

    fn recipients(&self, stated: &Stated<BTreeSet<Recipient>>) -> Vec<Choice<Recipient>> {
        let trace = |recipient: &Recipient| self.trace(&Part::Recipient(recipient.clone()));
        match stated.known() {
            Some(recipients) => {
                let kept = self.recipients_after_drop(recipients).into_iter();
                kept.map(|one| Choice { traces: BTreeSet::from([trace(&one)]), name: Some(one) }).collect()
            }
            None => {
                let words =
                    ["anyone", "vendor", "processor", "third-party", "same-group"].into_iter().map(str::to_owned);
                let dids = self.reader.dids().iter().cloned();
                let strangers =
                    (0..=self.reader.dids().len()).map(|number| format!("did:web:stranger-{number}.example"));
                let all = words.chain(dids).chain(strangers).filter_map(|name| Recipient::parse(&name).ok());
                vec![Choice { name: None, traces: all.map(|recipient| trace(&recipient)).collect() }]
            }
        }
    }

    /// For each condition the traces of every value it may have.
    fn conditions(&self, process: &Process) -> [BTreeSet<Trace>; 4] {
        let every_measure = self.words().of_cone(Cone::Measure).cloned().collect();
        let keeps = process.keep.known().map_or_else(|| self.keeps(), |keep| vec![*keep]);
        let forms = process
            .form
            .known()
            .map_or_else(|| vec![Form::Anonymised, Form::Pseudonymised, Form::Identified], |form| vec![*form]);
        let places = process
            .places
            .known()
            .map_or_else(|| singles().chain([Places::Anywhere]).collect(), |places| vec![places.clone()]);
        let measures = process
            .measures
            .known()
            .map_or_else(|| vec![BTreeSet::new(), every_measure], |measures| vec![measures.clone()]);
        let trace = |part: Part| self.trace(&part);
        [
            keeps.into_iter().map(Part::Keep).map(trace).collect(),
            forms.into_iter().map(Part::Form).map(trace).collect(),
            places.into_iter().map(Part::Places).map(trace).collect(),
            measures.into_iter().map(Part::Measures).map(trace).collect(),
        ]
    }

    /// Every number of days at which a rule may turn, from either start, and no limit.
    fn keeps(&self) -> Vec<Keep> {
        let permitted = self.terms.permissions().iter().map(|rule| rule.conditions().keep);
        let forbidden = self.terms.prohibitions().iter().map(|rule| rule.limits().keep);
        let stated = permitted.chain(forbidden).filter_map(|keep| match keep {
            Keep::Days { days, .. } => Some(days),
            Keep::Unlimited => None,
        });
        let turns = stated.flat_map(|days| [days, days.saturating_add(1)]);
        let turns: BTreeSet<u32> = turns.chain([0]).collect();
        let days = turns
            .iter()
            .flat_map(|days| [Start::Collected, Start::PurposeEnd].map(|from| Keep::Days { days: *days, from }));
        days.chain([Keep::Unlimited]).collect()
    }

    /// How many combinations there are after the drop, what is unknown at its widest.
    fn width(&self, process: &Process) -> usize {
        let words = |cone, stated: &Stated<BTreeSet<Word>>| match stated.known() {
            Some(words) => self.after_drop(cone, words).len(),
            None => {
                let marked = self.words().of_cone(cone).filter(|word| self.words().is_marked(cone, word)).cloned();
                self.after_drop(cone, &marked.chain(Words::root(cone)).collect()).len()
            }
        };
        let recipients = process.recipient.known().map_or(1, |known| self.recipients_after_drop(known).len());
        words(Cone::Data, &process.data)
            .saturating_mul(words(Cone::Purpose, &process.purpose))
            .saturating_mul(words(Cone::Operation, &process.operation))
            .saturating_mul(recipients)
    }

    /// The words that no other listed word speaks for.
    fn after_drop(&self, cone: Cone, words: &BTreeSet<Word>) -> BTreeSet<Word> {
        let held = |word: &Word| words.iter().any(|other| other != word && self.reader.word_within(cone, word, other));
        words.iter().filter(|word| !held(word)).cloned().collect()
    }

    fn recipients_after_drop(&self, recipients: &BTreeSet<Recipient>) -> BTreeSet<Recipient> {
        let held =
            |one: &Recipient| recipients.iter().any(|other| other != one && self.reader.recipient_within(one, other));
        recipients.iter().filter(|one| !held(one)).cloned().collect()
    }
}

fn unknowns(process: &Process) -> Vec<terms::Part> {
    let mut parts = Vec::new();
    let mut note = |part, unknown: bool| parts.extend(unknown.then_some(part));
    note(terms::Part::Data, process.data == Stated::Unknown);
    note(terms::Part::Form, process.form == Stated::Unknown);
    note(terms::Part::Keep, process.keep == Stated::Unknown);
    note(terms::Part::Measures, process.measures == Stated::Unknown);
    note(terms::Part::Operation, process.operation == Stated::Unknown);
    note(terms::Part::Places, process.places == Stated::Unknown);
    note(terms::Part::Purpose, process.purpose == Stated::Unknown);
    note(terms::Part::Recipient, process.recipient == Stated::Unknown);
    parts
}

/// Visits every way to take one trace of each axis.
fn each<'a>(axes: &[&'a BTreeSet<Trace>], taken: &mut Vec<&'a Trace>, visit: &mut impl FnMut(&[&Trace])) {
    match axes.split_first() {
        None => visit(taken),
        Some((axis, rest)) => {
            for trace in *axis {
                taken.push(trace);
                each(rest, taken, visit);
                taken.pop();
            }
        }
    }
}
