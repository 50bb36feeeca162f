//! Keep and give data, consent, claim rights.

use crate::mobile::{Person, VrmError};
use crate::value::{Claim, Disclosed, Item, NewItem, Outcome};
use vrm_core::chain::StreamId;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::history::CommandId;
use vrm_core::keys::SignedId;
use vrm_core::message::Jti;
use vrm_core::rights::{self, Statement};
use vrm_core::time::Instant;
use vrm_core::vault::{self, ItemId};
use vrm_core::vocab::Word;

#[uniffi::export]
impl Person {
    /// Stores a piece of the person's data. The outcome's `item` is its name.
    ///
    /// # Errors
    /// `vault-*` for a word that is no category and for a value that is none or too long.
    #[uniffi::method(default(command = None))]
    pub fn store_item(&self, new: NewItem, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        let new = vault::NewItem::try_from(new)?;
        self.run(|life, random| life.store_item(&new, command, now, random))
    }

    /// Stores another value in place of the one that an item has.
    ///
    /// # Errors
    /// As `store_item`; `vault-no-such-item`.
    #[uniffi::method(default(command = None))]
    pub fn replace_item(
        &self,
        item: ItemId,
        new: NewItem,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let new = vault::NewItem::try_from(new)?;
        self.run(|life, random| life.replace_item(item, &new, command, now, random))
    }

    /// Keeps an item no longer: its value is gone, from this store.
    ///
    /// # Errors
    /// `vault-no-such-item`.
    #[uniffi::method(default(command = None))]
    pub fn remove_item(&self, item: ItemId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.remove_item(item, command, now, random))
    }

    /// An item with its value.
    ///
    /// # Errors
    /// `vault-no-such-item`; the store's.
    pub fn item(&self, id: ItemId) -> Result<Item, VrmError> {
        self.with(|life, _| Item::try_from(life.item(id)?))
    }

    /// Gives items to a vendor under a grant: all of them, or nothing. A grant that was given once is used by it.
    ///
    /// # Errors
    /// `state-no-such-grant`, `state-no-such-agreement`; `vault-*` for an item that is not there, not valid now or not of the
    /// grant, for a grant that is held back, and for a use that is not permitted.
    #[uniffi::method(default(command = None))]
    pub fn give(
        &self,
        relationship: StreamId,
        grant: GrantId,
        items: Vec<ItemId>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.give(relationship, grant, &items, command, now, random))
    }

    /// The values of a disclosure, as they were given.
    ///
    /// # Errors
    /// `vault-no-such-disclosure`, `vault-deleted`; the store's.
    pub fn disclosed(&self, relationship: StreamId, disclosure: Jti) -> Result<Vec<Disclosed>, VrmError> {
        let values = self.with(|life, _| life.disclosed(relationship, &disclosure))?;
        Ok(values.into_iter().map(Into::into).collect())
    }

    /// Keeps the values of a disclosure no longer on this side. The vendor keeps what it has.
    ///
    /// # Errors
    /// As `disclosed`.
    #[uniffi::method(default(command = None))]
    pub fn forget_data(
        &self,
        relationship: StreamId,
        disclosure: Jti,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.forget_data(relationship, disclosure, command, now, random))
    }

    /// Keeps some values of a disclosure no longer on this side, by their places in it from 0. The vendor keeps what it has.
    ///
    /// # Errors
    /// As `disclosed`: `vault-deleted` too where no place has a value that is kept.
    #[uniffi::method(default(command = None))]
    pub fn forget_values(
        &self,
        relationship: StreamId,
        disclosure: Jti,
        places: Vec<u32>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.forget_values(relationship, disclosure, &places, command, now, random))
    }

    /// Consents to an optional process of an agreement, or to marked data of one: one process and one word at a time. For
    /// marked data an app calls it when the person has said so of exactly this data and this process, and for nothing else.
    ///
    /// # Errors
    /// `state-no-such-agreement`, `state-nothing-pending`, `state-consented-already`.
    #[uniffi::method(default(command = None))]
    pub fn consent(
        &self,
        relationship: StreamId,
        agreement: AgreementId,
        process: u32,
        data: Word,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.consent(relationship, agreement, process, &data, command, now, random))
    }

    /// Claims a right from a vendor whose keys are known. The id of what is said, in the outcome, is the claim's. It does
    /// not withdraw a grant: `withdraw` does, at once.
    ///
    /// # Errors
    /// `rights-*` for a right that the law does not give; `state-no-keys`; `state-no-such-agreement`; `state-too-many-claims`.
    #[uniffi::method(default(command = None))]
    pub fn claim(
        &self,
        relationship: StreamId,
        claim: Claim,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let claim = rights::Claim::try_from(claim)?;
        self.run(|life, random| life.claim(relationship, &claim, command, now, random))
    }

    /// Adds what the vendor's answer asked for, in words where it can be said so. The claim is sent anew.
    ///
    /// # Errors
    /// `rights-*` for words that are none or too many; `state-no-such-claim`; `chart-no-such-move` when it is overdue meanwhile.
    #[uniffi::method(default(command = None))]
    pub fn complete_claim(
        &self,
        relationship: StreamId,
        answer: SignedId,
        proof: Option<String>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let proof = proof.as_deref().map(Statement::parse).transpose()?;
        self.run(|life, random| life.complete_claim(relationship, answer, proof.as_ref(), command, now, random))
    }

    /// What was added to a claim, by its letter in the claim's `additions`.
    ///
    /// # Errors
    /// `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
    pub fn proof(&self, relationship: StreamId, letter: Jti) -> Result<String, VrmError> {
        self.with(|life, _| life.proof(relationship, &letter).map(|proof| proof.as_str().to_owned()))
    }

    /// The copy of data that came with an answer, by its letter in the claim's `replies`. `forget_data` takes it; what is to
    /// be kept of it becomes an item.
    ///
    /// # Errors
    /// As `proof`.
    pub fn copy(&self, relationship: StreamId, letter: Jti) -> Result<Vec<Disclosed>, VrmError> {
        let values = self.with(|life, _| life.copy(relationship, &letter))?;
        Ok(values.into_iter().map(Into::into).collect())
    }

    /// Takes a claim back.
    ///
    /// # Errors
    /// `state-no-such-claim`; `chart-no-such-move` when it was answered or taken back already.
    #[uniffi::method(default(command = None))]
    pub fn withdraw_claim(
        &self,
        relationship: StreamId,
        claim: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.withdraw_claim(relationship, claim, command, now, random))
    }
    /// Notes that the person turned to an authority about a claim: overdue, answered in part or refused. Nothing is said to
    /// the vendor; a bundle shows the authority what was.
    ///
    /// # Errors
    /// `state-no-such-claim`; `chart-no-such-move` while it is neither, or in full.
    #[uniffi::method(default(command = None))]
    pub fn escalate_claim(
        &self,
        relationship: StreamId,
        claim: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.escalate_claim(relationship, claim, command, now, random))
    }

    /// Notes that an incident was put to an auditor or an authority. Nothing is said to the vendor.
    ///
    /// # Errors
    /// `state-no-such-incident`; `chart-no-such-move` when that was noted before.
    #[uniffi::method(default(command = None))]
    pub fn report_incident(
        &self,
        relationship: StreamId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.report_incident(relationship, incident, command, now, random))
    }

    /// Notes that an incident which was reported is done with.
    ///
    /// # Errors
    /// `state-no-such-incident`; `chart-no-such-move` before it was reported, or when that was noted before.
    #[uniffi::method(default(command = None))]
    pub fn close_incident(
        &self,
        relationship: StreamId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.close_incident(relationship, incident, command, now, random))
    }
}
