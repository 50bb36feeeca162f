//! The greatest narrower requests that are permitted.
//!
//! Every permission gives the greatest requests below both it and the question; where a prohibition hits one, it is
//! narrowed to the greatest that escape that prohibition, one part at a time, best first. A request that is permitted
//! escapes every prohibition in some part, so nothing permitted is passed over while the search lasts.

use super::Request;
use super::answer::Nearest;
use super::point::{Area, Point, WORDS, breaks};
use crate::terms::{Conditions, Form, Keep, Limits};
use crate::vocab::graph::{Graph, contains, meets, ones};
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

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

/// A narrower request as indices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    words: [u16; 3],
    recipient: Recipient,
    conditions: Conditions,
}

/// How far a candidate is from the question: dimensions and conditions changed, then steps walked.
type Distance = (usize, usize);

pub(super) fn nearest(
    request: &Request,
    point: &Point<'_>,
    vocabulary: &Vocabulary,
    permits: &[Permits<'_>],
    forbids: &[Forbids<'_>],
) -> Nearest {
    let asked =
        Candidate { words: point.words, recipient: point.recipient.clone(), conditions: request.conditions.clone() };
    let mut search = Search::of(asked, vocabulary, permits, forbids);
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
        match forbids.iter().find(|forbids| candidate.is_hit(forbids, vocabulary)) {
            None => found.push((distance, candidate)),
            Some(forbids) => search.escape(&candidate, forbids),
        }
    }
    let below_another = |one: &Candidate| found.iter().any(|(_, other)| one.is_below(other, vocabulary));
    let mut listed: Vec<(Distance, String, Request)> = found
        .iter()
        .filter(|(_, candidate)| !below_another(candidate))
        .map(|(distance, candidate)| (*distance, candidate.to_request(vocabulary)))
        .map(|(distance, request)| (distance, request.to_json(), request))
        .collect();
    listed.sort();
    listed.truncate(LISTED);
    Nearest { requests: listed.into_iter().map(|(.., request)| request).collect(), searched_all: search.searched_all }
}

struct Search<'a> {
    asked: Candidate,
    vocabulary: &'a Vocabulary,
    /// The recipients that rules name, the words, and the one asked for.
    recipients: Vec<Recipient>,
    open: BinaryHeap<Reverse<(Distance, Candidate)>>,
    seen: BTreeSet<Candidate>,
    /// Steps from each word asked for down to the words below it.
    steps: [BTreeMap<u16, usize>; 3],
    searched_all: bool,
}

impl<'a> Search<'a> {
    fn of(asked: Candidate, vocabulary: &'a Vocabulary, permits: &[Permits<'_>], forbids: &[Forbids<'_>]) -> Self {
        let areas = permits.iter().map(|permits| permits.area).chain(forbids.iter().map(|forbids| forbids.area));
        let named = areas.flat_map(|area| area.recipients.iter()).chain(&Recipient::WORDS).chain([&asked.recipient]);
        let recipients: BTreeSet<Recipient> =
            named.filter(|recipient| recipient.is_within(&asked.recipient)).cloned().collect();
        let recipients = recipients.into_iter().collect();
        let [data, purpose, operation] = asked.words;
        let down = |cone, word| steps(vocabulary.graph(cone), word);
        let steps = [down(Cone::Data, data), down(Cone::Purpose, purpose), down(Cone::Operation, operation)];
        Self {
            asked,
            steps,
            vocabulary,
            recipients,
            open: BinaryHeap::new(),
            seen: BTreeSet::new(),
            searched_all: true,
        }
    }

    /// Opens the greatest candidates below both the question and a permission.
    fn start(&mut self, permit: &Permits<'_>) {
        if !self.shares(permit) {
            return;
        }
        let Some(conditions) = self.clip(permit.conditions) else { return };
        let mut choices: Vec<Vec<u16>> = Vec::with_capacity(WORDS.len());
        for (dimension, (cone, asked)) in WORDS.iter().zip(self.asked.words).enumerate() {
            let graph = self.vocabulary.graph(*cone);
            let mut both = vec![0; graph.speaks(asked).len()];
            for word in permit.area.permitted(dimension, self.vocabulary) {
                for ((slot, mine), theirs) in both.iter_mut().zip(graph.speaks(word)).zip(graph.speaks(asked)) {
                    *slot |= mine & theirs;
                }
            }
            choices.push(self.greatest(dimension, &both));
        }
        let recipients: Vec<Recipient> = self.recipients_where(|recipient| {
            permit.area.permitted_recipients().iter().any(|mine| recipient.is_within(mine))
        });
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
        let dimensions = WORDS.iter().zip(&permit.area.words).zip(self.asked.words);
        let words = dimensions.into_iter().all(|((cone, words), asked)| {
            let graph = self.vocabulary.graph(*cone);
            words.is_empty() || words.iter().any(|word| meets(graph.speaks(*word), graph.speaks(asked)))
        });
        words && permit.area.permitted_recipients().iter().any(|mine| mine.overlaps(&self.asked.recipient))
    }

    /// Opens the greatest candidates below this one that a prohibition no longer hits.
    fn escape(&mut self, from: &Candidate, forbids: &Forbids<'_>) {
        for (dimension, (cone, words)) in WORDS.iter().zip(&forbids.area.words).enumerate() {
            let (graph, Some(word)) = (self.vocabulary.graph(*cone), from.words.get(dimension).copied()) else {
                continue;
            };
            if words.is_empty() {
                continue;
            }
            let mut spared = vec![0; graph.speaks(word).len()];
            for member in
                ones(graph.speaks(word)).filter(|member| !words.iter().any(|mine| graph.touches(*member, *mine)))
            {
                if let Some(slot) = spared.get_mut(usize::from(member) / 64) {
                    *slot |= 1 << (member % 64);
                }
            }
            for member in self.greatest(dimension, &spared) {
                let mut next = from.clone();
                if let Some(slot) = next.words.get_mut(dimension) {
                    *slot = member;
                }
                self.push(next);
            }
        }
        if !forbids.area.recipients.is_empty() {
            let spared = self.recipients_where(|recipient| {
                recipient.is_within(&from.recipient)
                    && !forbids.area.recipients.iter().any(|mine| recipient.overlaps(mine))
            });
            for recipient in spared {
                self.push(Candidate { recipient, ..from.clone() });
            }
        }
        for conditions in self.escapes(&from.conditions, forbids.limits) {
            self.push(Candidate { conditions, ..from.clone() });
        }
    }

    /// The widest conditions within these that keep what a prohibition states, one way each.
    fn escapes(&self, from: &Conditions, limits: &Limits) -> Vec<Conditions> {
        let mut ways = Vec::new();
        if let Some((days, start)) = limits.keep {
            let keep = from.keep.meet(Keep::Days { days, from: start });
            ways.extend(keep.map(|keep| Conditions { keep, ..from.clone() }));
        }
        if let Some(below) = limits.form.and_then(|form| Form::ALL.into_iter().rfind(|narrower| *narrower < form)) {
            ways.push(Conditions { form: from.form.min(below), ..from.clone() });
        }
        ways.extend(from.places.without(&limits.places).map(|places| Conditions { places, ..from.clone() }));
        if !limits.measures.is_empty() {
            let measures = self.with_measures(&from.measures, &limits.measures);
            ways.push(Conditions { measures, ..from.clone() });
        }
        ways
    }

    /// The widest conditions within both the question's and a permission's.
    fn clip(&self, allowed: &Conditions) -> Option<Conditions> {
        let asked = &self.asked.conditions;
        Some(Conditions {
            keep: asked.keep.meet(allowed.keep)?,
            form: asked.form.min(allowed.form),
            places: asked.places.meet(&allowed.places)?,
            measures: self.with_measures(&asked.measures, &allowed.measures),
        })
    }

    /// These measures and the needed ones, none added that another meets, so that sets that mean the same are the same.
    fn with_measures(&self, have: &BTreeSet<Word>, needed: &BTreeSet<Word>) -> BTreeSet<Word> {
        let meets = |low: &Word, high: &Word| self.vocabulary.is_within(Cone::Measure, low, high);
        let mut all = have.clone();
        for need in needed {
            if !all.iter().any(|mine| meets(mine, need)) {
                all.retain(|mine| self.asked.conditions.measures.contains(mine) || !meets(need, mine));
                all.insert(need.clone());
            }
        }
        all
    }

    fn push(&mut self, candidate: Candidate) {
        if self.seen.insert(candidate.clone()) {
            self.open.push(Reverse((self.distance(&candidate), candidate)));
        }
    }

    /// The greatest members of a downward closed set of words of a dimension, nearest to the question first.
    fn greatest(&mut self, dimension: usize, set: &[u64]) -> Vec<u16> {
        let Some(cone) = WORDS.get(dimension) else { return Vec::new() };
        let graph = self.vocabulary.graph(*cone);
        let has = |member: u16| contains(set, member);
        let mut greatest: Vec<u16> = ones(set)
            .filter(|member| {
                !graph.parents(*member).iter().any(|above| has(*above) && graph.speaks_for(*above, *member))
            })
            .collect();
        if greatest.len() > PER_DIMENSION {
            greatest.sort_by_key(|member| (self.walked(dimension, *member), *member));
            greatest.truncate(PER_DIMENSION);
            self.searched_all = false;
        }
        greatest
    }

    /// How many steps a word is below the one asked for.
    fn walked(&self, dimension: usize, word: u16) -> usize {
        self.steps.get(dimension).and_then(|steps| steps.get(&word)).copied().unwrap_or(usize::MAX / 8)
    }

    /// The greatest recipients below the one asked for that pass a downward closed test.
    fn recipients_where(&self, passes: impl Fn(&Recipient) -> bool) -> Vec<Recipient> {
        let passing: Vec<&Recipient> = self.recipients.iter().filter(|recipient| passes(recipient)).collect();
        let greatest =
            passing.iter().filter(|one| !passing.iter().any(|other| *other != **one && one.is_within(other)));
        greatest.map(|recipient| (*recipient).clone()).collect()
    }

    fn distance(&self, candidate: &Candidate) -> Distance {
        let walked = candidate.words.iter().enumerate().map(|(dimension, word)| self.walked(dimension, *word));
        let mut below = 0;
        let mut at = Some(candidate.recipient.clone());
        while at.as_ref().is_some_and(|at| *at != self.asked.recipient) {
            below += 1;
            at = at.and_then(|at| at.above());
        }
        let steps: Vec<usize> = walked.chain([below]).collect();
        let (a, b) = (&self.asked.conditions, &candidate.conditions);
        let conditions = [a.keep != b.keep, a.form != b.form, a.places != b.places, a.measures != b.measures];
        let changed =
            steps.iter().filter(|steps| **steps > 0).count() + conditions.iter().filter(|changed| **changed).count();
        (changed, steps.iter().sum())
    }
}

impl Candidate {
    fn is_hit(&self, forbids: &Forbids<'_>, vocabulary: &Vocabulary) -> bool {
        let point = Point { words: self.words, recipient: &self.recipient };
        forbids.area.touches(&point, vocabulary) && breaks(forbids.limits, &self.conditions, vocabulary)
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
        Request { data, purpose, operation, recipient: self.recipient.clone(), conditions: self.conditions.clone() }
    }
}

/// The fewest parent-child edges from a word down to each word below it.
fn steps(graph: &Graph, from: u16) -> BTreeMap<u16, usize> {
    let mut steps = BTreeMap::from([(from, 0)]);
    let mut queue = VecDeque::from([(from, 0)]);
    while let Some((member, walked)) = queue.pop_front() {
        for child in graph.children(member) {
            if !steps.contains_key(child) {
                steps.insert(*child, walked + 1);
                queue.push_back((*child, walked + 1));
            }
        }
    }
    steps
}
