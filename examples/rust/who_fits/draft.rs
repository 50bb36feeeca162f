//! A process while it is gathered, when a part may still be half known.

use std::collections::BTreeMap;

use super::source::{Basis, Blank, Field, Keep, NOT_STATED, Necessity, Part, Process};
use super::text;

const FIELDS: [Field; 10] = [
    Field::Data,
    Field::Purpose,
    Field::Operation,
    Field::Recipient,
    Field::Keep,
    Field::Form,
    Field::Places,
    Field::Measures,
    Field::Basis,
    Field::Necessity,
];

/// A process under way. A part is known when something was found for it, open when something was
/// left open, and half known when both.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) keep: Option<Keep>,
    /// The grounds, the one to be judged under first.
    pub(super) bases: Vec<Basis>,
    pub(super) necessity: Option<Necessity>,
    words: BTreeMap<Field, Vec<String>>,
    blanks: Vec<Blank>,
}

impl Draft {
    /// A process of which nothing is known yet.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Takes these words for a part, each once.
    pub(super) fn add(&mut self, field: Field, words: &[String]) {
        let known = self.words.entry(field).or_default();
        for word in words {
            if !known.contains(word) {
                known.push(word.clone());
            }
        }
    }

    /// The words taken for a part so far.
    pub(super) fn words(&self, field: Field) -> &[String] {
        self.words.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Leaves a part open, for a reason in the source's own words.
    pub(super) fn leave_open(&mut self, field: Field, name: &str) {
        let blank = Blank { field, name: text::name(name) };
        if !self.blanks.contains(&blank) {
            self.blanks.push(blank);
        }
    }

    /// The process; and where a part is half known, a second one for its rest.
    pub(super) fn settle(mut self) -> Vec<Process> {
        for field in FIELDS {
            if !self.is_known(field) && !self.is_open(field) {
                self.leave_open(field, NOT_STATED);
            }
        }
        let half: Vec<Field> = FIELDS.into_iter().filter(|it| self.is_known(*it) && self.is_open(*it)).collect();
        let (rest, whole): (Vec<Blank>, Vec<Blank>) =
            self.blanks.iter().cloned().partition(|blank| half.contains(&blank.field) && may_be_split(blank.field));
        let mut processes = vec![self.process(&[], whole.clone())];
        if !rest.is_empty() {
            let mut open = self.process(&half, rest.into_iter().chain(whole).collect());
            open.name.push_str(" (rest)");
            processes.push(open);
        }
        processes
    }

    fn is_open(&self, field: Field) -> bool {
        self.blanks.iter().any(|blank| blank.field == field)
    }

    fn is_known(&self, field: Field) -> bool {
        match field {
            Field::Keep => self.keep.is_some(),
            Field::Basis => !self.bases.is_empty(),
            Field::Necessity => self.necessity.is_some(),
            _ => !self.words(field).is_empty(),
        }
    }

    /// The process, with these parts unknown whatever was found for them.
    fn process(&self, open: &[Field], unknowns: Vec<Blank>) -> Process {
        let part = |field| match self.words(field) {
            [] => Part::Unknown,
            _ if open.contains(&field) => Part::Unknown,
            words => Part::Known(words.to_vec()),
        };
        let keep = self.keep.filter(|_| !open.contains(&Field::Keep));
        let mut bases = self.bases.iter().copied();
        Process {
            name: self.name.clone(),
            data: part(Field::Data),
            purpose: part(Field::Purpose),
            operation: part(Field::Operation),
            recipient: part(Field::Recipient),
            keep: keep.map_or(Part::Unknown, Part::Known),
            form: Part::Unknown,
            places: part(Field::Places),
            measures: part(Field::Measures),
            basis: bases.next().map_or(Part::Unknown, Part::Known),
            other_bases: bases.collect(),
            necessity: self.necessity.map_or(Part::Unknown, Part::Known),
            unknowns,
        }
    }
}

/// Whether a half-known part makes a second process. A ground does not: one that is known decides
/// how the process is judged, and one more that is not changes nothing.
const fn may_be_split(field: Field) -> bool {
    !matches!(field, Field::Basis | Field::Necessity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_is_one_process_of_which_all_is_unknown() {
        let processes = Draft::default().settle();
        let [process] = processes.as_slice() else { panic!("{processes:?}") };
        assert_eq!(process.data, Part::Unknown);
        assert_eq!(process.unknowns.len(), 10);
        assert!(process.unknowns.iter().all(|blank| blank.name == "not stated"));
    }

    #[test]
    fn half_known_parts_are_judged_as_named_and_as_unknown() {
        let mut draft = Draft::named("letters");
        draft.add(Field::Data, &["pd:Name".to_owned(), "pd:Name".to_owned()]);
        draft.leave_open(Field::Data, "star sign");
        draft.add(Field::Purpose, &["dpv:Marketing".to_owned()]);
        let processes = draft.settle();
        let [known, rest] = processes.as_slice() else { panic!("{processes:?}") };
        assert_eq!(known.data, Part::Known(vec!["pd:Name".to_owned()]));
        assert!(known.unknowns.iter().all(|blank| blank.field != Field::Data));
        assert_eq!(rest.name, "letters (rest)");
        assert_eq!((&rest.data, &rest.purpose), (&Part::Unknown, &known.purpose));
        assert_eq!(rest.unknowns[0].to_string(), "data: star sign");
    }
}
