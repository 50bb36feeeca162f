//! Issue receipts, answer claims, notify incidents, hold what customers gave.

use crate::border::Failure;
use crate::mobile::{Desk, VrmError};
use crate::value::{Disclosed, Incident, Issuer, Outcome, RightsOutcome};
use vrm_core::decision::AgreementId;
use vrm_core::history::CommandId;
use vrm_core::keys::SignedId;
use vrm_core::log::LogId;
use vrm_core::message::{self, Jti};
use vrm_core::rights;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// Issues a receipt for an agreement and the consents under it, as they stand now: ISO/IEC TS 27560 and, while one of its
    /// records is valid, Kantara v1.1 beside it.
    ///
    /// # Errors
    /// `state-no-such-agreement`; `consent-*` for an issuer that says too little; `form-*` when it is too long to sign.
    #[uniffi::method(default(command = None))]
    pub fn issue(
        &self,
        customer: LogId,
        agreement: AgreementId,
        issuer: Issuer,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let issuer = issuer.into();
        self.run(|desk, random| desk.issue(customer, agreement, &issuer, command, now, random))
    }

    /// Answers a claim of a customer's. An erasure that is answered in full deletes, in the same step, the values that were
    /// given before the claim and that it reaches; all else that is answered is the desk's own to do.
    ///
    /// # Errors
    /// `rights-*` for a reason that is none or too long; `state-no-such-claim`; `chart-no-such-move` when the claim was answered or
    /// taken back, or an answer is put off that is overdue.
    #[uniffi::method(default(command = None))]
    pub fn answer_right(
        &self,
        customer: LogId,
        claim: SignedId,
        outcome: RightsOutcome,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let outcome = rights::RightsOutcome::try_from(outcome)?;
        self.run(|desk, random| desk.answer_right(customer, claim, &outcome, command, now, random))
    }

    /// Answers a claim of access or portability, in full or in part, with a copy of the data. What the history says of it are
    /// keyed hashes; a copy of the letter lies beside it until `forget_data` or an erasure takes it.
    ///
    /// # Errors
    /// As `answer_right`; `state-no-copy`; `vault-*` for nothing and for a value that is none or too long; `key-*` for more than
    /// fits into one letter.
    #[uniffi::method(default(command = None))]
    pub fn give_copy(
        &self,
        customer: LogId,
        claim: SignedId,
        outcome: RightsOutcome,
        data: Vec<Disclosed>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let outcome = rights::RightsOutcome::try_from(outcome)?;
        let data = data.into_iter().map(TryInto::try_into).collect::<Result<_, Failure>>()?;
        self.run(|desk, random| desk.give_copy(customer, claim, &outcome, &data, command, now, random))
    }

    /// What a customer added to a claim, by its letter in the claim's `additions`.
    ///
    /// # Errors
    /// `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
    pub fn proof(&self, customer: LogId, letter: Jti) -> Result<String, VrmError> {
        self.with(|desk, _| desk.proof(customer, &letter).map(|proof| proof.as_str().to_owned()))
    }

    /// The copy that was given with an answer, by its letter in the claim's `replies`.
    ///
    /// # Errors
    /// As `proof`.
    pub fn copy(&self, customer: LogId, letter: Jti) -> Result<Vec<Disclosed>, VrmError> {
        let values = self.with(|desk, _| desk.copy(customer, &letter))?;
        Ok(values.into_iter().map(Into::into).collect())
    }

    /// Tells a customer of a breach.
    ///
    /// # Errors
    /// `rights-*` for an account that is none or too long; `state-no-such-agreement`; `state-too-many-incidents`.
    #[uniffi::method(default(command = None))]
    pub fn notify_incident(
        &self,
        customer: LogId,
        incident: Incident,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let incident = message::Incident::try_from(incident)?;
        self.run(|desk, random| desk.notify_incident(customer, &incident, command, now, random))
    }

    /// Notes that an incident which was notified to a customer was put to an auditor or an authority. The customer is not told.
    ///
    /// # Errors
    /// `state-no-such-incident`; `chart-no-such-move` when that was noted before.
    #[uniffi::method(default(command = None))]
    pub fn report_incident(
        &self,
        customer: LogId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.report_incident(customer, incident, command, now, random))
    }

    /// Notes that an incident which was reported is done with.
    ///
    /// # Errors
    /// `state-no-such-incident`; `chart-no-such-move` before it was reported, or when that was noted before.
    #[uniffi::method(default(command = None))]
    pub fn close_incident(
        &self,
        customer: LogId,
        incident: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.close_incident(customer, incident, command, now, random))
    }

    /// The values that a customer gave in one message. What they may be used for is `decide`'s to say.
    ///
    /// # Errors
    /// `vault-no-such-disclosure`, `vault-deleted`; the store's.
    pub fn disclosed(&self, customer: LogId, disclosure: Jti) -> Result<Vec<Disclosed>, VrmError> {
        let values = self.with(|desk, _| desk.disclosed(customer, &disclosure))?;
        Ok(values.into_iter().map(Into::into).collect())
    }

    /// Deletes the values of a letter: what a customer gave, a proof or a copy. That they were given, and are deleted, stays in the history.
    ///
    /// # Errors
    /// As `disclosed`.
    #[uniffi::method(default(command = None))]
    pub fn forget_data(
        &self,
        customer: LogId,
        disclosure: Jti,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.forget_data(customer, disclosure, command, now, random))
    }
    /// Deletes some values of a disclosure, by their places in it from 0.
    ///
    /// # Errors
    /// As `disclosed`: `vault-deleted` too where no place has a value that is kept.
    #[uniffi::method(default(command = None))]
    pub fn forget_values(
        &self,
        customer: LogId,
        disclosure: Jti,
        places: Vec<u32>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.forget_values(customer, disclosure, &places, command, now, random))
    }
}
