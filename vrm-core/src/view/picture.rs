//! The picture that a handle hands out.

use super::StateError;
use super::agenda::Agenda;
use super::cast::Cast;
use super::ending::KnownTo;
use super::exposure::Exposure;
use super::relationship::Relationship;
use super::state::State;
use crate::chain::{Head, StreamHead, StreamId};
use crate::consent::RecordFacts;
use crate::decision::{AgreementId, Block, Decision, Grant, GrantId, Request, Verdict};
use crate::did::Did;
use crate::history::Settings;
use crate::terms::Terms;
use crate::time::Instant;
use std::sync::Arc;

/// A life as it stood after one of its events.
#[derive(Clone, Debug)]
pub struct View {
    state: Arc<State>,
    head: Head,
}

impl View {
    pub(crate) fn new(state: Arc<State>, head: Head) -> Self {
        Self { state, head }
    }

    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// Where the history stands.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// How its owner deals with others; none where a desk's customers are concerned.
    #[must_use]
    pub fn settings(&self) -> Option<&Settings> {
        self.state.settings().map(AsRef::as_ref)
    }

    /// The person's own terms.
    #[must_use]
    pub fn own_terms(&self) -> Option<&Terms> {
        self.state.own_terms().map(|own| own.terms())
    }

    /// Every relationship, by its id.
    pub fn relationships(&self) -> impl Iterator<Item = &Relationship> {
        self.state.relationships()
    }

    /// One relationship.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`].
    pub fn relationship(&self, id: StreamId) -> Result<&Relationship, StateError> {
        self.state.relationship(id)
    }

    /// Every cast of every intention, by its id.
    pub fn casts(&self) -> impl Iterator<Item = &Cast> {
        self.state.casts()
    }

    /// The casts of one intention: one, or one for each vendor that it is for by name.
    ///
    /// # Errors
    /// [`StateError::NoSuchIntention`].
    pub fn intention(&self, id: StreamId) -> Result<Vec<&Cast>, StateError> {
        self.state.casts_of(id)
    }

    /// The relationship with a vendor, by the identifier under which it was added.
    #[must_use]
    pub fn with_vendor(&self, vendor: &Did) -> Option<&Relationship> {
        self.state.vendor(vendor).and_then(|id| self.state.relationship(id).ok())
    }

    /// What is left of relationships that were erased: the id, and where the stream stood.
    pub fn tombstones(&self) -> impl Iterator<Item = (StreamId, StreamHead)> {
        self.state.tombstones().iter().map(|(id, head)| (*id, *head))
    }

    /// Every block, by its id.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.state.ledger().blocks()
    }

    /// Every grant to a vendor, those that ended too.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`].
    pub fn grants(&self, relationship: StreamId) -> Result<impl Iterator<Item = &Grant>, StateError> {
        let between = self.state.relationship(relationship)?;
        Ok(self.state.ledger().grants(between.vendor()))
    }

    /// One grant.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`], [`StateError::NoSuchGrant`].
    pub fn grant(&self, relationship: StreamId, id: GrantId) -> Result<&Grant, StateError> {
        let between = self.state.relationship(relationship)?;
        self.state.ledger().find(between.vendor(), &id).ok_or(StateError::NoSuchGrant { id })
    }

    /// The records of consent that follow from this history for an agreement: one of what came with it, and one of each
    /// consent under it. A receipt is held against them.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`], [`StateError::NoSuchAgreement`].
    pub fn records(&self, relationship: StreamId, agreement: AgreementId) -> Result<Vec<RecordFacts>, StateError> {
        let between = self.state.relationship(relationship)?;
        Ok(self.state.records(between, between.agreed(&agreement)?, KnownTo::Oneself))
    }

    /// May this vendor do it now? The answer with every grant and block that made it. A vendor that was never added may
    /// do nothing.
    ///
    /// # Errors
    /// [`StateError::ClockWentBack`] when `now` is a day or more before the last event; a little before counts as that
    /// event's time.
    pub fn decide(&self, vendor: &Did, request: &Request, now: Instant) -> Result<Decision, StateError> {
        Ok(self.state.ledger().decide(self.state.known_as(vendor), request, self.state.effective(now)?))
    }

    /// Who holds what about the person, on what ground, until when.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn exposure(&self, now: Instant) -> Result<Exposure, StateError> {
        Ok(self.state.exposure(self.state.effective(now)?))
    }

    /// What falls due, and what is overdue.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn agenda(&self, now: Instant) -> Result<Agenda, StateError> {
        Ok(self.state.agenda(self.state.effective(now)?))
    }

    /// As [`decide`](Self::decide), without its reasons: it allocates nothing.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn verdict(&self, vendor: &Did, request: &Request, now: Instant) -> Result<Verdict, StateError> {
        Ok(self.state.ledger().verdict(self.state.known_as(vendor), request, self.state.effective(now)?))
    }
}
