//! Agree: proffer, answer a counter or a document, renew.

use super::Person;
use crate::mobile::VrmError;
use crate::value::Outcome;
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::history::CommandId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Proffers one roster agreement to a vendor, or a set of which it takes one. The relationship's persona is
    /// made where there is none yet.
    ///
    /// # Errors
    /// `state-negotiating` while another proffer waits; `state-no-keys` before the vendor was introduced with a key
    /// to seal for; `terms-*` for an entry that the roster does not have, or not for organisations.
    #[uniffi::method(default(command = None))]
    pub fn proffer(
        &self,
        relationship: StreamId,
        entries: Vec<String>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        self.run(|life, random| life.proffer(relationship, &entries, command, now, random))
    }

    /// Proffers an agreement in place of one that is in force: it ends when the new one begins.
    ///
    /// # Errors
    /// As `proffer`; `state-no-such-agreement`.
    #[uniffi::method(default(command = None))]
    pub fn renew(
        &self,
        relationship: StreamId,
        agreement: AgreementId,
        entries: Vec<String>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        self.run(|life, random| life.renew(relationship, agreement, &entries, command, now, random))
    }

    /// Says yes to what waits for the person: a counter, of which the document is then made and signed first, or a
    /// document that the vendor signed, which is then signed second.
    ///
    /// # Errors
    /// `state-no-negotiation`, `state-nothing-to-answer`; `decision-not-authorised` when what the vendor declared
    /// does not pass under the terms or the person's own ones; `agreement-*` when the time to accept is over.
    #[uniffi::method(default(command = None))]
    pub fn accept(
        &self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.accept(relationship, command, now, random))
    }

    /// Says no to what waits for the person.
    ///
    /// # Errors
    /// `state-no-negotiation`, `state-nothing-to-answer`.
    #[uniffi::method(default(command = None))]
    pub fn refuse(
        &self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.refuse(relationship, command, now, random))
    }
}
