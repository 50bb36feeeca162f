//! What is between the two sides.

use super::View;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::{Agreed, Question, Relationship, Tombstone};
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::view::StateError;

#[uniffi::export]
impl View {
    /// Every relationship, by its id.
    pub fn relationships(&self) -> Result<Vec<StreamId>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.relationships().map(|between| between.id()).collect()))
    }

    /// One relationship.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn relationship(&self, id: StreamId) -> Result<Relationship, VrmError> {
        self.ask(|view| Ok::<_, StateError>(view.relationship(id)?.into()))
    }

    /// The relationship with a vendor, by the identifier under which it was added.
    pub fn with_vendor(&self, vendor: Did) -> Result<Option<Relationship>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.with_vendor(&vendor).map(Relationship::from)))
    }

    /// One agreement of a relationship.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn agreement(&self, relationship: StreamId, id: AgreementId) -> Result<Option<Agreed>, VrmError> {
        self.ask(|view| Ok::<_, StateError>(view.relationship(relationship)?.agreement(&id).map(Agreed::from)))
    }

    /// One question of a vendor's.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn question(&self, relationship: StreamId, id: SignedId) -> Result<Option<Question>, VrmError> {
        self.ask(|view| Ok::<_, StateError>(view.relationship(relationship)?.question(&id).map(Question::from)))
    }

    /// What is left of relationships that were erased.
    pub fn tombstones(&self) -> Result<Vec<Tombstone>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.tombstones().map(Tombstone::from).collect()))
    }
}
