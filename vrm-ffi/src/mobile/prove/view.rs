//! What is held, given, consented to and claimed.

use crate::border::Failure;
use crate::mobile::{View, VrmError};
use crate::value::{Agenda, Claimed, Consented, Exposure, Givable, Given, ItemFacts, Notified, Receipted, RecordFacts};
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::keys::SignedId;
use vrm_core::message::Jti;
use vrm_core::time::Instant;
use vrm_core::vault::ItemId;

#[uniffi::export]
impl View {
    /// The items of the person's data, by their ids and without their values.
    pub fn items(&self) -> Result<Vec<ItemFacts>, VrmError> {
        self.ask(|view| view.items().map(TryInto::try_into).collect::<Result<_, Failure>>())
    }

    /// What is known of one item without its value.
    ///
    /// # Errors
    /// `vault-no-such-item`.
    pub fn item_facts(&self, id: ItemId) -> Result<ItemFacts, VrmError> {
        self.ask(|view| ItemFacts::try_from(view.item_facts(id)?))
    }

    /// What `give` would give to a vendor now: each grant with each item that is of its data.
    ///
    /// # Errors
    /// `state-no-such-relationship`; `state-clock-went-back`.
    pub fn givable(&self, relationship: StreamId, now: Instant) -> Result<Vec<Givable>, VrmError> {
        let givable = self.ask(|view| view.givable(relationship, now))?;
        Ok(givable.into_iter().map(|(grant, item)| Givable { grant, item }).collect())
    }

    /// Who holds what about the person, on what ground, until when.
    ///
    /// # Errors
    /// `state-clock-went-back`.
    pub fn exposure(&self, now: Instant) -> Result<Exposure, VrmError> {
        self.ask(|view| Exposure::try_from(&view.exposure(now)?))
    }

    /// What falls due, and what is overdue.
    ///
    /// # Errors
    /// `state-clock-went-back`.
    pub fn agenda(&self, now: Instant) -> Result<Agenda, VrmError> {
        self.ask(|view| Agenda::try_from(&view.agenda(now)?))
    }

    /// The records of consent that follow from this history for an agreement: one of what came with it, and one of each
    /// consent under it. A receipt is held against them.
    ///
    /// # Errors
    /// `state-no-such-relationship`, `state-no-such-agreement`.
    pub fn records(&self, relationship: StreamId, agreement: AgreementId) -> Result<Vec<RecordFacts>, VrmError> {
        let records = self.ask(|view| view.records(relationship, agreement))?;
        Ok(records.iter().map(Into::into).collect())
    }

    /// Every consent that was given, by its id and in no order of time.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn consents(&self, relationship: StreamId) -> Result<Vec<Consented>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.relationship(relationship)?.consents().map(Into::into).collect()))
    }

    /// One consent, if it is there.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn consent(&self, relationship: StreamId, id: SignedId) -> Result<Option<Consented>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.relationship(relationship)?.consent(&id).map(Into::into)))
    }

    /// Every receipt, by its id and in no order of time: those that were refused too.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn receipts(&self, relationship: StreamId) -> Result<Vec<Receipted>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.relationship(relationship)?.receipts().map(Into::into).collect()))
    }

    /// One receipt, if it is there.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn receipt(&self, relationship: StreamId, id: SignedId) -> Result<Option<Receipted>, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.relationship(relationship)?.receipt(&id).map(Into::into)))
    }

    /// What was given to the vendor, in no order of time.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn disclosures(&self, relationship: StreamId) -> Result<Vec<Given>, VrmError> {
        self.ask(|view| {
            let given = view.relationship(relationship)?.disclosures();
            Ok::<_, Failure>(given.map(|(id, given)| Given::of(id, given)).collect())
        })
    }

    /// What was given in one message, if it is there.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn disclosure(&self, relationship: StreamId, id: Jti) -> Result<Option<Given>, VrmError> {
        self.ask(|view| {
            let given = view.relationship(relationship)?.disclosure(&id);
            Ok::<_, Failure>(given.map(|given| Given::of(id, given)))
        })
    }

    /// Every claim of the person's rights, by its id, as it stands at a time.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn rights(&self, relationship: StreamId, now: Instant) -> Result<Vec<Claimed>, VrmError> {
        self.ask(|view| {
            let rights = view.relationship(relationship)?.rights();
            rights.map(|(id, claimed)| Claimed::of(id, claimed, now)).collect::<Result<_, Failure>>()
        })
    }

    /// One claim as it stands at a time, if it is there.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn right(&self, relationship: StreamId, id: SignedId, now: Instant) -> Result<Option<Claimed>, VrmError> {
        self.ask(|view| {
            let claimed = view.relationship(relationship)?.right(&id);
            claimed.map(|claimed| Claimed::of(id, claimed, now)).transpose()
        })
    }

    /// Every incident that the vendor notified, by the id of its message.
    ///
    /// # Errors
    /// `state-no-such-relationship`.
    pub fn incidents(&self, relationship: StreamId) -> Result<Vec<Notified>, VrmError> {
        self.ask(|view| {
            let incidents = view.relationship(relationship)?.incidents();
            Ok::<_, Failure>(incidents.map(|(id, notified)| Notified::of(id, notified)).collect())
        })
    }
}
