//! The two mapping tables, which are data beside this file: `iab.tsv` and `tilt.tsv`.

use std::collections::BTreeMap;

use vrm_core::vocab::{Cone, Place, Recipient, Vocabulary, Word};

use super::text::tokens;

/// A table that cannot be used.
#[derive(Debug, thiserror::Error, Eq, PartialEq)]
#[error("table `{table}`, line {line}: {what}")]
pub struct TableError {
    /// Its file name.
    pub table: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there and what would be right.
    pub what: &'static str,
}

/// What one term of the vendor list means.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Term {
    pub(super) name: String,
    pub(super) data: Vec<String>,
    pub(super) purpose: Vec<String>,
    pub(super) operation: Vec<String>,
}

/// The vendor list's terms by source name, such as `purpose:3`.
#[derive(Debug)]
pub(super) struct Terms(BTreeMap<String, Term>);

impl Terms {
    /// Reads `iab.tsv`.
    pub(super) fn load() -> Result<Self, TableError> {
        Self::parse(include_str!("iab.tsv"))
    }

    fn parse(table: &str) -> Result<Self, TableError> {
        let mut terms = BTreeMap::new();
        for (line, row) in table.lines().enumerate().skip(1) {
            let fault = |what| TableError { table: "iab.tsv", line: line + 1, what };
            let [source, name, data, purpose, operation, _note] =
                columns(row).ok_or_else(|| fault("wants source, name, data, purpose, operation, note"))?;
            for (cone, cell) in [(Cone::Data, data), (Cone::Purpose, purpose), (Cone::Operation, operation)] {
                if !list(cell).iter().all(|word| is_in(cone, word)) {
                    return Err(fault(misplaced(cone)));
                }
            }
            let term =
                Term { name: name.to_owned(), data: list(data), purpose: list(purpose), operation: list(operation) };
            if terms.insert(source.to_owned(), term).is_some() {
                return Err(fault("names a source a second time"));
            }
        }
        Ok(Self(terms))
    }

    /// The meaning of a term, if a row has it.
    pub(super) fn get(&self, source: &str) -> Option<&Term> {
        self.0.get(source)
    }
}

/// What a row of the lexicon is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Data,
    Purpose,
    Basis,
    Recipient,
    Place,
}

impl Kind {
    /// What is wrong with these words in a row of this kind, if anything is.
    fn misused(self, words: &[String]) -> Option<&'static str> {
        let (right, what): (fn(&str) -> bool, _) = match self {
            Self::Data => (|word| is_in(Cone::Data, word), misplaced(Cone::Data)),
            Self::Purpose => (|word| is_in(Cone::Purpose, word), misplaced(Cone::Purpose)),
            Self::Basis => (
                |word| ["consent", "contract", "legitimate-interest", "legal-duty"].contains(&word),
                "wants consent, contract, legitimate-interest or legal-duty",
            ),
            Self::Recipient => (is_recipient, "wants vendor, processor, same-group or third-party"),
            Self::Place => (is_place, "wants a country by its code, such as `loc:DE`"),
        };
        (!words.iter().all(|word| right(word))).then_some(what)
    }
}

/// Which language's rows apply to a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Lang {
    English,
    German,
    /// A row for both languages; a text of neither, to which every row applies.
    Any,
}

impl Lang {
    /// From a language tag such as `de` or `en-GB`.
    pub(super) fn of(tag: &str) -> Self {
        match tag.get(..2).map(str::to_lowercase).as_deref() {
            Some("en") => Self::English,
            Some("de") => Self::German,
            _ => Self::Any,
        }
    }

    fn speaks(self, row: Self) -> bool {
        self == row || self == Self::Any || row == Self::Any
    }
}

/// One phrase and what it means.
#[derive(Debug)]
struct Phrase {
    kind: Kind,
    lang: Lang,
    tokens: Vec<String>,
    words: Vec<String>,
}

/// The phrases that notices use, longest first.
#[derive(Debug)]
pub(super) struct Lexicon(Vec<Phrase>);

impl Lexicon {
    /// Reads `tilt.tsv`.
    pub(super) fn load() -> Result<Self, TableError> {
        Self::parse(include_str!("tilt.tsv"))
    }

    fn parse(table: &str) -> Result<Self, TableError> {
        let mut phrases = Vec::new();
        for (line, row) in table.lines().enumerate().skip(1) {
            let fault = |what| TableError { table: "tilt.tsv", line: line + 1, what };
            let [kind, patterns, lang, words, _note] =
                columns(row).ok_or_else(|| fault("wants kind, pattern, lang, word, note"))?;
            let kind = match kind {
                "data" => Kind::Data,
                "purpose" => Kind::Purpose,
                "basis" => Kind::Basis,
                "recipient" => Kind::Recipient,
                "place" => Kind::Place,
                _ => return Err(fault("wants data, purpose, basis, recipient or place")),
            };
            let lang = match lang {
                "en" => Lang::English,
                "de" => Lang::German,
                "*" => Lang::Any,
                _ => return Err(fault("wants the language en, de or *")),
            };
            let words = list(words);
            if let Some(what) = kind.misused(&words) {
                return Err(fault(what));
            }
            for pattern in patterns.split('|') {
                let tokens = tokens(pattern);
                if tokens.is_empty() || words.is_empty() {
                    return Err(fault("wants a pattern and a word"));
                }
                phrases.push(Phrase { kind, lang, tokens, words: words.clone() });
            }
        }
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.tokens.len()));
        Ok(Self(phrases))
    }

    /// The words of every phrase found in a text, in the text's order. The longest phrase takes
    /// its tokens first, so an `ip address` is no `address`.
    pub(super) fn find(&self, kind: Kind, lang: Lang, text: &str) -> Vec<String> {
        let text = tokens(text);
        let mut free = vec![true; text.len()];
        let mut found: Vec<(usize, &[String])> = Vec::new();
        for phrase in self.0.iter().filter(|it| it.kind == kind && lang.speaks(it.lang)) {
            let length = phrase.tokens.len();
            for (start, window) in text.windows(length).enumerate() {
                let Some(spots) = free.get_mut(start..start.saturating_add(length)) else {
                    continue;
                };
                if window == phrase.tokens && spots.iter().all(|spot| *spot) {
                    spots.fill(false);
                    found.push((start, &phrase.words));
                }
            }
        }
        found.sort_by_key(|(start, _)| *start);
        let mut words = Vec::new();
        for word in found.into_iter().flat_map(|(_, words)| words) {
            if !words.contains(word) {
                words.push(word.clone());
            }
        }
        words
    }

    /// The words of the phrase that is the whole text.
    pub(super) fn whole(&self, kind: Kind, lang: Lang, text: &str) -> Option<&[String]> {
        let text = tokens(text);
        let mut phrases = self.0.iter().filter(|it| it.kind == kind && lang.speaks(it.lang));
        phrases.find(|it| it.tokens == text).map(|it| it.words.as_slice())
    }
}

/// Whether DPV has the word where the column wants one. A slip here would make every vendor who
/// uses the term conflict with everything.
fn is_in(cone: Cone, word: &str) -> bool {
    Word::parse(word).is_ok_and(|word| Vocabulary::dpv().contains(cone, &word))
}

const fn misplaced(cone: Cone) -> &'static str {
    match cone {
        Cone::Data => "names a word that is not below dpv:PersonalData",
        Cone::Purpose => "names a word that is not below dpv:Purpose",
        Cone::Operation => "names a word that is not below dpv:Processing",
        Cone::Measure => "names a word that is not below dpv:TechnicalOrganisationalMeasure",
    }
}

fn is_recipient(word: &str) -> bool {
    let named = [Recipient::Vendor, Recipient::Processor, Recipient::SameGroup, Recipient::ThirdParty];
    named.iter().any(|recipient| recipient.name() == word)
}

/// Whether a text is a place that the library knows.
pub(super) fn is_place(text: &str) -> bool {
    Place::parse(text).is_ok_and(|place| place.is_known())
}

/// The columns of a row, if they are that many.
fn columns<const N: usize>(row: &str) -> Option<[&str; N]> {
    row.split('\t').collect::<Vec<_>>().try_into().ok()
}

fn list(cell: &str) -> Vec<String> {
    cell.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
