//! For every word, the rules it concerns: the table in which a decision looks up its candidates.

use super::point::{Area, Point, WORDS};
use super::rows::{Ones, Rows, shared};
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

/// `anyone`, `vendor`, `processor`, `third-party`, `same-group`, then a DID no rule names, then the named DIDs.
const UNNAMED_DID: u16 = 5;

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
        let recipients = |area: &Area, recipient: &Recipient| {
            area.permitted_recipients().iter().any(|mine| recipient.is_within(mine))
        };
        let unnamed =
            |area: &Area| area.permitted_recipients().iter().any(|mine| Recipient::ThirdParty.is_within(mine));
        let mut index = Self::blank(areas, vocabulary, recipients, unnamed);
        let words = |area: &Area, dimension| area.permitted(dimension, vocabulary);
        index.fill(areas, vocabulary, words, |graph, word| ones(reach(graph, word)).collect());
        index
    }

    /// Prohibitions by what their words touch.
    pub(super) fn forbidding(areas: &[Area], vocabulary: &Vocabulary) -> Self {
        let recipients = |area: &Area, recipient: &Recipient| {
            area.recipients.is_empty() || area.recipients.iter().any(|mine| recipient.overlaps(mine))
        };
        let unnamed = |area: &Area| {
            let above = |mine: &Recipient| matches!(mine, Recipient::Anyone | Recipient::ThirdParty);
            area.recipients.is_empty() || area.recipients.iter().any(above)
        };
        let mut index = Self::blank(areas, vocabulary, recipients, unnamed);
        let words = |area: &Area, dimension: usize| match (area.words.get(dimension), WORDS.get(dimension)) {
            (Some(words), Some(cone)) if words.is_empty() => {
                vocabulary.index(*cone, &cone.root()).into_iter().collect()
            }
            (Some(words), _) => words.to_vec(),
            (None, _) => Vec::new(),
        };
        let touched = |graph: &Graph, word| graph.members().filter(|member| graph.touches(*member, word)).collect();
        index.fill(areas, vocabulary, words, touched);
        index
    }

    /// An index whose recipients are filled, and whose words are not.
    fn blank(
        areas: &[Area],
        vocabulary: &Vocabulary,
        concerns: impl Fn(&Area, &Recipient) -> bool,
        concerns_unnamed: impl Fn(&Area) -> bool,
    ) -> Self {
        let mut dids = BTreeMap::new();
        for recipient in areas.iter().flat_map(|area| area.recipients.iter()) {
            if let Recipient::Did(did) = recipient {
                let next = u16::try_from(dids.len()).unwrap_or(u16::MAX).saturating_add(UNNAMED_DID + 1);
                dids.entry(did.clone()).or_insert(next);
            }
        }
        let words = WORDS.map(|cone| Rows::new(vocabulary.graph(cone).members().count(), areas.len()));
        let mut recipients = Rows::new(usize::from(UNNAMED_DID) + 1 + dids.len(), areas.len());
        let named = dids.iter().map(|(did, row)| (*row, Recipient::Did(did.clone())));
        let all: Vec<(u16, Recipient)> = (0u16..).zip(Recipient::WORDS).chain(named).collect();
        for (rule, area) in areas.iter().enumerate() {
            for (row, _) in all.iter().filter(|(_, recipient)| concerns(area, recipient)) {
                recipients.set(*row, rule);
            }
            if concerns_unnamed(area) {
                recipients.set(UNNAMED_DID, rule);
            }
        }
        let [data, purpose, operation] = words;
        Self { rows: [data, purpose, operation, recipients], dids }
    }

    /// Fills the words: for each word of a rule, the members it reaches.
    fn fill(
        &mut self,
        areas: &[Area],
        vocabulary: &Vocabulary,
        words: impl Fn(&Area, usize) -> Vec<u16>,
        reach: impl Fn(&Graph, u16) -> Vec<u16>,
    ) {
        for (dimension, (cone, rows)) in WORDS.iter().zip(self.rows.iter_mut()).enumerate() {
            let graph = vocabulary.graph(*cone);
            let mut reached: HashMap<u16, Vec<u16>> = HashMap::new();
            for (rule, area) in areas.iter().enumerate() {
                for word in words(area, dimension) {
                    let members = reached.entry(word).or_insert_with(|| reach(graph, word));
                    members.iter().for_each(|member| rows.set(*member, rule));
                }
            }
        }
    }

    /// The rules that concern every word of the point, ascending.
    pub(super) fn at<'a>(&'a self, point: &Point<'_>) -> impl Iterator<Item = usize> + use<'a> {
        let [data, purpose, operation, recipients] = &self.rows;
        let ([d, p, o], r) = (point.words, self.row_of(point.recipient));
        shared([data.row(d), purpose.row(p), operation.row(o), recipients.row(r)])
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
        (0..).step_by(64).zip(all).flat_map(|(start, word)| Ones(word).map(move |bit| start + bit))
    }

    /// Rules as bits: those that concern a word of a dimension (data, purpose, operation).
    pub(super) fn word(&self, dimension: usize, word: u16) -> &[u64] {
        self.rows.get(dimension).map_or(&[], |rows| rows.row(word).words())
    }

    /// Rules as bits: those that concern a recipient.
    pub(super) fn recipient(&self, recipient: &Recipient) -> &[u64] {
        let [.., recipients] = &self.rows;
        recipients.row(self.row_of(recipient)).words()
    }

    /// DIDs that a rule names.
    pub(super) fn dids(&self) -> impl Iterator<Item = &Did> {
        self.dids.keys()
    }

    fn row_of(&self, recipient: &Recipient) -> u16 {
        match recipient {
            Recipient::Anyone => 0,
            Recipient::Vendor => 1,
            Recipient::Processor => 2,
            Recipient::ThirdParty => 3,
            Recipient::SameGroup => 4,
            Recipient::Did(did) => self.dids.get(did).copied().unwrap_or(UNNAMED_DID),
            Recipient::Unknown(_) => u16::MAX,
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
