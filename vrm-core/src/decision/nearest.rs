//! The greatest narrower requests that are permitted.
//!
//! Every permission gives the greatest requests below both it and the question; where a prohibition hits one, it is
//! narrowed to the greatest that escape that prohibition, one part at a time, best first. A request that is permitted
//! escapes every prohibition in some part, so nothing permitted is passed over while the search lasts.

use super::Request;
use super::point::{Area, Point, WORDS, breaks};
use crate::terms::{Conditions, Form, Keep, Limits};
use crate::vocab::graph::{Graph, contains, meets, ones, or_into, set};
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::rc::Rc;

/// What can carry a narrower request.
#[derive(Clone, Copy)]
pub(super) struct Permits<'a> {
    pub(super) area: &'a Area,
    pub(super) conditions: &'a Conditions,
}

/// What it must escape.
#[derive(Clone, Copy)]
pub(super) struct Forbids<'a> {
    pub(super) area: &'a Area,
    pub(super) limits: &'a Limits,
}

const LISTED: usize = 3;
const TRIES: usize = 1_000;
const PER_DIMENSION: usize = 8;
/// The most candidates opened, one that is opened again counted again: many permissions may share many.
const OPENED: usize = 64 * TRIES;

/// A narrower request, small and shared with its neighbours: there may be as many as are opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    words: [u16; 3],
    recipient: Rc<Recipient>,
    conditions: Rc<Conditions>,
}

/// How far a candidate is from the question: dimensions and conditions changed, then steps walked.
pub(super) type Distance = (usize, usize);

/// What a search found: the greatest permitted requests, nearest first.
pub(super) struct Searched {
    pub(super) greatest: Vec<(Distance, Request)>,
    pub(super) all: bool,
}

/// Looks below the question: `dids` are the recipients that rules name, `permits` the permissions that may carry some
/// of it, `first_hit` tells the first prohibition that hits a request.
pub(super) fn search<'a>(
    request: &Request,
    point: &Point<'_>,
    vocabulary: &Vocabulary,
    dids: impl Iterator<Item = Recipient>,
    permits: &[Permits<'_>],
    first_hit: impl Fn(&Point<'_>, &Conditions) -> Option<Forbids<'a>>,
) -> Searched {
    let asked = Candidate {
        words: point.words,
        recipient: point.recipient.clone().into(),
        conditions: request.conditions.clone().into(),
    };
    let mut search = Search::of(asked, vocabulary, dids);
    let mut found: Vec<(Distance, Candidate)> = Vec::new();
    for permit in permits {
        search.start(permit);
    }
    let mut tries = 0;
    while let Some(Reverse((distance, candidate))) = search.open.pop() {
        tries += 1;
        if tries > TRIES {
            search.searched_all = false;
            break;
        }
        match first_hit(&candidate.point(), &candidate.conditions) {
            None => found.push((distance, candidate)),
            Some(forbids) => search.escape(&candidate, &forbids),
        }
    }
    let below_another = |one: &Candidate| found.iter().any(|(_, other)| one.is_below(other, vocabulary));
    let greatest = found.iter().filter(|(_, candidate)| !below_another(candidate));
    let greatest = greatest.map(|(distance, candidate)| (*distance, candidate.to_request(vocabulary))).collect();
    Searched { greatest, all: search.searched_all }
}

/// The first few, by their distance and then by their JSON.
pub(super) fn first(mut greatest: Vec<(Distance, Request)>) -> Vec<Request> {
    greatest.sort_by_key(|(distance, _)| *distance);
    // Only those that may be listed are written out.
    let last = greatest.get(LISTED - 1).map(|(distance, _)| *distance);
    greatest.retain(|(distance, _)| last.is_none_or(|last| *distance <= last));
    greatest.sort_by_cached_key(|(distance, request)| (*distance, request.to_json()));
    greatest.truncate(LISTED);
    greatest.into_iter().map(|(_, request)| request).collect()
}

struct Search<'a> {
    asked: Candidate,
    vocabulary: &'a Vocabulary,
    /// The words, the recipients that rules name, and the one asked for.
    recipients: Vec<Rc<Recipient>>,
    open: BinaryHeap<Reverse<(Distance, Candidate)>>,
    seen: BTreeSet<Candidate>,
    opened: usize,
    /// Steps from each word asked for down to the words below it.
    steps: [OnceCell<Vec<u16>>; 3],
    searched_all: bool,
}

impl<'a> Search<'a> {
    fn of(asked: Candidate, vocabulary: &'a Vocabulary, dids: impl Iterator<Item = Recipient>) -> Self {
        let known = Recipient::WORDS.into_iter().chain(dids).map(Rc::new).chain([asked.recipient.clone()]);
        let mut recipients: Vec<Rc<Recipient>> = known.filter(|one| one.is_within(&asked.recipient)).collect();
        recipients.sort();
        recipients.dedup();
        Self {
            asked,
            steps: Default::default(),
            vocabulary,
            recipients,
            open: BinaryHeap::new(),
            seen: BTreeSet::new(),
            opened: 0,
            searched_all: true,
        }
    }

    /// Opens the greatest candidates below both the question and a permission.
    fn start(&mut self, permit: &Permits<'_>) {
        if !self.shares(permit) {
            return;
        }
        if self.opened == OPENED {
            self.searched_all = false;
            return;
        }
        let Some(conditions) = clip(&self.asked.conditions, permit.conditions, self.vocabulary) else { return };
        let conditions = Rc::new(conditions);
        let mut choices: Vec<Vec<u16>> = Vec::with_capacity(WORDS.len());
        let permitted = permit.area.permitted(self.vocabulary);
        for (dimension, ((cone, asked), words)) in WORDS.iter().zip(self.asked.words).zip(permitted).enumerate() {
            let graph = self.vocabulary.graph(*cone);
            let mut both = vec![0; graph.speaks(asked).len()];
            words.iter().for_each(|word| or_into(&mut both, graph.speaks(*word)));
            both.iter_mut().zip(graph.speaks(asked)).for_each(|(slot, word)| *slot &= word);
            choices.push(self.few(greatest(graph, &both), |search, word| search.walked(dimension, *word)));
        }
        let recipients = self.recipients_where(|recipient| permit.area.recipients.cover(recipient));
        let recipients = self.few(recipients, |search, recipient| search.below(recipient));
        let [data, purpose, operation] = choices.as_slice() else { return };
        for words in
            data.iter().flat_map(|d| purpose.iter().flat_map(move |p| operation.iter().map(move |o| [*d, *p, *o])))
        {
            for recipient in &recipients {
                self.push(Candidate { words, recipient: recipient.clone(), conditions: conditions.clone() });
            }
        }
    }

    /// Whether a permission and the question share a word in every dimension; of many permissions few do.
    fn shares(&self, permit: &Permits<'_>) -> bool {
        let dimensions = WORDS.iter().zip(permit.area.words()).zip(self.asked.words);
        let words = dimensions.into_iter().all(|((cone, words), asked)| {
            let graph = self.vocabulary.graph(*cone);
            words.is_empty() || words.iter().any(|word| meets(graph.speaks(*word), graph.speaks(asked)))
        });
        words && permit.area.recipients.permitted().iter().any(|mine| mine.overlaps(&self.asked.recipient))
    }

    /// Opens the greatest candidates below this one that a prohibition no longer hits.
    fn escape(&mut self, from: &Candidate, forbids: &Forbids<'_>) {
        for (dimension, (cone, words)) in WORDS.iter().zip(forbids.area.words()).enumerate() {
            let (graph, Some(word)) = (self.vocabulary.graph(*cone), from.words.get(dimension).copied()) else {
                continue;
            };
            if words.is_empty() {
                continue;
            }
            let (mut hit, mut spared) = (vec![0; graph.speaks(word).len()], vec![0; graph.speaks(word).len()]);
            words.iter().for_each(|mine| or_into(&mut hit, graph.down(*mine)));
            let escaping = ones(graph.speaks(word)).filter(|member| !meets(graph.speaks(*member), &hit));
            escaping.for_each(|member| set(&mut spared, member));
            // All of them: the tries bound the search, and the one that is permitted may be the last.
            for member in greatest(graph, &spared) {
                let mut next = from.clone();
                if let Some(slot) = next.words.get_mut(dimension) {
                    *slot = member;
                }
                self.push(next);
            }
        }
        if !forbids.area.recipients.named().is_empty() {
            let spared = self.recipients_where(|recipient| {
                recipient.is_within(&from.recipient) && !forbids.area.recipients.touch(recipient)
            });
            for recipient in spared {
                self.push(Candidate { recipient, ..from.clone() });
            }
        }
        for conditions in escapes(&from.conditions, forbids.limits, &self.asked.conditions.measures, self.vocabulary) {
            self.push(Candidate { conditions: conditions.into(), ..from.clone() });
        }
    }

    fn push(&mut self, candidate: Candidate) {
        if self.opened == OPENED {
            self.searched_all = false;
            return;
        }
        self.opened += 1;
        if self.seen.insert(candidate.clone()) {
            self.open.push(Reverse((self.distance(&candidate), candidate)));
        }
    }

    /// At most eight of a dimension's words or recipients, those nearest to the question, and else in their order.
    fn few<T>(&mut self, mut all: Vec<T>, walked: impl Fn(&Self, &T) -> usize) -> Vec<T> {
        if all.len() > PER_DIMENSION {
            all.sort_by_key(|one| walked(self, one));
            all.truncate(PER_DIMENSION);
            self.searched_all = false;
        }
        all
    }

    /// How many steps a word is below the one asked for.
    fn walked(&self, dimension: usize, word: u16) -> usize {
        let down = || match (WORDS.get(dimension), self.asked.words.get(dimension)) {
            (Some(cone), Some(asked)) => steps(self.vocabulary.graph(*cone), *asked),
            _ => Vec::new(),
        };
        let steps = self.steps.get(dimension).map(|steps| steps.get_or_init(down));
        steps.and_then(|steps| steps.get(usize::from(word))).copied().unwrap_or(FAR).into()
    }

    /// How many steps a recipient is below the one asked for.
    fn below(&self, recipient: &Recipient) -> usize {
        let asked: &Recipient = &self.asked.recipient;
        let between = || std::iter::successors(recipient.above(), Recipient::above).take_while(|at| at != asked);
        if recipient == asked { 0 } else { 1 + between().count() }
    }

    /// The greatest recipients below the one asked for that pass a downward closed test.
    fn recipients_where(&self, passes: impl Fn(&Recipient) -> bool) -> Vec<Rc<Recipient>> {
        // A tree, so what holds one holds it by way of the recipient just above, which is known to a search.
        let held = |one: &Recipient| one.above().is_some_and(|at| at.is_within(&self.asked.recipient) && passes(&at));
        self.recipients.iter().filter(|one| passes(one) && !held(one)).cloned().collect()
    }

    fn distance(&self, candidate: &Candidate) -> Distance {
        let walked = candidate.words.iter().enumerate().map(|(dimension, word)| self.walked(dimension, *word));
        let steps: Vec<usize> = walked.chain([self.below(&candidate.recipient)]).collect();
        let (a, b) = (&self.asked.conditions, &candidate.conditions);
        let conditions = [a.keep != b.keep, a.form != b.form, a.places != b.places, a.measures != b.measures];
        let changed =
            steps.iter().filter(|steps| **steps > 0).count() + conditions.iter().filter(|changed| **changed).count();
        (changed, steps.iter().sum())
    }
}

impl Forbids<'_> {
    /// Whether it hits a request.
    pub(super) fn hit(&self, point: &Point<'_>, conditions: &Conditions, vocabulary: &Vocabulary) -> bool {
        self.area.touches(point, vocabulary) && breaks(self.limits, conditions, vocabulary)
    }
}

impl Candidate {
    fn point(&self) -> Point<'_> {
        Point { words: self.words, recipient: &self.recipient }
    }

    /// Whether this is narrower than the other, and not the same.
    fn is_below(&self, other: &Self, vocabulary: &Vocabulary) -> bool {
        let words = WORDS.iter().zip(self.words).zip(other.words);
        self != other
            && words.into_iter().all(|((cone, low), high)| vocabulary.graph(*cone).speaks_for(high, low))
            && self.recipient.is_within(&other.recipient)
            && self.conditions.are_within(&other.conditions, vocabulary)
    }

    fn to_request(&self, vocabulary: &Vocabulary) -> Request {
        let [data, purpose, operation] = self.words;
        let data = vocabulary.word(Cone::Data, data);
        let purpose = vocabulary.word(Cone::Purpose, purpose);
        let operation = vocabulary.word(Cone::Operation, operation);
        let (recipient, conditions) = (Recipient::clone(&self.recipient), Conditions::clone(&self.conditions));
        Request { data, purpose, operation, recipient, conditions }
    }
}

/// The greatest members of a downward closed set of words.
fn greatest(graph: &Graph, set: &[u64]) -> Vec<u16> {
    let is_below_another = |member: u16| {
        graph.parents(member).iter().any(|above| contains(set, *above) && graph.speaks_for(*above, member))
    };
    ones(set).filter(|member| !is_below_another(*member)).collect()
}

/// The widest conditions within both.
fn clip(asked: &Conditions, allowed: &Conditions, vocabulary: &Vocabulary) -> Option<Conditions> {
    let measures = joined(&asked.measures, &allowed.measures, &asked.measures, vocabulary);
    Some(Conditions {
        keep: asked.keep.meet(allowed.keep)?,
        form: asked.form.min(allowed.form),
        places: asked.places.meet(&allowed.places)?,
        measures,
    })
}

/// The widest conditions within these that keep what a prohibition states, one way each.
fn escapes(from: &Conditions, limits: &Limits, asked: &BTreeSet<Word>, vocabulary: &Vocabulary) -> Vec<Conditions> {
    let mut ways = Vec::new();
    if limits.keep != Keep::Unlimited {
        ways.extend(from.keep.meet(limits.keep).map(|keep| Conditions { keep, ..from.clone() }));
    }
    if let Some(below) = limits.form.and_then(|form| Form::ALL.into_iter().rfind(|narrower| *narrower < form)) {
        ways.push(Conditions { form: from.form.min(below), ..from.clone() });
    }
    ways.extend(from.places.without(&limits.places).map(|places| Conditions { places, ..from.clone() }));
    if !limits.measures.is_empty() {
        let measures = joined(&from.measures, &limits.measures, asked, vocabulary);
        ways.push(Conditions { measures, ..from.clone() });
    }
    ways
}

/// Measures and further ones, without those that were not asked for and that another one meets.
fn joined(
    have: &BTreeSet<Word>,
    more: &BTreeSet<Word>,
    asked: &BTreeSet<Word>,
    vocabulary: &Vocabulary,
) -> BTreeSet<Word> {
    let all: BTreeSet<Word> = have.union(more).cloned().collect();
    let met = |one: &Word| all.iter().any(|other| other != one && vocabulary.is_within(Cone::Measure, other, one));
    all.iter().filter(|one| asked.contains(*one) || !met(one)).cloned().collect()
}

/// More steps than any graph has.
const FAR: u16 = u16::MAX;

/// The fewest parent-child edges from a word down to each word below it.
fn steps(graph: &Graph, from: u16) -> Vec<u16> {
    let mut steps = vec![FAR; graph.members().count()];
    let mut reached = vec![from];
    let mut walked = 0;
    while !reached.is_empty() {
        let mut next = Vec::new();
        for member in reached {
            if let Some(slot) = steps.get_mut(usize::from(member)).filter(|slot| **slot == FAR) {
                *slot = walked;
                next.extend(graph.children(member));
            }
        }
        reached = next;
        walked += 1;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Start;

    #[test]
    fn a_search_opens_so_many_and_says_when_there_were_more() {
        let (recipient, conditions) = (Recipient::Anyone.into(), Conditions::default().into());
        let asked = Candidate { words: [0; 3], recipient, conditions };
        let mut search = Search::of(asked.clone(), Vocabulary::dpv(), std::iter::empty());
        for days in (0u32..).take(OPENED) {
            let keep = Keep::Days { days, from: Start::Collected };
            search.push(Candidate { conditions: Conditions { keep, ..Conditions::default() }.into(), ..asked.clone() });
        }
        assert_eq!((search.seen.len(), search.open.len(), search.searched_all), (OPENED, OPENED, true));
        search.push(asked);
        assert_eq!((search.seen.len(), search.open.len(), search.searched_all), (OPENED, OPENED, false));
    }
}
