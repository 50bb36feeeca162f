//! Obey: decide, ask, note what was used, end.

use super::Desk;
use crate::border::Failure;
use crate::mobile::VrmError;
use crate::value::{Decision, Outcome, Request};
use vrm_core::decision::AgreementId;
use vrm_core::decision::GrantId;
use vrm_core::history::CommandId;
use vrm_core::log::LogId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// May the desk do it now? The same grants decide as at the person's side, without the person's blocks; a
    /// withdrawal counts from when it was received.
    ///
    /// # Errors
    /// `log-no-such-log`; as `View.decide`.
    pub fn decide(&self, customer: LogId, request: Request, now: Instant) -> Result<Decision, VrmError> {
        let request = request.core()?;
        self.with(|desk, _| Ok::<_, Failure>(Decision::from(&desk.decide(customer, &request, now)?)))
    }

    /// Asks the person for what the terms leave to it.
    ///
    /// # Errors
    /// `state-no-such-agreement`; `state-nothing-covers` for what the desk never declared.
    #[uniffi::method(default(command = None))]
    pub fn ask(
        &self,
        customer: LogId,
        agreement: AgreementId,
        request: Request,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let request = request.core()?;
        self.run(|desk, random| desk.ask(customer, agreement, &request, command, now, random))
    }

    /// Notes that a grant was used. One that was given once ends with it.
    ///
    /// # Errors
    /// `state-no-such-grant`; `decision-*` when it is over already.
    #[uniffi::method(default(command = None))]
    pub fn record_use(
        &self,
        customer: LogId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.record_use(customer, grant, command, now, random))
    }

    /// Notes that the duties which come before a grant's use are done.
    ///
    /// # Errors
    /// `decision-*` when there is no such grant.
    #[uniffi::method(default(command = None))]
    pub fn record_duty(
        &self,
        customer: LogId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.record_duty(customer, grant, command, now, random))
    }

    /// Tells a customer of the desk's new keys now.
    ///
    /// # Errors
    /// `state-nothing-to-do` when it knows them.
    #[uniffi::method(default(command = None))]
    pub fn announce_keys(
        &self,
        customer: LogId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.announce_keys(customer, command, now, random))
    }

    /// Notes everything of a customer's whose time has run out.
    ///
    /// # Errors
    /// `state-nothing-due` when nothing has.
    #[uniffi::method(default(command = None))]
    pub fn expire(&self, customer: LogId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.expire(customer, command, now, random))
    }

    /// A bundle for a dispute over an agreement, as `Person.bundle`.
    ///
    /// # Errors
    /// `state-no-such-agreement`.
    pub fn bundle(&self, customer: LogId, agreement: AgreementId) -> Result<Vec<u8>, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(desk.bundle(customer, &agreement)?.to_json()?.into_bytes()))
    }

    /// Ends one agreement with a customer, and all its grants with it.
    ///
    /// # Errors
    /// `state-no-such-agreement`.
    #[uniffi::method(default(command = None))]
    pub fn end(
        &self,
        customer: LogId,
        agreement: AgreementId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.end(customer, agreement, command, now, random))
    }

    /// Ends what there is with a customer, and every agreement with it.
    ///
    /// # Errors
    /// `chart-*` when it has ended already.
    #[uniffi::method(default(command = None))]
    pub fn terminate(&self, customer: LogId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.terminate(customer, command, now, random))
    }

    /// Erases a customer: as `Person.erase`. It is listed no more; a tombstone stays.
    ///
    /// # Errors
    /// As `Person.erase`.
    #[uniffi::method(default(command = None))]
    pub fn erase(&self, customer: LogId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.erase(customer, command, now, random))
    }
}
