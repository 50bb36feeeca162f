//! The greatest narrower requests that are permitted.
//!
//! Every permission gives the greatest requests below both it and the question; where a prohibition hits one, it is
//! narrowed to the greatest that escape that prohibition, one part at a time, best first. A request that is permitted
//! escapes every prohibition in some part, so nothing permitted is passed over while the search lasts.

use super::Request;
use super::point::{Area, Point, WORDS, breaks};
use crate::terms::{Conditions, Form, Keep, Limits};
use crate::vocab::graph::{Graph, contains, meets, ones};
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

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
    let asked =
        Candidate { words: point.words, recipient: point.recipient.clone(), conditions: request.conditions.clone() };
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
    recipients: Vec<Recipient>,
    open: BinaryHeap<Reverse<(Distance, Candidate)>>,
    seen: BTreeSet<Candidate>,
    /// Steps from each word asked for down to the words below it.
    steps: [OnceCell<Vec<u16>>; 3],
    searched_all: bool,
}

impl<'a> Search<'a> {
    fn of(asked: Candidate, vocabulary: &'a Vocabulary, dids: impl Iterator<Item = Recipient>) -> Self {
        let known = Recipient::WORDS.into_iter().chain(dids).chain([asked.recipient.clone()]);
        let mut recipients: Vec<Recipient> = known.filter(|one| one.is_within(&asked.recipient)).collect();
        recipients.sort();
        recipients.dedup();
        Self {
            asked,
            steps: Default::default(),
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
        let Some(conditions) = clip(&self.asked.conditions, permit.conditions, self.vocabulary) else { return };
        let mut choices: Vec<Vec<u16>> = Vec::with_capacity(WORDS.len());
        let permitted = permit.area.permitted(self.vocabulary);
        for (dimension, ((cone, asked), words)) in WORDS.iter().zip(self.asked.words).zip(permitted).enumerate() {
            let graph = self.vocabulary.graph(*cone);
            let mut both = vec![0; graph.speaks(asked).len()];
            for word in words {
                for ((slot, mine), theirs) in both.iter_mut().zip(graph.speaks(word)).zip(graph.speaks(asked)) {
                    *slot |= mine & theirs;
                }
            }
            choices.push(self.few(dimension, greatest(graph, &both)));
        }
        let recipients = self.recipients_where(|recipient| permit.area.recipients.cover(recipient));
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
            let mut spared = vec![0; graph.speaks(word).len()];
            for member in
                ones(graph.speaks(word)).filter(|member| !words.iter().any(|mine| graph.touches(*member, *mine)))
            {
                if let Some(slot) = spared.get_mut(usize::from(member) / 64) {
                    *slot |= 1 << (member % 64);
                }
            }
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
            self.push(Candidate { conditions, ..from.clone() });
        }
    }

    fn push(&mut self, candidate: Candidate) {
        if self.seen.insert(candidate.clone()) {
            self.open.push(Reverse((self.distance(&candidate), candidate)));
        }
    }

    /// At most eight words of a dimension, those nearest to the question.
    fn few(&mut self, dimension: usize, mut words: Vec<u16>) -> Vec<u16> {
        if words.len() > PER_DIMENSION {
            words.sort_by_key(|member| (self.walked(dimension, *member), *member));
            words.truncate(PER_DIMENSION);
            self.searched_all = false;
        }
        words
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
        Request { data, purpose, operation, recipient: self.recipient.clone(), conditions: self.conditions.clone() }
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
