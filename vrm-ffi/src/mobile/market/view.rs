//! What was announced.

use crate::border::Failure;
use crate::mobile::{View, VrmError};
use crate::value::{Announced, Cast};
use vrm_core::chain::StreamId;

#[uniffi::export]
impl View {
    /// Every cast of every intention, by its id.
    pub fn casts(&self) -> Result<Vec<Cast>, VrmError> {
        self.ask(|view| view.casts().map(TryInto::try_into).collect::<Result<_, Failure>>())
    }

    /// The casts of one intention: one, or one for each vendor that it is for by name.
    ///
    /// # Errors
    /// `state-no-such-intention`.
    pub fn intention(&self, id: StreamId) -> Result<Vec<Cast>, VrmError> {
        self.ask(|view| view.intention(id)?.into_iter().map(TryInto::try_into).collect::<Result<_, Failure>>())
    }

    /// At a desk, what the customer announced that it wants.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn announced(&self, relationship: StreamId) -> Result<Option<Announced>, VrmError> {
        self.ask(|view| view.relationship(relationship)?.announced().map(TryInto::try_into).transpose())
    }
}
