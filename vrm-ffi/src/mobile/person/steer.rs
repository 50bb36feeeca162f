//! Steer: decide, answer, withdraw, pause, resume, block, new keys, what has run out.

use super::Person;
use crate::mobile::VrmError;
use crate::value::{Block, Outcome, Reply, WhichGrants};
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::decision::GrantId;
use vrm_core::history::CommandId;
use vrm_core::keys::SignedId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Answers a question of a vendor's. A yes becomes a grant of exactly what was asked for.
    ///
    /// # Errors
    /// `state-no-such-question`, `state-answered-already`, `state-nothing-to-answer` when the question no longer
    /// counts, `state-nothing-covers` for a yes to what the vendor never declared.
    #[uniffi::method(default(command = None))]
    pub fn answer(
        &self,
        relationship: StreamId,
        question: SignedId,
        reply: Reply,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let reply: vrm_core::message::Reply = reply.into();
        self.run(|life, random| life.answer(relationship, question, reply, command, now, random))
    }

    /// Withdraws grants, for good. From now on they permit nothing here; at the vendor's from receipt.
    ///
    /// # Errors
    /// `state-no-such-agreement`, `state-no-such-grant`; `state-nothing-to-do` when none of them can be withdrawn
    /// any more; `state-legal-duty` when the vendor processes on a legal duty alone.
    #[uniffi::method(default(command = None))]
    pub fn withdraw(
        &self,
        relationship: StreamId,
        agreement: AgreementId,
        which: WhichGrants,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let which: vrm_core::decision::WhichGrants = which.into();
        self.run(|life, random| life.withdraw(relationship, agreement, &which, command, now, random))
    }

    /// Holds grants back; they come back with `resume`.
    ///
    /// # Errors
    /// As `withdraw`.
    #[uniffi::method(default(command = None))]
    pub fn pause(
        &self,
        relationship: StreamId,
        agreement: AgreementId,
        which: WhichGrants,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let which: vrm_core::decision::WhichGrants = which.into();
        self.run(|life, random| life.pause(relationship, agreement, &which, command, now, random))
    }

    /// Takes grants up again that were paused.
    ///
    /// # Errors
    /// As `withdraw`.
    #[uniffi::method(default(command = None))]
    pub fn resume(
        &self,
        relationship: StreamId,
        agreement: AgreementId,
        which: WhichGrants,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let which: vrm_core::decision::WhichGrants = which.into();
        self.run(|life, random| life.resume(relationship, agreement, &which, command, now, random))
    }

    /// Puts up a block: from now on it beats every grant. Nobody is told.
    ///
    /// # Errors
    /// `decision-*` when its words mean nothing, or its id is taken.
    #[uniffi::method(default(command = None))]
    pub fn block(&self, block: Block, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        let block = block.core()?;
        self.run(|life, random| life.block(&block, command, now, random))
    }

    /// Takes a block down.
    ///
    /// # Errors
    /// `state-no-such-block`.
    #[uniffi::method(default(command = None))]
    pub fn unblock(&self, id: String, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.unblock(&id, command, now, random))
    }

    /// Notes that a grant was used. One that was given once ends with it.
    ///
    /// # Errors
    /// `state-no-such-grant`; `decision-*` when it is over already.
    #[uniffi::method(default(command = None))]
    pub fn record_use(
        &self,
        relationship: StreamId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.record_use(relationship, grant, command, now, random))
    }

    /// Notes that the duties which come before a grant's use are done, as the person knows: never on the vendor's
    /// word.
    ///
    /// # Errors
    /// `decision-*` when there is no such grant.
    #[uniffi::method(default(command = None))]
    pub fn record_duty(
        &self,
        relationship: StreamId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.record_duty(relationship, grant, command, now, random))
    }

    /// New keys for the relationship's persona, said with the old one. The old keys still open for 90 days.
    ///
    /// # Errors
    /// `state-no-keys` before both sides have used keys; `state-negotiating` while a negotiation runs, whose
    /// document names the keys that signed the proffer.
    #[uniffi::method(default(command = None))]
    pub fn rotate_keys(
        &self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.rotate_keys(relationship, command, now, random))
    }

    /// Notes everything whose time has run out: agreements, negotiations, and signatures that no second one
    /// followed. Decisions do not wait for it; states and lists do.
    ///
    /// # Errors
    /// The store's; `state-nothing-due` when nothing has run out, which a host that calls it daily passes over.
    #[uniffi::method(default(command = None))]
    pub fn expire(&self, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.expire(command, now, random))
    }
}
