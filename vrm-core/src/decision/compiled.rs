//! A text of terms, compiled once for all who stand under it.

use super::index::Index;
use super::point::{Area, Point};
use crate::did::Did;
use crate::terms::Terms;
use crate::vocab::Vocabulary;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// A text of terms in the form that judges: for every word, the rules it concerns. Cheap to clone.
///
/// Compile a text once and share it between all relationships; [`Terms::hash`] names it.
#[derive(Clone)]
pub struct CompiledTerms(Arc<Table>);

struct Table {
    terms: Terms,
    permissions: Vec<Area>,
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
        let permissions: Vec<Area> = self.permissions().iter().map(|rule| Area::of(rule.scope(), vocabulary)).collect();
        let prohibitions: Vec<Area> =
            self.prohibitions().iter().map(|rule| Area::of(rule.scope(), vocabulary)).collect();
        CompiledTerms(Arc::new(Table {
            permitting: Index::permitting(&permissions, vocabulary),
            permitting_but_for_marks: Index::permitting_but_for_marks(&permissions, vocabulary),
            forbidding: Index::forbidding(&prohibitions, vocabulary),
            terms: self.clone(),
            permissions,
            prohibitions,
        }))
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

    pub(super) fn permissions(&self) -> &[Area] {
        &self.0.permissions
    }

    pub(super) fn prohibitions(&self) -> &[Area] {
        &self.0.prohibitions
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
