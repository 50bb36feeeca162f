//! A text of terms, compiled once for all who stand under it.

use super::point::{Area, Point, WORDS};
use super::rows::{Rows, shared};
use crate::did::Did;
use crate::terms::{Scope, Terms};
use crate::vocab::{Recipient, Vocabulary};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

/// A text of terms in the form that judges: for every word, the rules it concerns. Cheap to clone.
///
/// Compile a text once and share it between all relationships; [`Terms::hash`] names it.
#[derive(Clone)]
pub struct CompiledTerms(Arc<Table>);

struct Table {
    terms: Terms,
    dids: BTreeMap<Did, u16>,
    permitting: [Rows; 4],
    /// Permissions by data and operation as if marks were not.
    permitting_marked: [Rows; 2],
    forbidding: [Rows; 4],
    permissions: Vec<Area>,
    prohibitions: Vec<Area>,
}

/// `anyone`, `vendor`, `processor`, `third-party`, `same-group`, then a DID no rule names, then the named DIDs.
const UNNAMED_DID: u16 = 5;

impl Terms {
    /// Compiles the text into the form that judges.
    ///
    /// ```
    /// use vrm_core::decision::{Effect, Request};
    /// use vrm_core::terms::{Draft, Permission};
    /// use vrm_core::vocab::Recipient;
    /// let mut draft = Draft::own();
    /// draft.permit(Permission::new("contact", ["pd:Contact".parse()?], ["dpv:ServiceProvision".parse()?]));
    /// let terms = draft.finish()?.compile();
    /// let ask = |data: &str| -> Result<_, vrm_core::Error> {
    ///     Ok(Request::new(data.parse()?, "dpv:DeliveryOfGoods".parse()?, "dpv:Store".parse()?, Recipient::Vendor))
    /// };
    /// assert_eq!(terms.verdict(&ask("pd:EmailAddress")?).effect, Effect::Permit);
    /// assert_eq!(terms.verdict(&ask("pd:Tracking")?).effect, Effect::Deny); // above contact, so broader
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn compile(&self) -> CompiledTerms {
        CompiledTerms(Arc::new(Table::of(self.clone())))
    }
}

impl CompiledTerms {
    /// The text.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.0.terms
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.0.terms.vocabulary()
    }

    pub(super) fn permission_areas(&self) -> &[Area] {
        &self.0.permissions
    }

    pub(super) fn prohibition_areas(&self) -> &[Area] {
        &self.0.prohibitions
    }

    /// DIDs that a rule names.
    pub(super) fn named_dids(&self) -> impl Iterator<Item = &Did> {
        self.0.dids.keys()
    }

    /// The permissions whose words cover the point.
    pub(super) fn covering<'a>(&'a self, point: &Point<'_>) -> impl Iterator<Item = usize> + 'a {
        let [data, purpose, operation, recipient] = &self.0.permitting;
        let ([d, p, o], r) = (point.words, self.0.recipient(point.recipient));
        shared([data.row(d), purpose.row(p), operation.row(o), recipient.row(r)])
    }

    /// The permissions whose words would cover the point if marks were not.
    pub(super) fn covering_but_for_marks<'a>(&'a self, point: &Point<'_>) -> impl Iterator<Item = usize> + 'a {
        let ([_, purpose, _, recipient], [data, operation]) = (&self.0.permitting, &self.0.permitting_marked);
        let ([d, p, o], r) = (point.words, self.0.recipient(point.recipient));
        shared([data.row(d), purpose.row(p), operation.row(o), recipient.row(r)])
    }

    /// The prohibitions whose words touch the point.
    pub(super) fn touching<'a>(&'a self, point: &Point<'_>) -> impl Iterator<Item = usize> + 'a {
        let [data, purpose, operation, recipient] = &self.0.forbidding;
        let ([d, p, o], r) = (point.words, self.0.recipient(point.recipient));
        shared([data.row(d), purpose.row(p), operation.row(o), recipient.row(r)])
    }

    /// Rules as bits: permissions that cover a word of a dimension (data, purpose, operation).
    pub(super) fn covering_word(&self, dimension: usize, word: u16) -> &[u64] {
        self.0.permitting.get(dimension).map_or(&[], |rows| rows.row(word).words())
    }

    /// Rules as bits: permissions that cover a data word if marks were not.
    pub(super) fn covering_data_but_for_marks(&self, word: u16) -> &[u64] {
        let [data, _] = &self.0.permitting_marked;
        data.row(word).words()
    }

    /// Rules as bits: permissions that cover a recipient.
    pub(super) fn covering_recipient(&self, recipient: &Recipient) -> &[u64] {
        let [.., rows] = &self.0.permitting;
        rows.row(self.0.recipient(recipient)).words()
    }

    /// Rules as bits: prohibitions that touch a word of a dimension.
    pub(super) fn touching_word(&self, dimension: usize, word: u16) -> &[u64] {
        self.0.forbidding.get(dimension).map_or(&[], |rows| rows.row(word).words())
    }

    /// Rules as bits: prohibitions that touch a recipient.
    pub(super) fn touching_recipient(&self, recipient: &Recipient) -> &[u64] {
        let [.., rows] = &self.0.forbidding;
        rows.row(self.0.recipient(recipient)).words()
    }
}

impl fmt::Debug for CompiledTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CompiledTerms").field(self.terms()).finish()
    }
}

impl Table {
    fn of(terms: Terms) -> Self {
        let vocabulary = terms.vocabulary().clone();
        let mut dids = BTreeMap::new();
        for scope in terms.permissions().iter().map(|rule| rule.scope()).chain(terms.prohibitions().iter().map(|rule| rule.scope())) {
            name_dids(scope, &mut dids);
        }
        let permissions: Vec<Area> = terms.permissions().iter().map(|rule| Area::of(rule.scope(), &vocabulary)).collect();
        let prohibitions: Vec<Area> = terms.prohibitions().iter().map(|rule| Area::of(rule.scope(), &vocabulary)).collect();
        let permitting = permitting(&permissions, &vocabulary, &dids);
        let [data, _, operation, _] = permitting_words(&permissions, &vocabulary, |graph, word| graph.down(word).to_vec());
        let forbidding = forbidding(&prohibitions, &vocabulary, &dids);
        Self { terms, dids, permitting, permitting_marked: [data, operation], forbidding, permissions, prohibitions }
    }

    fn recipient(&self, recipient: &Recipient) -> u16 {
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

fn name_dids(scope: &Scope, dids: &mut BTreeMap<Did, u16>) {
    for recipient in &scope.recipient {
        if let Recipient::Did(did) = recipient {
            let next = u16::try_from(dids.len()).unwrap_or(u16::MAX).saturating_add(UNNAMED_DID + 1);
            dids.entry(did.clone()).or_insert(next);
        }
    }
}

/// Every recipient a row stands for, with its index; the DID that no rule names is `None`.
fn recipient_rows(dids: &BTreeMap<Did, u16>) -> Vec<(u16, Option<Recipient>)> {
    let words = (0u16..).zip(Recipient::WORDS).map(|(index, word)| (index, Some(word)));
    let named = dids.iter().map(|(did, index)| (*index, Some(Recipient::Did(did.clone()))));
    words.chain([(UNNAMED_DID, None)]).chain(named).collect()
}

fn permitting(areas: &[Area], vocabulary: &Vocabulary, dids: &BTreeMap<Did, u16>) -> [Rows; 4] {
    let [data, purpose, operation, _] = permitting_words(areas, vocabulary, |graph, word| graph.speaks(word).to_vec());
    let all = recipient_rows(dids);
    let mut recipients = Rows::new(all.len(), areas.len());
    for (rule, area) in areas.iter().enumerate() {
        for (index, recipient) in &all {
            let covered = area.permitted_recipients().iter().any(|mine| match recipient {
                Some(recipient) => recipient.is_within(mine),
                None => Recipient::SameGroup.above().is_some_and(|above| above.is_within(mine)),
            });
            if covered {
                recipients.set(*index, rule);
            }
        }
    }
    [data, purpose, operation, recipients]
}

/// Rows by word; the fourth is empty and takes the place of the recipients.
fn permitting_words(
    areas: &[Area],
    vocabulary: &Vocabulary,
    reach: impl Fn(&crate::vocab::graph::Graph, u16) -> Vec<u64>,
) -> [Rows; 4] {
    let blank = |dimension: usize| {
        let words = WORDS.get(dimension).map_or(0, |cone| vocabulary.graph(*cone).members().count());
        Rows::new(words, areas.len())
    };
    let mut rows = [blank(0), blank(1), blank(2), blank(3)];
    let mut reached: HashMap<(usize, u16), Vec<u64>> = HashMap::new();
    for (rule, area) in areas.iter().enumerate() {
        for (dimension, (cone, rows)) in WORDS.iter().zip(rows.iter_mut()).enumerate() {
            for word in area.permitted(dimension, vocabulary) {
                let bits = reached.entry((dimension, word)).or_insert_with(|| reach(vocabulary.graph(*cone), word));
                for member in crate::vocab::graph::ones(bits) {
                    rows.set(member, rule);
                }
            }
        }
    }
    rows
}

fn forbidding(areas: &[Area], vocabulary: &Vocabulary, dids: &BTreeMap<Did, u16>) -> [Rows; 4] {
    let all = recipient_rows(dids);
    let blank = |dimension: usize| {
        let words = WORDS.get(dimension).map_or(all.len(), |cone| vocabulary.graph(*cone).members().count());
        Rows::new(words, areas.len())
    };
    let [mut data, mut purpose, mut operation, mut recipients] = [blank(0), blank(1), blank(2), blank(3)];
    let mut touched: HashMap<(usize, u16), Vec<u16>> = HashMap::new();
    for (rule, area) in areas.iter().enumerate() {
        let dimensions = WORDS.iter().zip(&area.words).zip([&mut data, &mut purpose, &mut operation]);
        for (dimension, ((cone, words), rows)) in dimensions.enumerate() {
            let graph = vocabulary.graph(*cone);
            if words.is_empty() {
                graph.members().for_each(|member| rows.set(member, rule));
            }
            for word in words {
                let members = touched
                    .entry((dimension, *word))
                    .or_insert_with(|| graph.members().filter(|member| graph.touches(*member, *word)).collect());
                members.iter().for_each(|member| rows.set(*member, rule));
            }
        }
        for (index, recipient) in &all {
            let touched = area.recipients.is_empty()
                || area.recipients.iter().any(|mine| match recipient {
                    Some(recipient) => recipient.overlaps(mine),
                    None => matches!(mine, Recipient::Anyone | Recipient::ThirdParty),
                });
            if touched {
                recipients.set(*index, rule);
            }
        }
    }
    [data, purpose, operation, recipients]
}
