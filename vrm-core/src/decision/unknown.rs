//! What a process leaves unknown, as the choices it could still make.
//!
//! A combination of what is known conflicts when no value of the unknowns lets it pass. By the order of requests only
//! the narrowest values need trying: words that speak for themselves alone, no days, the narrowest form, one place,
//! every measure. Each value is the set of rules it leaves standing, so values that no rule tells apart are one.

use super::CompiledTerms;
use super::combine::{Combination, Masks, widest};
use super::fit::{Conflict, ConflictReason};
use super::gate::{Hits, Within};
use super::point::WORDS;
use crate::did::Did;
use crate::terms::{Conditions, Form, Keep, Limits, Process, Start, Stated, meet};
use crate::vocab::{Cone, Place, Places, Recipient, Word};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What the unknowns of processes could be under a text. That depends on the text alone and a declaration has many
/// processes, so each is worked out for the first that leaves it unknown, and kept for the rest.
pub(super) struct Unknowns<'a> {
    terms: &'a CompiledTerms,
    widest: [OnceCell<Vec<u16>>; 3],
    words: [OnceCell<Vec<Masks>>; 3],
    recipients: OnceCell<Vec<Masks>>,
    keeps: OnceCell<Vec<Masks>>,
    forms: OnceCell<Vec<Masks>>,
    places: OnceCell<Vec<Masks>>,
    measures: OnceCell<Vec<Masks>>,
}

/// The choices of one process that its words do not settle.
pub(super) struct Possible<'a> {
    terms: &'a CompiledTerms,
    axes: Vec<Axis<'a>>,
}

/// Choices of which one is made: what could be unknown, or the one that the process states.
type Axis<'a> = Cow<'a, [Masks]>;

impl<'a> Unknowns<'a> {
    pub(super) fn of(terms: &'a CompiledTerms) -> Self {
        Self {
            terms,
            widest: Default::default(),
            words: Default::default(),
            recipients: OnceCell::new(),
            keeps: OnceCell::new(),
            forms: OnceCell::new(),
            places: OnceCell::new(),
            measures: OnceCell::new(),
        }
    }

    pub(super) fn terms(&self) -> &'a CompiledTerms {
        self.terms
    }

    /// The words that stand for an unknown one at its widest.
    pub(super) fn widest(&self, cone: Cone) -> &[u16] {
        let cell = WORDS.iter().zip(&self.widest).find(|(of, _)| **of == cone);
        cell.map_or(&[], |(_, cell)| cell.get_or_init(|| widest(cone, self.terms.vocabulary())))
    }

    /// The words that speak for themselves alone.
    fn words(&self, dimension: usize) -> Axis<'_> {
        let Some((cone, cell)) = WORDS.iter().zip(&self.words).nth(dimension) else { return Axis::default() };
        let graph = self.terms.vocabulary().graph(*cone);
        let spoken = |member: u16| graph.speaks(member).iter().map(|word| word.count_ones()).sum::<u32>();
        let alone = graph.members().filter(|member| spoken(*member) == 1);
        once(cell, || best(alone.map(|member| Masks::of_word(dimension, member, self.terms))))
    }

    fn recipients(&self) -> Axis<'_> {
        let all = || recipients(self.terms).map(|recipient| Masks::of_recipient(&recipient, self.terms));
        once(&self.recipients, || best(all()))
    }

    /// One axis a condition: the single stated value, or the narrowest values it could have.
    fn conditions(&self, process: &Process) -> [Axis<'_>; 4] {
        let (Process { keep, form, places, measures, .. }, terms) = (process, self.terms);
        let shortest = || [Start::Collected, Start::PurposeEnd].map(|from| kept(Keep::Days { days: 0, from }, terms));
        let every_measure = || terms.vocabulary().words(Cone::Measure).into_iter().collect();
        [
            axis(keep, |keep| kept(*keep, terms), &self.keeps, || best(shortest())),
            axis(form, |form| formed(*form, terms), &self.forms, || vec![formed(Form::Anonymised, terms)]),
            axis(
                places,
                |at| placed(at, terms),
                &self.places,
                || best(narrowest_places(terms).map(|at| placed(&at, terms))),
            ),
            axis(measures, |these| measured(these, terms), &self.measures, || vec![measured(&every_measure(), terms)]),
        ]
    }
}

/// The single stated value, or what the unknown one could be.
fn axis<'a, T>(
    stated: &Stated<T>,
    masks: impl FnOnce(&T) -> Masks,
    cell: &'a OnceCell<Vec<Masks>>,
    choices: impl FnOnce() -> Vec<Masks>,
) -> Axis<'a> {
    stated.known().map_or_else(|| once(cell, choices), |known| Cow::Owned(vec![masks(known)]))
}

fn once(cell: &OnceCell<Vec<Masks>>, choices: impl FnOnce() -> Vec<Masks>) -> Axis<'_> {
    Cow::Borrowed(cell.get_or_init(choices))
}

impl<'a> Possible<'a> {
    pub(super) fn of(process: &Process, unknowns: &'a Unknowns<'_>) -> Self {
        let words = [&process.data, &process.purpose, &process.operation];
        let unknown = (0..).zip(words).filter(|(_, stated)| stated.known().is_none());
        let mut axes: Vec<Axis<'a>> = unknown.map(|(dimension, _)| unknowns.words(dimension)).collect();
        if process.recipient.known().is_none() {
            axes.push(unknowns.recipients());
        }
        axes.extend(unknowns.conditions(process));
        axes.sort_by_key(|axis| axis.len());
        Self { terms: unknowns.terms, axes }
    }

    /// Why the combination cannot pass, if it cannot.
    pub(super) fn conflict(&self, combination: &Combination) -> Option<Conflict> {
        let known = combination.masks(self.terms);
        if self.some_passes(&known, &self.axes) {
            return None;
        }
        let vocabulary = self.terms.vocabulary();
        let [data, purpose, operation] = combination.words;
        let word = |cone, member: Option<u16>| member.map(|member| vocabulary.word(cone, member));
        Some(Conflict {
            data: word(Cone::Data, data),
            purpose: word(Cone::Purpose, purpose),
            operation: word(Cone::Operation, operation),
            recipient: combination.recipient.clone(),
            why: self.why(known),
        })
    }

    /// Whether some choice on every axis leaves a permission standing and no prohibition.
    fn some_passes(&self, so_far: &Masks, axes: &[Axis<'_>]) -> bool {
        if so_far.covers_none() {
            return false;
        }
        let Some((axis, rest)) = axes.split_first() else { return so_far.touches_none() };
        let narrowed = axis.iter().map(|choice| {
            let mut masks = so_far.clone();
            masks.narrow(choice);
            masks
        });
        best(narrowed).iter().any(|masks| self.some_passes(masks, rest))
    }

    /// The prohibitions that hit whatever the unknowns are, or else all that may; or that nothing covers it.
    fn why(&self, known: Masks) -> ConflictReason {
        let (mut surely, mut maybe, mut covered) = (known.clone(), known.clone(), known);
        for axis in &self.axes {
            let mut any = Masks { cover: vec![0; covered.cover.len()], touch: vec![0; maybe.touch.len()] };
            for choice in axis.iter() {
                for (slot, word) in
                    any.cover.iter_mut().zip(&choice.cover).chain(any.touch.iter_mut().zip(&choice.touch))
                {
                    *slot |= word;
                }
                surely.narrow(choice);
            }
            maybe.narrow(&any);
            covered.narrow(&any);
        }
        let names = |masks: &Masks| -> Vec<String> {
            let rules = masks.touching().filter_map(|index| self.terms.prohibition(index));
            let ids: BTreeSet<&str> = rules.map(|rule| rule.id()).collect();
            ids.into_iter().map(str::to_owned).collect()
        };
        if !surely.touches_none() {
            ConflictReason::Forbidden { rules: names(&surely) }
        } else if covered.covers_none() || maybe.touches_none() {
            ConflictReason::NotPermitted
        } else {
            ConflictReason::Forbidden { rules: names(&maybe) }
        }
    }
}

/// The choices that no other is as good as, each once.
fn best(choices: impl IntoIterator<Item = Masks>) -> Vec<Masks> {
    let mut kept: Vec<Masks> = Vec::new();
    for choice in choices {
        if !kept.iter().any(|other| other.is_as_good_as(&choice)) {
            kept.retain(|other| !choice.is_as_good_as(other));
            kept.push(choice);
        }
    }
    kept
}

/// Everybody who holds nobody else: the words, the DIDs that rules name, and one DID for all the rest.
fn recipients(terms: &CompiledTerms) -> impl Iterator<Item = Recipient> {
    let named = terms.named_dids();
    let unnamed = unnamed(&named);
    let words = [Recipient::Vendor, Recipient::Processor, Recipient::SameGroup];
    words.into_iter().chain(named.into_iter().cloned().map(Recipient::Did)).chain(unnamed)
}

/// A DID that no rule names.
fn unnamed(named: &BTreeSet<&Did>) -> Option<Recipient> {
    let mut tail = String::from("did:web:unnamed");
    loop {
        match Recipient::parse(&tail) {
            Ok(Recipient::Did(did)) if named.contains(&did) => tail.push('x'),
            Ok(recipient) => return Some(recipient),
            Err(_) => return None,
        }
    }
}

/// Single places, when any rule tells places apart; else any one of them.
fn narrowest_places(terms: &CompiledTerms) -> impl Iterator<Item = Places> {
    let rules = terms.terms();
    let told = rules.permissions().iter().any(|rule| rule.conditions().places != Places::Anywhere)
        || rules.prohibitions().iter().any(|rule| rule.limits().places != Places::Anywhere);
    let most = if told { usize::MAX } else { 1 };
    Place::all().filter(|place| !place.is_union()).take(most).filter_map(|place| Places::within([place]).ok())
}

fn kept(keep: Keep, terms: &CompiledTerms) -> Masks {
    part(terms, |_, own| keep.is_within(own.keep), |_, limits| keep.breaks(limits.keep))
}

fn formed(form: Form, terms: &CompiledTerms) -> Masks {
    part(terms, |_, own| form <= own.form, |_, limits| form >= limits.form)
}

fn placed(places: &Places, terms: &CompiledTerms) -> Masks {
    stated(terms, |own| places.is_within(&own.places), |limits| places.overlaps(&limits.places))
}

fn measured(measures: &BTreeSet<Word>, terms: &CompiledTerms) -> Masks {
    let vocabulary = terms.vocabulary();
    stated(
        terms,
        |own| meet(measures, &own.measures, vocabulary),
        |limits| limits.measures.is_empty() || !meet(measures, &limits.measures, vocabulary),
    )
}

/// The rules that places or measures leave standing: those that state neither always.
fn stated(terms: &CompiledTerms, holds: impl Fn(&Conditions) -> bool, broken: impl Fn(&Limits) -> bool) -> Masks {
    part(
        terms,
        |bit, own| !own.more || terms.permission(bit).is_some_and(|rule| holds(rule.conditions())),
        |bit, limits| !limits.more || terms.prohibition(bit).is_some_and(|rule| broken(rule.limits())),
    )
}

/// The rules one condition leaves standing.
fn part(terms: &CompiledTerms, holds: impl Fn(usize, &Within) -> bool, broken: impl Fn(usize, &Hits) -> bool) -> Masks {
    let mut masks = Masks::all(terms);
    let clear = |bits: &mut [u64], index: usize| {
        if let Some(slot) = bits.get_mut(index / 64) {
            *slot &= !(1 << (index % 64));
        }
    };
    for (bit, allows) in terms.allows().iter().enumerate() {
        if !holds(bit, &allows.within) {
            clear(&mut masks.cover, bit);
        }
    }
    for (bit, hits) in terms.hits().iter().enumerate() {
        if !broken(bit, hits) {
            clear(&mut masks.touch, bit);
        }
    }
    masks
}
