//! What holds, and what it makes of a request.

use super::View;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::{Block, Decision, Grant, Request, Settings, Terms, Verdict};
use vrm_core::chain::StreamId;
use vrm_core::decision::GrantId;
use vrm_core::did::Did;
use vrm_core::time::Instant;
use vrm_core::view::StateError;

#[uniffi::export]
impl View {
    /// How its owner deals with others; none where a desk's customers are concerned.
    pub fn settings(&self) -> Result<Option<Settings>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.settings().map(Settings::from)))
    }

    /// The person's own terms.
    pub fn own_terms(&self) -> Result<Option<Terms>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.own_terms().map(Terms::from)))
    }

    /// Every block, by its id.
    pub fn blocks(&self) -> Result<Vec<Block>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.blocks().map(Block::from).collect()))
    }

    /// Every grant to a vendor, those that ended too.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn grants(&self, relationship: StreamId) -> Result<Vec<Grant>, VrmError> {
        self.ask(|view| Ok::<_, StateError>(view.grants(relationship)?.map(Grant::from).collect()))
    }

    /// One grant.
    ///
    /// # Errors
    /// `state-no-such-relationship`, `state-no-such-grant`.
    pub fn grant(&self, relationship: StreamId, id: GrantId) -> Result<Grant, VrmError> {
        self.ask(|view| Ok::<_, StateError>(view.grant(relationship, id)?.into()))
    }

    /// May this vendor do it now? The answer with every grant and block that made it. A vendor that was never added may do
    /// nothing.
    ///
    /// # Errors
    /// What is wrong with the request; `state-clock-went-back` when `now` is a day or more before the last event.
    pub fn decide(&self, vendor: Did, request: Request, now: Instant) -> Result<Decision, VrmError> {
        let request = request.core()?;
        self.ask(|view| Ok::<_, StateError>((&view.decide(&vendor, &request, now)?).into()))
    }

    /// As `decide`, without its reasons.
    ///
    /// # Errors
    /// As `decide`.
    pub fn verdict(&self, vendor: Did, request: Request, now: Instant) -> Result<Verdict, VrmError> {
        let request = request.core()?;
        self.ask(|view| Ok::<_, StateError>(view.verdict(&vendor, &request, now)?.into()))
    }
}
