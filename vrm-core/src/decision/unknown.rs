//! What a process leaves unknown, as the choices it could still make.
//!
//! A combination of what is known conflicts when no value of the unknowns lets it pass. By the order of requests only
//! the narrowest values need trying: words that speak for themselves alone, no days, the narrowest form, one place,
//! every measure. Each value is the set of rules it leaves standing, so values that no rule tells apart are one.

use super::CompiledTerms;
use super::combine::{Combination, Masks};
use super::fit::{Conflict, ConflictReason};
use super::gate::{Hits, Within};
use super::point::WORDS;
use crate::terms::{Conditions, Form, Keep, Limits, Process, Start, meet};
use crate::vocab::{Cone, Place, Places, Recipient, Word};
use std::collections::BTreeSet;

/// The choices of one process that its words do not settle.
pub(super) struct Possible<'a> {
    terms: &'a CompiledTerms,
    axes: Vec<Vec<Masks>>,
}

impl<'a> Possible<'a> {
    pub(super) fn of(process: &Process, terms: &'a CompiledTerms) -> Self {
        let mut axes = Vec::new();
        let stated = [&process.data, &process.purpose, &process.operation];
        for (dimension, (cone, words)) in WORDS.iter().zip(stated).enumerate() {
            if words.known().is_none() {
                let graph = terms.vocabulary().graph(*cone);
                let alone = graph
                    .members()
                    .filter(|member| graph.speaks(*member).iter().map(|word| word.count_ones()).sum::<u32>() == 1);
                axes.push(alone.map(|member| Masks::of_word(dimension, member, terms)).collect());
            }
        }
        if process.recipient.known().is_none() {
            axes.push(recipients(terms).iter().map(|recipient| Masks::of_recipient(recipient, terms)).collect());
        }
        axes.extend(conditions(process, terms));
        let mut axes: Vec<Vec<Masks>> = axes.into_iter().map(best).collect();
        axes.sort_by_key(Vec::len);
        Self { terms, axes }
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
    fn some_passes(&self, so_far: &Masks, axes: &[Vec<Masks>]) -> bool {
        if so_far.covers_none() {
            return false;
        }
        let Some((axis, rest)) = axes.split_first() else { return so_far.touches_none() };
        let narrowed = axis.iter().map(|choice| {
            let mut masks = so_far.clone();
            masks.narrow(choice);
            masks
        });
        best(narrowed.collect()).iter().any(|masks| self.some_passes(masks, rest))
    }

    /// The prohibitions that hit whatever the unknowns are, or else all that may; or that nothing covers it.
    fn why(&self, known: Masks) -> ConflictReason {
        let (mut surely, mut maybe, mut covered) = (known.clone(), known.clone(), known);
        for axis in &self.axes {
            let mut any = Masks { cover: vec![0; covered.cover.len()], touch: vec![0; maybe.touch.len()] };
            for choice in axis {
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
fn best(choices: Vec<Masks>) -> Vec<Masks> {
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
fn recipients(terms: &CompiledTerms) -> Vec<Recipient> {
    let named = terms.named_dids().into_iter().cloned().map(Recipient::Did);
    let words = [Recipient::Vendor, Recipient::Processor, Recipient::SameGroup];
    words.into_iter().chain(named).chain(unnamed(terms)).collect()
}

/// A DID that no rule names.
fn unnamed(terms: &CompiledTerms) -> Option<Recipient> {
    let mut tail = String::from("did:web:unnamed");
    loop {
        match Recipient::parse(&tail) {
            Ok(Recipient::Did(did)) if terms.named_dids().contains(&did) => tail.push('x'),
            Ok(recipient) => return Some(recipient),
            Err(_) => return None,
        }
    }
}

/// One axis a condition: the single stated value, or the narrowest values it could have.
fn conditions(process: &Process, terms: &CompiledTerms) -> [Vec<Masks>; 4] {
    let keeps = match process.keep.known() {
        Some(keep) => vec![*keep],
        None => [Start::Collected, Start::PurposeEnd].map(|from| Keep::Days { days: 0, from }).to_vec(),
    };
    let forms = [process.form.known().copied().unwrap_or(Form::Anonymised)];
    let places = match process.places.known() {
        Some(places) => vec![places.clone()],
        None => narrowest_places(terms),
    };
    let measures = match process.measures.known() {
        Some(measures) => measures.clone(),
        None => terms.vocabulary().words(Cone::Measure).into_iter().collect(),
    };
    [
        keeps
            .iter()
            .map(|keep| part(terms, |_, own| keep.is_within(own.keep), |_, limits| keep.breaks(limits.keep)))
            .collect(),
        forms.iter().map(|form| part(terms, |_, own| *form <= own.form, |_, limits| *form >= limits.form)).collect(),
        places
            .iter()
            .map(|places| stated(terms, |own| places.is_within(&own.places), |limits| places.overlaps(&limits.places)))
            .collect(),
        vec![measured(terms, &measures)],
    ]
}

fn measured(terms: &CompiledTerms, measures: &BTreeSet<Word>) -> Masks {
    let vocabulary = terms.vocabulary();
    stated(
        terms,
        |own| meet(measures, &own.measures, vocabulary),
        |limits| limits.measures.is_empty() || !meet(measures, &limits.measures, vocabulary),
    )
}

/// Single places, when any rule tells places apart; else any one of them.
fn narrowest_places(terms: &CompiledTerms) -> Vec<Places> {
    let rules = terms.terms();
    let told = rules.permissions().iter().any(|rule| rule.conditions().places != Places::Anywhere)
        || rules.prohibitions().iter().any(|rule| rule.limits().places != Places::Anywhere);
    let most = if told { usize::MAX } else { 1 };
    Place::all().filter(|place| !place.is_union()).take(most).filter_map(|place| Places::within([place]).ok()).collect()
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
