//! The eight parts of a question, and what each kind of rule says to each.

use super::place::{all_known, held};
use super::word::Words;
use crate::decision::Request;
use crate::terms::{Form, Keep, Permission, Prohibition, Terms};
use crate::vocab::{Cone, Places, Recipient, Word};
use std::collections::BTreeSet;

/// One part of a question.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Data(Word),
    Purpose(Word),
    Operation(Word),
    Recipient(Recipient),
    Keep(Keep),
    Form(Form),
    Places(Places),
    Measures(BTreeSet<Word>),
}

/// What it takes to read a part: the words of the text, and who is named in it.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    words: Words,
    dids: BTreeSet<String>,
}

impl Part {
    pub(super) fn all_of(request: &Request) -> [Self; 8] {
        let conditions = &request.conditions;
        [
            Self::Data(request.data.clone()),
            Self::Purpose(request.purpose.clone()),
            Self::Operation(request.operation.clone()),
            Self::Recipient(request.recipient.clone()),
            Self::Keep(conditions.keep),
            Self::Form(conditions.form),
            Self::Places(conditions.places.clone()),
            Self::Measures(conditions.measures.clone()),
        ]
    }
}

impl Reader {
    pub(super) fn of(terms: &Terms) -> Self {
        let permitted = terms.permissions().iter().flat_map(|rule| &rule.scope().recipient);
        let forbidden = terms.prohibitions().iter().flat_map(|rule| &rule.scope().recipient);
        let dids = permitted.chain(forbidden).filter(|one| matches!(one, Recipient::Did(_)));
        Self { words: Words::of(terms.vocabulary()), dids: dids.map(|did| did.name().to_owned()).collect() }
    }

    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// The DIDs that rules name.
    pub(super) fn dids(&self) -> &BTreeSet<String> {
        &self.dids
    }

    pub(super) fn knows(&self, part: &Part) -> bool {
        match part {
            Part::Data(word) => self.words.down(Cone::Data, word).is_some(),
            Part::Purpose(word) => self.words.down(Cone::Purpose, word).is_some(),
            Part::Operation(word) => self.words.down(Cone::Operation, word).is_some(),
            Part::Recipient(recipient) => !matches!(recipient, Recipient::Unknown(_)),
            Part::Keep(_) | Part::Form(_) => true,
            Part::Places(places) => all_known(places),
            Part::Measures(measures) => {
                measures.iter().all(|measure| self.words.down(Cone::Measure, measure).is_some())
            }
        }
    }

    pub(super) fn covers(&self, rule: &Permission, parts: &[Part]) -> bool {
        parts.iter().all(|part| self.covers_part(rule, part))
    }

    pub(super) fn hits(&self, rule: &Prohibition, parts: &[Part]) -> bool {
        parts.iter().all(|part| self.hits_part(rule, part))
    }

    /// Whether the permission would cover, with `down(w)` for `[w]` in data and operation.
    pub(super) fn covers_but_for_marks(&self, rule: &Permission, parts: &[Part]) -> bool {
        parts.iter().all(|part| match part {
            Part::Data(_) | Part::Operation(_) => self.covers_part_but_for_marks(rule, part),
            _ => self.covers_part(rule, part),
        })
    }

    pub(super) fn covers_part(&self, rule: &Permission, part: &Part) -> bool {
        let (scope, conditions) = (rule.scope(), rule.conditions());
        match part {
            Part::Data(word) => self.some_speaks(Cone::Data, &scope.data, word),
            Part::Purpose(word) => self.some_speaks(Cone::Purpose, &scope.purpose, word),
            Part::Operation(word) => self.some_speaks(Cone::Operation, &operations(&scope.operation), word),
            Part::Recipient(recipient) => {
                let vendor = BTreeSet::from([Recipient::Vendor]);
                let mine = if scope.recipient.is_empty() { &vendor } else { &scope.recipient };
                mine.iter().any(|mine| self.who(mine, recipient).contains(recipient.name()))
            }
            Part::Keep(keep) => keep_within(*keep, conditions.keep),
            Part::Form(form) => fullness(*form) <= fullness(conditions.form),
            Part::Places(places) => places_within(places, &conditions.places),
            Part::Measures(measures) => conditions.measures.iter().all(|need| self.is_met(measures, need)),
        }
    }

    /// The same with `down(w)` for `[w]`; a part that is no word is covered as it is.
    pub(super) fn covers_part_but_for_marks(&self, rule: &Permission, part: &Part) -> bool {
        let (cone, mine, word) = match part {
            Part::Data(word) => (Cone::Data, rule.scope().data.clone(), word),
            Part::Purpose(word) => (Cone::Purpose, rule.scope().purpose.clone(), word),
            Part::Operation(word) => (Cone::Operation, operations(&rule.scope().operation), word),
            _ => return self.covers_part(rule, part),
        };
        mine.iter().any(|mine| self.words.down(cone, mine).is_some_and(|below| below.contains(word)))
    }

    pub(super) fn hits_part(&self, rule: &Prohibition, part: &Part) -> bool {
        let (scope, limits) = (rule.scope(), rule.limits());
        match part {
            Part::Data(word) => self.some_overlaps(Cone::Data, &scope.data, word),
            Part::Purpose(word) => self.some_overlaps(Cone::Purpose, &scope.purpose, word),
            Part::Operation(word) => self.some_overlaps(Cone::Operation, &scope.operation, word),
            Part::Recipient(recipient) => {
                let anyone = BTreeSet::from([Recipient::Anyone]);
                let mine = if scope.recipient.is_empty() { &anyone } else { &scope.recipient };
                let asked = self.who(recipient, recipient);
                mine.iter().any(|mine| !self.who(mine, recipient).is_disjoint(&asked))
            }
            Part::Keep(keep) => match (limits.keep, keep) {
                (Keep::Unlimited, _) | (_, Keep::Unlimited) => true,
                (Keep::Days { days: most, from: start }, Keep::Days { days, from }) => *from != start || *days > most,
            },
            Part::Form(form) => limits.form.is_none_or(|at| fullness(*form) >= fullness(at)),
            Part::Places(places) => match (held(places), held(&limits.places)) {
                (_, None) | (None, _) => true,
                (Some(asked), Some(named)) => !asked.is_disjoint(&named),
            },
            Part::Measures(measures) => {
                limits.measures.is_empty() || limits.measures.iter().any(|named| !self.is_met(measures, named))
            }
        }
    }

    /// Whether a part asked for has marked words below it that it does not speak for.
    pub(super) fn excludes_marked(&self, part: &Part) -> bool {
        let (cone, word) = match part {
            Part::Data(word) => (Cone::Data, word),
            Part::Purpose(word) => (Cone::Purpose, word),
            Part::Operation(word) => (Cone::Operation, word),
            _ => return false,
        };
        self.words.down(cone, word) != self.words.speaks(cone, word)
    }

    /// Whether the one part is the other or narrower, of two of a kind.
    pub(super) fn is_within(&self, narrow: &Part, broad: &Part) -> bool {
        match (narrow, broad) {
            (Part::Data(a), Part::Data(b)) => self.word_within(Cone::Data, a, b),
            (Part::Purpose(a), Part::Purpose(b)) => self.word_within(Cone::Purpose, a, b),
            (Part::Operation(a), Part::Operation(b)) => self.word_within(Cone::Operation, a, b),
            (Part::Recipient(a), Part::Recipient(b)) => self.recipient_within(a, b),
            (Part::Keep(a), Part::Keep(b)) => keep_within(*a, *b),
            (Part::Form(a), Part::Form(b)) => fullness(*a) <= fullness(*b),
            (Part::Places(a), Part::Places(b)) => places_within(a, b),
            (Part::Measures(a), Part::Measures(b)) => b.iter().all(|need| self.is_met(a, need)),
            _ => false,
        }
    }

    /// `[x] ⊆ [y]`; a word outside the cone speaks for itself alone.
    pub(super) fn word_within(&self, cone: Cone, narrow: &Word, broad: &Word) -> bool {
        match (self.words.speaks(cone, narrow), self.words.speaks(cone, broad)) {
            (Some(narrow), Some(broad)) => narrow.is_subset(broad),
            _ => narrow == broad,
        }
    }

    pub(super) fn recipient_within(&self, narrow: &Recipient, broad: &Recipient) -> bool {
        self.who(narrow, narrow).is_subset(&self.who(broad, narrow))
    }

    fn some_speaks(&self, cone: Cone, mine: &BTreeSet<Word>, asked: &Word) -> bool {
        mine.iter().any(|mine| self.words.speaks(cone, mine).is_some_and(|spoken| spoken.contains(asked)))
    }

    /// Whether `[asked]` and `[f]+` share a word; no word at all is the whole dimension.
    fn some_overlaps(&self, cone: Cone, mine: &BTreeSet<Word>, asked: &Word) -> bool {
        let Some(asked) = self.words.speaks(cone, asked) else { return false };
        let root = Words::root(cone);
        let mine: Vec<&Word> = if mine.is_empty() { root.iter().collect() } else { mine.iter().collect() };
        mine.into_iter().any(|mine| self.words.down(cone, mine).is_some_and(|below| !below.is_disjoint(asked)))
    }

    /// Whether one of these measures is the needed one or below it.
    fn is_met(&self, measures: &BTreeSet<Word>, need: &Word) -> bool {
        match self.words.down(Cone::Measure, need) {
            Some(below) => !below.is_disjoint(measures),
            None => measures.contains(need),
        }
    }

    /// The recipient and everybody below, in a world of the DIDs that are named here, the one asked about, and one
    /// more for all the rest.
    fn who(&self, recipient: &Recipient, asked: &Recipient) -> BTreeSet<String> {
        let mut third: BTreeSet<String> =
            ["third-party", "same-group", "did:of:nobody-named"].into_iter().map(str::to_owned).collect();
        third.extend(self.dids.iter().cloned());
        if matches!(asked, Recipient::Did(_)) {
            third.insert(asked.name().to_owned());
        }
        match recipient {
            Recipient::Anyone => {
                third.extend(["anyone", "vendor", "processor"].into_iter().map(str::to_owned));
                third
            }
            Recipient::ThirdParty => third,
            one => BTreeSet::from([one.name().to_owned()]),
        }
    }
}

/// A permission's operations, spelt out where they are left out.
fn operations(stated: &BTreeSet<Word>) -> BTreeSet<Word> {
    if stated.is_empty() { Words::root(Cone::Operation).into_iter().collect() } else { stated.clone() }
}

fn keep_within(narrow: Keep, broad: Keep) -> bool {
    match (narrow, broad) {
        (_, Keep::Unlimited) => true,
        (Keep::Unlimited, Keep::Days { .. }) => false,
        (Keep::Days { days, from }, Keep::Days { days: most, from: start }) => from == start && days <= most,
    }
}

fn fullness(form: Form) -> u8 {
    match form {
        Form::Anonymised => 0,
        Form::Pseudonymised => 1,
        Form::Identified => 2,
    }
}

fn places_within(narrow: &Places, broad: &Places) -> bool {
    match (held(narrow), held(broad)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(narrow), Some(broad)) => narrow.is_subset(&broad),
    }
}
