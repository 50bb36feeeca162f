//! A text of terms, compiled once for all who stand under it.

use super::gate::{Allows, Hits};
use super::index::Index;
use super::point::{Area, Point};
use crate::did::Did;
use crate::terms::{Conditions, Permission, Prohibition, Scope, Terms};
use crate::vocab::Vocabulary;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// A text of terms in the form that judges: for every word, the rules it concerns. Cheap to clone.
///
/// Compile a text once and share it between all relationships; [`Terms::hash`] names it.
#[derive(Clone)]
pub struct CompiledTerms(Arc<Table>);

/// Rules stand here in the order of their bits, which is not the text's: those with the same words are neighbours, so
/// that the rules of one word fill few blocks of bits.
struct Table {
    terms: Terms,
    allows: Vec<Allows>,
    permissions: Vec<Area>,
    hits: Vec<Hits>,
    prohibitions: Vec<Area>,
    permitting: Index,
    permitting_but_for_marks: Index,
    forbidding: Index,
}

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
        let vocabulary = self.vocabulary();
        let area = |scope: &Scope| Area::of(scope, vocabulary);
        let (allows, permissions) = neighbours(self.permissions(), |rule| area(rule.scope()), Allows::of);
        let (hits, prohibitions) = neighbours(self.prohibitions(), |rule| area(rule.scope()), Hits::of);
        CompiledTerms(Arc::new(Table {
            permitting: Index::permitting(&permissions, vocabulary),
            permitting_but_for_marks: Index::permitting_but_for_marks(&permissions, vocabulary),
            forbidding: Index::forbidding(&prohibitions, vocabulary),
            terms: self.clone(),
            allows,
            permissions,
            hits,
            prohibitions,
        }))
    }
}

/// Rules with the same words side by side.
fn neighbours<R, G>(rules: &[R], area: impl Fn(&R) -> Area, gate: impl Fn(u32, &R) -> G) -> (Vec<G>, Vec<Area>) {
    let mut all: Vec<(Area, G)> = (0u32..).zip(rules).map(|(place, rule)| (area(rule), gate(place, rule))).collect();
    all.sort_by(|(a, _), (b, _)| a.words().cmp(&b.words()));
    all.into_iter().map(|(area, gate)| (gate, area)).unzip()
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

    /// The words of the permissions, in the order of their bits.
    pub(super) fn permissions(&self) -> &[Area] {
        &self.0.permissions
    }

    /// The words of the prohibitions, in the order of their bits.
    pub(super) fn prohibitions(&self) -> &[Area] {
        &self.0.prohibitions
    }

    /// The conditions of the permissions in short, in the order of their bits.
    pub(super) fn allows(&self) -> &[Allows] {
        &self.0.allows
    }

    /// The limits of the prohibitions in short, in the order of their bits.
    pub(super) fn hits(&self) -> &[Hits] {
        &self.0.hits
    }

    /// The permission of a bit.
    pub(super) fn permission(&self, bit: usize) -> Option<&Permission> {
        let place = usize::try_from(self.0.allows.get(bit)?.rule).ok()?;
        self.0.terms.permissions().get(place)
    }

    /// The prohibition of a bit.
    pub(super) fn prohibition(&self, bit: usize) -> Option<&Prohibition> {
        self.0.terms.prohibitions().get(self.place_of_prohibition(bit)?)
    }

    /// Where in the text the prohibition of a bit stands.
    pub(super) fn place_of_prohibition(&self, bit: usize) -> Option<usize> {
        usize::try_from(self.0.hits.get(bit)?.rule).ok()
    }

    /// Whether what is asked is within the conditions of a permission.
    pub(super) fn holds(&self, bit: usize, asked: &Conditions) -> bool {
        let full = || self.permission(bit).map(Permission::conditions);
        self.0.allows.get(bit).is_some_and(|gate| gate.within.holds(asked, full, self.vocabulary()))
    }

    /// Whether what is asked breaks all that a prohibition states.
    pub(super) fn is_broken(&self, bit: usize, asked: &Conditions) -> bool {
        let full = || self.prohibition(bit).map(Prohibition::limits);
        self.0.hits.get(bit).is_some_and(|gate| gate.are_broken(asked, full, self.vocabulary()))
    }

    /// Whether a permission wants the person to be asked.
    pub(super) fn asks(&self, bit: usize) -> bool {
        self.0.allows.get(bit).is_some_and(|gate| gate.ask)
    }

    pub(super) fn permitting(&self) -> &Index {
        &self.0.permitting
    }

    pub(super) fn permitting_but_for_marks(&self) -> &Index {
        &self.0.permitting_but_for_marks
    }

    pub(super) fn forbidding(&self) -> &Index {
        &self.0.forbidding
    }

    /// DIDs that a rule names.
    pub(super) fn named_dids(&self) -> BTreeSet<&Did> {
        self.permitting().dids().chain(self.forbidding().dids()).collect()
    }

    /// The permissions whose words cover the point.
    pub(super) fn covering(&self, point: &Point<'_>) -> impl Iterator<Item = usize> + use<'_> {
        self.permitting().at(point)
    }

    /// The permissions whose words would cover the point if marks were not.
    pub(super) fn covering_but_for_marks(&self, point: &Point<'_>) -> impl Iterator<Item = usize> + use<'_> {
        self.permitting_but_for_marks().at(point)
    }

    /// The prohibitions whose words touch the point.
    pub(super) fn touching(&self, point: &Point<'_>) -> impl Iterator<Item = usize> + use<'_> {
        self.forbidding().at(point)
    }
}

impl fmt::Debug for CompiledTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CompiledTerms").field(self.terms()).finish()
    }
}
