//! For every word, the rules it concerns: the table in which a decision looks up its candidates.

use super::point::{Area, Point, WORDS};
use super::recipients::{Recipients, UNNAMED_DID, place};
use super::rows::{self, Rows, shared};
use crate::did::Did;
use crate::vocab::graph::{Graph, ones};
use crate::vocab::{Recipient, Vocabulary};
use std::collections::{BTreeMap, HashMap};

/// Rules by word, one set of rows a dimension; the fourth is the recipient's.
#[derive(Clone, Debug)]
pub(super) struct Index {
    rows: [Rows; 4],
    dids: BTreeMap<Did, u16>,
}

impl Index {
    /// Permissions by what their words speak for.
    pub(super) fn permitting(areas: &[Area], vocabulary: &Vocabulary) -> Self {
        Self::covering(areas, vocabulary, Graph::speaks)
    }

    /// Permissions as if marks were not.
    pub(super) fn permitting_but_for_marks(areas: &[Area], vocabulary: &Vocabulary) -> Self {
        Self::covering(areas, vocabulary, Graph::down)
    }

    fn covering(areas: &[Area], vocabulary: &Vocabulary, reach: fn(&Graph, u16) -> &[u64]) -> Self {
        let mut index = Self::blank(areas, vocabulary, Recipients::covered);
        index.fill(areas, vocabulary, |graph, word| ones(reach(graph, word)).collect());
        index
    }

    /// Prohibitions by what their words touch.
    pub(super) fn forbidding(areas: &[Area], vocabulary: &Vocabulary) -> Self {
        let mut index = Self::blank(areas, vocabulary, Recipients::touched);
        let touched = |graph: &Graph, word| graph.members().filter(|member| graph.touches(*member, word)).collect();
        index.fill(areas, vocabulary, touched);
        index
    }

    /// An index whose recipients are filled, and whose words are not.
    fn blank(areas: &[Area], vocabulary: &Vocabulary, concerned: fn(&Recipients) -> u8) -> Self {
        let mut dids = BTreeMap::new();
        for recipient in areas.iter().flat_map(|area| area.recipients.named()) {
            if let Recipient::Did(did) = recipient {
                let next = u16::try_from(dids.len()).unwrap_or(u16::MAX).saturating_add(UNNAMED_DID + 1);
                dids.entry(did.clone()).or_insert(next);
            }
        }
        let words = WORDS.map(|cone| Rows::new(vocabulary.graph(cone).members().count(), areas.len()));
        let mut recipients = Rows::new(usize::from(UNNAMED_DID) + 1 + dids.len(), areas.len());
        let named: Vec<(u16, Recipient)> = dids.iter().map(|(did, row)| (*row, Recipient::Did(did.clone()))).collect();
        for (rule, area) in areas.iter().enumerate() {
            let places = concerned(&area.recipients);
            let unnamed = (0..=UNNAMED_DID).filter(|place| places >> place & 1 == 1);
            let named = named.iter().filter(|(_, one)| area.recipients.hold(places, one)).map(|(row, _)| *row);
            unnamed.chain(named).for_each(|row| recipients.set(row, rule));
        }
        let [data, purpose, operation] = words;
        Self { rows: [data, purpose, operation, recipients], dids }
    }

    /// Fills the words: for each word of a rule, the members it reaches. An empty list is the root in a prohibition too,
    /// since a root touches everything.
    fn fill(&mut self, areas: &[Area], vocabulary: &Vocabulary, reach: impl Fn(&Graph, u16) -> Vec<u16>) {
        let mut reached: [HashMap<u16, Vec<u16>>; 3] = Default::default();
        for (rule, area) in areas.iter().enumerate() {
            let sets = self.rows.iter_mut().zip(&mut reached).zip(WORDS).zip(area.permitted(vocabulary));
            for (((rows, reached), cone), words) in sets {
                for word in words {
                    let members = reached.entry(word).or_insert_with(|| reach(vocabulary.graph(cone), word));
                    members.iter().for_each(|member| rows.set(*member, rule));
                }
            }
        }
    }

    /// The rules that concern every word of the point, ascending.
    #[inline]
    pub(super) fn at<'a>(&'a self, point: &Point<'_>) -> impl Iterator<Item = usize> + use<'a> {
        let [data, purpose, operation] = point.words;
        shared(&self.rows, [data, purpose, operation, self.row_of(point.recipient)])
    }

    /// The rules that concern some word below the point in every dimension, ascending.
    pub(super) fn meeting(&self, point: &Point<'_>, vocabulary: &Vocabulary) -> impl Iterator<Item = usize> + use<> {
        let [.., recipients] = &self.rows;
        let below =
            (0u16..).zip(Recipient::WORDS).filter(|(_, one)| one.is_within(point.recipient)).map(|(row, _)| row);
        let named = self.dids.iter().filter(|(did, _)| is_within(did, point.recipient)).map(|(_, row)| *row);
        let mut all = recipients.any([self.row_of(point.recipient)].into_iter().chain(below).chain(named));
        for ((cone, rows), word) in WORDS.iter().zip(&self.rows).zip(point.words) {
            let some = rows.any(ones(vocabulary.graph(*cone).speaks(word)));
            all.iter_mut().zip(some).for_each(|(slot, word)| *slot &= word);
        }
        rows::ones(all)
    }

    /// Rules as bits: those that concern a word of a dimension (data, purpose, operation).
    pub(super) fn word(&self, dimension: usize, word: u16) -> &[u64] {
        self.rows.get(dimension).map_or(&[], |rows| rows.bits(word))
    }

    /// Rules as bits: those that concern a recipient.
    pub(super) fn recipient(&self, recipient: &Recipient) -> &[u64] {
        let [.., recipients] = &self.rows;
        recipients.bits(self.row_of(recipient))
    }

    /// DIDs that a rule names.
    pub(super) fn dids(&self) -> impl Iterator<Item = &Did> {
        self.dids.keys()
    }

    fn row_of(&self, recipient: &Recipient) -> u16 {
        match recipient {
            Recipient::Did(did) => self.dids.get(did).copied().unwrap_or(UNNAMED_DID),
            word => place(word).unwrap_or(u16::MAX),
        }
    }
}

fn is_within(did: &Did, recipient: &Recipient) -> bool {
    match recipient {
        Recipient::Anyone | Recipient::ThirdParty => true,
        Recipient::Did(other) => did == other,
        _ => false,
    }
}
